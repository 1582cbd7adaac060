# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The base in a few words, as the strip tells it from two metres away; the whole sentence is its tool tip."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.contract.errors import ErrorCode
from app.domain.sync import CLOCK_WRONG_MS, SyncPhase, SyncStatus
from app.ui.base_texts import base_sentence
from app.ui.clock_text import minutes_text, seconds_since

_JOIN_AGAIN: Final = (ErrorCode.TOKEN_INVALID, ErrorCode.TOKEN_REVOKED, ErrorCode.UNKNOWN_DEVICE)


@dataclass(frozen=True, slots=True)
class BaseState:
    """An icon, a few words, their tone, and the sentence behind them."""

    icon: str
    text: str
    tone: str = ""
    detail: str = ""

    @property
    def is_trouble(self) -> bool:
        """Whether somebody should look."""
        return self.tone in ("warn", "bad")


def base_state(status: SyncStatus, now: datetime, *, with_age: bool) -> BaseState:
    """Return how the base stands at ``now``; ``with_age`` says since when entries wait."""
    if status.phase is SyncPhase.NOT_ENROLLED:
        detail = QCoreApplication.translate("Strip", "This PC has not joined a base. Everything is saved here.")
        return BaseState("base-off", _no_base(status.pending), "muted", detail)
    waiting = _waiting(status, now, with_age=with_age)
    detail = _detail(status)
    if status.tls is not None:
        text = QCoreApplication.translate("Strip", "Base not trusted, {waiting}").format(waiting=waiting)
        return BaseState("error", text, "bad", detail)
    if status.phase is SyncPhase.OFFLINE:
        text = QCoreApplication.translate("Strip", "Base offline, {waiting}").format(waiting=waiting)
        return BaseState("base-off", text, "warn", detail)
    if status.phase is SyncPhase.REFUSED:
        # What to do matters more here than since when.
        text = _refused(status.code).format(waiting=_waiting(status, now, with_age=False))
        return BaseState("error", text, "bad", detail)
    if status.parked:
        text = QCoreApplication.translate("Strip", "Base: {count} not taken").format(count=status.parked)
        return BaseState("error", text, "bad", detail)
    if status.clock_offset_ms is not None and abs(status.clock_offset_ms) > CLOCK_WRONG_MS:
        minutes = round(abs(status.clock_offset_ms) / 60_000)
        text = QCoreApplication.translate("Strip", "Clock {minutes} min wrong").format(minutes=minutes)
        return BaseState("warning", text, "warn", detail)
    if status.pending:
        text = QCoreApplication.translate("Strip", "Base: {waiting}").format(waiting=waiting)
        return BaseState("sync", text, detail=detail)
    return BaseState("check-double", QCoreApplication.translate("Strip", "All at the base"), "good")


def _no_base(pending: int) -> str:
    if pending:
        return QCoreApplication.translate("Strip", "No base, {count} kept here").format(count=pending)
    return QCoreApplication.translate("Strip", "No base")


def _waiting(status: SyncStatus, now: datetime, *, with_age: bool) -> str:
    waiting = QCoreApplication.translate("Strip", "{count} waiting").format(count=status.pending)
    if not with_age or not status.pending or status.oldest_pending_at is None:
        return waiting
    age = minutes_text(seconds_since(status.oldest_pending_at, now))
    return QCoreApplication.translate("Strip", "{waiting} for {age}").format(waiting=waiting, age=age)


def _refused(code: str) -> str:
    if code in _JOIN_AGAIN:
        return QCoreApplication.translate("Strip", "Join the base again, {waiting}")
    if code == ErrorCode.UPGRADE_REQUIRED:
        return QCoreApplication.translate("Strip", "Update for the base, {waiting}")
    return QCoreApplication.translate("Strip", "Base refused, {waiting}")


def _detail(status: SyncStatus) -> str:
    safe = QCoreApplication.translate("Strip", "Every sale is saved on this PC.")
    why = base_sentence(status)
    if not why:
        return safe
    words = f"{why} {safe}"
    return f"{words}\n{status.detail}" if status.detail and status.detail not in words else words
