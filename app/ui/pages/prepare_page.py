# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepare (备播): everything that happens before the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.prepare.ports import PrepareActions, PrepareDefaults, PreparePageServices

if TYPE_CHECKING:
    from app.ui.commands import CommandRegistry
    from app.ui.theme import Theme


class PreparePage(QWidget):
    """Choose shop, anchor and lineup; import files; see what is ready; connect OBS; join the base; open a session."""

    def __init__(
        self,
        services: PreparePageServices,
        actions: PrepareActions,
        registry: CommandRegistry,
        theme: Theme,
        *,
        defaults: PrepareDefaults,
    ) -> None:
        super().__init__()
        self._services = services
        self._actions = actions
        self._registry = registry
        self._theme = theme
        self._defaults = defaults
