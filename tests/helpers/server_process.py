# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real base server in a process of its own, to be stopped or killed."""

import queue
import signal
import subprocess
import sys
import threading
from types import TracebackType

from tests.helpers.until import until

_PROGRAM = """
import sys
from app.server.run import serve
from app.server.settings import ServerSettings
sys.exit(serve(ServerSettings(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
"""
_PREFIX = "serving "


class ServerProcess:
    """``serve`` over ``db_url`` on loopback. A second ``start`` takes the same port, so desks find it again."""

    def __init__(self, db_url: str) -> None:
        self._db_url = db_url
        self._port = 0
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self, timeout_s: float = 30.0) -> "ServerProcess":
        """Start the process and wait until it serves."""
        self._process = subprocess.Popen(self.command(), stdout=subprocess.PIPE, text=True)
        line = self._first_line(self._process, timeout_s)
        self.url = line.removeprefix(_PREFIX).strip()
        self._port = int(self.url.rpartition(":")[2])
        return self

    def command(self) -> list[str]:
        """Return what is run."""
        return [sys.executable, "-c", _PROGRAM, *self.arguments()]

    def arguments(self) -> list[str]:
        """Return database, host and port."""
        return [self._db_url, "127.0.0.1", str(self._port)]

    @property
    def pid(self) -> int:
        """The process id of the running server."""
        assert self._process is not None
        return self._process.pid

    def terminate(self) -> int:
        """Ask the server to end (SIGTERM) and return its exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """End the server at once (SIGKILL)."""
        return self._end(signal.SIGKILL)

    def __enter__(self) -> "ServerProcess":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self.kill()

    def _end(self, number: signal.Signals) -> int:
        process, self._process = self._process, None
        assert process is not None
        process.send_signal(number)
        code = process.wait(timeout=20)
        if process.stdout is not None:
            process.stdout.close()
        return code

    @staticmethod
    def _first_line(process: "subprocess.Popen[str]", timeout_s: float) -> str:
        lines: queue.Queue[str] = queue.Queue()
        stdout = process.stdout
        assert stdout is not None
        reader = threading.Thread(target=lambda: lines.put(stdout.readline()), name="server-stdout", daemon=True)
        reader.start()
        try:
            line = until(lambda: not lines.empty() and lines.get(), "the server serves", timeout_s=timeout_s)
        except TimeoutError:
            process.kill()
            process.wait(timeout=20)
            raise
        reader.join(5)
        assert str(line).startswith(_PREFIX), f"the server did not start: {line!r}"
        return str(line)
