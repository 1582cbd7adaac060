# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was last seen and heard of OBS: values that replace each other, so a slow reader misses some and never lags.

One thread writes, any thread reads without a lock: a value is replaced whole, by one assignment.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from app.domain.obs.meters import MeterFrame
from app.domain.obs.watch import Picture, Watch

_NOTHING: Mapping[str, Picture] = MappingProxyType({})


class LatestMeters:
    """The newest levels."""

    def __init__(self) -> None:
        self._frame: MeterFrame | None = None

    @property
    def frame(self) -> MeterFrame | None:
        """The newest levels; None while nobody watches them or OBS sends none."""
        return self._frame

    def put(self, frame: MeterFrame | None) -> None:
        """Replace the levels."""
        self._frame = frame


class LatestPictures:
    """The newest picture of each scene. They belong to one epoch: after it a scene's name may mean another scene."""

    def __init__(self) -> None:
        self._pictures = _NOTHING
        self._epoch = 0

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """The pictures by scene; another object after each change."""
        return self._pictures

    def put(self, picture: Picture) -> None:
        """Replace one scene's picture."""
        self._pictures = MappingProxyType({**self._pictures, picture.source: picture})

    def drop(self, source: str) -> None:
        """Forget one scene's picture."""
        self.keep(self._pictures.keys() - {source})

    def keep(self, sources: Collection[str]) -> None:
        """Forget the pictures of all other scenes."""
        if not self._pictures.keys() <= set(sources):
            kept = {name: picture for name, picture in self._pictures.items() if name in sources}
            self._pictures = MappingProxyType(kept)

    def begin(self, epoch: int) -> None:
        """Forget the pictures of every other epoch."""
        if epoch != self._epoch:
            self._epoch = epoch
            self._pictures = _NOTHING


class Sights:
    """What is watched and what was seen. Outlives the sessions of a link."""

    def __init__(self) -> None:
        self.interest = Watch()
        self.meters = LatestMeters()
        self.pictures = LatestPictures()
