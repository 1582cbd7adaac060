# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The start of the real desk, and its memory at rest, beside a window that PySide6 alone puts up."""

import compileall
import json
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.diagnostics.logging_setup import LOG_NAME
from app.settings.profile import Profile
from tests.benchmarks.report import Row
from tests.benchmarks.sample_profile import make_profile
from tests.helpers.until import until

ROUNDS = 9
START_LIMIT_S = 60.0
END_LIMIT_S = 20.0
REST_LIMIT_S = 60.0
REST_EVERY_S = 0.25
REST_SAMPLES = 12
REST_SPREAD = 0.005
ROOT = Path(__file__).resolve().parents[2]
BARE = Path(__file__).with_name("bare_window.py")


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds from the start of the process; ``rest_mb`` is 0 where it was not waited for."""

    painted_ms: float
    able_ms: float
    rest_mb: float = 0.0


def measure() -> list[Row]:
    """Return the rows for the first window, the first sale and the memory at rest."""
    compileall.compile_dir(sysconfig.get_path("purelib"), quiet=2, workers=0)
    with tempfile.TemporaryDirectory(prefix="anchor-desk-bench-") as folder:
        profile = make_profile(Path(folder) / "profile")
        desk_start(profile)
        desk: list[Start] = []
        window: list[Start] = []
        database: list[Start] = []
        for number in range(ROUNDS):
            at_rest = number % 3 == 0
            desk.append(desk_start(profile, at_rest=at_rest))
            window.append(_bare_start(Path(folder) / "window"))
            database.append(_bare_start(Path(folder) / "database", with_database=True, at_rest=at_rest))
    rest = [_median(start.rest_mb for start in starts if start.rest_mb) for starts in (desk, database)]
    window_ms, database_ms = (_median(s.painted_ms for s in window), _median(s.able_ms for s in database))
    painted_ms, able_ms = (_median(s.painted_ms for s in desk), _median(s.able_ms for s in desk))
    note = (
        "median; the profile holds the sample shops and an open session with 200 sales; "
        f"fastest: {min(s.painted_ms for s in desk):.0f} and {min(s.able_ms for s in desk):.0f} ms, "
        f"beside {min(s.painted_ms for s in window):.0f} and {min(s.able_ms for s in database):.0f} ms"
    )
    return [
        Row("process start to first painted window", painted_ms, "ms", 2.0, window_ms, ROUNDS, note),
        Row("process start to able to log a sale", able_ms, "ms", 1.3, database_ms, ROUNDS, note),
        Row("memory at rest", rest[0], "MB", 1.6, rest[1], -(-ROUNDS // 3), "resident set, once it no longer moves"),
    ]


def desk_start(profile: Profile, *, at_rest: bool = False) -> Start:
    """Start the desk in a process of its own, and end it once it is able to log a sale, or at rest."""
    log = profile.logs_dir / LOG_NAME
    log.unlink(missing_ok=True)
    command = [sys.executable, "-m", "app.cli", "--profile", str(profile.root)]
    with _running(command, profile.root.with_name("desk.out")) as (begun, process):
        marks = _marks(process, log, ("window_painted monotonic_s=", "can_log monotonic_s="), begun)
        return Start(marks[0], marks[1], _rest_mb(process.pid) if at_rest else 0.0)


def _bare_start(output: Path, *, with_database: bool = False, at_rest: bool = False) -> Start:
    command = [sys.executable, str(BARE), *(["--import-sqlmodel"] if with_database else [])]
    with _running(command, output) as (begun, process):
        marks = _marks(process, output, ("painted ", "imported ") if with_database else ("painted ",), begun)
        return Start(marks[0], marks[-1], _rest_mb(process.pid) if at_rest else 0.0)


@contextmanager
def _running(command: Sequence[str], output: Path) -> Iterator[tuple[float, "subprocess.Popen[bytes]"]]:
    """Run a program, its output in a file; yields when it was started, in monotonic seconds, and the process."""
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    with output.open("wb") as out:
        begun = time.monotonic()
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        yield begun, process
    finally:
        process.terminate()
        process.wait(END_LIMIT_S)


def _marks(process: "subprocess.Popen[bytes]", source: Path, marks: Sequence[str], begun: float) -> list[float]:
    """Wait until ``source`` holds all ``marks`` and return their times in milliseconds after ``begun``."""

    def read() -> list[float] | None:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        lines = [_text(line) for line in source.read_text("utf-8").splitlines()] if source.exists() else []
        found = [line.removeprefix(mark) for mark in marks for line in lines if line.startswith(mark)]
        return [(float(seconds) - begun) * 1000 for seconds in found] if len(found) == len(marks) else None

    # Looking seldom: whoever looks takes time away from what is measured.
    times = until(read, f"{marks} in {source}", timeout_s=START_LIMIT_S, every_s=0.1)
    assert times is not None
    return times


def _text(line: str) -> str:
    """Return the text of a line of the log, or the line itself where it is plain."""
    return str(json.loads(line)["text"]) if line.startswith("{") and line.endswith("}") else line


def _rest_mb(pid: int) -> float:
    """Wait until the resident set no longer moves and return it in MB."""
    seen: list[float] = []

    def still() -> bool:
        seen.append(_resident_mb(pid))
        last = seen[-REST_SAMPLES:]
        return len(last) == REST_SAMPLES and max(last) - min(last) <= REST_SPREAD * max(last)

    until(still, "the resident set is stable", timeout_s=REST_LIMIT_S, every_s=REST_EVERY_S)
    return seen[-1]


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def _median(values: Iterator[float]) -> float:
    return statistics.median(list(values))
