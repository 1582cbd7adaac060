# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Anchor or technician, on a real worker and a keyring in memory."""

from collections.abc import Iterator

import pytest

from app.adapters.secrets.store import TECHNICIAN_PIN, MemorySecrets, SecretStoreError
from app.domain.obs.permissions import DeskMode
from app.services.permissions import IDLE_S, PermissionsService, PinAnswer, PinResult
from tests.helpers.services import Rig, pump

PIN = "2468"


class LockedSecrets(MemorySecrets):
    """A keyring that does not open."""

    def get(self, name: str) -> str | None:  # noqa: ARG002
        raise SecretStoreError("locked", "The keyring is locked.")


class Door:
    """The service with what it answered."""

    def __init__(self, rig: Rig, secrets: MemorySecrets) -> None:
        self.rig = rig
        self.secrets = secrets
        self.answers: list[PinResult] = []
        self.service = PermissionsService(secrets, rig.session, rig.worker, rig.clock)
        self.service.pin_answered.connect(self.answers.append)

    def try_pin(self, pin: str) -> PinResult:
        count = len(self.answers)
        self.service.enter(pin)
        pump(lambda: len(self.answers) > count)
        return self.answers[-1]

    def choose(self, pin: str) -> PinResult:
        count = len(self.answers)
        self.service.choose_pin(pin)
        pump(lambda: len(self.answers) > count)
        return self.answers[-1]


@pytest.fixture
def door(rig: Rig) -> Iterator[Door]:
    made = Door(rig, MemorySecrets())
    yield made
    made.service.end()


def test_a_desk_starts_as_the_anchors(door: Door) -> None:
    assert door.service.mode is DeskMode.ANCHOR


def test_the_first_pin_is_chosen_at_the_desk_and_kept_as_a_hash_only(door: Door) -> None:
    assert door.choose(PIN).answer is PinAnswer.KEPT
    kept = door.secrets.get(TECHNICIAN_PIN)
    assert kept is not None
    assert kept.startswith("scrypt$")
    assert PIN not in kept


def test_the_right_pin_opens_technician_mode(door: Door) -> None:
    door.choose(PIN)
    door.service.end()
    assert door.try_pin("1111").answer is PinAnswer.WRONG
    assert door.service.mode is DeskMode.ANCHOR
    assert door.try_pin(PIN).answer is PinAnswer.RIGHT
    assert door.service.mode is DeskMode.TECHNICIAN


def test_without_a_pin_none_is_right(door: Door) -> None:
    assert door.try_pin(PIN).answer is PinAnswer.NO_PIN


def test_an_anchor_cannot_replace_the_pin(door: Door) -> None:
    door.choose(PIN)
    door.service.end()
    assert door.choose("1357").answer is PinAnswer.WRONG
    assert door.try_pin(PIN).answer is PinAnswer.RIGHT


def test_what_is_no_pin_is_not_kept(door: Door) -> None:
    assert door.choose("12").answer is PinAnswer.NOT_A_PIN
    assert door.secrets.get(TECHNICIAN_PIN) is None


def test_after_five_wrong_tries_even_the_right_pin_waits_half_a_minute(door: Door) -> None:
    door.choose(PIN)
    door.service.end()
    for _ in range(4):
        assert door.try_pin("1111").answer is PinAnswer.WRONG
    assert door.try_pin("1111") == PinResult(PinAnswer.WAIT, 30.0)
    assert door.try_pin(PIN).answer is PinAnswer.WAIT
    door.rig.clock.move(30.0)
    assert door.try_pin(PIN).answer is PinAnswer.RIGHT


def test_opening_a_session_gives_the_desk_back_to_the_anchor(door: Door) -> None:
    door.choose(PIN)
    door.rig.open()
    assert door.service.mode is DeskMode.ANCHOR


def test_a_sale_does_not_end_technician_mode(door: Door) -> None:
    door.rig.open()
    door.choose(PIN)
    door.rig.presenting.present("R2")
    door.rig.settle()
    assert door.service.mode is DeskMode.TECHNICIAN


def test_fifteen_minutes_without_input_end_technician_mode(door: Door) -> None:
    door.choose(PIN)
    door.rig.clock.move(IDLE_S - 1)
    door.service.touch()
    door.rig.clock.move(IDLE_S - 1)
    door.service.end_if_idle()
    assert door.service.mode is DeskMode.TECHNICIAN
    door.rig.clock.move(1)
    door.service.end_if_idle()
    assert door.service.mode is DeskMode.ANCHOR


def test_a_locked_keyring_is_told_and_opens_nothing(rig: Rig) -> None:
    door = Door(rig, LockedSecrets())
    assert door.try_pin(PIN) == PinResult(PinAnswer.NO_KEYRING, detail="The keyring is locked.")
    assert door.service.mode is DeskMode.ANCHOR
