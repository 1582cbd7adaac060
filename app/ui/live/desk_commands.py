# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The panic key and the commands of the control desk."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton

from app.ui.commands import Command

if TYPE_CHECKING:
    from app.ui.live.drawer.drawer import ControlDrawer
    from app.ui.live.obs_control import ObsControl

_PAGE: Final = "live"
_TAB_KEYS: Final = (
    ("sound", "Ctrl+Shift+A"),
    ("sources", "Ctrl+Shift+V"),
    ("outputs", "Ctrl+Shift+O"),
    ("media", "Ctrl+Shift+E"),
    ("filters", "Ctrl+Shift+F"),
)


def desk_commands(obs: "ObsControl") -> list[Command]:
    """Return panic, which works on every page and while text is typed, and what the control desk can do."""
    panic = Command(
        id="obs.panic", label=_label_panic, keys=("F12", "Ctrl+Shift+P"), run=obs.panic, group="obs", in_text=True
    )
    toggle = _command("desk.toggle", _label_toggle, "Ctrl+D", partial(_toggle, obs), in_text=True)
    lock = _command("desk.lock", _label_lock, "Ctrl+Alt+T", partial(_lock, obs), in_text=True)
    tabs = [
        _command(f"desk.{tab}", partial(_label_tab, tab), key, partial(_show_tab, obs, tab)) for tab, key in _TAB_KEYS
    ]
    return [panic, toggle, lock, *tabs, *_presses(obs)]


def _presses(obs: "ObsControl") -> list[Command]:
    """Return the commands that press a button of the desk, open or not."""

    def press(command_id: str, label: Callable[[], str], key: str, find: "Find") -> Command:
        return _command(command_id, label, key, lambda: _press(obs, find(obs.drawer)))

    return [
        press("studio.toggle", _label_studio, "Ctrl+Alt+M", lambda desk: desk.switching.studio),
        press("record.pause", _label_pause, "Ctrl+Alt+P", lambda desk: desk.outputs.pause),
        press("record.split", _label_split, "Ctrl+Alt+N", lambda desk: desk.outputs.split),
        press("record.chapter", _label_chapter, "Ctrl+Alt+K", lambda desk: desk.outputs.chapter),
        press("replay.toggle", _label_replay, "Ctrl+Alt+B", lambda desk: desk.outputs.replay),
        press("replay.save", _label_save, "Ctrl+B", lambda desk: desk.outputs.save),
        press("camera.toggle", _label_camera, "Ctrl+Alt+C", lambda desk: desk.outputs.camera),
    ]


Find = Callable[["ControlDrawer"], QAbstractButton]


def _press(obs: "ObsControl", button: QAbstractButton) -> None:
    if button.isEnabled() and not button.isHidden():
        button.click()
    else:
        obs.told.emit(QCoreApplication.translate("LiveCommands", "OBS does not offer this now. Nothing was changed."))


def _toggle(obs: "ObsControl") -> None:
    obs.drawer.toggle()


def _lock(obs: "ObsControl") -> None:
    obs.drawer.lock.toggle()


def _show_tab(obs: "ObsControl", tab: str) -> None:
    obs.drawer.show_tab(tab)


def _command(
    command_id: str, label: Callable[[], str], key: str, run: Callable[[], None], *, in_text: bool = False
) -> Command:
    return Command(id=command_id, label=label, keys=(key,), run=run, group="desk", page=_PAGE, in_text=in_text)


def _label_panic() -> str:
    return QCoreApplication.translate("LiveCommands", "Panic: show the safe scene and mute everything")


def _label_toggle() -> str:
    return QCoreApplication.translate("LiveCommands", "Open or close the control desk")


def _label_lock() -> str:
    return QCoreApplication.translate("LiveCommands", "Begin or end technician mode")


def _label_tab(tab: str) -> str:
    return {
        "sound": QCoreApplication.translate("LiveCommands", "Control desk: sound"),
        "sources": QCoreApplication.translate("LiveCommands", "Control desk: sources on air"),
        "outputs": QCoreApplication.translate("LiveCommands", "Control desk: outputs and transition"),
        "media": QCoreApplication.translate("LiveCommands", "Control desk: films and sounds"),
        "filters": QCoreApplication.translate("LiveCommands", "Control desk: filters"),
    }[tab]


def _label_studio() -> str:
    return QCoreApplication.translate("LiveCommands", "Switch studio mode on or off")


def _label_pause() -> str:
    return QCoreApplication.translate("LiveCommands", "Pause or resume the recording")


def _label_split() -> str:
    return QCoreApplication.translate("LiveCommands", "Record into a new file")


def _label_chapter() -> str:
    return QCoreApplication.translate("LiveCommands", "Set a chapter mark in the recording")


def _label_replay() -> str:
    return QCoreApplication.translate("LiveCommands", "Start or stop the replay buffer")


def _label_save() -> str:
    return QCoreApplication.translate("LiveCommands", "Save the replay")


def _label_camera() -> str:
    return QCoreApplication.translate("LiveCommands", "Start or stop the virtual camera")
