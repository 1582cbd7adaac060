# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What viewers get, in chips: on air or not, how well the picture gets out, the room left to record."""

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.obs.quality import (
    DropRate,
    Level,
    congestion_level,
    disk_level,
    drop_level,
    worse,
)
from app.domain.obs.state import LinkPhase, ObsState, OutputPhase
from app.ui.clock_text import hours_text
from app.ui.icons import IconSet
from app.ui.live.texts import fault_sentence
from app.ui.theme.scale import Scale
from app.ui.widgets.chip import Chip

_TONES = {Level.GOOD: "good", Level.WARN: "warn", Level.BAD: "bad"}


class StreamChips(QObject):
    """The chips ``air``, ``record``, ``out`` and ``disk``, filled from the state; the strip places them."""

    def __init__(self, icons: IconSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.air = Chip(icons, self.tr("Stream"), whole=True)
        self.record = Chip(icons, self.tr("Recording"), whole=True)
        self.out = Chip(icons, "OBS", whole=True)
        self.disk = Chip(icons, self.tr("Disk"), whole=True)
        self._obs = ObsState()
        self._compact = False
        self._sent = DropRate()
        self._rendered = DropRate()

    @property
    def disk_level(self) -> Level:
        """How bad the room left to record is; GOOD where nobody knows."""
        return Level.GOOD if self._obs.disk_free_mb is None else disk_level(self._obs.disk_free_mb)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._compact = scale.compact
        for chip in (self.air, self.record, self.out, self.disk):
            chip.set_scale(scale)
        self._show_out()

    def set_obs(self, state: ObsState) -> None:
        """Show OBS."""
        if state.epoch != self._obs.epoch:
            self._sent, self._rendered = DropRate(), DropRate()
        self._obs = state
        if state.age_base is not None:
            self._sent.take(state.age_base, state.frames.output_total, state.frames.output_skipped)
            self._rendered.take(state.age_base, state.frames.render_total, state.frames.render_skipped)
        self._show_out()
        self._show_disk()

    def tick(self, monotonic: float) -> None:
        """Bring the times up to date. ``monotonic`` is on the clock of ``ObsState.age_base``, in seconds."""
        self._show_air(monotonic)
        self._show_record(monotonic)

    def _elapsed_s(self, milliseconds: int, monotonic: float) -> int:
        since = max(0.0, monotonic - self._obs.age_base) if self._obs.age_base is not None else 0.0
        return int(milliseconds / 1000 + since)

    def _show_air(self, monotonic: float) -> None:
        if not self._obs.connected:
            detail = self.tr("OBS does not answer, so the desk cannot know whether the stream is on.")
            self.air.show_state("warning", self.tr("STREAM UNKNOWN"), tone="warn", detail=detail)
            return
        time = hours_text(self._elapsed_s(self._obs.stream_ms, monotonic))
        why = stream_trouble(self._obs)
        match self._obs.stream:
            case OutputPhase.ON:
                self.air.show_state("live", self.tr("ON AIR {time}").format(time=time), fill="live")
            case OutputPhase.RECONNECTING:
                self.air.show_state(
                    "warning", self.tr("RECONNECTING {time}").format(time=time), tone="warn", detail=why
                )
            case OutputPhase.STARTING:
                self.air.show_state("pending", self.tr("STARTING"), tone="warn")
            case OutputPhase.STOPPING:
                self.air.show_state("pending", self.tr("STOPPING"), tone="warn")
            case _ if self._obs.stream_failed:
                self.air.show_state("error", self.tr("STREAM FAILED"), tone="bad", detail=why)
            case _:
                self.air.show_state("off", self.tr("OFF AIR"), tone="muted")

    def _show_record(self, monotonic: float) -> None:
        time = hours_text(self._elapsed_s(self._obs.record_ms, monotonic))
        if self._obs.record is OutputPhase.PAUSED:
            paused = self.tr("REC paused {time}").format(time=hours_text(self._obs.record_ms // 1000))
            self.record.show_state("pause", paused, tone="warn")
        else:
            self.record.show_state("record", self.tr("REC {time}").format(time=time), tone="bad")

    def _show_out(self) -> None:
        state, fault = self._obs, fault_sentence(self._obs.fault)
        if state.phase is LinkPhase.HUNG:
            self.out.show_state("error", self.tr("OBS hangs"), tone="bad", detail=fault)
        elif state.phase is LinkPhase.DISCONNECTED:
            self.out.show_state("error", self.tr("OBS is gone"), tone="bad", detail=fault)
        elif not state.connected:
            self.out.show_state("sync", self.tr("OBS connecting"), tone="warn", detail=fault)
        else:
            self._show_quality()

    def _show_quality(self) -> None:
        state = self._obs
        sending = state.stream in (OutputPhase.ON, OutputPhase.RECONNECTING)
        sent, rendered = self._sent.percent if sending else 0.0, self._rendered.percent
        level = worse(drop_level(sent), drop_level(rendered))
        jammed = congestion_level(state.frames.congestion) if sending else Level.GOOD
        words = self._words(sending=sending, dropped=max(sent, rendered))
        if jammed is not Level.GOOD:
            words = self.tr("Network jam: {words}").format(words=words)
        if state.phase is LinkPhase.DEGRADED:
            words, level = self.tr("OBS is slow to answer"), worse(level, Level.WARN)
        level = worse(level, jammed)
        detail = self.tr(
            "In the last minute {sent} % of the frames were dropped on the way out, {rendered} % rendered too late. "
            "OBS makes {fps} frames a second."
        ).format(sent=f"{sent:.1f}", rendered=f"{rendered:.1f}", fps=round(state.frames.fps))
        icon = {Level.GOOD: "frames", Level.WARN: "warning", Level.BAD: "error"}[level]
        self.out.show_state(icon, words, tone=_TONES[level], detail=detail)

    def _words(self, *, sending: bool, dropped: float) -> str:
        state = self._obs
        percent = f"{dropped:.1f}"
        if not sending or state.stream_kbps is None:
            return self.tr("{fps} fps, {dropped} % dropped").format(fps=round(state.frames.fps), dropped=percent)
        words = self.tr("{kbps} k, {dropped} %") if self._compact else self.tr("{kbps} kbit/s, {dropped} % dropped")
        return words.format(kbps=round(state.stream_kbps), dropped=percent)

    def _show_disk(self) -> None:
        free, level = self._obs.disk_free_mb, self.disk_level
        if free is None:
            return
        left = f"{free / 1000:.0f}" if free >= 10_000 else f"{free / 1000:.1f}"
        detail = self.tr("Room left where OBS records to.")
        text = self.tr("{left} GB left").format(left=left)
        if level is not Level.GOOD:
            text = self.tr("Disk: {left} GB left").format(left=left)
            detail = self.tr("Recording stops when the disk is full. Make room, or stop the recording.")
        self.disk.show_state("disk" if level is Level.GOOD else "warning", text, tone=_TONES[level], detail=detail)


def stream_trouble(state: ObsState) -> str:
    """Return why viewers see no moving picture and what to check, as a sentence; empty while OBS tells no trouble."""
    if not state.connected:
        return ""
    if state.stream is OutputPhase.RECONNECTING:
        return QCoreApplication.translate(
            "Live",
            "The stream broke off: viewers see a still picture. OBS connects again by itself. Check the internet.",
        )
    if state.stream is OutputPhase.OFF and state.stream_failed:
        return QCoreApplication.translate(
            "Live",
            "The stream did not start. OBS gives no reason. Check the internet, and server and stream key in OBS.",
        )
    return ""
