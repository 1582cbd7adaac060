# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which scenes and inputs of OBS are the desk's own: the mark that says so, kept in OBS itself.

A key names what a template asks for: ``商品@SX`` is a shop's own scene, ``main_camera@`` an input of all shops. The
mark holds for each key the name, the uuid (from OBS 30.1 on) and, for scenes, the item of each input. The name alone is
lost by a rename; the uuid, or the items' ids before OBS 30.1, find it again.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

MARK_FORMAT: Final = 1


class NewerMarkError(Exception):
    """OBS holds the mark of a newer version of this program."""


@dataclass(frozen=True, slots=True)
class OwnedScene:
    """A scene of ours; ``items`` are its items' ids by the input's key."""

    name: str
    uuid: str = ""
    items: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnedInput:
    """An input of ours."""

    name: str
    kind: str
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class ShopMark:
    """A shop that has its scenes here. ``plain``: under the plain names, because it was the first and only one."""

    template: str
    version: int = 1
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What is ours in one scene collection."""

    shops: Mapping[str, ShopMark] = field(default_factory=dict)
    scenes: Mapping[str, OwnedScene] = field(default_factory=dict)
    inputs: Mapping[str, OwnedInput] = field(default_factory=dict)


def key_of(name: str, shop_id: str = "") -> str:
    """Return the key of a scene's plain name or an input's role; ``shop_id`` empty: all shops share it."""
    return f"{name}@{shop_id}"


def read_mark(stored: Any, collection: str) -> Mark:
    """Return a collection's mark from what OBS keeps. What cannot be read is no mark: then nothing is ours.

    Raises:
        NewerMarkError: a newer version wrote it; this one must not touch anything.
    """
    envelope = _envelope(stored)
    if envelope.get("format", MARK_FORMAT) != MARK_FORMAT:
        raise NewerMarkError
    try:
        data = envelope["collections"][collection]
        return Mark(
            shops={key: ShopMark(**one) for key, one in data["shops"].items()},
            scenes={key: OwnedScene(**one) for key, one in data["scenes"].items()},
            inputs={key: OwnedInput(**one) for key, one in data["inputs"].items()},
        )
    except (KeyError, TypeError, AttributeError):
        return Mark()


def written_mark(stored: Any, collection: str, mark: Mark) -> str:
    """Return what OBS is to keep, other collections' marks included.

    It is one ASCII string: obs-websocket 5.1 gives other letters in persistent data back garbled.
    """
    others = _envelope(stored).get("collections", {})
    collections = {**others, collection: asdict(mark)} if isinstance(others, dict) else {collection: asdict(mark)}
    return json.dumps({"format": MARK_FORMAT, "collections": collections}, separators=(",", ":"), sort_keys=True)


def _envelope(stored: Any) -> dict[str, Any]:
    try:
        envelope = json.loads(stored)
    except (TypeError, ValueError):
        return {}
    return envelope if isinstance(envelope, dict) else {}
