# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A base behind TLS, with real certificates: believed by its pinned authority alone, else refused and explained."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from app.adapters.base.client import HttpBaseClient
from app.adapters.base.enroll import enroll
from app.contract.ids import new_id
from app.domain.ports import BaseUnreachable, BaseUntrusted
from app.domain.sync import SyncEngine
from app.domain.tls_fault import TlsReason
from app.server.admin import create_enroll_code
from tests.helpers.ledger import Evening, append_all, open_at
from tests.helpers.tls_base import TlsServerProcess, pem_of

LONG_AGO = datetime(2020, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@contextmanager
def base(tmp_path: Path, certificate: trustme.LeafCert) -> Iterator[tuple[str, str]]:
    """Run a base that shows ``certificate``; give its address and its database."""
    db_url = f"sqlite:///{tmp_path}/base.sqlite"
    with TlsServerProcess(db_url, certificate, tmp_path) as running:
        yield running.url, db_url


def refused(url: str, db_url: str, *, ca_pem: str) -> BaseUntrusted:
    """Try to join, and return why the base was not believed; nothing may have reached it."""
    code = create_enroll_code(db_url).code
    with pytest.raises(BaseUntrusted) as untrusted:
        enroll(url, code, new_id(), "Studio 1", "0.1.0", ca_pem=ca_pem)
    fault = untrusted.value.fault
    assert fault.host == "127.0.0.1"
    assert abs(datetime.fromisoformat(fault.here) - datetime.now(UTC)) < timedelta(minutes=2)
    assert fault.here[:10] in str(untrusted.value)
    return untrusted.value


def test_a_base_of_the_pinned_authority_is_believed_and_gets_the_events(tmp_path: Path, authority: trustme.CA) -> None:
    store, evening = open_at(tmp_path / "desk"), Evening()
    append_all(store, [evening.opening, evening.sale()])
    with base(tmp_path, authority.issue_cert("127.0.0.1")) as (url, db_url):
        code, pem = create_enroll_code(db_url).code, pem_of(authority)
        token = enroll(url, code, store.device_id(), "Studio 1", "0.1.0", ca_pem=pem).token
        client = HttpBaseClient(url, lambda: token, ca_pem=pem)
        engine = SyncEngine(store.outbox, store.inbox, client, app_version="0.1.0")
        assert engine.run_once().pushed == 2
        engine.close()
    store.close()


def test_an_expired_certificate_is_told_with_the_day_it_ended_and_this_pcs_clock(
    tmp_path: Path, authority: trustme.CA
) -> None:
    with base(tmp_path, authority.issue_cert("127.0.0.1", not_before=LONG_AGO, not_after=LONG_AGO)) as (url, db_url):
        error = refused(url, db_url, ca_pem=pem_of(authority))
    assert (error.fault.reason, error.fault.valid_until) == (TlsReason.EXPIRED, LONG_AGO.isoformat())
    assert "good until 2020-0" in str(error)


def test_a_certificate_that_is_not_valid_yet_is_told_with_the_day_it_begins(
    tmp_path: Path, authority: trustme.CA
) -> None:
    begins = datetime(2099, 1, 1, tzinfo=UTC)
    certificate = authority.issue_cert("127.0.0.1", not_before=begins, not_after=begins + timedelta(days=9))
    with base(tmp_path, certificate) as (url, db_url):
        fault = refused(url, db_url, ca_pem=pem_of(authority)).fault
    assert (fault.reason, fault.valid_from) == (TlsReason.NOT_YET_VALID, begins.isoformat())


def test_a_certificate_of_another_host_is_told(tmp_path: Path, authority: trustme.CA) -> None:
    with base(tmp_path, authority.issue_cert("other.example")) as (url, db_url):
        fault = refused(url, db_url, ca_pem=pem_of(authority)).fault
    assert fault.reason is TlsReason.WRONG_HOST
    assert fault.valid_until is not None


@pytest.mark.parametrize("pinned", [True, False], ids=["another authority pinned", "the system's authorities"])
def test_an_authority_that_is_not_known_here_is_told(tmp_path: Path, authority: trustme.CA, *, pinned: bool) -> None:
    with base(tmp_path, authority.issue_cert("127.0.0.1")) as (url, db_url):
        fault = refused(url, db_url, ca_pem=pem_of(trustme.CA()) if pinned else "").fault
    assert fault.reason is TlsReason.UNKNOWN_AUTHORITY
    assert fault.valid_until is not None


def test_what_speaks_no_tls_is_never_spoken_to_without_it(authority: trustme.CA) -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:
        url = f"https://127.0.0.1:{plain.getsockname()[1]}"
        client = HttpBaseClient(url, lambda: "secret-token", ca_pem=pem_of(authority), timeout_s=1)
        with pytest.raises(BaseUnreachable):
            client.snapshot()
        client.close()
        heard, _ = plain.accept()
        with heard:
            said = heard.recv(65_536)
    assert said[:1] == b"\x16"
    assert b"secret-token" not in said


def test_an_authority_that_cannot_be_read_is_said_plainly() -> None:
    with pytest.raises(BaseUnreachable, match="authority"):
        HttpBaseClient("https://base.example", lambda: None, ca_pem="no certificate")
