# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody looks at, the pictures that answer it, and in which order and how often they are asked for.

A picture is rendered by OBS between two frames of the live stream, so each costs it something: pictures are small, one
at a time, and rarer where they take long.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

PROGRAM_EDGE_PX = 320
"""The longer edge of a picture of the scene on air."""

THUMBNAIL_EDGE_PX = 160

EVERY_S = 1.0
"""The scene on air is asked for so often (s), and of all thumbnails together one."""

REST_FACTOR = 20.0
"""After a picture OBS rests for so many times as long as the picture took."""

REST_LIMIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Watch:
    """What is looked at now. ``thumbnails`` are names of scenes. Nothing wanted costs OBS nothing."""

    meters: bool = False
    program_picture: bool = False
    thumbnails: tuple[str, ...] = ()

    @property
    def pictures(self) -> bool:
        """Whether any picture is wanted."""
        return self.program_picture or bool(self.thumbnails)


@dataclass(frozen=True, slots=True)
class Picture:
    """How a scene looked at ``at`` (monotonic s). ``width`` and ``height`` in pixels are the JPEG's own."""

    source: str
    jpeg: bytes
    at: float
    width: int
    height: int

    def __repr__(self) -> str:
        return f"Picture({self.source!r}, {len(self.jpeg)} bytes, {self.width}x{self.height})"


@dataclass(frozen=True, slots=True)
class Sight:
    """A picture and how old it is, in whole seconds."""

    picture: Picture
    age_s: int


def sights(pictures: Mapping[str, Picture], now: float) -> dict[str, Sight]:
    """Return each picture with its age at ``now`` (monotonic s)."""
    return {source: Sight(picture, max(0, int(now - picture.at))) for source, picture in pictures.items()}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to ask for; ``edge_px`` is to be its longer edge."""

    source: str
    edge_px: int


class PicturePlan:
    """Which picture is due. Not for two threads; times are monotonic seconds."""

    def __init__(self) -> None:
        self._program: str | None = None
        self._thumbnails: tuple[str, ...] = ()
        self._last_thumbnail: str | None = None
        self._program_due = 0.0
        self._thumbnail_due = 0.0
        self._rest_until = 0.0

    def aim(self, interest: Watch, program: str | None, scenes: Collection[str]) -> None:
        """Say what is wanted, what is on air and what exists. A scene that just came on air is due at once."""
        before = self._program
        self._program = program if interest.program_picture else None
        if self._program != before:
            self._program_due = 0.0
        self._thumbnails = tuple(name for name in interest.thumbnails if name in scenes and name != self._program)

    @property
    def sources(self) -> frozenset[str]:
        """The scenes whose pictures are wanted and exist."""
        return frozenset(self._thumbnails) | ({self._program} if self._program is not None else frozenset())

    def wait_s(self, now: float) -> float:
        """Return how long nothing is due."""
        due = [at for at in (self._due_of_program(), self._due_of_thumbnail()) if at is not None]
        return max(0.0, max(min(due), self._rest_until) - now) if due else EVERY_S

    def next_shot(self, now: float) -> Shot | None:
        """Return the picture that is most overdue, and count it as asked for; None while nothing is due."""
        if self.wait_s(now) > 0.0:
            return None
        program_due, thumbnail_due = self._due_of_program(), self._due_of_thumbnail()
        if program_due is not None and (thumbnail_due is None or program_due <= thumbnail_due):
            self._program_due = now + EVERY_S
            return Shot(self._program or "", PROGRAM_EDGE_PX)
        if thumbnail_due is None:
            return None
        self._thumbnail_due = now + EVERY_S
        self._last_thumbnail = self._thumbnail_after(self._last_thumbnail)
        return Shot(self._last_thumbnail, THUMBNAIL_EDGE_PX)

    def took(self, seconds: float, now: float) -> None:
        """Say how long OBS needed for the picture that it delivered at ``now``."""
        self._rest_until = now + min(REST_LIMIT_S, REST_FACTOR * seconds)

    def _due_of_program(self) -> float | None:
        return self._program_due if self._program is not None else None

    def _due_of_thumbnail(self) -> float | None:
        return self._thumbnail_due if self._thumbnails else None

    def _thumbnail_after(self, last: str | None) -> str:
        if last not in self._thumbnails:
            return self._thumbnails[0]
        return self._thumbnails[(self._thumbnails.index(last) + 1) % len(self._thumbnails)]
