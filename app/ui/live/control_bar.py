# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar at the bottom: how long this segment runs, what is next, scenes, stream and recording."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.live_view import LiveView, SessionHead
from app.ui.clock_text import minutes_text, seconds_since
from app.ui.icons import IconSet
from app.ui.live.output_button import OutputButton
from app.ui.live.scene_bar import SceneBar
from app.ui.theme.model import Theme
from app.ui.theme.scale import Scale, Type
from app.ui.widgets.labels import ElidedLabel, set_tone, tell


class ControlBar(QFrame):
    """Timer, next item, scenes and outputs.

    Signals:
        next_requested: put the next row on.
        previous_requested: put the row before on.
    """

    next_requested = Signal()
    previous_requested = Signal()

    def __init__(self, theme: Theme, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self._session: SessionHead | None = None
        self.scenes = SceneBar(icons)
        self.stream = OutputButton(theme, icons, record=False)
        self.record = OutputButton(theme, icons, record=True)
        self._time = QLabel()
        self._time_note = QLabel()
        self._next_title = ElidedLabel()
        self._next_note = ElidedLabel(self.tr("Next"))
        self._previous = QPushButton()
        self._next = QPushButton()
        self._configure(icons)
        self._build()

    def set_view(self, view: LiveView) -> None:
        """Show segment and next item of ``view``."""
        self._session = view.session
        self._run.setVisible(view.session is not None)
        self._rule.setVisible(view.session is not None)
        tell(self._next_title, view.next_title or self.tr("End of the lineup"))
        self._next.setEnabled(bool(view.next_title))
        self._previous.setEnabled(view.current_row_id is not None)

    def tick(self, now: datetime) -> None:
        """Bring the segment's time up to date."""
        session = self._session
        if session is None or session.segment_started_at is None:
            tell(self._time, "--:--")
            tell(self._time_note, self.tr("segment"))
            set_tone(self._time, "muted")
            return
        elapsed = seconds_since(session.segment_started_at, now)
        planned = session.segment_planned_s
        over = elapsed - planned if planned else 0
        tell(self._time, f"{minutes_text(elapsed)} / {minutes_text(planned)}" if planned else minutes_text(elapsed))
        note = self.tr("▲ {time} over").format(time=minutes_text(over)) if over > 0 else self.tr("segment")
        tell(self._time_note, note)
        set_tone(self._time, "warn" if over > 0 else "")
        set_tone(self._time_note, "warn" if over > 0 else "muted")

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._time.setFont(scale.font(Type.CLOCK, bold=True))
        self._time_note.setFont(scale.font(Type.SMALL))
        self._next_title.setFont(scale.font(Type.TITLE, bold=True))
        self._next_note.setFont(scale.font(Type.SMALL))
        self._next_title.setFixedWidth(110 if scale.compact else 176)
        side = 36 if scale.compact else 48
        for button in (self._previous, self._next):
            button.setFixedSize(QSize(side, side))
        self.scenes.set_scale(scale)
        self.stream.set_scale(scale)
        self.record.set_scale(scale)
        self._layout.setContentsMargins(scale.margin, scale.gap, scale.margin, scale.gap)
        self._layout.setSpacing(scale.margin)
        self._run_layout.setSpacing(scale.margin)
        self.setFixedHeight(68 if scale.compact else 88)

    def _configure(self, icons: IconSet) -> None:
        self._time_note.setProperty("tone", "muted")
        self._next_note.setProperty("tone", "muted")
        for button, icon, name, key in (
            (self._previous, "previous", self.tr("Put the row before on"), "Page Up"),
            (self._next, "next", self.tr("Put the next row on"), "Page Down"),
        ):
            button.setIcon(icons.icon(icon))
            button.setAccessibleName(name)
            button.setToolTip(f"{name}  ({key})")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._next.clicked.connect(self.next_requested)
        self._previous.clicked.connect(self.previous_requested)

    def _build(self) -> None:
        time = QVBoxLayout()
        time.setSpacing(0)
        time.addWidget(self._time)
        time.addWidget(self._time_note)
        following = QVBoxLayout()
        following.setSpacing(0)
        following.addWidget(self._next_note)
        following.addWidget(self._next_title)
        self._run = QWidget()
        self._run_layout = QHBoxLayout(self._run)
        self._run_layout.setContentsMargins(0, 0, 0, 0)
        self._run_layout.addLayout(time)
        self._run_layout.addWidget(self._previous)
        self._run_layout.addLayout(following)
        self._run_layout.addWidget(self._next)
        self._rule = QFrame()
        self._rule.setProperty("line", "true")
        self._rule.setFixedWidth(1)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._run)
        self._layout.addWidget(self._rule)
        self._layout.addWidget(self.scenes, 1)
        outputs = QVBoxLayout()
        outputs.setSpacing(4)
        outputs.addWidget(self.stream)
        outputs.addWidget(self.record)
        self._layout.addLayout(outputs)
