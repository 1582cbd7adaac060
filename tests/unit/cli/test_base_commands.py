# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``enroll``, ``sync``, ``serve`` and ``admin`` where there is no keyring, no base or no database."""

import io
import json
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.cli import main
from app.server.database import Database
from app.server.tables import ENROLL_CODE
from app.settings.file import load_settings, save_settings
from app.settings.model import BaseSettings, Settings
from tests.unit.cli.conftest import Terminal


def test_without_a_keyring_the_code_is_not_spent(terminal: Terminal) -> None:
    answer = terminal.run("enroll", "http://127.0.0.1:9", "AAAAA-AAAAA")
    assert answer.code == 1
    assert "no usable keyring" in answer.err
    assert "The code was not used." in answer.err
    assert load_settings(terminal.profile.settings_file).base.url == ""


@pytest.mark.parametrize("url", ["base.example", "ftp://base.example", "http://", "http://[", ""])
def test_an_address_that_is_none_is_refused(terminal: Terminal, url: str) -> None:
    answer = terminal.run("enroll", url, "AAAAA-AAAAA")
    assert answer.code == 1
    assert "is not a base's address" in answer.err


def test_an_address_without_encryption_is_remarked_on(terminal: Terminal) -> None:
    assert "not encrypted" in terminal.run("enroll", "http://192.0.2.1", "A").err
    assert "not encrypted" not in terminal.run("enroll", "http://127.0.0.1:9", "A").err


def test_a_pc_that_is_not_enrolled_cannot_sync(terminal: Terminal) -> None:
    answer = terminal.run("sync", "--once")
    assert answer.code == 1
    assert "not enrolled" in answer.err
    assert "anchor-desk enroll URL CODE" in answer.err


def test_a_keyring_that_is_gone_does_not_lose_a_thing(shop: Terminal) -> None:
    session_id = shop.open_session()
    shop.sell(session_id, "X01-5 3\n")
    save_settings(shop.profile.settings_file, Settings(base=BaseSettings(url="http://127.0.0.1:9")))
    answer = shop.run("sync", "--once")
    assert answer.code == 1
    assert "no usable keyring" in answer.err
    assert "All events are safe on this PC." in answer.err


def test_a_bad_settings_file_is_explained_and_kept(terminal: Terminal) -> None:
    terminal.profile.ensure()
    terminal.profile.settings_file.write_text("[obs]\nport = 0\n", encoding="utf-8")
    answer = terminal.run("session", "list")
    assert answer.code == 1
    assert "wrong value for obs.port" in answer.err
    assert terminal.profile.settings_file.read_text(encoding="utf-8") == "[obs]\nport = 0\n"


def _admin(*arguments: str | Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["admin", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_code_is_made_for_scripts_and_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = f"--db=sqlite:///{tmp_path / 'base.sqlite'}"
    code, out, _ = _admin("enroll-code", db, "--json", capsys=capsys)
    made = json.loads(out)
    assert (code, len(made["code"])) == (0, 11)
    assert datetime.fromisoformat(made["expires_at"]).tzinfo is not None
    _, out, err = _admin("enroll-code", db, capsys=capsys)
    assert len(out.strip()) == 11
    assert "Good for one PC until" in err


def test_a_code_for_a_technician_says_so_to_the_base_and_no_other_scope_exists(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db_url = f"sqlite:///{tmp_path / 'base.sqlite'}"
    code, out, _ = _admin("enroll-code", f"--db={db_url}", "--scope", "technician", capsys=capsys)
    database = Database(db_url)
    with database.read() as connection:
        scopes = connection.execute(select(ENROLL_CODE.c.scope)).scalars().all()
    database.close()
    assert (code, len(out.strip()), scopes) == (0, 11, ["technician"])
    with pytest.raises(SystemExit) as ended:
        main(["admin", "enroll-code", f"--db={db_url}", "--scope", "owner"])
    assert ended.value.code == 2


def test_the_base_publishes_what_staff_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = f"--db=sqlite:///{tmp_path / 'base.sqlite'}"
    shops, products = tmp_path / "shops.csv", tmp_path / "products.csv"
    shops.write_text("店铺编号,店铺名称\nS01,天山馕坊\n", encoding="utf-8")
    products.write_text("商品编号,店铺编号,商品名称\nX01,S01,皮牙子馕\n", encoding="utf-8")
    assert _admin("import", products, db, capsys=capsys)[0] == 1
    assert _admin("import", shops, db, "--dry-run", capsys=capsys)[0] == 0
    assert _admin("import", products, db, capsys=capsys)[0] == 1
    assert _admin("import", shops, db, capsys=capsys)[0] == 0
    assert _admin("import", products, db, capsys=capsys)[0] == 0


def test_no_devices_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = f"--db=sqlite:///{tmp_path / 'base.sqlite'}"
    assert _admin("devices", db, capsys=capsys)[1] == "No PC has joined yet.\n"
    assert json.loads(_admin("devices", db, "--json", capsys=capsys)[1]) == {"devices": []}


def test_an_unknown_device_cannot_be_revoked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _admin("revoke", "nobody", f"--db=sqlite:///{tmp_path / 'base.sqlite'}", capsys=capsys)
    assert code == 1
    assert "no PC 'nobody'" in err


def test_a_page_key_is_shown_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = f"--db=sqlite:///{tmp_path / 'base.sqlite'}"
    first = json.loads(_admin("page-key", db, "--json", capsys=capsys)[1])["key"]
    _, second, err = _admin("page-key", db, capsys=capsys)
    assert second.strip() != first
    assert "shown once" in err


@pytest.mark.parametrize("verb", [["admin", "devices"], ["serve", "--port", "0"]])
def test_a_wrong_database_address_is_explained_without_its_password(
    capsys: pytest.CaptureFixture[str], verb: list[str]
) -> None:
    assert main([*verb, "--db", "mysql://anna:hunter2@h/d"]) == 1
    err = capsys.readouterr().err
    assert "postgresql" in err
    assert "hunter2" not in err


def test_without_the_servers_parts_it_is_said_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("app.server", "uvicorn"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["serve", "--db", f"sqlite:///{tmp_path / 'base.sqlite'}"]) == 1
    assert "anchor-desk[server]" in capsys.readouterr().err
