# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The log file: JSON lines, rotating, free of secrets whoever logs them."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.diagnostics.logging_setup import LOG_NAME, LogFile, configure_logging, release_logging

SECRET = "hunter2-hunter2"
_log = logging.getLogger("tests.diagnostics")


@pytest.fixture(autouse=True)
def _released() -> Iterator[None]:
    yield
    release_logging()


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / LOG_NAME).read_text(encoding="utf-8").splitlines()]


def test_each_record_is_one_json_line(tmp_path: Path) -> None:
    configure_logging(tmp_path)
    _log.info("主播 %s\nsecond line", "古丽")
    (line,) = _lines(tmp_path)
    assert line["text"] == "主播 古丽\nsecond line"
    assert (line["level"], line["logger"], line["thread"]) == ("INFO", "tests.diagnostics", "MainThread")
    assert line["at"].endswith("+00:00")


def test_secrets_in_arguments_are_masked(tmp_path: Path) -> None:
    configure_logging(tmp_path)
    _log.info("headers %r", {"Authorization": f"Bearer {SECRET}"})
    assert SECRET not in (tmp_path / LOG_NAME).read_text(encoding="utf-8")


@pytest.mark.expected_log("failed")
def test_secrets_in_tracebacks_are_masked(tmp_path: Path) -> None:
    configure_logging(tmp_path)
    try:
        raise ValueError(f"password={SECRET}")
    except ValueError:
        _log.exception("failed")
    (line,) = _lines(tmp_path)
    assert "ValueError: password=[hidden]" in line["trace"]
    assert SECRET not in json.dumps(line)


def test_the_obs_library_cannot_log_its_password(tmp_path: Path) -> None:
    configure_logging(tmp_path, logging.DEBUG)
    logging.getLogger("obsws_python.baseclient.ObsClient").info("connecting, password %s", SECRET)
    logging.getLogger("obsws_python.baseclient.ObsClient").error("password %s", SECRET)
    logging.getLogger("websocket").error("refused %s", SECRET)
    assert _lines(tmp_path) == []


def test_records_below_the_level_are_dropped(tmp_path: Path) -> None:
    configure_logging(tmp_path, logging.INFO)
    _log.debug("noise")
    assert _lines(tmp_path) == []


def test_a_second_set_up_replaces_the_first(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    configure_logging(tmp_path)
    configure_logging(tmp_path / "b")
    _log.info("once")
    assert _lines(tmp_path) == []
    assert [line["text"] for line in _lines(tmp_path / "b")] == ["once"]


def test_files_rotate_and_old_ones_go(tmp_path: Path) -> None:
    configure_logging(tmp_path)
    for _ in range(16):
        _log.info("x" * 1_000_000)
    files = sorted(file.name for file in tmp_path.iterdir())
    assert files == [LOG_NAME, *(f"{LOG_NAME}.{number}" for number in range(1, 6))]
    assert all(file.stat().st_size < 2_100_000 for file in tmp_path.iterdir())


def test_without_a_folder_the_log_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(None)
    _log.info("token=%s", SECRET)
    assert json.loads(capsys.readouterr().err)["text"] == "token=[hidden]"


def test_a_folder_that_cannot_be_used_changes_nothing(tmp_path: Path) -> None:
    configure_logging(tmp_path)
    with pytest.raises(OSError, match="No such file"):
        configure_logging(tmp_path / "missing")
    _log.info("still here")
    assert [line["text"] for line in _lines(tmp_path)] == ["still here"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
def test_a_full_disk_makes_gaps_in_the_log_and_no_noise(capsys: pytest.CaptureFixture[str]) -> None:
    handler = LogFile("/dev/full", encoding="utf-8")
    handler.handle(logging.makeLogRecord({"msg": "not written"}))
    handler.close()
    assert capsys.readouterr().err == ""
