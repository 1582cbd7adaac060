# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen without a monitor: an X server and a window manager, to press keys on and to take pictures of."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from tests.helpers.programs import need_program
from tests.helpers.until import until

STOP_WAIT_S = 5.0


def stop_group(process: "subprocess.Popen[bytes]") -> None:
    """End a process that was started in a session of its own, and whatever it started."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(STOP_WAIT_S)
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait(STOP_WAIT_S)


class VirtualScreen:
    """An Xvfb on a display number of its own. ``environment`` is what a program needs to appear on it."""

    def __init__(self, size: str = "1920x1080") -> None:
        self._size = size
        self._server: subprocess.Popen[bytes] | None = None
        self._window_manager: subprocess.Popen[bytes] | None = None
        self._display = ""

    def __enter__(self) -> "VirtualScreen":
        read_end, write_end = os.pipe()
        self._server = subprocess.Popen(
            [
                str(need_program("Xvfb")),
                "-displayfd",
                str(write_end),
                "-screen",
                "0",
                f"{self._size}x24",
                "-nolisten",
                "tcp",
            ],
            pass_fds=(write_end,),
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(write_end)
        with os.fdopen(read_end, "rb") as answer:
            number = answer.readline().strip().decode()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self._display = f":{number}"
        # Without a window manager no window ever becomes the active one, and keys reach none.
        self._window_manager = subprocess.Popen(
            [str(need_program("openbox")), "--sm-disable"],
            env={**os.environ, "DISPLAY": self._display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in (self._window_manager, self._server):
            if process is not None:
                stop_group(process)

    @property
    def environment(self) -> dict[str, str]:
        """Variables that put a Qt program on this screen and open it to screen readers."""
        return {
            "DISPLAY": self._display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }

    def windows(self, pid: int) -> list[str]:
        """Return the ids of the visible windows of a process, in stacking order."""
        search = self._xdotool("search", "--onlyvisible", "--pid", str(pid), "--name", ".", check=False)
        return search.split()

    def press(self, window: str, keys: Sequence[str]) -> None:
        """Bring a window to the front and press keys on it, as a keyboard would. Names are those of X keysyms."""
        # A window manager that has just started does not know the window yet.
        until(lambda: self._activated(window), "the window comes to the front")
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)

    def hold(self, key: str, *, seconds: float) -> None:
        """Hold a key down on the window in front, long enough for the keyboard to repeat it."""
        self._xdotool("keydown", key)
        # The time is what is being tested: nothing can be waited for while the key is down.
        time.sleep(seconds)
        self._xdotool("keyup", key)

    def scan(self, keys: Sequence[str], *, gap_ms: int) -> None:
        """Press keys on the window in front, one every ``gap_ms``, as a scanner does."""
        self._xdotool("key", "--delay", str(gap_ms), *keys)

    def picture(self, path: Path) -> None:
        """Save what is on the screen."""
        command = [
            str(need_program("ffmpeg")), "-loglevel", "error", "-y", "-f", "x11grab", "-video_size", self._size,
            "-i", self._display, "-frames:v", "1", str(path),
        ]  # fmt: skip
        subprocess.run(command, check=True, timeout=20)

    def _activated(self, window: str) -> bool:
        return self._run("windowactivate", "--sync", window).returncode == 0

    def _xdotool(self, *arguments: str, check: bool = True) -> str:
        result = self._run(*arguments)
        if check:
            result.check_returncode()
        return result.stdout

    def _run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(need_program("xdotool")), *arguments],
            env={**os.environ, "DISPLAY": self._display},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
