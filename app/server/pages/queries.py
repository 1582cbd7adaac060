# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages read, as frozen rows. Money is integer fen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, exists, func, select

from app.contract.content import ContentType
from app.server.tables import CONTENT, SALE, SESSION, VOID


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over the sales that were not taken back. ``unpriced`` units are not in ``amount_fen``."""

    sales: int = 0
    units: int = 0
    amount_fen: int = 0
    unpriced: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        """Return both together."""
        return Sums(
            self.sales + other.sales,
            self.units + other.units,
            self.amount_fen + other.amount_fen,
            self.unpriced + other.unpriced,
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
        return self.counted is not None and (self.counted.sales, self.counted.units, self.counted.amount_fen) == (
            self.sums.sales,
            self.sums.units,
            self.sums.amount_fen,
        )


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


def sku_lines(connection: Connection, session_id: str) -> list[SkuLine]:
    """Return a session's standing sales per SKU, most units first."""
    query = (
        _standing(SALE.c.sku_id, func.max(SALE.c.product_id).label("product_id"))
        .add_columns(func.sum(case((SALE.c.late, 1), else_=0)).label("late"))
        .where(SALE.c.session_id == session_id)
        .group_by(SALE.c.sku_id)
    )
    rows = connection.execute(query).all()
    skus = _bodies(connection, ContentType.SKU, [row.sku_id for row in rows])
    product_of = {row.sku_id: row.product_id or skus.get(row.sku_id, {}).get("product_id", "") for row in rows}
    products = _bodies(connection, ContentType.PRODUCT, list(product_of.values()))
    lines = [
        SkuLine(
            sku_id=row.sku_id,
            product_zh=products.get(product_of[row.sku_id], {}).get("name_zh", ""),
            product_en=products.get(product_of[row.sku_id], {}).get("name_en", ""),
            spec=skus.get(row.sku_id, {}).get("spec", ""),
            late=int(row.late),
            sums=_sums(row),
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (-line.sums.units, line.sku_id))


def _standing(*columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Return a sum over the sales that no void of their own session took back."""
    voided = exists().where(VOID.c.target == SALE.c.event_id, VOID.c.session_id == SALE.c.session_id)
    entities: list[ColumnElement[Any]] = [
        *columns,
        func.count().label("sales"),
        func.sum(SALE.c.units).label("units"),
        func.sum(SALE.c.units * func.coalesce(SALE.c.unit_price_fen, 0)).label("amount_fen"),
        func.sum(case((SALE.c.unit_price_fen.is_(None), SALE.c.units), else_=0)).label("unpriced"),
    ]
    return select(*entities).where(~voided)


def _sums_of(connection: Connection, session_ids: Sequence[str]) -> dict[str, Sums]:
    query = _standing(SALE.c.session_id).where(SALE.c.session_id.in_(session_ids)).group_by(SALE.c.session_id)
    return {row.session_id: _sums(row) for row in connection.execute(query)}


def _sums(row: Row[*tuple[Any, ...]]) -> Sums:
    return Sums(int(row.sales), int(row.units), int(row.amount_fen), int(row.unpriced))


def _line(row: Row[*tuple[Any, ...]], sums: Sums) -> SessionLine:
    counted = None
    if row.closed_at is not None:
        counted = Sums(row.closed_sales or 0, row.closed_units or 0, row.closed_fen or 0)
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
