# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The prompter's commands: what a clicker, the keys and the control bar do."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.domain.clock import Clock
from app.services.prompter import PrompterService
from app.ui.commands import Command, CommandRegistry
from app.ui.press_guard import PressGuard
from app.ui.prompter.scroller import CPM_STEP

if TYPE_CHECKING:
    from app.ui.prompter.window import PrompterWindow

GLYPH_STEP_MM: Final = 2.0


def add_prompter_commands(
    registry: CommandRegistry, window: "PrompterWindow", prompter: PrompterService, clock: Clock
) -> None:
    """Register everything the prompter can do; all keys work in its own window only."""
    guard = PressGuard(clock)

    def add(name: str, label: Callable[[], str], keys: tuple[str, ...], run: Callable[[], None]) -> None:
        command_id = f"prompter.{name}"
        guarded = partial(_run_once, guard, command_id, run)
        registry.add(Command(command_id, label, keys, guarded, group="prompter", page="prompter"))

    add("next", _next, ("PgDown",), partial(window.turn, 1))
    add("previous", _previous, ("PgUp",), partial(window.turn, -1))
    add("run", _run, ("F5", "Space"), prompter.toggle_running)
    add("hold", _hold, ("Esc",), window.hold_or_leave)
    add("faster", _faster, ("Up",), partial(window.change_speed, CPM_STEP))
    add("slower", _slower, ("Down",), partial(window.change_speed, -CPM_STEP))
    add("larger", _larger, ("+", "="), partial(_change_size, prompter, GLYPH_STEP_MM))
    add("smaller", _smaller, ("-",), partial(_change_size, prompter, -GLYPH_STEP_MM))
    add("mirror", _mirror, ("M",), partial(_toggle_mirror, prompter))
    add("guide", _guide, ("G",), partial(_toggle_guide, prompter))
    add("mode.card", _card, ("1",), partial(prompter.set_mode, "card"))
    add("mode.page", _page, ("2",), partial(prompter.set_mode, "page"))
    add("mode.scroll", _scroll, ("3",), partial(prompter.set_mode, "scroll"))
    add("take_wording", _wording, ("N",), window.view.take_new_wording)
    add("full_screen", _full_screen, ("F11",), window.toggle_full_screen)


def _run_once(guard: PressGuard, command_id: str, run: Callable[[], None]) -> None:
    if guard.accepts(command_id):
        run()


def _change_size(prompter: PrompterService, difference_mm: float) -> None:
    prompter.set_glyph_mm(prompter.state.glyph_mm + difference_mm)


def _toggle_mirror(prompter: PrompterService) -> None:
    prompter.set_mirror(not prompter.state.mirror)


def _toggle_guide(prompter: PrompterService) -> None:
    prompter.set_guide(not prompter.state.guide)


def _next() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: next page")


def _previous() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: page before")


def _run() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: start or hold the scroll")


def _hold() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: hold the scroll, or leave the full screen")


def _faster() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: faster")


def _slower() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: slower")


def _larger() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: larger text")


def _smaller() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: smaller text")


def _mirror() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: mirror the text")


def _guide() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: reading guide on or off")


def _card() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: cue card")


def _page() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: script page by page")


def _scroll() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: scrolling script")


def _wording() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: show the new wording now")


def _full_screen() -> str:
    return QCoreApplication.translate("Prompter", "Prompter: full screen or window")
