# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is learnt of scenes, sound, items, filters and media."""

from dataclasses import replace

import pytest

from app.domain.obs.contents import (
    AudioRead,
    CommandConfirmed,
    FiltersRead,
    ItemsRead,
    MediaRead,
    Studio,
    StudioRead,
    visible_sources,
)
from app.domain.obs.outputs import OutputRead, OutputsRead
from app.domain.obs.reducer import HealthRead, reduce
from app.domain.obs.state import (
    AudioInput,
    Filter,
    FrameStats,
    LinkPhase,
    MediaInput,
    MediaPhase,
    ObsState,
    OutputPhase,
    Scene,
    SceneItem,
    SourceType,
    Transition,
)


def item(
    container: str, number: int, source: str, *, visible: bool = True, of: SourceType = SourceType.INPUT
) -> SceneItem:
    return SceneItem(container, number, source, of, visible)


LIVE = ObsState(
    phase=LinkPhase.LIVE,
    epoch=1,
    scenes=(Scene("A"), Scene("B")),
    program_scene="A",
    audio=(AudioInput("Mic", False, -3.0, "u1"), AudioInput("Music", True)),
    items=(item("A", 1, "Cam"), item("A", 2, "Box", of=SourceType.GROUP), item("B", 1, "Cam"), item("Box", 1, "Logo")),
    filters=(Filter("Cam", "Blur", "blur", True), Filter("Mic", "Gate", "gate", True)),
    media=(MediaInput("Clip", MediaPhase.IDLE), MediaInput("Song", MediaPhase.PLAYING, 10, 100)),
)


def test_a_read_input_changes_mute_and_volume_and_keeps_who_it_is() -> None:
    after = reduce(LIVE, AudioRead(1, 1.0, (AudioInput("Mic", True, -10.0), AudioInput("Other", True))))

    assert after.audio == (AudioInput("Mic", True, -10.0, "u1"), AudioInput("Music", True))


def test_reading_one_container_leaves_the_others_alone_and_keeps_the_order() -> None:
    after = reduce(LIVE, ItemsRead(1, 1.0, frozenset(("A",)), (item("A", 5, "New"),)))

    assert [(one.container, one.source) for one in after.items] == [("A", "New"), ("B", "Cam"), ("Box", "Logo")]


def test_a_container_that_was_read_without_items_has_none() -> None:
    after = reduce(LIVE, ItemsRead(1, 1.0, frozenset(("Box",)), ()))

    assert {one.container for one in after.items} == {"A", "B"}


def test_what_a_read_did_not_change_stays_the_very_same() -> None:
    same = tuple(replace(one) for one in LIVE.items if one.container == "A")
    changed = (item("B", 1, "Cam", visible=False),)

    assert reduce(LIVE, ItemsRead(1, 1.0, frozenset("A"), same)) is LIVE
    after = reduce(LIVE, ItemsRead(1, 1.0, frozenset("AB"), (*same, *changed)))
    assert [one.visible for one in after.items] == [True, True, False, True]
    assert all(before is now for before, now in zip(LIVE.items, after.items, strict=True) if now.container != "B")
    assert reduce(LIVE, CommandConfirmed(1, 2.0, program_scene="B")).items is LIVE.items


def test_reading_filters_of_one_source_leaves_the_others_alone() -> None:
    after = reduce(LIVE, FiltersRead(1, 1.0, frozenset(("Cam",)), (Filter("Cam", "Blur", "blur", False),)))

    assert after.filters == (Filter("Cam", "Blur", "blur", False), Filter("Mic", "Gate", "gate", True))


def test_known_media_are_brought_up_to_date_and_unknown_ones_ignored() -> None:
    told = (MediaInput("Clip", MediaPhase.PLAYING, 5), MediaInput("Other", MediaPhase.PLAYING))
    after = reduce(LIVE, MediaRead(1, told))

    assert after.media == (MediaInput("Clip", MediaPhase.PLAYING, 5), LIVE.media[1])


def test_without_studio_mode_there_is_no_preview() -> None:
    on = reduce(LIVE, StudioRead(1, 1.0, Studio(True, "B", Transition("Fade", 300), ("Cut", "Fade"))))
    off = reduce(on, StudioRead(1, 2.0, Studio(False, "B")))

    assert (on.studio_mode, on.preview_scene, on.transition) == (True, "B", Transition("Fade", 300))
    assert (off.studio_mode, off.preview_scene) == (False, None)


def test_a_confirmed_command_changes_only_what_was_read_back() -> None:
    after = reduce(
        LIVE,
        CommandConfirmed(
            1, 5.0, items=(item("A", 1, "Cam", visible=False),), filters=(Filter("Mic", "Gate", "gate", False),)
        ),
    )

    assert [one.visible for one in after.items] == [False, True, True, True]
    assert [one.enabled for one in after.filters] == [True, False]
    assert (after.audio, after.program_scene, after.studio_mode) == (LIVE.audio, "A", False)


def test_visible_is_what_shows_through_nested_scenes_and_groups() -> None:
    state = replace(
        LIVE,
        items=(
            item("A", 1, "B", of=SourceType.SCENE),
            item("A", 2, "Hidden group", visible=False, of=SourceType.GROUP),
            item("B", 1, "Box", of=SourceType.GROUP),
            item("B", 2, "Off", visible=False),
            item("Box", 1, "Logo"),
            item("Box", 2, "A", of=SourceType.SCENE),
            item("Hidden group", 1, "Secret"),
        ),
    )

    assert visible_sources(state, "A") == {"A", "B", "Box", "Logo"}
    assert visible_sources(state, None) == frozenset()


def on_air(at: float, sent_bytes: int, *, active: bool = True) -> HealthRead:
    outputs = OutputsRead(OutputRead(active=active), OutputRead())
    return HealthRead(1, at, at, "A", outputs, FrameStats(render_total=int(at * 10)), sent_bytes, 1234.5)


def test_the_rate_is_what_was_sent_between_two_reads() -> None:
    rates = []
    state = LIVE
    for read in (on_air(1, 1_000_000), on_air(2, 1_250_000), on_air(2.1, 1_260_000), on_air(3, 1_250_000 + 125_000)):
        state = reduce(state, read)
        rates.append(state.stream_kbps)

    assert rates == [None, 2000.0, 2000.0, 1000.0]
    assert state.disk_free_mb == 1234.5
    assert reduce(state, on_air(4, 0, active=False)).stream_kbps is None


def test_a_stream_that_began_anew_has_no_rate_yet() -> None:
    state = reduce(reduce(LIVE, on_air(1, 1_000_000)), on_air(2, 50))

    assert (state.stream, state.stream_kbps) == (OutputPhase.ON, None)


@pytest.mark.parametrize(
    ("read", "phase"), [(None, None), (OutputRead(), OutputPhase.OFF), (OutputRead(active=True), OutputPhase.ON)]
)
def test_outputs_that_obs_may_lack_are_told_as_such(read: OutputRead | None, phase: OutputPhase | None) -> None:
    outputs = OutputsRead(OutputRead(), OutputRead(), read, read)
    after = reduce(LIVE, HealthRead(1, 1.0, 1.0, "A", outputs, FrameStats(render_total=1)))

    assert (after.replay, after.virtual_camera) == (phase, phase)
