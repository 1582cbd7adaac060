# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The actions of the Studio page, each with a key. While the page is locked none of them does anything.

What chooses shops rests also while something runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.services.studio import StudioService
from app.ui.commands import Command, CommandRegistry

if TYPE_CHECKING:
    from app.ui.pages.studio_page import StudioPage


def add_studio_commands(registry: CommandRegistry, page: StudioPage, studio: StudioService) -> None:
    """Register what the page can do."""

    def add(name: str, label: Callable[[], str], key: str, run: Callable[[], None], *, shops: bool = False) -> None:
        registry.add(
            Command(
                f"studio.{name}",
                label,
                (key,),
                run,
                enabled=page.shops.isEnabled if shops else lambda: not page.locked,
                group="studio",
                page="studio",
                in_text=True,
            )
        )

    # The one that works while the page is locked.
    registry.add(
        Command(
            "studio.lock", _label_lock, ("Ctrl+Alt+T",), page.lock.toggle, group="studio", page="studio", in_text=True
        )
    )
    add("look", _label_look, "F5", page.look)
    add("apply", _label_apply, "Ctrl+Return", page.apply)
    add("agree", _label_agree, "Ctrl+Shift+Return", page.agree)
    add("decline", _label_decline, "Esc", page.decline)
    add("stop", _label_stop, "Ctrl+.", studio.cancel)
    add("search", _label_search, "Ctrl+F", page.shops.start_search, shops=True)
    add("all", _label_all, "Ctrl+Shift+A", page.shops.tick_all, shops=True)
    add("none", _label_none, "Ctrl+Shift+N", page.shops.tick_none, shops=True)
    add("file", _label_file, "Ctrl+O", page.shops.ask_for_file, shops=True)
    add("adopt", _label_adopt, "Ctrl+Shift+O", page.plan.adopt.click)
    add("while_live", _label_while_live, "Ctrl+Shift+L", page.plan.while_live.click)


def _label_lock() -> str:
    return QCoreApplication.translate("StudioPage", "Begin or end technician mode")


def _label_look() -> str:
    return QCoreApplication.translate("StudioPage", "Look what differs in OBS")


def _label_apply() -> str:
    return QCoreApplication.translate("StudioPage", "Show what will be done in OBS, and ask")


def _label_agree() -> str:
    return QCoreApplication.translate("StudioPage", "Do what the list shows")


def _label_decline() -> str:
    return QCoreApplication.translate("StudioPage", "Change nothing now")


def _label_stop() -> str:
    return QCoreApplication.translate("StudioPage", "Stop after what OBS is doing now")


def _label_search() -> str:
    return QCoreApplication.translate("StudioPage", "Search for a shop")


def _label_all() -> str:
    return QCoreApplication.translate("StudioPage", "Tick all shops shown")


def _label_none() -> str:
    return QCoreApplication.translate("StudioPage", "Take the tick from all shops shown")


def _label_file() -> str:
    return QCoreApplication.translate("StudioPage", "Choose a template's file for the marked shops")


def _label_adopt() -> str:
    return QCoreApplication.translate("StudioPage", "Take over what has the same name")


def _label_while_live() -> str:
    return QCoreApplication.translate("StudioPage", "Change scenes although we are on air")
