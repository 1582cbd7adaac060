# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happened to the local database, in the desk's language."""

from PySide6.QtCore import QCoreApplication

from app.store.damage import Recovered


def recovered_text(recovered: Recovered | None) -> str:
    """Return what the alarm line says about a database that was rebuilt at the start; empty when none was."""
    if recovered is None:
        return ""
    if recovered.set_aside_path is None:
        text = QCoreApplication.translate(
            "StoreTexts",
            "The database file was missing and was rebuilt from the journal: {events} events. "
            "Shops and scripts come again from the base, or import them.",
        )
        return text.format(events=recovered.events)
    text = QCoreApplication.translate(
        "StoreTexts",
        "The database file was damaged. It is kept as {name}, and the ledger was rebuilt from the journal: "
        "{events} events. Shops and scripts come again from the base, or import them.",
    )
    return text.format(name=recovered.set_aside_path.name, events=recovered.events)
