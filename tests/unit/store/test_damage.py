# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A damaged database is set aside whole and rebuilt; what was logged is all there."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.ports import LedgerWriteError
from app.store.damage import DamageMark, set_aside
from app.store.journal import Journal
from app.store.open_store import DeskStore
from tests.helpers.ledger import Evening, append_all, open_at

pytestmark = pytest.mark.expected_log("was damaged and is kept")


def _log_evening(root: Path, evening: Evening, sales: int = 60) -> list[str]:
    store = open_at(root)
    written = append_all(store, [evening.opening, *(evening.sale() for _ in range(sales))])
    store.inbox.replace_all([], server_epoch="epoch-1", cursor="c1")
    store.close()
    return [event.event_id for event in written]


def _ids(store: DeskStore) -> list[str]:
    return [event.event_id for event in store.reader.all_events()]


def _header(database: Path) -> None:
    with database.open("r+b") as file:
        file.write(b"\xa5" * 100)


def _schema_page(database: Path) -> None:
    with database.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 3_996)


def _all_pages_but_the_first(database: Path) -> None:
    with database.open("r+b") as file:
        file.seek(4_096)
        file.write(b"\xa5" * (database.stat().st_size - 4_096))


def _half(database: Path) -> None:
    with database.open("r+b") as file:
        file.truncate(database.stat().st_size // 8192 * 4096)


def _odd_half(database: Path) -> None:
    with database.open("r+b") as file:
        file.truncate(database.stat().st_size // 2 + 77)


def _not_one(database: Path) -> None:
    database.write_bytes(b"not a database at all" * 400)


@pytest.mark.parametrize("damage", [_header, _schema_page, _all_pages_but_the_first, _half, _odd_half, _not_one])
def test_a_damaged_database_is_kept_and_rebuilt(root: Path, damage: Callable[[Path], None]) -> None:
    written = _log_evening(root, Evening())
    damage(root / "desk.sqlite")
    broken = (root / "desk.sqlite").read_bytes()
    store = open_at(root)
    recovered, head, report = store.recovered, store.reader.head(), store.verify()
    assert _ids(store) == written
    store.close()
    assert recovered is not None
    assert recovered.set_aside_path is not None
    assert recovered.set_aside_path.read_bytes() == broken
    assert (recovered.what, recovered.events, head.pull_cursor) == ("damaged", len(written), None)
    assert report.problems == ()


def test_every_damaged_file_is_kept(root: Path) -> None:
    _log_evening(root, Evening(), sales=1)
    for text in (b"one" * 999, b"two" * 999):
        (root / "desk.sqlite").write_bytes(text)
        open_at(root).close()
    kept = {file.read_bytes()[:3] for file in root.glob("desk.damaged-*.sqlite")}
    assert kept == {b"one", b"two"}


def test_the_files_beside_a_damaged_database_go_with_it(root: Path) -> None:
    root.mkdir()
    for suffix in ("", "-wal", "-shm", "-journal"):
        (root / f"desk.sqlite{suffix}").write_text(suffix)
    aside = set_aside(root / "desk.sqlite", "now")
    assert aside is not None
    kept = {suffix: aside.with_name(aside.name + suffix).read_text() for suffix in ("", "-wal", "-shm", "-journal")}
    assert kept == {suffix: suffix for suffix in kept}
    assert list(root.glob("desk.sqlite*")) == []


def test_a_whole_database_is_not_touched(root: Path) -> None:
    _log_evening(root, Evening(), sales=1)
    store = open_at(root)
    store.close()
    assert store.recovered is None
    assert list(root.glob("desk.damaged*")) == []


def test_a_new_profile_was_not_recovered(store: DeskStore) -> None:
    assert store.recovered is None


def test_a_missing_database_is_told(root: Path) -> None:
    written = _log_evening(root, Evening())
    (root / "desk.sqlite").unlink()
    store = open_at(root)
    store.close()
    assert store.recovered is not None
    assert (store.recovered.what, store.recovered.events) == ("missing", len(written))


@pytest.mark.expected_log("nothing was written")
def test_damage_met_while_selling_is_put_right_at_the_next_start(root: Path) -> None:
    evening = Evening()
    store = open_at(root)
    written = append_all(store, [evening.opening, *(evening.sale() for _ in range(60))])
    connection = store.ledger._writer._connection
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA cache_size = 0")
    _all_pages_but_the_first(root / "desk.sqlite")
    connection.execute("PRAGMA shrink_memory")
    with pytest.raises(LedgerWriteError) as refused:
        store.ledger.append(evening.sale()).result(timeout=30)
    store.close()
    assert refused.value.code == "corrupt"
    assert DamageMark(root / "desk.sqlite").is_set()
    again = open_at(root)
    assert _ids(again) == [event.event_id for event in written]
    again.close()
    assert not DamageMark(root / "desk.sqlite").is_set()


@pytest.mark.expected_log("contradicts the database")
def test_what_a_damaged_journal_lacks_comes_from_the_damaged_database(root: Path) -> None:
    written = _log_evening(root, Evening())
    journal = root / "journal" / "1.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:3], b"{}\n", *lines[4:]]))
    DamageMark(root / "desk.sqlite").set("found by a check")
    store = open_at(root)
    assert _ids(store) == written
    assert {problem.code for problem in store.verify().problems} == {"journal_parked"}
    store.close()
    assert Journal.parked(root / "journal")


def test_a_marked_database_without_a_journal_is_read_as_far_as_it_goes(root: Path) -> None:
    written = _log_evening(root, Evening())
    with sqlite3.connect(root / "desk.sqlite") as connection:
        (device_id,) = connection.execute("SELECT device_id FROM sync_state").fetchone()
    connection.close()
    (root / "journal" / "1.jsonl").unlink()
    DamageMark(root / "desk.sqlite").set("found by a check")
    store = open_at(root)
    assert (store.device_id(), _ids(store)) == (device_id, written)
    store.close()
