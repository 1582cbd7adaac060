# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys that no shortcut can tell apart: a barcode scanner types like a person, only faster, and ends with Enter."""

import unicodedata
from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.clock import Clock
from app.ui.live.quantity import Quantity
from app.ui.press_guard import DOUBLE_PRESS_S
from app.ui.shortcuts import takes_text

SCAN_GAP_S: Final = 0.1
LEAST_SCAN: Final = 5
MOST_SCAN: Final = 64
_SLOW_HAND_S: Final = 0.03
_ONE_PRESS: Final = frozenset(
    (
        Qt.Key.Key_F1,
        Qt.Key.Key_F2,
        Qt.Key.Key_F3,
        Qt.Key.Key_F4,
        Qt.Key.Key_Delete,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_PageUp,
    )
)
_ENDS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHORD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeyEntry(QObject):
    """Watches the keys of the Live page for what a scanner types, and takes full-width digits as plain ones.

    Five or more characters, each within 100 ms of the one before and Enter as fast after them, are a code: a number of
    units has four digits at most. The digits of a code leave no trace in ``quantity``; a number typed before it stays.
    ``seconds_of`` tells when a key was pressed, on any steady clock.

    A key that is held down counts once: X11 tells a repetition from a press by what else it has read so far, so on a
    busy PC some come as presses. They follow their release faster than any hand.

    Signals:
        scanned(str): the code that Enter ended.
    """

    scanned = Signal(str)

    def __init__(self, page: QWidget, quantity: Quantity, clock: Clock) -> None:
        super().__init__(page)
        self._page = page
        self._quantity = quantity
        self._clock = clock
        self.seconds_of: Callable[[QKeyEvent], float] = self._when
        self._window: QWidget | None = None
        self._run = ""
        self._before = ""
        self._last_at = 0.0
        self._code = ""
        self._released: dict[int, float] = {}
        self._pressed: dict[int, float] = {}

    def watch(self) -> None:
        """Watch the window that the page is in now."""
        window = self._page.window()
        if window is not self._window:
            if self._window is not None:
                self._window.removeEventFilter(self)
            window.installEventFilter(self)
            self._window = window

    def take_code(self) -> bool:
        """Tell the code that the Enter under way has ended; return False where somebody typed by hand."""
        code, self._code = self._code, ""
        if code:
            self.scanned.emit(code)
        return bool(code)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at a key before the shortcuts do; it only keeps them from what is deep in a code."""
        if event.type() == QEvent.Type.ShortcutOverride and self._page.isVisible():
            self._on_key(cast(QKeyEvent, event))
        elif event.type() == QEvent.Type.KeyRelease:
            release = cast(QKeyEvent, event)
            self._released[release.key()] = self.seconds_of(release)
        return False

    def _on_key(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if event.isAutoRepeat():
            self._pressed[event.key()] = self.seconds_of(event)
            return
        if focus is not None and takes_text(focus):
            return
        now = self.seconds_of(event)
        if event.key() in _ONE_PRESS and self._is_repetition(event.key(), now):
            event.accept()
            return
        is_fast = now - self._last_at <= SCAN_GAP_S
        if event.key() in _ENDS:
            self._end(is_fast=is_fast)
        elif (char := _char(event)) and not event.modifiers() & _CHORD:
            self._type(event, char, is_fast=is_fast)
            self._last_at = now
        elif event.key() != Qt.Key.Key_Shift:
            self._run = ""

    def _is_repetition(self, key: int, now: float) -> bool:
        released, pressed = self._released.get(key), self._pressed.get(key)
        self._pressed[key] = now
        if pressed is not None and 0 <= now - pressed < DOUBLE_PRESS_S:
            return True
        return released is not None and 0 <= now - released < _SLOW_HAND_S

    def _when(self, event: QKeyEvent) -> float:
        # The keyboard's own time: a busy window handles keys late and all at once, and they came one by one.
        return event.timestamp() / 1_000 or self._clock.monotonic()

    def _type(self, event: QKeyEvent, char: str, *, is_fast: bool) -> None:
        if not (is_fast and self._run):
            self._run, self._before = "", self._quantity.digits
        self._run = (self._run + char)[:MOST_SCAN]
        is_code = len(self._run) >= LEAST_SCAN
        if char.isdigit() and event.text() != char:
            self._quantity.push(int(char))
            event.accept()
        elif is_code and not char.isdigit():
            event.accept()

    def _end(self, *, is_fast: bool) -> None:
        run, self._run = self._run, ""
        self._code = ""
        if is_fast and len(run) >= LEAST_SCAN:
            self._code = run
            self._quantity.restore(self._before)


def _char(event: QKeyEvent) -> str:
    """Return the character of a code that the key types, a full-width one as its plain twin; empty for any other."""
    plain = unicodedata.normalize("NFKC", event.text())
    return plain if len(plain) == 1 and plain.isascii() and (plain.isalnum() or plain in "-_.") else ""
