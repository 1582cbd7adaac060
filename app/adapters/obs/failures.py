# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong on the way to OBS, and the one plain sentence for each."""

import json
import socket
from dataclasses import dataclass

from obsws_python.error import OBSSDKError
from websocket import (
    WebSocketAddressException,
    WebSocketBadStatusException,
    WebSocketConnectionClosedException,
    WebSocketException,
    WebSocketTimeoutException,
)

from app.domain.obs.state import LinkFault


class LinkError(Exception):
    """The link failed in a way that the protocol or its order tells apart."""


class ClosedByObs(LinkError):  # noqa: N818 - it says what happened
    """OBS closed the connection. ``code`` is the websocket close code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"closed with {code} {reason}".strip())
        self.code = code


class PasswordMissingError(LinkError):
    """OBS asks for a password and there is none."""


class PasswordUnreadableError(LinkError):
    """The password is stored and cannot be had, as when the keyring is locked."""


class NotObsError(LinkError):
    """Something listens there that does not speak obs-websocket 5."""


class TooOldError(LinkError):
    """OBS lacks requests that the desk cannot do without."""


class SilentError(LinkError):
    """OBS keeps the connection open and does not answer."""


class WrongAnswerError(LinkError):
    """An answer that does not belong to what was asked. The connection can no longer be trusted."""


class NotReadyError(LinkError):
    """OBS is loading or changing its scene collection (status 207). Ask again soon."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A fault and its sentence: what happened, what to do."""

    fault: LinkFault
    detail: str

    @property
    def waits_for_user(self) -> bool:
        """Whether trying again by itself would only do harm: each wrong password raises a notice on the live PC."""
        return self.fault in (LinkFault.PASSWORD_MISSING, LinkFault.PASSWORD_WRONG, LinkFault.KICKED)


_WRONG_PASSWORD = Failure(
    LinkFault.PASSWORD_WRONG,
    "OBS refused the password. Copy it from OBS, Tools, WebSocket Server Settings, Show Connect Info, then try again.",
)
_TOO_OLD = Failure(LinkFault.TOO_OLD, "This OBS is too old. Install OBS 28 or newer.")
_NOT_OBS = Failure(
    LinkFault.NOT_OBS,
    "What listens there is not OBS 28 or newer. Check the port in OBS, Tools, WebSocket Server Settings.",
)
_UNREACHABLE = Failure(LinkFault.UNREACHABLE, "The OBS computer cannot be reached. Check its address and the network.")
_LOST = Failure(LinkFault.LOST, "The connection to OBS broke off. Viewers may see nothing: look at OBS.")
_HUNG = Failure(LinkFault.HUNG, "OBS does not answer. It may be frozen: look at OBS.")

_BY_CLOSE_CODE = {
    4009: _WRONG_PASSWORD,
    4010: _TOO_OLD,
    4011: Failure(
        LinkFault.KICKED, "OBS closed the session of this program on request. Try again when it may be let in."
    ),
}

# The first matching row counts, so subclasses come before their parents.
_BY_TYPE: tuple[tuple[type[BaseException], Failure], ...] = (
    (
        PasswordMissingError,
        Failure(
            LinkFault.PASSWORD_MISSING, "OBS asks for a password and none is stored here. Enter it in the settings."
        ),
    ),
    (
        PasswordUnreadableError,
        Failure(
            LinkFault.PASSWORD_MISSING,
            "The stored OBS password cannot be read. Unlock the system's keyring, or enter it again in the settings.",
        ),
    ),
    (TooOldError, _TOO_OLD),
    (NotObsError, _NOT_OBS),
    (SilentError, _HUNG),
    (LinkError, _LOST),
    (WebSocketTimeoutException, _HUNG),
    (WebSocketAddressException, _UNREACHABLE),
    (WebSocketBadStatusException, _NOT_OBS),
    (WebSocketConnectionClosedException, _LOST),
    (WebSocketException, _LOST),
    (OBSSDKError, _NOT_OBS),
    (
        ConnectionRefusedError,
        Failure(
            LinkFault.NOT_RUNNING,
            "OBS is not running, or its WebSocket server is off. "
            "Start OBS and switch it on under Tools, WebSocket Server Settings.",
        ),
    ),
    (ConnectionError, _LOST),
    (TimeoutError, _UNREACHABLE),
    (socket.gaierror, _UNREACHABLE),
    (OSError, _UNREACHABLE),
    (json.JSONDecodeError, _LOST),
)


def classify(error: BaseException) -> Failure:
    """Return what an exception from the link means. What is not in the table is a lost connection."""
    if isinstance(error, ClosedByObs):
        return _BY_CLOSE_CODE.get(error.code, _LOST)
    return next((failure for kind, failure in _BY_TYPE if isinstance(error, kind)), _LOST)
