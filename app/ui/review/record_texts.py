# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was said and signed, in words."""

from PySide6.QtCore import QCoreApplication


def record_label(kind: str) -> str:
    """Return the name of a kind of record; a kind that is not known stays as it is."""
    return {
        "approval": QCoreApplication.translate("Record", "approved, findings open"),
        "waiver": QCoreApplication.translate("Record", "live in spite of the preflight"),
        "policy.tick": QCoreApplication.translate("Record", "policy point said"),
        "policy.reason": QCoreApplication.translate("Record", "policy point left out"),
        "slip": QCoreApplication.translate("Record", "slip corrected"),
        "note": QCoreApplication.translate("Record", "note"),
        "note.sent": QCoreApplication.translate("Record", "note to the anchor"),
        "note.acknowledged": QCoreApplication.translate("Record", "note seen"),
    }.get(kind, kind)
