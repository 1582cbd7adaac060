# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Live view is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.contract.content import LineupItem, Script
from app.domain.content_set import ContentSet
from app.domain.session_state import SessionState
from app.domain.sync import Acknowledged


@dataclass(frozen=True, slots=True)
class PendingSale:
    """A sale that is shown but not saved yet. ``failed``: the last try to save it failed. Price in fen."""

    event_id: str
    sku_id: str
    product_id: str | None
    row_id: str | None
    units: int
    unit_price_fen: int | None
    occurred_at: str
    tz_offset_min: int
    failed: bool = False
    voided: bool = False

    @property
    def amount_fen(self) -> int | None:
        """Units times unit price in fen; None where no price was agreed here."""
        return None if self.unit_price_fen is None else self.units * self.unit_price_fen


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A correction or refund of a sale that is not saved yet. ``delta`` and ``refunded`` in units, money in fen."""

    delta: int = 0
    refunded: int = 0
    refunded_fen: int = 0
    failed: bool = False

    def joined(self, other: "PendingChange") -> "PendingChange":
        """Return what both change together."""
        return PendingChange(
            self.delta + other.delta,
            self.refunded + other.refunded,
            self.refunded_fen + other.refunded_fen,
            self.failed or other.failed,
        )


@dataclass(frozen=True, slots=True)
class CurrentSegment:
    """The lineup row that is on. ``event_id`` is that of its ``item.presented``, saved or not."""

    row_id: str
    event_id: str
    started_at: str


@dataclass(frozen=True, slots=True)
class LiveInputs:
    """Everything a Live view is made of.

    ``voiding`` maps sales whose void is not saved yet to whether saving it failed, ``changing`` sales to what is not
    saved yet of their corrections and refunds. ``script`` is the wording taken when the current segment began: new
    wording waits for the next segment. ``now`` is aware. ``parked`` are events that the base did not take.
    """

    session: SessionState | None
    content: ContentSet
    now: datetime
    lineup: tuple[LineupItem, ...] = ()
    current: CurrentSegment | None = None
    script: Script | None = None
    pending: tuple[PendingSale, ...] = ()
    voiding: Mapping[str, bool] = field(default_factory=dict)
    changing: Mapping[str, PendingChange] = field(default_factory=dict)
    parked: frozenset[str] = frozenset()
    acknowledged: Acknowledged = field(default_factory=Acknowledged)
    selected_sku_id: str | None = None
    not_saved: str = ""
