# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-ins for the services of the Live page: they hold plain data and remember what they were asked."""

from collections.abc import Collection
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from app.domain.clock import Stamp
from app.domain.live_view import LiveView
from app.domain.obs.commands import ObsCommand, Panic
from app.domain.obs.permissions import DeskMode
from app.domain.obs.state import ObsState
from app.domain.obs.watch import Watch
from app.domain.sync import SyncPhase, SyncStatus
from app.ui.pages.live_page import LivePageServices

NOW = datetime(2026, 3, 6, 12, 23, 45, tzinfo=UTC)


class FixedClock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self, now: datetime = NOW) -> None:
        self.current = now
        self.seconds = 1000.0

    def now(self) -> datetime:
        return self.current

    def monotonic(self) -> float:
        return self.seconds

    def stamp(self) -> Stamp:
        return Stamp(self.current.isoformat(), 480, 0, "boot")


class FakeLiveView(QObject):
    view_changed = Signal(object)

    def __init__(self, view: LiveView) -> None:
        super().__init__()
        self.view = view
        self.selected: list[str] = []
        self.next_selected = 0

    def show(self, view: LiveView) -> None:
        self.view = view
        self.view_changed.emit(view)

    def select_sku(self, sku_id: str) -> None:
        self.selected.append(sku_id)

    def select_next_sku(self) -> None:
        self.next_selected += 1


class FakeObsService(QObject):
    state_changed = Signal(object)
    command_finished = Signal(object)
    panic_finished = Signal(object)

    def __init__(self, state: ObsState) -> None:
        super().__init__()
        self.state = state
        self.sent: list[ObsCommand] = []
        self.panics: list[Panic] = []
        self.retries = 0

    def show(self, state: ObsState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def send(self, command: ObsCommand) -> None:
        self.sent.append(command)

    def panic(self, order: Panic) -> None:
        self.panics.append(order)

    def retry_now(self) -> None:
        self.retries += 1


class FakeObsWatch(QObject):
    """Levels and pictures as a test wants them, and what was asked for."""

    levels_changed = Signal(object)
    sound_changed = Signal(object)
    pictures_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.interest = Watch()
        self.microphones: tuple[str, ...] = ()

    def set_interest(self, interest: Watch) -> None:
        self.interest = interest

    def set_microphones(self, names: Collection[str]) -> None:
        self.microphones = tuple(names)


class FakePermissions(QObject):
    mode_changed = Signal(object)
    pin_answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.mode = DeskMode.ANCHOR
        self.entered: list[str] = []
        self.chosen: list[str] = []
        self.touched = 0

    def become(self, mode: DeskMode) -> None:
        self.mode = mode
        self.mode_changed.emit(mode)

    def enter(self, pin: str) -> None:
        self.entered.append(pin)

    def choose_pin(self, pin: str) -> None:
        self.chosen.append(pin)

    def end(self) -> None:
        self.become(DeskMode.ANCHOR)

    def touch(self) -> None:
        self.touched += 1


class FakeSync(QObject):
    status_changed = Signal(object)

    def __init__(self, status: SyncStatus) -> None:
        super().__init__()
        self.status = status
        self.nudged = 0

    def show(self, status: SyncStatus) -> None:
        self.status = status
        self.status_changed.emit(status)

    def nudge(self) -> None:
        self.nudged += 1

    def retry_now(self) -> None:
        self.nudged += 1


class FakeSales(QObject):
    rows_changed = Signal()
    not_saved_changed = Signal(str)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sold: list[tuple[str, int, str]] = []
        self.voided: list[str] = []
        self.corrected: list[tuple[str, int]] = []
        self.refunded: list[tuple[str, int]] = []
        self.scanned: list[tuple[str, int]] = []
        self.undone = 0

    def sell(self, sku_id: str, units: int, source: str = "key") -> None:
        self.sold.append((sku_id, units, source))

    def void(self, event_id: str) -> None:
        self.voided.append(event_id)

    def correct(self, event_id: str, units: int) -> None:
        self.corrected.append((event_id, units))

    def refund(self, event_id: str, units: int) -> None:
        self.refunded.append((event_id, units))

    def sell_code(self, code: str, units: int) -> None:
        self.scanned.append((code, units))

    def undo_last(self) -> None:
        self.undone += 1


class FakeRecords(QObject):
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.covered: list[str] = []

    def cover_policy(self, policy_id: str) -> None:
        self.covered.append(policy_id)


class FakePresenting(QObject):
    presented = Signal(str)
    outcome = Signal(object)
    notice = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []

    def present(self, row_id: str) -> bool:
        self.asked.append(row_id)
        return True

    def present_link(self, link_no: int) -> bool:
        self.asked.append(link_no)
        return True

    def next(self) -> bool:
        self.asked.append("next")
        return True

    def previous(self) -> bool:
        self.asked.append("previous")
        return True

    def undo(self) -> bool:
        self.asked.append("undo")
        return True


class FakeSession(QObject):
    session_changed = Signal(object)
    failed = Signal(str)


class FakePrompter(QObject):
    prompt_changed = Signal(object)


def fake_services(
    view: LiveView | None = None, state: ObsState | None = None, status: SyncStatus | None = None
) -> LivePageServices:
    """Return services that show these data."""
    return LivePageServices(
        live_view=FakeLiveView(view or LiveView()),
        obs=FakeObsService(state or ObsState()),
        sync=FakeSync(status or SyncStatus(SyncPhase.NOT_ENROLLED)),
        sales=FakeSales(),
        records=FakeRecords(),
        presenting=FakePresenting(),
        session=FakeSession(),
        prompter=FakePrompter(),
        permissions=FakePermissions(),
        obs_watch=FakeObsWatch(),
        safe_scene=lambda: "稍后回来",
        clock=FixedClock(),
    )
