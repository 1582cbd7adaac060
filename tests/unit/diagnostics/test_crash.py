# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a dying process leaves behind. Each test is a process of its own that dies."""

import json
import subprocess
import sys
from pathlib import Path

_START = """
import sys, threading, pathlib
from app.diagnostics.crash import CrashHooks
from app.diagnostics.logging_setup import configure_logging
logs = pathlib.Path(sys.argv[1])
configure_logging(logs)
hooks = CrashHooks(logs)
hooks.install()
"""


def _die(code: str, logs: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-X", "utf8", "-c", _START + code, str(logs)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def _last_line(logs: Path) -> dict[str, str]:
    line: dict[str, str] = json.loads((logs / "anchor-desk.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    return line


def test_an_uncaught_exception_is_logged_without_its_secrets(tmp_path: Path) -> None:
    result = _die("raise ValueError('password=hunter2')", tmp_path)
    line = _last_line(tmp_path)
    assert result.returncode == 1
    assert line["level"] == "CRITICAL"
    assert "ValueError: password=[hidden]" in line["trace"]


def test_an_exception_in_a_thread_is_logged_with_the_threads_name(tmp_path: Path) -> None:
    _die("t = threading.Thread(target=lambda: 1 / 0, name='obs-reader'); t.start(); t.join()", tmp_path)
    line = _last_line(tmp_path)
    assert line["text"] == "uncaught exception in obs-reader"
    assert "ZeroDivisionError" in line["trace"]


def test_ctrl_c_is_no_crash(tmp_path: Path) -> None:
    _die("raise KeyboardInterrupt", tmp_path)
    assert (tmp_path / "anchor-desk.jsonl").read_text(encoding="utf-8") == ""


def test_a_hard_crash_leaves_the_stacks(tmp_path: Path) -> None:
    result = _die("import faulthandler; faulthandler._sigabrt()", tmp_path)
    assert result.returncode != 0
    assert "Current thread" in (tmp_path / "crash.log").read_text(encoding="utf-8")


def test_removed_hooks_log_nothing_more(tmp_path: Path) -> None:
    result = _die("hooks.remove(); hooks.remove(); raise ValueError('x')", tmp_path)
    assert result.returncode == 1
    assert (tmp_path / "anchor-desk.jsonl").read_text(encoding="utf-8") == ""
