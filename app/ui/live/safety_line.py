# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the session's entries are: at the base, on this PC, not saved, not taken by the base; and for how long."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.domain.live_view import Safety
from app.domain.sync import SyncPhase, SyncStatus
from app.ui.clock_text import minutes_text, seconds_since
from app.ui.icons import IconSet
from app.ui.theme.scale import ROOMY, Scale, Type
from app.ui.widgets.labels import ElidedLabel, set_tone, tell


class SafetyLine(QWidget):
    """One line under the totals: a sign, then words, the worst first."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._scale = ROOMY
        self._safety = Safety()
        self._sync = SyncStatus(SyncPhase.NOT_ENROLLED)
        self._now: datetime | None = None
        self._sign = ("", "")
        self._icon = QLabel()
        self._words = ElidedLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)

    @property
    def text(self) -> str:
        """The words on show."""
        return self._words.text()

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self._words.setFont(scale.font(Type.SMALL if scale.compact else Type.BODY))
        self._sign = ("", "")
        self._show()

    def set_safety(self, safety: Safety) -> None:
        """Show other numbers."""
        self._safety = safety
        self._show()

    def set_sync(self, status: SyncStatus) -> None:
        """Know whether there is a base and since when entries wait for it."""
        self._sync = status
        self._show()

    def tick(self, now: datetime) -> None:
        """Bring the age up to date."""
        self._now = now
        self._show()

    def _show(self) -> None:
        icon, tone = self._sign_of(self._safety)
        if (icon, tone) != self._sign:
            self._sign = (icon, tone)
            self._icon.setPixmap(self._icons.pixmap(icon, tone, 14 if self._scale.compact else 16))
            set_tone(self._words, "" if tone == "text" else tone)
        text = " · ".join(self._parts(self._safety))
        tell(self._words, text)
        self.setAccessibleName(text)

    def _sign_of(self, safety: Safety) -> tuple[str, str]:
        if safety.not_saved:
            return "error", "bad"
        if safety.attention:
            return "warning", "warn"
        if safety.on_pc or safety.saving:
            return "check", "text"
        return ("check-double", "good") if safety.at_base else ("check", "muted")

    def _parts(self, safety: Safety) -> list[str]:
        parts = []
        if safety.not_saved:
            parts.append(self.tr("{count} NOT SAVED").format(count=safety.not_saved))
        if safety.attention:
            parts.append(self.tr("{count} not taken by the base").format(count=safety.attention))
        # A save takes a moment, and its row says so too: the line has no room for it beside what waits.
        if safety.saving and not safety.on_pc:
            parts.append(self.tr("{count} saving").format(count=safety.saving))
        if safety.on_pc:
            parts.append(self._on_pc(safety.on_pc))
        # There is little room: what is well gives way to what is not.
        if not safety.not_saved and not safety.attention:
            parts.append(self.tr("{count} at base").format(count=safety.at_base))
        return parts

    def _on_pc(self, count: int) -> str:
        words = self.tr("{count} on PC").format(count=count)
        oldest = self._sync.oldest_pending_at
        if self._sync.phase is SyncPhase.NOT_ENROLLED or oldest is None or self._now is None:
            return words
        age = minutes_text(seconds_since(oldest, self._now))
        return self.tr("{words} for {age}").format(words=words, age=age)
