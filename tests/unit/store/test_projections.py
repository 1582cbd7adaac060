# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Totals in the database: corrected numbers, refunds, an older schema, and kinds learnt later."""

import shutil
from pathlib import Path

import pytest

from app.contract.events import EventKind
from app.domain.session_state import Totals
from app.store import projections
from app.store.open_store import DeskStore
from tests.helpers.ledger import Evening, append_all, open_at

SCHEMA_1 = Path(__file__).parents[2] / "fixtures" / "ledger_schema_1"


def _totals(store: DeskStore) -> Totals:
    return store.reader.sessions()[0].totals


def test_a_corrected_number_counts_and_never_below_nothing(store: DeskStore, evening: Evening) -> None:
    sale = evening.sale(units=3, price_fen=500)
    append_all(store, [evening.opening, sale, evening.adjust(sale.event_id, 4)])
    assert _totals(store) == Totals(1, 7, 3_500)
    append_all(store, [evening.adjust(sale.event_id, -20)])
    assert _totals(store) == Totals(1, 0, 0)
    append_all(store, [evening.adjust(sale.event_id, 15)])
    assert _totals(store) == Totals(1, 2, 1_000)
    append_all(store, [evening.void(sale.event_id), evening.adjust(sale.event_id, 1)])
    assert _totals(store) == Totals()
    assert store.verify().ok


def test_a_refund_is_counted_beside_what_was_sold(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening, evening.sale(units=3, price_fen=500), evening.refund(units=1, price_fen=500)])
    totals = _totals(store)
    assert (totals.units, totals.amount_fen) == (3, 1_500)
    assert (totals.refunded_units, totals.refunded_fen, totals.net_units, totals.net_fen) == (1, 500, 2, 1_000)
    assert store.verify().ok


def test_a_correction_of_another_sessions_sale_changes_nothing(store: DeskStore, evening: Evening) -> None:
    sale, other = evening.sale(), Evening()
    append_all(store, [evening.opening, sale, other.opening, other.adjust(sale.event_id, 5)])
    assert [summary.totals.units for summary in store.reader.sessions()] == [0, 2]
    assert store.verify().ok


def test_a_database_of_schema_1_keeps_its_events_and_its_totals(root: Path) -> None:
    shutil.copytree(SCHEMA_1, root)
    store = open_at(root)
    report, summary = store.verify(), store.reader.sessions()[0]
    kept = [path.name for path in (root / "backups").glob("*.sqlite")]
    store.close()
    assert (report.events, report.problems) == (7, ())
    assert summary.totals == Totals(sales=2, units=8, amount_fen=3 * 1_990 + 5 * 500)
    assert summary.closed_at is not None
    assert [name.startswith("desk-schema1-") for name in kept] == [True]


def test_what_a_newer_desk_wrote_counts_once_the_program_knows_its_kind(
    root: Path, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {kind: step for kind, step in projections._STEPS.items() if kind != EventKind.SALE_REFUND}
    with monkeypatch.context() as older:
        older.setattr(projections, "_STEPS", known)
        store = open_at(root)
        append_all(store, [evening.opening, evening.sale(units=3, price_fen=500), evening.refund(price_fen=500)])
        assert _totals(store) == Totals(1, 3, 1_500)
        store.close()
    store = open_at(root)
    totals, report = _totals(store), store.verify()
    store.close()
    assert (totals.refunded_units, totals.refunded_fen) == (1, 500)
    assert report.ok
