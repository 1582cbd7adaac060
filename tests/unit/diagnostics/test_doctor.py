# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the doctor says of a good and of a bad PC."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from app.contract.events import GENESIS_HASH
from app.contract.protocol import (
    ChangesResponse,
    EnrollRequest,
    EnrollResponse,
    HelloRequest,
    HelloResponse,
    PushRequest,
    PushResponse,
    SnapshotResponse,
)
from app.diagnostics import doctor
from app.diagnostics.doctor import Level
from app.domain.obs.state import LinkFault, LinkPhase, ObsState, Scene
from app.domain.ports import BaseRefused, BaseUnreachable
from app.settings.profile import Profile
from app.store.health import Health, write_health
from tests.helpers.clock import EVENING, FixedClock


class _Base:
    """A base that answers ``hello`` as told, and nothing else."""

    def __init__(self, hello: Callable[[], HelloResponse]) -> None:
        self._hello = hello

    def hello(self, request: HelloRequest) -> HelloResponse:
        assert request.last_seq == 0
        return self._hello()

    def enroll(self, request: EnrollRequest) -> EnrollResponse:
        raise NotImplementedError

    def push(self, request: PushRequest) -> PushResponse:
        raise NotImplementedError

    def changes(self, since: str | None, limit: int) -> ChangesResponse:
        raise NotImplementedError

    def snapshot(self) -> SnapshotResponse:
        raise NotImplementedError


class _Usage(NamedTuple):
    total: int
    used: int
    free: int


def _hello(server_time: str) -> Callable[[], HelloResponse]:
    def answer() -> HelloResponse:
        return HelloResponse(
            server_epoch="e",
            server_time=server_time,
            acked_gen=1,
            acked_through=0,
            acked_hash=GENESIS_HASH,
            cursor_ok=True,
        )

    return answer


def _refuse(error: Exception) -> Callable[[], HelloResponse]:
    def answer() -> HelloResponse:
        raise error

    return answer


def test_a_folder_of_ones_own_is_good(tmp_path: Path) -> None:
    check = doctor.check_profile(Profile(tmp_path / "new"))
    assert check.level is Level.OK
    assert list((tmp_path / "new").glob("tmp*")) == []


def test_a_folder_that_cannot_be_made_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    check = doctor.check_profile(Profile(tmp_path / "file" / "profile"))
    assert check.level is Level.FINDING
    assert "cannot be written" in check.detail
    assert check.advice


def test_a_folder_that_a_cloud_program_copies_is_a_finding(tmp_path: Path) -> None:
    check = doctor.check_profile(Profile(tmp_path / "OneDrive" / "profile"))
    assert check.level is Level.FINDING
    assert not (tmp_path / "OneDrive").exists()


@pytest.mark.parametrize(
    ("free", "level"), [(500_000_000, Level.FINDING), (2_000_000_000, Level.NOTE), (9_000_000_000, Level.OK)]
)
def test_the_disk_is_judged_by_its_free_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: Level
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: _Usage(10**12, 0, free))
    assert doctor.check_disk(tmp_path / "not" / "yet").level is level


@pytest.mark.parametrize(("version", "mode"), [((3, 40, 1), "TRUNCATE"), ((3, 51, 3), "WAL"), ((3, 52, 0), "TRUNCATE")])
def test_the_journal_mode_is_told(version: tuple[int, int, int], mode: str) -> None:
    check = doctor.check_sqlite(version)
    assert mode in check.detail
    assert check.level is Level.OK


def test_no_keyring_is_a_finding() -> None:
    check = doctor.check_keyring()
    assert check.level is Level.FINDING
    assert "no usable keyring" in check.detail


def test_obs_that_answers_is_good() -> None:
    state = ObsState(phase=LinkPhase.LIVE, obs_version="32.1.0", scenes=(Scene("A"), Scene("B")), program_scene="A")
    check = doctor.check_obs(lambda: state, lambda _state: "")
    assert check.level is Level.OK
    assert "32.1.0" in check.detail


def test_obs_that_does_not_answer_is_a_finding_in_words() -> None:
    check = doctor.check_obs(lambda: ObsState(fault=LinkFault.NOT_RUNNING), lambda state: f"why: {state.fault.value}")
    assert (check.level, check.detail) == (Level.FINDING, "why: not_running")


@pytest.mark.parametrize(
    ("ahead_s", "level"), [(0, Level.OK), (59, Level.OK), (-61, Level.FINDING), (7200, Level.FINDING)]
)
def test_the_clock_is_compared_with_the_bases(ahead_s: int, level: Level) -> None:
    server_time = (EVENING + timedelta(seconds=ahead_s)).isoformat()
    base, clock = doctor.check_base(_Base(_hello(server_time)), FixedClock(), "0.1.0")
    assert base.level is Level.OK
    assert clock.level is level
    assert f"{abs(ahead_s) * 1000} ms {'behind' if ahead_s < 0 else 'ahead of'}" in clock.detail


@pytest.mark.parametrize("strange", ["", "tomorrow", "2026-05-20T12:00:00"])
def test_a_strange_time_of_the_base_is_a_note(strange: str) -> None:
    _, clock = doctor.check_base(_Base(_hello(strange)), FixedClock(), "0.1.0")
    assert clock.level is Level.NOTE


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (BaseUnreachable("No connection to the base."), "No connection"),
        (BaseRefused("token_revoked", 401, "The base has removed this PC."), "Code: token_revoked"),
    ],
)
def test_a_base_that_does_not_serve_is_a_finding_and_the_clock_unknown(error: Exception, text: str) -> None:
    base, clock = doctor.check_base(_Base(_refuse(error)), FixedClock(), "0.1.0")
    assert (base.level, clock.level) == (Level.FINDING, Level.NOTE)
    assert text in base.detail


def test_a_pc_without_a_base_has_no_finding() -> None:
    assert [check.level for check in doctor.check_no_base()] == [Level.NOTE, Level.NOTE]


@pytest.mark.parametrize(
    ("health", "level", "word"),
    [
        (Health(), doctor.Level.NOTE, "Not checked"),
        (Health(checked_at="2026-05-20", backup_at="2026-05-20"), doctor.Level.OK, "Whole"),
        (Health(checked_at="2026-05-20", findings=("page 3 is torn",)), doctor.Level.FINDING, "page 3 is torn"),
        (Health(checked_at="2026-05-20", backup_fault="disk full"), doctor.Level.FINDING, "disk full"),
    ],
)
def test_the_last_check_of_the_database_is_told(tmp_path: Path, health: Health, level: doctor.Level, word: str) -> None:
    write_health(tmp_path, health)
    check = doctor.check_database(Profile(tmp_path))
    assert check.level is level
    assert word in check.detail
