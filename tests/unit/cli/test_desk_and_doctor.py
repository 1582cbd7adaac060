# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting a window where there is none, and the doctor from end to end."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.cli.console import CliError
from app.cli.desk import need_display
from app.cli.doctor_qt import check_fonts, check_qt
from app.diagnostics.doctor import Level
from tests.unit.cli.conftest import Terminal


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_window_needs_a_display_of_any_kind(name: str) -> None:
    assert need_display({name: "x"}, "linux") is None


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_there_is_always_a_display(platform: str) -> None:
    assert need_display({}, platform) is None


def test_without_a_display_it_is_said_what_to_do() -> None:
    with pytest.raises(CliError, match=r"no display .* Nothing was started\. .* desktop session"):
        need_display({}, "linux")


@pytest.mark.parametrize("verb", [[], ["demo"]])
def test_a_program_with_a_window_ends_in_words_without_a_display(verb: list[str]) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-m", "app.cli", *verb]
    result = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 1
    assert "There is no display" in result.stderr


def test_qt_and_fonts_are_there(qapp: QApplication) -> None:
    assert check_qt().level is not Level.FINDING
    assert check_fonts().level is Level.OK


def test_the_doctor_tells_every_check(terminal: Terminal, qapp: QApplication) -> None:
    answer = terminal.run("doctor", "--json")
    names = [check["name"] for check in answer.json["checks"]]
    assert names == ["qt", "fonts", "profile", "disk", "sqlite", "database", "keyring", "obs", "base", "clock"]
    assert {check["level"] for check in answer.json["checks"]} <= {"ok", "note", "finding"}


def test_a_finding_ends_with_one_and_stands_in_the_text(terminal: Terminal, qapp: QApplication) -> None:
    answer = terminal.run("doctor")
    assert answer.code == 1
    assert any(line.startswith("finding keyring") for line in answer.out.splitlines())


def test_the_doctor_writes_a_file_for_support(terminal: Terminal, qapp: QApplication, tmp_path: Path) -> None:
    answer = terminal.run("doctor", "--export", str(tmp_path / "support.zip"))
    assert zipfile.is_zipfile(tmp_path / "support.zip")
    assert "passwords and keys are taken out" in answer.err


def test_a_support_file_that_cannot_be_written_is_told(terminal: Terminal, qapp: QApplication, tmp_path: Path) -> None:
    answer = terminal.run("doctor", "--export", str(tmp_path / "gone" / "support.zip"))
    assert answer.code == 1
    assert "was not written" in answer.err
