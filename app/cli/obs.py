# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``obs status`` and ``obs password``."""

import argparse
import getpass
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from app.cli.console import CliError, complain, say, say_json
from app.cli.context import obs_place_of, profile_of, secrets_of, settings_of

if TYPE_CHECKING:
    from app.domain.obs.state import LinkFault, ObsState

OBS_TIMEOUT_S: Final = 5.0
_LONGEST_PASSWORD: Final = 1_000


def run_status(args: argparse.Namespace) -> int:
    """Connect to OBS once and print how it stands; exit 1 when it is not connected."""
    from app.adapters.obs.port import ObsAddress
    from app.adapters.obs.status import read_status
    from app.adapters.secrets.store import obs_password

    profile = profile_of(args)
    settings = settings_of(profile)
    place = obs_place_of(args, settings)
    password = obs_password(secrets_of(profile), os.environ, place.name)()
    state = read_status(ObsAddress(place.host, place.port), password, OBS_TIMEOUT_S)
    if args.json:
        say_json(status_json(state))
    if not state.connected:
        complain(f"{obs_sentence(state, place.host, place.port)} Code: {state.fault.value}.")
        return 1
    if not args.json:
        _print_state(state)
    return 0


def run_password(args: argparse.Namespace) -> int:
    """Keep OBS's password in the keyring. It is read from a prompt or standard input, never from the command line."""
    from app.adapters.secrets.store import SecretStoreError, obs_password_name

    if sys.stdin.isatty():
        password = getpass.getpass("OBS WebSocket password: ")
    else:
        password = sys.stdin.readline(_LONGEST_PASSWORD + 1).rstrip("\r\n")
    if not password or len(password) > _LONGEST_PASSWORD:
        raise CliError(f"No password was kept: it must have 1 to {_LONGEST_PASSWORD} characters.")
    try:
        secrets_of(profile_of(args)).set(obs_password_name(args.studio), password)
    except SecretStoreError as error:
        raise CliError(
            f"{error.sentence} Without a keyring, set ANCHOR_DESK_OBS_PASSWORD for the desk instead."
        ) from error
    say("The password is in this PC's keyring.")
    return 0


def status_json(state: "ObsState") -> dict[str, Any]:
    """Return OBS's state as the command line prints it; times in ms, null where OBS has or tells nothing.

    One look knows no rate: ``stream_kbps`` is null unless OBS was read before.
    """
    from app.domain.obs.state import OutputPhase

    on_air = (OutputPhase.ON, OutputPhase.RECONNECTING)
    recording = (OutputPhase.ON, OutputPhase.PAUSED)
    return {
        "connected": state.connected,
        "fault": state.fault.value,
        "fault_detail": state.fault_detail,
        "obs_version": state.obs_version,
        "websocket_version": state.websocket_version,
        "scenes": list(state.scene_names),
        "program_scene": state.program_scene,
        "streaming": state.stream in on_air,
        "stream": state.stream.value,
        "stream_ms": state.stream_ms,
        "recording": state.record in recording,
        "record": state.record.value,
        "record_ms": state.record_ms,
        "stream_kbps": state.stream_kbps,
        "replay": state.replay.value if state.replay is not None else None,
        "virtual_camera": state.virtual_camera.value if state.virtual_camera is not None else None,
        "studio_mode": state.studio_mode,
        "preview_scene": state.preview_scene,
        "transition": state.transition.name if state.transition is not None else None,
        "transitions": list(state.transitions),
        "collection": state.collection,
        "profile": state.profile,
        "disk_free_mb": state.disk_free_mb,
        "audio": [{"name": one.name, "muted": one.muted} for one in state.audio],
        "fps": state.frames.fps,
        "frames_total": state.frames.output_total,
        "frames_dropped": state.frames.output_skipped,
    }


def obs_sentence(state: "ObsState", host: str, port: int) -> str:
    """Return why OBS is not connected and what to do, in one or two sentences."""
    return place_sentence(state.fault, host, port)


def place_sentence(fault: "LinkFault", host: str, port: int) -> str:
    """Return why OBS at an address cannot be talked to and what to do."""
    return _SENTENCES[fault.value].format(place=f"{host}:{port}")


_SENTENCES: Final = {
    "none": "OBS at {place} did not get ready in time. Try again.",
    "not_running": "Nothing listens at {place}. Start OBS and switch on Tools > WebSocket Server Settings.",
    "unreachable": "OBS at {place} cannot be reached. Check address, port and the firewall of its PC.",
    "password_missing": "OBS at {place} wants a password. Keep it here with: anchor-desk obs password",
    "password_wrong": "OBS at {place} refused the password. Read it in OBS (Tools > WebSocket Server Settings > "
    "Show Connect Info), then: anchor-desk obs password",
    "not_obs": "Something at {place} answers, but it is not OBS. Check the port.",
    "too_old": "OBS at {place} is too old. Install OBS 28 or newer.",
    "kicked": "OBS at {place} ended the connection on purpose. Connect again when it may be used.",
    "hung": "OBS at {place} took the connection but does not answer. Look at the PC it runs on.",
    "lost": "The connection to OBS at {place} broke. Try again.",
}


def _print_state(state: "ObsState") -> None:
    say(f"OBS {state.obs_version} (websocket {state.websocket_version}) is connected.")
    say(f"Stream: {state.stream.value}   Recording: {state.record.value}")
    say(f"{state.frames.fps:.0f} fps, {state.frames.output_skipped} of {state.frames.output_total} frames dropped")
    for scene in state.scene_names:
        say(f"{'>' if scene == state.program_scene else ' '} {scene}")
    for one in state.audio:
        say(f"{one.name}: {'muted' if one.muted else 'open'}")
