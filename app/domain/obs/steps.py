# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plan consists of: steps for a person to read, and the writes of obs-websocket that carry them out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.obs.ownership import Mark


class Action(StrEnum):
    """What a step does. Nothing is ever removed."""

    CREATE = "create"
    CHANGE = "change"
    RENAME = "rename"
    ADOPT = "adopt"


class Thing(StrEnum):
    """What a step is about."""

    SCENE = "scene"
    INPUT = "input"
    ITEM = "item"
    SETTINGS = "settings"
    TRANSFORM = "transform"
    VISIBILITY = "visibility"
    LOCK = "lock"
    ORDER = "order"
    FILTER = "filter"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True)
class Write:
    """One request. ``item``: scene and source whose item's id belongs into it, known once OBS has made it."""

    request: str
    data: Mapping[str, Any]
    item: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be put right. ``first`` makes or renames it; ``then`` needs all first writes of the plan done."""

    action: Action
    thing: Thing
    name: str
    scene: str
    detail: str
    first: Write | None = None
    then: tuple[Write, ...] = ()


class Why(StrEnum):
    """Why something was left alone."""

    NAME_TAKEN = "name_taken"
    NAME_TAKEN_BY_OTHER_KIND = "name_taken_by_other_kind"
    OLD_NAME_TAKEN = "old_name_taken"
    OTHER_KIND = "other_kind"
    GROUPED = "grouped"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was left alone. ``blocks``: it stands where the template wants its own.

    ``wanted`` is the name that ours should have, or the kind, where ``why`` is about that.
    """

    thing: Thing
    name: str
    scene: str
    detail: str
    blocks: bool = False
    why: Why = Why.STRANGER
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What lies between OBS and the templates.

    ``intent`` marks also what the steps will make, and is kept in OBS before the first of them; ``mark`` is what is
    ours by now.
    """

    steps: tuple[Step, ...] = ()
    foreign: tuple[Notice, ...] = ()
    unavailable: Mapping[str, str] = field(default_factory=dict)
    mark: Mark = field(default_factory=Mark)
    intent: Mark = field(default_factory=Mark)

    @property
    def empty(self) -> bool:
        """Whether OBS is as the templates say: nothing to do and nothing in the way."""
        return not self.steps and not any(one.blocks for one in self.foreign)
