# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Full, held, read-only, deleted and damaged: what the disk under a desk may do to it."""

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.domain.ports import LedgerWriteError
from app.store.errors import StoreOpenError, StoreReadError
from app.store.open_store import DeskStore
from tests.helpers.ledger import Evening, open_at
from tests.torture.report import Budget, Tally

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
        tally.count(self.acked, [event.event_id for event in self.store.reader.all_events()])


def run(budget: Budget) -> Iterator[Tally]:
    """Run every fault of the disk that this system can make."""
    if sys.platform != "win32":
        yield _limited(budget.part(6))
    for held_s in (1.0, 10.0):
        yield _held(held_s)
    if sys.platform == "linux" and _may_mount():
        yield _full_tmpfs(budget.part(5))
        yield _read_only_mount()
    if sys.platform != "win32":
        yield _deleted()
    damages: dict[str, Callable[[bytearray, random.Random], bytearray]] = {
        "header": _break_header,
        "random page": _break_page,
        "truncated": _truncate,
    }
    for number, (name, damage) in enumerate(damages.items()):
        yield _damaged(name, damage, budget.part(len(damages) - number))


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

    tally = Tally("disk full: RLIMIT_FSIZE")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with _folder() as folder:
        desk = Desk(folder / "desk")
        for number in budget.rounds():
            size = max(path.stat().st_size for path in (desk.root / "desk.sqlite", *desk.root.glob("journal/*.jsonl")))
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 1_000 + 777 * number, hard))
            try:
                # SQLite tells a file's limit as an I/O error; only the journal's own write names it.
                code = desk.until_refused()
                tally.need(code in {"disk_full", "io_error"}, f"the refusal said {code or 'nothing'}")
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
    tally = Tally("disk full: small tmpfs")
    for number in budget.rounds():
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


def _read_only_mount() -> Tally:
    tally = Tally("disk read-only at start")
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
    tally = Tally(f"database held for {seconds:g} s")
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


def _deleted() -> Tally:
    """Nobody is told "saved" once the profile is gone."""
    tally = Tally("profile folder deleted under way")
    with _folder() as folder:
        desk = Desk(folder / "desk")
        shutil.rmtree(desk.root)
        tally.need(desk.sell() != "", "it said saved")
        tally.tries = 1
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
    """Where a start or ``verify`` finds the damage, the file set aside gives a whole ledger from the journal."""
    tally = Tally(f"database damaged: {name}")
    with _folder() as folder:
        desk = Desk(folder / "desk")
        for _ in range(300):
            desk.sell()
        desk.store.close()
        for number in budget.rounds():
            root = folder / f"damaged-{number}"
            shutil.copytree(desk.root, root)
            database = root / "desk.sqlite"
            database.write_bytes(damage(bytearray(database.read_bytes()), random.Random(number)))
            broken = Desk.__new__(Desk)
            broken.root, broken.acked = root, list(desk.acked)
            _rebuild_if_needed(database, tally)
            broken.store = open_at(root)
            broken.check(tally)
            broken.store.close()
            shutil.rmtree(root)
    return tally


def _rebuild_if_needed(database: Path, tally: Tally) -> None:
    """Do what the desk's own sentence says: move the damaged file away, which the start left as it was."""
    before = database.read_bytes()
    try:
        store = open_at(database.parent)
    except StoreOpenError as error:
        tally.need(error.code == "corrupt", f"the refusal said {error.code}")
        tally.need(database.read_bytes() == before, "the damaged file was changed")
        database.rename(database.with_suffix(".damaged"))
        return
    whole = False
    with suppress(StoreReadError, sqlite3.Error, ValueError):
        whole = store.verify().ok and len(list(store.reader.all_events())) > 0
    store.close()
    if not whole and database.exists():
        database.rename(database.with_suffix(".damaged"))
        for rest in database.parent.glob("desk.sqlite-*"):
            rest.unlink()
