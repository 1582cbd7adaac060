# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The content this PC shows, and its import from files."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.domain.content_set import ContentSet
from app.domain.ports import ContentStore
from app.services.worker import Worker

if TYPE_CHECKING:
    from app.domain.import_outcome import ImportOutcome

_log = logging.getLogger(__name__)


class ContentService(QObject):
    """Holds the content set. It is replaced whole; who shows it keeps what is being read until the next segment.

    Signals:
        content_changed(ContentSet): a new content set is in place.
        import_finished(ImportOutcome): an import ended, with or without problems.
        failed(str): a plain sentence about what did not happen.
    """

    content_changed = Signal(object)
    import_finished = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        store: ContentStore,
        importer: "Callable[[Sequence[Path], ContentSet], ImportOutcome]",
        worker: Worker,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._importer = importer
        self._worker = worker
        self._content = ContentSet()

    @property
    def content(self) -> ContentSet:
        """The content in place; empty before the first ``reload`` ended."""
        return self._content

    def reload(self) -> None:
        """Read the content again; ``content_changed`` follows if it differs."""
        self._worker.run(self._read, self._on_read, self._on_read_failed)

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files, all or nothing; ``import_finished`` follows."""
        chosen = tuple(paths)
        self._worker.run(lambda: self._import(chosen), self._on_imported, self._on_import_failed)

    def _read(self) -> ContentSet:
        return ContentSet.of(self._store.load())

    def _import(self, paths: Sequence[Path]) -> "ImportOutcome":
        outcome = self._importer(paths, ContentSet.of(self._store.load()))
        if outcome.ok:
            self._store.import_records(outcome.records)
        return outcome

    def _on_read(self, content: ContentSet) -> None:
        if content != self._content:
            self._content = content
            self.content_changed.emit(content)

    def _on_imported(self, outcome: "ImportOutcome") -> None:
        if outcome.ok:
            self.reload()
        self.import_finished.emit(outcome)

    def _on_read_failed(self, error: Exception) -> None:
        _log.error("reading the content failed", exc_info=error)
        self.failed.emit(
            QCoreApplication.translate(
                "ContentService",
                "Shops and products could not be read from this PC. Sales already logged are safe. "
                "Start the program again; if it stays so, call the technician.",
            )
        )

    def _on_import_failed(self, error: Exception) -> None:
        _log.error("the import failed", exc_info=error)
        self.failed.emit(
            QCoreApplication.translate(
                "ContentService", "The files could not be imported, so nothing was changed. See the log for the reason."
            )
        )
