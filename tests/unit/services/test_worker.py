# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import threading
from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QCoreApplication

from app.services.worker import FutureRelay, Worker
from tests.helpers.services import pump


@pytest.fixture
def worker(qapp: QCoreApplication) -> Iterator[Worker]:
    made = Worker("worker-under-test")
    yield made
    made.close()


def refuse(error: Exception) -> None:
    raise AssertionError(error)


def test_work_runs_on_the_named_thread_and_its_result_on_this_one(worker: Worker) -> None:
    told: list[tuple[str, str]] = []

    def done(name: str) -> None:
        told.append((name, threading.current_thread().name))

    worker.run(lambda: threading.current_thread().name, done, refuse)
    pump(lambda: bool(told))
    assert told == [("worker-under-test", threading.main_thread().name)]


def test_a_failure_goes_to_its_own_callback_and_the_next_job_runs(worker: Worker) -> None:
    failed: list[Exception] = []
    done: list[int] = []

    def fail() -> int:
        raise OSError("no such disk")

    worker.run(fail, done.append, failed.append)
    worker.run(lambda: 2, done.append, refuse)
    pump(lambda: bool(done))
    assert [str(error) for error in failed] == ["no such disk"]
    assert done == [2]


def test_closing_does_not_wait_for_a_job_that_hangs_and_nothing_is_told_after_it(worker: Worker) -> None:
    started, release = threading.Event(), threading.Event()
    done: list[bool] = []

    def hang() -> bool:
        started.set()
        return release.wait()

    worker.run(hang, done.append, refuse)
    assert started.wait(5)
    assert worker.close(0.05) is False
    release.set()
    assert worker.close(5.0) is True
    QCoreApplication.processEvents()
    assert done == []


def test_a_future_resolved_on_another_thread_is_told_on_this_one(qapp: QCoreApplication) -> None:
    relay, future, told = FutureRelay(), Future[int](), list[str]()

    def resolved(ended: "Future[int]") -> None:
        told.append(f"{ended.result()} on {threading.current_thread().name}")

    relay.watch(future, resolved)
    thread = threading.Thread(target=future.set_result, args=(7,))
    thread.start()
    thread.join()
    assert told == []
    pump(lambda: bool(told))
    assert told == [f"7 on {threading.main_thread().name}"]
    relay.close()


def test_a_future_that_is_done_already_is_told_later_never_at_once(qapp: QCoreApplication) -> None:
    relay, future, told = FutureRelay(), Future[int](), list[int]()
    future.set_result(7)
    relay.watch(future, lambda ended: told.append(ended.result()))
    assert told == []
    pump(lambda: bool(told))
    relay.close()


def test_after_close_nothing_is_told(qapp: QCoreApplication) -> None:
    relay, future, told = FutureRelay(), Future[int](), list[int]()
    relay.watch(future, lambda ended: told.append(ended.result()))
    relay.close()
    future.set_result(7)
    QCoreApplication.processEvents()
    assert told == []
