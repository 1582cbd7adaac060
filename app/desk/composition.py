# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Joins the services with the real store, OBS and base. The one place that knows which class stands behind a port."""

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

import app
from app.adapters.obs.port import ObsAddress, ObsControl
from app.adapters.secrets.device_token import DeviceToken
from app.adapters.secrets.store import SecretStore, SecretStoreError, obs_password
from app.desk.settings_keeper import SettingsKeeper
from app.domain.clock import Clock
from app.domain.content_set import ContentSet
from app.domain.obs.state import ObsState, OutputPhase
from app.services.content import ContentService
from app.services.generations import GenerationsService
from app.services.live_view import LiveViewService
from app.services.obs import ObsService
from app.services.obs_ledger import ObsLedgerService
from app.services.obs_watch import ObsWatchService
from app.services.parked import ParkedService
from app.services.permissions import PermissionsService
from app.services.preflight import PreflightPorts, PreflightService
from app.services.presenting import PresentingService
from app.services.prompter import PrompterService, PromptMemoryPorts
from app.services.records import RecordsService
from app.services.sales import SalesService
from app.services.session import SessionService
from app.services.sync import SyncService
from app.services.worker import Worker

if TYPE_CHECKING:
    from app.domain.import_outcome import ImportOutcome
    from app.domain.obs.fingerprint import Fingerprint
    from app.domain.obs.survey import Survey
    from app.domain.prompt_memory import PromptMemory
    from app.domain.sync import SyncEngine
    from app.domain.terms.check import Finding
    from app.services.studio import StudioService
    from app.settings.profile import Profile
    from app.store.open_store import DeskStore

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeskServices:
    """All services of a running desk. ``worker`` does the store's work in order, ``chores`` what may take long."""

    store: "DeskStore"
    worker: Worker
    chores: Worker
    clock: Clock
    content: ContentService
    session: SessionService
    sales: SalesService
    records: RecordsService
    presenting: PresentingService
    live_view: LiveViewService
    prompter: PrompterService
    obs: ObsService
    obs_watch: ObsWatchService
    sync: SyncService
    preflight: PreflightService
    permissions: PermissionsService


def compose(
    store: "DeskStore",
    keeper: SettingsKeeper,
    secrets: SecretStore,
    *,
    clock: Clock,
    worker: Worker,
    profile: "Profile",
    parent: QObject,
) -> DeskServices:
    """Make all services and connect them. Nothing runs yet."""
    from app.settings.obs_overlay import overlay_inputs

    settings = keeper.settings
    overlay = overlay_inputs(settings.obs)
    chores = Worker("desk-chores", parent)
    content = ContentService(store.content, import_files_late, worker, parent=parent)
    session = SessionService(
        store.ledger, store.reader, clock, worker, studio=lambda: keeper.settings.obs.place.name, parent=parent
    )
    sales = SalesService(session, store.ledger, content, parent=parent)
    obs = ObsService(link_factory(keeper, secrets, clock), parent)
    presenting = PresentingService(session, content, obs, overlay, pictures=profile.media_dir, parent=parent)
    live_view = LiveViewService(session, sales, presenting, content, parent=parent)
    prompter = PrompterService(live_view, settings.prompter, prompt_memory_ports(profile), chores, parent=parent)
    sync = SyncService(
        engine_factory(store, keeper, secrets, clock),
        outbox=store.outbox,
        parked=store.parked,
        parent=parent,
        clock=clock,
    )
    ports = preflight_ports(keeper, secrets, clock, profile)
    preflight = PreflightService(
        ports, content, session, chores, overlay=overlay, clock_offset=sync.clock_offset_ms, parent=parent
    )
    permissions = PermissionsService(secrets, session, chores, clock, parent=parent)
    ObsLedgerService(obs, session, parent=parent)
    services = DeskServices(
        store=store,
        worker=worker,
        chores=chores,
        clock=clock,
        content=content,
        session=session,
        sales=sales,
        records=RecordsService(session, lambda: obs.state, parent=parent),
        presenting=presenting,
        live_view=live_view,
        prompter=prompter,
        obs=obs,
        obs_watch=ObsWatchService(obs, clock=clock, parent=parent),
        sync=sync,
        preflight=preflight,
        permissions=permissions,
    )
    _connect_sync(services, parent)
    return services


def _connect_sync(services: DeskServices, parent: QObject) -> None:
    """Let what is saved go to the base at once, and what the base says reach the Live page."""
    session, sync, live_view = services.session, services.sync, services.live_view
    generations = GenerationsService(session, services.store.reader, services.worker, parent=parent)
    parked = ParkedService(services.store.parked, services.chores, parent=parent)
    session.feed.saved.connect(sync.nudge)
    services.sales.feed.saved.connect(sync.nudge)
    sync.acknowledged.connect(generations.follow)
    generations.acknowledged.connect(live_view.set_acknowledged)
    sync.status_changed.connect(parked.follow)
    parked.parked_changed.connect(live_view.set_parked)
    sync.content_pulled.connect(services.content.reload)


def compose_studio(
    obs: ObsService, keeper: SettingsKeeper, secrets: SecretStore, *, parent: QObject
) -> "StudioService":
    """Make the service behind the Studio page; not before selling works, so that it does not hold up the start."""
    from app.desk.studio import studio_ports
    from app.services.studio import StudioService

    def on_air() -> bool:
        return obs.state.stream is not OutputPhase.OFF

    return StudioService(studio_ports(keeper, secrets, on_air), parent)


def import_link() -> None:
    """(worker) Import what ``link_factory`` makes; none of it knows Qt, else ``LateImports`` would have to do it."""
    import app.adapters.obs.link  # noqa: F401


def link_factory(
    keeper: SettingsKeeper, secrets: SecretStore, clock: Clock
) -> Callable[[Callable[[ObsState], None]], ObsControl]:
    """Return what makes a link to the OBS of the settings as they are at that moment."""

    def make(listener: Callable[[ObsState], None]) -> ObsControl:
        from app.adapters.obs.link import ObsLink

        place = keeper.settings.obs.place
        password = obs_password(secrets, os.environ, place.name)
        return ObsLink(ObsAddress(place.host, place.port), password, listener=listener, clock=clock)

    return make


def prompt_memory_ports(profile: "Profile") -> PromptMemoryPorts:
    """Return where it is remembered how anchors like to read."""

    def load() -> "PromptMemory":
        from app.settings.prompt_memory import load_prompt_memory

        return load_prompt_memory(profile.prompt_memory_file)

    def save(memory: "PromptMemory") -> None:
        from app.settings.prompt_memory import save_prompt_memory

        save_prompt_memory(profile.prompt_memory_file, memory)

    return PromptMemoryPorts(load, save)


def preflight_ports(keeper: SettingsKeeper, secrets: SecretStore, clock: Clock, profile: "Profile") -> PreflightPorts:
    """Return what the preflight works on: the OBS of the settings at that moment, and the accepted state's file."""

    def take() -> "Survey":
        from app.adapters.obs.survey import take_survey

        place = keeper.settings.obs.place
        password = obs_password(secrets, os.environ, place.name)()
        return take_survey(ObsAddress(place.host, place.port), password, clock)

    def load() -> "Fingerprint | None":
        from app.settings.file import SettingsError
        from app.settings.obs_baseline import load_baseline

        try:
            return load_baseline(profile.obs_baseline_file(keeper.settings.obs.place.name))
        except SettingsError as error:
            _log.warning("%s", error)
            return None

    def save(accepted: "Fingerprint") -> None:
        from app.settings.obs_baseline import save_baseline

        save_baseline(profile.obs_baseline_file(keeper.settings.obs.place.name), accepted)

    return PreflightPorts(take, load, save)


def engine_factory(
    store: "DeskStore", keeper: SettingsKeeper, secrets: SecretStore, clock: Clock
) -> "Callable[[], SyncEngine | None]":
    """Return what makes a sync engine, or None while this PC has no base.

    It raises BaseRefused while there is no token for the base.
    """

    def make() -> "SyncEngine | None":
        base = keeper.settings.base
        if not base.url:
            return None
        from app.adapters.base.client import HttpBaseClient
        from app.desk.install import settle_install
        from app.desk.joining import settle_device
        from app.domain.sync import SyncEngine

        token = _token(secrets)
        settle_device(store, base.device_id)
        settle_install(store, secrets)
        client = HttpBaseClient(base.url, token.current, ca_file=base.ca_file, ca_pem=base.ca_pem)
        return SyncEngine(
            store.outbox,
            store.inbox,
            client,
            app_version=app.__version__,
            checks=store.checks,
            parked=store.parked,
            renumbers=True,
            clock=clock,
            token=token,
        )

    return make


def _token(secrets: SecretStore) -> DeviceToken:
    from app.domain.ports import BaseRefused
    from app.domain.sync import KEYRING, NO_TOKEN

    token = DeviceToken(secrets)
    try:
        known = token.current()
    except SecretStoreError as error:
        raise BaseRefused(KEYRING, 0, error.sentence) from error
    if known is None:
        raise BaseRefused(NO_TOKEN, 0, "The keyring holds no token for the base. Enrol this PC again.")
    return token


def check_wording_late(content: ContentSet, shop_id: str, today: date) -> "tuple[Finding, ...]":
    """(worker) Check what will be spoken for a shop; rules and packs are imported at the first use."""
    from app.adapters.files.term_packs import load_shipped_rules
    from app.domain.terms.check import check_shop
    from app.domain.terms.rules import RuleBook

    if shop_id not in content.shops:
        return ()
    return check_shop(content, shop_id, RuleBook(load_shipped_rules(), content.term_rules.values()), today)


def import_files_late(paths: Sequence[Path], existing: ContentSet) -> "ImportOutcome":
    """Read and check files; the readers are imported at the first use."""
    from app.adapters.files.import_files import import_files

    return import_files(paths, existing)
