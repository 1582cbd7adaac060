# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Studio (场景): the technician makes the shops' scenes in OBS from templates, and sees what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.obs.permissions import DeskMode
from app.domain.obs.state import LinkFault, ObsState, OutputPhase
from app.domain.obs.studio import PlanView, TemplateInfo
from app.services.studio import StudioPhase
from app.ui.commands import CommandRegistry
from app.ui.icons import IconSet
from app.ui.live.texts import fault_sentence
from app.ui.studio import headlines
from app.ui.studio.commands import add_studio_commands
from app.ui.studio.headlines import Headline
from app.ui.studio.lock_panel import LockPanel
from app.ui.studio.plan_panel import PlanPanel
from app.ui.studio.ports import StudioPageServices
from app.ui.studio.rows import plan_rows, report_rows
from app.ui.studio.shop_panel import ShopPanel
from app.ui.theme.model import Theme

if TYPE_CHECKING:
    from app.adapters.obs.provision import ApplyReport

_ROOMY_PX = 1160


class StudioPage(QWidget):
    """Shops and their templates on the left, what differs in OBS on the right. Looks first, asks, then applies."""

    def __init__(self, services: StudioPageServices, registry: CommandRegistry, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self._locked = services.permissions.mode is not DeskMode.TECHNICIAN
        self._ask_after_look = False
        self._told: Headline | None = None
        icons = IconSet(theme)
        self.shops = ShopPanel(icons)
        self.plan = PlanPanel(icons, theme)
        self._row = QHBoxLayout(self)
        self.lock = LockPanel(services.permissions, icons, services.clock)
        self._left = QVBoxLayout()
        self._left.addWidget(self.shops, 1)
        self._left.addWidget(self.lock)
        self._row.addLayout(self._left, 2)
        self._row.addWidget(self.plan, 5)
        self._space()
        self._connect_panels()
        self._connect_services()
        add_studio_commands(registry, self, services.studio)
        self.shops.set_content(services.content.content)
        self.shops.set_chosen(services.studio.shelf.chosen)
        self.shops.set_templates(services.studio.shelf.templates)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the templates the first time that somebody comes here."""
        super().showEvent(event)
        if not self._services.studio.shelf.templates:
            self._services.studio.shelf.read()
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use less air where there is little room."""
        super().resizeEvent(event)
        self._space()

    @property
    def locked(self) -> bool:
        """Whether nothing can be done here."""
        return self._locked

    def set_locked(self, locked: bool) -> None:
        """Show a sentence in place of everything that acts on OBS, or bring it back."""
        self._locked = locked
        if locked:
            self._ask(False)
        self._refresh()

    def look(self) -> None:
        """Look what differs in OBS."""
        if self._may_begin():
            self._ask(False)
            self._told = None
            self._services.studio.look()

    def apply(self) -> None:
        """Show what would be done, and ask; looks first where nothing is known."""
        studio = self._services.studio
        if not self._may_begin():
            return
        refusal = studio.why_not_apply()
        if refusal:
            self._on_failed(refusal)
        elif studio.plan is None or self._told is not None:
            self.look()
            self._ask_after_look = studio.phase is StudioPhase.LOOKING
        elif studio.plan.to_do:
            self._ask(True)

    def agree(self) -> None:
        """Do what was asked about."""
        if self.plan.asking and self._may_begin():
            self._ask(False)
            self._told = None
            self._services.studio.apply()

    def decline(self) -> None:
        """Do not do it."""
        self._ask(False)

    def _space(self) -> None:
        roomy = self.width() >= _ROOMY_PX
        self._row.setContentsMargins(*(24, 24, 24, 24) if roomy else (8, 8, 8, 8))
        self._row.setSpacing(16 if roomy else 8)

    def _connect_panels(self) -> None:
        self.shops.choice_changed.connect(self._on_choice_changed)
        self.shops.template_chosen.connect(self._services.studio.shelf.choose)
        self.shops.file_chosen.connect(self._services.studio.shelf.add)
        self.plan.look_wanted.connect(self.look)
        self.plan.apply_wanted.connect(self.apply)
        self.plan.agreed.connect(self.agree)
        self.plan.declined.connect(self.decline)
        self.plan.stop_wanted.connect(self._services.studio.cancel)
        self.plan.options_changed.connect(self._on_choice_changed)

    def _connect_services(self) -> None:
        studio = self._services.studio
        studio.phase_changed.connect(self._on_phase_changed)
        studio.plan_changed.connect(self._on_plan_changed)
        studio.progress.connect(self._on_progress)
        studio.applied.connect(self._on_applied)
        studio.failed.connect(self._on_failed)
        studio.shelf.changed.connect(self._on_templates_changed)
        self._services.permissions.mode_changed.connect(self._on_mode_changed)
        studio.shelf.failed.connect(self._on_failed)
        self._services.content.content_changed.connect(self.shops.set_content)
        self._services.obs.state_changed.connect(self._on_obs_changed)

    def _may_begin(self) -> bool:
        return not self._locked and self._services.studio.phase is StudioPhase.IDLE

    def _ask(self, ask: bool) -> None:
        self._ask_after_look = False
        view = self._services.studio.plan
        if not ask or view is None:
            self.plan.show_question("")
            return
        sentence = self.tr(
            "Do the {count} things listed above in OBS at {where}? Nothing is removed, "
            "and nothing that is not the desk's is changed."
        )
        self.plan.show_question(sentence.format(count=view.to_do, where=self._services.studio.where))

    def _on_choice_changed(self) -> None:
        studio = self._services.studio
        self._told = None
        self._ask(False)
        studio.allow_while_live(self.plan.while_live.isChecked())
        studio.choose(self.shops.choices, adopt=self.plan.adopt.isChecked())
        self._refresh()

    def _on_templates_changed(self, templates: tuple[TemplateInfo, ...]) -> None:
        self.shops.set_templates(templates)
        self._refresh()

    def _on_obs_changed(self, _state: ObsState) -> None:
        studio = self._services.studio
        if studio.plan is not None and studio.plan.where != studio.where:
            studio.forget()
        self._refresh()

    def _on_mode_changed(self, mode: DeskMode) -> None:
        self.set_locked(mode is not DeskMode.TECHNICIAN)

    def _on_phase_changed(self, phase: StudioPhase) -> None:
        self.plan.show_progress(headlines.busy_words(phase))
        self._refresh()

    def _on_plan_changed(self, view: PlanView | None) -> None:
        ask = self._ask_after_look and view is not None and view.to_do > 0
        self._told = None
        self.plan.show_rows(plan_rows(view.plan) if view is not None else ())
        self._refresh()
        self._ask(ask)

    def _on_progress(self, done: int, total: int) -> None:
        words = self.tr("Changing OBS: {done} of {total}").format(done=done, total=total)
        self.plan.show_progress(words, done, total)

    def _on_applied(self, report: ApplyReport) -> None:
        self._told = headlines.of_report(report, self._services.studio.plan)
        self.plan.show_rows(report_rows(report))
        self._refresh()

    def _on_failed(self, sentence: str) -> None:
        self._ask(False)
        self._told = headlines.failure(sentence)
        self._refresh()

    def _refresh(self) -> None:
        studio, obs = self._services.studio, self._services.obs.state
        phase, view = studio.phase, studio.plan
        idle = phase is StudioPhase.IDLE
        self.plan.show_headline(self._headline(view))
        self.plan.show_where(self.tr("OBS at {where}").format(where=studio.where))
        gone = self._told is None and not obs.connected and obs.fault is not LinkFault.NONE
        self.plan.show_link(fault_sentence(obs.fault) if gone else "")
        locked = self.tr("This page is locked. Enter the technician's PIN to make scenes.") if self._locked else ""
        self.plan.show_lock(locked)
        self.shops.setEnabled(idle and not self._locked)
        can_apply = idle and bool(self.shops.choices) and (view is None or view.to_do > 0 or self._told is not None)
        self.plan.enable(
            look=idle and bool(self.shops.choices),
            apply=can_apply,
            stop=not idle,
            on_air=obs.stream is not OutputPhase.OFF,
        )

    def _headline(self, view: PlanView | None) -> Headline:
        if self._told is not None:
            return self._told
        if view is not None:
            return headlines.of_plan(view)
        return headlines.nothing_yet() if self._services.content.content.shops else headlines.no_shops()
