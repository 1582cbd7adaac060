# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A private PostgreSQL cluster on loopback: made for one test run, stopped by its process id, then removed."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from types import TracebackType

import psycopg

from tests.helpers.programs import need_program
from tests.helpers.until import until

_USER = "anchor"


class PostgresCluster:
    """``with PostgresCluster() as cluster: cluster.new_database()``. Runs as ``postgres`` where we are root."""

    def __init__(self) -> None:
        self._initdb = need_program("initdb")
        self._postgres = need_program("postgres")
        self._folder = Path(tempfile.mkdtemp(prefix="anchor-desk-pg-"))
        self._data = self._folder / "data"
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0

    def __enter__(self) -> "PostgresCluster":
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
        subprocess.run(
            [
                *_as_postgres(),
                str(self._initdb),
                *("--pgdata", str(self._data), "--username", _USER, "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", "C", "--no-sync"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        log = (self._folder / "log").open("wb")
        with log:
            self._process = subprocess.Popen(
                [
                    *_as_postgres(),
                    *(str(self._postgres), "-D", str(self._data), "-p", str(self._port)),
                    *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
                    *("-c", "fsync=off", "-c", "full_page_writes=off"),
                ],
                stdout=log,
                stderr=log,
                cwd="/",
            )
        until(self._answers, "PostgreSQL answers", timeout_s=30, every_s=0.05)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            # runuser stays our child; the server's own id is the first line of its pid file.
            server = int((self._data / "postmaster.pid").read_text().splitlines()[0])
            # An immediate end: the data is thrown away, and a checkpoint of it can take longer than all tests.
            os.kill(server, signal.SIGQUIT)
            self._process.wait(timeout=30)
        shutil.rmtree(self._folder, ignore_errors=True)

    def new_database(self) -> str:
        """Create an empty database and return its address."""
        self._made += 1
        name = f"base_{self._made}"
        with psycopg.connect(self._conninfo("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"postgresql+psycopg://{_USER}@127.0.0.1:{self._port}/{name}"

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self._folder / "log").read_text(errors="replace")
        try:
            psycopg.connect(self._conninfo("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def _conninfo(self, name: str) -> str:
        return f"host=127.0.0.1 port={self._port} user={_USER} dbname={name} connect_timeout=2"


def _as_postgres() -> list[str]:
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return int(listener.getsockname()[1])
