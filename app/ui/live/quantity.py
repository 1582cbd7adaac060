# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The number that is being typed before Enter or G."""

from PySide6.QtCore import QObject, Signal

_MOST_DIGITS = 4


class Quantity(QObject):
    """Up to four digits; no leading zero.

    Signals:
        changed: the digits changed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._digits = ""

    @property
    def digits(self) -> str:
        """The digits typed so far."""
        return self._digits

    def push(self, digit: int) -> None:
        """Append a digit; a fifth digit and a leading zero are ignored."""
        if len(self._digits) < _MOST_DIGITS and (digit or self._digits):
            self._digits += str(digit)
            self.changed.emit()

    def back(self) -> None:
        """Take the last digit away."""
        if self._digits:
            self._digits = self._digits[:-1]
            self.changed.emit()

    def clear(self) -> None:
        """Take all digits away."""
        if self._digits:
            self._digits = ""
            self.changed.emit()

    def restore(self, digits: str) -> None:
        """Go back to digits that were typed before."""
        if digits != self._digits:
            self._digits = digits
            self.changed.emit()

    def take(self) -> int | None:
        """Return the number and clear it; None if nothing was typed."""
        if not self._digits:
            return None
        number = int(self._digits)
        self.clear()
        return number
