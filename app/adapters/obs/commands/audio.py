# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mutes and faders."""

from app.adapters.obs.commands.done import Context, Done, refusal, unconfirmed
from app.adapters.obs.reads import Replies, audio_read, input_requests, offered
from app.adapters.obs.wire import Request
from app.domain.obs.commands import SetMute, SetVolume
from app.domain.obs.state import AudioInput

_SAME_DB = 0.1


def set_mute(context: Context, command: SetMute) -> Done:
    """Mute or unmute an input and read it back."""
    request = Request("SetInputMute", {"inputName": command.input_name, "inputMuted": command.muted})
    done = _set(context, command.input_name, request)
    if done.audio and done.audio[0].muted is not command.muted:
        return _not_as_asked(done.audio)
    return done


def set_volume(context: Context, command: SetVolume) -> Done:
    """Move a fader and read it back."""
    request = Request("SetInputVolume", {"inputName": command.input_name, "inputVolumeDb": command.volume_db})
    done = _set(context, command.input_name, request)
    if done.audio and abs(done.audio[0].volume_db - command.volume_db) > _SAME_DB:
        return _not_as_asked(done.audio)
    return done


def _set(context: Context, name: str, request: Request) -> Done:
    reads = offered(input_requests([name]), context.state.available_requests)
    asked, *answers = context.wire.batch([request, *reads])
    if not asked.ok:
        return refusal(asked, name)
    audio = audio_read(Replies(reads, answers))
    return Done(audio=audio) if audio else unconfirmed("OBS took the change, but does not tell how the input is.")


def _not_as_asked(audio: tuple[AudioInput, ...]) -> Done:
    done = unconfirmed("OBS took the change, but the input is not as asked.")
    return Done(done.failure, done.detail, audio=audio)
