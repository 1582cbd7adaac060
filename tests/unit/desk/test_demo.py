# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's base: a real child process on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from app.adapters.base.client import HttpBaseClient
from app.adapters.secrets.store import DEVICE_TOKEN, MemorySecrets
from app.desk.demo import DemoBase, demo_files
from app.desk.settings_keeper import SettingsKeeper
from app.domain.clock import SystemClock
from app.domain.ports import BaseUnreachable
from app.domain.sync import SyncEngine
from app.settings.profile import Profile
from app.store.open_store import DeskStore, open_store


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "profile")
    made.ensure()
    return made


@pytest.fixture
def store(profile: Profile) -> Iterator[DeskStore]:
    opened = open_store(profile, SystemClock())
    yield opened
    opened.close()


@pytest.fixture
def base(tmp_path: Path) -> Iterator[DemoBase]:
    made = DemoBase(tmp_path / "base")
    yield made
    made.end()


def test_the_demo_enrols_with_a_base_that_has_the_sample_shops_and_ends_it(
    profile: Profile, store: DeskStore, base: DemoBase
) -> None:
    keeper, secrets = SettingsKeeper(profile.settings_file), MemorySecrets()
    base.join(store, keeper, secrets)
    url = keeper.settings.base.url
    assert url.startswith("http://127.0.0.1:")
    engine = SyncEngine(
        store.outbox,
        store.inbox,
        HttpBaseClient(url, lambda: secrets.get(DEVICE_TOKEN)),
        app_version=app.__version__,
    )
    engine.run_once()
    shops = [record for record in store.content.load() if hasattr(record, "legal_name")]
    assert len(shops) == 3
    base.end()
    with pytest.raises(BaseUnreachable):
        engine.run_once()
    engine.close()


@pytest.mark.expected_log("the demo goes on without a base")
def test_without_a_base_the_sample_shops_are_imported_here(profile: Profile, store: DeskStore, tmp_path: Path) -> None:
    (tmp_path / "base").write_text("in the way", encoding="utf-8")
    keeper = SettingsKeeper(profile.settings_file)
    DemoBase(tmp_path / "base").join(store, keeper, MemorySecrets())
    assert keeper.settings.base.url == ""
    assert len([record for record in store.content.load() if hasattr(record, "legal_name")]) == 3


def test_a_demo_that_is_closed_while_it_starts_leaves_no_base_behind(
    profile: Profile, store: DeskStore, base: DemoBase
) -> None:
    base.end()
    with pytest.raises(RuntimeError):
        base.serve()


def test_the_sample_files_are_tables_and_scripts() -> None:
    assert {path.suffix for path in demo_files()} == {".xlsx", ".csv", ".md"}
