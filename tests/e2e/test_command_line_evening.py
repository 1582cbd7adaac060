# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An evening without a screen: two PCs and a base server, by the command line alone.

Every step is a process of its own, as a script would run them; the keyring is a real Secret Service.
"""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from tests.helpers.command_line import CommandLine
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.secret_service import SecretService

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

_SHOPS = "店铺编号,店铺名称\nS01,天山馕坊\n"
_PRODUCTS = "商品编号,店铺编号,商品名称\nX01,S01,皮牙子馕\nX02,S01,奶香甜馕\n"
_SKUS = "规格编号,商品编号,规格,直播价,库存\nX01-5,X01,5个装,15.90,100\nX02-1,X02,单个,4.5,50\n"
_NEW_PRICE = "规格编号,商品编号,规格,直播价,库存\nX01-5,X01,5个装,12.80,100\n"
_SAVED = re.compile(r"saved ([0-9a-f-]{36})")


@dataclass
class Base:
    """A base server as a process of its own, on one port for the whole evening."""

    db_url: str
    env: dict[str, str]
    url: str = ""
    port: int = 0

    @contextmanager
    def running(self) -> Iterator[str]:
        """Serve until the block ends."""
        command = [sys.executable, "-m", "app.cli", "serve", "--db", self.db_url, "--port", str(self.port)]
        with subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                self.url = process.stdout.readline().removeprefix("serving ").strip()
                assert self.url.startswith("http://127.0.0.1:")
                self.port = int(self.url.rpartition(":")[2])
                yield self.url
            finally:
                process.terminate()
                process.wait(timeout=20)

    def admin(self, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        """Run one command of the base's staff."""
        command = [sys.executable, "-m", "app.cli", "admin", *map(str, arguments), "--db", self.db_url]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=60, check=True)

    def code(self) -> str:
        """Return a new one-time code."""
        return str(json.loads(self.admin("enroll-code", "--json").stdout)["code"])


@pytest.fixture
def keyring_env(tmp_path: Path) -> Iterator[dict[str, str]]:
    with SecretService(tmp_path / "keyring") as service:
        yield {**service.env, "PYTHONUTF8": "1"}


@pytest.fixture
def base(tmp_path: Path, keyring_env: dict[str, str]) -> Base:
    return Base(f"sqlite:///{tmp_path / 'base.sqlite'}", keyring_env)


@pytest.fixture
def sheets(tmp_path: Path) -> list[Path]:
    texts = {"店铺.csv": _SHOPS, "商品.csv": _PRODUCTS, "规格.csv": _SKUS}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8-sig")
    return [tmp_path / name for name in texts]


def _saved(output: str) -> list[str]:
    return _SAVED.findall(output)


def _session(desk: CommandLine, anchor: str) -> str:
    return str(desk.json("session", "open", "--shop", "S01", "--anchor", anchor)["session_id"])


def _exported(desk: CommandLine, session_id: str) -> list[dict[str, str]]:
    text = desk.run("export", session_id, "--format", "csv").stdout.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def test_an_evening_without_a_screen(
    tmp_path: Path, base: Base, keyring_env: dict[str, str], sheets: list[Path]
) -> None:
    """Import, enrol, open, log, sync, export, verify: on one PC that imports, and one that gets all from the base."""
    first, second = CommandLine(tmp_path / "pc-1", keyring_env), CommandLine(tmp_path / "pc-2", keyring_env)
    assert first.json("import", *sheets)["ok"]
    base.admin("import", *sheets)
    with base.running() as url:
        devices = [desk.json("enroll", url, base.code(), "--name", "机")["device_id"] for desk in (first, second)]
        assert second.json("sync", "--once") == {"pushed": 0, "pulled": 5, "pending": 0}
        one, two = _session(first, "古丽"), _session(second, "阿依")
        logged = first.run("log", "--session", one, stdin="X01-5 3\nX02-1\n")
        assert logged.returncode == 0, logged.stderr
        undone = first.run("log", "--session", one, stdin=f"undo {_saved(logged.stdout)[1]}\n")
        assert undone.stdout == f"voided {_saved(logged.stdout)[1]}\n"
        assert len(_saved(second.run("log", "--session", two, stdin="X02-1 10\r\nX01-5 ２\r\n").stdout)) == 2
        second.run("session", "close", two)
        assert first.json("sync", "--once") == {"pushed": 4, "pulled": 5, "pending": 0}
        assert second.json("sync", "--once") == {"pushed": 4, "pulled": 0, "pending": 0}
        assert second.json("sync", "--once") == {"pushed": 0, "pulled": 0, "pending": 0}
        listed = {
            row["device_id"]: row["events"] for row in json.loads(base.admin("devices", "--json").stdout)["devices"]
        }
        assert listed == dict.fromkeys(devices, 4)
        assert "天山馕坊" in httpx2.get(url, trust_env=False, follow_redirects=True).text
    rows = _exported(first, one)
    assert [(row["product_name"], row["units"], row["amount"]) for row in rows[:-1]] == [
        ("皮牙子馕", "3", "47.70"),
        ("奶香甜馕", "1", "4.50"),
        ("奶香甜馕", "-1", "-4.50"),
    ]
    assert (rows[-1]["units"], rows[-1]["amount"]) == ("3", "47.70")
    events = [json.loads(line) for line in first.run("export", one, "--format", "jsonl").stdout.splitlines()]
    assert [event["kind"] for event in events] == ["session.open", "sale.add", "sale.add", "sale.void"]
    for desk in (first, second):
        assert desk.json("verify") == {"ok": True, "events": 4, "problems": []}


def test_nothing_is_lost_while_the_base_is_away(
    tmp_path: Path, base: Base, keyring_env: dict[str, str], sheets: list[Path]
) -> None:
    desk = CommandLine(tmp_path / "pc", keyring_env)
    desk.json("import", *sheets)
    with base.running() as url:
        desk.json("enroll", url, base.code())
    session_id = _session(desk, "古丽")
    assert len(_saved(desk.run("log", "--session", session_id, stdin="X01-5 3\nX02-1\n").stdout)) == 2
    away = desk.run("sync", "--once", "--json")
    assert away.returncode == 1
    assert away.stdout == ""
    assert "3 wait to be sent" in away.stderr
    with base.running():
        assert desk.json("sync", "--once")["pushed"] == 3
        assert desk.json("sync", "--once")["pushed"] == 0
    assert desk.json("verify")["ok"]


def test_a_new_price_from_the_base_counts_for_the_next_sale(
    tmp_path: Path, base: Base, keyring_env: dict[str, str], sheets: list[Path]
) -> None:
    desk = CommandLine(tmp_path / "pc", keyring_env)
    base.admin("import", *sheets)
    with base.running() as url:
        desk.json("enroll", url, base.code())
        desk.json("sync", "--once")
        session_id = _session(desk, "古丽")
        desk.run("log", "--session", session_id, stdin="X01-5\n")
        sheets[2].write_text(_NEW_PRICE, encoding="utf-8")
        base.admin("import", sheets[2])
        assert desk.json("sync", "--once")["pulled"] == 1
        desk.run("log", "--session", session_id, stdin="X01-5\n")
    assert [sale["unit_price_fen"] for sale in desk.json("session", "show", session_id)["sales"]] == [1590, 1280]


def test_a_revoked_pc_brings_in_what_it_has_and_goes_on_logging(
    tmp_path: Path, base: Base, keyring_env: dict[str, str], sheets: list[Path]
) -> None:
    desk = CommandLine(tmp_path / "pc", keyring_env)
    desk.json("import", *sheets)
    with base.running() as url:
        device_id = desk.json("enroll", url, base.code())["device_id"]
        session_id = _session(desk, "古丽")
        base.admin("revoke", device_id)
        refused = desk.run("sync", "--once")
        assert refused.returncode == 1
        assert "Code: token_revoked" in refused.stderr
        assert "0 wait to be sent" in refused.stderr
    assert len(_saved(desk.run("log", "--session", session_id, stdin="X01-5\n").stdout)) == 1


def test_a_running_sync_brings_in_what_is_logged_beside_it(
    tmp_path: Path, base: Base, keyring_env: dict[str, str], sheets: list[Path]
) -> None:
    desk = CommandLine(tmp_path / "pc", keyring_env)
    desk.json("import", *sheets)
    with base.running() as url:
        desk.json("enroll", url, base.code())
        command = [sys.executable, "-m", "app.cli", "--profile", str(desk.profile), "sync", "--json"]
        with subprocess.Popen(command, env=keyring_env, stdout=subprocess.PIPE, text=True) as syncing:
            try:
                session_id = _session(desk, "古丽")
                assert len(_saved(desk.run("log", "--session", session_id, stdin="X01-5\n").stdout)) == 1
                assert syncing.stdout is not None
                pushed = 0
                while pushed < 2:
                    pushed += json.loads(syncing.stdout.readline())["pushed"]
            finally:
                syncing.terminate()
                syncing.wait(timeout=20)
    assert pushed == 2


def test_the_kept_obs_password_opens_obs(tmp_path: Path, keyring_env: dict[str, str]) -> None:
    desk = CommandLine(tmp_path / "pc", keyring_env)
    with FakeObs() as obs:
        address = f"127.0.0.1:{obs.address.port}"
        assert desk.json("obs", "status", "--obs", address, exit_code=1)["fault"] == "password_missing"
        assert desk.run("obs", "password", stdin=f"{FAKE_PASSWORD}\n").returncode == 0
        assert desk.json("obs", "status", "--obs", address)["connected"]


def test_no_token_and_no_password_is_ever_written_down(
    tmp_path: Path, base: Base, keyring_env: dict[str, str], sheets: list[Path]
) -> None:
    desk = CommandLine(tmp_path / "pc", keyring_env)
    password = "obs-pass-9f2c"
    assert desk.run("obs", "password", stdin=f"{password}\n").returncode == 0
    with base.running() as url:
        enrolled = desk.run("enroll", url, base.code())
        printed = enrolled.stdout + enrolled.stderr + desk.run("sync", "--once").stderr
    token = subprocess.run(
        [sys.executable, "-c", _READ_TOKEN, str(desk.profile)],
        env=keyring_env, capture_output=True, text=True, timeout=60, check=True,
    ).stdout.strip()  # fmt: skip
    assert len(token) > 20
    files = [file for folder in (desk.profile, tmp_path) for file in folder.rglob("*") if file.is_file()]
    for file in files:
        if "keyring" in file.relative_to(tmp_path).parts:
            continue
        data = file.read_bytes()
        assert token.encode() not in data, file
        assert password.encode() not in data, file
    assert token not in printed


def test_a_wrong_code_and_a_dead_address_are_refused_in_words(
    tmp_path: Path, base: Base, keyring_env: dict[str, str]
) -> None:
    desk = CommandLine(tmp_path / "pc", keyring_env)
    with base.running() as url:
        wrong = desk.run("enroll", url, "AAAAA-AAAAA")
    dead = desk.run("enroll", base.url, "AAAAA-AAAAA")
    assert (wrong.returncode, dead.returncode) == (1, 1)
    assert "Code: enroll_code_invalid" in wrong.stderr
    assert "not enrolled" in dead.stderr
    assert "Traceback" not in wrong.stderr + dead.stderr


_READ_TOKEN = """
import sys, pathlib
from app.adapters.secrets.store import DEVICE_TOKEN, KeyringSecrets, service_name
print(KeyringSecrets(service_name(pathlib.Path(sys.argv[1]))).get(DEVICE_TOKEN))
"""
