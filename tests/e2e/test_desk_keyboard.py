# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real desk under a real X keyboard: keys held down, a scanner's burst, and a backup restored without a mouse."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.domain.clock import SystemClock
from app.settings.file import save_settings
from app.settings.model import AppearanceSettings, Settings
from app.settings.profile import Profile
from app.store.backups import newest_first
from app.store.open_store import open_store
from tests.helpers.command_line import CommandLine
from tests.helpers.screen_reader import ScreenReader
from tests.helpers.secret_service import SecretService
from tests.helpers.services import sample_records
from tests.helpers.until import until
from tests.helpers.virtual_screen import VirtualScreen

pytestmark = pytest.mark.e2e


class Room:
    """A desk without OBS and base on a screen of its own."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        keyring = stack.enter_context(SecretService(folder / "keyring"))
        self.screen = stack.enter_context(VirtualScreen())
        self.environment = {**os.environ, **keyring.env, **self.screen.environment, "PYTHONUTF8": "1"}
        self.reader = stack.enter_context(ScreenReader(self.environment))
        self.profile = Profile(folder / "profile")
        self.command_line = CommandLine(self.profile.root, self.environment)
        self.profile.ensure()
        save_settings(self.profile.settings_file, Settings(appearance=AppearanceSettings(language="en"), anchor="Li"))
        store = open_store(self.profile, SystemClock())
        store.content.import_records(sample_records())
        store.close()
        self._stack = stack
        self.pid = 0

    def start(self) -> None:
        command = [sys.executable, "-m", "app.cli", "--profile", str(self.profile.root)]
        desk = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL)
        self._stack.callback(desk.wait, 10)
        self._stack.callback(desk.terminate)
        self.pid = desk.pid
        until(lambda: self.screen.windows(self.pid), "the desk's window is on the screen", timeout_s=30)

    def press(self, *keys: str) -> None:
        self.screen.press(self.screen.windows(self.pid)[0], keys)

    def sold(self, session_id: str) -> list[tuple[str, int]]:
        sales = self.command_line.json("session", "show", session_id)["sales"]
        return [(one["sku_id"], one["units"]) for one in sales]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with ExitStack() as stack:
        yield Room(tmp_path, stack)


def test_a_key_held_down_sells_once_and_a_scanner_sells_what_it_reads(room: Room) -> None:
    session_id = room.command_line.json("session", "open", "--shop", "S1")["session_id"]
    room.start()
    room.reader.wait_for("Nothing is on yet")
    room.press("1", "g")
    room.reader.wait_for("Selling: 1个")
    room.screen.hold("F1", seconds=1.2)
    room.screen.scan(("X", "0", "1", "minus", "3", "Return"), gap_ms=4)
    until(lambda: len(room.sold(session_id)) >= 2, "both sales are in the ledger")
    room.screen.scan(("2", "Return"), gap_ms=200)
    until(lambda: len(room.sold(session_id)) >= 3, "the number typed is in the ledger")
    assert room.sold(session_id) == [("X01-1", 1), ("X01-3", 1), ("X01-1", 2)]


def test_a_backup_is_restored_from_the_review_page_with_keys(room: Room) -> None:
    session_id = room.command_line.json("session", "open", "--shop", "S1")["session_id"]
    room.command_line.run("log", "--session", session_id, stdin="X01-1 3\n")
    room.command_line.run("session", "close", session_id)
    store = open_store(room.profile, SystemClock())
    store.care.round()
    store.close()
    assert newest_first(room.profile.backups_dir)
    room.start()
    room.reader.wait_for("Review")
    room.press("alt+3", "ctrl+b")
    room.reader.wait_for("Choose a backup and check it")
    room.press("ctrl+k")
    room.reader.wait_for("It is whole and fits this PC: 3 entries")
    room.press("ctrl+Return")
    room.reader.wait_for("The backup is in place: 3 entries, 0 of them came back from the journal")
    assert len(list(room.profile.database.parent.glob("*replaced*.sqlite"))) == 1
