# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desk does on each answer of a real base in a process of its own: nothing is lost, nothing stored twice."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import update

from app.adapters.base.client import HttpBaseClient
from app.adapters.secrets.device_token import DeviceToken
from app.adapters.secrets.store import DEVICE_TOKEN, SecretStoreError
from app.contract.errors import ErrorCode
from app.contract.events import GENESIS_HASH
from app.contract.protocol import HelloRequest
from app.domain.ports import BaseRefused, BaseUnreachable
from app.server import tables
from app.server.admin import revoke_device
from app.server.database import Database
from tests.helpers.joined_desk import JoinedDesk, stored
from tests.helpers.ledger import disk_image, open_at
from tests.helpers.server_process import ServerProcess

LONG_AGO = "2020-01-01T00:00:00.000000+00:00"
HELLO = HelloRequest(app_version="0.1.0", gen=1, last_seq=0, acked_through=0, head_hash=GENESIS_HASH)


@pytest.fixture(scope="module")
def db_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('base')}/base.sqlite"


@pytest.fixture(scope="module")
def server(db_url: str) -> Iterator[ServerProcess]:
    with ServerProcess(db_url) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: ServerProcess, db_url: str) -> Iterator[JoinedDesk]:
    made = JoinedDesk(tmp_path / "desk")
    made.join(server.url, db_url)
    made.sell(4)
    assert made.sync() == 5
    yield made
    made.store.close()


class Backup:
    """The base's data as it was, to be put back."""

    def __init__(self, server: ServerProcess, db_url: str, kept: Path) -> None:
        self._server, self._folder, self._kept = server, Path(db_url.removeprefix("sqlite:///")).parent, kept
        kept.mkdir()
        folder = self._folder
        server.terminate()
        for part in folder.glob("base.sqlite*"):
            shutil.copy(part, self._kept)
        server.start()

    def put_back(self) -> None:
        self._server.kill()
        for part in self._folder.glob("base.sqlite*"):
            part.unlink()
        for part in self._kept.iterdir():
            shutil.copy(part, self._folder)
        self._server.start()


def age_the_token(db_url: str) -> None:
    database = Database(db_url)
    with database.write() as connection:
        connection.execute(update(tables.DEVICE_TOKEN).values(created_at=LONG_AGO))
    database.close()


def is_good(desk: JoinedDesk, token: str) -> bool:
    client = HttpBaseClient(desk.settings.url, lambda: token)
    try:
        client.hello(HELLO)
    except BaseRefused:
        return False
    finally:
        client.close()
    return True


def test_an_old_token_is_changed_and_ends_with_the_first_use_of_the_next(desk: JoinedDesk, db_url: str) -> None:
    old = desk.secrets.get(DEVICE_TOKEN)
    age_the_token(db_url)
    desk.sync()
    new = desk.secrets.get(DEVICE_TOKEN)
    assert old is not None
    assert new not in {None, old}
    desk.sell()
    assert desk.sync() == 1
    assert not is_good(desk, old)


@pytest.mark.expected_log("next token could not be kept")
def test_a_keyring_that_fails_leaves_the_old_token_working(desk: JoinedDesk, db_url: str) -> None:
    age_the_token(db_url)
    real_set = desk.secrets.set

    def fail(_name: str, _value: str) -> None:
        raise SecretStoreError("locked", "The keyring is locked.")

    desk.secrets.set = fail  # type: ignore[method-assign]
    desk.sell()
    assert desk.sync() == 1
    desk.secrets.set = real_set  # type: ignore[method-assign]
    desk.sell()
    assert desk.sync() == 1


@pytest.mark.parametrize("step", ["answered", "former kept", "kept"])
def test_a_crash_while_the_token_is_changed_loses_nothing(
    step: str, desk: JoinedDesk, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    age_the_token(db_url)
    steps = iter(["answered", "former kept"])
    real_set = desk.secrets.set

    def crash(name: str, value: str) -> None:
        if next(steps, "") == step:
            raise KeyboardInterrupt
        real_set(name, value)

    monkeypatch.setattr(desk.secrets, "set", crash)
    with suppress(KeyboardInterrupt):
        desk.sync()
    monkeypatch.undo()
    desk.sell()
    assert desk.sync() == 1
    assert stored(db_url, desk.store.device_id()) == desk.ids()


def test_a_base_restored_to_before_the_token_was_changed_knows_the_one_before(
    desk: JoinedDesk, server: ServerProcess, db_url: str, tmp_path: Path
) -> None:
    age_the_token(db_url)
    backup = Backup(server, db_url, tmp_path / "kept")
    desk.sync()
    desk.sell()
    desk.sync()
    backup.put_back()
    desk.sync()
    assert stored(db_url, desk.store.device_id()) == desk.ids()


def test_a_base_restored_to_before_this_pc_joined_says_so_and_gets_everything_after_joining_again(
    tmp_path: Path, server: ServerProcess, db_url: str
) -> None:
    backup = Backup(server, db_url, tmp_path / "kept")
    desk = JoinedDesk(tmp_path / "desk")
    desk.join(server.url, db_url)
    desk.sell(3)
    desk.sync()
    backup.put_back()
    desk.sell()
    with pytest.raises(BaseRefused) as refusal:
        desk.sync()
    assert refusal.value.code == ErrorCode.UNKNOWN_DEVICE
    desk.join(server.url, db_url)
    desk.sync()
    assert stored(db_url, desk.store.device_id()) == desk.ids()
    desk.store.close()


def test_a_base_restored_to_before_a_generation_gets_the_older_generations_too(
    desk: JoinedDesk, server: ServerProcess, db_url: str, tmp_path: Path
) -> None:
    backup = Backup(server, db_url, tmp_path / "kept")
    desk.sell(3)
    desk.sync()
    desk.store.outbox.open_generation("cloned")
    desk.sell(2)
    desk.sync()
    backup.put_back()
    assert len(stored(db_url, desk.store.device_id())) == 5
    desk.sync()
    assert stored(db_url, desk.store.device_id()) == desk.ids()
    assert len(desk.ids()) == 10


def test_a_copied_profile_and_its_original_both_arrive(
    desk: JoinedDesk, server: ServerProcess, db_url: str, tmp_path: Path
) -> None:
    copy = JoinedDesk(tmp_path / "other")
    copy.store.close()
    copy.store = open_at(disk_image(desk.root, tmp_path / "copy"))
    copy.secrets, copy.settings = desk.secrets, desk.settings
    desk.sell(2)
    desk.sync()
    copy.sell(3)
    copy.sync()
    desk.sell()
    desk.sync()
    copy.sync()
    assert set(stored(db_url, desk.store.device_id())) == set(desk.ids()) | set(copy.ids())
    assert len(stored(db_url, desk.store.device_id())) == 5 + 2 + 3 + 1
    copy.store.close()


def test_a_ledger_put_back_from_a_backup_goes_on_in_a_new_generation(
    desk: JoinedDesk, db_url: str, tmp_path: Path
) -> None:
    last_week = disk_image(desk.root, tmp_path / "last-week")
    desk.sell(3)
    desk.sync()
    desk.store.close()
    desk.store = open_at(last_week)
    desk.sell(2)
    desk.sync()
    head = desk.store.outbox.head()
    assert (head.gen, head.pending) == (2, 0)
    assert len(stored(db_url, desk.store.device_id())) == 10
    assert set(desk.ids()) <= set(stored(db_url, desk.store.device_id()))


def test_a_lost_ledgers_device_is_taken_over_once_the_staff_removed_it(
    desk: JoinedDesk, server: ServerProcess, db_url: str, tmp_path: Path
) -> None:
    former = desk.store.device_id()
    fresh = JoinedDesk(tmp_path / "fresh")
    fresh.sell(2)
    with pytest.raises(BaseRefused) as refusal:
        fresh.join(server.url, db_url, previous=former)
    assert refusal.value.code == ErrorCode.DEVICE_EXISTS
    revoke_device(db_url, former, drain_days=0)
    fresh.join(server.url, db_url, previous=former)
    assert fresh.store.device_id() == former
    fresh.sync()
    assert stored(db_url, former) == sorted(desk.ids() + fresh.ids())
    fresh.store.close()


def test_a_device_that_only_drains_brings_in_what_it_holds(desk: JoinedDesk, db_url: str) -> None:
    revoke_device(db_url, desk.store.device_id())
    desk.sell(3)
    with pytest.raises(BaseRefused) as refusal:
        desk.sync()
    assert refusal.value.code == ErrorCode.TOKEN_REVOKED
    assert stored(db_url, desk.store.device_id()) == desk.ids()


def test_a_base_that_wants_a_newer_program_stops_the_sync_and_nothing_else(
    desk: JoinedDesk, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.adapters.base.client.PROTO", 99)
    desk.sell(2)
    with pytest.raises(BaseRefused) as refusal:
        desk.sync()
    assert refusal.value.code == ErrorCode.UPGRADE_REQUIRED
    desk.sell()
    monkeypatch.undo()
    assert desk.sync() == 3
    assert stored(db_url, desk.store.device_id()) == desk.ids()


def test_an_answer_that_only_drips_is_given_up(desk: JoinedDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.adapters.base.client._ANSWER_S", 0.3)
    given_up = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                connection.recv(65_536)
                connection.sendall(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999999\r\n\r\n"
                )
                while not given_up.wait(0.02):
                    connection.sendall(b" ")

        dripping = threading.Thread(target=drip, name="dripping-base")
        dripping.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        client = HttpBaseClient(url, DeviceToken(desk.secrets).current, timeout_s=5)
        with pytest.raises(BaseUnreachable, match="too slow"):
            client.hello(HELLO)
        client.close()
        given_up.set()
        dripping.join(5)
