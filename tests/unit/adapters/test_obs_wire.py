# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One connection: it trusts no answer that is not the one asked for, and keeps no password."""

import logging
import select
import socket
import threading
from collections.abc import Iterator

import pytest
from websocket import WebSocketTimeoutException

from app.adapters.obs.failures import (
    ClosedByObs,
    NotObsError,
    PasswordMissingError,
    SilentError,
    WrongAnswerError,
)
from app.adapters.obs.port import ObsAddress
from app.adapters.obs.wire import Request, Wire
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs

PROGRAM = Request("GetCurrentProgramScene")


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    with FakeObs() as fake:
        yield fake


@pytest.fixture
def wire(obs: FakeObs) -> Iterator[Wire]:
    wire = Wire(obs.address)
    wire.open()
    wire.identify(FAKE_PASSWORD)
    yield wire
    wire.abort()
    wire.release()


def _opened(address: ObsAddress) -> Wire:
    wire = Wire(address)
    try:
        wire.open()
    finally:
        wire.release()
    return wire


def test_a_request_returns_its_own_answer(wire: Wire) -> None:
    assert wire.request(PROGRAM).data == {"currentProgramSceneName": "Scene"}


def test_a_refused_request_is_an_answer_and_not_an_exception(wire: Wire) -> None:
    answer = wire.request(Request("SetCurrentProgramScene", {"sceneName": "none"}))

    assert (answer.ok, answer.code) == (False, 600)


def test_a_batch_returns_one_answer_for_each_request_in_order(wire: Wire) -> None:
    answers = wire.batch([PROGRAM, Request("NoSuchRequest"), Request("GetStats")])

    assert [(answer.kind, answer.code) for answer in answers] == [
        ("GetCurrentProgramScene", 100),
        ("NoSuchRequest", 204),
        ("GetStats", 100),
    ]


@pytest.mark.parametrize("fault", ["garbage", "wrong_kind", "wrong_id"])
@pytest.mark.parametrize("as_batch", [False, True])
def test_an_answer_to_another_question_is_never_taken(wire: Wire, obs: FakeObs, fault: str, as_batch: bool) -> None:
    getattr(obs.faults, fault).add("GetCurrentProgramScene")

    with pytest.raises(WrongAnswerError):
        wire.batch([PROGRAM]) if as_batch else wire.request(PROGRAM)


def test_a_late_answer_can_be_collected_after_a_timeout(wire: Wire, obs: FakeObs) -> None:
    obs.hold("GetStats")
    posted = wire.post([Request("GetStats")])
    with pytest.raises(WebSocketTimeoutException):
        wire.collect(posted, 0.05)

    obs.release()

    assert wire.collect(posted, 5.0)[0].ok


def test_a_wrong_password_shows_as_the_close_code(obs: FakeObs) -> None:
    wire = Wire(obs.address)
    wire.open()

    with pytest.raises(ClosedByObs) as refused:
        wire.identify("wrong")

    wire.release()
    assert refused.value.code == 4009


def test_a_missing_password_is_noticed_before_anything_is_sent(obs: FakeObs) -> None:
    wire = Wire(obs.address)
    wire.open()

    with pytest.raises(PasswordMissingError):
        wire.identify(None)

    wire.release()
    assert obs.refused == 0


def test_no_password_is_needed_where_obs_asks_for_none() -> None:
    with FakeObs(password=None) as obs:
        wire = Wire(obs.address)
        wire.open()
        wire.identify(None)

        assert wire.request(PROGRAM).ok

        wire.abort()
        wire.release()


def test_the_password_is_neither_kept_nor_shown_nor_logged(obs: FakeObs, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        wire = Wire(obs.address)
        wire.open()
        wire.identify(FAKE_PASSWORD)
        wire.request(PROGRAM)

    assert FAKE_PASSWORD not in repr(vars(wire)) + repr(wire) + caplog.text
    wire.abort()
    wire.release()


def test_proxy_variables_do_not_lead_the_connection_away(obs: FakeObs, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)

    _opened(obs.address)

    assert obs.greeted == 1


def test_nobody_listening_is_a_refused_connection() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(ConnectionRefusedError):
            _opened(ObsAddress("127.0.0.1", taken.getsockname()[1]))


def test_a_listener_that_never_answers_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.adapters.obs.wire.CONNECT_TIMEOUT_S", 0.1)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with pytest.raises(SilentError):
            _opened(ObsAddress("127.0.0.1", listener.getsockname()[1]))


def _answer_once(listener: socket.socket, reply: bytes) -> None:
    client, _ = listener.accept()
    with client:
        client.recv(65536)
        client.sendall(reply)


@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        b"HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:9/\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    ],
    ids=["web server", "redirect", "another protocol"],
)
def test_another_kind_of_server_is_not_obs(reply: bytes) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = threading.Thread(target=_answer_once, args=(listener, reply))
        server.start()
        try:
            with pytest.raises(NotObsError):
                _opened(ObsAddress("127.0.0.1", listener.getsockname()[1]))
        finally:
            server.join(5)


@pytest.mark.parametrize("hello", ["not json", "[]", '{"op": 0}', '{"op": 0, "d": {"rpcVersion": 7}}', '{"update": 4}'])
def test_a_websocket_server_with_another_hello_is_not_obs(obs: FakeObs, hello: str) -> None:
    obs.faults.hello = hello

    with pytest.raises(NotObsError):
        _opened(obs.address)


def test_abort_from_another_thread_ends_a_wait_at_once(wire: Wire, obs: FakeObs) -> None:
    obs.hold("GetStats")
    ended = []

    def ask() -> None:
        try:
            wire.request(Request("GetStats"), 60.0)
        except Exception as error:  # noqa: BLE001 - that it ends is the point, not how
            ended.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    while not obs.asked("GetStats"):
        thread.join(0.01)
    wire.abort()
    thread.join(5)

    assert ended


def test_an_idle_wire_notices_that_obs_closed_it(wire: Wire, obs: FakeObs) -> None:
    wire.check_idle()
    obs.kick(4011)
    select.select([wire.ws.sock], [], [], 5.0)

    with pytest.raises(ClosedByObs) as closed:
        wire.check_idle()

    assert closed.value.code == 4011
