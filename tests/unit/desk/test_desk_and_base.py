# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desk with a real base that says no: selling goes on, the window says what to do, and what waited arrives."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from app.adapters.secrets.store import MemorySecrets
from app.desk.actions import DeskActions
from app.desk.composition import DeskServices
from app.desk.desk import Desk
from app.desk.settings_keeper import SettingsKeeper
from app.domain.clock import SystemClock
from app.domain.sync import SyncPhase
from app.server.admin import create_enroll_code, revoke_device
from app.server.database import Database
from app.server.tables import RAW_EVENT
from app.settings.profile import Profile
from app.store.open_store import open_store
from app.ui.theme import load_theme
from tests.helpers.server_process import ServerProcess
from tests.helpers.services import pump, sample_records


class Evening:
    """A desk on the screen that has joined a base, with an open session."""

    def __init__(self, folder: Path, server: ServerProcess, db_url: str) -> None:
        self.profile = profile = Profile(folder / "profile")
        profile.ensure()
        store = open_store(profile, SystemClock())
        store.content.import_records(sample_records())
        store.close()
        self.server, self.db_url = server, db_url
        self.keeper, self.secrets = SettingsKeeper(profile.settings_file), MemorySecrets()
        self.desk = Desk(
            profile=profile,
            keeper=self.keeper,
            secrets=self.secrets,
            clock=SystemClock(),
            theme=load_theme("dark"),
        )
        self.desk.show()
        pump(lambda: self.desk.services is not None and self.services.sync.status.pending == 0, 20.0)
        self.services.session.open("S1", "疆味坑馕坊", "小古", "L1")
        pump(lambda: self.services.session.state is not None)
        self.join()
        pump(self.is_level, 20.0)

    @property
    def services(self) -> DeskServices:
        assert self.desk.services is not None
        return self.desk.services

    def join(self) -> None:
        """Join as the Prepare page does."""
        code = create_enroll_code(self.db_url).code
        DeskActions(self.services, self.keeper, self.secrets, profile=self.profile).enroll(self.server.url, code)

    def sell(self, units: int) -> None:
        self.services.sales.sell("X01-1", units)
        pump(lambda: self.services.sales.feed.idle and self.services.session.feed.idle)

    def is_level(self) -> bool:
        status = self.services.sync.status
        return (status.phase, status.pending) == (SyncPhase.IDLE, 0)

    def units(self) -> int:
        state = self.services.session.state
        assert state is not None
        return state.totals.units

    def at_base(self) -> int:
        database = Database(self.db_url)
        with database.read() as connection:
            count = int(connection.execute(select(func.count()).select_from(RAW_EVENT)).scalar_one())
        database.close()
        return count


@pytest.fixture
def evening(qapp: QApplication, tmp_path: Path) -> Iterator[Evening]:
    db_url = f"sqlite:///{tmp_path}/base.sqlite"
    with ServerProcess(db_url) as server:
        made = Evening(tmp_path, server, db_url)
        yield made
        made.desk.close()
        qapp.processEvents()


def test_a_pc_struck_off_in_the_evening_sells_on_says_so_and_joins_again(evening: Evening) -> None:
    device_id = evening.services.store.device_id()
    revoke_device(evening.db_url, device_id, drain_days=0)
    evening.sell(2)
    pump(lambda: "Join again under Prepare" in evening.desk.window.alarm_text, 10.0)
    assert "Every sale is saved here" in evening.desk.window.alarm_text
    evening.sell(3)
    assert (evening.units(), evening.at_base()) == (5, 1)
    evening.join()
    pump(evening.is_level, 10.0)
    pump(lambda: not evening.desk.window.alarm_text)
    assert (evening.services.store.device_id(), evening.at_base()) == (device_id, 3)


def test_a_program_too_old_for_its_base_sells_on_and_counts_what_is_at_risk(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.adapters.base.client.PROTO", 99)
    evening.sell(2)
    pump(lambda: "1 records are on this PC only" in evening.desk.window.alarm_text, 10.0)
    evening.sell(2)
    pump(lambda: "2 records are on this PC only" in evening.desk.window.alarm_text, 10.0)
    monkeypatch.undo()
    evening.services.sync.retry_now()
    pump(evening.is_level, 10.0)
    assert (evening.units(), evening.at_base()) == (4, 3)
