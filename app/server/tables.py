# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server's tables, in a registry of their own: the desk's tables may carry the same names.

The rows of ``raw_event`` are the legal record and are never updated or deleted. The rows of ``session``, ``sale``,
``void``, ``adjust`` and ``refund`` are projections of them. Times are ISO 8601 UTC text, money is integer fen.
"""

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class ServerTable(SQLModel, registry=registry()):
    """Base of the server's tables."""


def _text(*, primary_key: bool = False, nullable: bool = False) -> Column[str]:
    return Column(Text, primary_key=primary_key, nullable=nullable)


def _big(*, nullable: bool = False) -> Column[int]:
    return Column(BigInteger, nullable=nullable)


class ServerState(ServerTable, table=True):
    """One row: the server's identity, and the counter that numbers content changes under its row lock.

    ``token_key`` proves that a token was minted here; whoever reads it can open nothing with it.
    """

    __tablename__ = "server_state"
    id: int = Field(primary_key=True)
    epoch: str = Field(sa_column=_text())
    change_seq: int = Field(sa_column=_big())
    token_key: str = Field(sa_column=_text())


class Device(ServerTable, table=True):
    """A desk, and how far its ledger is stored here.

    ``drain_until`` set: removed, but it may bring in its events till then. The ``told`` columns are what it said it
    holds itself, when that was more than is stored here: its last number, and the session of that event.
    """

    __tablename__ = "device"
    device_id: str = Field(sa_column=_text(primary_key=True))
    name: str = Field(sa_column=_text())
    platform: str = Field(sa_column=_text())
    app_version: str = Field(sa_column=_text())
    gen: int = Field(sa_column=_big())
    acked_through: int = Field(sa_column=_big())
    acked_hash: str = Field(sa_column=_text())
    enrolled_at: str = Field(sa_column=_text())
    last_seen_at: str = Field(sa_column=_text())
    drain_until: str | None = Field(sa_column=_text(nullable=True))
    told_gen: int | None = Field(sa_column=_big(nullable=True))
    told_seq: int | None = Field(sa_column=_big(nullable=True))
    told_session_id: str | None = Field(sa_column=_text(nullable=True))


class DeviceToken(ServerTable, table=True):
    """The sha256 of a device's token. ``unused``: minted by a rotation; its first use ends the device's others."""

    __tablename__ = "device_token"
    __table_args__ = (Index("device_token_device", "device_id"),)
    token_hash: str = Field(sa_column=_text(primary_key=True))
    device_id: str = Field(sa_column=Column(Text, ForeignKey("device.device_id"), nullable=False))
    created_at: str = Field(sa_column=_text())
    scope: str = Field(sa_column=_text())
    unused: bool


class GenerationRow(ServerTable, table=True):
    """A generation of a device's ledger after the first: when the desk opened it, and why."""

    __tablename__ = "generation"
    device_id: str = Field(sa_column=Column(Text, ForeignKey("device.device_id"), primary_key=True))
    gen: int = Field(sa_column=Column(BigInteger, primary_key=True))
    reason: str = Field(sa_column=_text())
    opened_at: str = Field(sa_column=_text())


class EnrollCodeRow(ServerTable, table=True):
    """The sha256 of a one-time code."""

    __tablename__ = "enroll_code"
    code_hash: str = Field(sa_column=_text(primary_key=True))
    expires_at: str = Field(sa_column=_text())
    used_by: str | None = Field(sa_column=_text(nullable=True))
    scope: str = Field(sa_column=_text())


class PageKeyRow(ServerTable, table=True):
    """The sha256 of the key that opens the web pages; at most one row."""

    __tablename__ = "page_key"
    key_hash: str = Field(sa_column=_text(primary_key=True))
    created_at: str = Field(sa_column=_text())


class RawEvent(ServerTable, table=True):
    """An event as it came. ``content`` is its canonical JSON without the chain fields, which are columns."""

    __tablename__ = "raw_event"
    __table_args__ = (
        UniqueConstraint("device_id", "gen", "seq"),
        Index("raw_event_session", "session_id"),
    )
    event_id: str = Field(sa_column=_text(primary_key=True))
    device_id: str = Field(sa_column=_text())
    gen: int = Field(sa_column=_big())
    seq: int = Field(sa_column=_big())
    session_id: str = Field(sa_column=_text())
    kind: str = Field(sa_column=_text())
    prev_hash: str = Field(sa_column=_text())
    hash: str = Field(sa_column=_text())
    content_hash: str = Field(sa_column=_text())
    content: str = Field(sa_column=_text())
    received_at: str = Field(sa_column=_text())


class QuarantineRow(ServerTable, table=True):
    """An event that is stored raw but not projected, and why."""

    __tablename__ = "quarantine"
    event_id: str = Field(sa_column=_text(primary_key=True))
    code: str = Field(sa_column=_text())
    noted_at: str = Field(sa_column=_text())


class SessionRow(ServerTable, table=True):
    """A broadcast session. ``opened_at`` None: only later events of it have arrived so far.

    ``closed_sales`` and the like are what the closing desk had counted, money and units before refunds.
    """

    __tablename__ = "session"
    session_id: str = Field(sa_column=_text(primary_key=True))
    first_seen_at: str = Field(sa_column=_text())
    shop_id: str = Field(sa_column=_text())
    shop_name: str = Field(sa_column=_text())
    anchor: str = Field(sa_column=_text())
    rehearsal: bool
    tz_offset_min: int
    opened_at: str | None = Field(sa_column=_text(nullable=True))
    closed_at: str | None = Field(sa_column=_text(nullable=True))
    closed_sales: int | None = Field(sa_column=_big(nullable=True))
    closed_units: int | None = Field(sa_column=_big(nullable=True))
    closed_fen: int | None = Field(sa_column=_big(nullable=True))
    closed_refunded_units: int | None = Field(sa_column=_big(nullable=True))
    closed_refunded_fen: int | None = Field(sa_column=_big(nullable=True))


class _OfSession(ServerTable):
    """What every projected event has."""

    event_id: str = Field(primary_key=True, sa_type=Text)
    session_id: str = Field(sa_type=Text)


class _Goods(_OfSession):
    """Units of one SKU, sold or given back."""

    sku_id: str = Field(sa_type=Text)
    product_id: str | None = Field(sa_type=Text)
    units: int = Field(sa_type=BigInteger)
    unit_price_fen: int | None = Field(sa_type=BigInteger)


class SaleRow(_Goods, table=True):
    """A sale. ``late``: it arrived after its session's close."""

    __tablename__ = "sale"
    __table_args__ = (Index("sale_session", "session_id"),)
    late: bool


class VoidRow(_OfSession, table=True):
    """The undo of a sale, kept apart from it because either may arrive first."""

    __tablename__ = "void"
    __table_args__ = (Index("void_target", "target", "session_id"),)
    target: str = Field(sa_type=Text)


class AdjustRow(_OfSession, table=True):
    """The correction of a sale's number by ``delta`` units, kept apart from it because either may arrive first."""

    __tablename__ = "adjust"
    __table_args__ = (Index("adjust_target", "target", "session_id"),)
    target: str = Field(sa_type=Text)
    delta: int = Field(sa_type=BigInteger)


class RefundRow(_Goods, table=True):
    """Units given back. ``target``: the sale it belongs to, if known."""

    __tablename__ = "refund"
    __table_args__ = (Index("refund_session", "session_id"),)
    target: str | None = Field(sa_type=Text)


class SessionCheckRow(ServerTable, table=True):
    """The last answer to a desk that asked whether its session is here. ``events`` is what the desk had counted."""

    __tablename__ = "session_check"
    session_id: str = Field(sa_column=_text(primary_key=True))
    device_id: str = Field(sa_column=_text(primary_key=True))
    status: str = Field(sa_column=_text())
    events: int = Field(sa_column=_big())
    checked_at: str = Field(sa_column=_text())


class PoisonRow(ServerTable, table=True):
    """An event that a desk could not bring in, as it reported it; ``text`` may be cut off, ``size`` is in bytes."""

    __tablename__ = "poison_event"
    device_id: str = Field(sa_column=_text(primary_key=True))
    gen: int = Field(sa_column=Column(BigInteger, primary_key=True))
    seq: int = Field(sa_column=Column(BigInteger, primary_key=True))
    event_id: str = Field(sa_column=_text())
    hash: str = Field(sa_column=_text())
    code: str = Field(sa_column=_text())
    detail: str = Field(sa_column=_text())
    size: int = Field(sa_column=_big())
    text: str = Field(sa_column=_text())
    noted_at: str = Field(sa_column=_text())


class ContentRow(ServerTable, table=True):
    """A published content record. ``position`` keeps the order of first publication, ``change_seq`` that of changes."""

    __tablename__ = "content"
    __table_args__ = (UniqueConstraint("change_seq"),)
    type: str = Field(sa_column=_text(primary_key=True))
    id: str = Field(sa_column=_text(primary_key=True))
    version: int = Field(sa_column=_big())
    deleted: bool
    body: str | None = Field(sa_column=_text(nullable=True))
    change_seq: int = Field(sa_column=_big())
    position: int = Field(sa_column=_big())


METADATA: Final[MetaData] = ServerTable.metadata


def _table(name: str) -> Table:
    return METADATA.tables[name]


SERVER_STATE: Final = _table("server_state")
DEVICE: Final = _table("device")
DEVICE_TOKEN: Final = _table("device_token")
GENERATION: Final = _table("generation")
ENROLL_CODE: Final = _table("enroll_code")
PAGE_KEY: Final = _table("page_key")
RAW_EVENT: Final = _table("raw_event")
QUARANTINE: Final = _table("quarantine")
SESSION: Final = _table("session")
SALE: Final = _table("sale")
VOID: Final = _table("void")
ADJUST: Final = _table("adjust")
REFUND: Final = _table("refund")
SESSION_CHECK: Final = _table("session_check")
POISON: Final = _table("poison_event")
CONTENT: Final = _table("content")
