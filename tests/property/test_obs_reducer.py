# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever happens in whatever order, the state of OBS stays one that can be believed."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.obs.contents import (
    AudioRead,
    CommandConfirmed,
    FiltersRead,
    ItemsRead,
    ProgramRead,
    Studio,
    StudioRead,
    is_stale,
)
from app.domain.obs.outputs import Output, OutputAsked, OutputRead, OutputsRead, OutputTold
from app.domain.obs.reducer import (
    CollectionMoved,
    Connected,
    Connecting,
    HealthRead,
    HeartbeatLate,
    Identifying,
    LinkDown,
    Loading,
    ObsFact,
    SnapshotRead,
    reduce,
)
from app.domain.obs.state import (
    AudioInput,
    Filter,
    FrameStats,
    LinkFault,
    LinkPhase,
    ObsState,
    OutputPhase,
    Scene,
    SceneItem,
    SourceType,
)

epochs = st.integers(0, 4)
times = st.floats(0, 100)
names = st.sampled_from(("A", "B", "馕"))
reads = st.builds(OutputRead, st.booleans(), st.booleans(), st.booleans(), st.integers(0, 10**6))
frames = st.builds(FrameStats, render_total=st.integers(0, 100))
audio = st.lists(st.builds(AudioInput, names, st.booleans()), max_size=3).map(tuple)
outputs = st.sampled_from(Output)
outputs_read = st.builds(OutputsRead, reads, reads, st.one_of(st.none(), reads), st.one_of(st.none(), reads))
health = st.builds(HealthRead, epochs, times, times, names, outputs_read, frames, st.integers(0, 10**6))
studios = st.builds(Studio, st.booleans(), names)
items = st.lists(
    st.builds(SceneItem, names, st.integers(1, 3), names, st.just(SourceType.INPUT), st.booleans()), max_size=4
).map(tuple)
filters = st.lists(st.builds(Filter, names, names, st.just("mask"), st.booleans()), max_size=3).map(tuple)
sets = st.frozensets(names)
facts = st.one_of(
    st.just(Connecting()),
    st.just(Identifying()),
    st.just(Loading()),
    st.just(CollectionMoved()),
    st.builds(Connected, st.just("29"), st.just("5.1"), st.just("x"), st.just(frozenset[str]()), times),
    st.builds(LinkDown, st.sampled_from(LinkFault), st.just(""), st.one_of(st.none(), times)),
    st.builds(HeartbeatLate, epochs),
    health,
    st.builds(
        SnapshotRead,
        health,
        st.lists(st.builds(Scene, names), min_size=1, max_size=3).map(tuple),
        audio,
        items,
        filters,
        studio=studios,
    ),
    st.builds(StudioRead, epochs, times, studios),
    st.builds(ItemsRead, epochs, times, sets, items),
    st.builds(FiltersRead, epochs, times, sets, filters),
    st.builds(ProgramRead, epochs, times, names),
    st.builds(AudioRead, epochs, times, audio),
    st.builds(CommandConfirmed, epochs, times, names, audio, studios, items, filters),
    st.builds(OutputTold, epochs, outputs, st.sampled_from(OutputPhase), times),
    st.builds(OutputAsked, epochs, outputs, st.booleans(), times),
)
histories = st.lists(facts, max_size=40)


def _fold(history: list[ObsFact]) -> list[ObsState]:
    states = [ObsState()]
    for fact in history:
        states.append(reduce(states[-1], fact))
    return states


@given(histories)
def test_the_epoch_never_falls(history: list[ObsFact]) -> None:
    epochs_seen = [state.epoch for state in _fold(history)]

    assert epochs_seen == sorted(epochs_seen)


@given(histories)
def test_nothing_is_live_before_it_was_read_in_its_epoch(history: list[ObsFact]) -> None:
    read_epochs: set[int] = set()
    states = _fold(history)
    for fact, before, state in zip(history, states, states[1:], strict=False):
        if isinstance(fact, SnapshotRead) and fact.epoch == before.epoch:
            read_epochs.add(fact.epoch)
        assert not state.connected or state.epoch in read_epochs


@given(histories)
def test_a_failed_stream_is_never_on_air(history: list[ObsFact]) -> None:
    assert all(not state.stream_failed or state.stream is OutputPhase.OFF for state in _fold(history))


@given(histories, st.integers(5, 9))
def test_facts_of_another_epoch_change_nothing(history: list[ObsFact], other: int) -> None:
    state = _fold(history)[-1]
    stale = ProgramRead(state.epoch + other, 1e6, "stale")

    assert reduce(state, stale) is state


@given(histories)
def test_a_link_that_is_down_says_so_whatever_arrives_late(history: list[ObsFact]) -> None:
    down = reduce(_fold(history)[-1], LinkDown(LinkFault.LOST))
    late = (HeartbeatLate(down.epoch), CollectionMoved(), ProgramRead(down.epoch, 1e6, "A"))

    for fact in late:
        assert reduce(down, fact).phase is LinkPhase.DISCONNECTED


@given(histories)
def test_there_is_a_preview_in_studio_mode_only(history: list[ObsFact]) -> None:
    assert all(state.studio_mode or state.preview_scene is None for state in _fold(history))


@given(histories)
def test_a_rate_is_told_on_air_only(history: list[ObsFact]) -> None:
    on_air = (OutputPhase.ON, OutputPhase.RECONNECTING, OutputPhase.STOPPING)
    for fact, state in zip(history, _fold(history)[1:], strict=True):
        if isinstance(fact, HealthRead) and fact.epoch == state.epoch:
            assert state.stream_kbps is None or (state.stream in on_air and state.stream_kbps >= 0)


@given(histories, st.sampled_from(("program", "studio", "items", "filters", "audio")), items, filters, audio)
def test_a_read_that_a_command_overtook_changes_nothing(
    history: list[ObsFact],
    which: str,
    some_items: tuple[SceneItem, ...],
    some_filters: tuple[Filter, ...],
    some_audio: tuple[AudioInput, ...],
) -> None:
    state = reduce(_fold(history)[-1], Connected("29", "5.1", "x", frozenset(), 0.0))
    confirmed = reduce(state, CommandConfirmed(state.epoch, 500.0, "A"))
    old = {
        "program": ProgramRead(state.epoch, 499.0, "old"),
        "studio": StudioRead(state.epoch, 499.0, Studio(True, "old")),
        "items": ItemsRead(state.epoch, 499.0, frozenset("AB"), some_items),
        "filters": FiltersRead(state.epoch, 499.0, frozenset("AB"), some_filters),
        "audio": AudioRead(state.epoch, 499.0, some_audio),
    }[which]

    assert is_stale(499.0, confirmed)
    assert reduce(confirmed, old) is confirmed
