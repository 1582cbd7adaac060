# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How facts change the state: events hint, reads of the current epoch decide."""

from dataclasses import replace

import pytest

from app.domain.obs.contents import AudioRead, CommandConfirmed, ProgramRead
from app.domain.obs.outputs import (
    SETTLE_S,
    Output,
    OutputAsked,
    OutputRead,
    OutputReadBack,
    OutputsRead,
    OutputTold,
)
from app.domain.obs.reducer import (
    FROZEN_S,
    CollectionMoved,
    Connected,
    Connecting,
    HealthRead,
    HeartbeatLate,
    Identifying,
    LinkDown,
    Loading,
    SnapshotRead,
    reduce,
)
from app.domain.obs.state import AudioInput, FrameStats, LinkFault, LinkPhase, ObsState, OutputPhase, Scene

CONNECTED = Connected("29.0.2", "5.1.0", "linux", frozenset({"GetStats"}), at=1.0)
OFF = OutputRead()
ON = OutputRead(active=True, duration_ms=700)


def health(
    *, at: float, epoch: int = 1, scene: str = "A", stream: OutputRead = OFF, record: OutputRead = OFF, frames: int = 0
) -> HealthRead:
    return HealthRead(
        epoch, at, at, scene, OutputsRead(stream, record), FrameStats(render_total=frames or int(at * 10))
    )


def snapshot(at: float = 2.0, epoch: int = 1) -> SnapshotRead:
    return SnapshotRead(health(at=at, epoch=epoch), (Scene("A"), Scene("B")), (AudioInput("Mic", False),))


@pytest.fixture
def live() -> ObsState:
    return reduce(reduce(ObsState(), CONNECTED), snapshot())


def test_a_connection_is_live_only_after_a_full_read() -> None:
    state = ObsState()
    phases = []
    for fact in (Connecting(), Identifying(), Loading(), CONNECTED, health(at=1.5), snapshot()):
        state = reduce(state, fact)
        phases.append(state.phase)

    assert phases == [
        LinkPhase.CONNECTING,
        LinkPhase.IDENTIFYING,
        LinkPhase.LOADING,
        LinkPhase.LOADING,
        LinkPhase.LOADING,
        LinkPhase.LIVE,
    ]


def test_a_full_read_replaces_everything(live: ObsState) -> None:
    assert (live.scene_names, live.program_scene, live.audio) == (("A", "B"), "A", (AudioInput("Mic", False),))
    assert (live.obs_version, live.age_base, live.epoch) == ("29.0.2", 2.0, 1)


@pytest.mark.parametrize(
    "fact",
    [
        snapshot(epoch=0),
        health(at=9, epoch=0, scene="B"),
        ProgramRead(0, 9.0, "B"),
        AudioRead(0, 9.0, (AudioInput("Mic", True),)),
        HeartbeatLate(0),
        CommandConfirmed(0, 9.0, "B"),
        OutputTold(0, Output.STREAM, OutputPhase.ON, 9.0),
        OutputAsked(0, Output.STREAM, True, 9.0),
        OutputReadBack(0, Output.STREAM, ON),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_what_was_learnt_under_an_old_epoch_changes_nothing(live: ObsState, fact: ProgramRead) -> None:
    assert reduce(live, fact) is live


def test_a_fact_that_changes_nothing_returns_the_same_state(live: ObsState) -> None:
    assert reduce(live, ProgramRead(1, 3.0, "A")) is live


def test_a_lost_link_keeps_what_was_known_and_says_why(live: ObsState) -> None:
    down = reduce(live, LinkDown(LinkFault.LOST, "gone", 0.5))

    assert (down.phase, down.fault, down.fault_detail, down.retry_in_s) == (
        LinkPhase.DISCONNECTED,
        LinkFault.LOST,
        "gone",
        0.5,
    )
    assert (down.scenes, down.age_base) == (live.scenes, live.age_base)


def test_a_hung_obs_stays_hung_until_it_answers(live: ObsState) -> None:
    hung = reduce(live, LinkDown(LinkFault.HUNG, "", 0.5))
    trying = reduce(hung, Connecting())

    assert (hung.phase, trying.phase, reduce(trying, Identifying()).phase) == (
        LinkPhase.HUNG,
        LinkPhase.HUNG,
        LinkPhase.IDENTIFYING,
    )


def test_a_new_connection_forgets_the_fault_and_begins_an_epoch(live: ObsState) -> None:
    again = reduce(reduce(live, LinkDown(LinkFault.LOST, "gone", 0.5)), CONNECTED)

    assert (again.fault, again.fault_detail, again.retry_in_s, again.epoch) == (LinkFault.NONE, "", None, 2)


def test_a_collection_change_makes_earlier_reads_void(live: ObsState) -> None:
    changing = reduce(live, CollectionMoved())

    assert (changing.phase, changing.epoch) == (LinkPhase.LOADING, 2)
    assert reduce(changing, snapshot()) is changing
    assert reduce(changing, snapshot(epoch=2)).phase is LinkPhase.LIVE


def test_a_collection_event_after_the_link_broke_is_ignored(live: ObsState) -> None:
    down = reduce(live, LinkDown(LinkFault.LOST))

    assert reduce(down, CollectionMoved()) is down


def test_a_late_heartbeat_degrades_and_an_answer_heals(live: ObsState) -> None:
    late = reduce(live, HeartbeatLate(1))

    assert late.phase is LinkPhase.DEGRADED
    assert reduce(late, health(at=3)).phase is LinkPhase.LIVE


def test_a_late_heartbeat_while_loading_stays_loading() -> None:
    loading = reduce(ObsState(), CONNECTED)

    assert reduce(loading, HeartbeatLate(1)) is loading


def test_a_frozen_picture_degrades_even_while_obs_answers(live: ObsState) -> None:
    frames = live.frames.render_total
    soon = reduce(live, health(at=2.0 + FROZEN_S, frames=frames))
    later = reduce(live, health(at=2.1 + FROZEN_S, frames=frames))
    moving = reduce(later, health(at=9.0, frames=frames + 1))

    assert (soon.phase, later.phase, moving.phase) == (LinkPhase.LIVE, LinkPhase.DEGRADED, LinkPhase.LIVE)
    assert "frozen" in later.fault_detail
    assert moving.fault_detail == ""


def test_reads_asked_before_a_confirmed_command_do_not_undo_it(live: ObsState) -> None:
    cut = reduce(live, CommandConfirmed(1, 5.0, "B", (AudioInput("Mic", True),)))
    for old in (
        ProgramRead(1, 4.9, "A"),
        AudioRead(1, 4.9, (AudioInput("Mic", False),)),
        health(at=4.9),
        snapshot(4.9),
    ):
        after = reduce(cut, old)
        assert (after.program_scene, after.audio) == ("B", (AudioInput("Mic", True),))


def test_a_read_asked_after_a_confirmed_command_counts_again(live: ObsState) -> None:
    cut = reduce(live, CommandConfirmed(1, 5.0, "B"))

    assert reduce(cut, ProgramRead(1, 5.1, "A")).program_scene == "A"


def test_a_mute_read_changes_known_inputs_only(live: ObsState) -> None:
    after = reduce(live, AudioRead(1, 3.0, (AudioInput("Mic", True), AudioInput("Unknown", True))))

    assert after.audio == (AudioInput("Mic", True),)


def test_a_stream_that_stops_while_starting_has_failed(live: ObsState) -> None:
    starting = reduce(live, OutputTold(1, Output.STREAM, OutputPhase.STARTING, 3.0))
    failed = reduce(starting, OutputTold(1, Output.STREAM, OutputPhase.OFF, 4.0))
    read = reduce(failed, health(at=5))

    assert (starting.stream_failed, failed.stream_failed, read.stream_failed) == (False, True, True)
    assert reduce(read, OutputAsked(1, Output.STREAM, True, 6.0)).stream_failed is False


def test_a_stream_stopped_on_purpose_while_starting_has_not_failed(live: ObsState) -> None:
    state = reduce(live, OutputAsked(1, Output.STREAM, True, 3.0))
    state = reduce(state, OutputAsked(1, Output.STREAM, False, 4.0))

    assert reduce(state, OutputTold(1, Output.STREAM, OutputPhase.OFF, 5.0)).stream_failed is False


def test_a_stream_that_ends_after_it_was_on_has_not_failed(live: ObsState) -> None:
    on_air = reduce(live, health(at=3, stream=ON))

    assert reduce(on_air, OutputTold(1, Output.STREAM, OutputPhase.OFF, 4.0)).stream_failed is False


def test_reads_do_not_contradict_a_start_or_stop_under_way(live: ObsState) -> None:
    starting = reduce(live, OutputAsked(1, Output.STREAM, True, 3.0))
    still = reduce(starting, health(at=4))
    on_air = reduce(still, health(at=5, stream=ON))
    stopping = reduce(on_air, OutputAsked(1, Output.STREAM, False, 6.0))
    still_stopping = reduce(stopping, health(at=7, stream=ON))

    assert [state.stream for state in (still, on_air, still_stopping)] == [
        OutputPhase.STARTING,
        OutputPhase.ON,
        OutputPhase.STOPPING,
    ]
    assert on_air.stream_ms == 700


def test_a_start_whose_end_was_never_told_is_given_up(live: ObsState) -> None:
    starting = reduce(live, OutputAsked(1, Output.STREAM, True, 3.0))

    given_up = reduce(starting, health(at=3.0 + SETTLE_S))

    assert (given_up.stream, given_up.stream_failed) == (OutputPhase.OFF, True)


@pytest.mark.parametrize(
    ("read", "phase"),
    [
        (OFF, OutputPhase.OFF),
        (ON, OutputPhase.ON),
        (OutputRead(active=True, reconnecting=True), OutputPhase.RECONNECTING),
        (OutputRead(active=True, paused=True), OutputPhase.PAUSED),
    ],
)
def test_a_read_back_output_overrules_what_was_announced(live: ObsState, read: OutputRead, phase: OutputPhase) -> None:
    asked = reduce(reduce(live, OutputAsked(1, Output.STREAM, True, 3.0)), OutputAsked(1, Output.RECORD, True, 3.0))
    after = reduce(reduce(asked, OutputReadBack(1, Output.STREAM, read)), OutputReadBack(1, Output.RECORD, read))

    assert (after.stream, after.record) == (phase, phase)


def test_asking_for_what_is_the_case_shows_nothing_pending(live: ObsState) -> None:
    recording = replace(live, record=OutputPhase.ON)

    assert reduce(recording, OutputAsked(1, Output.RECORD, True, 3.0)) is recording
    assert reduce(live, OutputAsked(1, Output.RECORD, False, 3.0)) is live


def test_events_of_the_recording_leave_the_stream_alone(live: ObsState) -> None:
    after = reduce(live, OutputTold(1, Output.RECORD, OutputPhase.PAUSED, 3.0))

    assert (after.record, after.stream) == (OutputPhase.PAUSED, OutputPhase.OFF)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (OutputPhase.ON, OutputPhase.STARTING),
        (OutputPhase.OFF, OutputPhase.STOPPING),
        (OutputPhase.STOPPING, OutputPhase.ON),
    ],
)
@pytest.mark.parametrize("output", list(Output))
def test_an_event_that_a_read_overtook_does_not_turn_the_state_back(
    live: ObsState, output: Output, known: OutputPhase, told: OutputPhase
) -> None:
    state = replace(live, stream=known, record=known, replay=known, virtual_camera=known)

    assert reduce(state, OutputTold(1, output, told, 3.0)) is state


def test_a_recordings_file_is_known_from_its_end_to_the_next_start() -> None:
    state = ObsState(phase=LinkPhase.LIVE, epoch=1, record=OutputPhase.STOPPING)
    ended = reduce(state, OutputTold(1, Output.RECORD, OutputPhase.OFF, 3.0, "/录像/一.mkv"))
    assert ended.record_path == "/录像/一.mkv"
    assert reduce(ended, OutputTold(1, Output.RECORD, OutputPhase.STARTING, 4.0)).record_path == ""
