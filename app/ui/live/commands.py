# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of the Live page."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.commands import Command, CommandRegistry
from app.ui.live.desk_commands import desk_commands
from app.ui.live.sale_panel import SALE_KEYS

if TYPE_CHECKING:
    from app.ui.live.actions import LiveActions
    from app.ui.pages.live_page import LivePage

PAGE = "live"


def add_live_commands(registry: CommandRegistry, page: "LivePage", actions: "LiveActions") -> None:
    """Register everything that can be done on the Live page."""
    registry.add_all(
        *_sales(page, actions),
        *_lineup(page, actions),
        *_obs(page),
        *desk_commands(page.obs),
        _command("base.nudge", _label_nudge, ("Ctrl+Shift+B",), actions.nudge_base, group="base"),
    )


def _command(
    command_id: str,
    label: Callable[[], str],
    keys: tuple[str, ...],
    run: Callable[[], object],
    *,
    group: str,
    enabled: Callable[[], bool] | None = None,
) -> Command:
    def call() -> None:
        run()

    if enabled is None:
        return Command(id=command_id, label=label, keys=keys, run=call, group=group, page=PAGE)
    return Command(id=command_id, label=label, keys=keys, run=call, enabled=enabled, group=group, page=PAGE)


def _sales(page: "LivePage", actions: "LiveActions") -> list[Command]:
    commands = [
        _command(
            f"sale.plus_{units}",
            partial(_label_sell, units),
            (key,),
            partial(actions.sell, units),
            group="sales",
            enabled=actions.can_sell,
        )
        for units, key in SALE_KEYS
    ]
    commands += [
        _command(
            f"quantity.digit_{digit}", _label_digit, (str(digit),), partial(page.quantity.push, digit), group="sales"
        )
        for digit in range(10)
    ]
    commands += [
        _command("quantity.sell", _label_sell_typed, ("Return", "Enter"), page.enter, group="sales"),
        _command("quantity.back", _label_back, ("Backspace",), page.quantity.back, group="sales"),
        _command("quantity.clear", _label_clear, ("Esc",), page.clear_entry, group="sales"),
        _command("sale.undo", _label_undo, ("Ctrl+Z",), actions.undo_sale, group="sales"),
        _command("sale.void", _label_void, ("Delete",), page.void_selected, group="sales"),
        _command("sale.correct", _label_correct, ("Ctrl+E",), page.correct_selected, group="sales"),
        _command("sale.refund", _label_refund, ("Ctrl+G",), page.refund_selected, group="sales"),
        _command("tape.older", _label_older, ("Ctrl+Down",), partial(page.sales.move_selection, 1), group="sales"),
        _command("tape.newer", _label_newer, ("Ctrl+Up",), partial(page.sales.move_selection, -1), group="sales"),
        _command("variant.next", _label_variant, ("V",), actions.select_next_variant, group="sales"),
    ]
    return commands


def _lineup(page: "LivePage", actions: "LiveActions") -> list[Command]:
    return [
        _command("item.next", _label_next, ("PgDown",), actions.next_item, group="lineup"),
        _command("item.previous", _label_previous, ("PgUp",), actions.previous_item, group="lineup"),
        _command("link.jump", _label_jump, ("G",), actions.jump_to_link, group="lineup"),
        _command("present.undo", _label_back_to, ("Ctrl+Shift+Z",), actions.undo_present, group="lineup"),
        _command("policy.cover", _label_cover, ("Ctrl+K",), actions.cover_policy, group="lineup"),
        _command("card.points", _label_points, ("T",), page.card.toggle_points, group="lineup"),
    ]


def _obs(page: "LivePage") -> list[Command]:
    scenes = page.bar.scenes
    commands = [
        _command(f"scene.{n}", _label_scene, (f"Ctrl+{n}",), partial(scenes.request_at, n - 1), group="obs")
        for n in range(1, 10)
    ]
    commands += [
        _command("scene.take", _label_take, ("Ctrl+T",), scenes.request_take, group="obs"),
        _command("mic.toggle", _label_mic, ("Ctrl+M",), page.obs.actions.toggle_mic, group="obs"),
        _command("obs.retry", _label_retry, ("Ctrl+R",), page.obs.actions.retry, group="obs"),
        _command("stream.start", _label_stream, ("Ctrl+Alt+S",), page.bar.stream.start, group="obs"),
        _command("record.start", _label_record, ("Ctrl+Alt+R",), page.bar.record.start, group="obs"),
    ]
    return commands


def _label_sell(units: int) -> str:
    return QCoreApplication.translate("LiveCommands", "Sell {units}").format(units=units)


def _label_digit() -> str:
    return QCoreApplication.translate("LiveCommands", "Type a number")


def _label_sell_typed() -> str:
    return QCoreApplication.translate("LiveCommands", "Sell the number typed")


def _label_back() -> str:
    return QCoreApplication.translate("LiveCommands", "Take the last digit away")


def _label_clear() -> str:
    return QCoreApplication.translate("LiveCommands", "Clear the number, then the selection")


def _label_undo() -> str:
    return QCoreApplication.translate("LiveCommands", "Take back the newest sale")


def _label_void() -> str:
    return QCoreApplication.translate("LiveCommands", "Take back the selected sale")


def _label_correct() -> str:
    return QCoreApplication.translate("LiveCommands", "Make the selected sale's number the one typed")


def _label_refund() -> str:
    return QCoreApplication.translate("LiveCommands", "Refund of the selected sale the number typed")


def _label_older() -> str:
    return QCoreApplication.translate("LiveCommands", "Select the next older sale")


def _label_newer() -> str:
    return QCoreApplication.translate("LiveCommands", "Select the next newer sale")


def _label_variant() -> str:
    return QCoreApplication.translate("LiveCommands", "Next variant")


def _label_next() -> str:
    return QCoreApplication.translate("LiveCommands", "Put the next row on")


def _label_previous() -> str:
    return QCoreApplication.translate("LiveCommands", "Put the row before on")


def _label_jump() -> str:
    return QCoreApplication.translate("LiveCommands", "Go to the link number typed")


def _label_back_to() -> str:
    return QCoreApplication.translate("LiveCommands", "Go back to what was on before")


def _label_cover() -> str:
    return QCoreApplication.translate("LiveCommands", "Mark the policy point as said")


def _label_points() -> str:
    return QCoreApplication.translate("LiveCommands", "Change between script and points")


def _label_scene() -> str:
    return QCoreApplication.translate("LiveCommands", "Switch to a scene")


def _label_take() -> str:
    return QCoreApplication.translate("LiveCommands", "Put the preview on air (studio mode)")


def _label_mic() -> str:
    return QCoreApplication.translate("LiveCommands", "Mute or open the microphone")


def _label_retry() -> str:
    return QCoreApplication.translate("LiveCommands", "Try to reach OBS now")


def _label_stream() -> str:
    return QCoreApplication.translate("LiveCommands", "Start the stream")


def _label_record() -> str:
    return QCoreApplication.translate("LiveCommands", "Start the recording")


def _label_nudge() -> str:
    return QCoreApplication.translate("LiveCommands", "Send to the base now")
