# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scene cut and present item through the desk's link, beside a bare websocket client on the same real OBS."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.adapters.obs.link import ObsLink
from app.domain.obs.commands import ObsCommand, PresentItem, SwitchScene
from app.domain.obs.state import ObsState
from tests.benchmarks.report import Row, percentile
from tests.helpers.bare_obs import BareClient
from tests.helpers.real_obs import RealObs
from tests.helpers.until import until

ROUNDS = 10
BLOCK = 30
SCENES = ("Bench A", "Bench B")
TEXTS = ("Bench product", "Bench price", "Bench seller")


class _Turn:
    """Takes turns between two scenes, so that each request really changes something."""

    def __init__(self) -> None:
        self._count = 0

    def next_scene(self) -> str:
        self._count += 1
        return SCENES[self._count % 2]


def _through_link(link: ObsLink, command: ObsCommand) -> float:
    begun = time.perf_counter()
    outcome = link.submit(command).result(10)
    taken = time.perf_counter() - begun
    if not outcome.ok:
        raise RuntimeError(f"OBS did not follow: {outcome}")
    return taken * 1000


def _bare_cut(client: BareClient, scene: str) -> float:
    begun = time.perf_counter()
    client.request("SetCurrentProgramScene", {"sceneName": scene})
    shown = client.program_scene()
    taken = time.perf_counter() - begun
    if shown != scene:
        raise RuntimeError(f"OBS shows {shown}")
    return taken * 1000


def _bare_present(client: BareClient, scene: str) -> float:
    requests: list[tuple[str, dict[str, Any]]] = [
        ("SetInputSettings", {"inputName": name, "inputSettings": {"text": f"{name} {scene}"}, "overlay": True})
        for name in TEXTS
    ]
    requests.append(("SetCurrentProgramScene", {"sceneName": scene}))
    requests.extend(("GetInputSettings", {"inputName": name}) for name in TEXTS)
    requests.append(("GetCurrentProgramScene", {}))
    begun = time.perf_counter()
    client.batch(requests)
    return (time.perf_counter() - begun) * 1000


@contextmanager
def _linked(obs: RealObs) -> Iterator[ObsLink]:
    def listen(_state: ObsState) -> None:
        return

    link = ObsLink(obs.address, lambda: obs.password, listener=listen)
    link.start()
    try:
        until(lambda: link.state.connected, "the link is live", timeout_s=20)
        yield link
    finally:
        link.close()


def _prepare(client: BareClient) -> None:
    for scene in SCENES:
        client.make_scene(scene)
    for name in TEXTS:
        client.make_text(SCENES[0], name)


def measure() -> list[Row]:
    """Return the rows for the scene cut and the present item."""
    turn = _Turn()
    cuts: tuple[list[float], list[float]] = ([], [])
    presents: tuple[list[float], list[float]] = ([], [])
    with RealObs() as obs, obs.bare_client() as client:
        _prepare(client)
        for _ in range(ROUNDS):
            with _linked(obs) as link:
                cuts[0].extend(_through_link(link, SwitchScene(turn.next_scene())) for _ in range(BLOCK))
                presents[0].extend(_through_link(link, _item(turn.next_scene())) for _ in range(BLOCK))
            # Without a link beside it: its event reader would share the interpreter with the bare client.
            cuts[1].extend(_bare_cut(client, turn.next_scene()) for _ in range(BLOCK))
            presents[1].extend(_bare_present(client, turn.next_scene()) for _ in range(BLOCK))
    return [*_rows("scene cut", cuts), *_rows("present an item", presents)]


def _item(scene: str) -> PresentItem:
    return PresentItem({name: f"{name} {scene}" for name in TEXTS}, scene)


def _rows(what: str, samples: tuple[list[float], list[float]]) -> list[Row]:
    ours, bare = samples
    return [
        Row(f"{what}, read back, p50", percentile(ours, 50), "ms", 1.15, percentile(bare, 50), len(ours)),
        Row(f"{what}, read back, p99", percentile(ours, 99), "ms", 1.5, percentile(bare, 99), len(ours)),
    ]
