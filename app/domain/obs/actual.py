# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OBS as it stands, as far as a plan needs to know it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.obs.ownership import Mark


@dataclass(frozen=True, slots=True)
class Basics:
    """What is read first. ``scenes`` and ``inputs`` are all there are, by name; uuids are empty before OBS 30.1."""

    collection: str
    platform: str
    width: int
    height: int
    streaming: bool
    input_kinds: frozenset[str]
    scenes: Mapping[str, str]
    inputs: Mapping[str, "InputName"]
    groups: frozenset[str] = frozenset()
    mark: Mark = field(default_factory=Mark)


@dataclass(frozen=True, slots=True)
class InputName:
    """An input as OBS lists it."""

    kind: str
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class ActualItem:
    """One source in a scene. Items stand in their scene from the bottom up."""

    item_id: int
    source: str
    kind: str
    enabled: bool
    locked: bool
    transform: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ActualFilter:
    """A filter of an input."""

    name: str
    kind: str
    enabled: bool
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ActualInput:
    """An input in full. ``muted`` None: it has no sound, or nobody asked."""

    settings: Mapping[str, Any]
    filters: tuple[ActualFilter, ...] = ()
    muted: bool | None = None
    volume_db: float | None = None
    tracks: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Actual:
    """Everything. ``items`` and ``inputs`` hold what was looked at; ``grouped`` what lies in a scene's groups."""

    basics: Basics
    items: Mapping[str, tuple[ActualItem, ...]] = field(default_factory=dict)
    inputs: Mapping[str, ActualInput] = field(default_factory=dict)
    grouped: Mapping[str, frozenset[str]] = field(default_factory=dict)
