# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one thread that writes: a queue of tasks, each answered by a future that resolves after the durable commit."""

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from app.domain.ports import LedgerWriteError
from app.store.damage import DamageMark
from app.store.errors import write_error
from app.store.journal import Journal
from app.store.recovery import record_in_journal
from app.store.room import refusal_of_room
from app.store.transaction import Transaction

_T = TypeVar("_T")
_MAX_BATCH: Final = 64
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Task:
    run: Callable[[Any], Any]
    future: "Future[Any]"
    is_alone: bool = False


class StoreClosingError(Exception):
    """The database is being closed, so a long task ends unfinished."""


class Alone:
    """The writer's own parts, lent for a while to one task that makes its transactions itself."""

    def __init__(self, writer: "StoreWriter", connection: sqlite3.Connection, journal: Journal) -> None:
        self._writer = writer
        self.connection = connection
        self.journal = journal

    def use_journal(self, journal: Journal) -> None:
        """Have events appended to ``journal`` from now on; the one before is closed."""
        self._writer.use_journal(journal)

    def serve_others(self, wait_s: float) -> None:
        """Let other tasks run for a moment. No transaction may be open.

        Args:
            wait_s: how long to wait for one in seconds.

        Raises:
            StoreClosingError: nothing more will come; end.
        """
        self._writer.serve(wait_s)


class StoreWriter:
    """Runs tasks in the order in which they were submitted, on a thread of its own that owns the connection.

    Tasks that wait at the same time share one commit; each still stands or falls alone.
    """

    def __init__(self, connection: sqlite3.Connection, journal: Journal, database: Path) -> None:
        self._connection = connection
        self._database = database
        self._damage = DamageMark(database)
        self._journal = journal
        self._queue: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[Transaction], _T]) -> "Future[_T]":
        """Queue a task and return at once.

        The future raises LedgerWriteError when nothing was written, or what ``run`` raised by its own judgement.
        """
        future: Future[_T] = Future()
        with self._gate:
            if not self._closed:
                self._queue.put(_Task(run, future))
                return future
        future.set_exception(LedgerWriteError("io_error", "NOT SAVED: the local database was closed already."))
        return future

    def submit_alone(self, run: Callable[[Alone], _T]) -> "Future[_T]":
        """Queue a task that gets the connection outside any transaction, and return at once.

        The future raises what ``run`` raised, or StoreClosingError.
        """
        future: Future[_T] = Future()
        with self._gate:
            if not self._closed:
                self._queue.put(_Task(run, future, is_alone=True))
                return future
        future.set_exception(StoreClosingError())
        return future

    def close(self) -> None:
        """Finish every queued task, stop the thread and close connection and journal."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        self._connection.close()
        self._journal.close()

    def serve(self, wait_s: float) -> None:
        """(writer thread, in a task that runs alone) Run what waits, as ``Alone.serve_others`` says."""
        try:
            more = self._run_next(timeout=wait_s)
        except queue.Empty:
            return
        if not more:
            self._queue.put(None)
            raise StoreClosingError

    def use_journal(self, journal: Journal) -> None:
        """(writer thread, in a task that runs alone) Append to ``journal`` from now on."""
        former, self._journal = self._journal, journal
        former.close()

    def _run(self) -> None:
        while self._run_next(timeout=None):
            pass

    def _run_next(self, *, timeout: float | None) -> bool:
        """Run what waits, as far as it can share a commit; returns False when it was the last."""
        batch, alone, more = self._next_batch(self._queue.get(timeout=timeout))
        running = [task for task in batch if task.future.set_running_or_notify_cancel()]
        if running:
            self._run_batch(running)
        if alone is not None and alone.future.set_running_or_notify_cancel():
            self._run_alone(alone)
        return more

    def _next_batch(self, first: _Task | None) -> tuple[list[_Task], _Task | None, bool]:
        """Return tasks that share a commit, the one to run alone after them, and whether more may come."""
        batch: list[_Task] = []
        task = first
        while task is not None and not task.is_alone:
            batch.append(task)
            if len(batch) == _MAX_BATCH:
                return batch, None, True
            try:
                task = self._queue.get_nowait()
            except queue.Empty:
                return batch, None, True
        return batch, task, task is not None

    def _run_alone(self, task: _Task) -> None:
        try:
            outcome = task.run(Alone(self, self._connection, self._journal))
        except Exception as error:  # noqa: BLE001 - the writer must outlive a faulty task; its caller gets the error
            self._take_back()
            task.future.set_exception(error)
        else:
            task.future.set_result(outcome)

    def _run_batch(self, batch: Sequence[_Task]) -> None:
        """Run ``batch`` in one transaction. Futures are resolved only after the commit."""
        try:
            outcomes = self._transact(batch)
        except (sqlite3.Error, OSError) as error:
            failure = write_error(refusal_of_room(error, self._database) or error)
            self._take_back()
            _log.error("nothing was written: %s", failure)
            if failure.code == "corrupt":
                self._remember_damage(failure)
            for task in batch:
                task.future.set_exception(failure)
        except Exception as error:  # noqa: BLE001 - the writer must outlive a faulty task; its caller gets the error
            self._take_back()
            for task in batch:
                task.future.set_exception(error)
        else:
            for task, outcome in zip(batch, outcomes, strict=True):
                if isinstance(outcome, _Refused):
                    task.future.set_exception(outcome.error)
                else:
                    task.future.set_result(outcome)

    def _transact(self, batch: Sequence[_Task]) -> list[Any]:
        transaction = Transaction(self._connection)
        self._connection.execute("BEGIN IMMEDIATE")
        if len(batch) == 1:
            outcomes = [batch[0].run(transaction)]
        else:
            outcomes = [self._run_one(task, transaction) for task in batch]
        if transaction.inserted:
            record_in_journal(self._connection, self._journal, transaction.inserted)
        self._connection.execute("COMMIT")
        self._journal.confirm()
        return outcomes

    def _run_one(self, task: _Task, transaction: Transaction) -> Any:
        """Run one of several tasks, so that its refusal leaves the others alone."""
        known = len(transaction.inserted)
        self._connection.execute("SAVEPOINT task")
        try:
            outcome = task.run(transaction)
        except sqlite3.IntegrityError as error:
            outcome = _Refused(write_error(error))
        except (sqlite3.Error, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - told to this task's caller
            outcome = _Refused(error)
        if isinstance(outcome, _Refused):
            del transaction.inserted[known:]
            self._connection.execute("ROLLBACK TO task")
        self._connection.execute("RELEASE task")
        return outcome

    def _take_back(self) -> None:
        """Undo the open transaction in journal and database; what fails here is put right before the next append."""
        try:
            self._journal.retract()
        except OSError as error:
            _log.error("the journal could not be cut back yet: %s", error)
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            _log.error("the transaction could not be rolled back yet: %s", error)

    def _remember_damage(self, failure: LedgerWriteError) -> None:
        try:
            self._damage.set(str(failure))
        except OSError as error:
            _log.error("the damage could not be noted for the next start: %s", error)


@dataclass(frozen=True, slots=True)
class _Refused:
    error: Exception
