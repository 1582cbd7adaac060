# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One session: what it came to, what was sold, when each item was on."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.contract.content import SegmentKind
from app.domain.content_set import ContentSet
from app.domain.money import format_amount
from app.domain.ports import BaseStanding, SessionSummary
from app.ui.clock_text import hours_text, minutes_text
from app.ui.live.texts import kind_label
from app.ui.review.record_texts import record_label
from app.ui.review.standing import standing_details, standing_text
from app.ui.review.summary import (
    ItemSales,
    SessionDetail,
    TimelineRow,
    item_sales,
    local_text,
    records,
    session_seconds,
    timeline,
)
from app.ui.review.text_table import TextTableModel, text_table
from app.ui.theme.scale import ROOMY, Type
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import set_tone, tell
from app.ui.widgets.panel import Panel

_ROW_PX = 32
_TABLE_PX = 168
_UNDONE, _REFUNDED = 3, 4


class Figure(QWidget):
    """A number with what it is under it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._value = QLabel("–")
        self._value.setFont(ROOMY.font(Type.CLOCK, bold=True))
        caption = QLabel(name)
        set_tone(caption, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._value)
        layout.addWidget(caption)

    def show_value(self, text: str) -> None:
        """Show a value."""
        tell(self._value, text)
        self.setAccessibleName(f"{self._name}: {text}")


class DetailPanel(Panel):
    """The selected session.

    Signals:
        export_wanted(str): export it, as ``csv`` or ``jsonl``.
    """

    export_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._csv = self._export_button(self.tr("Export CSV…"), self.tr("Export the sales as CSV"))
        self._csv.clicked.connect(self._on_csv_clicked)
        self._jsonl = self._export_button(self.tr("Export JSONL…"), self.tr("Export all events as JSONL"))
        self._jsonl.clicked.connect(self._on_jsonl_clicked)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._facts = QLabel()
        self._facts.setWordWrap(True)
        set_tone(self._facts, "muted")
        self._standing = QLabel()
        self._standing.setWordWrap(True)
        self._standing_of = ""
        self._sales = TextTableModel(
            (
                self.tr("Item"),
                self.tr("Variant"),
                self.tr("Units"),
                self.tr("Undone"),
                self.tr("Refunded"),
                self.tr("Money"),
            ),
            numbers=frozenset({2, 3, 4, 5}),
            parent=self,
        )
        self._timeline = TextTableModel(
            (self.tr("From"), self.tr("Item"), self.tr("Kind"), self.tr("Plan"), self.tr("Actual"), self.tr("±")),
            numbers=frozenset({3, 4, 5}),
            parent=self,
        )
        self._records = TextTableModel(
            (self.tr("At"), self.tr("What"), self.tr("Words")), numbers=frozenset(), parent=self
        )
        self._build()
        self.show_note("")

    def show_detail(self, detail: SessionDetail, content: ContentSet, now: datetime) -> None:
        """Show a session."""
        state = detail.state
        self.set_title(f"{state.shop_name} · {state.anchor}")
        tell(self._facts, self._facts_text(detail))
        if state.session_id != self._standing_of:
            self._standing.hide()
        totals = state.totals
        self._figures["units"].show_value(str(totals.units))
        self._figures["money"].show_value(format_amount(totals.amount_fen))
        self._figures["refunded"].show_value(f"{totals.refunded_units} · {format_amount(totals.refunded_fen)}")
        self._figures["sales"].show_value(str(totals.sales))
        self._figures["length"].show_value(hours_text(session_seconds(state.opened_at, state.closed_at, now)))
        self._figures["base"].show_value(f"{detail.at_base} / {detail.events}")
        sold = item_sales(state, content)
        self._sales.set_rows([self._sales_row(row) for row in sold])
        # An empty column would take the room of the names.
        self._sales_table.setColumnHidden(_UNDONE, not any(row.undone for row in sold))
        self._sales_table.setColumnHidden(_REFUNDED, not any(row.refunded for row in sold))
        self._timeline.set_rows([self._timeline_row(row) for row in timeline(state, content, now)])
        rows = [(local_text(row.at), record_label(row.kind), row.text) for row in records(state)]
        self._records.set_rows(rows)
        for part in self._records_parts:
            part.setVisible(bool(rows))

    def show_standing(self, one: SessionSummary) -> None:
        """Say how the session stands with the base."""
        self._standing_of = one.session_id
        bad = one.standing in {BaseStanding.INCOMPLETE, BaseStanding.MISMATCH}
        set_tone(self._standing, "bad" if bad else "good" if one.standing is BaseStanding.VERIFIED else "muted")
        tell(self._standing, " · ".join((standing_text(one), *standing_details(one))))
        self._standing.show()

    def show_note(self, text: str, *, tone: str = "good") -> None:
        """Say what came of an export."""
        set_tone(self._note, tone)
        tell(self._note, text)
        self._note.setVisible(bool(text))

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._note)
        column.addWidget(self._facts)
        column.addWidget(self._standing)
        column.addWidget(self._build_figures())
        self._sales_table = text_table(self._sales, self.tr("Sales by item"), wide=0, row_px=_ROW_PX)
        tables = (
            (self.tr("Sales by item"), self._sales_table),
            (self.tr("Timeline"), text_table(self._timeline, self.tr("Timeline"), wide=1, row_px=_ROW_PX)),
            (
                self.tr("Said and signed"),
                text_table(self._records, self.tr("Said and signed"), wide=2, row_px=_ROW_PX),
            ),
        )
        for name, table in tables:
            table.setMinimumHeight(_TABLE_PX)
            column.addSpacing(8)
            heading = self._heading(name)
            column.addWidget(heading)
            column.addWidget(table, 1)
            self._records_parts = (heading, table)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Session"))
        scroll.setWidget(content)
        self.body.addWidget(scroll)

    def _build_figures(self) -> QWidget:
        self._figures = {
            "units": Figure(self.tr("Units sold")),
            "money": Figure(self.tr("Money, before refunds")),
            "refunded": Figure(self.tr("Refunded: units and money")),
            "sales": Figure(self.tr("Sales")),
            "length": Figure(self.tr("Length")),
            "base": Figure(self.tr("Entries at the base")),
        }
        room = QWidget()
        flow = FlowLayout(room, gap=24, line_gap=8)
        for figure in self._figures.values():
            flow.addWidget(figure)
        policy = room.sizePolicy()
        policy.setHeightForWidth(True)
        room.setSizePolicy(policy)
        return room

    def _export_button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        self.head.addWidget(button)
        return button

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setFont(ROOMY.font(Type.BODY, bold=True))
        return label

    def _facts_text(self, detail: SessionDetail) -> str:
        state = detail.state
        parts = [local_text(state.opened_at, date=True)] if state.opened_at else []
        parts.append(self.tr("closed") if state.closed_at else self.tr("still open"))
        if state.rehearsal:
            parts.append(self.tr("rehearsal: counts in no total"))
        if state.totals.unpriced:
            parts.append(
                self.tr("{count} units without a price are not in the money").format(count=state.totals.unpriced)
            )
        corrected = sum(1 for sale in state.sales if sale.adjustments)
        if corrected:
            parts.append(self.tr("{count} numbers were corrected").format(count=corrected))
        parts.append(self.tr("all saved on this PC"))
        return " · ".join(parts)

    def _sales_row(self, row: ItemSales) -> tuple[str, ...]:
        money = format_amount(row.amount_fen) if row.units != row.unpriced else "–"
        undone, refunded = (str(units) if units else "" for units in (row.undone, row.refunded))
        return (row.title, row.spec, str(row.units), undone, refunded, money)

    def _timeline_row(self, row: TimelineRow) -> tuple[str, ...]:
        kind = kind_label(SegmentKind(row.kind)) if row.kind in set(SegmentKind) else row.kind
        planned = minutes_text(row.planned_s) if row.planned_s else "–"
        over = row.actual_s - row.planned_s
        difference = f"{'+' if over >= 0 else '−'}{minutes_text(abs(over))}" if row.planned_s else ""
        return (local_text(row.started_at), row.title, kind, planned, minutes_text(row.actual_s), difference)

    def _on_csv_clicked(self) -> None:
        self.export_wanted.emit("csv")

    def _on_jsonl_clicked(self) -> None:
        self.export_wanted.emit("jsonl")
