# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How late a 1 ms timer of the UI thread fires: in a bare window, or in the real desk while its OBS is frozen.

Runs as a script in a process of its own; prints one JSON object of phases, each with its delays in milliseconds.

    stall_probe SECONDS                        a bare window
    stall_probe SECONDS PROFILE OBS_PID        the desk: OBS alive, then stopped by SIGSTOP, selling all the while
    stall_probe SECONDS PROFILE flood          the desk with all meters and scenes on show, beside an OBS that floods it
"""

import json
import os
import signal
import sys
import time
from array import array
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from app.adapters.secrets.store import DEVICE_TOKEN, MemorySecrets
from app.desk import light_start
from app.desk.desk import Desk
from app.desk.settings_keeper import SettingsKeeper
from app.domain.clock import SystemClock
from app.settings.look import read_look
from app.settings.profile import Profile
from app.ui.i18n import install_language
from app.ui.pages.live_page import LivePage
from app.ui.theme import apply_theme, load_theme

TICK_MS = 1
SETTLE_MS = 3_000
SELL_MS = 250
PRESENT_MS = 2_000
START_LIMIT_MS = 60_000


class Ticker(QObject):
    """A precise timer that notes how much later than due it was called."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = 0.0
        self._late = array("d")
        self._timer = named_timer("probe-tick", TICK_MS, self)
        self._timer.timeout.connect(self._on_tick)

    def begin(self) -> None:
        """Forget what was noted and go on from now."""
        self._late = array("d")
        self._last = time.perf_counter()
        self._timer.start()

    def taken(self) -> list[float]:
        """Stop, and return the delays in milliseconds."""
        self._timer.stop()
        return [round(late, 3) for late in self._late]

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self._late.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now


class DeskProbe(QObject):
    """Drives the desk through its phases: OBS alive, OBS frozen; without a process to freeze, OBS floods."""

    def __init__(self, desk: Desk, seconds: float, obs_pid: int | None) -> None:
        super().__init__()
        self._desk = desk
        self._phase_ms = round(seconds * 1000)
        self._obs_pid = obs_pid
        self._phases: dict[str, list[float]] = {}
        self._phase = ""
        self._ticker = Ticker(self)
        self._look = self._timer("probe-look", 50, self._on_look)
        self._settle = self._timer("probe-settle", SETTLE_MS, self._on_live, once=True)
        self._flooded = self._timer("probe-flooded", SETTLE_MS, self._on_flooded, once=True)
        self._end_of_phase = self._timer("probe-phase", self._phase_ms, self._on_phase_over, once=True)
        self._give_up = self._timer("probe-give-up", START_LIMIT_MS, self._on_give_up, once=True)
        self._sell = self._timer("probe-sell", SELL_MS, self._on_sell)
        self._present = self._timer("probe-present", PRESENT_MS, self._on_present)
        desk.settled.connect(self._look.start)
        self._give_up.start()

    @property
    def phases(self) -> dict[str, list[float]]:
        """What was measured so far."""
        return self._phases

    def _timer(self, name: str, interval_ms: int, call: object, *, once: bool = False) -> QTimer:
        timer = named_timer(name, interval_ms, self)
        timer.setSingleShot(once)
        timer.timeout.connect(call)
        return timer

    def _on_look(self) -> None:
        services = self._desk.services
        if services is not None and services.obs.state.connected and services.session.state is not None:
            self._look.stop()
            self._give_up.stop()
            self._settle.start()

    def _on_live(self) -> None:
        self._sell.start()
        self._present.start()
        if self._obs_pid is not None:
            self._begin("OBS alive")
            return
        self._open_the_control_desk()
        self._flooded.start()

    def _on_flooded(self) -> None:
        self._begin("OBS floods")

    def _open_the_control_desk(self) -> None:
        page = self._desk.window.findChild(LivePage)
        services = self._desk.services
        if page is None or services is None:
            raise RuntimeError("there is no Live page")
        # As technician all scenes and faders are on show.
        services.permissions.choose_pin("2468")
        page.obs.drawer.show_tab("sound")
        page.obs.drawer.mixer.more.click()

    def _begin(self, phase: str) -> None:
        self._phase = phase
        self._end_of_phase.start()
        self._ticker.begin()

    def _on_phase_over(self) -> None:
        self._phases[self._phase] = self._ticker.taken()
        if self._obs_pid is not None and self._phase == "OBS alive":
            os.kill(self._obs_pid, signal.SIGSTOP)
            self._begin("OBS frozen")
            return
        if self._obs_pid is not None:
            os.kill(self._obs_pid, signal.SIGCONT)
        QApplication.quit()

    def _on_sell(self) -> None:
        services = self._desk.services
        selected = services.live_view.view.selected_sku_id if services is not None else None
        if services is not None and selected is not None:
            services.sales.sell(selected, 1)

    def _on_present(self) -> None:
        services = self._desk.services
        if services is not None and not services.presenting.next():
            services.presenting.present(services.presenting.lineup[0].row_id)

    def _on_give_up(self) -> None:
        QApplication.quit()


def named_timer(name: str, interval_ms: int, parent: QObject) -> QTimer:
    timer = QTimer(parent)
    timer.setObjectName(name)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(interval_ms)
    return timer


def measure_bare(application: QApplication, seconds: float) -> dict[str, list[float]]:
    window = QLabel("bare")
    window.resize(1366, 768)
    window.show()
    ticker = Ticker()
    end = named_timer("probe-end", round(seconds * 1000), ticker)
    end.timeout.connect(application.quit)
    end.start()
    ticker.begin()
    application.exec()
    return {"bare window": ticker.taken()}


def measure_desk(application: QApplication, seconds: float, root: Path, obs_pid: int | None) -> dict[str, list[float]]:
    profile = Profile(root)
    look = read_look(profile.settings_file)
    install_language(application, look.language)
    theme = load_theme(look.theme)
    apply_theme(application, theme)
    secrets = MemorySecrets()
    secrets.set(DEVICE_TOKEN, "probe")
    desk = Desk(
        profile=profile,
        keeper=SettingsKeeper(profile.settings_file),
        secrets=secrets,
        clock=SystemClock(),
        theme=theme,
    )
    desk.settled.connect(light_start.end)
    probe = DeskProbe(desk, seconds, obs_pid)
    desk.show()
    application.exec()
    desk.close()
    return probe.phases


def main(arguments: list[str]) -> int:
    light_start.begin()
    application = QApplication(sys.argv[:1])
    seconds = float(arguments[0])
    if len(arguments) == 1:
        phases = measure_bare(application, seconds)
    else:
        obs_pid = None if arguments[2] == "flood" else int(arguments[2])
        phases = measure_desk(application, seconds, Path(arguments[1]), obs_pid)
    print(json.dumps(phases))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
