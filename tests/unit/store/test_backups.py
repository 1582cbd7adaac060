# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups are whole, hold up no sale, are thinned by rule, and harm nothing when they fail."""

import errno
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.content import Shop
from app.settings.profile import Profile
from app.store import care, open_store
from app.store.backups import new_backup, newest_first, superfluous
from app.store.damage import DamageMark
from app.store.health import Health, read_health, write_health
from app.store.migrations import STEPS
from app.store.open_store import DeskStore
from app.store.writer import Alone, StoreClosingError
from tests.helpers.ledger import Evening, append_all, open_at

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


def _rows(database: Path) -> int:
    connection = sqlite3.connect(database)
    try:
        return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])
    finally:
        connection.close()


def _name(made: datetime, schema: int | None = None) -> Path:
    mark = "" if schema is None else f"schema{schema}-"
    return Path(f"desk-{mark}{made.strftime('%Y%m%dT%H%M%S%f')}.sqlite")


def test_a_round_makes_a_whole_backup_and_says_so(root: Path, store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening, *(evening.sale() for _ in range(50))])
    told: list[Health] = []
    store.care.watch(told.append)
    health = store.care.round()
    (backup,) = newest_first(root / "backups")
    assert _rows(backup) == 51
    assert (health.check, health.findings, health.backup_fault) == ("integrity", (), "")
    assert told == [health]
    assert read_health(root) == health


def test_the_long_check_is_made_once_a_week(root: Path, store: DeskStore) -> None:
    assert [store.care.round().check for _ in range(2)] == ["integrity", "quick"]
    long_ago = NOW - timedelta(days=8)
    write_health(root, Health(integrity_at=long_ago.isoformat()))
    assert store.care.round().check == "integrity"


def test_sales_logged_while_a_backup_is_made_are_committed_between_its_steps(
    root: Path, store: DeskStore, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_all(store, [evening.opening, *(evening.sale() for _ in range(600))])
    saved: list[int] = []
    serve = Alone.serve_others

    def sell_first(alone: Alone, wait_s: float) -> None:
        future = store.ledger.append(evening.sale())
        serve(alone, wait_s)
        saved.append(future.result(timeout=0).seq)

    monkeypatch.setattr(Alone, "serve_others", sell_first)
    store.care.round()
    (backup,) = newest_first(root / "backups")
    assert len(saved) >= 2
    assert _rows(backup) >= 601 + len(saved) - 1
    assert store.verify().problems == ()


def test_closing_ends_a_backup_and_leaves_no_piece_of_it(
    root: Path, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_at(root)
    append_all(store, [evening.opening, *(evening.sale() for _ in range(600))])
    closers: list[threading.Thread] = []
    serve = Alone.serve_others

    def close_first(alone: Alone, wait_s: float) -> None:
        if not closers:
            closers.append(threading.Thread(target=store.close, name="closer"))
            closers[0].start()
        serve(alone, 30.0)

    monkeypatch.setattr(Alone, "serve_others", close_first)
    with pytest.raises(StoreClosingError):
        store.care.round()
    closers[0].join(30)
    assert list((root / "backups").iterdir()) == []


@pytest.mark.expected_log("no backup of the database was made")
def test_a_backup_that_fails_is_told_and_selling_goes_on(
    root: Path, store: DeskStore, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(connection: sqlite3.Connection, target: Path, _breathe: Callable[[], None]) -> None:
        target.write_bytes(b"half a copy")
        raise OSError(errno.ENOSPC, "No space left on device")

    append_all(store, [evening.opening])
    with monkeypatch.context() as broken:
        broken.setattr(care, "copy_database", full)
        health = store.care.round()
    assert "No space left" in health.backup_fault
    assert list((root / "backups").iterdir()) == []
    append_all(store, [evening.sale()])
    assert store.care.round().backup_fault == ""


@pytest.mark.expected_log("the next start rebuilds it", "was damaged and is kept")
def test_damage_found_by_a_check_is_told_and_put_right_at_the_next_start(root: Path, evening: Evening) -> None:
    store = open_at(root)
    written = append_all(store, [evening.opening, *(evening.sale() for _ in range(60))])
    store.care.round()
    (good,) = newest_first(root / "backups")
    store.ledger._writer._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with (root / "desk.sqlite").open("r+b") as file:
        file.seek(-4_096 * 3, 2)
        file.write(b"\xa5" * 4_096 * 3)
    store.ledger._writer._connection.execute("PRAGMA cache_size = 0")
    store.ledger._writer._connection.execute("PRAGMA shrink_memory")
    health = store.care.round()
    store.close()
    assert health.findings
    assert DamageMark(root / "desk.sqlite").is_set()
    assert newest_first(root / "backups") == [good]
    again = open_at(root)
    assert list(again.reader.all_events()) == written
    assert again.care.round().findings == ()
    again.close()


@pytest.mark.expected_log("was damaged and is kept")
def test_shops_of_a_damaged_database_come_from_the_newest_backup(root: Path) -> None:
    store = open_at(root)
    store.content.import_records([Shop(shop_id="S1", name="干果铺")])
    store.care.round()
    store.close()
    (root / "desk.sqlite").write_bytes(b"not a database" * 999)
    again = open_at(root)
    assert list(again.content.load()) == [Shop(shop_id="S1", name="干果铺")]
    again.close()


def test_with_database_and_journal_gone_the_ledger_comes_from_the_newest_backup(root: Path, evening: Evening) -> None:
    store = open_at(root)
    written, device_id = append_all(store, [evening.opening, evening.sale()]), store.device_id()
    store.care.round()
    store.close()
    (root / "desk.sqlite").unlink()
    (root / "journal" / "1.jsonl").unlink()
    again = open_at(root)
    assert (again.device_id(), list(again.reader.all_events())) == (device_id, written)
    assert again.verify().problems == ()
    again.close()


def test_an_older_database_is_backed_up_before_its_migration(
    root: Path, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_at(root)
    append_all(store, [evening.opening, evening.sale()])
    store.close()
    newer = [*STEPS, ("CREATE TABLE later (x INTEGER)",)]
    monkeypatch.setattr(open_store.migrate, "__kwdefaults__", {"steps": newer})
    open_at(root).close()
    (backup,) = newest_first(root / "backups")
    assert backup.name.startswith(f"desk-schema{len(STEPS)}-")
    assert _rows(backup) == 2


def test_two_backups_of_one_moment_are_two_files(tmp_path: Path) -> None:
    for text in ("one", "two"):
        with new_backup(tmp_path, "20260520T120000000000") as part:
            part.write_text(text)
    assert [file.read_text() for file in newest_first(tmp_path)] == ["two", "one"]


@given(st.lists(st.integers(0, 40 * 48), unique=True, max_size=120), st.sets(st.integers(1, 3)))
def test_thinning_keeps_the_newest_one_a_day_and_one_a_migration(half_hours: list[int], schemas: set[int]) -> None:
    made = sorted((NOW - timedelta(minutes=30 * count) for count in half_hours), reverse=True)
    backups = [_name(moment) for moment in made]
    migrations = [_name(NOW - timedelta(days=99 + older), schema) for schema in schemas for older in (0, 1)]
    dropped = set(superfluous([*backups, *migrations, Path("desk-mine.sqlite")], NOW))
    kept_days = {moment.date() for moment in made if NOW - moment <= timedelta(days=14)}
    assert dropped.isdisjoint(backups[:8])
    assert {moment.date() for moment, name in zip(made, backups, strict=True) if name not in dropped} >= kept_days
    assert sum(name not in dropped for name in backups) <= 8 + 15
    assert dropped.isdisjoint(migrations[::2])
    assert dropped >= set(migrations[1::2])
    assert Path("desk-mine.sqlite") not in dropped


def test_a_health_file_that_is_no_json_says_nothing(root: Path) -> None:
    Profile(root).ensure()
    (root / "health.json").write_text("{", encoding="utf-8")
    assert read_health(root) == Health()
