# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live (直播): what the session needs within reach, from strip to tape."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.live_view import LiveView
from app.domain.obs.state import LinkFault
from app.domain.sync import SyncStatus
from app.ui.commands import CommandRegistry
from app.ui.icons import IconSet
from app.ui.live.actions import LiveActions
from app.ui.live.card_panel import CardPanel
from app.ui.live.commands import add_live_commands
from app.ui.live.control_bar import ControlBar
from app.ui.live.key_entry import KeyEntry
from app.ui.live.lineup_panel import LineupPanel
from app.ui.live.no_session import NoSessionPanel
from app.ui.live.obs_control import ObsControl, ObsParts
from app.ui.live.obs_sight import ObsSight
from app.ui.live.quantity import Quantity
from app.ui.live.sale_panel import SalePanel
from app.ui.live.services import LivePageServices
from app.ui.live.stream_chips import stream_trouble
from app.ui.live.strip import Strip
from app.ui.live.texts import fault_sentence
from app.ui.theme.model import Theme
from app.ui.theme.scale import ROOMY, Scale, scale_for
from app.ui.widgets.banner import Banner
from app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from app.ui.live.drawer.drawer import ControlDrawer

__all__ = ["LivePage", "LivePageServices"]

_TICK_MS = 250


class LivePage(QWidget):
    """Shows the LiveView, the OBS state and the sync status; sends commands to the services.

    Signals:
        prepare_requested: the person wants to open a session.
    """

    prepare_requested = Signal()

    def __init__(self, services: LivePageServices, registry: CommandRegistry, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._services = services
        self._view = LiveView()
        self._scale: Scale | None = None
        icons = IconSet(theme)
        self.quantity = Quantity(self)
        self.live_actions = LiveActions(services, self.quantity, self)
        self.entry = KeyEntry(self, self.quantity, services.clock)
        self.entry.scanned.connect(self.live_actions.sell_scanned)
        self.strip = Strip(icons)
        self.obs_gone = Banner(icons, action=self.tr("Reconnect now"))
        self.stream_trouble = Banner(icons, icon="error")
        self.lineup = LineupPanel(theme, icons)
        self.card = CardPanel(theme, icons)
        self.sales = SalePanel(theme, icons, self.quantity)
        self.no_session = NoSessionPanel(icons)
        self.bar = ControlBar(theme, icons)
        self.obs = ObsControl(services, ObsParts(self.strip, self.bar, theme, icons), self)
        self._sight = ObsSight(services.obs_watch, self.obs, theme, icons, self)
        self._build()
        self.notice = Notice(icons, self, self.card)
        self._clock = QTimer(self)
        self._clock.setObjectName("live-clock")
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._use_scale(ROOMY)
        self._connect_panels()
        self._connect_services()
        add_live_commands(registry, self, self.live_actions)

    def void_selected(self) -> None:
        """Take back the sale selected on the tape."""
        self.live_actions.void(self.sales.selected_sale)

    def correct_selected(self) -> None:
        """Make the number of the sale selected on the tape the one typed."""
        self.live_actions.correct(self.sales.selected_sale)

    def refund_selected(self) -> None:
        """Give back of the sale selected on the tape the number typed."""
        self.live_actions.refund(self.sales.selected_sale)

    def enter(self) -> None:
        """Sell what was scanned, or else the number typed."""
        if not self.entry.take_code():
            self.live_actions.sell_typed()

    def clear_entry(self) -> None:
        """Clear the number typed; without one the selection on the tape."""
        if self.quantity.digits:
            self.quantity.clear()
        else:
            self.sales.clear_selection()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the clock run only while the page is seen."""
        # Moving into a window restyles the children, and a style sheet drops fonts that were set before.
        self._scale = None
        self._use_scale(scale_for(self.width(), self.height()))
        self.entry.watch()
        self._tick()
        self._clock.start()
        self._sight.look(True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clock, and ask OBS for no level or picture that nobody sees."""
        self._clock.stop()
        self._sight.look(False)
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the scale for the room there is."""
        super().resizeEvent(event)
        self._use_scale(scale_for(self.width(), self.height()))
        self.notice.place(above=self.bar.height() + 16)

    def _build(self) -> None:
        self._body = QStackedWidget()
        run = QWidget()
        self._columns = QHBoxLayout(run)
        self._columns.setContentsMargins(0, 0, 0, 0)
        for panel, share in ((self.lineup, 26), (self.card, 46), (self.sales, 28)):
            self._columns.addWidget(panel, share)
        self._run = run
        self._body.addWidget(run)
        self._body.addWidget(self.no_session)
        self._inner = QVBoxLayout()
        self._desk_row = QHBoxLayout()
        self._desk_row.addWidget(self._body, 1)
        self._inner.addLayout(self._desk_row, 1)
        self._inner.addWidget(self.bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.obs_gone)
        layout.addWidget(self.stream_trouble)
        layout.addLayout(self._inner, 1)

    def _use_scale(self, scale: Scale) -> None:
        if scale is self._scale:
            return
        self._scale = scale
        for part in (self.strip, self.lineup, self.card, self.sales, self.no_session, self.bar):
            part.set_scale(scale)
        self.obs.set_scale(scale)
        space = 8 if scale.compact else 12
        self._columns.setSpacing(space)
        self._desk_row.setSpacing(space)
        self._inner.setSpacing(space)
        self._inner.setContentsMargins(space, space, space, space)

    def _connect_panels(self) -> None:
        actions = self.live_actions
        self.obs_gone.action_clicked.connect(self.obs.actions.retry)
        self.lineup.present_requested.connect(actions.present)
        self.card.sku_clicked.connect(actions.select_variant)
        self.card.cover_clicked.connect(actions.cover_policy)
        self.sales.sell_requested.connect(actions.sell_by_button)
        self.sales.typed_sell_requested.connect(actions.sell_typed_by_button)
        self.sales.void_requested.connect(actions.void)
        self.sales.undo_requested.connect(actions.undo_sale)
        self.sales.correct_requested.connect(actions.correct)
        self.sales.refund_requested.connect(actions.refund)
        self.bar.next_requested.connect(actions.next_item)
        self.bar.previous_requested.connect(actions.previous_item)
        self.no_session.prepare_requested.connect(self.prepare_requested)
        actions.told.connect(self.notice.tell)
        self.obs.told.connect(self.notice.tell)
        self.obs.state_shown.connect(self._on_obs_shown)
        self.obs.drawer_made.connect(self._on_drawer_made)

    def _connect_services(self) -> None:
        services = self._services
        services.live_view.view_changed.connect(self._on_view_changed)
        services.sync.status_changed.connect(self._on_sync_status_changed)
        services.presenting.notice.connect(self.notice.tell)
        services.sales.refused.connect(self.notice.tell)
        services.records.refused.connect(self.notice.tell)
        services.session.failed.connect(self.notice.tell)
        self._on_view_changed(services.live_view.view)
        self.obs.show_now()
        self._on_sync_status_changed(services.sync.status)

    def _on_view_changed(self, view: LiveView) -> None:
        self._view = view
        self.strip.set_session(view.session)
        self.obs.set_view(view)
        self.bar.set_view(view)
        if view.session is not None:
            self.lineup.set_view(view)
            self.card.set_view(view)
        self.sales.set_view(view)
        self._body.setCurrentWidget(self.no_session if view.session is None else self._run)
        self._show_trouble()
        self._tick()

    def _on_obs_shown(self, _state: object) -> None:
        self._show_trouble()
        self._tick()

    def _on_drawer_made(self, drawer: "ControlDrawer") -> None:
        self._desk_row.insertWidget(0, drawer)
        drawer.toggled.connect(self._on_drawer_toggled)

    def _on_drawer_toggled(self, is_open: bool) -> None:
        # The desk takes the lineup's place: card and sales keep theirs.
        self.lineup.setVisible(not is_open)
        self._tick()

    def _on_sync_status_changed(self, status: SyncStatus) -> None:
        self.strip.set_sync(status)
        self.sales.set_sync(status)
        self._tick()

    def _show_trouble(self) -> None:
        state = self.obs.state
        known = state.age_base is not None or state.fault is not LinkFault.NONE
        gone = self._view.session is not None and not state.connected and known
        words = self.tr("OBS is gone – viewers may see nothing. {why}").format(why=fault_sentence(state.fault))
        self.obs_gone.show_text(words if gone else "")
        self.stream_trouble.show_text(stream_trouble(state))

    def _tick(self) -> None:
        now = self._services.clock.now()
        self.strip.tick(now, self._services.clock.monotonic())
        self.bar.tick(now)
        self.sales.tick(now)
        self.obs.tick(self._services.clock.monotonic())
