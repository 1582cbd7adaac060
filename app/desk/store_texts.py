# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happened to the local database, in the desk's language."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.store.damage import Recovered
from app.store.errors import StoreOpenError, UnfitBackupError
from app.store.health import Health

if TYPE_CHECKING:
    from app.store.restore import Restored


def recovered_text(recovered: Recovered | None) -> str:
    """Return what the alarm line says about a database that was rebuilt at the start; empty when none was."""
    if recovered is None:
        return ""
    if recovered.set_aside_path is None:
        text = QCoreApplication.translate(
            "StoreTexts",
            "The database file was missing and was rebuilt from the journal: {events} events. "
            "Import shops or scripts that are missing.",
        )
        return text.format(events=recovered.events)
    text = QCoreApplication.translate(
        "StoreTexts",
        "The database was damaged and rebuilt from the journal: {events} events. "
        "Import shops or scripts that are missing. (Kept: {name})",
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


def restored_text(restored: "Restored", *, is_whole: bool) -> str:
    """Return what a restore did."""
    text = QCoreApplication.translate(
        "StoreTexts",
        "The backup is in place: {events} entries, {newer} of them came back from the journal. "
        "The database of before is kept beside it.",
    ).format(events=restored.events, newer=restored.from_journal)
    if is_whole:
        return text
    return f"{text} " + QCoreApplication.translate(
        "StoreTexts", "The check found something. Ask the technician to run: anchor-desk verify"
    )


def unfit_text(error: StoreOpenError) -> str:
    """Return why a backup was not restored; nothing was changed."""
    fault = error.fault if isinstance(error, UnfitBackupError) else ""
    return {
        "foreign": QCoreApplication.translate("StoreTexts", "This file is no database of the desk."),
        "other_profile": QCoreApplication.translate("StoreTexts", "This backup belongs to another PC or profile."),
        "damaged": QCoreApplication.translate("StoreTexts", "This backup is damaged. Choose another one."),
        "unreadable": QCoreApplication.translate("StoreTexts", "This backup cannot be read. Choose another one."),
    }.get(fault, str(error))
