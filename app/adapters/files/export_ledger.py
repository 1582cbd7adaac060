# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session's ledger as files: CSV for spreadsheets and JSONL that loses nothing.

The CSV is UTF-8 with BOM and CRLF. Texts that a spreadsheet would run as a formula get a leading apostrophe. Each
undone sale has a second row with its units taken back, so that every column of numbers adds up to the last row, which
also carries the count of rows and the ledger's head hash.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from typing import BinaryIO, Final

from app.contract.events import LedgerEvent, canonical_json
from app.domain.content_set import ContentSet
from app.domain.money import amount_digits
from app.domain.session_state import Sale, SessionState

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
)
_BOM: Final = b"\xef\xbb\xbf"
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export_csv(state: SessionState, content: ContentSet, out: BinaryIO, *, head_hash: str = "") -> int:
    """Write the sales of one session as CSV and return the number of sale rows.

    Args:
        state: the session, folded from its events.
        content: names of products and variants; ids that it does not know stay as they are.
        out: a binary stream; it is not closed.
        head_hash: hash of the last event that was counted, for the last row.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CSV_HEADER)
    rows = [row for sale in state.sales for row in _sale_rows(state, sale, content)]
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


def _sale_rows(state: SessionState, sale: Sale, content: ContentSet) -> Iterator[tuple[str, ...]]:
    yield _row(state, sale, content, sign=1)
    if sale.voided_by is not None:
        yield _row(state, sale, content, sign=-1)


def _row(state: SessionState, sale: Sale, content: ContentSet, *, sign: int) -> tuple[str, ...]:
    sku = content.skus.get(sale.sku_id)
    product = content.products.get(sale.product_id or (sku.product_id if sku else ""))
    undo = sign < 0
    return (
        "" if undo else str(sale.seq),
        (sale.voided_by or "") if undo else sale.event_id,
        guard_formula(state.session_id),
        "" if undo else _local_time(sale),
        guard_formula(sale.product_id or (sku.product_id if sku else "")),
        guard_formula(product.name_zh if product else ""),
        guard_formula(sale.sku_id),
        guard_formula(sku.spec if sku else ""),
        str(sign * sale.units),
        "" if sale.unit_price_fen is None else amount_digits(sale.unit_price_fen),
        "" if sale.amount_fen is None else amount_digits(sign * sale.amount_fen),
        "void" if undo else "sale",
        sale.event_id if undo else "",
        "",
    )


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
    )


def _local_time(sale: Sale) -> str:
    zone = timezone(timedelta(minutes=sale.tz_offset_min))
    return datetime.fromisoformat(sale.occurred_at).astimezone(zone).isoformat(timespec="seconds")
