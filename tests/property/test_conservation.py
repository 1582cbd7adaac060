# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sold, taken back, corrected, refunded in any order: fold, local database and base say the same."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.events import LedgerEvent
from app.domain.drafts import EventDraft
from app.domain.session_state import Totals, fold
from app.server.batch import ReceivedEvent
from app.server.database import Database
from app.server.pages.queries import Sums, session_line
from app.server.projections import Projector
from tests.helpers.ledger import Evening, append_all, chained, open_at

PRICES = st.one_of(st.none(), st.integers(0, 100_000))


@dataclass(frozen=True)
class _Step:
    """One press: what, on which earlier sale, how many, at what price."""

    what: str
    choice: int
    number: int
    price: int | None


STEPS = st.lists(
    st.builds(
        _Step,
        st.sampled_from(("sell", "sell", "void", "adjust", "refund")),
        st.integers(0, 99),
        st.integers(1, 60),
        PRICES,
    ),
    max_size=30,
)


def _drafts(evening: Evening, steps: Sequence[_Step]) -> list[EventDraft]:
    drafts, sales = [evening.opening], list[str]()
    for step in steps:
        if step.what == "refund":
            drafts.append(evening.refund(f"X{step.choice % 3}", step.number, step.price))
        elif step.what == "sell" or not sales:
            drafts.append(evening.sale(f"X{step.choice % 3}", step.number, step.price))
            sales.append(drafts[-1].event_id)
        elif step.what == "void":
            drafts.append(evening.void(sales[step.choice % len(sales)]))
        else:
            delta = step.number if step.choice % 2 else -step.number
            drafts.append(evening.adjust(sales[step.choice % len(sales)], delta))
    return drafts


def _at_the_base(database: Database, session_id: str, events: Sequence[LedgerEvent]) -> Sums:
    """Project events as they come in, each in a batch of its own, into an empty base."""
    with database.write() as connection:
        for event in events:
            assert Projector(connection, "2026-05-20T12:00:00+00:00").project([ReceivedEvent(event, "", "")]) == {}
        line = session_line(connection, session_id)
    assert line is not None
    return line.sums


def _as_totals(sums: Sums) -> Totals:
    return Totals(sums.sales, sums.units, sums.amount_fen, sums.unpriced, sums.refunded_units, sums.refunded_fen)


@settings(max_examples=30, deadline=None)
@given(steps=STEPS, data=st.data())
def test_fold_database_and_base_agree_in_whatever_order_it_arrives(steps: list[_Step], data: st.DataObject) -> None:
    evening = Evening()
    with tempfile.TemporaryDirectory(prefix="conservation-") as folder:
        store = open_at(Path(folder) / "profile")
        events = append_all(store, _drafts(evening, steps))
        totals = fold(evening.session_id, events).totals
        assert store.reader.sessions()[0].totals == totals
        assert store.verify().ok
        store.close()
        database = Database.open(f"sqlite:///{folder}/base.sqlite")
        arrived = data.draw(st.permutations(events))
        assert _as_totals(_at_the_base(database, evening.session_id, arrived)) == totals
        database.close()
    assert totals.units >= 0


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, data=st.data())
def test_the_order_of_corrections_undos_and_refunds_changes_no_total(steps: list[_Step], data: st.DataObject) -> None:
    evening = Evening()
    drafts = _drafts(evening, steps)
    sales = [draft for draft in drafts if draft.kind == "sale.add"]
    changes = [draft for draft in drafts if draft.kind not in {"sale.add", "session.open"}]
    whole = fold(evening.session_id, chained([evening.opening, *sales, *changes]))
    other = fold(evening.session_id, chained([evening.opening, *sales, *data.draw(st.permutations(changes))]))
    assert whole.totals == other.totals == fold(evening.session_id, chained(drafts)).totals
