# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The power goes: what was acknowledged is on the disk, in the database alone and in the journal alone.

``ANCHOR_DESK_TORTURE_CUTS`` asks for more cuts than in CI.
"""

import importlib.util
import logging
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.ports import LedgerWriteError
from app.store.errors import StoreOpenError
from tests.helpers.ledger import Evening, open_at

if importlib.util.find_spec("apsw") is None:
    if os.environ.get("CI") == "true":
        pytest.fail("apsw is not installed: the power cannot be cut")
    pytest.skip("apsw is not installed", allow_module_level=True)

from tests.helpers.lossy_disk import LossyDisk, LossySqlite3

CUTS = int(os.environ.get("ANCHOR_DESK_TORTURE_CUTS", "40"))
LONGEST = 700
MODES = ("truncate", "wal")


@pytest.fixture(autouse=True)
def _without_log() -> Iterator[None]:
    """Every cut makes a failed write, which the writer rightly logs."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


class _Life:
    """One life of a desk on a lossy disk, up to the cut; ``acked`` is what its user was told is saved."""

    def __init__(
        self, folder: Path, mode: str, cut: int, *, rewrite: Callable[[str], str] = str, flush: bool = True
    ) -> None:
        self.folder = folder
        self.asked: list[str] = []
        self.acked: set[str] = set()
        rng = random.Random(cut)
        self._steps = rng.randrange(1, LONGEST)
        self.disk = LossyDisk(f"lossy-{mode}-{cut}", steps=self._steps, rng=rng, keep_some=cut % 2 == 1)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("app.store.connections.journal_mode_for", lambda _version: mode)
            patch.setattr("app.store.connections.sqlite3", LossySqlite3(self.disk, rewrite))
            patch.setattr("app.store.journal._flush", self._flush if flush else lambda _descriptor: None)
            self._live(rng)

    def _flush(self, descriptor: int) -> None:
        self.disk.flush_journal(self.folder / "live" / "journal", os.fstat(descriptor).st_ino)

    def _live(self, rng: random.Random) -> None:
        try:
            store = open_at(self.folder / "live")
        except StoreOpenError:
            return
        evening = Evening()
        drafts = [evening.opening]
        while not self.disk.is_dead:
            self.asked += [draft.event_id for draft in drafts]
            for future in [store.ledger.append(draft) for draft in drafts]:
                try:
                    self.acked.add(future.result(timeout=30).event_id)
                except LedgerWriteError:
                    continue
            drafts = [evening.sale(f"SKU-{rng.randrange(30)}") for _ in range(rng.randrange(1, 6))]
        store.close()

    def lost(self, *, database: bool = True, journal: bool = True) -> set[str]:
        """Return what was acknowledged and is not there after the next start from what the disk still has."""
        root = self.folder / f"image-{database}-{journal}"
        self.disk.write_image(root, database=database, journal=journal)
        store = open_at(root)
        stored = {event.event_id for event in store.reader.all_events()}
        problems = store.verify().problems
        store.close()
        assert problems == ()
        assert stored <= set(self.asked)
        return self.acked - stored


@pytest.mark.parametrize("mode", MODES)
def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path, mode: str) -> None:
    acked = 0
    for cut in range(CUTS):
        life = _Life(tmp_path / str(cut), mode, cut)
        acked += len(life.acked)
        assert life.lost() == set(), f"cut {cut}: both records"
        assert life.lost(journal=False) == set(), f"cut {cut}: the database alone"
        assert life.lost(database=False) == set(), f"cut {cut}: the journal alone"
    assert acked > CUTS


@pytest.mark.parametrize("mode", MODES)
def test_the_cut_would_show_a_database_that_is_not_synced(tmp_path: Path, mode: str) -> None:
    """With synchronous=NORMAL acknowledged events are lost: so the test above can tell."""

    def weaken(statement: str) -> str:
        return statement.replace("synchronous = FULL", "synchronous = NORMAL")

    lives = (_Life(tmp_path / str(cut), mode, cut, rewrite=weaken) for cut in range(0, CUTS, 2))
    assert any(life.lost(journal=False) for life in lives)


def test_the_cut_would_show_a_journal_that_is_not_flushed(tmp_path: Path) -> None:
    lives = (_Life(tmp_path / str(cut), "truncate", cut, flush=False) for cut in range(0, CUTS, 2))
    assert any(life.lost(database=False) for life in lives)
