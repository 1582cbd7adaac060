# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the preflight found, in the interface's language: the sentences of the domain, marked for translation."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.obs.drift import Drift
from app.domain.obs.preflight import Finding, Level
from app.domain.obs.state import LinkFault
from app.domain.obs.survey import SurveyError
from app.ui.base_texts import trouble_sentence
from app.ui.live.texts import fault_sentence

PREFLIGHT_SENTENCES: Final[Mapping[str, object]] = {
    "obs.version": QT_TRANSLATE_NOOP("Preflight", "OBS {version} on {platform} answers, WebSocket {websocket}."),
    "obs.not_told": QT_TRANSLATE_NOOP(
        "Preflight",
        "This OBS does not tell {requests}, so what hangs on it was not checked. Look at it in OBS.",
    ),
    "obs.no_password": QT_TRANSLATE_NOOP(
        "Preflight",
        "The WebSocket server of OBS asks for no password: any program on this network can change what viewers "
        "see. Switch authentication on in OBS, Tools, WebSocket Server Settings.",
    ),
    "kind.missing": QT_TRANSLATE_NOOP(
        "Preflight",
        "“{subject}” shows nothing: OBS has no {kind} here. Install that plugin, or replace the source.",
    ),
    "file.missing": QT_TRANSLATE_NOOP(
        "Preflight",
        "“{subject}” is set to a file that is not there: {file}. Choose the file again in OBS.",
    ),
    "file.unreadable": QT_TRANSLATE_NOOP(
        "Preflight",
        "“{subject}” shows nothing though its file is there: {file}. It may be damaged: open it once.",
    ),
    "file.not_seen": QT_TRANSLATE_NOOP(
        "Preflight",
        "“{subject}” has shown nothing of {file} so far. Play it once in OBS to see that it is there.",
    ),
    "device.absent": QT_TRANSLATE_NOOP(
        "Preflight",
        "“{subject}” is set to a device that is not there: {device}. Plug it in, or choose another one.",
    ),
    "picture.good": QT_TRANSLATE_NOOP("Preflight", "The program picture is there, scene “{subject}”."),
    "picture.black": QT_TRANSLATE_NOOP(
        "Preflight",
        "The program picture is black, scene “{subject}”. Check the camera, its lid and the light.",
    ),
    "picture.frozen": QT_TRANSLATE_NOOP(
        "Preflight",
        "The program picture stands still though “{sources}” should move. Check the camera's cable.",
    ),
    "picture.unknown": QT_TRANSLATE_NOOP(
        "Preflight",
        "OBS gave no picture of the program. Look at the OBS window before you go live.",
    ),
    "video.good": QT_TRANSLATE_NOOP("Preflight", "{fps} frames a second, {width} x {height}."),
    "video.slow": QT_TRANSLATE_NOOP(
        "Preflight",
        "OBS makes {fps} frames a second; {least} look smooth. Set it in OBS, Settings, Video.",
    ),
    "video.small": QT_TRANSLATE_NOOP(
        "Preflight",
        "The picture goes out with {width} x {height}; 1280 x 720 is the least for reading prices. Set it in OBS,"
        " Settings, Video.",
    ),
    "frames.skipped": QT_TRANSLATE_NOOP(
        "Preflight",
        "OBS left out {percent} % of its frames. Close other programs on this PC, or lower the quality.",
    ),
    "mic.good": QT_TRANSLATE_NOOP("Preflight", "The microphone “{subject}” is heard."),
    "mic.muted": QT_TRANSLATE_NOOP(
        "Preflight",
        "The microphone “{subject}” is muted. Unmute it in OBS, or with the desk's mute key.",
    ),
    "mic.silent": QT_TRANSLATE_NOOP(
        "Preflight",
        "Nothing was heard from the microphone “{subject}”. Speak while the preflight runs, and check its switch.",
    ),
    "audio.none": QT_TRANSLATE_NOOP(
        "Preflight",
        "OBS has no sound at all. Add the microphone in OBS, Settings, Audio.",
    ),
    "audio.no_microphone": QT_TRANSLATE_NOOP(
        "Preflight",
        "None of the sounds in OBS is a microphone. Check that the anchor can be heard.",
    ),
    "disk.good": QT_TRANSLATE_NOOP("Preflight", "{free} GB are free where OBS records to."),
    "disk.low": QT_TRANSLATE_NOOP(
        "Preflight",
        "Only {free} GB are free where OBS records to; a long evening needs {least}. Make room.",
    ),
    "disk.full": QT_TRANSLATE_NOOP(
        "Preflight",
        "Only {free} GB are free where OBS records to; the recording would break off. Make room first.",
    ),
    "service.good": QT_TRANSLATE_NOOP("Preflight", "A stream service is set in OBS."),
    "service.missing": QT_TRANSLATE_NOOP(
        "Preflight",
        "OBS has no stream service: server or key is missing. Enter them in OBS, Settings, Stream.",
    ),
    "stream.running": QT_TRANSLATE_NOOP("Preflight", "OBS is streaming already: viewers see what is changed now."),
    "record.running": QT_TRANSLATE_NOOP("Preflight", "OBS is recording already."),
    "replay.on": QT_TRANSLATE_NOOP("Preflight", "The replay buffer runs."),
    "replay.off": QT_TRANSLATE_NOOP(
        "Preflight",
        "The replay buffer is set up and does not run. Start it if you want to save moments.",
    ),
    "replay.none": QT_TRANSLATE_NOOP(
        "Preflight",
        "OBS has no replay buffer set up. Nothing is missing unless you want to save moments.",
    ),
    "clock.good": QT_TRANSLATE_NOOP("Preflight", "The clock of this PC is right as far as is known."),
    "clock.wrong": QT_TRANSLATE_NOOP(
        "Preflight",
        "The clock of this PC says {time}, which cannot be. Every record would carry a wrong time: set it.",
    ),
    "clock.off": QT_TRANSLATE_NOOP(
        "Preflight",
        "The clock of this PC is {seconds} s away from the base's. Let the system set it from the internet.",
    ),
    "seller.good": QT_TRANSLATE_NOOP("Preflight", "The seller's name, address and contact are known and shown."),
    "seller.no_shop": QT_TRANSLATE_NOOP(
        "Preflight",
        "No shop was named, so it was not checked whether the seller is shown. Name the shop.",
    ),
    "seller.incomplete": QT_TRANSLATE_NOOP(
        "Preflight",
        "The shop's record lacks: {fields}. Viewers must see who sells (Order 117, art. 26). Fill the shop sheet "
        "in and import it.",
    ),
    "seller.no_source": QT_TRANSLATE_NOOP(
        "Preflight",
        "OBS has no text source “{subject}”, so viewers do not see who sells (Order 117, art. 26). Make the "
        "shop's scenes again, or add it.",
    ),
    "seller.hidden": QT_TRANSLATE_NOOP(
        "Preflight",
        "Scene “{subject}” does not show who sells (Order 117, art. 26). Make “{source}” visible in it.",
    ),
    "seller.text_empty": QT_TRANSLATE_NOOP(
        "Preflight",
        "“{subject}” is empty. The desk fills it when the first item is presented: do that before viewers come.",
    ),
    "seller.text_other": QT_TRANSLATE_NOOP(
        "Preflight",
        "“{subject}” does not show this shop's identity. The desk replaces it when the first item is presented: "
        "do that before viewers come.",
    ),
    "overlay.missing": QT_TRANSLATE_NOOP(
        "Preflight",
        "OBS has no text source “{subject}”, so product and price cannot be shown there. Make it, or change its "
        "name in the settings.",
    ),
    "scene.missing": QT_TRANSLATE_NOOP(
        "Preflight",
        "The lineup wants scene “{subject}” and OBS has none of that name (rows {rows}). Rename it in OBS or in "
        "the lineup.",
    ),
    "scene.found": QT_TRANSLATE_NOOP("Preflight", "All scenes of the lineup are in OBS."),
    "policy.overlay": QT_TRANSLATE_NOOP(
        "Preflight",
        "Policy scene “{subject}” shows “{source}”: policy talk must stand apart from selling (Advertising Law, "
        "art. 9). Hide it in that scene.",
    ),
    "leak.screen": QT_TRANSLATE_NOOP(
        "Preflight",
        "Scene “{subject}” shows the whole screen (“{source}”): script, prices and buyers' data of this PC could "
        "go on air. Remove it, or capture one window.",
    ),
    "leak.window": QT_TRANSLATE_NOOP(
        "Preflight",
        "Scene “{subject}” shows a window (“{source}”). See that nothing private can appear in it.",
    ),
    "leak.hidden": QT_TRANSLATE_NOOP(
        "Preflight",
        "Scene “{subject}” holds a hidden capture of the screen (“{source}”). One click would put it on air.",
    ),
    "leak.browser_file": QT_TRANSLATE_NOOP(
        "Preflight",
        "“{subject}” shows a local web page, {file}. See that nothing private is in it.",
    ),
}
DRIFT_SENTENCES: Final[Mapping[str, object]] = {
    "collection.other": QT_TRANSLATE_NOOP(
        "Preflight",
        "OBS shows another scene collection, “{new}”; “{subject}” was accepted. Nothing was compared.",
    ),
    "scene.added": QT_TRANSLATE_NOOP("Preflight", "Scene “{subject}” is new."),
    "scene.removed": QT_TRANSLATE_NOOP("Preflight", "Scene “{subject}” is gone."),
    "scene.renamed": QT_TRANSLATE_NOOP("Preflight", "Scene “{subject}” is now called “{new}”."),
    "scene.reordered": QT_TRANSLATE_NOOP("Preflight", "The order of the scenes changed."),
    "input.added": QT_TRANSLATE_NOOP("Preflight", "Source “{subject}” is new."),
    "input.removed": QT_TRANSLATE_NOOP("Preflight", "Source “{subject}” is gone."),
    "input.renamed": QT_TRANSLATE_NOOP("Preflight", "Source “{subject}” is now called “{new}”."),
    "input.kind": QT_TRANSLATE_NOOP("Preflight", "Source “{subject}” is of another kind: {new}."),
    "input.muted": QT_TRANSLATE_NOOP("Preflight", "“{subject}” is muted now."),
    "input.unmuted": QT_TRANSLATE_NOOP("Preflight", "“{subject}” is not muted any more."),
    "item.added": QT_TRANSLATE_NOOP("Preflight", "“{scene}” now holds “{subject}”."),
    "item.removed": QT_TRANSLATE_NOOP("Preflight", "“{scene}” does not hold “{subject}” any more."),
    "item.hidden": QT_TRANSLATE_NOOP("Preflight", "“{subject}” is hidden now in “{scene}”."),
    "item.shown": QT_TRANSLATE_NOOP("Preflight", "“{subject}” is visible now in “{scene}”."),
    "item.reordered": QT_TRANSLATE_NOOP("Preflight", "The layers of “{scene}” changed their order."),
    "filter.added": QT_TRANSLATE_NOOP("Preflight", "“{subject}” has a new filter, “{new}”."),
    "filter.removed": QT_TRANSLATE_NOOP("Preflight", "“{subject}” lost its filter “{new}”."),
    "filter.on": QT_TRANSLATE_NOOP("Preflight", "The filter “{new}” on “{subject}” is on now."),
    "filter.off": QT_TRANSLATE_NOOP("Preflight", "The filter “{new}” on “{subject}” is off now."),
    "filter.kind": QT_TRANSLATE_NOOP("Preflight", "The filter “{new}” on “{subject}” is of another kind."),
}
_FIELDS: Final[Mapping[str, object]] = {
    "legal_name": QT_TRANSLATE_NOOP("Preflight", "registered name"),
    "address": QT_TRANSLATE_NOOP("Preflight", "address"),
    "contact": QT_TRANSLATE_NOOP("Preflight", "contact"),
}


def finding_sentence(finding: Finding) -> str:
    """Return what was found: what is, what is safe, what to do."""
    values = dict(finding.values)
    if "fields" in values:
        names = (QCoreApplication.translate("Preflight", str(_FIELDS[name])) for name in values["fields"].split(", "))
        values["fields"] = QCoreApplication.translate("Preflight", ", ").join(names)
    sentence = QCoreApplication.translate("Preflight", str(PREFLIGHT_SENTENCES[finding.code]))
    return sentence.format(subject=finding.subject, **values)


def drift_sentence(drift: Drift) -> str:
    """Return what changed in OBS, and what it breaks."""
    sentence = QCoreApplication.translate("Preflight", str(DRIFT_SENTENCES[drift.code]))
    parts = [sentence.format(subject=drift.subject, scene=drift.scene, new=drift.new)]
    if drift.rows:
        rows = QCoreApplication.translate("Preflight", "Breaks lineup rows {rows}.")
        parts.append(rows.format(rows=", ".join(drift.rows)))
    if drift.roles:
        parts.append(QCoreApplication.translate("Preflight", "It is one of the desk's own texts."))
    return " ".join(parts)


def level_words(level: Level) -> str:
    """Return what a level asks for."""
    return {
        Level.GOOD: QCoreApplication.translate("Preflight", "Good"),
        Level.AMBER: QCoreApplication.translate("Preflight", "Look at it"),
        Level.RED: QCoreApplication.translate("Preflight", "Mend it"),
    }[level]


def failure_sentence(error: Exception) -> str:
    """Return why there is no new report."""
    if not isinstance(error, SurveyError):
        return trouble_sentence(error)
    if error.fault is LinkFault.NONE:
        return QCoreApplication.translate("Preflight", "OBS is busy loading. Try again in a moment.")
    return fault_sentence(error.fault)
