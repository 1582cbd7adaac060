# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A copied profile goes on in a generation of its own; a failing keyring stops nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters.secrets.store import INSTALL_ID, MemorySecrets, SecretStoreError
from app.desk.install import settle_install
from app.store.open_store import DeskStore
from tests.helpers.ledger import Evening, append_all, disk_image, open_at


class _Dead(MemorySecrets):
    """A keyring that gives nothing, or takes nothing."""

    def __init__(self, *, reads: bool) -> None:
        super().__init__()
        self._reads = reads

    def get(self, name: str) -> str | None:
        if self._reads:
            return super().get(name)
        raise SecretStoreError("locked", "The keyring is locked.")

    def set(self, name: str, value: str) -> None:  # noqa: ARG002
        raise SecretStoreError("locked", "The keyring is locked.")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def store(root: Path, secrets: MemorySecrets) -> Iterator[DeskStore]:
    """A settled profile with three events, all waiting."""
    opened = open_at(root)
    evening = Evening()
    append_all(opened, [evening.opening, evening.sale(), evening.sale()])
    assert settle_install(opened, secrets) is False
    yield opened
    opened.close()


def test_the_first_meeting_settles_one_id_on_both_sides(store: DeskStore, secrets: MemorySecrets) -> None:
    assert store.install.known_id() == secrets.get(INSTALL_ID) is not None
    assert settle_install(store, secrets) is False
    assert store.reader.head().gen == 1


@pytest.mark.parametrize("theirs", [None, "another-installation"])
def test_a_copy_goes_on_in_a_generation_of_its_own(
    tmp_path: Path, root: Path, store: DeskStore, theirs: str | None
) -> None:
    elsewhere = MemorySecrets()
    if theirs is not None:
        elsewhere.set(INSTALL_ID, theirs)
    copy = open_at(disk_image(root, tmp_path / "copy"))
    settled = [settle_install(copy, elsewhere) for _ in range(2)]
    head, report = copy.reader.head(), copy.verify()
    copy.close()
    assert settled == [True, False]
    assert (head.gen, head.pending, report.problems) == (2, 3, ())
    assert store.reader.head().gen == 1


def test_a_rebuilt_database_is_no_copy(root: Path, store: DeskStore, secrets: MemorySecrets) -> None:
    store.close()
    (root / "desk.sqlite").unlink()
    again = open_at(root)
    settled = settle_install(again, secrets)
    known, gen = again.install.known_id(), again.reader.head().gen
    again.close()
    assert (settled, known, gen) == (False, secrets.get(INSTALL_ID), 1)


def test_a_copy_without_events_needs_no_generation(tmp_path: Path) -> None:
    store = open_at(tmp_path / "empty")
    settled = [settle_install(store, MemorySecrets()) for _ in range(2)]
    gen = store.reader.head().gen
    store.close()
    assert (settled, gen) == ([False, False], 1)


@pytest.mark.parametrize("reads", [True, False])
def test_a_keyring_that_fails_stops_nothing_and_begins_no_generation(store: DeskStore, reads: bool) -> None:
    assert settle_install(store, _Dead(reads=reads)) is False
    assert store.reader.head().gen == 1
