# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``log``: every good line is saved, every bad one is explained, and what is saved is there."""

import os
import sqlite3
import subprocess
import sys

from app.contract.content import PolicyPoint
from app.domain.clock import SystemClock
from app.store.open_store import open_store
from tests.helpers.until import until
from tests.unit.cli.conftest import Terminal


def _sales(terminal: Terminal, session_id: str) -> list[tuple[str, int, int | None, bool]]:
    sales = terminal.run("session", "show", session_id, "--json").json["sales"]
    return [(one["sku_id"], one["units"], one["unit_price_fen"], one["voided_by"] is not None) for one in sales]


def _logging(terminal: Terminal, session_id: str) -> "subprocess.Popen[str]":
    """Start ``log`` as a process whose output is buffered, as it is for everybody who did not say otherwise."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "app.cli", "log", "--session", session_id, "--profile", str(terminal.profile.root)]
    return subprocess.Popen(
        command,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
    )


def test_lines_become_sales_in_order(shop: Terminal) -> None:
    session_id = shop.open_session()
    answer = shop.run("log", "--session", session_id, stdin="\ufeffX01-5\t３\r\n\r\nX01 大\n".encode())
    assert answer.code == 0
    assert answer.err == ""
    assert [line.split()[0] for line in answer.out.splitlines()] == ["saved", "saved"]
    assert _sales(shop, session_id) == [("X01-5", 3, 1590, False), ("X01 大", 1, None, False)]


def test_a_bad_line_is_explained_and_the_rest_is_saved(shop: Terminal) -> None:
    session_id = shop.open_session()
    answer = shop.run("log", "--session", session_id, stdin=b"X01-5 1\nNOPE 2\nX01-5 -1\n\xff\xff\nX01-5 4\n")
    assert answer.code == 1
    assert [line.split(" logged")[0] for line in answer.err.splitlines()] == ["Line 2", "Line 3", "Line 4"]
    assert [units for _, units, _, _ in _sales(shop, session_id)] == [1, 4]


def test_undo_takes_a_sale_back_once(shop: Terminal) -> None:
    session_id = shop.open_session()
    (event_id,) = shop.sell(session_id, "X01-5 3\n")
    answer = shop.run("log", "--session", session_id, stdin=f"undo {event_id}\nundo {event_id}\n".encode())
    assert answer.out == f"voided {event_id}\n"
    assert answer.code == 1
    assert "Line 2 logged nothing" in answer.err
    assert _sales(shop, session_id) == [("X01-5", 3, 1590, True)]


def test_a_sale_can_be_taken_back_in_the_same_run(shop: Terminal) -> None:
    session_id = shop.open_session()
    with _logging(shop, session_id) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("X01-5 3\n")
        event_id = process.stdout.readline().removeprefix("saved ").strip()
        process.stdin.write(f"undo {event_id}\n")
        assert process.stdout.readline() == f"voided {event_id}\n"
        process.stdin.close()
        assert process.wait(timeout=20) == 0


def test_what_was_called_saved_survives_a_kill(shop: Terminal) -> None:
    session_id = shop.open_session()
    with _logging(shop, session_id) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("X01-5 3\n")
        event_id = process.stdout.readline().removeprefix("saved ").strip()
        process.kill()
        process.wait(timeout=20)
    sales = shop.run("session", "show", session_id, "--json").json["sales"]
    assert [sale["event_id"] for sale in sales] == [event_id]
    assert shop.run("verify", "--json").json["ok"]


def test_a_closed_session_takes_nothing(shop: Terminal) -> None:
    session_id = shop.open_session()
    shop.run("session", "close", session_id)
    answer = shop.run("log", "--session", session_id, stdin=b"X01-5\n")
    assert answer.code == 1
    assert "is closed. Nothing was logged." in answer.err
    assert _sales(shop, session_id) == []


def test_an_unknown_session_takes_nothing(shop: Terminal) -> None:
    answer = shop.run("log", "--session", "nothing", stdin=b"X01-5\n")
    assert answer.code == 1
    assert "no session 'nothing'" in answer.err


def test_an_endless_line_is_refused_whole(shop: Terminal) -> None:
    session_id = shop.open_session()
    answer = shop.run("log", "--session", session_id, stdin=b"9" * 20_000 + b"\nX01-5 2\n")
    assert "Line 1 logged nothing: the line is longer" in answer.err
    assert len(answer.err.splitlines()) == 1
    assert [units for _, units, _, _ in _sales(shop, session_id)] == [2]


def test_a_sale_that_could_not_be_saved_is_told_and_not_called_saved(shop: Terminal) -> None:
    session_id = shop.open_session()
    with _logging(shop, session_id) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write("X01-5 1\n")
        assert process.stdout.readline().startswith("saved ")
        blocker = sqlite3.connect(shop.profile.database, isolation_level=None)
        blocker.execute("BEGIN EXCLUSIVE")
        process.stdin.write("X01-5 2\n")
        error = until(process.stderr.readline, "the line is refused", timeout_s=30)
        blocker.execute("ROLLBACK")
        blocker.close()
        process.stdin.write("X01-5 3\n")
        assert process.stdout.readline().startswith("saved ")
        process.stdin.close()
        assert process.wait(timeout=20) == 1
    assert error.startswith("Line 2: NOT SAVED")
    assert "Code: busy." in error
    assert [units for _, units, _, _ in _sales(shop, session_id)] == [1, 3]


def test_a_number_is_corrected_but_not_below_nothing(shop: Terminal) -> None:
    session_id = shop.open_session()
    (event_id,) = shop.sell(session_id, "X01-5 3\n")
    lines = f"adjust {event_id} -1\nadjust {event_id} -3\nadjust {event_id} 0\nadjust nobody 1\n"
    answer = shop.run("log", "--session", session_id, stdin=lines.encode())
    assert answer.out == f"adjusted {event_id} to 2\n"
    assert [line.split(" logged")[0] for line in answer.err.splitlines()] == ["Line 2", "Line 3", "Line 4"]
    assert _sales(shop, session_id) == [("X01-5", 2, 1590, False)]
    assert "corrected from 3" in shop.run("session", "show", session_id).out


def test_a_refund_is_an_entry_of_its_own(shop: Terminal) -> None:
    session_id = shop.open_session()
    shop.sell(session_id, "X01-5 3\n")
    answer = shop.run("log", "--session", session_id, stdin=b"refund X01-5 2\nrefund NOPE 1\nrefund X01-5\n")
    assert (answer.code, answer.out.split()[0]) == (1, "refunded")
    totals = shop.run("session", "show", session_id, "--json").json["totals"]
    assert (totals["units"], totals["refunded_units"], totals["refunded_fen"]) == (3, 2, 3180)
    assert "2 units refunded" in shop.run("session", "show", session_id).out


def test_what_was_said_is_logged_and_shown(shop: Terminal) -> None:
    store = open_store(shop.profile, SystemClock())
    store.content.import_records([PolicyPoint(policy_id="P08", topic="育儿补贴", plain_zh="每孩每年3600元")])
    store.close()
    session_id = shop.open_session()
    lines = "covered P08\nslip 九块九 => 十五块九\nnote 灯光偏暗\ncovered P99\n" + f"note {'x' * 2500}" + "\n"
    answer = shop.run("log", "--session", session_id, stdin=lines.encode())
    assert (answer.code, [line.split()[0] for line in answer.out.splitlines()]) == (1, ["noted"] * 3)
    assert "there is no policy point 'P99'" in answer.err
    assert "its text is too long" in answer.err
    state = shop.run("session", "show", session_id, "--json").json
    assert [one["policy_id"] for one in state["covered"]] == ["P08"]
    assert [(one["said"], one["correction"]) for one in state["slips"]] == [("九块九", "十五块九")]
    shown = shop.run("session", "show", session_id).out
    assert "policy P08 said" in shown
    assert "note: 灯光偏暗" in shown
