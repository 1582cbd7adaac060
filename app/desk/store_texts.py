# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happened to the local database, in the desk's language."""

from PySide6.QtCore import QCoreApplication

from app.store.damage import Recovered
from app.store.health import Health


def recovered_text(recovered: Recovered | None) -> str:
    """Return what the alarm line says about a database that was rebuilt at the start; empty when none was."""
    if recovered is None:
        return ""
    if recovered.set_aside_path is None:
        text = QCoreApplication.translate(
            "StoreTexts",
            "The database file was missing and was rebuilt from the journal: {events} events. "
            "Shops or scripts that are missing come again from the base, or import them.",
        )
        return text.format(events=recovered.events)
    text = QCoreApplication.translate(
        "StoreTexts",
        "The database file was damaged. It is kept as {name}, and the ledger was rebuilt from the journal: "
        "{events} events. Shops or scripts that are missing come again from the base, or import them.",
    )
    return text.format(name=recovered.set_aside_path.name, events=recovered.events)


def health_text(health: Health) -> str:
    """Return what the alarm line says after a check of the database; empty when all is well."""
    if health.findings:
        return QCoreApplication.translate(
            "StoreTexts",
            "The database file is damaged. What the tape marks as saved is also in the journal. "
            "Close the desk and start it again as soon as you can: it rebuilds the ledger.",
        )
    if health.backup_fault:
        text = QCoreApplication.translate(
            "StoreTexts",
            "No backup of the database could be made. Sales are saved all the same. Check the free space. ({detail})",
        )
        return text.format(detail=health.backup_fault)
    return ""
