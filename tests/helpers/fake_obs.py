# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An obs-websocket 5 server to be broken on purpose: real sockets, the real authentication, faults on order."""

import base64
import contextlib
import hashlib
import json
import logging
import secrets
import socket
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from app.adapters.obs.port import ObsAddress
from tests.helpers.fake_obs_model import EVENT_BITS, FakeModel, RequestRefused

FAKE_PASSWORD = "fake password 馕"

_LOG = logging.getLogger("tests.fake_obs")
_LOG.setLevel(logging.CRITICAL + 1)


@dataclass
class Faults:
    """What to get wrong. Sets and dictionaries are keyed by request type; a batch fails if any of its requests does."""

    hello: str | None = None
    refuse_identify: int | None = None
    garbage: set[str] = field(default_factory=set)
    wrong_kind: set[str] = field(default_factory=set)
    wrong_id: set[str] = field(default_factory=set)
    close_on: dict[str, int] = field(default_factory=dict)
    refuse: dict[str, int] = field(default_factory=dict)
    ignore: set[str] = field(default_factory=set)
    spoil_after: dict[str, int] = field(default_factory=dict)
    """How many requests of a kind are carried out before the rest is taken and ignored."""
    not_ready: bool = False
    held: set[str] = field(default_factory=set)
    silent: bool = False


class _Session:
    """One client's connection."""

    def __init__(self, connection: ServerConnection) -> None:
        self.connection = connection
        self.subscriptions = 0
        self.identified = False

    def send(self, op: int, data: dict[str, Any]) -> None:
        with contextlib.suppress(ConnectionClosed, OSError):
            self.connection.send(json.dumps({"op": op, "d": data}))

    def cut(self) -> None:
        """End the connection as a killed process would."""
        with contextlib.suppress(OSError):
            self.connection.socket.shutdown(socket.SHUT_RDWR)


class FakeObs:
    """Started by ``with`` or ``start``; ``stop`` and ``start`` again keep the port, as a restarted OBS does."""

    def __init__(self, *, password: str | None = FAKE_PASSWORD, dialect: str = "5.1") -> None:
        self.password = password
        self.model = FakeModel(dialect)
        self.faults = Faults()
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.batches: list[list[str]] = []
        self.greeted = 0
        self.refused = 0
        self._lock = threading.RLock()
        self._released = threading.Condition(self._lock)
        self._sessions: list[_Session] = []
        self._threads: list[threading.Thread] = []
        self._server: Server | None = None
        self._stopping = False
        self._port = 0
        self.model.emit = self.emit

    @property
    def address(self) -> ObsAddress:
        """Where it listens."""
        return ObsAddress("127.0.0.1", self._port)

    @property
    def clients(self) -> int:
        """How many identified clients are connected."""
        with self._lock:
            return sum(session.identified for session in self._sessions)

    def subscribers(self, bit: int) -> int:
        """How many identified clients get events of a category."""
        with self._lock:
            return sum(session.identified and bool(session.subscriptions & bit) for session in self._sessions)

    def start(self) -> None:
        """Begin to listen; the second time on the same port."""
        self._stopping = False
        self._server = serve(
            self._serve_client, "127.0.0.1", self._port, compression=None, ping_interval=None, logger=_LOG
        )
        self._port = int(self._server.socket.getsockname()[1])
        thread = threading.Thread(target=self._server.serve_forever, name="fake-obs", daemon=True)
        thread.start()
        self._threads.append(thread)

    def stop(self) -> None:
        """End as a killed OBS would: no close frames."""
        with self._lock:
            self._stopping = True
        # Cut first: a killed OBS answers nothing of what it held.
        self.cut_all()
        self.release()
        if self._server is not None:
            self._server.shutdown(close_connections=False)
            self._server = None
        for thread in self._threads:
            thread.join(5)
        self._threads.clear()

    def cut_all(self) -> None:
        """Break every connection without a word."""
        with self._lock:
            sessions = tuple(self._sessions)
        for session in sessions:
            session.cut()

    def cut_subscribers(self, bit: int) -> None:
        """Break the connections that get events of a category."""
        with self._lock:
            sessions = [session for session in self._sessions if session.subscriptions & bit]
        for session in sessions:
            session.cut()

    def kick(self, code: int = 4011, reason: str = "kicked") -> None:
        """Close every connection with a close code."""
        with self._lock:
            sessions = tuple(self._sessions)
        for session in sessions:
            threading.Thread(target=session.connection.close, args=(code, reason), name="fake-obs-kick").start()

    def hold(self, *kinds: str) -> None:
        """Answer requests of these kinds no more until ``release``."""
        with self._lock:
            self.faults.held |= set(kinds)

    def go_silent(self) -> None:
        """Take everything and answer nothing, as a hung OBS does."""
        with self._lock:
            self.faults.silent = True

    def release(self) -> None:
        """Answer again; what was held is answered now."""
        with self._lock:
            self.faults.held.clear()
            self.faults.silent = False
            self._released.notify_all()

    def emit(self, kind: str, data: dict[str, Any] | None = None) -> None:
        """Send an event to all clients that subscribed to its category."""
        self.emit_raw(json.dumps({"op": 5, "d": {"eventType": kind, "eventData": data or {}}}), EVENT_BITS[kind])

    def emit_raw(self, text: str, bit: int = 1) -> None:
        """Send any text to all clients that subscribed to a category."""
        with self._lock:
            sessions = [session for session in self._sessions if session.subscriptions & bit]
        for session in sessions:
            with contextlib.suppress(ConnectionClosed, OSError):
                session.connection.send(text)

    def forget(self) -> None:
        """Forget the requests so far."""
        with self._lock:
            self.requests.clear()
            self.batches.clear()

    def asked(self, kind: str) -> list[dict[str, Any]]:
        """Return the data of every request of a kind so far, refused ones included."""
        with self._lock:
            return [data for asked, data in self.requests if asked == kind]

    def _serve_client(self, connection: ServerConnection) -> None:
        session = _Session(connection)
        with self._lock:
            self._threads.append(threading.current_thread())
            self._sessions.append(session)
            late = self._stopping
        try:
            if not late and self._let_in(session):
                for text in connection:
                    self._take(session, json.loads(text))
        except (ConnectionClosed, OSError):
            return
        finally:
            session.cut()
            with self._lock:
                self._sessions.remove(session)

    def _let_in(self, session: _Session) -> bool:
        connection = session.connection
        self.greeted += 1
        salt, challenge = secrets.token_urlsafe(8), secrets.token_urlsafe(8)
        hello: dict[str, Any] = {"obsWebSocketVersion": self.model.websocket_version, "rpcVersion": 1}
        if self.password is not None:
            hello["authentication"] = {"salt": salt, "challenge": challenge}
        connection.send(self.faults.hello or json.dumps({"op": 0, "d": hello}))
        identify = json.loads(connection.recv())["d"]
        if self.faults.refuse_identify is not None:
            connection.close(self.faults.refuse_identify, "refused on order")
            return False
        if self.password is not None and identify.get("authentication") != self._expected(salt, challenge):
            self.refused += 1
            connection.close(4009, "Authentication failed.")
            return False
        session.subscriptions = int(identify.get("eventSubscriptions", 0))
        session.send(2, {"negotiatedRpcVersion": 1})
        session.identified = True
        return True

    def _expected(self, salt: str, challenge: str) -> str:
        secret = base64.b64encode(hashlib.sha256(f"{self.password}{salt}".encode()).digest())
        return base64.b64encode(hashlib.sha256(secret + challenge.encode()).digest()).decode()

    def _take(self, session: _Session, message: dict[str, Any]) -> None:
        data = message["d"]
        is_batch = message["op"] == 8
        items = data["requests"] if is_batch else [data]
        kinds = [item["requestType"] for item in items]
        with self._lock:
            self.requests.extend((item["requestType"], item.get("requestData") or {}) for item in items)
            if is_batch:
                self.batches.append(kinds)
            self._released.wait_for(lambda: not (self.faults.silent or self.faults.held & set(kinds)))
            answers = [self._answer(item) for item in items]
        self._reply(session, is_batch, data["requestId"], answers)

    def _reply(self, session: _Session, is_batch: bool, request_id: str, answers: list[dict[str, Any]]) -> None:
        kinds = {answer["requestType"] for answer in answers}
        close_code = next((code for kind, code in self.faults.close_on.items() if kind in kinds), None)
        if close_code is not None:
            session.connection.close(close_code, "closed on order")
            return
        if kinds & self.faults.garbage:
            session.connection.send('{"op": 7, "d"')
            return
        for answer in answers:
            if answer["requestType"] in self.faults.wrong_kind:
                answer["requestType"] = "GetHotkeyList"
        replied_id = "0" if kinds & self.faults.wrong_id else request_id
        if is_batch:
            session.send(9, {"requestId": replied_id, "results": answers})
        else:
            session.send(7, {"requestId": replied_id, **answers[0]})

    def _answer(self, item: dict[str, Any]) -> dict[str, Any]:
        kind, data = item["requestType"], item.get("requestData") or {}
        answer: dict[str, Any] = {"requestType": kind, "requestStatus": {"result": True, "code": 100}}
        try:
            if self.faults.not_ready:
                raise RequestRefused(207, "OBS is not ready to perform the request.")
            if kind in self.faults.refuse:
                raise RequestRefused(self.faults.refuse[kind], "refused on order")
            body = {} if self._is_ignored(kind) else self.model.answer(kind, data)
        except RequestRefused as refused:
            answer["requestStatus"] = {"result": False, "code": refused.code, "comment": str(refused)}
            return answer
        return answer | ({"responseData": body} if body else {})

    def _is_ignored(self, kind: str) -> bool:
        left = self.faults.spoil_after.get(kind)
        if left:
            self.faults.spoil_after[kind] = left - 1
        return kind in self.faults.ignore or left == 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
