# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each way in which the link fails has one fault and one sentence."""

import json
import socket

import pytest
from obsws_python.error import OBSSDKError, OBSSDKTimeoutError
from websocket import (
    WebSocketAddressException,
    WebSocketBadStatusException,
    WebSocketConnectionClosedException,
    WebSocketProtocolException,
    WebSocketTimeoutException,
)

from app.adapters.obs.failures import (
    ClosedByObs,
    NotObsError,
    NotReadyError,
    PasswordMissingError,
    PasswordUnreadableError,
    SilentError,
    TooOldError,
    WrongAnswerError,
    classify,
)
from app.domain.obs.state import LinkFault

ROWS = [
    (ConnectionRefusedError(), LinkFault.NOT_RUNNING),
    (ConnectionResetError(), LinkFault.LOST),
    (BrokenPipeError(), LinkFault.LOST),
    (TimeoutError(), LinkFault.UNREACHABLE),
    (socket.gaierror(-2, "unknown name"), LinkFault.UNREACHABLE),
    (OSError(113, "no route"), LinkFault.UNREACHABLE),
    (WebSocketAddressException(), LinkFault.UNREACHABLE),
    (WebSocketTimeoutException(), LinkFault.HUNG),
    (SilentError(), LinkFault.HUNG),
    (WebSocketBadStatusException("%s %s", 404, "no"), LinkFault.NOT_OBS),
    (NotObsError(), LinkFault.NOT_OBS),
    (OBSSDKError(), LinkFault.NOT_OBS),
    (OBSSDKTimeoutError(), LinkFault.NOT_OBS),
    (WebSocketConnectionClosedException(), LinkFault.LOST),
    (WebSocketProtocolException(), LinkFault.LOST),
    (WrongAnswerError(), LinkFault.LOST),
    (NotReadyError(), LinkFault.LOST),
    (json.JSONDecodeError("bad", "", 0), LinkFault.LOST),
    (KeyError("d"), LinkFault.LOST),
    (RuntimeError("never seen"), LinkFault.LOST),
    (PasswordMissingError(), LinkFault.PASSWORD_MISSING),
    (PasswordUnreadableError(), LinkFault.PASSWORD_MISSING),
    (TooOldError(), LinkFault.TOO_OLD),
    (ClosedByObs(4009, ""), LinkFault.PASSWORD_WRONG),
    (ClosedByObs(4010, ""), LinkFault.TOO_OLD),
    (ClosedByObs(4011, ""), LinkFault.KICKED),
    (ClosedByObs(1001, "going away"), LinkFault.LOST),
]


@pytest.mark.parametrize(("error", "fault"), ROWS, ids=repr)
def test_each_exception_has_its_fault_and_a_sentence(error: BaseException, fault: LinkFault) -> None:
    failure = classify(error)

    assert failure.fault is fault
    assert failure.detail.endswith(".")


@pytest.mark.parametrize("fault", list(LinkFault))
def test_only_password_faults_and_a_kick_wait_for_the_user(fault: LinkFault) -> None:
    told = [classify(error) for error, row_fault in ROWS if row_fault is fault]

    waits = fault in (LinkFault.PASSWORD_MISSING, LinkFault.PASSWORD_WRONG, LinkFault.KICKED)
    assert all(failure.waits_for_user is waits for failure in told)
