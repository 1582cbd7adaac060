# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real OBS Studio under Xvfb with a home, a display and a port of its own."""

import os
import secrets
import select
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from app.adapters.obs.port import ObsAddress
from tests.helpers.bare_obs import BareClient
from tests.helpers.until import until

_GLOBAL_INI = """\
[General]
FirstRun=true
LastVersion=486539266

[OBSWebSocket]
FirstLoad=false
ServerEnabled=true
ServerPort={port}
AlertsEnabled=false
AuthRequired=true
ServerPassword={password}

[Basic]
Profile=Untitled
ProfileDir=Untitled
SceneCollection=Untitled
SceneCollectionFile=Untitled
"""

# The default canvas of 1920x1080 costs a fifth of a core in software GL.
_PROFILE_INI = """\
[General]
Name=Untitled

[Output]
Mode=Simple
Reconnect=false

[SimpleOutput]
FilePath={recordings}
VBitrate=300

[Video]
BaseCX=640
BaseCY=360
OutputCX=640
OutputCY=360
FPSType=1
FPSInt=10
"""

_OBS_COMMAND = ("obs", "--multi", "--minimize-to-tray", "--disable-updater", "--disable-missing-files-check")
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ")


def free_port() -> int:
    """Return a loopback port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RealObs:
    """One OBS, started by ``with`` or ``start``. Its configuration lasts over ``kill`` and ``start``."""

    def __init__(self) -> None:
        self.password = secrets.token_urlsafe(12)
        self.address = ObsAddress("127.0.0.1", free_port())
        self._root = Path(tempfile.mkdtemp(prefix="real-obs-"))
        self._display: int | None = None
        self._xvfb: subprocess.Popen[bytes] | None = None
        self._obs: subprocess.Popen[bytes] | None = None
        self._write_config()

    @property
    def recordings(self) -> Path:
        """Where OBS records to."""
        return self._root / "recordings"

    @property
    def log_file(self) -> Path:
        """What OBS wrote to its standard output and error."""
        return self._root / "obs.log"

    @property
    def pid(self) -> int:
        """OBS's process id."""
        assert self._obs is not None
        return self._obs.pid

    def start(self) -> None:
        """Start OBS and wait until it answers with a scene on air."""
        for program in ("obs", "Xvfb"):
            if shutil.which(program) is None:
                raise RuntimeError(f"{program} is not installed: this test needs a real OBS")
        if self._xvfb is None:
            self._start_xvfb()
        with self.log_file.open("ab") as log:
            self._obs = subprocess.Popen(
                _OBS_COMMAND,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until(self._answers, "OBS answers", timeout_s=60.0, every_s=0.1)

    def kill(self) -> None:
        """End OBS as a crash would: SIGKILL to its process group."""
        self._end(self._obs)
        self._obs = None

    def stop_signal(self) -> None:
        """Freeze OBS (SIGSTOP); its sockets stay open."""
        os.kill(self.pid, signal.SIGSTOP)

    def cont(self) -> None:
        """Let a frozen OBS go on (SIGCONT)."""
        os.kill(self.pid, signal.SIGCONT)

    def bare_client(self, **options: Any) -> BareClient:
        """Return a new client that shares no code with the program. ``options`` as for ``BareClient``."""
        return BareClient(self.address.host, self.address.port, self.password, **options)

    def close(self) -> None:
        """End OBS and its display, and remove their files."""
        self.kill()
        self._end(self._xvfb)
        self._xvfb = None
        shutil.rmtree(self._root, ignore_errors=True)

    def _write_config(self) -> None:
        config = self._root / "config" / "obs-studio"
        profile = config / "basic" / "profiles" / "Untitled"
        for folder in (profile, config / "basic" / "scenes", self.recordings, self._root / "home"):
            folder.mkdir(parents=True)
        (self._root / "run").mkdir(mode=0o700)
        (config / "global.ini").write_text(_GLOBAL_INI.format(port=self.address.port, password=self.password), "utf-8")
        (profile / "basic.ini").write_text(_PROFILE_INI.format(recordings=self.recordings), "utf-8")

    def _environment(self) -> dict[str, str]:
        passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return passed | {
            "HOME": str(self._root / "home"),
            "XDG_CONFIG_HOME": str(self._root / "config"),
            "XDG_RUNTIME_DIR": str(self._root / "run"),
            "DISPLAY": f":{self._display}",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "QT_QPA_PLATFORM": "xcb",
        }

    def _start_xvfb(self) -> None:
        reader, writer = os.pipe()
        self._xvfb = subprocess.Popen(
            ("Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"),
            pass_fds=(writer,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            if not select.select([pipe], [], [], 20.0)[0]:
                raise RuntimeError("Xvfb gave no display within 20 s")
            self._display = int(pipe.readline())

    def _answers(self) -> bool:
        assert self._obs is not None
        if self._obs.poll() is not None:
            raise RuntimeError(
                f"OBS ended with {self._obs.returncode}: {self.log_file.read_text('utf-8', 'replace')[-2000:]}"
            )
        try:
            with self.bare_client(timeout_s=2.0) as client:
                return bool(client.program_scene())
        except Exception:  # noqa: BLE001 - anything but an answer means: not yet
            return False

    @staticmethod
    def _end(process: subprocess.Popen[bytes] | None) -> None:
        if process is None:
            return
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
