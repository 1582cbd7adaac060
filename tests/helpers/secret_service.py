# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Secret Service for tests: gnome-keyring in a D-Bus session of its own, in a home of its own.

The daemons are started directly, so that each is ended by its own pid and no other session is touched.
"""

import os
import selectors
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Final

from tests.helpers.programs import need_program

_START_S: Final = 20.0
_BUS_CONFIG: Final = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class SecretService:
    """A private D-Bus session, with an unlocked keyring unless ``keyring`` is False.

    ``env`` is what a subprocess needs to use it. The bus starts no services, so nothing else can answer on it.
    """

    def __init__(self, home: Path, *, keyring: bool = True) -> None:
        self._home = home
        self._with_keyring = keyring
        self._processes: list[subprocess.Popen[str]] = []
        self.env: dict[str, str] = {}

    def __enter__(self) -> "SecretService":
        for program in ("dbus-daemon", "gnome-keyring-daemon"):
            need_program(program)
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.env = private_env(self._home)
        try:
            self.env["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus()
            if self._with_keyring:
                self._start_keyring()
                self.env["PYTHON_KEYRING_BACKEND"] = "keyring.backends.SecretService.Keyring"
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def lock(self) -> None:
        """Lock the keyring, as a screen lock or a log-out does."""
        from jeepney import DBusAddress, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        service = DBusAddress(
            "/org/freedesktop/secrets", bus_name="org.freedesktop.secrets", interface="org.freedesktop.Secret.Service"
        )
        collection = "/org/freedesktop/secrets/collection/login"
        with open_dbus_connection(self.env["DBUS_SESSION_BUS_ADDRESS"]) as connection:
            reply = connection.send_and_get_reply(new_method_call(service, "Lock", "ao", ([collection],)))
        assert collection in reply.body[0], f"the keyring stayed open: {reply.body}"

    def _start_bus(self) -> str:
        config = self._home / "bus.conf"
        config.write_text(_BUS_CONFIG.format(folder=self._home), encoding="utf-8")
        bus = self._start(["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"])
        return _first_line(bus)

    def _start_keyring(self) -> None:
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"]
        daemon = self._start(command)
        assert daemon.stdin is not None
        daemon.stdin.write("test keyring\n")
        daemon.stdin.close()
        self._wait_for_name("org.freedesktop.secrets")

    def _start(self, command: list[str]) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command,
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._processes.append(process)
        return process

    def _wait_for_name(self, name: str) -> None:
        from jeepney import DBusAddress, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        bus = DBusAddress("/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus")
        deadline = time.monotonic() + _START_S
        with open_dbus_connection(self.env["DBUS_SESSION_BUS_ADDRESS"]) as connection:
            while not connection.send_and_get_reply(new_method_call(bus, "NameHasOwner", "s", (name,))).body[0]:
                assert time.monotonic() < deadline, f"{name} did not appear on the private bus"

    def _end(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
        self._processes.clear()


def private_env(home: Path) -> dict[str, str]:
    """Return an environment whose home and XDG folders are ``home``, with no D-Bus session and no test keyring."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DBUS_", "ANCHOR_DESK_"))}
    env.pop("PYTHON_KEYRING_BACKEND", None)
    env.pop("GNOME_KEYRING_CONTROL", None)
    folders = {"HOME": "", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache"}
    for name, part in folders.items():
        env[name] = str(home / part)
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    env["XDG_RUNTIME_DIR"] = str(runtime)
    return env


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        assert selector.select(_START_S), "the private D-Bus did not say its address"
    return process.stdout.readline().strip()
