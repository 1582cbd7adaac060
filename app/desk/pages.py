# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills the window with pages: first the one that selling needs, the others as they are needed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.desk.actions import DeskActions
from app.desk.composition import DeskServices, check_wording_late, import_files_late
from app.desk.settings_keeper import SettingsKeeper
from app.ui.commands import Command, CommandRegistry
from app.ui.main_window import MainWindow
from app.ui.pages.live_page import LivePage, LivePageServices
from app.ui.theme.model import Theme

if TYPE_CHECKING:
    from app.services.studio import StudioService
    from app.ui.pages.prepare_page import PreparePage
    from app.ui.prompter.window import PrompterWindow
    from app.ui.review.ports import ReviewPageServices
    from app.ui.studio.ports import StudioPageServices


class DeskPages:
    """Makes the pages and puts them into the window."""

    def __init__(
        self,
        window: MainWindow,
        services: DeskServices,
        actions: DeskActions,
        *,
        keeper: SettingsKeeper,
        registry: CommandRegistry,
        theme: Theme,
        restore: Callable[[Path], None],
        restored: str = "",
    ) -> None:
        self._window = window
        self._services = services
        self._actions = actions
        self._keeper = keeper
        self._registry = registry
        self._theme = theme
        self._restore = restore
        self._restored = restored
        self._has_prepare = False

    def add_live(self) -> LivePage:
        """Add the page that sells, and return it."""
        live = LivePage(_live_services(self._services, self._keeper), self._registry, self._theme)
        self._window.add_page("live", live, QCoreApplication.translate("Desk", "Live"))
        return live

    def add_prepare(self) -> None:
        """Add the page that opens a session; does nothing when it is there."""
        if not self._has_prepare:
            self._has_prepare = True
            self._window.add_page("prepare", self._prepare_page(), QCoreApplication.translate("Desk", "Prepare"))

    def add_rest(self, studio: "StudioService") -> "PrompterWindow":
        """Add the pages that are not there yet, and make the anchor's screen; return the latter, still hidden."""
        from app.ui.pages.review_page import ReviewPage
        from app.ui.pages.studio_page import StudioPage
        from app.ui.prompter.window import PrompterWindow

        self.add_prepare()
        review = ReviewPage(self._review_services(), self._registry, self._theme)
        self._window.add_page("review", review, QCoreApplication.translate("Desk", "Review"))
        scenes = StudioPage(_studio_services(self._services, studio), self._registry, self._theme)
        self._window.add_page("studio", scenes, QCoreApplication.translate("Desk", "Studio"))
        prompter = PrompterWindow(
            self._services.prompter,
            self._services.live_view,
            self._registry,
            self._theme,
            clock=self._services.clock,
            distance_m=self._keeper.settings.prompter.distance_m,
        )
        self._registry.add(
            Command(
                id="prompter.open",
                label=_prompter_label,
                keys=("F9",),
                run=prompter.open_on_best_screen,
                in_text=True,
            )
        )
        return prompter

    def _prepare_page(self) -> "PreparePage":
        from app.services.wording import WordingService
        from app.ui.pages.prepare_page import PreparePage
        from app.ui.prepare.ports import ObsChoice, PrepareActions, PrepareDefaults, PreparePageServices

        services, actions, settings = self._services, self._actions, self._keeper.settings
        wording = WordingService(
            check_wording_late, services.content, services.chores, services.clock, parent=self._window
        )
        return PreparePage(
            PreparePageServices(
                content=services.content,
                session=services.session,
                obs=services.obs,
                sync=services.sync,
                preflight=services.preflight,
                wording=wording,
                worker=services.chores,
            ),
            PrepareActions(
                preview_import=import_files_late,
                save_obs_place=actions.save_obs_place,
                save_safe_scene=actions.save_safe_scene,
                save_obs_password=actions.save_obs_password,
                enroll=actions.enroll,
                export_preflight=actions.export_preflight,
                remember_anchor=actions.remember_anchor,
                go_to_live=partial(self._window.show_page, "live"),
            ),
            self._registry,
            self._theme,
            defaults=PrepareDefaults(
                anchor=settings.anchor,
                obs=tuple(ObsChoice(place.name, place.host, place.port) for place in settings.obs.places),
                obs_in_use=settings.obs.place.name,
                safe_scene=settings.obs.safe_scene,
                base_url=settings.base.url,
            ),
        )

    def _review_services(self) -> "ReviewPageServices":
        from app.ui.review.ports import ReviewPageServices

        services, actions = self._services, self._actions
        return ReviewPageServices(
            reader=services.store.reader,
            content=services.content,
            session=services.session,
            sync=services.sync,
            worker=services.chores,
            export_csv=actions.export_csv,
            export_jsonl=actions.export_jsonl,
            list_backups=actions.list_backups,
            check_backup=actions.check_backup,
            restore=self._restore,
            restored=self._restored,
        )


def _prompter_label() -> str:
    return QCoreApplication.translate("Desk", "Open the anchor's screen")


def _live_services(services: DeskServices, keeper: SettingsKeeper) -> LivePageServices:
    return LivePageServices(
        live_view=services.live_view,
        obs=services.obs,
        sync=services.sync,
        sales=services.sales,
        records=services.records,
        presenting=services.presenting,
        session=services.session,
        prompter=services.prompter,
        permissions=services.permissions,
        obs_watch=services.obs_watch,
        safe_scene=lambda: keeper.settings.obs.safe_scene,
        scene_pattern=keeper.settings.obs.scene_pattern,
        clock=services.clock,
    )


def _studio_services(services: DeskServices, studio: "StudioService") -> "StudioPageServices":
    from app.ui.studio.ports import StudioPageServices

    return StudioPageServices(
        studio=studio,
        content=services.content,
        obs=services.obs,
        permissions=services.permissions,
        clock=services.clock,
    )
