# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from app.adapters.files.export_ledger import CSV_HEADER, export_csv, export_jsonl, guard_formula
from app.contract.content import Product, Sku
from app.contract.events import GENESIS_HASH, LedgerEvent
from app.domain.content_set import ContentSet
from app.domain.session_state import Adjustment, Refund, Sale, SessionState

CONTENT = ContentSet.of(
    [
        Product(product_id="X01", shop_id="S", name_zh="=馕"),
        Sku(sku_id="X01-1", product_id="X01", spec="1个", live_price=550),
    ]
)
SALE = Sale("e1", 2, "X01-1", None, None, 3, 550, "2026-03-01T12:00:00.000000+00:00", 480)
STATE = SessionState(
    "s1", sales=(SALE, replace(SALE, event_id="e2", seq=3, units=2, voided_by="e9"), replace(SALE, event_id="e3", seq=5,
    units=1, unit_price_fen=None, sku_id="gone"))
)  # fmt: skip


def exported(state: SessionState, head_hash: str = "") -> bytes:
    out = io.BytesIO()
    export_csv(state, CONTENT, out, head_hash=head_hash)
    return out.getvalue()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_file_is_utf8_with_bom_and_ends_every_line_as_excel_does() -> None:
    data = exported(STATE)

    assert data.startswith(b"\xef\xbb\xbfseq,")
    assert data.count(b"\n") == data.count(b"\r\n") == 6
    assert tuple(rows(data)[0]) == CSV_HEADER


def test_a_sale_is_a_row_with_names_local_time_and_money() -> None:
    sale = rows(exported(STATE))[0]

    assert sale == {
        "seq": "2", "entry_id": "e1", "session_id": "s1", "ts": "2026-03-01T20:00:00+08:00", "product_id": "X01",
        "product_name": "'=馕", "sku_id": "X01-1", "spec": "1个", "units": "3", "unit_price": "5.50",
        "amount": "16.50", "type": "sale", "corrects": "", "chain_hash": "", "reason": "",
        "refunded_units": "0", "refunded_amount": "0.00", "net_units": "3", "net_amount": "16.50",
    }  # fmt: skip


def test_an_undone_sale_stays_and_a_second_row_takes_it_back() -> None:
    _, sold, undone, *_ = rows(exported(STATE))

    assert (sold["type"], sold["units"]) == ("sale", "2")
    assert (undone["type"], undone["units"], undone["amount"]) == ("void", "-2", "-11.00")
    assert (undone["entry_id"], undone["corrects"]) == ("e9", "e2")


def test_the_last_row_is_the_sum_of_the_others_with_count_and_hash() -> None:
    *sales, total = rows(exported(STATE, "a" * 64))

    assert total["seq"] == "TOTAL"
    assert total["entry_id"] == f"{len(sales)} rows"
    assert total["chain_hash"] == "a" * 64
    assert int(total["units"]) == sum(int(row["units"]) for row in sales) == 4
    assert Decimal(total["amount"]) == sum(Decimal(row["amount"] or 0) for row in sales) == Decimal("16.50")


def test_corrections_and_refunds_are_rows_and_every_column_adds_up() -> None:
    when = "2026-03-01T12:05:00.000000+00:00"
    changes = tuple(Adjustment(f"a{seq}", seq, delta, "=数错", when, 480) for seq, delta in ((6, -5), (7, 4)))
    corrected = replace(SALE, units=2, first_units=3, adjustments=changes)
    refund = Refund("r1", 8, "X01-1", "X01", 1, 550, "e1", "破损", when, 480)
    state = replace(STATE, sales=(corrected, *STATE.sales[1:]), refunds=(refund,))
    *found, total = rows(exported(state))
    assert [(row["type"], row["units"], row["reason"]) for row in found[:3]] == [
        ("sale", "3", ""),
        ("adjust", "-3", "'=数错"),
        ("adjust", "2", "'=数错"),
    ]
    assert (found[-1]["type"], found[-1]["units"], found[-1]["refunded_amount"]) == ("refund", "0", "5.50")
    for column in ("units", "amount", "refunded_units", "refunded_amount", "net_units", "net_amount"):
        assert Decimal(total[column]) == sum(Decimal(row[column] or 0) for row in found), column
    assert (total["units"], total["net_units"], total["net_amount"]) == ("3", "2", "5.50")


def test_an_item_without_a_price_leaves_its_money_empty() -> None:
    row = rows(exported(STATE))[3]

    assert (row["sku_id"], row["unit_price"], row["amount"], row["product_name"]) == ("gone", "", "", "")


def test_a_session_without_sales_has_a_total_of_nothing() -> None:
    (total,) = rows(exported(SessionState("s1")))

    assert (total["units"], total["amount"]) == ("0", "0.00")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＠x"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guard_formula(text) == f"'{text}"


def test_other_texts_are_left_alone() -> None:
    assert guard_formula("馕=好") == "馕=好"
    assert guard_formula("") == ""


def test_the_lossless_export_gives_every_event_back_also_unknown_fields() -> None:
    event = LedgerEvent.model_validate(
        {
            "event_id": "e" * 36, "device_id": "d", "gen": 1, "seq": 1, "session_id": "s", "kind": "from.tomorrow",
            "occurred_at": "2026-03-01T12:00:00.000000+00:00", "tz_offset_min": 480, "mono_ns": 1, "boot_id": "b",
            "actor": "主播\n=1", "schema_version": 9, "body": {"new": [1, None]}, "prev_hash": GENESIS_HASH,
            "hash": GENESIS_HASH, "unknown": {"kept": True},
        }
    )  # fmt: skip
    out = io.BytesIO()

    count = export_jsonl([event, event], out)

    lines = out.getvalue().decode("utf-8").splitlines()
    assert count == len(lines) == 2
    assert LedgerEvent.model_validate(json.loads(lines[0])) == event
