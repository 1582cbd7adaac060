# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plain obs-websocket client that shares no code with the program: the independent witness of the tests."""

import base64
import hashlib
import itertools
import json
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import websocket


class BareRequestError(Exception):
    """OBS refused a request. ``code`` is obs-websocket's status code."""

    def __init__(self, request: str, code: int, comment: str) -> None:
        super().__init__(f"{request}: {code} {comment}")
        self.code = code


def _answer(password: str, salt: str, challenge: str) -> str:
    secret = base64.b64encode(hashlib.sha256((password + salt).encode()).digest())
    return base64.b64encode(hashlib.sha256(secret + challenge.encode()).digest()).decode()


class BareClient:
    """One blocking connection. Not for use by two threads."""

    def __init__(self, host: str, port: int, password: str, *, subscriptions: int = 0, timeout_s: float = 10.0) -> None:
        self._ids = itertools.count(1)
        self._socket = websocket.create_connection(f"ws://{host}:{port}", timeout=timeout_s, http_no_proxy=["*"])
        hello = json.loads(self._socket.recv())["d"]
        identify: dict[str, Any] = {"rpcVersion": 1, "eventSubscriptions": subscriptions}
        if "authentication" in hello:
            identify["authentication"] = _answer(password, **hello["authentication"])
        self._socket.send(json.dumps({"op": 1, "d": identify}))
        if json.loads(self._socket.recv())["op"] != 2:
            raise ConnectionError("not identified")

    def request(self, kind: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send one request and return its answer's data."""
        request_id = str(next(self._ids))
        self._socket.send(
            json.dumps({"op": 6, "d": {"requestType": kind, "requestId": request_id, "requestData": data or {}}})
        )
        answer = self._next(7, request_id)
        status = answer["requestStatus"]
        if not status["result"]:
            raise BareRequestError(kind, status["code"], status.get("comment", ""))
        return answer.get("responseData") or {}

    def batch(self, requests: Sequence[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
        """Send requests as one batch and return the raw results."""
        request_id = str(next(self._ids))
        items = [{"requestType": kind, "requestData": data} for kind, data in requests]
        self._socket.send(json.dumps({"op": 8, "d": {"requestId": request_id, "requests": items}}))
        return self._next(9, request_id)["results"]

    def next_event(self) -> dict[str, Any]:
        """Return the next event's data, with its type under ``eventType``."""
        while True:
            message = json.loads(self._socket.recv())
            if message["op"] == 5:
                return message["d"]

    def close(self) -> None:
        """Drop the connection at once."""
        self._socket.shutdown()

    def make_scene(self, name: str) -> None:
        """Create a scene."""
        self.request("CreateScene", {"sceneName": name})

    def make_text(self, scene: str, name: str, text: str = "") -> None:
        """Create a text input in a scene."""
        self._make_input(scene, name, "text_ft2_source_v2", {"text": text})

    def make_audio(self, scene: str, name: str) -> None:
        """Create an audio input that needs no sound card."""
        self._make_input(scene, name, "ffmpeg_source", {})

    def text_of(self, name: str) -> str:
        """Return what a text input shows."""
        return str(self.request("GetInputSettings", {"inputName": name})["inputSettings"].get("text", ""))

    def program_scene(self) -> str:
        """Return the scene on air."""
        return str(self.request("GetCurrentProgramScene")["currentProgramSceneName"])

    def stream_to(self, url: str, key: str) -> None:
        """Point the stream at an RTMP server."""
        settings = {"server": url, "key": key, "use_auth": False}
        self.request(
            "SetStreamServiceSettings", {"streamServiceType": "rtmp_custom", "streamServiceSettings": settings}
        )

    def _make_input(self, scene: str, name: str, kind: str, settings: dict[str, Any]) -> None:
        self.request(
            "CreateInput", {"sceneName": scene, "inputName": name, "inputKind": kind, "inputSettings": settings}
        )

    def _next(self, op: int, request_id: str) -> dict[str, Any]:
        while True:
            message = json.loads(self._socket.recv())
            if message["op"] == op and message["d"]["requestId"] == request_id:
                return message["d"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
