# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Studio page in each of its states, over real plans on an OBS in memory."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.adapters.files.obs_templates import templates_for
from app.adapters.obs.provision import ApplyOptions, ApplyReport, apply_over, plan_over
from app.contract.content import Shop
from app.desk.studio import shop_templates
from app.domain.content_set import ContentSet
from app.domain.obs.desired import ProvisionRequest
from app.domain.obs.permissions import DeskMode
from app.domain.obs.steps import Plan
from app.domain.obs.studio import PlanView, StudioRequest, TemplateInfo
from app.services.studio import StudioPhase
from app.services.studio_texts import failure_sentence, no_template
from app.ui.pages.studio_page import StudioPage
from app.ui.studio.ports import StudioPageServices
from tests.helpers.fake_studio import DirectWire, FakeStudio
from tests.helpers.obs_templates import OVERLAY
from tests.screens import page_fakes, sample
from tests.screens.live_fakes import FakeObsService, FakePermissions, FixedClock

STATES = (
    "nothing",
    "no-shops",
    "plan",
    "asking",
    "on-air",
    "applying",
    "verified",
    "failed",
    "refused",
    "obs-gone",
    "locked",
    "many",
)
_WHERE = "127.0.0.1:4455"


class FakeShelf(QObject):
    changed = Signal(object)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.templates: tuple[TemplateInfo, ...] = shop_templates()
        self.chosen: dict[str, str] = {}

    def read(self) -> None:
        self.changed.emit(self.templates)

    def choose(self, _shop_ids: object, _name: str) -> None:
        """A picture keeps nothing."""

    def add(self, _path: str) -> None:
        raise AssertionError("a picture reads no file")


class FakeStudioService(QObject):
    """Shows what it is told to; nothing runs behind it."""

    phase_changed = Signal(object)
    plan_changed = Signal(object)
    progress = Signal(int, int)
    applied = Signal(object)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.phase = StudioPhase.IDLE
        self.plan: PlanView | None = None
        self.shelf = FakeShelf()
        self.where = _WHERE
        self.request = StudioRequest()

    def choose(self, choices: Any, *, adopt: bool) -> None:
        self.request = StudioRequest(choices, adopt)

    def allow_while_live(self, _allow: bool) -> None:
        pass

    def why_not_apply(self) -> str:
        return ""

    def look(self) -> None:
        raise AssertionError("a picture asks nothing")

    apply = cancel = forget = look

    def become(self, phase: StudioPhase) -> None:
        self.phase = phase
        self.phase_changed.emit(phase)

    def show_plan(self, plan: Plan) -> None:
        self.plan = PlanView(self.request, plan, self.where)
        self.plan_changed.emit(self.plan)


def studio_page(registry: Any, theme: Any, state: str) -> StudioPage:
    """Return the Studio page in one of ``STATES``; anything else is the first."""
    service = FakeStudioService()
    content = ContentSet() if state == "no-shops" else _content(state)
    air = {"on-air": sample.ON_AIR, "refused": sample.ON_AIR, "obs-gone": sample.GONE}.get(state, sample.OFF_AIR)
    permissions = FakePermissions()
    permissions.become(DeskMode.ANCHOR if state == "locked" else DeskMode.TECHNICIAN)
    services = StudioPageServices(
        studio=service,
        content=page_fakes.FakeContent(content),
        obs=FakeObsService(air),
        permissions=permissions,
        clock=FixedClock(),
    )
    page = StudioPage(services, registry, theme)
    for owned in (service, services.content, services.obs, permissions):
        owned.setParent(page)
    page.shops.model.tick([shop for shop in content.shops if shop != "S3"], on=True)
    _SHOWN.get(state, _nothing)(page, service)
    return page


def _content(state: str) -> ContentSet:
    if state != "many":
        return page_fakes.demo_content()
    kinds = ("食品", "首饰", "农产品", "地毯")
    shops = [Shop(shop_id=f"S{n:03d}", name=f"样品店 {n} · {kinds[n % 4]}", category=kinds[n % 4]) for n in range(200)]
    return ContentSet.of(shops)


def _request(page: StudioPage) -> ProvisionRequest:
    shops = tuple(templates_for([one.shop], one.template)[0] for one in page.shops.choices)
    return ProvisionRequest(shops, OVERLAY)


def _drifted(page: StudioPage) -> FakeStudio:
    """Return an OBS that has the first shop's scenes, touched since by several hands."""
    studio = FakeStudio("5.1")
    request = _request(page)
    apply_over(DirectWire(studio), ProvisionRequest(request.shops[:1], OVERLAY), ApplyOptions())
    studio.SetSceneName({"sceneName": "互动", "newSceneName": "互动 old"})
    studio.CreateInput({"sceneName": "商品", "inputName": "My logo", "inputKind": "image_source", "inputSettings": {}})
    product = studio.scenes["商品"].items
    product[1].transform["positionX"] = 200.0
    product[3].enabled = False
    studio.scenes["政策"].items.pop()
    studio.inputs["Anchor Desk microphone"].muted = True
    studio.inputs["Anchor Desk microphone"].filters.pop()
    studio.inputs["Anchor Desk price"].settings["font"] = {"face": "Comic", "size": 12}
    studio.CreateScene({"sceneName": f"商品 · {request.shops[1].shop.shop_id}"})
    studio.kinds.remove("v4l2_input")
    return studio


def _plan(page: StudioPage) -> Plan:
    return plan_over(DirectWire(_drifted(page)), _request(page))


def _nothing(_page: StudioPage, _service: FakeStudioService) -> None:
    """The page as it comes."""


def _show_plan(page: StudioPage, service: FakeStudioService) -> None:
    service.show_plan(_plan(page))
    page.shops.list.setCurrentIndex(page.shops.list.model().index(0, 0))


def _show_question(page: StudioPage, service: FakeStudioService) -> None:
    _show_plan(page, service)
    page.apply()


def _show_applying(page: StudioPage, service: FakeStudioService) -> None:
    _show_plan(page, service)
    service.become(StudioPhase.APPLYING)
    service.progress.emit(34, 120)


def _show_verified(page: StudioPage, service: FakeStudioService) -> None:
    studio = FakeStudio("5.1")
    _show_report(page, service, apply_over(DirectWire(studio), _request(page), ApplyOptions()))


def _show_failed(page: StudioPage, service: FakeStudioService) -> None:
    studio = _drifted(page)
    studio.refuse = lambda kind, _data: 702 if kind in ("SetSceneItemTransform", "CreateSourceFilter") else None
    _show_report(page, service, apply_over(DirectWire(studio), _request(page), ApplyOptions()))


def _show_report(_page: StudioPage, service: FakeStudioService, report: ApplyReport) -> None:
    if report.remaining is not None:
        service.plan = PlanView(service.request, report.remaining, service.where)
    service.applied.emit(report)


def _show_refused(page: StudioPage, service: FakeStudioService) -> None:
    _show_plan(page, service)
    service.failed.emit(failure_sentence("streaming"))


def _show_gone(_page: StudioPage, service: FakeStudioService) -> None:
    service.failed.emit(failure_sentence("not_running"))


def _show_locked(page: StudioPage, service: FakeStudioService) -> None:
    _show_plan(page, service)
    page.set_locked(True)


def _show_many(page: StudioPage, service: FakeStudioService) -> None:
    page.shops.model.choose_template(["S003"], "food")
    service.failed.emit(no_template([one.shop for one in page.shops.choices if one.shop.category == "地毯"]))


_SHOWN: dict[str, Callable[[StudioPage, FakeStudioService], None]] = {
    "plan": _show_plan,
    "asking": _show_question,
    "on-air": _show_plan,
    "applying": _show_applying,
    "verified": _show_verified,
    "failed": _show_failed,
    "refused": _show_refused,
    "obs-gone": _show_gone,
    "locked": _show_locked,
    "many": _show_many,
}
