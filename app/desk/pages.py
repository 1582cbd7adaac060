# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills the window with pages, and opens the anchor's screen."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.desk.actions import DeskActions
from app.desk.composition import DeskServices, import_files_late
from app.settings.model import Settings
from app.ui.commands import Command, CommandRegistry
from app.ui.main_window import MainWindow
from app.ui.pages.live_page import LivePage, LivePageServices
from app.ui.pages.prepare_page import PreparePage
from app.ui.pages.review_page import ReviewPage
from app.ui.prepare.ports import PrepareActions, PrepareDefaults, PreparePageServices
from app.ui.prompter.window import PrompterWindow
from app.ui.review.ports import ReviewPageServices
from app.ui.theme.model import Theme


@dataclass(frozen=True, slots=True)
class Pages:
    """What the desk itself has to do with after the window is filled."""

    live: LivePage
    prompter: PrompterWindow


def fill_pages(
    window: MainWindow,
    services: DeskServices,
    actions: DeskActions,
    *,
    settings: Settings,
    registry: CommandRegistry,
    theme: Theme,
) -> Pages:
    """Add the pages to ``window``; the prompter window stays hidden."""
    live = LivePage(_live_services(services), registry, theme)
    prepare = PreparePage(
        PreparePageServices(
            content=services.content,
            session=services.session,
            obs=services.obs,
            sync=services.sync,
            worker=services.chores,
        ),
        PrepareActions(
            preview_import=import_files_late,
            save_obs_address=actions.save_obs_address,
            save_obs_password=actions.save_obs_password,
            enroll=actions.enroll,
            remember_anchor=actions.remember_anchor,
            go_to_live=partial(window.show_page, "live"),
        ),
        registry,
        theme,
        defaults=PrepareDefaults(
            anchor=settings.anchor,
            obs_host=settings.obs.host,
            obs_port=settings.obs.port,
            base_url=settings.base.url,
        ),
    )
    review = ReviewPage(_review_services(services, actions), registry, theme)
    window.add_page("live", live, QCoreApplication.translate("Desk", "Live"))
    window.add_page("prepare", prepare, QCoreApplication.translate("Desk", "Prepare"))
    window.add_page("review", review, QCoreApplication.translate("Desk", "Review"))
    prompter = PrompterWindow(
        services.prompter,
        services.live_view,
        registry,
        theme,
        clock=services.clock,
        distance_m=settings.prompter.distance_m,
    )
    registry.add(
        Command(
            id="prompter.open",
            label=_prompter_label,
            keys=("F9",),
            run=prompter.open_on_best_screen,
            in_text=True,
        )
    )
    return Pages(live, prompter)


def _prompter_label() -> str:
    return QCoreApplication.translate("Desk", "Open the anchor's screen")


def _live_services(services: DeskServices) -> LivePageServices:
    return LivePageServices(
        live_view=services.live_view,
        obs=services.obs,
        sync=services.sync,
        sales=services.sales,
        presenting=services.presenting,
        session=services.session,
        prompter=services.prompter,
        clock=services.clock,
    )


def _review_services(services: DeskServices, actions: DeskActions) -> ReviewPageServices:
    return ReviewPageServices(
        reader=services.store.reader,
        content=services.content,
        session=services.session,
        sync=services.sync,
        worker=services.chores,
        export_csv=actions.export_csv,
        export_jsonl=actions.export_jsonl,
    )
