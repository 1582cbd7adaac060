# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView
from pytestqt.qtbot import QtBot

from app.contract.events import ItemPresentedBody, SaleAddBody, SaleVoidBody
from app.contract.protocol import CheckStatus, SessionTotals, VerifyResponse
from app.domain.session_state import Presented, Refund, Sale, SessionState
from app.domain.sync import Acknowledged
from app.ui.commands import CommandRegistry
from app.ui.pages.review_page import ReviewPage
from app.ui.review.ports import ReviewPageServices
from app.ui.review.summary import item_sales, timeline
from app.ui.theme import load_theme
from tests.helpers.services import Rig, pump, sample_content
from tests.ui.page_stage import ListedLedger, StillSync

ANSWER = VerifyResponse(
    status=CheckStatus.VERIFIED, count=9, totals=SessionTotals(sales=1, units=3, total_fen=1_650), devices=2, doubles=2
)


class Stage:
    """The page with everything around it."""

    def __init__(self, qtbot: QtBot, rig: Rig) -> None:
        self.rig, self.sync, self.exports, self.error = rig, StillSync(), [], None
        self.page = ReviewPage(
            ReviewPageServices(
                reader=rig.ledger,
                content=rig.content,
                session=rig.session,
                sync=self.sync,
                worker=rig.worker,
                export_csv=self._export,
                export_jsonl=self._export,
            ),
            CommandRegistry(),
            load_theme("dark"),
        )
        qtbot.addWidget(self.page)

    def _export(self, session_id: str, path: Path) -> None:
        if self.error is not None:
            raise self.error
        self.exports.append((session_id, path))

    def show(self) -> None:
        self.page.show()
        pump(self._read)

    def _read(self) -> bool:
        return self.page.detail.isVisible() and bool(self.rows("Sales by item"))

    def rows(self, table: str) -> list[list[str]]:
        view = next(view for view in self.page.findChildren(QTableView) if view.accessibleName() == table)
        model = view.model()
        columns = range(model.columnCount())
        return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]

    def texts(self) -> str:
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisibleTo(self.page))


@pytest.fixture
def rig(qapp: object) -> Iterator[Rig]:
    found = Rig.build(ListedLedger())
    yield found
    found.close()


@pytest.fixture
def stage(qtbot: QtBot, rig: Rig) -> Stage:
    return Stage(qtbot, rig)


def an_evening(rig: Rig, *, rehearsal: bool = False) -> None:
    """Present two items, sell twice, take one sale back, close."""
    rig.open(rehearsal=rehearsal)
    state = rig.session.state
    assert state is not None
    drafter, session_id = rig.session.drafter(), state.session_id
    rig.session.submit(drafter.item_presented(session_id, ItemPresentedBody(row_id="R2", segment_kind="product")))
    rig.clock.move(330)
    rig.session.submit(drafter.sale(session_id, SaleAddBody(sku_id="X01-1", units=3, unit_price_fen=550)))
    slip = drafter.sale(session_id, SaleAddBody(sku_id="X01-1", units=2, unit_price_fen=550))
    rig.session.submit(slip)
    rig.session.submit(drafter.void(session_id, SaleVoidBody(target=slip.event_id)))
    rig.session.submit(drafter.item_presented(session_id, ItemPresentedBody(row_id="R4", segment_kind="product")))
    rig.clock.move(60)
    rig.settle()
    rig.session.close()
    pump(lambda: rig.session.state is None)


def test_without_sessions_it_says_how_to_get_one(stage: Stage) -> None:
    stage.page.show()
    assert "No session yet." in stage.texts()


def test_a_session_is_listed_with_its_anchor_units_and_money(stage: Stage) -> None:
    an_evening(stage.rig)
    stage.show()
    row = stage.rows("Sessions")[0]
    assert row[0].startswith("疆味坑馕坊 · 小古\n")
    assert row[1] == "¥16.50\n3 units"


@pytest.mark.parametrize(
    ("changed", "row", "detail"),
    [
        ({}, "… closed, on its way to the base", ""),
        ({"at_base": True}, "↑ at the base, not verified yet", ""),
        ({"answer": ANSWER}, "✓ verified at the base", "2 possible doubles"),
        (
            {"answer": ANSWER.model_copy(update={"status": CheckStatus.INCOMPLETE, "missing": [(1, 4, 6), (1, 9, 9)]})},
            "! 4 entries are missing at the base",
            "numbers 4–6, 9; all are safe on this PC",
        ),
        (
            {"answer": ANSWER.model_copy(update={"status": CheckStatus.MISMATCH})},
            "! the base counts differently",
            "the base counts 1 sales, 3 units",
        ),
    ],
    ids=["closed", "at the base", "verified", "missing", "mismatch"],
)
def test_list_and_panel_say_how_a_session_stands_with_the_base(
    stage: Stage, changed: dict[str, Any], row: str, detail: str
) -> None:
    an_evening(stage.rig)
    plain = stage.rig.ledger.sessions
    stage.rig.ledger.sessions = lambda **kw: [replace(one, **changed) for one in plain(**kw)]  # type: ignore[method-assign]
    stage.show()
    assert stage.rows("Sessions")[0][0].endswith(f"\n{row}")
    assert row in stage.texts()
    assert detail in stage.texts()


def test_a_rehearsal_is_marked(stage: Stage) -> None:
    an_evening(stage.rig, rehearsal=True)
    stage.show()
    assert "rehearsal" in stage.rows("Sessions")[0][0]
    assert "counts in no total" in stage.texts()


def test_sales_by_item_leave_out_what_was_undone_but_show_it(stage: Stage) -> None:
    an_evening(stage.rig)
    stage.show()
    assert stage.rows("Sales by item") == [["皮牙子芝麻馕", "1个", "3", "2", "", "¥16.50"]]


def test_the_timeline_sets_the_plan_against_what_was(stage: Stage) -> None:
    an_evening(stage.rig)
    stage.show()
    rows = stage.rows("Timeline")
    assert [row[1:] for row in rows] == [
        ["皮牙子芝麻馕", "Product", "05:00", "05:30", "+00:30"],
        ["奶香甜馕", "Product", "05:00", "01:00", "−04:00"],
    ]


def test_the_newest_session_is_selected_and_another_can_be(stage: Stage) -> None:
    an_evening(stage.rig)
    stage.rig.clock.move(3600)
    stage.rig.open()
    stage.page.show()
    pump(lambda: len(stage.rows("Sessions")) == 2 and "still open" in stage.texts())
    stage.page.sessions.table.selectRow(1)
    pump(lambda: bool(stage.rows("Sales by item")))
    assert "closed" in stage.texts()


def test_nothing_is_read_while_nobody_looks(stage: Stage) -> None:
    an_evening(stage.rig)
    stage.sync.acknowledged.emit(Acknowledged(1, 5))
    assert not stage.page._refresh.isActive()


def test_an_export_names_the_file_it_wrote(stage: Stage, tmp_path: Path) -> None:
    an_evening(stage.rig)
    stage.show()
    stage.page.export_to("csv", tmp_path / "evening.csv")
    pump(lambda: "Exported to" in stage.texts())
    assert [path for _, path in stage.exports] == [tmp_path / "evening.csv"]


def test_an_export_that_fails_says_why(stage: Stage, tmp_path: Path) -> None:
    an_evening(stage.rig)
    stage.show()
    stage.error = OSError("the disk is full")
    stage.page.export_to("jsonl", tmp_path / "evening.jsonl")
    pump(lambda: "Not exported: the disk is full" in stage.texts())
    assert stage.exports == []


def test_everything_that_acts_has_an_accessible_name(stage: Stage) -> None:
    acting = [*stage.page.findChildren(QAbstractButton), *stage.page.findChildren(QTableView)]
    own = [widget for widget in acting if widget.objectName() != "qt_tableview_cornerbutton"]
    assert len(own) >= 5
    assert [widget for widget in own if not widget.accessibleName()] == []


def test_units_without_a_price_are_counted_apart() -> None:
    sale = Sale("e1", 1, "X02-2", "X02", None, 4, None, "2026-03-14T12:00:00+00:00", 480)
    row = item_sales(SessionState("s", sales=(sale,)), sample_content())[0]
    assert (row.units, row.unpriced, row.amount_fen) == (4, 4, 0)


def test_the_last_item_lasts_until_now_while_the_session_is_open() -> None:
    content = sample_content()
    shown = Presented("e", "R2", "product", "X01", "2026-03-14T12:00:00+00:00")
    state = SessionState("s", shop_id="S1", lineup_id="L1", opened_at="2026-03-14T12:00:00+00:00", presented=(shown,))
    rows = timeline(state, content, datetime(2026, 3, 14, 12, 2, tzinfo=UTC))
    assert [(row.planned_s, row.actual_s) for row in rows] == [(300, 120)]


def test_a_row_that_left_the_lineup_is_still_named() -> None:
    shown = Presented("e", "gone", "product", "X01", "2026-03-14T12:00:00+00:00")
    state = SessionState("s", shop_id="S1", lineup_id="L1", presented=(shown,))
    rows = timeline(state, sample_content(), datetime(2026, 3, 14, 12, 2, tzinfo=UTC))
    assert [(row.title, row.planned_s) for row in rows] == [("皮牙子芝麻馕", 0)]


def test_refunds_are_counted_beside_what_was_sold() -> None:
    refund = Refund("r1", 2, "X02-2", "X02", 3, 500, None, "", "2026-03-14T12:00:00+00:00", 480)
    row = item_sales(SessionState("s", refunds=(refund,)), sample_content())[0]
    assert (row.title, row.units, row.refunded) == ("奶香甜馕", 0, 3)
