# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session's ledger as files: CSV for spreadsheets and JSONL that loses nothing.

The CSV is UTF-8 with BOM and CRLF. Texts that a spreadsheet would run as a formula get a leading apostrophe. Each
correction, each undo of a sale and each refund is a row of its own, so that every column of numbers adds up to the last
row, which also carries the count of rows and the ledger's head hash. ``units`` and ``amount`` are before refunds.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import BinaryIO, Final

from app.contract.events import LedgerEvent, canonical_json
from app.domain.content_set import ContentSet
from app.domain.money import amount_digits
from app.domain.session_state import Refund, Sale, SessionState

CSV_HEADER: Final = (
    "seq",
    "entry_id",
    "session_id",
    "ts",
    "product_id",
    "product_name",
    "sku_id",
    "spec",
    "units",
    "unit_price",
    "amount",
    "type",
    "corrects",
    "chain_hash",
    "reason",
    "refunded_units",
    "refunded_amount",
    "net_units",
    "net_amount",
)
_BOM: Final = b"\xef\xbb\xbf"
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export_csv(state: SessionState, content: ContentSet, out: BinaryIO, *, head_hash: str = "") -> int:
    """Write sales and refunds of one session as CSV and return the number of their rows.

    Args:
        state: the session, folded from its events.
        content: names of products and variants; ids that it does not know stay as they are.
        out: a binary stream; it is not closed.
        head_hash: hash of the last event that was counted, for the last row.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CSV_HEADER)
    rows = [_row(state, entry, content) for sale in state.sales for entry in _sale_entries(sale)]
    rows += [_row(state, _refund_entry(refund), content) for refund in state.refunds]
    writer.writerows(rows)
    writer.writerow(_total_row(state, len(rows), head_hash))
    out.write(_BOM + text.getvalue().encode("utf-8"))
    return len(rows)


def export_jsonl(events: Iterable[LedgerEvent], out: BinaryIO) -> int:
    """Write ``events`` one JSON object to a line, every field kept, and return how many there were."""
    count = 0
    for event in events:
        out.write(canonical_json(event.model_dump(mode="json")).encode("utf-8") + b"\n")
        count += 1
    return count


def guard_formula(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row's own part. ``units`` change what was sold, ``refunded`` what was given back; ``price`` in fen."""

    of: Sale | Refund
    kind: str
    entry_id: str
    seq: int | None
    occurred_at: str
    units: int = 0
    refunded: int = 0
    corrects: str = ""
    reason: str = ""


def _sale_entries(sale: Sale) -> Iterator[_Entry]:
    logged = sale.units if sale.first_units is None else sale.first_units
    yield _Entry(sale, "sale", sale.event_id, sale.seq, sale.occurred_at, logged)
    total = logged
    for one in sale.adjustments:
        change = max(0, total + one.delta) - max(0, total)
        total += one.delta
        yield _Entry(
            sale, "adjust", one.event_id, one.seq, one.occurred_at, change, corrects=sale.event_id, reason=one.reason
        )
    if sale.voided_by is not None:
        yield _Entry(sale, "void", sale.voided_by, None, "", -sale.units, corrects=sale.event_id)


def _refund_entry(refund: Refund) -> _Entry:
    return _Entry(
        refund,
        "refund",
        refund.event_id,
        refund.seq,
        refund.occurred_at,
        refunded=refund.units,
        corrects=refund.target or "",
        reason=refund.reason,
    )


def _row(state: SessionState, entry: _Entry, content: ContentSet) -> tuple[str, ...]:
    of = entry.of
    sku = content.skus.get(of.sku_id)
    product_id = of.product_id or (sku.product_id if sku else "")
    product = content.products.get(product_id)
    return (
        "" if entry.seq is None else str(entry.seq),
        entry.entry_id,
        guard_formula(state.session_id),
        _local_time(entry.occurred_at, of.tz_offset_min) if entry.occurred_at else "",
        guard_formula(product_id),
        guard_formula(product.name_zh if product else ""),
        guard_formula(of.sku_id),
        guard_formula(sku.spec if sku else ""),
        str(entry.units),
        "" if of.unit_price_fen is None else amount_digits(of.unit_price_fen),
        _money(entry.units, of),
        entry.kind,
        entry.corrects,
        "",
        guard_formula(entry.reason),
        str(entry.refunded),
        _money(entry.refunded, of),
        str(entry.units - entry.refunded),
        _money(entry.units - entry.refunded, of),
    )


def _money(units: int, of: Sale | Refund) -> str:
    return "" if of.unit_price_fen is None else amount_digits(units * of.unit_price_fen)


def _total_row(state: SessionState, rows: int, head_hash: str) -> tuple[str, ...]:
    totals = state.totals
    return (
        "TOTAL",
        f"{rows} rows",
        guard_formula(state.session_id),
        "",
        "",
        "",
        "",
        "",
        str(totals.units),
        "",
        amount_digits(totals.amount_fen),
        "total",
        "",
        head_hash,
        "",
        str(totals.refunded_units),
        amount_digits(totals.refunded_fen),
        str(totals.net_units),
        amount_digits(totals.net_fen),
    )


def _local_time(occurred_at: str, tz_offset_min: int) -> str:
    zone = timezone(timedelta(minutes=tz_offset_min))
    return datetime.fromisoformat(occurred_at).astimezone(zone).isoformat(timespec="seconds")
