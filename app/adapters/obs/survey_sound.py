# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listens to OBS's audio meters for a moment, over a connection of its own."""

import json
import math
import time
from collections.abc import Iterable, Mapping
from typing import Any, Final

from websocket import WebSocketTimeoutException

from app.adapters.obs.failures import WrongAnswerError
from app.adapters.obs.wire import Wire
from app.domain.obs.meters import FLOOR_DB, MeterLevel

METERS: Final = 1 << 16
"""obs-websocket's category of InputVolumeMeters, which it sends only to those who ask for it."""


def loudest(wire: Wire, seconds: float) -> tuple[MeterLevel, ...]:
    """Return the highest levels of each input within ``seconds``, from an identified wire that gets meters."""
    found: dict[str, MeterLevel] = {}
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        try:
            text = wire.next_message(left)
        except WebSocketTimeoutException:
            break
        for level in _levels(text):
            before = found.get(level.input_name, level)
            found[level.input_name] = MeterLevel(
                level.input_name,
                max(level.magnitude_db, before.magnitude_db),
                max(level.peak_db, before.peak_db),
                max(level.raw_peak_db, before.raw_peak_db),
            )
    return tuple(found.values())


def _levels(text: str) -> Iterable[MeterLevel]:
    try:
        body = json.loads(text)["d"]
        if body.get("eventType") != "InputVolumeMeters":
            return []
        return [_level(one) for one in body["eventData"]["inputs"]]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise WrongAnswerError(type(error).__name__) from error


def _level(one: Mapping[str, Any]) -> MeterLevel:
    # Each channel is magnitude, peak and raw peak; the first two are after fader and mute.
    channels = one["inputLevelsMul"]
    magnitude, peak, raw = (max((_db(channel[place]) for channel in channels), default=FLOOR_DB) for place in range(3))
    return MeterLevel(str(one["inputName"]), magnitude, peak, raw)


def _db(factor: float) -> float:
    return max(FLOOR_DB, 20 * math.log10(factor)) if factor > 0 else FLOOR_DB
