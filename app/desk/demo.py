# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo: the desk, a base server of its own on loopback and the sample shops, in a throw-away profile."""

import json
import logging
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from queue import Empty, Queue
from typing import IO, TYPE_CHECKING

import app
from app.adapters.secrets.store import DEVICE_TOKEN, MemorySecrets, SecretStore
from app.desk.bootstrap import DeskOptions, run_desk
from app.desk.settings_keeper import SettingsKeeper
from app.domain.content_set import ContentSet
from app.settings.resources import resource_path

if TYPE_CHECKING:
    from app.store.open_store import DeskStore

_log = logging.getLogger(__name__)

SERVE_LIMIT_S = 20.0
COMMAND_LIMIT_S = 60.0
END_LIMIT_S = 3.0
SERVING = "serving "


def run_demo(keep: Path | None) -> int:
    """Run the demo until its window is closed; its folder is removed unless ``keep`` names one."""
    root = keep.expanduser().absolute() if keep is not None else Path(tempfile.mkdtemp(prefix="anchor-desk-demo-"))
    base = DemoBase(root / "base")
    try:
        return run_desk(DeskOptions(profile=root / "profile", secrets=MemorySecrets(), prepare=base.join))
    finally:
        base.end()
        if keep is None:
            shutil.rmtree(root, ignore_errors=True)


def demo_files() -> list[Path]:
    """Return the sample shops' files: spreadsheets and scripts."""
    folder = resource_path("demo")
    return sorted(path for path in folder.iterdir() if path.suffix in (".xlsx", ".csv", ".md"))


class DemoBase:
    """A base server as a child process, its database in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._child: subprocess.Popen[str] | None = None
        self._gate = threading.Lock()
        self._ended = False

    @property
    def db_url(self) -> str:
        """The database, as the command line takes it."""
        return f"sqlite:///{(self._folder / 'base.sqlite').as_posix()}"

    def join(self, store: "DeskStore", keeper: SettingsKeeper, secrets: SecretStore) -> None:
        """Start the base, publish the sample shops there and enrol this desk. Blocks for some seconds.

        Where the base cannot run, the sample shops are imported on this PC and the demo goes on without it.
        """
        try:
            self._join(store, keeper, secrets)
        except (OSError, RuntimeError, subprocess.SubprocessError, ValueError) as error:
            _log.warning("the demo goes on without a base: %s", error)
            import_here(store)

    def end(self) -> None:
        """Stop the child within a few seconds."""
        with self._gate:
            self._ended = True
            child, self._child = self._child, None
        if child is None:
            return
        child.terminate()
        try:
            child.wait(END_LIMIT_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait(END_LIMIT_S)
        if child.stdout is not None:
            child.stdout.close()

    def _join(self, store: "DeskStore", keeper: SettingsKeeper, secrets: SecretStore) -> None:
        from app.adapters.base.enroll import enroll

        self._folder.mkdir(parents=True, exist_ok=True)
        self._command("admin", "import", *(str(path) for path in demo_files()))
        code = json.loads(self._command("admin", "enroll-code", "--json"))["code"]
        url = self.serve()
        name = "demo"
        answer = enroll(url, code, store.device_id(), name, app.__version__)
        secrets.set(DEVICE_TOKEN, answer.token)
        keeper.change("base", url=url, device_name=name)

    def _command(self, *words: str) -> str:
        done = subprocess.run(
            [*_program(), *words, "--db", self.db_url],
            capture_output=True,
            encoding="utf-8",
            timeout=COMMAND_LIMIT_S,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip() or done.stdout.strip())
        return done.stdout

    def serve(self) -> str:
        """Start the child and return its address once it accepts.

        Raises:
            RuntimeError: when it did not start in time, ended at once, or the demo is closing.
            OSError: when the program cannot be started at all.
        """
        with self._gate:
            if self._ended:
                raise RuntimeError("the demo is closing")
            child = subprocess.Popen(
                [*_program(), "serve", "--db", self.db_url, "--host", "127.0.0.1", "--port", "0"],
                stdout=subprocess.PIPE,
                stdin=subprocess.DEVNULL,
                encoding="utf-8",
            )
            self._child = child
        lines: Queue[str] = Queue()
        threading.Thread(target=_read_lines, args=(child.stdout, lines), name="demo-base-output", daemon=True).start()
        try:
            line = lines.get(timeout=SERVE_LIMIT_S)
        except Empty:
            raise RuntimeError("the base did not start in time") from None
        if not line.startswith(SERVING):
            raise RuntimeError(line.strip() or "the base ended at once")
        return line.removeprefix(SERVING).strip()


def import_here(store: "DeskStore") -> None:
    """Import the sample shops on this PC."""
    from app.adapters.files.import_files import import_files

    outcome = import_files(demo_files(), ContentSet.of(store.content.load()))
    if outcome.ok:
        store.content.import_records(outcome.records)
    else:
        _log.error("the sample shops do not import: %s", "; ".join(str(problem) for problem in outcome.problems))


def _program() -> list[str]:
    return [sys.executable, "-m", "app.cli"]


def _read_lines(stream: IO[str], lines: "Queue[str]") -> None:
    """Pass on the child's lines until it ends; an empty one at the end."""
    try:
        for line in stream:
            lines.put(line)
    except ValueError:
        _log.debug("the demo base's output was closed")
    lines.put("")
