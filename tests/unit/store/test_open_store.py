# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening: schema, settings of the connection, what is refused, and recovery from either record alone."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from app.domain.session_state import Totals
from app.store.connections import connect_writer, journal_mode_for
from app.store.errors import StoreOpenError
from app.store.journal import Journal
from app.store.location import check_location, filesystem_type
from app.store.migrations import STEPS, migrate
from app.store.open_store import DeskStore
from app.store.tables import METADATA
from tests.helpers.ledger import Evening, append_all, open_at


def _plain(sql: str) -> str:
    return re.sub(r"\s+", "", sql)


def _refusal(root: Path) -> StoreOpenError:
    with pytest.raises(StoreOpenError) as refused:
        open_at(root).close()
    return refused.value


def _log_evening(root: Path, evening: Evening, sales: int = 5) -> None:
    store = open_at(root)
    append_all(store, [evening.opening, *(evening.sale() for _ in range(sales))])
    store.close()


def _line_count(root: Path) -> int:
    return len((root / "journal" / "1.jsonl").read_bytes().splitlines())


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "truncate"),
        ((3, 44, 5), "truncate"),
        ((3, 44, 6), "wal"),
        ((3, 45, 9), "truncate"),
        ((3, 50, 4), "truncate"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "truncate"),
        ((3, 51, 3), "wal"),
        ((3, 52, 0), "truncate"),
        ((3, 52, 1), "wal"),
        ((3, 53, 0), "wal"),
    ],
)
def test_wal_is_used_only_where_its_reset_bug_is_fixed(version: tuple[int, int, int], mode: str) -> None:
    assert journal_mode_for(version) == mode


def test_the_writer_syncs_fully(root: Path) -> None:
    root.mkdir()
    connection = connect_writer(root / "desk.sqlite")
    found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "busy_timeout")]
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()
    assert (found, mode) == ([2, 5_000], journal_mode_for(sqlite3.sqlite_version_info))


def test_the_migrated_schema_is_the_one_the_tables_declare() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, backup=lambda _: None)
    made = {
        _plain(sql)
        for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql <> ''")
    }
    connection.close()
    declared = [CreateTable(table) for table in METADATA.sorted_tables]
    indexes = [CreateIndex(index) for table in METADATA.sorted_tables for index in table.indexes]
    assert made == {_plain(str(item.compile(dialect=sqlite.dialect()))) for item in [*declared, *indexes]}


@pytest.mark.parametrize("statement", ["UPDATE event SET actor = 'x'", "DELETE FROM event"])
def test_the_database_itself_refuses_to_change_an_event(root: Path, evening: Evening, statement: str) -> None:
    _log_evening(root, evening)
    connection = sqlite3.connect(root / "desk.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(statement)
    connection.close()


def test_a_migration_backs_up_first_and_keeps_every_event(tmp_path: Path, root: Path, evening: Evening) -> None:
    _log_evening(root, evening)
    connection = sqlite3.connect(root / "desk.sqlite", isolation_level=None)
    backed_up: list[int] = []
    migrate(connection, backup=backed_up.append, steps=[*STEPS, ("CREATE TABLE later (x INTEGER)",)])
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    events = connection.execute("SELECT count(*) FROM event").fetchone()[0]
    connection.close()
    assert (backed_up, version, events) == ([len(STEPS)], len(STEPS) + 1, 6)


def test_a_migration_step_that_fails_leaves_nothing_behind(root: Path, evening: Evening) -> None:
    _log_evening(root, evening)
    connection = sqlite3.connect(root / "desk.sqlite", isolation_level=None)
    broken = ("CREATE TABLE later (x INTEGER)", "CREATE TABLE event (x INTEGER)")
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, backup=lambda _: None, steps=[*STEPS, broken])
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    assert version == len(STEPS)
    assert "later" not in tables


def test_a_database_of_a_newer_version_is_refused_and_left_alone(root: Path, evening: Evening) -> None:
    _log_evening(root, evening)
    connection = sqlite3.connect(root / "desk.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (root / "desk.sqlite").read_bytes()
    assert _refusal(root).code == "newer_database"
    assert (root / "desk.sqlite").read_bytes() == before


def test_another_programs_database_is_refused(root: Path) -> None:
    root.mkdir()
    connection = sqlite3.connect(root / "desk.sqlite")
    connection.execute("CREATE TABLE theirs (x INTEGER)")
    connection.close()
    assert _refusal(root).code == "foreign_database"


def test_a_folder_that_is_a_file_is_refused(root: Path) -> None:
    root.write_text("a file")
    assert _refusal(root).code == "not_writable"


def test_a_folder_that_cannot_be_written_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert _refusal(root).code == "not_writable"


@pytest.mark.parametrize("name", ["OneDrive - Base", "Dropbox", "坚果云", "Google Drive"])
def test_a_folder_that_a_cloud_program_copies_is_refused(tmp_path: Path, name: str) -> None:
    assert _refusal(tmp_path / name / "profile").code == "synced_folder"
    assert not (tmp_path / name).exists()


def test_a_network_share_is_told_from_a_disk_by_its_mount() -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\nnas:/evening /mnt/the\\040nas nfs4 rw 0 0\n/dev/sdb1 /mnt xfs rw 0 0\n"
    assert filesystem_type(Path("/mnt/the nas/profile"), mounts) == "nfs4"
    assert filesystem_type(Path("/mnt/other"), mounts) == "xfs"
    assert filesystem_type(Path("/home/anchor"), mounts) == "ext4"


def test_a_network_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.location._is_on_network", lambda _: True)
    with pytest.raises(StoreOpenError) as refused:
        check_location(tmp_path)
    assert refused.value.code == "network_share"


def test_opening_loads_no_library_that_it_does_not_need() -> None:
    heavy = ["PySide6", "fastapi", "httpx2", "keyring", "alembic", "python_calamine", "xlsxwriter", "obsws_python"]
    program = f"import sys, app.store.open_store; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_the_device_id_stays(root: Path) -> None:
    ids = []
    for _ in range(2):
        store = open_at(root)
        ids.append(store.device_id())
        store.close()
    assert ids[0] == ids[1]


def test_an_open_session_is_there_after_a_restart(root: Path, evening: Evening) -> None:
    _log_evening(root, evening)
    store = open_at(root)
    state = store.reader.open_session()
    store.close()
    assert state is not None
    assert state.totals == Totals(sales=5, units=10, amount_fen=19_900)


def test_a_deleted_database_is_rebuilt_from_the_journal(root: Path, evening: Evening) -> None:
    store = open_at(root)
    device_id = store.device_id()
    written = append_all(store, [evening.opening, evening.sale(), evening.present()])
    store.close()
    (root / "desk.sqlite").unlink()
    store = open_at(root)
    assert (store.device_id(), list(store.reader.all_events())) == (device_id, written)
    assert store.verify().problems == ()
    store.close()


def test_a_deleted_journal_is_rebuilt_from_the_database(root: Path, evening: Evening) -> None:
    _log_evening(root, evening)
    before = (root / "journal" / "1.jsonl").read_bytes()
    shutil.rmtree(root / "journal")
    open_at(root).close()
    assert (root / "journal" / "1.jsonl").read_bytes() == before


def test_commits_that_the_database_lost_come_back_from_the_journal(root: Path, evening: Evening) -> None:
    _log_evening(root, evening)
    shutil.copy(root / "desk.sqlite", root / "old.sqlite")
    store = open_at(root)
    append_all(store, [evening.sale() for _ in range(4)])
    store.close()
    shutil.copy(root / "old.sqlite", root / "desk.sqlite")
    store = open_at(root)
    assert store.reader.sessions()[0].totals.sales == 9
    assert store.verify().problems == ()
    assert append_all(store, [evening.sale()])[0].seq == 11
    store.close()


def test_lines_that_the_journal_lost_come_back_from_the_database(root: Path, evening: Evening) -> None:
    _log_evening(root, evening)
    journal = root / "journal" / "1.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(b"".join(whole.splitlines(keepends=True)[:-3]))
    open_at(root).close()
    assert journal.read_bytes() == whole


def test_a_torn_last_line_is_set_aside_and_the_event_is_kept_from_the_database(root: Path, evening: Evening) -> None:
    _log_evening(root, evening)
    journal = root / "journal" / "1.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-20])
    open_at(root).close()
    assert journal.read_bytes() == whole
    assert (root / "journal" / "1.torn").read_bytes() == whole.splitlines(keepends=True)[-1][:-20] + b"\n"


@pytest.mark.parametrize("garbage", [b"\x00" * 4_096, b'{"seq": 7', b"\xff\xfe\n", b"\n\n", b"[]\n"])
def test_garbage_after_the_last_line_is_no_event(root: Path, evening: Evening, garbage: bytes) -> None:
    _log_evening(root, evening)
    journal = root / "journal" / "1.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + garbage)
    store = open_at(root)
    append_all(store, [evening.sale()])
    assert store.verify().problems == ()
    store.close()
    assert journal.read_bytes().startswith(whole + b"{")


@pytest.mark.expected_log("contradicts the database")
def test_a_journal_of_another_profile_is_set_aside_whole(tmp_path: Path, root: Path) -> None:
    _log_evening(root, Evening())
    _log_evening(tmp_path / "other", Evening(), sales=9)
    strange = (tmp_path / "other" / "journal" / "1.jsonl").read_bytes()
    (root / "journal" / "1.jsonl").write_bytes(strange)
    store = open_at(root)
    report = store.verify()
    store.close()
    (parked,) = Journal.parked(root / "journal")
    assert parked.read_bytes() == strange
    assert _line_count(root) == 6
    assert [problem.code for problem in report.problems] == ["journal_parked"]


@pytest.mark.expected_log("contradicts the database")
def test_a_damaged_line_stops_the_rebuilding_before_it_and_nothing_is_thrown_away(root: Path) -> None:
    _log_evening(root, Evening())
    journal = root / "journal" / "1.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    changed = json.loads(lines[3])
    changed["body"]["units"] = 99
    damaged = b"".join([*lines[:3], json.dumps(changed).encode() + b"\n", *lines[4:]])
    journal.write_bytes(damaged)
    (root / "desk.sqlite").unlink()
    store = open_at(root)
    assert store.reader.head().last_seq == 3
    store.close()
    assert Journal.parked(root / "journal")[0].read_bytes() == damaged


def test_fields_of_newer_versions_survive_the_rebuilding(root: Path, store: DeskStore, evening: Evening) -> None:
    from app.contract.events import LedgerEvent, expected_hash
    from app.store.event_rows import journal_line

    (event,) = append_all(store, [evening.opening])
    store.close()
    newer = LedgerEvent.model_validate(event.model_dump() | {"venue": "喀什"})
    newer = newer.model_copy(update={"hash": expected_hash(newer.model_dump())})
    (root / "journal" / "1.jsonl").write_text(journal_line(newer) + "\n", encoding="utf-8")
    (root / "desk.sqlite").unlink()
    again = open_at(root)
    kept, report = list(again.reader.all_events()), again.verify()
    again.close()
    assert kept == [newer]
    assert report.problems == ()
