# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OBS's password and the stream key are written nowhere: not at debug level, not in a crash, not in a process list."""

import logging
import os
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters.obs.link import ObsLink
from app.adapters.obs.status import read_status
from app.diagnostics.logging_setup import configure_logging, release_logging
from app.domain.obs.commands import PresentItem, SetStream, SwitchScene
from tests.e2e.stage import PRODUCT_TEXT, Stage
from tests.helpers.real_obs import RealObs
from tests.helpers.until import until

pytestmark = [pytest.mark.e2e, pytest.mark.real_obs, pytest.mark.timeout(180)]

STREAM_KEY = "live-key-71c3e0d9"


@pytest.fixture
def obs() -> Iterator[RealObs]:
    with RealObs() as obs:
        with obs.bare_client() as client:
            client.stream_to("rtmp://127.0.0.1:9/live", STREAM_KEY)
        yield obs


@pytest.fixture
def debug_logs(tmp_path: Path) -> Iterator[Path]:
    configure_logging(tmp_path, logging.DEBUG)
    yield tmp_path
    release_logging()
    logging.getLogger().setLevel(logging.WARNING)


def holds_a_secret(data: bytes, obs: RealObs) -> bool:
    return obs.password.encode() in data or STREAM_KEY.encode() in data


@pytest.mark.expected_log("OBS link down")
def test_the_link_writes_no_secret_at_debug_level(obs: RealObs, debug_logs: Path) -> None:
    read_status(obs.address, obs.password, 5.0)
    read_status(obs.address, f"{obs.password}x", 5.0)
    link = ObsLink(obs.address, lambda: obs.password, listener=lambda _state: None)
    link.start()
    until(lambda: link.state.connected, "the link is live", timeout_s=20)
    scene = link.state.scene_names[0]
    for command in (SwitchScene(scene), PresentItem({"no such text": "x"}), SetStream(True)):
        link.submit(command).result(10)
    obs.kill()
    until(lambda: not link.state.connected, "the link notices", timeout_s=20)
    link.close()
    logs = [path.read_bytes() for path in debug_logs.iterdir() if path.is_file()]
    assert any(logs)
    assert not any(holds_a_secret(log, obs) for log in logs)


def test_a_crashed_desk_and_its_support_file_hold_no_secret(obs: RealObs, tmp_path: Path) -> None:
    with Stage(tmp_path, obs) as stage:
        with obs.bare_client() as client:
            stage.furnish_obs(client)
        with stage.base:
            stage.set_up_pc()
            stage.start_desk()
            stage.sees(r"OBS 29\.\S+ answers")
            stage.press("ctrl+Return")
            stage.sees("Stream: OFF AIR")
            stage.press("1", "g")
            with obs.bare_client() as client:
                until(lambda: bool(client.text_of(PRODUCT_TEXT)), "the product is on")
            processes = subprocess.run(["ps", "axww", "-o", "args"], capture_output=True, timeout=20, check=True).stdout
            os.kill(stage.desk_pid, signal.SIGSEGV)
            until(lambda: (stage.profile.logs_dir / "crash.log").stat().st_size > 0, "the crash is written down")
            stage.kill_desk()
        stage.command_line.run("doctor", "--export", tmp_path / "support.zip")
        written = [path.read_bytes() for path in stage.profile.root.rglob("*") if path.is_file()]
        written += [stage.desk_log.read_bytes(), processes]
        with zipfile.ZipFile(tmp_path / "support.zip") as support:
            assert "crash.log" in support.namelist()
            written += [support.read(name) for name in support.namelist()]
    assert len(written) > 8
    assert not any(holds_a_secret(data, obs) for data in written)
