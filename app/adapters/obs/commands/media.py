# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clips and music."""

from collections.abc import Mapping
from typing import Any

from app.adapters.obs.commands.done import Context, Done, refusal, shown, unconfirmed
from app.adapters.obs.reads import media_input
from app.adapters.obs.wire import Request
from app.domain.obs.commands import ControlMedia, MediaAction
from app.domain.obs.contents import MediaRead
from app.domain.obs.state import MediaPhase

_ENDS_AS = {
    MediaAction.PLAY: (MediaPhase.PLAYING, MediaPhase.ENDED),
    MediaAction.RESTART: (MediaPhase.PLAYING, MediaPhase.ENDED),
    MediaAction.PAUSE: (MediaPhase.PAUSED,),
    MediaAction.STOP: (MediaPhase.IDLE, MediaPhase.ENDED),
}


def control_media(context: Context, command: ControlMedia) -> Done:
    """Do something to a media input and read back how it stands; a very short clip may have ended by then."""
    name = command.input_name
    action = f"OBS_WEBSOCKET_MEDIA_INPUT_ACTION_{command.action.value.upper()}"
    read = Request("GetMediaInputStatus", {"inputName": name})

    def as_asked(told: Mapping[str, Any]) -> bool:
        return media_input(name, told).phase in _ENDS_AS[command.action]

    asked, first = context.wire.batch(
        [Request("TriggerMediaInputAction", {"inputName": name, "mediaAction": action}), read]
    )
    if not asked.ok:
        return refusal(asked, name)
    data = shown(context.wire, first, read, as_asked)
    if data is None:
        return unconfirmed("OBS took the order, but the clip does not follow. Check that its file is there.")
    context.store.apply(MediaRead(context.epoch, (media_input(name, data),)))
    return Done()
