# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands behind the studio service in tests: real plans on a studio without sockets, and faults on demand."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.adapters.files.obs_templates import templates_for
from app.adapters.obs.provision import ApplyOptions, ApplyReport, apply_over, plan_over
from app.contract.content import Shop
from app.domain.obs.desired import ProvisionRequest
from app.domain.obs.steps import Plan
from app.domain.obs.studio import ShopChoice, StudioRequest, TemplateInfo
from app.services.studio import StudioPhase, StudioPorts, StudioService
from tests.helpers.fake_studio import DirectWire, FakeStudio
from tests.helpers.obs_templates import OVERLAY
from tests.helpers.services import pump

FOOD_INFO = TemplateInfo("food", "Food shop", ("食品", "food"), "食品店")
JEWELLERY_INFO = TemplateInfo("jewellery", "Jewellery shop", ("首饰", "jewellery"), "首饰店")
NAN_SHOP = Shop(shop_id="SX", name="疆味坑馕坊", category="食品")
STONE_SHOP = Shop(shop_id="SZ", name="雨花石语首饰", category="首饰")
CARPET_SHOP = Shop(shop_id="SC", name="地毯店", category="地毯")


@dataclass
class StudioRig:
    """The service over an OBS in memory. ``error`` is what reading or applying raises; ``hold`` makes OBS hang."""

    obs: FakeStudio = field(default_factory=lambda: FakeStudio("5.1"))
    error: Exception | None = None
    on_air: bool = False
    where: str = "127.0.0.1:4455"
    chosen: Mapping[str, str] = field(default_factory=dict)
    requests: list[StudioRequest] = field(default_factory=list)
    options: list[ApplyOptions] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    reports: list[ApplyReport] = field(default_factory=list)
    steps: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.service = StudioService(
            StudioPorts(
                templates=lambda: (FOOD_INFO, JEWELLERY_INFO),
                template=self._template,
                read=self._read,
                apply=self._apply,
                where=lambda: self.where,
                on_air=lambda: self.on_air,
                chosen=lambda: self.chosen,
                keep_chosen=self._keep_chosen,
            )
        )
        self.service.failed.connect(self.failures.append)
        self.service.applied.connect(self.reports.append)
        self.service.progress.connect(lambda done, total: self.steps.append((done, total)))
        self.service.shelf.failed.connect(self.failures.append)
        self.service.shelf.read()
        pump(lambda: bool(self.service.shelf.templates))

    def hold(self) -> None:
        """Let OBS hang until ``release``."""
        self.gate.clear()

    def release(self) -> None:
        """Let OBS go on."""
        self.gate.set()

    def choose(self, *shops: Shop, adopt: bool = False) -> None:
        """Choose shops with the template of their category."""
        self.service.choose(tuple(ShopChoice(shop) for shop in shops), adopt=adopt)

    def settle(self) -> None:
        """Wait until nothing runs."""
        pump(lambda: self.service.phase is StudioPhase.IDLE)

    def look(self) -> None:
        """Look and wait."""
        self.service.look()
        self.settle()

    def apply(self) -> None:
        """Apply and wait."""
        self.service.apply()
        self.settle()

    def close(self) -> None:
        """End; OBS hangs no more."""
        self.release()
        self.service.stop()

    def _keep_chosen(self, chosen: Mapping[str, str]) -> None:
        if self.error is not None:
            raise self.error
        self.chosen = dict(chosen)

    def _template(self, name: str) -> TemplateInfo:
        if self.error is not None:
            raise self.error
        return TemplateInfo(name, "Carpet shop")

    def _read(self, request: StudioRequest) -> Plan:
        self._come(request)
        return plan_over(DirectWire(self.obs), self._provision(request))

    def _apply(self, request: StudioRequest, options: ApplyOptions) -> ApplyReport:
        self.options.append(options)
        self._come(request)
        return apply_over(DirectWire(self.obs), self._provision(request), options)

    def _come(self, request: StudioRequest) -> None:
        self.requests.append(request)
        self.gate.wait(10)
        if self.error is not None:
            raise self.error

    def _provision(self, request: StudioRequest) -> ProvisionRequest:
        shops = tuple(templates_for([one.shop], one.template)[0] for one in request.choices)
        return ProvisionRequest(shops, OVERLAY, adopt=request.adopt)
