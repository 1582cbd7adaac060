# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole base for end-to-end tests: the desk on a screen, OBS, the base server, a keyring; each a real process."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType

from app.settings.file import save_settings
from app.settings.model import AppearanceSettings, ObsSettings, Settings
from app.settings.profile import Profile
from tests.helpers.bare_obs import BareClient
from tests.helpers.command_line import CommandLine
from tests.helpers.real_obs import RealObs
from tests.helpers.screen_reader import ScreenReader
from tests.helpers.secret_service import SecretService
from tests.helpers.server_process import ServerProcess
from tests.helpers.until import until
from tests.helpers.virtual_screen import VirtualScreen

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
PRODUCT_TEXT, PRICE_TEXT, SELLER_TEXT = "Anchor Desk product", "Anchor Desk price", "Anchor Desk seller"
HAND_S = 0.25
"""How soon (s) a hand presses the same key again; the desk takes less for a key that bounces."""
SCENES = ("商品", "政策", "互动")


def demo_files() -> list[Path]:
    """Return the sample shops' files."""
    return sorted(path for path in DEMO.iterdir() if path.is_file())


class Stage:
    """Everything that stands in a base on one evening. ``screen_reader`` tells what the desk shows."""

    def __init__(self, folder: Path, obs: RealObs) -> None:
        self.obs = obs
        self.profile = Profile(folder / "profile")
        self.base_database = folder / "base.sqlite"
        self.base = ServerProcess(self.base_url)
        self.screen = VirtualScreen()
        self.keyring = SecretService(folder / "keyring")
        self.desk_log = folder / "desk-output.txt"
        self._closing = ExitStack()
        self._desk: subprocess.Popen[bytes] | None = None
        self._hand = threading.Event()
        self._last_key, self._pressed_at = "", 0.0

    def __enter__(self) -> "Stage":
        with ExitStack() as stack:
            stack.enter_context(self.keyring)
            stack.enter_context(self.screen)
            self.environment = {**self.keyring.env, **self.screen.environment, "PYTHONUTF8": "1"}
            self.screen_reader = stack.enter_context(ScreenReader(self.environment))
            self.command_line = CommandLine(self.profile.root, self.environment)
            stack.callback(self.kill_desk)
            self._closing = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    @property
    def base_url(self) -> str:
        """The base server's database, as the command line takes it."""
        return f"sqlite:///{self.base_database}"

    @property
    def desk_pid(self) -> int:
        """The process id of the running desk."""
        assert self._desk is not None, "the desk is not running"
        return self._desk.pid

    def furnish_obs(self, client: BareClient) -> None:
        """Make the scenes and text sources that the sample shops use."""
        for scene in SCENES:
            client.make_scene(scene)
        for text in (PRODUCT_TEXT, PRICE_TEXT, SELLER_TEXT):
            client.make_text(SCENES[0], text)

    def set_up_pc(self) -> None:
        """Do what a technician does once: OBS password, settings, enrolment; the base publishes the sample shops."""
        self.profile.ensure()
        settings = Settings(
            obs=ObsSettings(port=self.obs.address.port), appearance=AppearanceSettings(language="en"), anchor="Li"
        )
        save_settings(self.profile.settings_file, settings)
        self._must(self.command_line.run("obs", "password", stdin=f"{self.obs.password}\n"))
        self._must(self.command_line.run("admin", "import", *demo_files(), "--db", self.base_url))
        code = self.command_line.json("admin", "enroll-code", "--db", self.base_url)["code"]
        self._must(self.command_line.run("enroll", self.base.url, code))

    def start_desk(self) -> None:
        """Start the desktop program and wait for its window."""
        with self.desk_log.open("ab") as log:
            self._desk = subprocess.Popen(
                [sys.executable, "-m", "app.cli", "--profile", str(self.profile.root)],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until(
            lambda: self.screen.windows(self.desk_pid), "the desk's window is on the screen", timeout_s=30, every_s=0.1
        )

    def kill_desk(self) -> None:
        """End the desk as a power cut would."""
        if self._desk is not None:
            self._desk.kill()
            self._desk.wait(10)
            self._desk = None

    def press(self, *keys: str) -> None:
        """Press keys on the desk's window as a hand does: the same key again only once the hand was up."""
        window = self.screen.windows(self.desk_pid)[0]
        for key in keys:
            if key == self._last_key:
                self._hand.wait(max(0.0, self._pressed_at + HAND_S - time.monotonic()))
            self.screen.press(window, [key])
            self._last_key, self._pressed_at = key, time.monotonic()

    def sees(self, pattern: str, *, timeout_s: float = 20.0) -> str:
        """Wait until the desk tells something that matches.

        Raises:
            AssertionError: when it does not come in time; with what the desk left behind when it has ended.
        """
        try:
            return self.screen_reader.wait_for(pattern, timeout_s=timeout_s)
        except AssertionError as error:
            code = None if self._desk is None else self._desk.poll()
            if code is None:
                raise
            crash = self.profile.logs_dir / "crash.log"
            left = [path.read_text(encoding="utf-8") for path in (self.desk_log, crash) if path.is_file()]
            raise AssertionError("\n".join((str(error), f"the desk ended with {code}:", *left))) from error

    def events_here(self) -> list[str]:
        """Return the ids of all events in the desk's ledger, read beside the running desk."""
        return _ids(self.profile.database, "event")

    def events_at_base(self) -> list[str]:
        """Return the ids of all events in the base's database, doubles and all."""
        return _ids(self.base_database, "raw_event")

    def units_at_base(self) -> int:
        """Return the units sold and not taken back, as the base's database has them."""
        query = "SELECT coalesce(sum(units), 0) FROM sale WHERE event_id NOT IN (SELECT target FROM void)"
        with closing(sqlite3.connect(f"file:{self.base_database}?mode=ro", uri=True)) as connection:
            return int(connection.execute(query).fetchone()[0])

    @staticmethod
    def _must(result: "subprocess.CompletedProcess[str]") -> None:
        assert result.returncode == 0, result.stdout + result.stderr


def _ids(database: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows: Sequence[tuple[str]] = connection.execute(f"SELECT event_id FROM {table}").fetchall()  # noqa: S608
    return sorted(row[0] for row in rows)
