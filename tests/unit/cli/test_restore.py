# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``restore``: the backup's content and every event, and nothing thrown away."""

from pathlib import Path

import pytest

from app.domain.clock import SystemClock
from app.settings.profile import Profile
from app.settings.profile_lock import ProfileLock
from app.store.errors import StoreOpenError
from app.store.open_store import open_store
from app.store.restore import check_backup, list_backups
from tests.unit.cli.conftest import Terminal


def _back_up(profile: Profile) -> None:
    store = open_store(profile, SystemClock())
    store.care.round()
    store.close()


@pytest.fixture
def evening(shop: Terminal) -> Terminal:
    """Three events in the newest backup, two more after it."""
    session_id = shop.open_session()
    shop.sell(session_id, "X01-5 1\nX01-5 2\n")
    _back_up(shop.profile)
    shop.sell(session_id, "X01-5 3\nX01-5 4\n")
    return shop


def test_the_newest_backup_is_put_in_place_and_newer_events_come_back(evening: Terminal) -> None:
    before = evening.profile.database.read_bytes()
    answer = evening.run("restore", "--json")
    assert (answer.code, answer.json["ok"]) == (0, True)
    assert (answer.json["events"], answer.json["from_journal"]) == (5, 2)
    assert Path(answer.json["set_aside"]).read_bytes() == before
    checked = evening.run("verify").out.splitlines()
    assert checked[0] == "All 5 events agree: hash chain, journal and projections."
    assert Path(answer.json["set_aside"]).name in checked[1]


def test_a_restored_ledger_goes_on(evening: Terminal) -> None:
    said = evening.run("restore").out
    assert "2 newer events came back from the journal; the ledger has 5 events." in said
    assert "The ledger is whole." in said
    session_id = evening.run("session", "list", "--json").json["sessions"][0]["session_id"]
    assert len(evening.sell(session_id, "X01-5 1\n")) == 1


def test_backups_are_listed_and_chosen_by_name(evening: Terminal) -> None:
    _back_up(evening.profile)
    listed = evening.run("restore", "--list", "--json").json
    assert [one["name"] for one in listed] == sorted((one["name"] for one in listed), reverse=True)
    assert listed[1]["name"] in evening.run("restore", "--list").out
    assert evening.run("restore", listed[1]["name"], "--json").json["from_journal"] == 2


def test_without_a_backup_nothing_is_changed(shop: Terminal) -> None:
    before = shop.profile.database.read_bytes()
    answer = shop.run("restore")
    assert (answer.code, shop.profile.database.read_bytes()) == (1, before)
    assert "There is no backup" in answer.err


def test_a_file_that_is_not_there_is_wrong_usage(shop: Terminal) -> None:
    assert shop.run("restore", "nowhere.sqlite").code == 2


@pytest.mark.parametrize("content", [b"no database" * 999, b""])
def test_a_file_that_is_no_backup_changes_nothing(evening: Terminal, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "strange.sqlite").write_bytes(content)
    before = evening.profile.database.read_bytes()
    answer = evening.run("restore", tmp_path / "strange.sqlite")
    assert answer.code == 1
    assert "Code: unfit_backup." in answer.err
    assert evening.profile.database.read_bytes() == before
    assert not [file for file in evening.profile.root.glob("desk.*") if "re" in file.name]


def test_a_damaged_backup_changes_nothing(evening: Terminal) -> None:
    (backup,) = evening.profile.backups_dir.iterdir()
    with backup.open("r+b") as file:
        file.seek(4_096 * 2)
        file.write(b"\xa5" * 4_096 * 3)
    answer = evening.run("restore")
    assert "Code: unfit_backup." in answer.err
    assert not [file for file in evening.profile.root.glob("desk.*") if "re" in file.name]


def test_the_backup_of_another_profile_changes_nothing(evening: Terminal, tmp_path: Path) -> None:
    other = Profile(tmp_path / "other")
    _back_up(other)
    (backup,) = other.backups_dir.iterdir()
    assert "belongs to another profile" in evening.run("restore", backup).err


def test_a_profile_in_use_is_left_alone(evening: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.context._LOCK_WAIT_S", 0.0)
    with ProfileLock(evening.profile.lock_file):
        answer = evening.run("restore")
    assert answer.code == 1
    assert "is using this profile" in answer.err


def test_each_backup_is_listed_with_its_time_and_number_of_events(evening: Terminal) -> None:
    (evening.profile.backups_dir / "desk-20260101T000000000000.sqlite").write_bytes(b"no database")
    listed = evening.run("restore", "--list", "--json").json
    assert [one["events"] for one in listed] == [3, None]
    assert listed[1]["made_at"] == "2026-01-01T00:00:00+00:00"
    shown = evening.run("restore", "--list").out
    assert "  3 events  " in shown
    assert "  cannot be read  " in shown


def test_a_backup_is_checked_without_changing_anything(evening: Terminal, tmp_path: Path) -> None:
    whole = list_backups(evening.profile)[0].path
    before = {path: path.read_bytes() for path in evening.profile.root.rglob("*") if path.is_file()}
    assert check_backup(evening.profile, whole) == 3
    damaged = tmp_path / whole.name
    damaged.write_bytes(whole.read_bytes()[:-4096])
    with pytest.raises(StoreOpenError, match="Nothing was changed"):
        check_backup(evening.profile, damaged)
    assert {path: path.read_bytes() for path in evening.profile.root.rglob("*") if path.is_file()} == before
