# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading OBS into the state: the heartbeat, the full read, and the small reads that events ask for.

Runs on the health thread only. Each read returns what is to be read again: a read that a command overtook, or a thing
that only the lists can explain.
"""

from collections.abc import Sequence

from app.adapters.obs.reads import (
    HEALTH,
    STUDIO,
    Ask,
    Replies,
    audio_read,
    filters_read,
    health_read,
    input_requests,
    items_read,
    media_read,
    named,
    offered,
    studio_read,
)
from app.adapters.obs.snapshot import Known, groups_in, read_snapshot
from app.adapters.obs.state_store import StateStore
from app.adapters.obs.wants import Wanted
from app.adapters.obs.wire import Request
from app.domain.clock import Clock
from app.domain.obs.contents import (
    AudioRead,
    FiltersRead,
    ItemsRead,
    MediaRead,
    ProgramRead,
    StudioRead,
    is_stale,
    visible_sources,
)
from app.domain.obs.reducer import HealthRead, ObsFact
from app.domain.obs.state import ObsState
from app.domain.obs.tree import sources_in


class Reader:
    """Asks, and folds the answers into the store."""

    def __init__(self, ask: Ask, store: StateStore, clock: Clock) -> None:
        self._ask = ask
        self._store = store
        self._clock = clock
        self._known: Known | None = None

    def beat(self) -> HealthRead:
        """Ask for the heartbeat and return its answer, not yet folded."""
        state, sent_at = self._store.state, self._clock.monotonic()
        replies = self._ask(offered([*HEALTH, *_media_on_air(state)], state.available_requests))
        return health_read(replies, epoch=state.epoch, sent_at=sent_at, read_at=self._clock.monotonic())

    def on_show(self) -> frozenset[str]:
        """Return the scenes and groups that viewers see or see next, nested ones included."""
        state = self._store.state
        return sources_in(state, *(scene for scene in (state.program_scene, state.preview_scene) if scene is not None))

    def snapshot(self, wanted: Wanted) -> Wanted:
        """Read the lists and what is new in them; everything, if that is wanted or nothing is known."""
        if wanted.everything:
            self._known = None
        known, self._known = self._known, None
        snapshot, now_known = read_snapshot(self._ask, self._store.state, self._clock, known=known, wanted=wanted)
        self._store.apply(snapshot)
        state = self._store.state
        if state.epoch != snapshot.epoch or is_stale(snapshot.health.sent_at, state):
            return Wanted(everything=True)
        self._known = now_known
        return Wanted()

    def small(self, wanted: Wanted) -> Wanted:
        """Read single things in one batch."""
        state, sent_at = self._store.state, self._clock.monotonic()
        groups = groups_in(state.items)
        known = wanted.containers & (groups | frozenset(state.scene_names))
        requests = offered(_small_requests(wanted, known - groups, known & groups), state.available_requests)
        again = Wanted(lists=known != wanted.containers)
        if not requests:
            return again
        replies = self._ask(requests)
        for fact in _facts(replies, state.epoch, sent_at):
            self._store.apply(fact)
        after = self._store.state
        if after.epoch == state.epoch and is_stale(sent_at, after):
            return again | wanted
        unread = _groups_unread(replies, after)
        return again | Wanted(containers=unread, filters=unread)


def _media_on_air(state: ObsState) -> list[Request]:
    if not state.media:
        return []
    visible = visible_sources(state, state.program_scene)
    return named("GetMediaInputStatus", "inputName", (one.name for one in state.media if one.name in visible))


def _small_requests(wanted: Wanted, scenes: frozenset[str], groups: frozenset[str]) -> list[Request]:
    return [
        *([Request("GetCurrentProgramScene")] if wanted.program else ()),
        *(STUDIO if wanted.studio else ()),
        *input_requests(wanted.inputs),
        *named("GetSceneItemList", "sceneName", sorted(scenes)),
        *named("GetGroupSceneItemList", "sceneName", sorted(groups)),
        *named("GetSourceFilterList", "sourceName", sorted(wanted.filters)),
        *named("GetMediaInputStatus", "inputName", sorted(wanted.media)),
    ]


def _facts(replies: Replies, epoch: int, sent_at: float) -> Sequence[ObsFact]:
    facts: list[ObsFact] = []
    if "GetCurrentProgramScene" in replies:
        program = replies.data("GetCurrentProgramScene")["currentProgramSceneName"]
        if program is not None:
            facts.append(ProgramRead(epoch, sent_at, str(program)))
    if any(request.kind in replies for request in STUDIO):
        facts.append(StudioRead(epoch, sent_at, studio_read(replies)))
    if audio := audio_read(replies):
        facts.append(AudioRead(epoch, sent_at, audio))
    if items := items_read(replies):
        every = tuple(item for of_one in items.values() for item in of_one)
        facts.append(ItemsRead(epoch, sent_at, frozenset(items), every))
    if filters := filters_read(replies):
        every_filter = tuple(one for of_one in filters.values() for one in of_one)
        facts.append(FiltersRead(epoch, sent_at, frozenset(filters), every_filter))
    if media := media_read(replies):
        facts.append(MediaRead(epoch, media))
    return facts


def _groups_unread(replies: Replies, state: ObsState) -> frozenset[str]:
    """Return groups that came with the items just read, and whose own items are not known."""
    just_read = tuple(item for items in items_read(replies).values() for item in items)
    return groups_in(just_read) - {item.container for item in state.items} - frozenset(items_read(replies))
