# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at every step of the write path: what was acknowledged is there, whichever record is left."""

from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tests.helpers.forked import forked_processes
from tests.helpers.ledger import disk_image, open_at
from tests.unit.store.crash_child import POINTS, SWITCH_POINTS, log_until_killed, switch_until_killed

KILLS_PER_POINT = 5


@pytest.fixture(scope="module")
def processes() -> Iterator[BaseContext]:
    with forked_processes("tests.unit.store.crash_child") as context:
        yield context


def live_and_be_killed(processes: BaseContext, root: Path, point: str, life: int) -> list[str]:
    """Run one life of the desk until it is killed; returns the ids that it was told are saved."""
    told, telling = processes.Pipe(duplex=False)
    arguments = (str(root), telling, point, 1 + 2 * life, 1 + life % 2 * 6)
    child = processes.Process(target=log_until_killed, args=arguments, name=f"{point}-{life}", daemon=True)
    child.start()
    telling.close()
    return told_before_the_end(child, told, kill_after=3 + 5 * life if point == "any" else None)


def told_before_the_end(child: BaseProcess, told: Connection, *, kill_after: int | None = None) -> list[str]:
    acked: list[str] = []
    try:
        while True:
            assert told.poll(60), "the child neither logged nor died"
            acked.append(told.recv())
            if len(acked) == kill_after:
                child.kill()
    except EOFError:
        child.join(30)
    finally:
        told.close()
    assert child.exitcode not in {None, 0, 1}
    child.close()
    return acked


def _stored(root: Path) -> set[str]:
    store = open_at(root)
    report = store.verify()
    ids = {event.event_id for event in store.reader.all_events()}
    store.close()
    assert report.problems == ()
    return ids


@pytest.mark.parametrize("point", POINTS)
def test_no_acknowledged_event_is_lost_by_a_kill(processes: BaseContext, tmp_path: Path, point: str) -> None:
    root = tmp_path / "profile"
    acked: set[str] = set()
    for life in range(KILLS_PER_POINT):
        acked.update(live_and_be_killed(processes, root, point, life))
        journal_only = disk_image(root, tmp_path / f"journal-only-{life}")
        for file in journal_only.glob("desk.sqlite*"):
            file.unlink()
        database_only = disk_image(root, tmp_path / f"database-only-{life}")
        (database_only / "journal" / "1.jsonl").unlink()
        for image in (root, journal_only, database_only):
            assert acked <= _stored(image)
    assert len(acked) >= KILLS_PER_POINT


@pytest.mark.parametrize("point", SWITCH_POINTS)
def test_a_kill_while_a_generation_is_opened_loses_nothing(processes: BaseContext, tmp_path: Path, point: str) -> None:
    root = tmp_path / "profile"
    told, telling = processes.Pipe(duplex=False)
    child = processes.Process(target=switch_until_killed, args=(str(root), telling, point), name=point, daemon=True)
    child.start()
    telling.close()
    acked = told_before_the_end(child, told)
    journal_only = disk_image(root, tmp_path / "journal-only")
    for file in journal_only.glob("desk.sqlite*"):
        file.unlink()
    for image in (root, journal_only):
        assert _stored(image) == set(acked)
    store = open_at(root)
    waiting = {event.event_id for event in store.outbox.pending(store.outbox.head().acked_through, 99)}
    store.close()
    assert waiting == set(acked[2:])
