# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""States of OBS on the Live page: trouble, panic, studio mode, pictures."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from app.domain.live_view import LiveView
from app.domain.obs.commands import Panic, PanicOutcome
from app.domain.obs.meters import MeterFrame, MeterLevel, SoundCheck
from app.domain.obs.permissions import DeskMode
from app.domain.obs.state import LinkFault, LinkPhase, ObsState, OutputPhase, Scene
from app.services.permissions import PinAnswer, PinResult
from app.ui.live.drawer.drawer import TABS
from app.ui.pages.live_page import LivePage, LivePageServices
from tests.screens import sample

Window = Callable[..., QWidget]
_ORDER = Panic("稍后回来", ("Mic/Aux",))
_NAMED = replace(sample.ON_AIR, scenes=tuple(Scene(name, f"u-{name}") for name in sample.ON_AIR.scene_names))
_STALE = replace(sample.FULL, phase=LinkPhase.DISCONNECTED, fault=LinkFault.LOST, age_base=988.0)
_STUDIO = replace(_NAMED, studio_mode=True, preview_scene="政策")


def obs_states(window: Window) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Yield the name of each state and what builds its window."""
    failed = replace(sample.OFF_AIR, stream_failed=True)
    broken = replace(sample.ON_AIR, stream=OutputPhase.RECONNECTING, stream_kbps=0.0)
    dropping = replace(sample.ON_AIR, audio=sample.MUTED.audio, disk_free_mb=900.0, stream_kbps=2_150.0)
    gone = replace(sample.ON_AIR, scenes=sample.ON_AIR.scenes[:5])
    yield "obs-stream-failed", lambda: window(obs=failed)
    yield "obs-reconnecting", lambda: window(obs=broken)
    yield "obs-trouble", lambda: window(obs=dropping, status=sample.OFFLINE, then=_talking)
    yield "obs-silent", lambda: window(then=_silent)
    yield "obs-panic-done", lambda: window(then=_panic(PanicOutcome(_ORDER, True, _ORDER.mute)))
    yield "obs-panic-no-scene", lambda: window(obs=gone, then=_panic(PanicOutcome(_ORDER, False, _ORDER.mute)))
    yield "obs-panic-waiting", lambda: window(then=_ask_panic)
    yield "obs-studio", lambda: window(obs=_STUDIO, then=_technician)
    yield "obs-lost-scene", lambda: window(obs=_NAMED, then=_lose_scene)
    for tab in TABS:
        yield f"obs-desk-{tab}", lambda t=tab: window(obs=sample.FULL, then=_desk(t))
    yield "obs-desk-outputs-few", lambda: window(obs=sample.OFF_AIR, then=_desk("outputs"))
    yield "obs-desk-stale", lambda: window(obs=_STALE, then=_desk("sound"))
    yield "obs-desk-pending", lambda: window(obs=sample.FULL, then=_pending)
    yield "obs-desk-technician", lambda: window(obs=sample.FULL, then=_technician_desk)
    yield "obs-desk-pin-wait", lambda: window(obs=sample.FULL, then=_pin_wait)
    yield "obs-desk-no-session", lambda: window(view=LiveView(), obs=sample.FULL, then=_desk("sound"))
    yield "obs-pictures", lambda: window(obs=_STUDIO, then=_pictures)


def _desk(tab: str) -> Callable[[LivePage, LivePageServices], None]:
    def show(page: LivePage, services: LivePageServices) -> None:
        page.obs.drawer.show_tab(tab)
        services.obs_watch.levels_changed.emit(_levels(services.obs.state))

    return show


def _levels(state: ObsState) -> MeterFrame:
    """Return a level for each input, one louder than the other."""
    peaks = (-14.0, -32.0, -6.0, -48.0)
    levels = (MeterLevel(one.name, peak - 6, peak, peak) for one, peak in zip(state.audio, cycle(peaks), strict=False))
    return MeterFrame(1.0, tuple(levels))


def _pending(page: LivePage, _services: LivePageServices) -> None:
    page.obs.drawer.show_tab("sound")
    page.obs.drawer.mixer.row("Mic/Aux").mute.click()
    page.obs.drawer.mixer.row("背景音乐").fader.setValue(40)


def _technician_desk(page: LivePage, services: LivePageServices) -> None:
    page.obs.drawer.show_tab("media")
    _technician(page, services)


def _pin_wait(page: LivePage, services: LivePageServices) -> None:
    page.obs.drawer.show_tab("sources")
    services.permissions.pin_answered.emit(PinResult(PinAnswer.WAIT, 29.0))


def picture_of(scene: str) -> QPixmap:
    """Return a stand-in for what a scene looks like."""
    picture = QPixmap(320, 180)
    shade = QLinearGradient(0, 0, 320, 180)
    hue = sum(map(ord, scene)) % 360
    shade.setColorAt(0, QColor.fromHsv(hue, 120, 230))
    shade.setColorAt(1, QColor.fromHsv(hue, 200, 60))
    painter = QPainter(picture)
    painter.fillRect(QRect(0, 0, 320, 180), shade)
    painter.end()
    return picture


def _talking(page: LivePage, services: LivePageServices) -> None:
    services.obs.show(replace(services.obs.state, age_base=1010.0, frames=sample.DROPPING.frames))
    page.obs.set_sound(SoundCheck(muted_while_talking=True))


def _silent(page: LivePage, _services: LivePageServices) -> None:
    page.obs.set_sound(SoundCheck(silent_s=24.0))


def _panic(outcome: PanicOutcome) -> Callable[[LivePage, LivePageServices], None]:
    return lambda _page, services: services.obs.panic_finished.emit(outcome)


def _ask_panic(page: LivePage, _services: LivePageServices) -> None:
    page.obs.panic()


def _technician(_page: LivePage, services: LivePageServices) -> None:
    services.permissions.become(DeskMode.TECHNICIAN)


def _lose_scene(page: LivePage, services: LivePageServices) -> None:
    services.obs.show(replace(_NAMED, scenes=tuple(one for one in _NAMED.scenes if one.name != "政策")))


def _pictures(page: LivePage, services: LivePageServices) -> None:
    _technician(page, services)
    for position, scene in enumerate(_STUDIO.scene_names):
        page.obs.set_picture(scene, picture_of(scene), 12.0 if position == 3 else 0.3)
