# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP client: what counts as the base's answer and what does not."""

import gzip
import json
import re
import ssl
from collections.abc import Callable

import httpx2
import pytest

from app.adapters.base.client import HttpBaseClient
from app.adapters.base.enroll import enroll
from app.contract.events import GENESIS_HASH
from app.contract.ids import new_id
from app.contract.protocol import HelloRequest, PushRequest
from app.domain.ports import BaseRefused, BaseUnreachable
from tests.helpers.ledger import Evening, chained

HELLO = HelloRequest(app_version="0.1.0", gen=1, last_seq=0, acked_through=0, head_hash=GENESIS_HASH)
GOOD_HELLO = {
    "server_epoch": "e",
    "server_time": "t",
    "acked_gen": 1,
    "acked_through": 0,
    "acked_hash": GENESIS_HASH,
    "cursor_ok": False,
}
PROBLEM = {"title": "Conflict", "status": 409, "code": "seq_gap", "detail": "A gap.", "expected": 7}
PROBLEM_TYPE = {"content-type": "application/problem+json"}


def client(answer: Callable[[httpx2.Request], httpx2.Response]) -> HttpBaseClient:
    return HttpBaseClient("http://base.example:8080", lambda: "secret-token", transport=httpx2.MockTransport(answer))


def test_a_well_formed_answer_is_read_and_unknown_fields_are_ignored() -> None:
    answer = client(lambda _request: httpx2.Response(200, json=GOOD_HELLO | {"from_tomorrow": 1}))
    assert answer.hello(HELLO).server_epoch == "e"


def test_token_and_protocol_travel_in_headers() -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json=GOOD_HELLO)

    client(answer).hello(HELLO)
    assert seen[0].headers["authorization"] == "Bearer secret-token"
    assert seen[0].headers["sync-proto"] == "1"
    assert "secret-token" not in str(seen[0].url)


def test_a_large_batch_travels_packed_and_unchanged() -> None:
    evening = Evening()
    events = chained([evening.opening, *(evening.sale() for _ in range(80))])
    request = PushRequest(batch_id=new_id(), server_epoch="e", gen=1, first_seq=1, events=events)
    seen: list[httpx2.Request] = []

    def answer(sent: httpx2.Request) -> httpx2.Response:
        seen.append(sent)
        return httpx2.Response(503)

    with pytest.raises(BaseUnreachable):
        client(answer).push(request)
    assert seen[0].headers["content-encoding"] == "gzip"
    sent = json.loads(gzip.decompress(seen[0].content))
    assert sent["events"] == [event.model_dump(mode="json") for event in events]


def test_a_problem_document_is_a_refusal_with_its_code() -> None:
    refusing = client(lambda _request: httpx2.Response(409, json=PROBLEM, headers=PROBLEM_TYPE))
    with pytest.raises(BaseRefused, match="A gap") as refusal:
        refusing.hello(HELLO)
    assert (refusal.value.code, refusal.value.status, refusal.value.expected) == ("seq_gap", 409, 7)


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(200, html="<html>Log in to this network</html>"),
        httpx2.Response(200, json={"hello": "I am another service"}),
        httpx2.Response(200, content=b'{"server_epoch": "e", "acked', headers={"content-type": "application/json"}),
        httpx2.Response(302, headers={"location": "http://portal.example/"}),
        httpx2.Response(404, html="not found"),
        httpx2.Response(401, json={"error": "another service's refusal"}),
        httpx2.Response(409, content=b"{", headers=PROBLEM_TYPE),
        httpx2.Response(500, json=PROBLEM, headers=PROBLEM_TYPE),
        httpx2.Response(502, html="bad gateway"),
    ],
    ids=["portal", "other json", "truncated", "redirect", "404 page", "401 json", "bad problem", "500", "502"],
)
def test_what_is_not_plainly_the_bases_answer_is_an_unknown_outcome(answer: httpx2.Response) -> None:
    with pytest.raises(BaseUnreachable):
        client(lambda _request: answer).hello(HELLO)


@pytest.mark.parametrize("error", [httpx2.ConnectError, httpx2.ReadTimeout, httpx2.RemoteProtocolError])
def test_no_answer_is_an_unknown_outcome_that_names_the_host(error: type[httpx2.TransportError]) -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise error("no", request=request)

    with pytest.raises(BaseUnreachable, match=r"base\.example"):
        client(fail).hello(HELLO)


def test_a_base_that_cannot_prove_itself_is_told_with_host_reason_and_this_pcs_clock() -> None:
    untrusted = ssl.SSLCertVerificationError(1, "verify failed")
    untrusted.verify_message = "certificate has expired"

    def fail(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("tls", request=request) from untrusted

    with pytest.raises(BaseUnreachable) as unknown:
        client(fail).hello(HELLO)
    told = str(unknown.value)
    assert "base.example" in told
    assert "certificate has expired" in told
    assert re.search(r"clock says \d{4}-\d\d-\d\d \d\d:\d\d [+-]\d{4}", told)


def test_the_wait_that_a_busy_base_asks_for_is_handed_on() -> None:
    with pytest.raises(BaseUnreachable) as unknown:
        client(lambda _request: httpx2.Response(503, headers={"retry-after": "17"})).hello(HELLO)
    assert unknown.value.retry_after_s == 17


def test_a_limit_on_requests_is_a_refusal_with_its_wait() -> None:
    limited = httpx2.Response(
        429,
        json={"title": "Too Many", "status": 429, "code": "rate_limited"},
        headers=PROBLEM_TYPE | {"retry-after": "60"},
    )
    with pytest.raises(BaseRefused) as refusal:
        client(lambda _request: limited).hello(HELLO)
    assert (refusal.value.code, refusal.value.retry_after_s) == ("rate_limited", 60)


@pytest.mark.parametrize(
    ("told", "wait"),
    [
        ({"retry-after": "99999"}, 3600),
        ({"retry-after": "Wed, 20 May 2026 12:00:40 GMT", "date": "Wed, 20 May 2026 12:00:00 GMT"}, 40),
        ({"retry-after": "Wed, 20 May 2026 12:00:40 GMT"}, None),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_a_wait_may_be_told_in_seconds_or_as_a_date_beside_the_answers_own(
    told: dict[str, str], wait: float | None
) -> None:
    with pytest.raises(BaseUnreachable) as unknown:
        client(lambda _request: httpx2.Response(503, headers=told)).hello(HELLO)
    assert unknown.value.retry_after_s == wait


def test_a_proxy_that_finds_a_push_too_large_is_believed_whatever_its_words() -> None:
    with pytest.raises(BaseRefused) as refusal:
        client(lambda _request: httpx2.Response(413, html="<h1>413 Request Entity Too Large</h1>")).hello(HELLO)
    assert refusal.value.code == "too_large"


@pytest.mark.parametrize("url", ["", "base.example", "ftp://base.example", "http://", "http://[::1"])
def test_what_is_no_address_is_said_plainly(url: str) -> None:
    with pytest.raises(BaseUnreachable, match="address"):
        HttpBaseClient(url, lambda: None)


def test_an_authority_file_that_is_missing_is_said_plainly() -> None:
    with pytest.raises(BaseUnreachable, match="authority"):
        HttpBaseClient("https://base.example", lambda: None, ca_file="/nowhere/ca.pem")


def test_a_closed_client_sends_nothing() -> None:
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json=GOOD_HELLO)

    closed = client(answer)
    closed.close()
    with pytest.raises(BaseUnreachable):
        closed.hello(HELLO)
    assert sent == []


def test_the_token_is_in_no_text_about_the_client() -> None:
    assert "secret-token" not in repr(client(lambda _request: httpx2.Response(200)))


def test_what_cannot_be_a_code_is_refused_before_it_is_sent() -> None:
    with pytest.raises(BaseRefused) as refusal:
        enroll("http://base.example", "x" * 65, new_id(), "Studio 1", "0.1.0")
    assert refusal.value.code == "enroll_code_invalid"
