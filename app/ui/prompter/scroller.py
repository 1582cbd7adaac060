# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a scrolling text stands, from the clock alone: a stall or a sleep jumps to the right place."""

from app.domain.clock import Clock
from app.domain.prompt_memory import DEFAULT_CPM, MAX_CPM, MIN_CPM

CPM_STEP = 20
RAMP_S = 0.8
"""How long (s) the text takes to reach a new speed: a start that jerks is seen in the anchor's eyes."""


class Scroller:
    """A position in pixels that moves steadily while it runs. Speed is in characters per minute.

    A new speed is reached gradually; a hold is at once, for whoever holds has lost the line.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._speed_cpm = DEFAULT_CPM
        self._from_cpm = 0.0
        self._px_per_character = 0.0
        self._end = 0.0
        self._from = 0.0
        self._since = 0.0
        self._running = False

    @property
    def running(self) -> bool:
        """Whether the text moves."""
        return self._running

    @property
    def speed_cpm(self) -> int:
        """Characters per minute."""
        return self._speed_cpm

    def position(self) -> float:
        """Return the pixels of text above the reading line, now."""
        if not self._running:
            return self._from
        return min(self._end, self._from + self._characters_since() * self._px_per_character)

    def at_end(self) -> bool:
        """Return whether the whole text has passed."""
        return self.position() >= self._end

    def set_text(self, *, height: float, characters: int, position: float) -> None:
        """Take a text of this height in pixels, standing at ``position``."""
        self._end = height
        self._px_per_character = height / characters if characters else 0.0
        self.move_to(position)

    def move_to(self, position: float) -> None:
        """Go on from ``position``, as fast as before."""
        speed = self._cpm_now()
        self._from = max(0.0, min(self._end, position))
        self._since = self._clock.monotonic()
        self._from_cpm = speed

    def set_running(self, running: bool) -> None:
        """Run or stand still."""
        if running != self._running:
            self.move_to(self.position())
            self._running = running
            self._from_cpm = 0.0

    def set_speed(self, speed_cpm: int) -> None:
        """Change the speed without a jump; it is kept within what can be read aloud."""
        wanted = max(MIN_CPM, min(MAX_CPM, speed_cpm))
        if wanted != self._speed_cpm:
            self.move_to(self.position())
            self._speed_cpm = wanted

    def _cpm_now(self) -> float:
        if not self._running:
            return 0.0
        part = min(1.0, (self._clock.monotonic() - self._since) / RAMP_S)
        return self._from_cpm + (self._speed_cpm - self._from_cpm) * part

    def _characters_since(self) -> float:
        elapsed = self._clock.monotonic() - self._since
        ramp = min(elapsed, RAMP_S)
        gained = (self._speed_cpm - self._from_cpm) * ramp * ramp / (2 * RAMP_S)
        return (self._from_cpm * ramp + gained + self._speed_cpm * (elapsed - ramp)) / 60
