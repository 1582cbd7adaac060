# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import signal

import pytest
from PySide6.QtCore import QCoreApplication

from app.desk.quit_signals import QuitSignals
from tests.helpers.services import pump


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_end_is_told_on_the_ui_thread(qapp: QCoreApplication, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    signals, asked = QuitSignals(), list[bool]()
    signals.asked.connect(lambda: asked.append(True))
    os.kill(os.getpid(), number)
    pump(lambda: bool(asked))
    signals.close()
    assert asked == [True]
    assert signal.getsignal(number) is before
