# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of what will be spoken, on Qt's threads: for one shop at a time, again whenever the content changes."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.clock import Clock
from app.domain.content_set import ContentSet
from app.services.content import ContentService
from app.services.worker import Worker

if TYPE_CHECKING:
    from app.domain.terms.check import Finding

_log = logging.getLogger(__name__)

CheckWording = Callable[[ContentSet, str, date], "tuple[Finding, ...]"]

WAIT_MS: Final = 1_000
"""Long enough for a start to be over and for a burst of changes to be one."""


@dataclass(frozen=True, slots=True)
class WordingReport:
    """What was found for a shop. ``failed``: it could not be checked, and nothing is known."""

    shop_id: str
    findings: "tuple[Finding, ...]" = ()
    failed: bool = False


class WordingService(QObject):
    """Keeps the newest report on the chosen shop's wording.

    Signals:
        report_changed(): the report of the chosen shop is there, or is gone because another was chosen.
    """

    report_changed = Signal()

    def __init__(
        self,
        check: CheckWording,
        content: ContentService,
        worker: Worker,
        clock: Clock,
        *,
        wait_ms: int = WAIT_MS,
        parent: QObject | None = None,
    ) -> None:
        """Make the service.

        Args:
            check: (worker) check a shop's wording; a shop that is not known has no findings.
            content: what will be spoken.
            worker: does the check.
            clock: says which day it is.
            wait_ms: how long nothing has to change before a check.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("wording-service")
        self._check = check
        self._content = content
        self._worker = worker
        self._clock = clock
        self._shop_id = ""
        self._report: WordingReport | None = None
        self._wait = QTimer(self)
        self._wait.setObjectName("wording-wait")
        self._wait.setSingleShot(True)
        self._wait.setInterval(wait_ms)
        self._wait.timeout.connect(self._on_wait_over)
        content.content_changed.connect(self._on_content_changed)

    @property
    def report(self) -> WordingReport | None:
        """The newest report on the chosen shop; None while there is none."""
        return self._report

    def choose(self, shop_id: str) -> None:
        """Check this shop from now on; empty: none."""
        if shop_id == self._shop_id:
            return
        self._shop_id = shop_id
        if self._report is not None:
            self._report = None
            self.report_changed.emit()
        self._begin()

    def _on_content_changed(self, _content: ContentSet) -> None:
        self._begin()

    def _begin(self) -> None:
        if self._shop_id:
            self._wait.start()
        else:
            self._wait.stop()

    def _on_wait_over(self) -> None:
        shop_id, content = self._shop_id, self._content.content
        today = self._clock.now().astimezone().date()
        self._worker.run(
            partial(self._checked, content, shop_id, today), self._on_checked, partial(self._on_failed, shop_id)
        )

    def _checked(self, content: ContentSet, shop_id: str, today: date) -> WordingReport:
        return WordingReport(shop_id, self._check(content, shop_id, today))

    def _on_checked(self, report: WordingReport) -> None:
        if report.shop_id == self._shop_id:
            self._report = report
            self.report_changed.emit()

    def _on_failed(self, shop_id: str, error: Exception) -> None:
        _log.error("the wording could not be checked", exc_info=error)
        self._on_checked(WordingReport(shop_id, failed=True))
