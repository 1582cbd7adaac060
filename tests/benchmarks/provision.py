# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes for 200 shops in one collection: apply and plan, beside the same requests sent bare as batches."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from app.adapters.files.obs_templates import load_template
from app.adapters.obs.provision import ApplyOptions, apply_over, plan_over
from app.adapters.obs.wire import Answer, Request, Wire
from app.contract.content import Shop
from app.domain.obs.desired import ProvisionRequest, ShopTemplate
from tests.benchmarks.report import Row, percentile
from tests.helpers.bare_obs import BareClient
from tests.helpers.real_obs import RealObs

SHOPS = 200
ROUNDS = 2
LIMIT = 3.0
TIMEOUT_S = 60.0


class _Recorder:
    """A wire that keeps what it sent."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.batches: list[list[tuple[str, dict[str, Any]]]] = []

    def batch(self, requests: Sequence[Request], timeout_s: float) -> list[Answer]:
        self.batches.append([(request.kind, dict(request.data)) for request in requests])
        return self._wire.batch(requests, timeout_s)

    def writes(self) -> list[list[tuple[str, dict[str, Any]]]]:
        """Return the batches without anything that only reads."""
        kept = [[one for one in batch if not one[0].startswith("Get")] for batch in self.batches]
        return [batch for batch in kept if batch]

    def count(self) -> int:
        """Return how many requests there were."""
        return sum(map(len, self.batches))


@contextmanager
def _wire(obs: RealObs) -> Iterator[Wire]:
    wire = Wire(obs.address)
    try:
        wire.open()
        wire.identify(obs.password)
        yield wire
    finally:
        wire.abort()
        wire.release()


def _request() -> ProvisionRequest:
    template = load_template("food")
    shops = (Shop(shop_id=f"S{number:03}", name=f"馕坊 {number} تونۇر") for number in range(SHOPS))
    names = {role: f"Bench {role}" for role in template.inputs}
    return ProvisionRequest(tuple(ShopTemplate(shop, "food", template) for shop in shops), names)


def _fresh(client: BareClient, name: str) -> None:
    client.request("CreateSceneCollection", {"sceneCollectionName": name})


def _replayed(client: BareClient, batches: Sequence[Sequence[tuple[str, dict[str, Any]]]]) -> float:
    begun = time.perf_counter()
    for batch in batches:
        refused = [one for one in client.batch(batch) if not one["requestStatus"]["result"]]
        if refused:
            raise RuntimeError(f"OBS refused {len(refused)} of the bare requests: {refused[0]}")
    return time.perf_counter() - begun


def measure() -> list[Row]:
    """Return the rows for making the scenes and for looking at them again."""
    request = _request()
    applied: list[float] = []
    bare_applied: list[float] = []
    planned: list[float] = []
    bare_planned: list[float] = []
    with RealObs() as obs, obs.bare_client(timeout_s=TIMEOUT_S) as client, _wire(obs) as wire:
        for number in range(ROUNDS):
            _fresh(client, f"Ours {number}")
            making, looking = _Recorder(wire), _Recorder(wire)
            begun = time.perf_counter()
            report = apply_over(making, request, ApplyOptions())
            applied.append(time.perf_counter() - begun)
            if not report.good:
                raise RuntimeError(f"OBS is not as the template says: {report.stopped or report.remaining}")
            begun = time.perf_counter()
            if not plan_over(looking, request).empty:
                raise RuntimeError("a second look found something to do")
            planned.append(time.perf_counter() - begun)
            bare_planned.append(_replayed(client, looking.batches))
            _fresh(client, f"Bare {number}")
            bare_applied.append(_replayed(client, making.writes()))
    writes = sum(map(len, making.writes()))
    return [
        Row(
            f"scenes for {SHOPS} shops: apply, verified",
            percentile(applied, 50),
            "s",
            LIMIT,
            percentile(bare_applied, 50),
            ROUNDS,
            f"{making.count()} requests in {len(making.batches)} batches, {writes} of them writes; "
            "the reference sends the writes alone",
        ),
        Row(
            f"scenes for {SHOPS} shops: plan, nothing to do",
            percentile(planned, 50),
            "s",
            LIMIT,
            percentile(bare_planned, 50),
            ROUNDS,
            f"{looking.count()} requests in {len(looking.batches)} batches; the reference sends the same",
        ),
    ]
