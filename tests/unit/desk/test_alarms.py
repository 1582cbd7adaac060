# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from app.desk.alarms import Alarms, ExceptionAlarm
from tests.helpers.services import pump


@pytest.fixture
def alarm(qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[ExceptionAlarm, list[str]]]:
    """An installed alarm in front of hooks that keep quiet, and what it told."""
    monkeypatch.setattr(sys, "excepthook", lambda *_exception: None)
    monkeypatch.setattr(threading, "excepthook", lambda _args: None)
    told: list[str] = []
    installed = ExceptionAlarm()
    installed.happened.connect(told.append)
    installed.install()
    yield installed, told
    installed.remove()


def test_causes_are_told_together_and_each_goes_away_alone(qapp: QCoreApplication) -> None:
    alarms, shown = Alarms(), list[str]()
    alarms.changed.connect(shown.append)
    alarms.set_not_saved("NOT SAVED: 1.")
    alarms.set_session_fault("The session is still open.")
    alarms.set_not_saved("")
    alarms.session_went_on(None)
    assert shown == [
        "NOT SAVED: 1.",
        "NOT SAVED: 1.  The session is still open.",
        "The session is still open.",
        "",
    ]


def test_telling_the_same_again_changes_nothing(qapp: QCoreApplication) -> None:
    alarms, shown = Alarms(), list[str]()
    alarms.changed.connect(shown.append)
    alarms.set_not_saved("NOT SAVED: 1.")
    alarms.set_not_saved("NOT SAVED: 1.")
    assert len(shown) == 1


def test_an_uncaught_exception_of_a_thread_becomes_an_alarm(alarm: tuple[ExceptionAlarm, list[str]]) -> None:
    def fail() -> None:
        raise ValueError("broken")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    pump(lambda: bool(alarm[1]))
    assert "went wrong" in alarm[1][0]


def test_an_uncaught_exception_of_the_ui_thread_becomes_an_alarm(alarm: tuple[ExceptionAlarm, list[str]]) -> None:
    sys.excepthook(ValueError, ValueError("broken"), None)
    pump(lambda: bool(alarm[1]))
    assert "saved is safe" in alarm[1][0]
