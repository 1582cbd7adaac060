# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serving the application over HTTP until the process is told to stop."""

import contextlib
import ipaddress
import os
import signal
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from types import FrameType
from typing import Final

import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from app.server.app import create_app
from app.server.database import DatabaseUrlError
from app.server.migrations import SchemaTooNewError
from app.server.settings import ServerSettings

_STOP_S: Final = 5
_KEEP_ALIVE_S: Final = 75
_BACKLOG: Final = 128


def serve(settings: ServerSettings, host: str, port: int) -> int:
    """Serve until SIGTERM or SIGINT; requests under way are finished first.

    Prints ``serving http://HOST:PORT`` once connections are accepted. Only a server that listens on loopback alone
    may show its pages without a page key.

    Args:
        settings: the server's settings.
        host: the address to listen on.
        port: the port, or 0 for a free one.

    Returns:
        0 after an orderly end, 1 when it could not start; then a sentence on standard error says why.
    """
    if not is_loopback(host):
        settings = replace(settings, open_pages=False)
    try:
        listener = _listen(host, port)
    except OSError as error:
        print(f"Cannot listen on {host} port {port}: {error.strerror or error}. Choose another.", file=sys.stderr)
        return 1
    with listener:
        try:
            app = create_app(settings)
        except (DatabaseUrlError, SchemaTooNewError) as error:
            print(error, file=sys.stderr)
            return 1
        except (SQLAlchemyError, OSError) as error:
            print(f"The database cannot be opened ({type(error).__name__}). Nothing was changed.", file=sys.stderr)
            return 1
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_KEEP_ALIVE_S,
            timeout_graceful_shutdown=_STOP_S,
        )
        with _signals_end_quietly():
            _Server(config, _address(host, listener)).run(sockets=[listener])
    return 0


def is_loopback(host: str) -> bool:
    """Return whether ``host`` names this machine's loopback and nothing else."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class _Server(uvicorn.Server):
    """A uvicorn server that says when it accepts."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell where."""
        await super().startup(sockets=sockets)
        if self.started:
            print(f"serving {self._address}", flush=True)


def _listen(host: str, port: int) -> socket.socket:
    family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, proto)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def _address(host: str, listener: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"


@contextlib.contextmanager
def _signals_end_quietly() -> Iterator[None]:
    """Make the signal that uvicorn raises again after its orderly end harmless, so that the exit code is ours."""
    try:
        before = {number: signal.signal(number, _ignore) for number in (signal.SIGTERM, signal.SIGINT)}
    except ValueError:  # not the main thread: uvicorn takes no signals there either
        before = {}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Do nothing."""
