# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the meters mean: somebody talks into a muted microphone, or viewers have heard nothing for long."""

from collections.abc import Collection
from dataclasses import dataclass, field

from app.domain.obs.meters import FLOOR_DB, MeterFrame, MeterLevel, SoundCheck

TALK_DB = -40.0
"""A raw peak above this (dB) is a voice: speech peaks 10 to 30 dB higher, a quiet room lower."""

SOUND_DB = -50.0
"""A level above this (dB) after the fader is something that viewers hear."""

TALK_S = 0.7
"""So much talk (s) within ``WINDOW_S`` is talk, and not a door or a cough."""

WINDOW_S = 2.0

SILENT_WARN_S = 20.0
"""After so many seconds without any sound a person is to be told."""

_STEP_LIMIT_S = 0.2
"""One frame speaks for at most so long (s): what happened between two late frames is not known."""

_GAP_S = 5.0
"""After so long (s) without a frame nothing that was known before holds."""


@dataclass(frozen=True, slots=True)
class _Talk:
    """Talk into one muted microphone: when, how long each (s), and whether it was told."""

    moments: tuple[tuple[float, float], ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class SoundWatch:
    """Folds meter frames into a ``SoundCheck``. Equal frames or older ones than the last change nothing."""

    check: SoundCheck = field(default_factory=SoundCheck)
    at: float | None = None
    heard_at: float = 0.0
    talks: dict[str, _Talk] = field(default_factory=dict)

    def fold(self, frame: MeterFrame, microphones: Collection[str]) -> "SoundWatch":
        """Return the watch after a frame. ``microphones`` are the inputs that people talk into.

        Talk into a muted one does not count while viewers hear the voice by another of them.
        """
        if self.at is not None and frame.at <= self.at:
            return self
        if self.at is None or frame.at - self.at > _GAP_S:
            return SoundWatch(SoundCheck(), frame.at, frame.at)
        heard = any(level.peak_db > SOUND_DB for level in frame.levels)
        heard_at = frame.at if heard else self.heard_at
        talks = self._talks_after(frame, microphones)
        muted = next((name for name, talk in talks.items() if talk.told), None)
        check = SoundCheck(muted is not None, float(int(frame.at - heard_at)), muted or "")
        return SoundWatch(check, frame.at, heard_at, talks)

    def _talks_after(self, frame: MeterFrame, microphones: Collection[str]) -> dict[str, _Talk]:
        levels = [level for level in frame.levels if level.input_name in microphones]
        covered = any(level.peak_db > SOUND_DB for level in levels)
        step = min(_STEP_LIMIT_S, frame.at - (self.at or frame.at))
        after = {}
        for level in levels:
            talk = self._talk_after(level, frame.at, 0.0 if covered else step)
            if talk.moments:
                after[level.input_name] = talk
        return after

    def _talk_after(self, level: MeterLevel, at: float, step: float) -> _Talk:
        if level.peak_db > FLOOR_DB:
            return _Talk()
        before = self.talks.get(level.input_name, _Talk())
        moments = tuple(moment for moment in before.moments if at - moment[0] < WINDOW_S)
        if level.raw_peak_db > TALK_DB and step > 0.0:
            moments = (*moments, (at, step))
        enough = sum(length for _, length in moments) >= TALK_S - 1e-6
        return _Talk(moments, before.told or enough)
