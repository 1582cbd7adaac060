# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file for support holds what helps, and nothing that is secret or that is the shop's."""

import json
import logging
import zipfile
from pathlib import Path

import pytest

from app.diagnostics.bundle import write_bundle
from app.diagnostics.doctor import Check, Level
from app.diagnostics.logging_setup import LOG_NAME, configure_logging, release_logging
from app.settings.profile import Profile

SECRET = "s3cret-stream-key-馕"
CHECKS = [Check("obs", Level.OK, "OBS 29.0.2 answers.")]


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    profile = Profile(tmp_path / "profile")
    profile.ensure()
    return profile


def read(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_it_holds_versions_findings_settings_and_logs(profile: Profile, tmp_path: Path) -> None:
    profile.settings_file.write_text('anchor = "Li"\n', encoding="utf-8")
    (profile.logs_dir / LOG_NAME).write_text('{"text": "window_painted"}\n', encoding="utf-8")
    names = write_bundle(tmp_path / "support.zip", profile, CHECKS, {"anchor-desk": "0.1.0"})
    held = read(tmp_path / "support.zip")
    assert names == sorted(held) == [LOG_NAME, "doctor.json", "settings.toml", "versions.json"]
    assert json.loads(held["versions.json"])["anchor-desk"] == "0.1.0"
    assert json.loads(held["doctor.json"])[0]["detail"] == "OBS 29.0.2 answers."
    assert "window_painted" in held[LOG_NAME]


def test_no_secret_gets_in_whoever_wrote_it_down(profile: Profile, tmp_path: Path) -> None:
    profile.settings_file.write_text(f'[base]\nurl = "https://staff:{SECRET}@base.example"\n', encoding="utf-8")
    (profile.logs_dir / "crash.log").write_text(f"Authorization: Bearer {SECRET}\n", encoding="utf-8")
    (profile.logs_dir / f"{LOG_NAME}.1").write_text(
        f'{{"text": "SetStreamServiceSettings server=rtmp://live.example/app/{SECRET} key={SECRET}"}}\n',
        encoding="utf-8",
    )
    write_bundle(tmp_path / "support.zip", profile, [Check("obs", Level.OK, f"password={SECRET}")], {})
    held = read(tmp_path / "support.zip")
    assert set(held) >= {"settings.toml", "crash.log", f"{LOG_NAME}.1", "doctor.json"}
    assert SECRET not in "".join(held.values())


def test_debug_level_writes_no_payload_of_obs(profile: Profile, tmp_path: Path) -> None:
    configure_logging(profile.logs_dir, logging.DEBUG)
    try:
        logging.getLogger("obsws_python.baseclient").debug("payload %s", {"key": SECRET})
        logging.getLogger("websocket").info("++Sent raw: %s", SECRET)
    finally:
        release_logging()
        logging.getLogger().setLevel(logging.WARNING)
    write_bundle(tmp_path / "support.zip", profile, CHECKS, {})
    assert SECRET not in "".join(read(tmp_path / "support.zip").values())


def test_the_ledger_and_the_scripts_stay_at_home(profile: Profile, tmp_path: Path) -> None:
    profile.database.write_bytes(b"the ledger")
    (profile.journal_dir / "1.jsonl").write_text("a sale", encoding="utf-8")
    write_bundle(tmp_path / "support.zip", profile, CHECKS, {})
    assert set(read(tmp_path / "support.zip")) == {"doctor.json", "versions.json"}


def test_of_a_long_log_only_whole_new_lines_go_in(profile: Profile, tmp_path: Path) -> None:
    lines = "".join(f'{{"number": {number}, "text": "{"x" * 80}"}}\n' for number in range(40_000))
    (profile.logs_dir / LOG_NAME).write_text(lines, encoding="utf-8")
    write_bundle(tmp_path / "support.zip", profile, CHECKS, {})
    kept = read(tmp_path / "support.zip")[LOG_NAME].splitlines()
    assert json.loads(kept[0])["number"] > 0
    assert json.loads(kept[-1])["number"] == 39_999


def test_a_folder_that_takes_nothing_leaves_nothing(profile: Profile, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_bundle(tmp_path / "gone" / "support.zip", profile, CHECKS, {})
    assert not list(tmp_path.glob("*.new"))
