# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Joining a real base, for the first time and again: the ledger goes on, what waits arrives, no code is wasted."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from app.adapters.base.client import HttpBaseClient
from app.adapters.secrets.store import DEVICE_TOKEN, MemorySecrets, SecretStoreError
from app.contract.errors import ErrorCode
from app.contract.protocol import EnrollRequest, EnrollResponse
from app.desk.joining import Invitation, join
from app.domain.ports import BaseRefused
from app.server.admin import create_enroll_code, revoke_device
from app.store.open_store import DeskStore
from tests.helpers.joined_desk import JoinedDesk, stored
from tests.helpers.ledger import Evening, append_all, open_at
from tests.helpers.server_process import ServerProcess
from tests.helpers.tls_base import TlsServerProcess, pem_of


@pytest.fixture
def db_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/base.sqlite"


@pytest.fixture
def server(db_url: str) -> Iterator[ServerProcess]:
    with ServerProcess(db_url) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[JoinedDesk]:
    made = JoinedDesk(tmp_path / "desk")
    yield made
    made.store.close()


def test_a_desk_that_was_struck_off_joins_again_as_the_same_device_and_what_waited_arrives(
    desk: JoinedDesk, server: ServerProcess, db_url: str
) -> None:
    desk.join(server.url, db_url)
    desk.sync()
    device_id = desk.store.device_id()
    revoke_device(db_url, device_id, drain_days=0)
    desk.sell(3)
    with pytest.raises(BaseRefused) as refusal:
        desk.sync()
    assert refusal.value.code == ErrorCode.TOKEN_REVOKED
    desk.sell()
    desk.join(server.url, db_url)
    assert (desk.store.device_id(), desk.sync()) == (device_id, 4)
    assert stored(db_url) == desk.ids()
    assert desk.store.outbox.head().gen == 1


def test_a_base_restored_to_before_the_joining_gets_everything_after_joining_again(
    desk: JoinedDesk, server: ServerProcess, db_url: str, tmp_path: Path
) -> None:
    desk.join(server.url, db_url)
    desk.sell(4)
    assert desk.sync() == 5
    server.kill()
    for part in tmp_path.glob("base.sqlite*"):
        part.unlink()
    server.start()
    with pytest.raises(BaseRefused) as refusal:
        desk.sync()
    assert refusal.value.code in {ErrorCode.UNKNOWN_DEVICE, ErrorCode.TOKEN_INVALID}
    desk.join(server.url, db_url)
    desk.sync()
    assert desk.store.outbox.head().pending == 0
    assert stored(db_url) == desk.ids()


def test_a_pc_whose_database_was_lost_goes_on_as_the_device_it_was(
    desk: JoinedDesk, server: ServerProcess, db_url: str
) -> None:
    desk.join(server.url, db_url)
    desk.sell(2)
    desk.sync()
    device_id, before = desk.store.device_id(), desk.ids()
    desk.store.close()
    shutil.rmtree(desk.root)
    desk.store, desk.evening = open_at(desk.root), Evening()
    append_all(desk.store, [desk.evening.opening, desk.evening.sale()])
    assert desk.store.device_id() != device_id
    desk.sync()
    head = desk.store.outbox.head()
    assert (head.device_id, head.pending) == (device_id, 0)
    assert stored(db_url) == sorted(before + desk.ids())
    assert desk.store.verify().ok


def test_a_lost_ledgers_device_is_taken_over_with_all_that_was_logged_before_joining(
    desk: JoinedDesk, server: ServerProcess, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = "01990000-0000-7000-8000-00000000000f"
    asked: list[str | None] = []
    real = HttpBaseClient.enroll

    def as_the_former(client: HttpBaseClient, request: EnrollRequest) -> EnrollResponse:
        asked.append(request.previous_device_id)
        return real(client, request.model_copy(update={"device_id": former}))

    monkeypatch.setattr(HttpBaseClient, "enroll", as_the_former)
    desk.sell(2)
    ids = desk.ids()
    desk.join(server.url, db_url, previous=former)
    assert asked == [former]
    assert (desk.store.device_id(), desk.settings.device_id) == (former, former)
    assert desk.sync() == 3
    assert stored(db_url) == ids == desk.ids()
    assert desk.store.verify().ok


def test_a_crash_between_joining_and_the_ledger_is_made_good(
    desk: JoinedDesk, server: ServerProcess, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = "01990000-0000-7000-8000-00000000000f"
    real = HttpBaseClient.enroll
    monkeypatch.setattr(
        HttpBaseClient,
        "enroll",
        lambda client, request: real(client, request.model_copy(update={"device_id": former})),
    )

    def crash(_store: DeskStore, _device_id: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.desk.joining.settle_device", crash)
    with pytest.raises(KeyboardInterrupt):
        desk.join(server.url, db_url)
    monkeypatch.undo()
    assert desk.store.device_id() != former
    assert desk.sync() == 1
    assert stored(db_url) == desk.ids()


def test_a_keyring_that_takes_nothing_is_found_out_before_the_code_is_spent(
    desk: JoinedDesk, server: ServerProcess, db_url: str
) -> None:
    class Locked(MemorySecrets):
        def set(self, name: str, value: str) -> None:  # noqa: ARG002
            raise SecretStoreError("locked", "The keyring is locked.")

    code = create_enroll_code(db_url).code
    invitation = Invitation(server.url, code, "Studio 1")
    with pytest.raises(SecretStoreError):
        join(desk.store, Locked(), desk.settings, invitation, desk.keep)
    join(desk.store, desk.secrets, desk.settings, invitation, desk.keep)
    assert desk.secrets.get(DEVICE_TOKEN) is not None


def test_the_authority_is_pinned_so_that_its_file_may_go(desk: JoinedDesk, db_url: str, tmp_path: Path) -> None:
    authority = trustme.CA()
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(ca_file)
    with TlsServerProcess(db_url, authority.issue_cert("127.0.0.1"), tmp_path) as running:
        desk.join(running.url, db_url, ca_file=str(ca_file))
        ca_file.unlink()
        assert desk.settings.ca_pem == pem_of(authority)
        assert desk.sync() == 1
        desk.join(running.url, db_url)
        assert desk.settings.ca_pem == pem_of(authority)
