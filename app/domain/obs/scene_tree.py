# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which sources a scene shows, through nested scenes and groups."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.obs.state import SourceType
from app.domain.obs.survey import SeenItem, Survey


@dataclass(frozen=True, slots=True)
class Placed:
    """A source in a scene. ``shown`` is False where it, or what holds it, is hidden."""

    seen: SeenItem
    shown: bool

    @property
    def source(self) -> str:
        """The source's name."""
        return self.seen.item.source


class SceneTree:
    """Answers what a scene holds. Scenes that hold each other in a circle are walked once."""

    def __init__(self, survey: Survey) -> None:
        self._items: dict[str, list[SeenItem]] = {}
        for seen in survey.items:
            self._items.setdefault(seen.item.container, []).append(seen)

    def inputs(self, scene: str) -> tuple[Placed, ...]:
        """Return every input that ``scene`` holds at any depth."""
        return tuple(self._walk(scene, True, frozenset()))

    def shows(self, scene: str, source: str) -> bool:
        """Whether ``source`` is visible in ``scene``."""
        return any(placed.shown and placed.source == source for placed in self.inputs(scene))

    def _walk(self, container: str, shown: bool, above: frozenset[str]) -> Iterator[Placed]:
        for seen in self._items.get(container, ()):
            visible = shown and seen.item.visible
            if seen.item.source_type is SourceType.INPUT:
                yield Placed(seen, visible)
            elif seen.item.source not in above:
                yield from self._walk(seen.item.source, visible, above | {container})
