# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Full, held, read-only, deleted and damaged: what the disk under a desk may do to it."""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.ports import LedgerWriteError
from app.store.errors import StoreOpenError
from app.store.open_store import DeskStore
from tests.helpers.forked import forked_processes
from tests.helpers.ledger import Evening, open_at
from tests.torture.report import Budget, Tally, journal_mode
from tests.unit.store.test_kill import live_and_be_killed

_HOLDER = """
import sqlite3, sys, time
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
other.execute("ROLLBACK")
"""
_MOST = 20_000


class Desk:
    """A desk that keeps what its user was told: saved, or not saved and why."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.store: DeskStore = open_at(root)
        self.evening = Evening()
        self.acked: list[str] = []
        self.sell(self.evening.opening)

    def sell(self, draft: object = None) -> str:
        """Log one sale; returns the code of the refusal, empty when it was saved."""
        try:
            event = self.store.ledger.append(draft or self.evening.sale()).result(timeout=60)  # type: ignore[arg-type]
        except LedgerWriteError as error:
            return error.code
        self.acked.append(event.event_id)
        return ""

    def until_refused(self) -> str:
        """Log until a sale is refused."""
        return next((code for _ in range(_MOST) if (code := self.sell())), "")

    def check(self, tally: Tally) -> None:
        tally.need(self.store.verify().ok, "verify found problems")
        findings = self.store.ledger._writer._connection.execute("PRAGMA integrity_check").fetchall()
        tally.need(findings == [("ok",)], f"integrity_check: {findings[:2]}")
        tally.count(self.acked, [event.event_id for event in self.store.reader.all_events()])


def run(budget: Budget) -> Iterator[Tally]:
    """Run every fault of the disk that this system can make."""
    if sys.platform != "win32":
        yield _limited(budget.part(7))
    # In short, held for ever says what held for 10 s says.
    for held_s in (1.0, 10.0) if budget.tries >= 10 else (1.0,):
        yield _held(held_s)
    yield _held_for_ever(budget.part(6, at_most=max(1, budget.tries // 20)))
    if sys.platform == "linux" and _may_mount():
        yield _full_tmpfs(budget.part(5))
        yield _read_only_mount(budget.part(4))
    if sys.platform != "win32":
        yield _deleted(budget.part(4))
    damages: dict[str, Callable[[bytearray, random.Random], bytearray]] = {
        "header": _break_header,
        "random page": _break_page,
        "truncated": _truncate,
    }
    for number, (name, damage) in enumerate(damages.items()):
        yield _damaged(name, damage, budget.part(len(damages) - number + 1))
    if journal_mode() == "wal":
        yield _without_wal(budget)


def _tally(what: str) -> Tally:
    return Tally(f"{what} ({journal_mode()})")


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="torture-disk-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _limited(budget: Budget) -> Tally:
    """No file may grow past a limit that lies somewhere in the next sales."""
    import resource

    tally = _tally("disk full: RLIMIT_FSIZE")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with _folder() as folder:
        desk = Desk(folder / "desk")
        for number in budget.rounds(tally):
            files = (*desk.root.glob("desk.sqlite*"), *desk.root.glob("journal/*.jsonl"))
            size = max(path.stat().st_size for path in files)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 1_000 + 777 * number, hard))
            try:
                code = desk.until_refused()
                tally.need(code == "disk_full", f"the refusal said {code or 'nothing'}")
                desk.sell()
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            tally.need(desk.sell() == "", "saving did not go on")
            desk.check(tally)
        desk.store.close()
    return tally


def _may_mount() -> bool:
    with _folder() as folder:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], check=False, capture_output=True
        )
        if done.returncode == 0:
            subprocess.run(["umount", str(folder)], check=True)
        return done.returncode == 0


@contextmanager
def _tmpfs(size: str) -> Iterator[Path]:
    with _folder() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
        try:
            yield folder
        finally:
            subprocess.run(["umount", str(folder)], check=True)


def _full_tmpfs(budget: Budget) -> Tally:
    tally = _tally("disk full: small tmpfs")
    for number in budget.rounds(tally):
        with _tmpfs("1m") as folder:
            desk = Desk(folder / "desk")
            ballast = folder / "ballast"
            ballast.write_bytes(b"x" * (500_000 + 1_111 * number))
            try:
                tally.need(desk.until_refused() == "disk_full", "the refusal did not say that the disk is full")
                desk.sell()
                ballast.unlink()
                tally.need(desk.sell() == "", "saving did not go on")
                desk.check(tally)
            finally:
                desk.store.close()
    return tally


def _read_only_mount(budget: Budget) -> Tally:
    tally = _tally("disk read-only at start")
    for _ in budget.rounds(tally):
        with _tmpfs("4m") as folder:
            desk = Desk(folder / "desk")
            desk.store.close()
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
            try:
                open_at(desk.root).close()
                tally.need(False, "it opened")
            except StoreOpenError as error:
                tally.need(error.code == "not_writable", f"the refusal said {error.code}")
            subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
            desk.store = open_at(desk.root)
            desk.check(tally)
            desk.store.close()
    return tally


def _held(seconds: float) -> Tally:
    """Another program holds the database: short, the sale is late; long, it is refused within the timeout."""
    tally = _tally(f"database held for {seconds:g} s")
    with _folder() as folder:
        desk = Desk(folder / "desk")
        command = [sys.executable, "-c", _HOLDER, str(desk.root / "desk.sqlite"), str(seconds)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()
            begun = time.monotonic()
            code = desk.sell()
            waited = time.monotonic() - begun
            tally.need(code == ("" if seconds < 5 else "busy"), f"the answer was {code or 'saved'}")
            tally.need(waited < 7, f"the answer took {waited:.1f} s")
            holder.wait(30)
        tally.need(desk.sell() == "", "saving did not go on")
        desk.check(tally)
        desk.store.close()
    return tally


def _held_for_ever(budget: Budget) -> Tally:
    """Another program does not let go: every sale is refused within the timeout, until that program is ended."""
    tally = _tally("database held for ever")
    with _folder() as folder:
        desk = Desk(folder / "desk")
        command = [sys.executable, "-c", _HOLDER, str(desk.root / "desk.sqlite"), "86400"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()
            for _ in budget.rounds(tally):
                begun = time.monotonic()
                tally.need(desk.sell() == "busy", "the refusal was not told")
                tally.need(time.monotonic() - begun < 7, "the refusal came late")
                tally.tries += 1
            holder.kill()
            holder.wait(30)
        tally.need(desk.sell() == "", "saving did not go on")
        tries = tally.tries
        desk.check(tally)
        tally.tries = tries
        desk.store.close()
    return tally


def _deleted(budget: Budget) -> Tally:
    """Nobody is told "saved" once the profile is gone."""
    tally = _tally("profile folder deleted under way")
    with _folder() as folder:
        for number in budget.rounds(tally):
            desk = Desk(folder / str(number))
            shutil.rmtree(desk.root)
            tally.need(desk.sell() != "", "it said saved")
            tally.tries += 1
            desk.store.close()
    return tally


def _break_header(content: bytearray, rng: random.Random) -> bytearray:
    content[:16] = rng.randbytes(16)
    return content


def _break_page(content: bytearray, rng: random.Random) -> bytearray:
    page = rng.randrange(1, len(content) // 4096)
    content[page * 4096 : (page + 1) * 4096] = rng.randbytes(4096)
    return content


def _truncate(content: bytearray, rng: random.Random) -> bytearray:
    return content[: rng.randrange(1, len(content))]


def _damaged(name: str, damage: Callable[[bytearray, random.Random], bytearray], budget: Budget) -> Tally:
    """The desk finds the damage at its start or in its own check, sets the file aside and has a whole ledger again."""
    tally = _tally(f"database damaged: {name}")
    with _folder() as folder:
        desk = Desk(folder / "desk")
        for _ in range(300):
            desk.sell()
        desk.store.close()
        for number in budget.rounds(tally):
            root = folder / f"damaged-{number}"
            shutil.copytree(desk.root, root)
            database = root / "desk.sqlite"
            damaged = bytes(damage(bytearray(database.read_bytes()), random.Random(number)))
            database.write_bytes(damaged)
            broken = Desk.__new__(Desk)
            broken.root, broken.acked = root, list(desk.acked)
            broken.store = _rebuilt(root, damaged, tally)
            broken.check(tally)
            broken.store.close()
            shutil.rmtree(root)
    return tally


def _rebuilt(root: Path, damaged: bytes, tally: Tally) -> DeskStore:
    """Start the desk on a damaged database; where the start does not find it, its check does, and the next start."""
    store = open_at(root)
    if store.recovered is None:
        store.care.round()
        store.close()
        return open_at(root)
    aside = store.recovered.set_aside_path
    tally.need(aside is not None and aside.read_bytes() == damaged, "the damaged file was not kept as it was")
    return store


def _without_wal(budget: Budget) -> Tally:
    """Somebody deletes the write-ahead log that a killed desk left behind; the journal has what was in it."""
    tally = _tally("killed, then the WAL deleted")
    with forked_processes("tests.unit.store.crash_child") as context, _folder() as folder:
        for number in budget.rounds(tally):
            root = folder / str(number)
            acked = live_and_be_killed(context, root, "any", number % 5)
            tally.need((root / "desk.sqlite-wal").exists(), "there was no WAL to delete")
            for file in root.glob("desk.sqlite-*"):
                file.unlink()
            store = open_at(root)
            tally.need(store.verify().ok, "verify found problems")
            tally.count(acked, [event.event_id for event in store.reader.all_events()])
            store.close()
            shutil.rmtree(root)
    return tally
