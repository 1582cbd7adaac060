# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import would change, in the interface's language."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.contract.content import ContentType
from app.domain.import_preview import DiffLine, RecordChange, Standing
from app.domain.script import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE

MOST_LINES: Final = 40
_MINUS: Final = "\N{MINUS SIGN}"
_PLUS: Final = "+"


def change_text(change: RecordChange) -> str:
    """Return which record changes, and under it the lines that go and come, each with its sign and number."""
    return "\n".join(_entry(change))


def _entry(change: RecordChange) -> Iterator[str]:
    yield _title(change)
    yield from (_line(line) for line in change.lines[:MOST_LINES])
    rest = len(change.lines) - MOST_LINES
    if rest > 0:
        yield QCoreApplication.translate("ImportChanges", "… and {count} more lines").format(count=rest)


def _title(change: RecordChange) -> str:
    if change.standing is Standing.ADDED:
        sentence = QCoreApplication.translate("ImportChanges", "New: {what} {name}")
    elif change.standing is Standing.CHANGED:
        sentence = QCoreApplication.translate("ImportChanges", "Changed: {what} {name}")
    else:
        sentence = QCoreApplication.translate("ImportChanges", "Unchanged: {what} {name}")
    return sentence.format(what=kind_text(change.kind), name=change.record_id)


def _line(line: DiffLine) -> str:
    sign = _PLUS if line.added else _MINUS
    number = f" {line.row}" if line.row else ""
    # The sign stays on the left, also before a line that runs from right to left.
    return f"{sign}{number}  {FIRST_STRONG_ISOLATE}{line.text}{POP_DIRECTIONAL_ISOLATE}"


def kind_text(kind: ContentType) -> str:
    """Return what one record of ``kind`` is called."""
    return {
        ContentType.SHOP: QCoreApplication.translate("ImportChanges", "shop"),
        ContentType.PRODUCT: QCoreApplication.translate("ImportChanges", "product"),
        ContentType.SKU: QCoreApplication.translate("ImportChanges", "variant"),
        ContentType.LINEUP_ITEM: QCoreApplication.translate("ImportChanges", "lineup row"),
        ContentType.SCRIPT: QCoreApplication.translate("ImportChanges", "script"),
        ContentType.POLICY_POINT: QCoreApplication.translate("ImportChanges", "policy point"),
        ContentType.TERM_RULE: QCoreApplication.translate("ImportChanges", "word rule"),
    }[kind]
