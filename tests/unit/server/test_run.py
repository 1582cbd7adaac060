# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server as a process: it says when it serves, ends in order, and survives being killed."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from app.server.run import is_loopback, serve
from app.server.settings import ServerSettings
from tests.helpers.server_process import ServerProcess


def test_it_serves_where_it_says_and_ends_with_zero(tmp_path: Path) -> None:
    server = ServerProcess(f"sqlite:///{tmp_path}/base.sqlite").start()
    assert httpx2.get(f"{server.url}/readyz", trust_env=False).json() == {"status": "ready"}
    assert server.terminate() == 0


def test_killed_and_started_it_serves_the_same_port_and_data(tmp_path: Path) -> None:
    server = ServerProcess(f"sqlite:///{tmp_path}/base.sqlite").start()
    url = server.url
    assert server.kill() == -signal.SIGKILL
    with server:
        assert server.url == url
        assert httpx2.get(f"{url}/readyz", trust_env=False).status_code == 200


def test_a_port_in_use_is_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert serve(ServerSettings(f"sqlite:///{tmp_path}/base.sqlite"), "127.0.0.1", port) == 1
    assert f"port {port}" in capsys.readouterr().err


def test_a_bad_database_address_is_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(ServerSettings("mysql://x/y"), "127.0.0.1", 0) == 1
    assert "sqlite:///" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False), ("base", False)],
)
def test_only_loopback_counts_as_this_machine(host: str, local: bool) -> None:
    assert is_loopback(host) is local


def test_the_server_needs_neither_qt_nor_the_desk() -> None:
    program = (
        "import sys, app.server.run; "
        "sys.exit(any(name.split('.')[0] in {'PySide6', 'obsws_python', 'httpx2', 'keyring'} for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
