# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One look at OBS, for the command line."""

from app.adapters.obs.failures import NotReadyError, classify
from app.adapters.obs.port import ObsAddress
from app.adapters.obs.reads import SNAPSHOT, health_read, input_names, mute_reads, mutes_read, snapshot_read
from app.adapters.obs.session import greet
from app.adapters.obs.wire import Wire, silence_library
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
    try:
        wire.open()
        wire.identify(password)
        state = reduce(state, greet(wire, clock))
        sent_at = clock.monotonic()
        answers = wire.batch(SNAPSHOT, timeout_s)
        names = input_names(answers)
        audio = mutes_read(names, wire.batch(mute_reads(names), timeout_s)) if names else ()
        health = health_read(answers, epoch=state.epoch, sent_at=sent_at, read_at=clock.monotonic())
        return reduce(state, snapshot_read(health, answers, audio))
    except NotReadyError:
        return reduce(state, Loading())
    except Exception as error:  # noqa: BLE001 - every failure is a row of the table
        failure = classify(error)
        return reduce(state, LinkDown(failure.fault, failure.detail))
    finally:
        wire.abort()
        wire.release()
