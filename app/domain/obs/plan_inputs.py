# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of a plan that concerns one input: its settings, filters and sound."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.obs.actual import ActualFilter, ActualInput
from app.domain.obs.compare import differing, louder_or_softer, moves
from app.domain.obs.desired import DesiredInput
from app.domain.obs.steps import Action, Notice, Step, Thing, Why, Write
from app.domain.obs.template import FilterTemplate

_TRACKS = range(1, 7)


def input_finish(one: DesiredInput, name: str) -> Iterator[Write]:
    """Return what a new input still needs once it is made."""
    for each in one.filters:
        yield _create_filter(name, each)
        if not each.enabled:
            yield _enable_filter(name, each)
    if one.audio is not None:
        if one.audio.muted is not None:
            yield _mute(name, muted=one.audio.muted)
        if one.audio.volume_db is not None:
            yield _volume(name, one.audio.volume_db)
        if one.audio.tracks is not None:
            yield _tracks(name, one.audio.tracks)


def input_drift(one: DesiredInput, name: str, held: ActualInput) -> tuple[list[Step], list[Notice]]:
    """Return what is to be put right in an input of ours."""
    steps: list[Step] = []
    keys = differing(one.settings, held.settings)
    if keys:
        data = {"inputName": name, "inputSettings": {key: one.settings[key] for key in keys}, "overlay": True}
        detail = f"Set {', '.join(keys)} of '{name}' again."
        steps.append(_change(Thing.SETTINGS, name, detail, Write("SetInputSettings", data)))
    filters, notices = _filter_drift(one, name, held.filters)
    return [*steps, *filters, *_audio_drift(one, name, held)], notices


def _filter_drift(one: DesiredInput, name: str, held: tuple[ActualFilter, ...]) -> tuple[list[Step], list[Notice]]:
    steps: list[Step] = []
    notices: list[Notice] = []
    by_name = {each.name: each for each in held}
    for wanted in one.filters:
        known = by_name.get(wanted.name)
        if known is None:
            finish = () if wanted.enabled else (_enable_filter(name, wanted),)
            detail = f"Give '{name}' its filter '{wanted.name}' again."
            write = _create_filter(name, wanted)
            steps.append(Step(Action.CREATE, Thing.FILTER, wanted.name, name, detail, write, finish))
        elif known.kind != wanted.kind:
            detail = (
                f"The filter '{wanted.name}' of '{name}' is a {known.kind}, not a {wanted.kind}. It was left alone."
            )
            notices.append(
                Notice(Thing.FILTER, wanted.name, name, detail, blocks=True, why=Why.OTHER_KIND, wanted=wanted.kind)
            )
        else:
            steps.extend(_one_filter_drift(name, wanted, known))
    line = [each.name for each in held]
    line += [wanted.name for wanted in one.filters if wanted.name not in line]
    for filter_name, place in moves(line, [wanted.name for wanted in one.filters]):
        data = {"sourceName": name, "filterName": filter_name, "filterIndex": place}
        detail = f"Put the filter '{filter_name}' of '{name}' at place {place} again."
        steps.append(_change(Thing.FILTER, filter_name, detail, Write("SetSourceFilterIndex", data), name))
    return steps, notices


def _one_filter_drift(name: str, wanted: FilterTemplate, known: ActualFilter) -> Iterator[Step]:
    keys = differing(wanted.settings, known.settings)
    if keys:
        settings = {key: wanted.settings[key] for key in keys}
        data = {"sourceName": name, "filterName": wanted.name, "filterSettings": settings, "overlay": True}
        detail = f"Set {', '.join(keys)} of the filter '{wanted.name}' of '{name}' again."
        yield _change(Thing.FILTER, wanted.name, detail, Write("SetSourceFilterSettings", data), name)
    if wanted.enabled is not known.enabled:
        detail = f"Switch the filter '{wanted.name}' of '{name}' {'on' if wanted.enabled else 'off'}."
        yield _change(Thing.FILTER, wanted.name, detail, _enable_filter(name, wanted), name)


def _audio_drift(one: DesiredInput, name: str, held: ActualInput) -> Iterator[Step]:
    audio = one.audio
    if audio is None or held.muted is None:
        return
    if audio.muted is not None and audio.muted is not held.muted:
        detail = f"{'Mute' if audio.muted else 'Unmute'} '{name}'."
        yield _change(Thing.AUDIO, name, detail, _mute(name, muted=audio.muted))
    if audio.volume_db is not None and louder_or_softer(audio.volume_db, held.volume_db or 0.0):
        detail = f"Set the volume of '{name}' to {audio.volume_db:g} dB again."
        yield _change(Thing.AUDIO, name, detail, _volume(name, audio.volume_db))
    if audio.tracks is not None and frozenset(audio.tracks) != held.tracks:
        detail = f"Put '{name}' on the tracks {', '.join(map(str, audio.tracks)) or 'none'} again."
        yield _change(Thing.AUDIO, name, detail, _tracks(name, audio.tracks))


def _change(thing: Thing, name: str, detail: str, write: Write, scene: str = "") -> Step:
    return Step(Action.CHANGE, thing, name, scene, detail, then=(write,))


def _create_filter(source: str, one: FilterTemplate) -> Write:
    data: Mapping[str, Any] = {
        "sourceName": source,
        "filterName": one.name,
        "filterKind": one.kind,
        "filterSettings": one.settings,
    }
    return Write("CreateSourceFilter", data)


def _enable_filter(source: str, one: FilterTemplate) -> Write:
    data = {"sourceName": source, "filterName": one.name, "filterEnabled": one.enabled}
    return Write("SetSourceFilterEnabled", data)


def _mute(name: str, *, muted: bool) -> Write:
    return Write("SetInputMute", {"inputName": name, "inputMuted": muted})


def _volume(name: str, volume_db: float) -> Write:
    return Write("SetInputVolume", {"inputName": name, "inputVolumeDb": volume_db})


def _tracks(name: str, tracks: tuple[int, ...]) -> Write:
    return Write("SetInputAudioTracks", {"inputName": name, "inputAudioTracks": {str(n): n in tracks for n in _TRACKS}})
