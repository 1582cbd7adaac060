# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk that sells on a lossy disk until the power goes, and what its next start finds."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.ports import LedgerWriteError
from app.store.errors import StoreOpenError
from tests.helpers.ledger import Evening, open_at
from tests.helpers.lossy_disk import LossyDisk, lossy_sqlite3

LONGEST = 700
MODES = ("truncate", "wal")


class Life:
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
            patch.setattr("app.store.connections.sqlite3", lossy_sqlite3(self.disk, rewrite))
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
