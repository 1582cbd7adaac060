# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The local database's tables. They live in their own registry, apart from the server's.

The schema itself is made by the numbered steps in ``migrations``; a test holds the two equal.
"""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Index, MetaData, Table, Text, UniqueConstraint, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

_metadata = MetaData()


class _StoreTable(SQLModel, registry=registry(metadata=_metadata)):
    pass


class EventRow(_StoreTable, table=True):
    """One ledger event, never updated or deleted. ``body`` is canonical JSON, ``extra`` fields of newer versions."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("device_id", "gen", "seq"),
        Index("event_of_session", "session_id", "gen", "seq"),
        CheckConstraint("length(event_id) = 36"),
        CheckConstraint("length(device_id) BETWEEN 1 AND 64"),
        CheckConstraint("gen >= 1"),
        CheckConstraint("seq >= 1"),
        CheckConstraint("length(session_id) BETWEEN 1 AND 64"),
        CheckConstraint("length(kind) BETWEEN 1 AND 64"),
        CheckConstraint("schema_version >= 1"),
        CheckConstraint("length(prev_hash) = 64"),
        CheckConstraint("length(hash) = 64"),
    )
    event_id: str = Field(primary_key=True, sa_type=Text)
    device_id: str = Field(sa_type=Text)
    gen: int
    seq: int
    session_id: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    occurred_at: str = Field(sa_type=Text)
    tz_offset_min: int
    mono_ns: int
    boot_id: str = Field(sa_type=Text)
    clock_offset_ms: int | None
    actor: str = Field(sa_type=Text)
    schema_version: int
    body: str = Field(sa_type=Text)
    extra: str | None = Field(sa_type=Text)
    prev_hash: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)


class SyncStateRow(_StoreTable, table=True):
    """This database's identity and how far the base is: exactly one row."""

    __tablename__ = "sync_state"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("length(device_id) = 36"),
        CheckConstraint("gen >= 1"),
        CheckConstraint("acked_through >= 0"),
    )
    id: int = Field(primary_key=True)
    device_id: str = Field(sa_type=Text)
    gen: int
    acked_through: int
    server_epoch: str | None = Field(sa_type=Text)
    pull_cursor: str | None = Field(sa_type=Text)


class SessionTotalRow(_StoreTable, table=True):
    """Projection: one session with its totals, before refunds and what was refunded. Money in fen."""

    __tablename__ = "session_total"
    __table_args__ = (
        Index("session_by_seq", "gen", "first_seq"),
        Index(
            "session_still_open",
            "gen",
            "first_seq",
            sqlite_where=text("opened_at IS NOT NULL AND closed_at IS NULL"),
        ),
    )
    session_id: str = Field(primary_key=True, sa_type=Text)
    gen: int
    first_seq: int
    first_at: str = Field(sa_type=Text)
    shop_id: str = Field(sa_type=Text)
    shop_name: str = Field(sa_type=Text)
    anchor: str = Field(sa_type=Text)
    rehearsal: int
    opened_at: str | None = Field(sa_type=Text)
    closed_at: str | None = Field(sa_type=Text)
    sales: int
    units: int
    amount_fen: int
    unpriced: int
    refunded_units: int
    refunded_fen: int


class SkuTotalRow(_StoreTable, table=True):
    """Projection: what one session sold of one SKU. Money in fen."""

    __tablename__ = "sku_total"
    session_id: str = Field(primary_key=True, sa_type=Text)
    sku_id: str = Field(primary_key=True, sa_type=Text)
    sales: int
    units: int
    amount_fen: int
    unpriced: int
    refunded_units: int
    refunded_fen: int


class SaleChangeRow(_StoreTable, table=True):
    """Projection: how a sale was corrected and whether it was taken back, so that its next change is folded alone.

    ``delta`` is the sum of its adjusts, ``voided_by`` the event that took it back.
    """

    __tablename__ = "sale_change"
    target: str = Field(primary_key=True, sa_type=Text)
    delta: int
    voided_by: str | None = Field(sa_type=Text)


class ProjectionStateRow(_StoreTable, table=True):
    """Which kinds of event the projections were folded from: exactly one row once they were."""

    __tablename__ = "projection_state"
    __table_args__ = (CheckConstraint("id = 1"),)
    id: int = Field(primary_key=True)
    kinds: str = Field(sa_type=Text)


class SessionCheckRow(_StoreTable, table=True):
    """What the base last said about a session, when event ``gen``/``last_seq`` was the session's newest here."""

    __tablename__ = "session_check"
    session_id: str = Field(primary_key=True, sa_type=Text)
    gen: int
    last_seq: int
    status: str = Field(sa_type=Text)
    answer: str = Field(sa_type=Text)


class ParkedEventRow(_StoreTable, table=True):
    """An event that the base did not take, and why. The event itself stays in ``event``."""

    __tablename__ = "parked_event"
    event_id: str = Field(primary_key=True, sa_type=Text)
    gen: int
    seq: int
    code: str = Field(sa_type=Text)
    detail: str = Field(sa_type=Text)


class ContentRow(_StoreTable, table=True):
    """One content record as the base published it or as it was imported here; the base's hides the local one."""

    __tablename__ = "content_record"
    __table_args__ = (
        CheckConstraint("origin IN ('base', 'local')"),
        CheckConstraint("deleted IN (0, 1)"),
        CheckConstraint("deleted = 1 OR body IS NOT NULL"),
        Index("content_by_position", "position"),
    )
    type: str = Field(primary_key=True, sa_type=Text)
    id: str = Field(primary_key=True, sa_type=Text)
    origin: str = Field(primary_key=True, sa_type=Text)
    version: int
    deleted: int
    position: int
    body: str | None = Field(sa_type=Text)


class NoteRow(_StoreTable, table=True):
    """One thing this database remembers of itself: its install id, why a generation began."""

    __tablename__ = "store_note"
    name: str = Field(primary_key=True, sa_type=Text)
    value: str = Field(sa_type=Text)


METADATA: Final[MetaData] = _metadata
EVENT: Final[Table] = _metadata.tables["event"]
_PLACE: Final = ("device_id", "gen", "seq")
# Events as they were before a newer generation gave them another place.
SUPERSEDED: Final = Table(
    "superseded_event",
    _metadata,
    *(Column(one.name, one.type, nullable=one.nullable, primary_key=one.name in _PLACE) for one in EVENT.columns),
)
SYNC_STATE: Final[Table] = _metadata.tables["sync_state"]
SESSION_TOTAL: Final[Table] = _metadata.tables["session_total"]
SKU_TOTAL: Final[Table] = _metadata.tables["sku_total"]
NOTE: Final[Table] = _metadata.tables["store_note"]
SESSION_CHECK: Final[Table] = _metadata.tables["session_check"]
PARKED_EVENT: Final[Table] = _metadata.tables["parked_event"]
CONTENT: Final[Table] = _metadata.tables["content_record"]
