# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a profile is, and that only one process works with it."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.settings.profile import Profile
from app.settings.profile_lock import ProfileInUseError, ProfileLock

_HOLDER = """
import sys, pathlib
from app.settings.profile_lock import ProfileLock
lock = ProfileLock(pathlib.Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


def test_the_flag_wins_over_the_environment(tmp_path: Path) -> None:
    profile = Profile.resolve(tmp_path / "flag", {"ANCHOR_DESK_PROFILE": str(tmp_path / "env")})
    assert profile.root == tmp_path / "flag"


def test_the_environment_wins_over_the_platform(tmp_path: Path) -> None:
    assert Profile.resolve(None, {"ANCHOR_DESK_PROFILE": str(tmp_path / "env")}).root == tmp_path / "env"


def test_without_either_the_platform_decides() -> None:
    root = Profile.resolve(None, {}).root
    assert root.name == "anchor-desk"
    assert root.is_absolute()


def test_an_empty_variable_counts_as_none() -> None:
    assert Profile.resolve(None, {"ANCHOR_DESK_PROFILE": ""}) == Profile.resolve(None, {})


def test_a_relative_folder_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Profile.resolve(Path("here"), {}).root == tmp_path / "here"


def test_resolving_touches_no_disk(tmp_path: Path) -> None:
    Profile.resolve(tmp_path / "new", {})
    assert not (tmp_path / "new").exists()


def test_ensure_makes_private_folders(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "a" / "b")
    profile.ensure()
    folders = [profile.root, profile.journal_dir, profile.logs_dir, profile.backups_dir, profile.media_dir]
    assert [folder.is_dir() for folder in folders] == [True] * 5
    if os.name == "posix":
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_a_second_lock_is_refused_until_the_first_is_released(tmp_path: Path) -> None:
    first, second = ProfileLock(tmp_path / "lock"), ProfileLock(tmp_path / "lock")
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_acquiring_twice_holds_it_once(tmp_path: Path) -> None:
    lock = ProfileLock(tmp_path / "lock")
    assert lock.acquire()
    assert lock.acquire()
    lock.release()
    with ProfileLock(tmp_path / "lock") as other:
        assert other.acquire()


def test_the_context_manager_says_who_and_what_to_do(tmp_path: Path) -> None:
    with (
        ProfileLock(tmp_path / "lock"),
        pytest.raises(ProfileInUseError, match=r"is using this profile .* Nothing was changed\. .*--profile DIR"),
        ProfileLock(tmp_path / "lock"),
    ):
        pass


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    lock_file = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(lock_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        assert not ProfileLock(lock_file).acquire()
        holder.kill()
        holder.wait(timeout=10)
    with ProfileLock(lock_file) as lock:
        assert lock.acquire()
