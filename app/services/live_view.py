# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the Live page's data current: rebuilt at most once per turn of the event loop, sent only when it differs."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.contract.content import LineupItem, Script, SegmentKind
from app.domain.live_inputs import CurrentSegment, LiveInputs
from app.domain.live_tape import KeptRows
from app.domain.live_view import LiveView
from app.domain.live_view_builder import build_live_view
from app.domain.sales_tally import StandingTally
from app.domain.script import find_script
from app.domain.sync import Acknowledged
from app.services.content import ContentService
from app.services.presenting import PresentingService
from app.services.sales import SalesService
from app.services.session import SessionService

TICK_MS = 1_000


class LiveViewService(QObject):
    """Builds ``LiveView`` from the other services.

    Parts that did not change are the same objects as before, so a view may compare by identity.

    Signals:
        view_changed(LiveView): something on the Live page changed.
    """

    view_changed = Signal(object)

    def __init__(
        self,
        session: SessionService,
        sales: SalesService,
        presenting: PresentingService,
        content: ContentService,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._sales = sales
        self._presenting = presenting
        self._content = content
        self._view = LiveView()
        self._tally = StandingTally()
        self._kept = KeptRows()
        self._lineup: tuple[LineupItem, ...] = ()
        self._acknowledged = Acknowledged()
        self._parked: frozenset[str] = frozenset()
        self._chosen: dict[str, str] = {}
        self._reading: tuple[str, Script | None] = ("", None)
        self._refresh = self._timer("live-view-refresh", 0, single_shot=True)
        self._tick = self._timer("live-view-clock-and-policy-validity", TICK_MS, single_shot=False)
        session.session_changed.connect(self._on_session_changed)
        sales.rows_changed.connect(self._schedule)
        sales.not_saved_changed.connect(self._schedule)
        presenting.presented.connect(self._on_presented)
        content.content_changed.connect(self._on_content_changed)

    @property
    def view(self) -> LiveView:
        """The view as last sent."""
        return self._view

    def set_acknowledged(self, acknowledged: Acknowledged) -> None:
        """Mark the sales that the base has by now."""
        if acknowledged != self._acknowledged:
            self._acknowledged = acknowledged
            self._schedule()

    def set_parked(self, event_ids: frozenset[str]) -> None:
        """Mark the sales of these events as not taken by the base."""
        if event_ids != self._parked:
            self._parked = event_ids
            self._schedule()

    def select_sku(self, sku_id: str) -> None:
        """Choose the variant that the sale keys sell."""
        product = self._view.product
        if product is not None and any(line.sku_id == sku_id for line in product.skus):
            self._chosen[product.product_id] = sku_id
            self.refresh_now()

    def select_next_sku(self) -> None:
        """Choose the next variant, the first after the last."""
        product = self._view.product
        if product is None or not product.skus:
            return
        ids = [line.sku_id for line in product.skus]
        current = self._view.selected_sku_id
        position = ids.index(current) if current in ids else -1
        self.select_sku(ids[(position + 1) % len(ids)])

    def refresh_now(self) -> None:
        """Build the view and send it if it differs."""
        self._refresh.stop()
        view = _reuse(self._view, build_live_view(self._inputs(), self._tally, self._kept))
        if view != self._view:
            self._view = view
            self.view_changed.emit(view)

    def stop(self) -> None:
        """Stop the timers."""
        self._refresh.stop()
        self._tick.stop()

    def _timer(self, name: str, interval_ms: int, *, single_shot: bool) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(name)
        timer.setSingleShot(single_shot)
        timer.setInterval(interval_ms)
        timer.timeout.connect(self.refresh_now)
        return timer

    def _schedule(self) -> None:
        if not self._refresh.isActive():
            self._refresh.start()

    def _inputs(self) -> LiveInputs:
        current = self._presenting.current
        item = self._item(current)
        return LiveInputs(
            session=self._session.state,
            content=self._content.content,
            now=self._session.clock.now(),
            lineup=self._lineup,
            current=current,
            script=self._wording(current, item),
            pending=self._sales.rows,
            voiding=self._sales.voiding,
            changing=self._sales.changing,
            parked=self._parked,
            acknowledged=self._acknowledged,
            selected_sku_id=self._chosen.get(item.product_id or "") if item else None,
            not_saved=self._sales.not_saved,
        )

    def _item(self, current: CurrentSegment | None) -> LineupItem | None:
        return next((item for item in self._lineup if current and item.row_id == current.row_id), None)

    def _wording(self, current: CurrentSegment | None, item: LineupItem | None) -> Script | None:
        """Return the script as it was when the segment began, so that an update never moves the line being read."""
        if current is None or item is None:
            return None
        if self._reading[0] != current.event_id or self._reading[1] is None:
            self._reading = (current.event_id, find_script(self._content.content, item.script_ref))
        return self._reading[1]

    def _on_session_changed(self, session: object) -> None:
        if session is None:
            self._tick.stop()
            self._lineup = ()
        elif not self._tick.isActive():
            self._lineup = self._presenting.lineup
            self._tick.start()
        self._sales.set_current_row(self._selling_row())
        self._schedule()

    def _on_content_changed(self, _content: object) -> None:
        self._lineup = self._presenting.lineup
        self._sales.set_current_row(self._selling_row())
        self._schedule()

    def _on_presented(self, _row_id: str) -> None:
        self._sales.set_current_row(self._selling_row())
        self.refresh_now()

    def _selling_row(self) -> str | None:
        """Return the row that sales count with: never a policy segment, where nothing is sold."""
        item = self._item(self._presenting.current)
        return None if item is None or item.kind is SegmentKind.POLICY else item.row_id


def _reuse(old: LiveView, new: LiveView) -> LiveView:
    """Return ``new`` with every part that equals the old one replaced by the old object."""
    return replace(
        new,
        rows=old.rows if old.rows == new.rows else new.rows,
        product=old.product if old.product == new.product else new.product,
        policy=old.policy if old.policy == new.policy else new.policy,
        script=old.script if old.script == new.script else new.script,
        tape=old.tape if old.tape == new.tape else new.tape,
    )
