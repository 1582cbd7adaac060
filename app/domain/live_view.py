# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Live page as data. The UI paints this and decides nothing."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.contract.content import Question, SegmentKind
from app.domain.session_state import Totals


class RowState(StrEnum):
    """Where a lineup row stands in the run."""

    DONE = "done"
    CURRENT = "current"
    NEXT = "next"
    UPCOMING = "upcoming"


class SaveMark(StrEnum):
    """How safe a tape row is."""

    PENDING = "pending"
    SAVED = "saved"
    AT_BASE = "at_base"
    ATTENTION = "attention"
    FAILED = "failed"


class PolicyValidity(StrEnum):
    """Whether a policy point may be spoken today."""

    VALID = "valid"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class LineupRow:
    """One row of the lineup list. Times in whole seconds."""

    row_id: str
    seq: int
    link_no: int | None
    kind: SegmentKind
    title: str
    planned_s: int
    actual_s: int
    units: int
    state: RowState
    obs_scene: str


@dataclass(frozen=True, slots=True)
class SkuLine:
    """One variant on the card. Prices in fen; None: no number may be shown. ``stock_left`` counts this PC's sales."""

    sku_id: str
    spec: str
    live_price_fen: int | None
    compare_price_fen: int | None
    compare_basis: str
    stock_left: int | None
    limit: int | None
    gift: str
    units_sold: int


@dataclass(frozen=True, slots=True)
class ProductCard:
    """The cue card of the product being presented."""

    product_id: str
    title: str
    title_ug: str
    unit: str
    picture: str
    skus: tuple[SkuLine, ...]
    selling_points: tuple[str, ...]
    faq: tuple[Question, ...]
    do_not_say: tuple[str, ...]
    usage: str


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """The policy point being talked about; never beside a product. ``covered``: it was marked as said."""

    policy_id: str
    topic: str
    plain: str
    plain_ug: str
    quote: str
    source: str
    must_say: bool
    validity: PolicyValidity
    validity_detail: str
    covered: bool = False


@dataclass(frozen=True, slots=True)
class ScriptSpan:
    """A run of script text; ``token`` is the token's name where the text is a bound number, else empty."""

    text: str
    token: str = ""


@dataclass(frozen=True, slots=True)
class ScriptBlock:
    """One paragraph or heading of a rendered script. ``rtl`` is the segment's direction, never guessed from a word.

    ``must_say`` marks the heading of what must be said, ``key`` a phrase to land; the text shows both by a sign too.
    """

    spans: tuple[ScriptSpan, ...]
    heading: bool = False
    rtl: bool = False
    must_say: bool = False
    key: bool = False

    @property
    def text(self) -> str:
        """The block as plain text."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class ScriptView:
    """A script ready to read. ``segment_id`` stays the same while only bound numbers change."""

    segment_id: str
    title: str
    blocks: tuple[ScriptBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class TapeRow:
    """One sale on the tape, newest first. ``time_text`` is local HH:MM; ``amount_fen`` None where unpriced.

    ``refunded`` units came back; ``first_units`` is the number first typed, None where nobody corrected it.
    """

    event_id: str
    time_text: str
    title: str
    spec: str
    units: int
    amount_fen: int | None
    mark: SaveMark
    voided: bool
    refunded: int = 0
    first_units: int | None = None


@dataclass(frozen=True, slots=True)
class Safety:
    """The session's entries by where they are. ``attention``: the base did not take them; they are on this PC."""

    at_base: int = 0
    on_pc: int = 0
    saving: int = 0
    not_saved: int = 0
    attention: int = 0


@dataclass(frozen=True, slots=True)
class SessionHead:
    """The session in one line. Times are ISO 8601 UTC."""

    session_id: str
    shop_name: str
    anchor: str
    rehearsal: bool
    opened_at: str
    segment_started_at: str | None
    segment_planned_s: int
    shop_id: str = ""


@dataclass(frozen=True, slots=True)
class LiveView:
    """Everything the Live page shows apart from OBS and the base link. No session: ``session`` is None."""

    session: SessionHead | None = None
    rows: tuple[LineupRow, ...] = ()
    current_row_id: str | None = None
    next_title: str = ""
    product: ProductCard | None = None
    policy: PolicyCard | None = None
    script: ScriptView | None = None
    selected_sku_id: str | None = None
    tape: tuple[TapeRow, ...] = ()
    totals: Totals = field(default_factory=Totals)
    not_saved: str = ""
    safety: Safety = field(default_factory=Safety)
