# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a running desktop program from outside, through AT-SPI, as a screen reader does.

What a test sees here is what the program tells a person; nothing in the program is built for the test.
"""

import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.helpers.programs import need_program
from tests.helpers.virtual_screen import stop_group

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
_STATE_SHOWING = 25


@dataclass(frozen=True, slots=True)
class Told:
    """One thing on the screen: its role and what it is called."""

    role: str
    name: str
    description: str


class ScreenReader:
    """Starts the accessibility bus of a private D-Bus session and reads the programs on it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._launcher: subprocess.Popen[bytes] | None = None
        self._bus: DBusConnection | None = None

    def __enter__(self) -> "ScreenReader":
        if not _LAUNCHER.is_file():
            need_program("at-spi-bus-launcher")
        self._launcher = subprocess.Popen(
            [str(_LAUNCHER), "--launch-immediately"],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._bus = open_dbus_connection(self._bus_address())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bus is not None:
            self._bus.close()
        if self._launcher is not None:
            stop_group(self._launcher)

    def told(self) -> list[Told]:
        """Return everything that is shown now, in reading order."""
        return list(self._walk(*_ROOT))

    def wait_for(self, pattern: str, *, timeout_s: float = 20.0) -> str:
        """Wait until something whose name or description matches is shown, and return that text.

        Raises:
            AssertionError: with all that was shown, when it does not come in time.
        """
        deadline = time.monotonic() + timeout_s
        wanted = re.compile(pattern)
        texts: list[str] = []
        while time.monotonic() < deadline:
            texts = [text for told in self.told() for text in (told.name, told.description) if text]
            for text in texts:
                if wanted.search(text):
                    return text
            time.sleep(0.02)
        raise AssertionError(f"{pattern!r} was not shown within {timeout_s} s; shown: " + " | ".join(texts))

    def _bus_address(self) -> str:
        address = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        with open_dbus_connection(self._environment["DBUS_SESSION_BUS_ADDRESS"]) as session:
            deadline = time.monotonic() + 10
            while True:
                answer = session.send_and_get_reply(new_method_call(address, "GetAddress"))
                if answer.body and str(answer.body[0]).startswith("unix:"):
                    return str(answer.body[0])
                if time.monotonic() > deadline:
                    raise RuntimeError(f"no accessibility bus: {answer.body}")
                time.sleep(0.05)

    def _walk(self, bus_name: str, path: str) -> Iterator[Told]:
        if (bus_name, path) != _ROOT:
            try:
                role = self._call(bus_name, path, "GetRoleName")
                name, description = (
                    self._property(bus_name, path, "Name"),
                    self._property(bus_name, path, "Description"),
                )
                showing = self._is_showing(bus_name, path)
            except (DBusErrorResponse, IndexError, TypeError):
                return
            if not showing and role not in ("application", "frame", "window"):
                return
            yield Told(str(role), str(name), str(description))
        for child_bus, child_path in self._children(bus_name, path):
            yield from self._walk(child_bus, child_path)

    def _children(self, bus_name: str, path: str) -> list[tuple[str, str]]:
        try:
            answer = self._call(bus_name, path, "GetChildren")
        except (DBusErrorResponse, IndexError):
            return []
        return [(str(name), str(child)) for name, child in answer] if isinstance(answer, list) else []

    def _is_showing(self, bus_name: str, path: str) -> bool:
        low, _high = self._call(bus_name, path, "GetState")
        return bool(low >> _STATE_SHOWING & 1)

    def _call(self, bus_name: str, path: str, method: str) -> Any:
        message = new_method_call(DBusAddress(path, bus_name, _ACCESSIBLE), method)
        return self._send(message)

    def _property(self, bus_name: str, path: str, name: str) -> Any:
        return self._send(Properties(DBusAddress(path, bus_name, _ACCESSIBLE)).get(name))[1]

    def _send(self, message: Any) -> Any:
        assert self._bus is not None, "use the reader in a with statement"
        answer = self._bus.send_and_get_reply(message, timeout=5)
        if answer.header.message_type.name == "error":
            raise DBusErrorResponse(answer)
        return answer.body[0]
