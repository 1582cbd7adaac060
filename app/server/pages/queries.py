# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages read, as frozen rows. Money is integer fen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Subquery, and_, case, exists, func, select

from app.contract.content import ContentType
from app.contract.protocol import CheckStatus
from app.server.tables import ADJUST, CONTENT, RAW_EVENT, REFUND, SALE, SESSION, SESSION_CHECK, VOID


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over the sales that were not taken back, with their numbers as corrected, before refunds.

    ``unpriced`` units are not in ``amount_fen``, nor are refunds without a price in ``refunded_fen``.
    """

    sales: int = 0
    units: int = 0
    amount_fen: int = 0
    unpriced: int = 0
    refunded_units: int = 0
    refunded_fen: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        """Return both together."""
        return Sums(
            self.sales + other.sales,
            self.units + other.units,
            self.amount_fen + other.amount_fen,
            self.unpriced + other.unpriced,
            self.refunded_units + other.refunded_units,
            self.refunded_fen + other.refunded_fen,
        )


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session for display; ``opened`` and ``closed`` are local to its desk."""

    session_id: str
    shop_id: str
    shop_name: str
    anchor: str
    rehearsal: bool
    opened: str | None
    closed: str | None
    counted: Sums | None
    sums: Sums

    @property
    def complete(self) -> bool:
        """Whether the base has what the closing desk had counted."""
        return self.counted is not None and self.counted == replace(self.sums, unpriced=self.counted.unpriced)


@dataclass(frozen=True, slots=True)
class SkuLine:
    """What was sold of one SKU; the names are empty where the base publishes no such SKU."""

    sku_id: str
    product_zh: str
    product_en: str
    spec: str
    late: int
    sums: Sums


def session_lines(connection: Connection, *, limit: int, offset: int) -> list[SessionLine]:
    """Return sessions for the list: the running ones first, then the latest opened."""
    rows = connection.execute(
        select(SESSION)
        .order_by(
            case((SESSION.c.closed_at.is_(None), 0), else_=1),
            func.coalesce(SESSION.c.opened_at, SESSION.c.first_seen_at).desc(),
            SESSION.c.session_id,
        )
        .limit(limit)
        .offset(offset)
    ).all()
    sums = _sums_of(connection, [row.session_id for row in rows])
    return [_line(row, sums.get(row.session_id, Sums())) for row in rows]


def session_line(connection: Connection, session_id: str) -> SessionLine | None:
    """Return one session, or None if nothing of it has arrived."""
    row = connection.execute(select(SESSION).where(SESSION.c.session_id == session_id)).one_or_none()
    if row is None:
        return None
    return _line(row, _sums_of(connection, [session_id]).get(session_id, Sums()))


def is_verified(connection: Connection, session_id: str) -> bool:
    """Return whether each desk of a closed session was told, about all it has sent by now, that it is here."""
    now_here = (
        select(RAW_EVENT.c.device_id, func.count().label("events"))
        .where(RAW_EVENT.c.session_id == session_id)
        .group_by(RAW_EVENT.c.device_id)
        .subquery()
    )
    answers = connection.execute(
        select(now_here.c.events, SESSION_CHECK.c.events.label("checked"), SESSION_CHECK.c.status).outerjoin(
            SESSION_CHECK,
            and_(SESSION_CHECK.c.device_id == now_here.c.device_id, SESSION_CHECK.c.session_id == session_id),
        )
    ).all()
    return bool(answers) and all(row.status == CheckStatus.VERIFIED and row.checked == row.events for row in answers)


def sku_lines(connection: Connection, session_id: str) -> list[SkuLine]:
    """Return a session's standing sales and refunds per SKU, most units first."""
    sold = _sold_by(connection, "sku_id", [session_id])
    refunded = _refunded_by(connection, "sku_id", [session_id])
    found = [*sold, *(sku_id for sku_id in refunded if sku_id not in sold)]
    skus = _bodies(connection, ContentType.SKU, found)
    product_of = {
        sku_id: (sold.get(sku_id) or refunded[sku_id]).product_id or skus.get(sku_id, {}).get("product_id", "")
        for sku_id in found
    }
    products = _bodies(connection, ContentType.PRODUCT, list(product_of.values()))
    lines = [
        SkuLine(
            sku_id=sku_id,
            product_zh=products.get(product_of[sku_id], {}).get("name_zh", ""),
            product_en=products.get(product_of[sku_id], {}).get("name_en", ""),
            spec=skus.get(sku_id, {}).get("spec", ""),
            late=sold[sku_id].late if sku_id in sold else 0,
            sums=sold.get(sku_id, _Part()).sums + refunded.get(sku_id, _Part()).sums,
        )
        for sku_id in found
    ]
    return sorted(lines, key=lambda line: (-line.sums.units, line.sku_id))


@dataclass(frozen=True, slots=True)
class _Part:
    """What was sold, or what was refunded, of one SKU or session."""

    sums: Sums = Sums()
    product_id: str | None = None
    late: int = 0


def _standing() -> Subquery:
    """Return the sales that no void of their own session took back, with their numbers as corrected by it."""
    voided = exists().where(VOID.c.target == SALE.c.event_id, VOID.c.session_id == SALE.c.session_id)
    corrected = SALE.c.units + func.coalesce(
        select(func.sum(ADJUST.c.delta))
        .where(ADJUST.c.target == SALE.c.event_id, ADJUST.c.session_id == SALE.c.session_id)
        .scalar_subquery(),
        0,
    )
    return (
        select(
            SALE.c.session_id,
            SALE.c.sku_id,
            SALE.c.product_id,
            SALE.c.unit_price_fen,
            SALE.c.late,
            case((corrected > 0, corrected), else_=0).label("units"),
        )
        .where(~voided)
        .subquery()
    )


def _sold_by(connection: Connection, column: str, session_ids: Sequence[str]) -> dict[str, _Part]:
    """Return the sales of some sessions, summed up by a column of theirs."""
    sale = _standing()
    query = (
        select(
            sale.c[column].label("key"),
            func.max(sale.c.product_id).label("product_id"),
            func.sum(case((sale.c.late, 1), else_=0)).label("late"),
            func.count().label("sales"),
            func.sum(sale.c.units).label("units"),
            func.sum(sale.c.units * func.coalesce(sale.c.unit_price_fen, 0)).label("amount_fen"),
            func.sum(case((sale.c.unit_price_fen.is_(None), sale.c.units), else_=0)).label("unpriced"),
        )
        .where(sale.c.session_id.in_(session_ids))
        .group_by(sale.c[column])
    )
    return {
        row.key: _Part(
            Sums(int(row.sales), int(row.units), int(row.amount_fen), int(row.unpriced)), row.product_id, int(row.late)
        )
        for row in connection.execute(query)
    }


def _refunded_by(connection: Connection, column: str, session_ids: Sequence[str]) -> dict[str, _Part]:
    """Return the refunds of some sessions, summed up by a column of theirs."""
    query = (
        select(
            REFUND.c[column].label("key"),
            func.max(REFUND.c.product_id).label("product_id"),
            func.sum(REFUND.c.units).label("units"),
            func.sum(REFUND.c.units * func.coalesce(REFUND.c.unit_price_fen, 0)).label("amount_fen"),
        )
        .where(REFUND.c.session_id.in_(session_ids))
        .group_by(REFUND.c[column])
    )
    return {
        row.key: _Part(Sums(refunded_units=int(row.units), refunded_fen=int(row.amount_fen)), row.product_id)
        for row in connection.execute(query)
    }


def _sums_of(connection: Connection, session_ids: Sequence[str]) -> dict[str, Sums]:
    sold = _sold_by(connection, "session_id", session_ids)
    refunded = _refunded_by(connection, "session_id", session_ids)
    return {
        session_id: sold.get(session_id, _Part()).sums + refunded.get(session_id, _Part()).sums
        for session_id in session_ids
    }


def _line(row: Row[*tuple[Any, ...]], sums: Sums) -> SessionLine:
    counted = None
    if row.closed_at is not None:
        counted = Sums(
            sales=row.closed_sales or 0,
            units=row.closed_units or 0,
            amount_fen=row.closed_fen or 0,
            refunded_units=row.closed_refunded_units or 0,
            refunded_fen=row.closed_refunded_fen or 0,
        )
    return SessionLine(
        session_id=row.session_id,
        shop_id=row.shop_id,
        shop_name=row.shop_name,
        anchor=row.anchor,
        rehearsal=row.rehearsal,
        opened=_local(row.opened_at, row.tz_offset_min),
        closed=_local(row.closed_at, row.tz_offset_min),
        counted=counted,
        sums=sums,
    )


def _local(moment: str | None, offset_min: int) -> str | None:
    """Return a desk's local time; a text that is no time is shown as it came."""
    if moment is None:
        return None
    try:
        shifted = datetime.fromisoformat(moment) + timedelta(minutes=offset_min)
    except (ValueError, OverflowError):
        return moment
    return shifted.strftime("%Y-%m-%d %H:%M")


def _bodies(connection: Connection, content_type: ContentType, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    query = select(CONTENT.c.id, CONTENT.c.body).where(
        CONTENT.c.type == content_type.value, CONTENT.c.id.in_(set(ids)), CONTENT.c.body.is_not(None)
    )
    return {row.id: json.loads(row.body) for row in connection.execute(query)}
