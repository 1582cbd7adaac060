# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sentence of the preflight, by code: what is, what is safe, what to do. Placeholders are filled by name."""

from collections.abc import Mapping
from typing import Final

_OBS: Final[Mapping[str, str]] = {
    "obs.version": "OBS {version} on {platform} answers, WebSocket {websocket}.",
    "obs.not_told": "This OBS does not tell {requests}, so what hangs on it was not checked. Look at it in OBS.",
    "obs.no_password": "The WebSocket server of OBS asks for no password: any program on this network can change what "
    "viewers see. Switch authentication on in OBS, Tools, WebSocket Server Settings.",
    "kind.missing": "“{subject}” shows nothing: OBS has no {kind} here. Install that plugin, or replace the source.",
    "file.missing": "“{subject}” is set to a file that is not there: {file}. Choose the file again in OBS.",
    "file.unreadable": "“{subject}” shows nothing though its file is there: {file}. It may be damaged: open it once.",
    "file.not_seen": "“{subject}” has shown nothing of {file} so far. Play it once in OBS to see that it is there.",
    "device.absent": "“{subject}” is set to a device that is not there: {device}. Plug it in, or choose another one.",
}

_PICTURE: Final[Mapping[str, str]] = {
    "picture.good": "The program picture is there, scene “{subject}”.",
    "picture.black": "The program picture is black, scene “{subject}”. Check the camera, its lid and the light.",
    "picture.frozen": "The program picture stands still though “{sources}” should move. Check the camera's cable.",
    "picture.unknown": "OBS gave no picture of the program. Look at the OBS window before you go live.",
    "video.good": "{fps} frames a second, {width} x {height}.",
    "video.slow": "OBS makes {fps} frames a second; {least} look smooth. Set it in OBS, Settings, Video.",
    "video.small": "The picture goes out with {width} x {height}; 1280 x 720 is the least for reading prices. Set it "
    "in OBS, Settings, Video.",
    "frames.skipped": "OBS left out {percent} % of its frames. Close other programs on this PC, or lower the quality.",
}

_SOUND: Final[Mapping[str, str]] = {
    "mic.good": "The microphone “{subject}” is heard.",
    "mic.muted": "The microphone “{subject}” is muted. Unmute it in OBS, or with the desk's mute key.",
    "mic.silent": "Nothing was heard from the microphone “{subject}”. Speak while the preflight runs, and check "
    "its switch.",
    "audio.none": "OBS has no sound at all. Add the microphone in OBS, Settings, Audio.",
    "audio.no_microphone": "None of the sounds in OBS is a microphone. Check that the anchor can be heard.",
}

_OUTPUT: Final[Mapping[str, str]] = {
    "disk.good": "{free} GB are free where OBS records to.",
    "disk.low": "Only {free} GB are free where OBS records to; a long evening needs {least}. Make room.",
    "disk.full": "Only {free} GB are free where OBS records to; the recording would break off. Make room first.",
    "service.good": "A stream service is set in OBS.",
    "service.missing": "OBS has no stream service: server or key is missing. Enter them in OBS, Settings, Stream.",
    "stream.running": "OBS is streaming already: viewers see what is changed now.",
    "record.running": "OBS is recording already.",
    "replay.on": "The replay buffer runs.",
    "replay.off": "The replay buffer is set up and does not run. Start it if you want to save moments.",
    "replay.none": "OBS has no replay buffer set up. Nothing is missing unless you want to save moments.",
    "clock.good": "The clock of this PC is right as far as is known.",
    "clock.wrong": "The clock of this PC says {time}, which cannot be. Every record would carry a wrong time: set it.",
    "clock.off": "The clock of this PC is {seconds} s away from the base's. Let the system set it from the internet.",
}

_CONTENT: Final[Mapping[str, str]] = {
    "seller.good": "The seller's name, address and contact are known and shown.",
    "seller.no_shop": "No shop was named, so it was not checked whether the seller is shown. Name the shop.",
    "seller.incomplete": "The shop's record lacks: {fields}. Viewers must see who sells (Order 117, art. 26). Fill the "
    "shop sheet in and import it.",
    "seller.no_source": "OBS has no text source “{subject}”, so viewers do not see who sells (Order 117, art. 26). "
    "Make the shop's scenes again, or add it.",
    "seller.hidden": "Scene “{subject}” does not show who sells (Order 117, art. 26). Make “{source}” visible in it.",
    "seller.text_empty": "“{subject}” is empty. The desk fills it when the first item is presented: do that before "
    "viewers come.",
    "seller.text_other": "“{subject}” does not show this shop's identity. The desk replaces it when the first item is "
    "presented: do that before viewers come.",
    "overlay.missing": "OBS has no text source “{subject}”, so product and price cannot be shown there. Make it, or "
    "change its name in the settings.",
    "scene.missing": "The lineup wants scene “{subject}” and OBS has none of that name (rows {rows}). Rename it in OBS "
    "or in the lineup.",
    "scene.found": "All scenes of the lineup are in OBS.",
    "policy.overlay": "Policy scene “{subject}” shows “{source}”: policy talk must stand apart from selling "
    "(Advertising Law, art. 9). Hide it in that scene.",
    "leak.screen": "Scene “{subject}” shows the whole screen (“{source}”): script, prices and buyers' data of this PC "
    "could go on air. Remove it, or capture one window.",
    "leak.window": "Scene “{subject}” shows a window (“{source}”). See that nothing private can appear in it.",
    "leak.hidden": "Scene “{subject}” holds a hidden capture of the screen (“{source}”). One click would "
    "put it on air.",
    "leak.browser_file": "“{subject}” shows a local web page, {file}. See that nothing private is in it.",
}

SENTENCES: Final[Mapping[str, str]] = {**_OBS, **_PICTURE, **_SOUND, **_OUTPUT, **_CONTENT}
