# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An RTMP server for one stream: ffmpeg listening on loopback, writing what it gets to a file."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.helpers.real_obs import free_port
from tests.helpers.until import until

_LISTEN = "0A"


def _listens(port: int) -> bool:
    """Whether something listens on a TCP port; asked of the kernel, for a connection would use up the one stream."""
    for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]:
        fields = line.split()
        if fields[3] == _LISTEN and int(fields[1].rpartition(":")[2], 16) == port:
            return True
    return False


class RtmpSink:
    """Takes one stream at ``server`` with ``key``. Started by ``with``."""

    def __init__(self) -> None:
        self._port = free_port()
        self._root = Path(tempfile.mkdtemp(prefix="rtmp-sink-"))
        self._ffmpeg: subprocess.Popen[bytes] | None = None
        self.server = f"rtmp://127.0.0.1:{self._port}/live"
        self.key = "test-key"

    def start(self) -> None:
        """Start to listen."""
        if shutil.which("ffmpeg") is None:
            raise RuntimeError("ffmpeg is not installed: this test needs an RTMP sink")
        self._ffmpeg = subprocess.Popen(
            (
                *("ffmpeg", "-nostdin", "-loglevel", "error", "-y"),
                *(
                    "-listen",
                    "1",
                    "-i",
                    f"{self.server}/{self.key}",
                    "-c",
                    "copy",
                    "-flush_packets",
                    "1",
                    str(self._file),
                ),
            ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until(lambda: _listens(self._port), "the RTMP sink listens")

    @property
    def received_bytes(self) -> int:
        """How much of the stream is on disk."""
        return self._file.stat().st_size if self._file.exists() else 0

    def close(self) -> None:
        """Hang up and remove the file."""
        if self._ffmpeg is not None:
            if self._ffmpeg.poll() is None:
                os.killpg(self._ffmpeg.pid, signal.SIGKILL)
            self._ffmpeg.wait(10)
            self._ffmpeg = None
        shutil.rmtree(self._root, ignore_errors=True)

    @property
    def _file(self) -> Path:
        return self._root / "received.flv"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
