# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``session``: open, list, show and close, with a sentence for everything that does not fit."""

from app.contract.events import PreflightWaivedBody
from app.domain.clock import SystemClock
from app.domain.drafts import EventDrafter
from app.settings.file import load_settings
from app.settings.profile_lock import ProfileLock
from app.store.open_store import open_store
from tests.unit.cli.conftest import Terminal


def test_a_session_is_opened_and_listed(shop: Terminal) -> None:
    answer = shop.run("session", "open", "--shop", "S01", "--anchor", "古丽", "--json")
    assert answer.code == 0
    (row,) = shop.run("session", "list", "--json").json["sessions"]
    assert row["session_id"] == answer.json["session_id"]
    assert (row["shop_name"], row["anchor"], row["rehearsal"], row["closed_at"]) == ("天山馕坊", "古丽", False, None)
    assert (row["units"], row["amount_fen"]) == (0, 0)


def test_a_rehearsal_is_marked(shop: Terminal) -> None:
    shop.open_session("--rehearsal")
    assert shop.run("session", "list", "--json").json["sessions"][0]["rehearsal"] is True
    assert "open rehearsal" in shop.run("session", "list").out


def test_the_anchor_is_remembered_for_the_next_session(shop: Terminal) -> None:
    first = shop.open_session("--anchor", "古丽")
    assert load_settings(shop.profile.settings_file).anchor == "古丽"
    shop.run("session", "close", first)
    second = shop.open_session()
    assert shop.run("session", "show", second, "--json").json["anchor"] == "古丽"


def test_the_newest_lineup_is_taken_unless_one_is_named(shop: Terminal) -> None:
    first = shop.open_session()
    assert shop.run("session", "show", first, "--json").json["lineup_id"] == "L2"
    shop.run("session", "close", first)
    second = shop.open_session("--lineup", "L1")
    assert shop.run("session", "show", second, "--json").json["lineup_id"] == "L1"


def test_an_unknown_lineup_is_refused(shop: Terminal) -> None:
    answer = shop.run("session", "open", "--shop", "S01", "--lineup", "L9")
    assert answer.code == 1
    assert "no lineup 'L9'" in answer.err
    assert "L1, L2" in answer.err
    assert shop.run("session", "list", "--json").json == {"sessions": []}


def test_an_unknown_shop_is_refused_with_the_known_ones(shop: Terminal) -> None:
    answer = shop.run("session", "open", "--shop", "S99")
    assert answer.code == 1
    assert "no shop 'S99'" in answer.err
    assert "S01, S02" in answer.err


def test_an_empty_profile_says_what_to_import(terminal: Terminal) -> None:
    answer = terminal.run("session", "open", "--shop", "S01")
    assert answer.code == 1
    assert "anchor-desk import" in answer.err


def test_a_shop_with_nothing_to_sell_is_refused(shop: Terminal) -> None:
    answer = shop.run("session", "open", "--shop", "S02")
    assert answer.code == 1
    assert "has nothing to sell" in answer.err


def test_a_second_session_is_refused_while_one_is_open(shop: Terminal) -> None:
    first = shop.open_session()
    answer = shop.run("session", "open", "--shop", "S01")
    assert answer.code == 1
    assert f"session close {first}" in answer.err


def test_a_closed_session_carries_its_totals(shop: Terminal) -> None:
    session_id = shop.open_session()
    shop.sell(session_id, "X01-5 3\nX01 大\n")
    answer = shop.run("session", "close", session_id, "--json")
    assert answer.code == 0
    assert answer.json["closed_at"] is not None
    sold = {"sales": 2, "units": 4, "amount_fen": 4770, "unpriced": 1}
    assert answer.json["totals"] == sold | {"refunded_units": 0, "refunded_fen": 0}
    assert shop.run("verify", "--json").json["ok"]


def test_closing_twice_changes_nothing(shop: Terminal) -> None:
    session_id = shop.open_session()
    shop.run("session", "close", session_id)
    assert shop.run("session", "close", session_id).code == 0
    assert shop.run("verify", "--json").json["events"] == 2


def test_show_names_every_sale(shop: Terminal) -> None:
    session_id = shop.open_session("--anchor", "古丽")
    kept, undone = shop.sell(session_id, "X01-5 3\nX01 大\n")
    shop.sell(session_id, f"undo {undone}\n")
    text = shop.run("session", "show", session_id).out
    assert f"{kept}  " in text
    assert "1 sales, 3 units" in text
    assert text.count("taken back") == 1


def test_show_names_who_went_live_in_spite_of_the_preflight(shop: Terminal) -> None:
    session_id = shop.open_session()
    store = open_store(shop.profile, SystemClock())
    body = PreflightWaivedBody(level="red", codes=("picture.black",), reason="灯坏了", by="小周")
    store.ledger.append(EventDrafter(SystemClock(), "").preflight_waived(session_id, body)).result(10)
    store.close()
    assert "went live in spite of picture.black: 灯坏了 (小周)" in shop.run("session", "show", session_id).out
    (waiver,) = shop.run("session", "show", session_id, "--json").json["waivers"]
    assert (waiver["reason"], waiver["by"], waiver["codes"]) == ("灯坏了", "小周", ["picture.black"])
    assert shop.run("verify").code == 0


def test_an_unknown_session_is_refused(shop: Terminal) -> None:
    for verb in ("show", "close"):
        answer = shop.run("session", verb, "nothing")
        assert answer.code == 1
        assert "no session 'nothing'" in answer.err


def test_no_sessions_is_said(terminal: Terminal) -> None:
    assert terminal.run("session", "list").out == "No sessions yet.\n"


def test_writing_is_refused_while_the_desk_uses_the_profile(shop: Terminal) -> None:
    session_id = shop.open_session()
    with ProfileLock(shop.profile.lock_file):
        for arguments in (["session", "close", session_id], ["log", "--session", session_id]):
            answer = shop.run(*arguments, stdin=b"X01-5\n")
            assert answer.code == 1
            assert "is using this profile" in answer.err
            assert answer.out == ""


def test_reading_goes_on_while_the_desk_uses_the_profile(shop: Terminal) -> None:
    session_id = shop.open_session()
    shop.sell(session_id, "X01-5 3\n")
    with ProfileLock(shop.profile.lock_file):
        assert shop.run("session", "list", "--json").json["sessions"][0]["units"] == 3
        assert len(shop.run("session", "show", session_id, "--json").json["sales"]) == 1
        assert shop.run("verify", "--json").json == {
            "ok": True,
            "events": 2,
            "problems": [],
        }
        assert len(shop.run("export", session_id, "--format", "jsonl").out.splitlines()) == 2
        assert "皮牙子馕" in shop.run("export", session_id, "--format", "csv").out
