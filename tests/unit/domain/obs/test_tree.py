# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scene with its groups and nested scenes."""

from app.domain.obs.state import ObsState, SceneItem, SourceType
from app.domain.obs.tree import sources_in, tree_lines

IN, S, G = SourceType.INPUT, SourceType.SCENE, SourceType.GROUP


def state(*items: SceneItem) -> ObsState:
    return ObsState(items=items)


NESTED = state(
    SceneItem("main", 1, "camera", IN, True),
    SceneItem("main", 2, "prices", G, False),
    SceneItem("prices", 7, "text", IN, True),
    SceneItem("main", 3, "corner", S, True),
    SceneItem("corner", 1, "logo", IN, False),
)


def test_groups_and_nested_scenes_are_opened_beneath_their_item() -> None:
    lines = tree_lines(NESTED, "main")
    assert [(line.item.source, line.depth) for line in lines] == [
        ("camera", 0),
        ("prices", 0),
        ("text", 1),
        ("corner", 0),
        ("logo", 1),
    ]


def test_what_lies_in_a_hidden_group_is_not_seen() -> None:
    shown = {line.item.source: line.shown for line in tree_lines(NESTED, "main")}
    assert shown == {"camera": True, "prices": True, "text": False, "corner": True, "logo": True}


def test_scenes_that_hold_each_other_end() -> None:
    loop = state(SceneItem("a", 1, "b", S, True), SceneItem("b", 1, "a", S, True))
    assert [line.item.source for line in tree_lines(loop, "a")] == ["b", "a"]
    assert sources_in(loop, "a") == {"a", "b"}
