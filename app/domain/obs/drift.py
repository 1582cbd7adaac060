# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drift: what somebody changed in OBS since the last accepted check, and what of the show it breaks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.contract.content import LineupItem
from app.domain.obs.fingerprint import FilterMark, Fingerprint, ItemMark, Renames, SceneMark, find_renames

DRIFT_SENTENCES: Final[Mapping[str, str]] = {
    "collection.other": "OBS shows another scene collection, “{new}”; “{subject}” was accepted. Nothing was compared.",
    "scene.added": "Scene “{subject}” is new.",
    "scene.removed": "Scene “{subject}” is gone.",
    "scene.renamed": "Scene “{subject}” is now called “{new}”.",
    "scene.reordered": "The order of the scenes changed.",
    "input.added": "Source “{subject}” is new.",
    "input.removed": "Source “{subject}” is gone.",
    "input.renamed": "Source “{subject}” is now called “{new}”.",
    "input.kind": "Source “{subject}” is of another kind: {new}.",
    "input.muted": "“{subject}” is muted now.",
    "input.unmuted": "“{subject}” is not muted any more.",
    "item.added": "“{scene}” now holds “{subject}”.",
    "item.removed": "“{scene}” does not hold “{subject}” any more.",
    "item.hidden": "“{subject}” is hidden now in “{scene}”.",
    "item.shown": "“{subject}” is visible now in “{scene}”.",
    "item.reordered": "The layers of “{scene}” changed their order.",
    "filter.added": "“{subject}” has a new filter, “{new}”.",
    "filter.removed": "“{subject}” lost its filter “{new}”.",
    "filter.on": "The filter “{new}” on “{subject}” is on now.",
    "filter.off": "The filter “{new}” on “{subject}” is off now.",
    "filter.kind": "The filter “{new}” on “{subject}” is of another kind.",
}


@dataclass(frozen=True, slots=True)
class Drift:
    """One change. ``rows`` are the lineup rows (their ids) and ``roles`` the uses of an input that it breaks."""

    code: str
    subject: str
    scene: str = ""
    new: str = ""
    rows: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def breaks(self) -> bool:
        """Whether the show as planned cannot work with it."""
        return bool(self.rows or self.roles)

    @property
    def sentence(self) -> str:
        """What changed, in English."""
        return DRIFT_SENTENCES[self.code].format(subject=self.subject, scene=self.scene, new=self.new)


def find_drift(
    old: Fingerprint, new: Fingerprint, *, lineup: Sequence[LineupItem] = (), roles: Mapping[str, str] | None = None
) -> tuple[Drift, ...]:
    """Return what changed from ``old`` to ``new``. ``roles`` maps what an input is used for to the input's name."""
    if old.collection != new.collection:
        return (Drift("collection.other", old.collection, new=new.collection),)
    renames = find_renames(old, new)
    return tuple(_Affected(lineup, roles or {}).mark(found) for found in _changes(old, new, renames))


class _Affected:
    """Who relies on what: rows on scenes, roles on inputs, by the names they were set up with."""

    def __init__(self, lineup: Sequence[LineupItem], roles: Mapping[str, str]) -> None:
        self._lineup = lineup
        self._roles = roles

    def mark(self, drift: Drift) -> Drift:
        scene = drift.subject if drift.code in ("scene.removed", "scene.renamed") else ""
        lost_input = drift.code in ("input.removed", "input.renamed", "input.kind")
        lost_item = drift.code in ("item.removed", "item.hidden")
        roles = self._used_as(drift.subject) if lost_input or lost_item else ()
        if lost_item and roles:
            scene = drift.scene
        rows = tuple(row.row_id for row in self._lineup if scene and row.obs_scene == scene)
        return Drift(drift.code, drift.subject, drift.scene, drift.new, rows, roles)

    def _used_as(self, name: str) -> tuple[str, ...]:
        return tuple(role for role, used in self._roles.items() if used == name)


def _changes(old: Fingerprint, new: Fingerprint, renames: Renames) -> Iterator[Drift]:
    yield from _scenes(old, new, renames)
    yield from _inputs(old, new, renames)
    for before, after in _pairs(old.scenes, new.scenes, renames.scenes):
        yield from _items(before, after, renames)
    for before, after in _pairs(old.groups, new.groups, {}):
        yield from _items(before, after, renames)
    yield from _filters(old, new, renames)


def _pairs(
    old: Sequence[SceneMark], new: Sequence[SceneMark], renamed: Mapping[str, str]
) -> Iterator[tuple[SceneMark, SceneMark]]:
    found = {scene.name: scene for scene in new}
    for scene in old:
        after = found.get(renamed.get(scene.name, scene.name))
        if after is not None:
            yield scene, after


def _scenes(old: Fingerprint, new: Fingerprint, renames: Renames) -> Iterator[Drift]:
    before = [renames.scenes.get(scene.name, scene.name) for scene in old.scenes]
    after = [scene.name for scene in new.scenes]
    for scene in old.scenes:
        if scene.name in renames.scenes:
            yield Drift("scene.renamed", scene.name, new=renames.scenes[scene.name])
        elif scene.name not in after:
            yield Drift("scene.removed", scene.name)
    for name in after:
        if name not in before:
            yield Drift("scene.added", name)
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield Drift("scene.reordered", "")


def _inputs(old: Fingerprint, new: Fingerprint, renames: Renames) -> Iterator[Drift]:
    found = {one.name: one for one in new.inputs}
    kept = set()
    for one in old.inputs:
        name = renames.inputs.get(one.name, one.name)
        after = found.get(name)
        if after is None:
            yield Drift("input.removed", one.name)
            continue
        kept.add(name)
        if name != one.name:
            yield Drift("input.renamed", one.name, new=name)
        if after.kind != one.kind:
            yield Drift("input.kind", one.name, new=after.kind)
        if None not in (one.muted, after.muted) and one.muted != after.muted:
            yield Drift("input.muted" if after.muted else "input.unmuted", name)
    for name in found:
        if name not in kept:
            yield Drift("input.added", name)


def _items(before: SceneMark, after: SceneMark, renames: Renames) -> Iterator[Drift]:
    scene = before.name
    old = {item.item_id: item for item in before.items}
    new = {item.item_id: item for item in after.items}
    for item_id, item in old.items():
        now = new.get(item_id)
        if now is None or renames.source(item.source) != now.source:
            yield Drift("item.removed", item.source, scene)
        elif item.visible != now.visible:
            yield Drift("item.shown" if now.visible else "item.hidden", item.source, scene)
    for item_id, item in new.items():
        was = old.get(item_id)
        if was is None or renames.source(was.source) != item.source:
            yield Drift("item.added", item.source, scene)
    if _order(before.items, new) != _order(after.items, old):
        yield Drift("item.reordered", "", scene)


def _order(items: Sequence[ItemMark], others: Mapping[int, ItemMark]) -> list[int]:
    return [item.item_id for item in items if item.item_id in others]


def _filters(old: Fingerprint, new: Fingerprint, renames: Renames) -> Iterator[Drift]:
    def key(mark: FilterMark) -> tuple[str, str]:
        return renames.source(mark.source), mark.name

    sources = {one.name for one in new.inputs} | {scene.name for scene in new.scenes}
    before = {key(mark): mark for mark in old.filters}
    after = {(mark.source, mark.name): mark for mark in new.filters}
    for place, mark in before.items():
        now = after.get(place)
        if now is None:
            # With its source it is not worth a line of its own.
            if place[0] in sources:
                yield Drift("filter.removed", place[0], new=place[1])
        elif now.kind != mark.kind:
            yield Drift("filter.kind", place[0], new=place[1])
        elif now.enabled != mark.enabled:
            yield Drift("filter.on" if now.enabled else "filter.off", place[0], new=place[1])
    for place in after:
        if place not in before:
            yield Drift("filter.added", place[0], new=place[1])
