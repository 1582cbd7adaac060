# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger's events: envelope, bodies, hashes.

An event has a *content* part that never changes once it is written (id, session, kind, time, body)
and a *chain* part that says where it stands in its device's ledger (device, generation, sequence,
previous hash). Renumbering under a new generation changes the chain part only, so two copies of one
event are recognised by their equal content hash.
"""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from app.contract.session_bodies import ApprovalBody, NoteBody, PolicyCoveredBody, SlipCorrectedBody
from app.contract.studio_bodies import OutputChangedBody, SceneChangedBody

EVENT_SCHEMA_VERSION: Final = 1
GENESIS_HASH: Final = "0" * 64
CHAIN_FIELDS: Final = frozenset({"device_id", "gen", "seq", "prev_hash", "hash"})
MAX_UNITS: Final = 9_999
MAX_FEN: Final = 10_000_000_00

EventId = Annotated[str, Field(min_length=36, max_length=36)]
HashHex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Units = Annotated[int, Field(ge=1, le=MAX_UNITS, strict=True)]
Fen = Annotated[int, Field(ge=0, le=MAX_FEN, strict=True)]
ShortText = Annotated[str, Field(max_length=400)]


class EventKind(StrEnum):
    """Kinds this version writes and folds. Readers must keep kinds they do not know."""

    SESSION_OPEN = "session.open"
    SESSION_CLOSE = "session.close"
    ITEM_PRESENTED = "item.presented"
    SALE_ADD = "sale.add"
    SALE_VOID = "sale.void"
    SALE_ADJUST = "sale.adjust"
    SALE_REFUND = "sale.refund"
    PREFLIGHT_WAIVED = "preflight.waived"
    STREAM_STARTED = "stream.started"
    STREAM_STOPPED = "stream.stopped"
    RECORD_STARTED = "record.started"
    RECORD_STOPPED = "record.stopped"
    SCENE_CHANGED = "scene.changed"
    POLICY_COVERED = "policy.covered"
    SLIP_CORRECTED = "slip.corrected"
    APPROVAL = "approval"
    NOTE = "note"
    NOTE_SENT = "note.sent"
    NOTE_ACKNOWLEDGED = "note.acknowledged"


class SessionOpenBody(BaseModel):
    """A session starts. ``rehearsal`` sessions never count in sales. ``studio`` names the OBS, None the PC's first."""

    model_config = ConfigDict(extra="allow", frozen=True)
    shop_id: ShortText
    shop_name: ShortText
    anchor: ShortText
    lineup_id: ShortText | None = None
    rehearsal: bool = False
    studio: ShortText | None = None


class SessionCloseBody(BaseModel):
    """A session ends, with what this device counted (money in fen).

    ``units`` and ``total_fen`` are before refunds. ``last_seq`` and ``chain_hash`` are the device's head just before
    this event. ``events`` counts every event of the session before this one, the opening included; None in closes
    that were written before it was counted.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    sales: int
    units: int
    total_fen: int
    last_seq: int
    chain_hash: HashHex
    refunded_units: int = 0
    refunded_fen: int = 0
    events: int | None = None


class ItemPresentedBody(BaseModel):
    """A lineup row came on: a product or another segment such as a policy point."""

    model_config = ConfigDict(extra="allow", frozen=True)
    row_id: ShortText
    segment_kind: ShortText
    product_id: ShortText | None = None
    policy_id: ShortText | None = None
    link_no: int | None = None
    obs_scene: ShortText | None = None


class SaleAddBody(BaseModel):
    """Units of one SKU sold. ``unit_price_fen`` is None where the price is agreed elsewhere (gold by weight)."""

    model_config = ConfigDict(extra="allow", frozen=True)
    sku_id: ShortText
    product_id: ShortText | None = None
    units: Units
    unit_price_fen: Fen | None
    row_id: ShortText | None = None
    source: Literal["key", "pad", "command_line"] = "key"


class SaleVoidBody(BaseModel):
    """Takes back one whole ``sale.add``; the sale's row itself is never touched."""

    model_config = ConfigDict(extra="allow", frozen=True)
    target: EventId
    reason: ShortText = ""


class SaleAdjustBody(BaseModel):
    """Corrects the number of one ``sale.add``; its row is never touched. All adjusts of a sale count together.

    A sale never counts less than 0 units, whatever its adjusts add up to.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    target: EventId
    delta: Annotated[int, Field(ge=-MAX_UNITS, le=MAX_UNITS, strict=True)]
    reason: ShortText = ""

    @field_validator("delta")
    @classmethod
    def _changes_something(cls, delta: int) -> int:
        if delta == 0:
            raise ValueError("an adjust of 0 units changes nothing")
        return delta


class SaleRefundBody(BaseModel):
    """Units given back by buyers: an entry of its own. What was sold stays sold.

    ``target`` is the sale that it belongs to, where somebody knows. ``unit_price_fen`` as in SaleAddBody.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    sku_id: ShortText
    product_id: ShortText | None = None
    units: Units
    unit_price_fen: Fen | None
    target: EventId | None = None
    reason: ShortText = ""


class PreflightWaivedBody(BaseModel):
    """Somebody went live though the preflight was not green. ``codes`` are the findings they put up with."""

    model_config = ConfigDict(extra="allow", frozen=True)
    level: ShortText
    codes: Annotated[tuple[ShortText, ...], Field(max_length=100)] = ()
    reason: Annotated[str, Field(min_length=1, max_length=400)]
    by: Annotated[str, Field(min_length=1, max_length=400)]


BODY_MODELS: Final[Mapping[str, type[BaseModel]]] = {
    EventKind.SESSION_OPEN: SessionOpenBody,
    EventKind.SESSION_CLOSE: SessionCloseBody,
    EventKind.ITEM_PRESENTED: ItemPresentedBody,
    EventKind.SALE_ADD: SaleAddBody,
    EventKind.SALE_VOID: SaleVoidBody,
    EventKind.SALE_ADJUST: SaleAdjustBody,
    EventKind.SALE_REFUND: SaleRefundBody,
    EventKind.PREFLIGHT_WAIVED: PreflightWaivedBody,
    EventKind.STREAM_STARTED: OutputChangedBody,
    EventKind.STREAM_STOPPED: OutputChangedBody,
    EventKind.RECORD_STARTED: OutputChangedBody,
    EventKind.RECORD_STOPPED: OutputChangedBody,
    EventKind.SCENE_CHANGED: SceneChangedBody,
    EventKind.POLICY_COVERED: PolicyCoveredBody,
    EventKind.SLIP_CORRECTED: SlipCorrectedBody,
    EventKind.APPROVAL: ApprovalBody,
    EventKind.NOTE: NoteBody,
    EventKind.NOTE_SENT: NoteBody,
    EventKind.NOTE_ACKNOWLEDGED: NoteBody,
}


class LedgerEvent(BaseModel):
    """One ledger event as stored and sent. Unknown fields are kept, so a newer desk loses nothing here.

    ``occurred_at`` is ISO 8601 UTC with microseconds and ``+00:00``; ``mono_ns`` the monotonic clock in ns within
    ``boot_id``; ``clock_offset_ms`` the last known (server minus desk) difference.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    event_id: EventId
    device_id: Annotated[str, Field(min_length=1, max_length=64)]
    gen: Annotated[int, Field(ge=1)]
    seq: Annotated[int, Field(ge=1)]
    session_id: Annotated[str, Field(min_length=1, max_length=64)]
    kind: Annotated[str, Field(min_length=1, max_length=64)]
    occurred_at: Annotated[str, Field(max_length=40)]
    tz_offset_min: int
    mono_ns: int
    boot_id: Annotated[str, Field(max_length=64)]
    clock_offset_ms: int | None = None
    actor: ShortText
    schema_version: int
    body: dict[str, Any]
    prev_hash: HashHex
    hash: HashHex


def canonical_json(value: object) -> str:
    """Return the one JSON text of ``value``: sorted keys, no spaces, no NaN.

    Raises:
        ValueError: for NaN, infinities and types that JSON does not have.
    """
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except TypeError as error:
        raise ValueError(str(error)) from error


def content_json(event: Mapping[str, Any]) -> str:
    """Return the canonical JSON of every field of ``event`` that renumbering leaves alone.

    Raises:
        ValueError: when the content has no canonical JSON (NaN).
    """
    return canonical_json({name: value for name, value in event.items() if name not in CHAIN_FIELDS})


def content_hash(event: Mapping[str, Any]) -> str:
    """Return sha256 (hex) over every field of ``event`` that renumbering leaves alone.

    Raises:
        ValueError: when the content has no canonical JSON (NaN, lone surrogate).
    """
    return hashlib.sha256(content_json(event).encode("utf-8")).hexdigest()


def chain_hash(*, prev_hash: str, device_id: str, gen: int, seq: int, content: str) -> str:
    """Return sha256 (hex) that ties an event's ``content`` hash to its place in a device's ledger."""
    link = "\n".join((prev_hash, device_id, str(gen), str(seq), content))
    return hashlib.sha256(link.encode("utf-8")).hexdigest()


def expected_hash(event: Mapping[str, Any]) -> str:
    """Return the hash that a well-formed ``event`` must carry, computed from its other fields."""
    return chain_hash(
        prev_hash=event["prev_hash"],
        device_id=event["device_id"],
        gen=event["gen"],
        seq=event["seq"],
        content=content_hash(event),
    )
