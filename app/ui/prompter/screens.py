# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which screen is the anchor's, and how large its pixels are."""

from collections.abc import Sequence

from PySide6.QtGui import QScreen

from app.ui.prompter.geometry import credible_dpi


def anchor_screen(screens: Sequence[QScreen], primary: QScreen) -> QScreen | None:
    """Return the first screen that is not the primary one; None when there is only one."""
    return next((screen for screen in screens if screen is not primary), None)


def screen_dpi(screen: QScreen) -> float:
    """Return the dots per inch with which lengths on ``screen`` are measured."""
    return credible_dpi(screen.physicalDotsPerInch(), screen.logicalDotsPerInch())
