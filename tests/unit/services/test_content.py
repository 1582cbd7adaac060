# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from app.contract.content import ContentRecord, Shop
from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportOutcome, ImportProblem
from app.services.content import ContentService
from app.services.worker import Worker
from tests.helpers.services import MemoryContent, pump, sample_records

Importer = Callable[[Sequence[Path], ContentSet], ImportOutcome]
NEW_SHOP = Shop(shop_id="S2", name="雨花石语首饰")
BAD = ImportOutcome((), (ImportProblem("shops.csv", "", 2, "A", "No shop has this code."),), ())


class BrokenContent(MemoryContent):
    def load(self) -> Sequence[ContentRecord]:
        raise OSError("gone")


@pytest.fixture
def worker(qapp: QCoreApplication) -> Iterator[Worker]:
    made = Worker("content-worker")
    yield made
    made.close()


def importing(outcome: ImportOutcome) -> Importer:
    return lambda _paths, _existing: outcome


def test_a_good_import_is_stored_and_shown(worker: Worker) -> None:
    store = MemoryContent(sample_records())
    service = ContentService(store, importing(ImportOutcome((NEW_SHOP,), (), ())), worker)
    finished: list[ImportOutcome] = []
    service.import_finished.connect(finished.append)
    service.import_paths([Path("shops.csv")])
    pump(lambda: "S2" in service.content.shops)
    assert finished[0].ok
    assert NEW_SHOP in store.records


def test_an_import_with_a_problem_changes_nothing(worker: Worker) -> None:
    store = MemoryContent(sample_records())
    service = ContentService(store, importing(BAD), worker)
    finished: list[ImportOutcome] = []
    service.import_finished.connect(finished.append)
    service.import_paths([Path("shops.csv")])
    pump(lambda: bool(finished))
    assert finished == [BAD]
    assert store.records == sample_records()


def test_reading_the_same_again_is_not_told(worker: Worker) -> None:
    service = ContentService(MemoryContent(sample_records()), importing(BAD), worker)
    changes: list[ContentSet] = []
    ends: list[int] = []
    service.content_changed.connect(changes.append)
    service.reload()
    service.reload()
    worker.run(lambda: 1, ends.append, ends.append)
    pump(lambda: bool(ends))
    assert len(changes) == 1


@pytest.mark.expected_log("reading the content failed|the import failed")
def test_a_store_that_fails_is_told_in_words_and_the_content_stays(worker: Worker) -> None:
    service = ContentService(BrokenContent(), importing(BAD), worker)
    said: list[str] = []
    service.failed.connect(said.append)
    service.reload()
    service.import_paths([Path("shops.csv")])
    pump(lambda: len(said) == 2)
    assert "safe" in said[0]
    assert "nothing was changed" in said[1]
    assert service.content == ContentSet()
