# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scene is made of: its items, with groups and nested scenes opened."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.obs.contents import by_container
from app.domain.obs.state import ObsState, SceneItem, SourceType


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One item of a scene at its depth in the tree; 0 is the scene itself. ``shown`` is False below a hidden item."""

    item: SceneItem
    depth: int
    shown: bool


def tree_lines(state: ObsState, scene: str) -> tuple[TreeLine, ...]:
    """Return the items of ``scene`` from top to bottom as OBS lists them, each followed by what it contains.

    A scene that contains itself by a detour is opened once on each way down.
    """
    return tuple(_lines(by_container(state.items), scene, 0, True, (scene,)))


def sources_in(state: ObsState, *scenes: str) -> frozenset[str]:
    """Return the names of everything that ``scenes`` show or hold, the scenes themselves among them."""
    containers = by_container(state.items)
    found = set(scenes)
    waiting = list(scenes)
    while waiting:
        for item in containers.get(waiting.pop(), ()):
            if item.source not in found:
                found.add(item.source)
                if item.source_type is not SourceType.INPUT:
                    waiting.append(item.source)
    return frozenset(found)


def _lines(
    containers: dict[str, list[SceneItem]], container: str, depth: int, shown: bool, way: tuple[str, ...]
) -> Iterator[TreeLine]:
    for item in containers.get(container, ()):
        yield TreeLine(item, depth, shown)
        if item.source_type is not SourceType.INPUT and item.source not in way:
            yield from _lines(containers, item.source, depth + 1, shown and item.visible, (*way, item.source))
