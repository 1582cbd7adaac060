# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a caller hears when a write fails, and that what was saved before stays whole."""

import errno
import shutil
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.domain.ports import LedgerWriteError
from app.store.errors import failure_code
from app.store.journal import Journal
from app.store.open_store import DeskStore
from app.store.room import refusal_of_room
from tests.helpers.ledger import Evening, append_all, open_at

pytestmark = pytest.mark.expected_log("nothing was written")


def _on_writer(store: DeskStore, statement: str) -> None:
    """Run a PRAGMA on the writer's own connection, outside any transaction."""
    writer = store.ledger._writer
    writer.submit(lambda _: None).exception(timeout=10)
    writer._connection.execute(statement).fetchall()


def _refusal(store: DeskStore, evening: Evening) -> LedgerWriteError:
    error = store.ledger.append(evening.sale()).exception(timeout=30)
    assert isinstance(error, LedgerWriteError)
    return error


def test_a_full_disk_is_told_and_saving_goes_on_when_there_is_room(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening])
    _on_writer(store, "PRAGMA max_page_count = 1")
    refused = next(error for _ in range(500) if (error := store.ledger.append(evening.sale()).exception(timeout=10)))
    assert isinstance(refused, LedgerWriteError)
    assert refused.code == "disk_full"
    assert str(refused).startswith("NOT SAVED: the disk is full.")
    _on_writer(store, "PRAGMA max_page_count = 100000")
    append_all(store, [evening.sale()])
    assert store.verify().problems == ()


def test_a_read_only_database_is_told(store: DeskStore, evening: Evening) -> None:
    _on_writer(store, "PRAGMA query_only = ON")
    assert _refusal(store, evening).code == "read_only"
    _on_writer(store, "PRAGMA query_only = OFF")
    append_all(store, [evening.sale()])
    assert store.verify().events == 1


def test_a_database_held_by_another_program_is_told(root: Path, store: DeskStore, evening: Evening) -> None:
    _on_writer(store, "PRAGMA busy_timeout = 20")
    other = sqlite3.connect(root / "desk.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert _refusal(store, evening).code == "busy"
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert append_all(store, [evening.sale()])[0].seq == 1


def test_a_write_waits_for_another_program_that_lets_go(root: Path, store: DeskStore, evening: Evening) -> None:
    other = sqlite3.connect(root / "desk.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    future = store.ledger.append(evening.sale())
    assert not future.done()
    other.execute("ROLLBACK")
    other.close()
    assert future.result(timeout=10).seq == 1


def test_a_journal_that_cannot_be_written_saves_nothing(
    store: DeskStore, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_journal: Journal, _lines: Sequence[str], *, last_seq: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    append_all(store, [evening.opening])
    with monkeypatch.context() as broken:
        broken.setattr(Journal, "append", no_room)
        assert _refusal(store, evening).code == "disk_full"
    assert store.reader.head().last_seq == 1
    append_all(store, [evening.sale()])
    assert store.verify().problems == ()


def test_a_half_written_line_is_cut_off_again(
    store: DeskStore, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_all(store, [evening.opening])
    with monkeypatch.context() as broken:
        broken.setattr("app.store.journal._flush", _fails_once())
        assert _refusal(store, evening).code == "io_error"
    append_all(store, [evening.sale()])
    assert store.verify().problems == ()


@pytest.mark.expected_log("could not be cut back yet")
def test_a_line_that_cannot_be_cut_off_at_once_is_cut_before_the_next(
    store: DeskStore, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dead_disk(_descriptor: int) -> None:
        raise OSError(errno.EIO, "input/output error")

    append_all(store, [evening.opening])
    with monkeypatch.context() as broken:
        broken.setattr("app.store.journal._flush", dead_disk)
        assert _refusal(store, evening).code == "io_error"
        assert _refusal(store, evening).code == "io_error"
    append_all(store, [evening.sale()])
    assert store.verify().problems == ()


def test_a_commit_that_fails_leaves_no_line_in_the_journal(root: Path, store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening])
    _on_writer(store, "PRAGMA busy_timeout = 20")
    _on_writer(store, "PRAGMA journal_mode = TRUNCATE")
    reader = sqlite3.connect(root / "desk.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM event").fetchall()
    try:
        assert _refusal(store, evening).code == "busy"
    finally:
        reader.execute("ROLLBACK")
        reader.close()
    assert len((root / "journal" / "1.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    assert append_all(store, [evening.sale()])[0].seq == 2
    assert store.verify().problems == ()


def test_a_damaged_database_is_told(root: Path, store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening, *(evening.sale() for _ in range(50))])
    _on_writer(store, "PRAGMA journal_mode = TRUNCATE")
    _on_writer(store, "PRAGMA cache_size = 0")
    database = root / "desk.sqlite"
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (database.stat().st_size - 4096))
    store.ledger._writer._connection.execute("PRAGMA shrink_memory")
    assert _refusal(store, evening).code == "corrupt"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EROFS, "read_only"), (errno.EACCES, "read_only"), (errno.EIO, "io_error")],
)
def test_the_systems_refusals_have_stable_codes(number: int, code: str) -> None:
    assert failure_code(OSError(number, "refused")) == code


if sys.platform != "win32":  # elsewhere the system itself keeps open files from being deleted

    @pytest.fixture
    def deletable(root: Path, store: DeskStore, evening: Evening) -> Path:
        """The profile of an open store with three events, where the system lets open files be deleted."""
        append_all(store, [evening.opening, evening.sale(), evening.sale()])
        return root

    def test_a_journal_deleted_under_way_is_written_anew(deletable: Path, store: DeskStore, evening: Evening) -> None:
        journal = deletable / "journal" / "1.jsonl"
        journal.rename(journal.with_suffix(".gone"))
        journal.with_suffix(".gone").unlink()
        append_all(store, [evening.sale()])
        assert len(journal.read_bytes().splitlines()) == 4
        assert store.verify().problems == ()

    def test_a_profile_deleted_under_way_saves_nothing_more(
        deletable: Path, store: DeskStore, evening: Evening
    ) -> None:
        shutil.rmtree(deletable)
        refused = _refusal(store, evening)
        assert refused.code == "io_error"
        assert "moved or deleted" in str(refused)

    def test_a_limit_on_the_size_of_files_is_told_as_a_full_disk(
        root: Path, store: DeskStore, evening: Evening
    ) -> None:
        """SQLite says no more than "disk I/O error" here, and the same for a quota."""
        import resource

        append_all(store, [evening.opening])
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, ((root / "desk.sqlite").stat().st_size, hard))
        try:
            refused = next(error for _ in range(500) if (error := store.ledger.append(evening.sale()).exception(30)))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert isinstance(refused, LedgerWriteError)
        assert refused.code == "disk_full"
        assert str(refused).startswith("NOT SAVED: the disk is full for this program")
        assert not (root / "desk.sqlite.room").exists()
        append_all(store, [evening.sale()])
        assert store.verify().problems == ()


def test_an_error_of_the_disk_is_not_told_as_a_full_disk(root: Path, store: DeskStore) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    assert refusal_of_room(error, root / "desk.sqlite") is None
    assert failure_code(error) == "io_error"


def test_a_profile_reopens_whole_after_failed_writes(root: Path, evening: Evening) -> None:
    store = open_at(root)
    append_all(store, [evening.opening])
    _on_writer(store, "PRAGMA query_only = ON")
    _refusal(store, evening)
    store.close()
    again = open_at(root)
    report = again.verify()
    again.close()
    assert (report.events, report.problems) == (1, ())


def _fails_once() -> Callable[[int], None]:
    calls: list[int] = []

    def flush(_descriptor: int) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise OSError(errno.EIO, "input/output error")

    return flush
