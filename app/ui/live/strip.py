# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The strip on top: what do viewers see and hear, is everything at the base, and the way out if it goes wrong."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from app.domain.live_view import SessionHead
from app.domain.obs.meters import SoundCheck
from app.domain.obs.quality import Level
from app.domain.obs.state import LinkPhase, ObsState, OutputPhase
from app.domain.sync import SyncPhase, SyncStatus
from app.ui.clock_text import hours_text, seconds_since
from app.ui.icons import IconSet
from app.ui.live.actions import microphone
from app.ui.live.base_texts import base_state
from app.ui.live.panic_box import PanicBox
from app.ui.live.sound_button import SoundButton
from app.ui.live.stream_chips import StreamChips
from app.ui.theme.scale import ROOMY, Scale, Type
from app.ui.widgets.chip import Chip
from app.ui.widgets.labels import ElidedLabel, tell
from app.ui.widgets.priority_row import PriorityRow

_AGE_PX = 1280


class Strip(QFrame):
    """States in one line. Where there is no room for all, what is well gives way to what is not.

    Signals:
        mute_requested: mute or open the microphone.
        retry_requested: try to reach OBS now.
    """

    mute_requested = Signal()
    retry_requested = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._scale = ROOMY
        self._obs = ObsState()
        self._session: SessionHead | None = None
        self._sync: SyncStatus | None = None
        self._base_is_trouble = False
        self.stream = StreamChips(icons, self)
        self.rehearsal = Chip(icons, self.tr("Session"), whole=True)
        self.base = Chip(icons, self.tr("Base"))
        self.mic = SoundButton(icons)
        self.mic.clicked.connect(self.mute_requested)
        self.retry = QPushButton(self.tr("Reconnect"))
        self.retry.setAccessibleName(self.tr("Try to reach OBS now"))
        self.retry.clicked.connect(self.retry_requested)
        self.panic = PanicBox(icons, self)
        self.panic.changed.connect(self._arrange)
        self.picture = QLabel()
        self._who = ElidedLabel()
        self._who.setProperty("tone", "muted")
        self._build()

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self.stream.set_scale(scale)
        self.panic.set_scale(scale)
        for chip in (self.rehearsal, self.base):
            chip.set_scale(scale)
        for button in (self.mic, self.retry):
            button.setFont(scale.font(Type.BODY))
        self._who.setFont(scale.font(Type.BODY))
        self.picture.setFixedSize(QSize(57, 32) if scale.compact else QSize(71, 40))
        self._row.setContentsMargins(scale.margin, scale.gap, scale.margin, scale.gap)
        self._row.setSpacing(scale.gap)
        self._arrange()

    def set_session(self, session: SessionHead | None) -> None:
        """Show whose session it is and whether it counts."""
        self._session = session
        detail = self.tr("A rehearsal: nothing counts in sales.")
        self.rehearsal.show_state("rehearsal", self.tr("REHEARSAL"), fill="rehearsal", detail=detail)
        self._arrange()

    def set_obs(self, state: ObsState) -> None:
        """Show OBS."""
        self._obs = state
        self.stream.set_obs(state)
        self.mic.set_input(microphone(state))
        self._arrange()

    def set_sound(self, check: SoundCheck) -> None:
        """Show what viewers hear of the microphone."""
        self.mic.set_check(check)
        self._arrange()

    def set_picture(self, picture: QPixmap) -> None:
        """Show what viewers see; an empty picture takes it away."""
        size = self.picture.size() * self.devicePixelRatio()
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        shown = picture if picture.isNull() else picture.scaled(size, keep, smooth)
        shown.setDevicePixelRatio(self.devicePixelRatio())
        self.picture.setPixmap(shown)
        self._arrange()

    def set_sync(self, status: SyncStatus) -> None:
        """Show the base."""
        self._sync = status

    def tick(self, now: datetime, monotonic: float) -> None:
        """Bring all times up to date. ``monotonic`` is on the clock of ``ObsState.age_base``, in seconds."""
        self.stream.tick(monotonic)
        self.panic.tick(monotonic)
        self._show_who(now)
        self._show_base(now)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self.picture.setAccessibleName(self.tr("What viewers see"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = PriorityRow()
        stream, panic = self.stream, self.panic
        chips: tuple[QWidget, ...] = (stream.record, stream.out, stream.disk)
        for widget in (stream.air, self.picture, self.rehearsal, *chips, self.retry, self.mic):
            self._row.add(widget)
        self._row.add(self._who, least=170, stretch=20)
        self._row.add(panic.result, least=640, stretch=20)
        self._row.addStretch(1)
        self._row.add(panic.dismiss)
        self._row.add(self.base, least=340)
        self._row.add(panic.button)
        self.setLayout(self._row)

    def _arrange(self) -> None:
        for widget, rank in self._ranks().items():
            self._row.rank(widget, rank)
        self._row.fit(self.width())

    def _ranks(self) -> dict[QWidget, int]:
        """Return how much each part is wanted now: trouble outlives what is well, a panic's result nearly all."""
        state, stream, panic = self._obs, self.stream, self.panic
        answered = panic.has_result
        disk = {Level.GOOD: 30, Level.WARN: 84, Level.BAD: 92}[stream.disk_level]
        recording = state.connected and state.record is not OutputPhase.OFF
        lost = not state.connected and state.phase is LinkPhase.DISCONNECTED
        return {
            panic.button: 110,
            stream.air: 105,
            panic.result: 100 if answered else 0,
            panic.dismiss: 99 if panic.can_dismiss else 0,
            self.rehearsal: 95 if self._session is not None and self._session.rehearsal else 0,
            self.mic: 0 if microphone(state) is None else 94 if self.mic.alarming else 90,
            self.retry: 88 if lost else 0,
            stream.out: 86 if not answered else 60,
            stream.disk: disk if state.connected and state.disk_free_mb is not None else 0,
            stream.record: 80 if recording and not answered else 0,
            self.base: 0 if answered else 87 if self._base_is_trouble else 70,
            self._who: 0 if answered else 40,
            self.picture: 0 if answered or self.picture.pixmap().isNull() else 35,
        }

    def _show_who(self, now: datetime) -> None:
        session = self._session
        if session is None:
            tell(self._who, "")
            return
        time = hours_text(seconds_since(session.opened_at, now))
        tell(self._who, f"{time}  {session.shop_name} · {session.anchor}")

    def _show_base(self, now: datetime) -> None:
        status = self._sync or SyncStatus(SyncPhase.NOT_ENROLLED)
        state = base_state(status, now, with_age=self.width() >= _AGE_PX)
        self._base_is_trouble = state.is_trouble
        self.base.show_state(state.icon, state.text, tone=state.tone, detail=state.detail)
