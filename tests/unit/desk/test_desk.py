# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desk on a real store, without OBS and without a base."""

import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.adapters.secrets.store import DEVICE_TOKEN, MemorySecrets, obs_password_name
from app.desk.actions import DeskActions
from app.desk.bootstrap import DeskOptions, run_desk
from app.desk.composition import DeskServices
from app.desk.desk import Desk
from app.desk.settings_keeper import SettingsKeeper
from app.domain.clock import SystemClock
from app.domain.obs.commands import Panic
from app.domain.obs.studio import ShopChoice
from app.settings.file import SettingsError, load_settings, save_settings
from app.settings.model import ObsPlace, ObsSettings, Settings
from app.settings.profile import Profile
from app.settings.profile_lock import ProfileLock
from app.store.backups import newest_first
from app.store.open_store import DeskStore, open_store
from app.ui.pages.live_page import LivePage
from app.ui.theme import load_theme
from tests.helpers.services import pump, sample_records

pytestmark = pytest.mark.expected_log("the ledger cannot be opened")


CLOSE_LIMIT_S = 5.0


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile with the sample content."""
    made = Profile(tmp_path / "profile")
    made.ensure()
    store = open_store(made, SystemClock())
    store.content.import_records(sample_records())
    store.close()
    return made


@pytest.fixture
def desks(qapp: QApplication, profile: Profile) -> Iterator[list[Desk]]:
    """Desks that a test started; all are closed at its end."""
    started: list[Desk] = []
    yield started
    for desk in started:
        desk.close()
        qapp.processEvents()


def start(
    profile: Profile, desks: list[Desk], secrets: MemorySecrets | None = None, *, backup: Path | None = None
) -> DeskServices:
    desk = Desk(
        profile=profile,
        keeper=SettingsKeeper(profile.settings_file),
        secrets=secrets or MemorySecrets(),
        clock=SystemClock(),
        theme=load_theme("dark"),
        backup=backup,
    )
    desks.append(desk)
    ready: list[bool] = []
    desk.ready.connect(lambda: ready.append(True))
    desk.show()
    pump(lambda: bool(ready), 20.0)
    assert desk.services is not None
    return desk.services


def open_session(services: DeskServices) -> None:
    services.session.open("S1", "疆味坑馕坊", "小古", "L1")
    pump(lambda: services.session.state is not None)


def test_a_started_desk_logs_a_sale_into_the_real_ledger(profile: Profile, desks: list[Desk]) -> None:
    services = start(profile, desks)
    open_session(services)
    services.presenting.present("R2")
    services.sales.sell("X01-1", 3)
    pump(lambda: services.sales.feed.idle and services.session.feed.idle)
    state = services.store.reader.open_session()
    assert state is not None
    assert state.totals.units == 3
    assert [row.row_id for row in state.presented] == ["R2"]


def test_a_desk_started_again_goes_on_with_the_open_session_on_the_live_page(
    profile: Profile, desks: list[Desk]
) -> None:
    services = start(profile, desks)
    open_session(services)
    services.presenting.present("R2")
    services.sales.sell("X01-1", 3)
    desks.pop().close()
    again = start(profile, desks)
    pump(lambda: again.session.state is not None)
    assert desks[-1].window.current_page == "live"
    assert again.live_view.view.current_row_id == "R2"
    assert again.live_view.view.totals.units == 3


def test_a_store_that_cannot_be_opened_is_told_in_the_window(profile: Profile, desks: list[Desk]) -> None:
    with closing(sqlite3.connect(profile.database)) as connection:
        connection.execute("PRAGMA user_version = 99")
    keeper = SettingsKeeper(profile.settings_file)
    desk = Desk(profile=profile, keeper=keeper, secrets=MemorySecrets(), clock=SystemClock(), theme=load_theme("dark"))
    desks.append(desk)
    desk.show()
    pump(lambda: bool(desk.window.alarm_text))
    assert "nothing can be logged" in desk.window.alarm_text
    assert desk.services is None


@pytest.mark.expected_log("was damaged and is kept")
def test_a_damaged_database_is_rebuilt_and_told(profile: Profile, desks: list[Desk]) -> None:
    services = start(profile, desks)
    open_session(services)
    desks.pop().close()
    profile.database.write_bytes(b"not a database" * 500)
    again = start(profile, desks)
    pump(lambda: again.session.state is not None)
    assert "rebuilt from the journal: 1 events" in desks[-1].window.alarm_text


def backed_up(profile: Profile, desks: list[Desk]) -> Path:
    """Close a session on a desk, back its database up, and log one more after it; return the backup."""
    services = start(profile, desks)
    open_session(services)
    services.session.close()
    pump(lambda: services.session.state is None)
    services.store.care.round()
    open_session(services)
    services.session.close()
    pump(lambda: services.session.state is None)
    desks.pop().close()
    return newest_first(profile.backups_dir)[0]


def test_a_desk_started_with_a_backup_restores_it_and_says_so_in_review(
    profile: Profile, desks: list[Desk], qapp: QApplication
) -> None:
    backup = backed_up(profile, desks)
    services = start(profile, desks, backup=backup)
    pump(lambda: desks[-1].window.current_page == "review")
    texts = "\n".join(label.text() for label in desks[-1].window.findChildren(QLabel))
    assert "The backup is in place: 4 entries, 2 of them came back from the journal." in texts
    assert len(services.store.reader.sessions()) == 2
    assert len(list(profile.database.parent.glob("*replaced*.sqlite"))) == 1


@pytest.mark.expected_log("was not restored")
def test_a_backup_that_is_not_fit_leaves_everything_and_is_told(profile: Profile, desks: list[Desk]) -> None:
    backup = backed_up(profile, desks)
    backup.write_bytes(b"no database" * 500)
    services = start(profile, desks, backup=backup)
    pump(lambda: desks[-1].window.current_page == "review")
    texts = "\n".join(label.text() for label in desks[-1].window.findChildren(QLabel))
    assert "This backup cannot be read." in texts
    assert len(services.store.reader.sessions()) == 2


@pytest.mark.expected_log("no backup of the database was made")
def test_a_backup_that_cannot_be_made_is_told_until_one_is(profile: Profile, desks: list[Desk]) -> None:
    services = start(profile, desks)
    profile.backups_dir.rmdir()
    profile.backups_dir.write_text("in the way", encoding="utf-8")
    services.store.care.round()
    pump(lambda: "No backup" in desks[-1].window.alarm_text)
    profile.backups_dir.unlink()
    profile.backups_dir.mkdir()
    services.store.care.round()
    pump(lambda: not desks[-1].window.alarm_text)


def test_a_bad_settings_file_is_told_and_selling_works(profile: Profile, desks: list[Desk]) -> None:
    profile.settings_file.write_text("anchor = [", encoding="utf-8")
    services = start(profile, desks)
    open_session(services)
    assert "not valid TOML" in desks[-1].window.alarm_text


def test_a_second_start_with_the_same_profile_says_so_and_ends_with_1(
    profile: Profile, capfd: pytest.CaptureFixture[str]
) -> None:
    with ProfileLock(profile.lock_file):
        assert run_desk(DeskOptions(profile=profile.root)) == 1
    assert "already running" in capfd.readouterr().err


def test_a_profile_that_cannot_be_made_ends_with_a_sentence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert run_desk(DeskOptions(profile=tmp_path / "file" / "profile")) == 1
    assert "cannot be used" in capfd.readouterr().err


@pytest.mark.expected_log("did not close within")
def test_selling_and_closing_work_while_obs_and_base_hang(profile: Profile, desks: list[Desk]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        keeper = SettingsKeeper(profile.settings_file)
        keeper.change("obs", port=port)
        keeper.change("base", url=f"http://127.0.0.1:{port}")
        secrets = MemorySecrets()
        secrets.set(DEVICE_TOKEN, "a-token")
        services = start(profile, desks, secrets)
        open_session(services)
        services.presenting.present("R2")
        services.sales.sell("X01-1", 2)
        pump(lambda: services.sales.feed.idle and services.session.feed.idle)
        services.sales.sell("X01-1", 5)
        began = time.monotonic()
        desks.pop().close()
        took = time.monotonic() - began
    assert took < CLOSE_LIMIT_S
    store = open_store(profile, SystemClock())
    state = store.reader.open_session()
    store.close()
    assert state is not None
    assert state.totals.units == 7


@pytest.mark.expected_log("did not close within")
def test_closing_is_not_held_up_by_a_look_at_an_obs_that_hangs(profile: Profile, desks: list[Desk]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        SettingsKeeper(profile.settings_file).change("obs", port=silent.getsockname()[1])
        services = start(profile, desks)
        desk = desks.pop()
        pump(lambda: desk.studio is not None)
        studio = desk.studio
        assert studio is not None
        desk.window.show_page("studio")
        pump(lambda: bool(studio.shelf.templates))
        shop = services.content.content.shops["S1"]
        studio.choose((ShopChoice(shop, "food"),), adopt=False)
        studio.look()
        began = time.monotonic()
        desk.close()
        took = time.monotonic() - began
    assert took < CLOSE_LIMIT_S


def test_what_is_prepared_runs_before_the_first_read(profile: Profile, desks: list[Desk]) -> None:
    seen: list[int] = []

    def prepare(store: DeskStore, _keeper: SettingsKeeper, _secrets: object) -> None:
        seen.append(len(store.content.load()))

    desk = Desk(
        profile=profile,
        keeper=SettingsKeeper(profile.settings_file),
        secrets=MemorySecrets(),
        clock=SystemClock(),
        theme=load_theme("dark"),
        prepare=prepare,
    )
    desks.append(desk)
    desk.show()
    pump(lambda: desk.services is not None, 20.0)
    assert seen == [len(sample_records())]


def actions_of(desk: Desk, services: DeskServices, profile: Profile, secrets: MemorySecrets) -> DeskActions:
    return DeskActions(services, SettingsKeeper(profile.settings_file), secrets, profile=profile, parent=desk)


def test_another_obs_is_chosen_only_between_sessions(profile: Profile, desks: list[Desk]) -> None:
    services = start(profile, desks)
    secrets = MemorySecrets()
    actions = actions_of(desks[0], services, profile, secrets)
    open_session(services)
    with pytest.raises(SettingsError, match="Close the session first"):
        actions.save_obs_password("二号直播间", "s3cret")
    with pytest.raises(SettingsError, match="Close the session first"):
        actions.save_obs_place("二号直播间", "127.0.0.1", 4456)
    assert secrets.get(obs_password_name("二号直播间")) is None
    actions.save_obs_place("", "127.0.0.1", 4457)
    services.session.close()
    pump(lambda: services.session.state is None)
    actions.save_obs_place("二号直播间", "127.0.0.1", 4456)
    assert load_settings(profile.settings_file).obs.place.port == 4456


def test_a_new_safe_scene_is_the_one_that_the_panic_key_shows(
    profile: Profile, desks: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    services = start(profile, desks)
    ordered: list[Panic] = []
    monkeypatch.setattr(services.obs, "panic", ordered.append)
    actions = DeskActions(services, desks[0]._keeper, MemorySecrets(), profile=profile, parent=desks[0])

    actions.save_safe_scene("片头")

    page = desks[0].window.findChild(LivePage)
    assert page is not None
    page.obs.panic()
    assert [order.safe_scene for order in ordered] == ["片头"]
    assert load_settings(profile.settings_file).obs.safe_scene == "片头"


def test_the_ledger_says_which_obs_a_session_used(profile: Profile, desks: list[Desk]) -> None:
    save_settings(profile.settings_file, Settings(obs=ObsSettings().with_place(ObsPlace(name="二号直播间", port=4456))))
    services = start(profile, desks)
    open_session(services)
    state = services.session.state
    assert state is not None
    opened = services.store.reader.events(state.session_id)[0]
    assert opened.body["studio"] == "二号直播间"
