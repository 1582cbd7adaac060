# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""States of saving and of the base, on the Live page, in Prepare and in Review."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from app.contract.errors import ErrorCode
from app.desk.store_texts import health_text, recovered_text, restored_text
from app.domain.live_view import Safety, SaveMark, TapeRow
from app.domain.sync import SyncPhase, SyncStatus
from app.domain.tls_fault import TlsFault, TlsReason
from app.services.ledger_feed import LedgerFeed
from app.store.damage import Recovered
from app.store.health import Health
from app.store.restore import Restored
from app.ui.main_window import MainWindow
from app.ui.pages.prepare_page import PreparePage
from app.ui.pages.review_page import ReviewPage
from tests.screens import sample

Window = Callable[..., QWidget]

_REFUSED = SyncStatus(SyncPhase.REFUSED, pending=37, oldest_pending_at="2026-03-06T11:41:00+00:00")
_TLS = TlsFault(
    "base.lan",
    TlsReason.EXPIRED,
    "certificate has expired",
    "2025-03-01T00:00:00+00:00",
    "2026-03-01T00:00:00+00:00",
    "2026-03-06T20:23+08:00",
)
STATUSES = {
    "pending": sample.WAITING,
    "unreachable": sample.OFFLINE,
    "revoked": replace(_REFUSED, code=ErrorCode.TOKEN_REVOKED),
    "upgrade": replace(_REFUSED, code=ErrorCode.UPGRADE_REQUIRED),
    "clock": replace(sample.AT_BASE, clock_offset_ms=14 * 60_000),
    "clock-ahead": replace(sample.WAITING, clock_offset_ms=-95 * 60_000),
    "tls": replace(sample.OFFLINE, tls=_TLS),
    "parked": replace(sample.AT_BASE, parked=2),
    "no-base": SyncStatus(SyncPhase.NOT_ENROLLED, pending=41),
}
"""How the base stands, by the name of the state."""

_CHANGED = (
    replace(sample.TAPE[0], mark=SaveMark.SAVED, first_units=5),
    replace(sample.TAPE[3], mark=SaveMark.ATTENTION, first_units=14, refunded=2),
    replace(sample.TAPE[1], refunded=1),
    replace(sample.TAPE[2], mark=SaveMark.AT_BASE),
    TapeRow("e0", "20:15", "混合馕尝鲜装：四种口味各一个", "家庭装 8个真空", 120, 2_638_800, SaveMark.ATTENTION, False),
    *sample.TAPE[4:],
)
_SAFETY = {
    "pending": Safety(at_base=412, on_pc=2, saving=1),
    "unreachable": Safety(at_base=377, on_pc=37),
    "parked": Safety(at_base=412, attention=2),
    "no-base": Safety(on_pc=41),
}
_ALL_THERE = Safety(at_base=414)


def sync_states(window: Window) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Yield the name of each state and what builds its window."""
    for name, status in STATUSES.items():
        safety = _SAFETY.get(name, Safety(at_base=377, on_pc=status.pending) if status.pending else _ALL_THERE)
        tape = _CHANGED if name == "parked" else sample.TAPE
        view = replace(sample.PRODUCT_VIEW, safety=safety, tape=tape)
        yield f"save-{name}", lambda v=view, s=status: window(view=v, status=s)
        yield f"prepare-base-{name}", lambda s=status: _prepare(window, s)
    for code in ("disk_full", "read_only", "busy", "io_error"):
        yield f"save-not-saved-{code}", lambda c=code: _not_saved(window, c)
    yield "save-corrections", lambda: window(view=replace(sample.PRODUCT_VIEW, tape=_CHANGED), then=_select)
    yield "save-damaged", lambda: window(alarm=health_text(Health(findings=("row 7 missing",))))
    aside = Path("desk.damaged-20260306T122345000000.sqlite")
    yield "save-recovered", lambda: window(alarm=recovered_text(Recovered("damaged", aside, 414)))
    yield "review-backups", lambda: _review(window, ReviewPage.show_backups)
    yield "review-backup-checked", lambda: _review(window, _check)
    yield "review-backup-damaged", lambda: _review(window, _find_damaged)
    restored = Restored(Path("desk.replaced-20260306T122345000000.sqlite"), 430, 18)
    yield "review-restored", lambda: _review(window, lambda page: page.sessions.show_restored(_told(restored)))
    for row, name in enumerate(("verified", "missing", "elsewhere", "mismatch", "at-base", "closed", "open")):
        yield f"review-{name}", lambda r=row: _review(window, lambda page: page.sessions.table.selectRow(r))


def _told(restored: Restored) -> str:
    return restored_text(restored, is_whole=True)


def _not_saved(window: Window, code: str) -> QWidget:
    failed = tuple(replace(row, mark=SaveMark.FAILED) for row in sample.TAPE[:2])
    view = replace(
        sample.NOT_SAVED_VIEW, tape=(*failed, *sample.TAPE[2:]), safety=Safety(at_base=412, on_pc=2, not_saved=2)
    )
    return window(view=view, alarm=LedgerFeed._sentence(code).replace("%1", "2"))


def _select(page: QWidget, _services: object) -> None:
    page.sales.move_selection(0)  # type: ignore[attr-defined]


def _prepare(window: Window, status: SyncStatus) -> QWidget:
    made = window(page="prepare", status=status)
    page = made.findChild(PreparePage)
    area = page.findChild(QScrollArea)

    def show_base() -> None:
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    QTimer.singleShot(0, area, show_base)
    return made


def _review(window: Window, act: Callable[[ReviewPage], object]) -> QWidget:
    made = window(page="review")
    assert isinstance(made, MainWindow)
    page = made.findChild(ReviewPage)
    page.reload()
    act(page)
    return made


def _check(page: ReviewPage) -> None:
    page.show_backups()
    page.backups.check.click()


def _find_damaged(page: ReviewPage) -> None:
    page.show_backups()
    page.backups.table.selectRow(4)
    page.backups.check.click()
