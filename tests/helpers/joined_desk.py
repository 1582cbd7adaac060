# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A PC without a screen that joins a real base and syncs as the desk does."""

from pathlib import Path

from sqlalchemy import select

from app.adapters.base.client import HttpBaseClient
from app.adapters.secrets.device_token import DeviceToken
from app.adapters.secrets.store import MemorySecrets
from app.desk.joining import Invitation, join, settle_device
from app.domain.sync import SyncEngine
from app.server.admin import create_enroll_code
from app.server.database import Database
from app.server.tables import RAW_EVENT
from app.settings.model import BaseSettings
from app.store.open_store import DeskStore
from tests.helpers.ledger import Evening, append_all, open_at


class JoinedDesk:
    """A PC with its ledger, its keyring and what its settings say of the base."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.store: DeskStore = open_at(root)
        self.secrets = MemorySecrets()
        self.settings = BaseSettings()
        self.evening = Evening()
        append_all(self.store, [self.evening.opening])

    def join(self, url: str, db_url: str, *, ca_file: str = "", previous: str = "") -> None:
        code = create_enroll_code(db_url).code
        join(self.store, self.secrets, self.settings, Invitation(url, code, "Studio 1", ca_file, previous), self.keep)

    def keep(self, settings: BaseSettings) -> None:
        self.settings = settings

    def sell(self, count: int = 1) -> None:
        append_all(self.store, [self.evening.sale() for _ in range(count)])

    def sync(self) -> int:
        """Sync once as the desk does and return how many events arrived."""
        settle_device(self.store, self.settings.device_id)
        token = DeviceToken(self.secrets)
        client = HttpBaseClient(self.settings.url, token.current, ca_pem=self.settings.ca_pem)
        engine = SyncEngine(
            self.store.outbox, self.store.inbox, client, app_version="0.1.0", renumbers=True, token=token
        )
        try:
            return engine.run_once().pushed
        finally:
            engine.close()

    def ids(self) -> list[str]:
        return sorted(event.event_id for event in self.store.reader.all_events())


def stored(db_url: str, device_id: str | None = None) -> list[str]:
    """Return the ids of the events at the base, sorted: of one device, or of all."""
    wanted = select(RAW_EVENT.c.event_id)
    if device_id is not None:
        wanted = wanted.where(RAW_EVENT.c.device_id == device_id)
    database = Database(db_url)
    with database.read() as connection:
        ids = sorted(connection.execute(wanted).scalars())
    database.close()
    return ids
