# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``verify`` names what does not agree."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.store.open_store import DeskStore
from tests.helpers.ledger import Evening, append_all


def _codes(store: DeskStore) -> set[str]:
    return {problem.code for problem in store.verify().problems}


@pytest.fixture
def tamper(root: Path, store: DeskStore, evening: Evening) -> Callable[..., None]:
    """Change the database behind the ledger's back, as no part of the product can."""
    wrong = evening.sale("X01-2")
    append_all(store, [evening.opening, *(evening.sale() for _ in range(8)), wrong, evening.void(wrong.event_id)])

    def change(*statements: str) -> None:
        connection = sqlite3.connect(root / "desk.sqlite", isolation_level=None)
        connection.execute("DROP TRIGGER IF EXISTS event_is_never_updated")
        connection.execute("DROP TRIGGER IF EXISTS event_is_never_deleted")
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return change


def test_a_whole_ledger_has_no_problems(store: DeskStore, tamper: Callable[..., None]) -> None:
    report = store.verify()
    assert (report.ok, report.events, report.problems) == (True, 11, ())


def test_an_empty_ledger_has_no_problems(store: DeskStore) -> None:
    assert store.verify().ok


def test_a_changed_sale_is_found(store: DeskStore, tamper: Callable[..., None]) -> None:
    tamper("UPDATE event SET body = replace(body, '\"units\":2', '\"units\":3') WHERE seq = 4")
    assert _codes(store) == {"bad_hash", "journal_differs", "projection_differs"}


def test_a_removed_event_is_found(store: DeskStore, tamper: Callable[..., None]) -> None:
    tamper("DELETE FROM event WHERE seq = 5")
    assert _codes(store) == {"gap", "journal_extra", "projection_differs"}


def test_a_row_that_is_no_json_is_found(store: DeskStore, tamper: Callable[..., None]) -> None:
    tamper("UPDATE event SET body = '{' WHERE seq = 4")
    assert {"row_damaged", "session_damaged"} <= _codes(store)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE session_total SET units = units + 1",
        "UPDATE session_total SET amount_fen = 0",
        "UPDATE session_total SET closed_at = 'now'",
        "UPDATE session_total SET shop_name = 'another'",
        "UPDATE sku_total SET sales = 4 WHERE sku_id = 'X01-2'",
        "DELETE FROM sku_total WHERE sku_id = 'X01-1'",
    ],
)
def test_totals_that_are_not_the_fold_are_found(store: DeskStore, tamper: Callable[..., None], statement: str) -> None:
    tamper(statement)
    assert _codes(store) == {"projection_differs"}


def test_missing_totals_are_found(store: DeskStore, tamper: Callable[..., None]) -> None:
    tamper("DELETE FROM session_total")
    assert _codes(store) == {"projection_missing"}


def test_totals_of_a_session_without_events_are_found(store: DeskStore, tamper: Callable[..., None]) -> None:
    tamper(
        "INSERT INTO session_total SELECT 'ghost', gen, first_seq, first_at, shop_id, shop_name, anchor,"
        " rehearsal, opened_at, closed_at, sales, units, amount_fen, unpriced, refunded_units, refunded_fen"
        " FROM session_total"
    )
    assert _codes(store) == {"projection_differs"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: [*lines[:3], *lines[4:]], "journal_missing"),
        (lambda lines: [*lines[:3], b"{}\n", *lines[3:]], "journal_damaged"),
        (lambda lines: [*lines[:4], lines[2], *lines[4:]], "journal_extra"),
        (lambda lines: [*lines[:3], lines[3].replace(b"Aygul", b"Nobody"), *lines[4:]], "journal_differs"),
    ],
)
def test_a_changed_journal_is_found(
    root: Path,
    store: DeskStore,
    tamper: Callable[..., None],
    change: Callable[[list[bytes]], list[bytes]],
    code: str,
) -> None:
    journal = root / "journal" / "1.jsonl"
    journal.write_bytes(b"".join(change(journal.read_bytes().splitlines(keepends=True))))
    assert _codes(store) == {code}


def test_a_missing_journal_is_found(root: Path, store: DeskStore, tamper: Callable[..., None]) -> None:
    (root / "journal" / "1.jsonl").unlink()
    assert _codes(store) == {"journal_missing"}


def test_a_damaged_file_is_told_and_not_raised(root: Path, store: DeskStore, tamper: Callable[..., None]) -> None:
    database = root / "desk.sqlite"
    tamper("PRAGMA wal_checkpoint(TRUNCATE)")
    with database.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * (database.stat().st_size - 100))
    assert _codes(store) & {"database_unreadable", "database_damaged"}


def test_selling_goes_on_while_a_ledger_is_checked(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening])
    futures = []
    reports = []
    for _ in range(10):
        futures += [store.ledger.append(evening.sale()) for _ in range(10)]
        reports.append(store.verify())
    assert [report.problems for report in reports] == [()] * 10
    assert futures[-1].result(timeout=10).seq == 101
