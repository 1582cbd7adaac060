# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The strip on top: is it really on air, is OBS well, is the microphone open, is everything at the base."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.domain.live_view import SessionHead
from app.domain.obs.state import LinkPhase, ObsState, OutputPhase
from app.domain.sync import SyncPhase, SyncStatus
from app.ui.base_texts import base_sentence
from app.ui.clock_text import hours_text, minutes_text, seconds_since
from app.ui.icons import IconSet
from app.ui.live.actions import microphone
from app.ui.live.texts import fault_sentence
from app.ui.theme.scale import ROOMY, Scale, Type
from app.ui.widgets.chip import Chip
from app.ui.widgets.labels import ElidedLabel, set_property, tell


class Strip(QFrame):
    """States in one line.

    Signals:
        mute_requested: mute or open the microphone.
        retry_requested: try to reach OBS now.
    """

    mute_requested = Signal()
    retry_requested = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._icons = icons
        self._scale = ROOMY
        self._obs = ObsState()
        self._session: SessionHead | None = None
        self._sync: SyncStatus | None = None
        self._mic_shown: tuple[bool, bool] | None = None
        self.air = Chip(icons, self.tr("Stream"), whole=True)
        self.rehearsal = Chip(icons, self.tr("Session"), whole=True)
        self.record = Chip(icons, self.tr("Recording"), whole=True)
        self.obs = Chip(icons, "OBS")
        self.base = Chip(icons, self.tr("Base"))
        self.mic = QPushButton()
        self.mic.clicked.connect(self.mute_requested)
        self.retry = QPushButton(self.tr("Reconnect"))
        self.retry.setAccessibleName(self.tr("Try to reach OBS now"))
        self.retry.clicked.connect(self.retry_requested)
        self._who = ElidedLabel()
        self._who.setProperty("tone", "muted")
        self._layout = QHBoxLayout(self)
        for widget in (self.air, self.rehearsal, self.record, self.obs, self.retry, self.mic):
            self._layout.addWidget(widget)
        self._layout.addWidget(self._who, 1)
        self._layout.addWidget(self.base)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        for chip in (self.air, self.rehearsal, self.record, self.obs, self.base):
            chip.set_scale(scale)
        for button in (self.mic, self.retry):
            button.setFont(scale.font(Type.BODY))
        self._who.setFont(scale.font(Type.BODY))
        self._layout.setContentsMargins(scale.margin, scale.gap, scale.margin, scale.gap)
        self._layout.setSpacing(scale.gap)
        self._show_obs()

    def set_session(self, session: SessionHead | None) -> None:
        """Show whose session it is and whether it counts."""
        self._session = session
        rehearsal = session is not None and session.rehearsal
        self.rehearsal.setVisible(rehearsal)
        detail = self.tr("A rehearsal: nothing counts in sales.")
        self.rehearsal.show_state("rehearsal", self.tr("REHEARSAL"), fill="rehearsal", detail=detail)

    def set_obs(self, state: ObsState) -> None:
        """Show OBS."""
        self._obs = state
        self._show_obs()
        self._show_mic()

    def set_sync(self, status: SyncStatus) -> None:
        """Show the base."""
        self._sync = status

    def tick(self, now: datetime, monotonic: float) -> None:
        """Bring all times up to date. ``monotonic`` is on the clock of ``ObsState.age_base``, in seconds."""
        self._show_air(monotonic)
        self._show_record(monotonic)
        self._show_who(now)
        self._show_base(now)

    def _elapsed_s(self, milliseconds: int, monotonic: float) -> int:
        since = max(0.0, monotonic - self._obs.age_base) if self._obs.age_base is not None else 0.0
        return int(milliseconds / 1000 + since)

    def _show_air(self, monotonic: float) -> None:
        if not self._obs.connected:
            detail = self.tr("OBS does not answer, so the desk cannot know whether the stream is on.")
            self.air.show_state("warning", self.tr("STREAM UNKNOWN"), tone="warn", detail=detail)
            return
        time = hours_text(self._elapsed_s(self._obs.stream_ms, monotonic))
        match self._obs.stream:
            case OutputPhase.ON:
                self.air.show_state("live", self.tr("ON AIR {time}").format(time=time), fill="live")
            case OutputPhase.RECONNECTING:
                self.air.show_state("warning", self.tr("RECONNECTING {time}").format(time=time), tone="warn")
            case OutputPhase.STARTING:
                self.air.show_state("pending", self.tr("STARTING"), tone="warn")
            case OutputPhase.STOPPING:
                self.air.show_state("pending", self.tr("STOPPING"), tone="warn")
            case _ if self._obs.stream_failed:
                detail = self.tr("The stream stopped before it had begun. Check server and key in OBS.")
                self.air.show_state("error", self.tr("STREAM FAILED"), tone="bad", detail=detail)
            case _:
                self.air.show_state("off", self.tr("OFF AIR"), tone="muted")

    def _show_record(self, monotonic: float) -> None:
        self.record.setVisible(self._obs.connected and self._obs.record is not OutputPhase.OFF)
        time = hours_text(self._elapsed_s(self._obs.record_ms, monotonic))
        if self._obs.record is OutputPhase.PAUSED:
            paused = self.tr("REC paused {time}").format(time=hours_text(self._obs.record_ms // 1000))
            self.record.show_state("pause", paused, tone="warn")
        else:
            self.record.show_state("record", self.tr("REC {time}").format(time=time), tone="bad")

    def _show_obs(self) -> None:
        state = self._obs
        self.retry.setVisible(not state.connected and state.phase is LinkPhase.DISCONNECTED)
        if state.phase is LinkPhase.HUNG:
            self.obs.show_state("error", self.tr("OBS hangs"), tone="bad", detail=fault_sentence(state.fault))
        elif state.phase is LinkPhase.DISCONNECTED:
            self.obs.show_state("error", self.tr("OBS is gone"), tone="bad", detail=fault_sentence(state.fault))
        elif not state.connected:
            self.obs.show_state("sync", self.tr("OBS connecting"), tone="warn", detail=fault_sentence(state.fault))
        else:
            frames = state.frames
            dropped = frames.output_skipped + frames.render_skipped
            words = self.tr("{fps} fps, {dropped} dropped") if self._scale.compact else self._long_frames()
            text = words.format(fps=round(frames.fps), dropped=dropped)
            degraded = state.phase is LinkPhase.DEGRADED
            detail = self.tr("Dropped on the way out: {out}; rendered too late: {render}.").format(
                out=frames.output_skipped, render=frames.render_skipped
            )
            icon, tone = ("warning", "warn") if degraded or dropped else ("frames", "good")
            self.obs.show_state(icon, text, tone=tone, detail=detail)

    def _long_frames(self) -> str:
        return self.tr("OBS {fps} fps, {dropped} dropped")

    def _show_mic(self) -> None:
        one = microphone(self._obs)
        self.mic.setVisible(one is not None)
        if one is None or self._mic_shown == (one.muted, self._scale.compact):
            return
        self._mic_shown = (one.muted, self._scale.compact)
        self.mic.setText(self.tr("MIC MUTED") if one.muted else self.tr("Mic on"))
        self.mic.setIcon(self._icons.icon("mic-off" if one.muted else "mic", "bad" if one.muted else "good"))
        self.mic.setAccessibleName(
            self.tr("Microphone is muted; press to open it")
            if one.muted
            else self.tr("Microphone is on; press to mute")
        )
        self.mic.setToolTip(one.name)
        set_property(self.mic, "state", "failed" if one.muted else "")

    def _show_who(self, now: datetime) -> None:
        session = self._session
        if session is None:
            tell(self._who, "")
            return
        time = hours_text(seconds_since(session.opened_at, now))
        tell(self._who, f"{time}  {session.shop_name} · {session.anchor}")

    def _show_base(self, now: datetime) -> None:
        status = self._sync
        if status is None or status.phase is SyncPhase.NOT_ENROLLED:
            waiting = status.pending if status is not None else 0
            text = self.tr("No base, {count} kept here").format(count=waiting) if waiting else self.tr("No base")
            detail = self.tr("This PC has not joined a base. Everything is saved here.")
            self.base.show_state("base-off", text, tone="muted", detail=detail)
            return
        age = ""
        if status.pending and status.oldest_pending_at is not None and not self._scale.compact:
            age = minutes_text(seconds_since(status.oldest_pending_at, now))
        waiting_text = self.tr("{count} waiting").format(count=status.pending)
        if age:
            waiting_text = self.tr("{waiting} for {age}").format(waiting=waiting_text, age=age)
        match status.phase:
            case SyncPhase.OFFLINE:
                text = self.tr("Base offline, {waiting}").format(waiting=waiting_text)
                self.base.show_state("base-off", text, tone="warn", detail=self._base_detail(status))
            case SyncPhase.REFUSED:
                text = self.tr("Base refused, {waiting}").format(waiting=waiting_text)
                self.base.show_state("error", text, tone="bad", detail=self._base_detail(status))
            case _ if status.pending:
                text = self.tr("Base: {waiting}").format(waiting=waiting_text)
                self.base.show_state("sync", text, detail=self._base_detail(status))
            case _:
                self.base.show_state("check-double", self.tr("All at the base"), tone="good")

    def _base_detail(self, status: SyncStatus) -> str:
        safe = self.tr("Every sale is saved on this PC.")
        why = base_sentence(status)
        if not why:
            return safe
        words = f"{why} {safe}"
        return f"{words}\n{status.detail}" if status.detail and status.detail not in words else words
