# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stalls of the UI thread in the real desk while a real OBS is frozen and the base hangs, beside a bare window."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.report import Row, percentile
from tests.benchmarks.sample_profile import make_profile
from tests.helpers.real_obs import RealObs

SECONDS = 30.0
LIMIT_MS = 16.0
PROBE_LIMIT_S = 180.0
SCENES = ("商品", "政策", "互动")
TEXTS = ("Anchor Desk product", "Anchor Desk price", "Anchor Desk seller")
ROOT = Path(__file__).resolve().parents[2]

Phases = dict[str, list[float]]


def measure() -> list[Row]:
    """Return the rows: the desk beside OBS alive and frozen, each at p99.9, with a bare window in the notes."""
    with (
        tempfile.TemporaryDirectory(prefix="anchor-desk-bench-") as folder,
        RealObs() as obs,
        socket.create_server(("127.0.0.1", 0)) as silent_base,
    ):
        _furnish(obs)
        url = f"http://127.0.0.1:{silent_base.getsockname()[1]}"
        profile = make_profile(Path(folder) / "profile", obs_port=obs.address.port, base_url=url)
        before = probe({})
        try:
            desk = probe({"ANCHOR_DESK_OBS_PASSWORD": obs.password}, str(profile.root), str(obs.pid))
        finally:
            obs.cont()
        after = probe({})
    bare = [*before["bare window"], *after["bare window"]]
    what = "selling 4 times a second, a new row every 2 s, the base hangs"
    return [stall_row(phase, desk[phase], bare, what) for phase in ("OBS alive", "OBS frozen")]


def _furnish(obs: RealObs) -> None:
    """Give OBS the scenes and texts that the sample lineup drives."""
    with obs.bare_client() as client:
        for scene in SCENES:
            client.make_scene(scene)
        for name in TEXTS:
            client.make_text(SCENES[0], name)


def probe(environment: dict[str, str], *arguments: str) -> Phases:
    """Return the delays (ms) that a probe in a process of its own noted; see ``stall_probe``."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.stall_probe", str(SECONDS), *arguments],
        cwd=ROOT,
        env={**os.environ, **environment, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"},
        stdout=subprocess.PIPE,
        timeout=PROBE_LIMIT_S,
        check=True,
    )
    phases: Phases = json.loads(done.stdout)
    if not phases:
        raise RuntimeError("the desk did not reach OBS")
    return phases


def stall_row(phase: str, late: list[float], bare: list[float], what: str) -> Row:
    """Return the row of one phase: how late a 1 ms timer was at p99.9, beside a bare window. ``what`` went on."""
    over = sum(one > LIMIT_MS for one in late)
    note = (
        f"{what}; "
        f"max {max(late):.1f} ms, {over} of {len(late)} over {LIMIT_MS:g} ms; "
        f"a bare window in this run: p99.9 {percentile(bare, 99.9):.1f} ms, max {max(bare):.1f} ms"
    )
    return Row(f"UI stall, {phase}, p99.9", percentile(late, 99.9), "ms", LIMIT_MS, samples=len(late), note=note)
