# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The token is kept before it is used, and whatever fails on the way, one that works is left."""

import pytest

from app.adapters.secrets.device_token import DeviceToken
from app.adapters.secrets.store import DEVICE_TOKEN, MemorySecrets, SecretStoreError


class Failing(MemorySecrets):
    """A keyring that stops taking secrets after ``good`` more; what it says about the one it failed at is lost."""

    def __init__(self, good: int) -> None:
        super().__init__()
        super().set(DEVICE_TOKEN, "old")
        self.good = good

    def set(self, name: str, value: str) -> None:
        if self.good == 0:
            raise SecretStoreError("failed", "The keyring failed.")
        self.good -= 1
        super().set(name, value)


def test_the_next_token_is_in_the_keyring_before_it_is_used() -> None:
    secrets = MemorySecrets()
    secrets.set(DEVICE_TOKEN, "old")
    token = DeviceToken(secrets)
    assert token.current() == "old"
    assert token.renew("new")
    assert (token.current(), DeviceToken(secrets).current()) == ("new", "new")


@pytest.mark.expected_log("next token could not be kept")
@pytest.mark.parametrize("good", [0, 1])
def test_where_the_keyring_fails_the_old_token_goes_on_now_and_after_a_restart(good: int) -> None:
    secrets = Failing(good)
    token = DeviceToken(secrets)
    assert not token.renew("new")
    assert (token.current(), DeviceToken(secrets).current()) == ("old", "old")


def test_the_token_before_is_there_for_a_base_that_knows_only_that() -> None:
    secrets = MemorySecrets()
    secrets.set(DEVICE_TOKEN, "old")
    DeviceToken(secrets).renew("new")
    again = DeviceToken(secrets)
    assert (again.current(), again.fall_back(), again.current()) == ("new", True, "old")
    assert not again.fall_back()


def test_without_one_before_there_is_nothing_to_fall_back_to() -> None:
    secrets = MemorySecrets()
    secrets.set(DEVICE_TOKEN, "only")
    token = DeviceToken(secrets)
    assert (token.current(), token.fall_back(), token.current()) == ("only", False, "only")


def test_a_new_enrolment_forgets_what_was_before() -> None:
    secrets = MemorySecrets()
    secrets.set(DEVICE_TOKEN, "old")
    token = DeviceToken(secrets)
    token.renew("new")
    token.enrolled("fresh")
    assert (token.current(), DeviceToken(secrets).fall_back()) == ("fresh", False)


def test_a_token_is_in_no_text_about_it() -> None:
    secrets = MemorySecrets()
    secrets.set(DEVICE_TOKEN, "secret-token")
    token = DeviceToken(secrets)
    token.current()
    assert "secret-token" not in repr(token)
