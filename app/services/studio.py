# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shops' scenes in OBS from their templates: look what differs, put it right, look again."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.contract.content import Shop
from app.domain.obs.steps import Plan
from app.domain.obs.studio import PlanView, ShopChoice, StudioRequest, TemplateInfo
from app.services import studio_texts
from app.services.worker import Worker

if TYPE_CHECKING:
    from app.adapters.obs.provision import ApplyOptions, ApplyReport

_log = logging.getLogger(__name__)

STOP_LIMIT_S = 2.5


class StudioPhase(StrEnum):
    """What goes on between the desk and OBS's scenes."""

    IDLE = "idle"
    LOOKING = "looking"
    APPLYING = "applying"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class StudioPorts:
    """What the service drives.

    Those marked (worker) block and are called on the service's own worker; ProvisionError and TemplateError from them
    are told in plain words.

    Attributes:
        templates: (worker) the templates that ship with the program and that a shop may have.
        template: (worker) one template by name or file.
        read: (worker) what differs; writes nothing.
        apply: (worker) put it right and look again.
        where: the OBS in use, in words.
        chosen: the templates that were chosen for shops, by the shop's id.
        keep_chosen: (worker) keep those; raises SettingsError when it cannot.
        on_air: whether viewers would see OBS's scenes change.
    """

    templates: Callable[[], tuple[TemplateInfo, ...]]
    template: Callable[[str], TemplateInfo]
    read: Callable[[StudioRequest], Plan]
    apply: "Callable[[StudioRequest, ApplyOptions], ApplyReport]"
    where: Callable[[], str]
    on_air: Callable[[], bool]
    chosen: Callable[[], Mapping[str, str]]
    keep_chosen: Callable[[Mapping[str, str]], None]


class TemplateShelf(QObject):
    """The templates that shops may have: those that ship with the program and added files; and who has which.

    Signals:
        changed(object): the templates to choose from (tuple of TemplateInfo).
        failed(str): a plain sentence about a template that cannot be used.
    """

    changed = Signal(object)
    failed = Signal(str)

    def __init__(self, ports: StudioPorts, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ports = ports
        self._worker = worker
        self._templates: tuple[TemplateInfo, ...] = ()
        self._chosen = dict(ports.chosen())

    @property
    def chosen(self) -> Mapping[str, str]:
        """The template that was chosen for a shop, by the shop's id; shops that are not in it go by their category."""
        return self._chosen

    @property
    def templates(self) -> tuple[TemplateInfo, ...]:
        """The templates to choose from, once they are read."""
        return self._templates

    def read(self) -> None:
        """Read which templates there are; ``changed`` follows, or ``failed``."""
        self._worker.run(self._ports.templates, self._on_first_read, self._on_failed)

    def add(self, path: str) -> None:
        """Read a template's file; ``changed`` follows with it at the end, or ``failed``."""
        self._worker.run(partial(self._ports.template, path), self._on_added, self._on_failed)

    def choose(self, shop_ids: Sequence[str], name: str) -> None:
        """Give shops a template and keep that; an empty ``name`` is the one of their category."""
        others = {shop_id: one for shop_id, one in self._chosen.items() if shop_id not in shop_ids}
        self._chosen = others | (dict.fromkeys(shop_ids, name) if name else {})
        self._worker.run(partial(self._ports.keep_chosen, self._chosen), self._on_kept, self._on_failed)

    def lacking(self, choices: Sequence[ShopChoice]) -> tuple[Shop, ...]:
        """Return the shops that have no template: none was chosen and none is for their category."""
        return tuple(one.shop for one in choices if not one.template and self.of_category(one.shop.category) is None)

    def of_category(self, category: str) -> TemplateInfo | None:
        """Return the template of shops of ``category``."""
        return next((one for one in self._templates if one.serves(category)), None)

    def _on_read(self, templates: tuple[TemplateInfo, ...]) -> None:
        self._templates = templates
        self.changed.emit(templates)

    def _on_first_read(self, templates: tuple[TemplateInfo, ...]) -> None:
        self._on_read(templates)
        shipped = {one.name for one in templates}
        for path in sorted(set(self._chosen.values()) - shipped):
            self.add(path)

    def _on_kept(self, _nothing: None) -> None:
        _log.debug("the templates of %d shops were kept", len(self._chosen))

    def _on_added(self, template: TemplateInfo) -> None:
        others = tuple(one for one in self._templates if one.name != template.name)
        self._on_read((*others, template))

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(_told(error))


class StudioService(QObject):
    """Knows which shops are chosen, and does one thing at a time with OBS. Lives on the UI thread and never blocks it.

    Signals:
        phase_changed(StudioPhase): something began, ends soon, or ended.
        plan_changed(object): the new ``PlanView``, None where nothing is known of what is chosen now.
        progress(int, int): so many of so many changes are done.
        applied(ApplyReport): what an apply did, as far as it came.
        failed(str): a plain sentence about what did not happen.
    """

    phase_changed = Signal(object)
    plan_changed = Signal(object)
    progress = Signal(int, int)
    applied = Signal(object)
    failed = Signal(str)
    _progress_made = Signal(int, int)

    def __init__(self, ports: StudioPorts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ports = ports
        self._worker = Worker("desk-studio", self)
        self._phase = StudioPhase.IDLE
        self._request = StudioRequest()
        self._plan: PlanView | None = None
        self._shelf = TemplateShelf(ports, self._worker, self)
        self._while_live = False
        self._cancelled = threading.Event()
        self._progress_made.connect(self.progress, Qt.ConnectionType.QueuedConnection)

    @property
    def phase(self) -> StudioPhase:
        """What goes on now."""
        return self._phase

    @property
    def request(self) -> StudioRequest:
        """What is chosen."""
        return self._request

    @property
    def plan(self) -> PlanView | None:
        """What differs, as last seen; None while nothing is known of what is chosen."""
        return self._plan

    @property
    def shelf(self) -> TemplateShelf:
        """The templates to choose from."""
        return self._shelf

    @property
    def where(self) -> str:
        """The OBS in use, in words."""
        return self._ports.where()

    def choose(self, choices: tuple[ShopChoice, ...], *, adopt: bool) -> None:
        """Choose shops. A plan for another choice is forgotten."""
        request = StudioRequest(choices, adopt)
        if request != self._request:
            self._request = request
            self._set_plan(None)

    def forget(self) -> None:
        """Forget what was seen, as when another OBS is in use now."""
        self._set_plan(None)

    def allow_while_live(self, allow: bool) -> None:
        """Let an apply change scenes although viewers see them."""
        self._while_live = allow

    def why_not_apply(self) -> str:
        """Return why an apply would be refused now, empty if it would not."""
        if self._ports.on_air() and not self._while_live:
            return studio_texts.failure_sentence("streaming")
        return self._why_not_look()

    def look(self) -> None:
        """Look what differs; ``plan_changed`` or ``failed`` follows. Changes nothing. Ignored while something runs."""
        if self._begin(StudioPhase.LOOKING, self._why_not_look):
            request = self._request
            self._worker.run(partial(self._look, request, self.where), self._on_looked, self._on_failed)

    def apply(self) -> None:
        """Put right what differs; ``applied`` or ``failed`` follows. Ignored while something runs."""
        if self._begin(StudioPhase.APPLYING, self.why_not_apply):
            job = partial(self._apply, self._request, self._while_live)
            self._worker.run(job, self._on_applied, self._on_failed)

    def cancel(self) -> None:
        """Stop what runs as soon as OBS has answered; what was done stays."""
        if self._phase in (StudioPhase.LOOKING, StudioPhase.APPLYING):
            self._cancelled.set()
            self._set_phase(StudioPhase.STOPPING)

    def stop(self, timeout_s: float = STOP_LIMIT_S) -> bool:
        """End for good, within ``timeout_s`` seconds; False if OBS held on to what runs."""
        self._cancelled.set()
        return self._worker.close(timeout_s)

    def _begin(self, phase: StudioPhase, refusal: Callable[[], str]) -> bool:
        if self._phase is not StudioPhase.IDLE:
            return False
        sentence = refusal()
        if sentence:
            self.failed.emit(sentence)
            return False
        self._cancelled.clear()
        self._set_phase(phase)
        return True

    def _why_not_look(self) -> str:
        choices = self._request.choices
        if not choices:
            return studio_texts.nothing_chosen()
        lacking = self._shelf.lacking(choices)
        return studio_texts.no_template(lacking) if lacking else ""

    def _look(self, request: StudioRequest, where: str) -> PlanView:
        return PlanView(request, self._ports.read(request), where)

    def _apply(self, request: StudioRequest, while_live: bool) -> "tuple[StudioRequest, ApplyReport]":
        from app.adapters.obs.provision import ApplyOptions

        options = ApplyOptions(while_live, self._progress_made.emit, self._cancelled.is_set)
        return request, self._ports.apply(request, options)

    def _set_phase(self, phase: StudioPhase) -> None:
        self._phase = phase
        self.phase_changed.emit(phase)

    def _set_plan(self, plan: PlanView | None) -> None:
        self._plan = plan
        self.plan_changed.emit(plan)

    def _on_looked(self, view: PlanView) -> None:
        dropped = self._cancelled.is_set() or (view.request, view.where) != (self._request, self.where)
        self._set_phase(StudioPhase.IDLE)
        if not dropped:
            self._set_plan(view)

    def _on_applied(self, outcome: "tuple[StudioRequest, ApplyReport]") -> None:
        request, report = outcome
        known = report.remaining is not None and request == self._request
        self._plan = PlanView(request, report.remaining, self.where) if known and report.remaining is not None else None
        self._set_phase(StudioPhase.IDLE)
        self.applied.emit(report)

    def _on_failed(self, error: Exception) -> None:
        self._set_phase(StudioPhase.IDLE)
        self.failed.emit(_told(error))


def _told(error: Exception) -> str:
    sentence = studio_texts.error_sentence(error)
    if sentence:
        _log.info("OBS's scenes: %s", error)
    else:
        _log.error("looking at OBS's scenes failed", exc_info=error)
    return sentence or studio_texts.program_fault()
