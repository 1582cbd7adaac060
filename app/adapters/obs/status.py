# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One look at OBS, for the command line."""

from collections.abc import Sequence

from app.adapters.obs.failures import NotReadyError, classify
from app.adapters.obs.port import ObsAddress
from app.adapters.obs.reads import Replies
from app.adapters.obs.session import greet
from app.adapters.obs.snapshot import read_snapshot
from app.adapters.obs.wire import Request, Wire, silence_library
from app.domain.clock import SystemClock
from app.domain.obs.reducer import LinkDown, Loading, reduce
from app.domain.obs.state import ObsState


def read_status(address: ObsAddress, password: str | None, timeout_s: float) -> ObsState:
    """Connect once, read everything, hang up. No link is a state with a fault, not an exception.

    ``timeout_s`` bounds each answer.
    """
    silence_library()
    clock = SystemClock()
    wire = Wire(address)
    state = ObsState()

    def ask(requests: Sequence[Request]) -> Replies:
        return Replies(requests, wire.batch(requests, timeout_s))

    try:
        wire.open()
        wire.identify(password)
        state = reduce(state, greet(wire, clock))
        snapshot, _ = read_snapshot(ask, state, clock)
        return reduce(state, snapshot)
    except NotReadyError:
        return reduce(state, Loading())
    except Exception as error:  # noqa: BLE001 - every failure is a row of the table
        failure = classify(error)
        return reduce(state, LinkDown(failure.fault, failure.detail))
    finally:
        wire.abort()
        wire.release()
