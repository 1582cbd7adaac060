# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Review (回顾): sessions of the past and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.review.ports import ReviewPageServices

if TYPE_CHECKING:
    from app.ui.commands import CommandRegistry
    from app.ui.theme import Theme


class ReviewPage(QWidget):
    """Sessions, and for the selected one totals, sales per item and the timeline of planned against actual."""

    def __init__(self, services: ReviewPageServices, registry: CommandRegistry, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self._registry = registry
        self._theme = theme
