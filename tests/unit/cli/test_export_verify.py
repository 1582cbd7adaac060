# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``export`` and ``verify``: what comes out is what was logged, and damage is found."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Terminal


def test_csv_names_products_and_adds_up(shop: Terminal) -> None:
    session_id = shop.open_session()
    shop.sell(session_id, "X01-5 3\nX01-5 2\n")
    text = shop.run("export", session_id, "--format", "csv").out
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["product_name"], row["units"], row["amount"]) for row in rows[:2]] == [
        ("皮牙子馕", "3", "47.70"),
        ("皮牙子馕", "2", "31.80"),
    ]
    assert rows[-1]["amount"] == "79.50"


def test_jsonl_holds_every_event_whole(shop: Terminal) -> None:
    session_id = shop.open_session()
    (event_id,) = shop.sell(session_id, "X01-5 3\n")
    events = [json.loads(line) for line in shop.run("export", session_id, "--format", "jsonl").out.splitlines()]
    assert [event["kind"] for event in events] == ["session.open", "sale.add"]
    assert events[1]["event_id"] == event_id
    assert events[1]["prev_hash"] == events[0]["hash"]


def test_a_file_is_written_whole_and_standard_output_stays_clean(shop: Terminal, tmp_path: Path) -> None:
    session_id = shop.open_session()
    target = tmp_path / "evening.csv"
    target.write_text("old")
    answer = shop.run("export", session_id, "--format", "csv", "-o", target)
    assert (answer.code, answer.out) == (0, "")
    assert f"written to {target}" in answer.err
    assert target.read_bytes().startswith(b"\xef\xbb\xbfseq,")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["evening.csv", "profile"]


def test_a_target_that_cannot_be_written_is_explained(shop: Terminal, tmp_path: Path) -> None:
    session_id = shop.open_session()
    answer = shop.run("export", session_id, "--format", "csv", "-o", tmp_path / "missing" / "x.csv")
    assert answer.code == 1
    assert "was not written" in answer.err


def test_an_unknown_session_writes_no_file(shop: Terminal, tmp_path: Path) -> None:
    answer = shop.run("export", "nothing", "--format", "csv", "-o", tmp_path / "x.csv")
    assert answer.code == 1
    assert not (tmp_path / "x.csv").exists()


def test_a_reader_that_leaves_early_is_no_crash(shop: Terminal) -> None:
    session_id = shop.open_session()
    command = [sys.executable, "-m", "app.cli", "export", session_id, "--format", "csv"]
    command += ["--profile", str(shop.profile.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()
        assert process.wait(timeout=20) == 1


def test_a_sound_ledger_is_called_sound(shop: Terminal) -> None:
    shop.sell(shop.open_session(), "X01-5 3\n")
    assert shop.run("verify", "--json").json == {
        "ok": True,
        "events": 2,
        "problems": [],
    }
    assert shop.run("verify").out == "All 2 events agree: hash chain, journal and projections.\n"


def test_a_new_profile_has_nothing_to_find(terminal: Terminal) -> None:
    assert terminal.run("verify", "--json").json == {
        "ok": True,
        "events": 0,
        "problems": [],
    }


def test_a_changed_sale_is_found(shop: Terminal) -> None:
    shop.sell(shop.open_session(), "X01-5 3\n")
    with sqlite3.connect(shop.profile.database) as database:
        triggers = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for trigger in triggers:
            database.execute(f'DROP TRIGGER "{trigger}"')
        changed = database.execute("""UPDATE event SET body = replace(body, '"units":3', '"units":9')""").rowcount
    database.close()
    assert changed > 0
    answer = shop.run("verify", "--json")
    assert answer.code == 1
    assert answer.json["ok"] is False
    assert all({"code", "where", "detail"} == set(problem) for problem in answer.json["problems"])
    told = shop.run("verify")
    assert told.code == 1
    assert "problems in 2 events. Nothing was changed." in told.out


@pytest.mark.expected_log("was damaged and is kept")
def test_a_damaged_database_is_rebuilt_with_a_sentence(shop: Terminal) -> None:
    session_id = shop.open_session()
    shop.sell(session_id, "X01-5 3\n")
    shop.profile.database.write_bytes(b"not a database" * 100)
    answer = shop.run("verify")
    assert (answer.code, answer.out.splitlines()[0]) == (
        0,
        "All 2 events agree: hash chain, journal and projections.",
    )
    assert "is kept from before a recovery" in answer.out
    assert "rebuilt from the journal: 2 events" in answer.err
    assert shop.run("verify").err == ""
