# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs with a window: the desk and the demo."""

import argparse
import os
import sys
from collections.abc import Mapping

from app.cli.console import CliError
from app.desk import light_start

_WINDOW_LIBRARIES = "sudo apt install libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1"


def run_desk_window(args: argparse.Namespace) -> int:
    """Run the desk until its window is closed."""
    need_display(os.environ, sys.platform)
    light_start.begin()
    try:
        from app.desk.bootstrap import DeskOptions, run_desk
    except ImportError as error:
        raise _no_qt(error) from error
    return run_desk(DeskOptions(profile=args.profile))


def run_demo_window(args: argparse.Namespace) -> int:
    """Run the demo until its window is closed."""
    need_display(os.environ, sys.platform)
    light_start.begin()
    try:
        from app.desk.demo import run_demo
    except ImportError as error:
        raise _no_qt(error) from error
    return run_demo(args.keep)


def need_display(environ: Mapping[str, str], platform: str) -> None:
    """Refuse to start a window where there is nothing to show it on: Qt would abort with a core dump.

    Raises:
        CliError: on a system with X11 or Wayland when neither is there.
    """
    if platform in ("win32", "darwin"):
        return
    if not any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise CliError(
            "There is no display to show a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). Nothing was "
            "started. Run this in a desktop session; over ssh use the commands without a window (anchor-desk --help)."
        )


def _no_qt(error: ImportError) -> CliError:
    advice = f" On Debian or Ubuntu: {_WINDOW_LIBRARIES}" if sys.platform.startswith("linux") else ""
    return CliError(f"The window system's libraries are not complete on this PC: {error}. Nothing was started.{advice}")
