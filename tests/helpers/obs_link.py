# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A link under test, with the states it told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.adapters.obs.backoff import Backoff
from app.adapters.obs.link import ObsLink
from app.adapters.obs.port import ObsAddress
from app.domain.obs.state import LinkPhase, ObsState


class StateTape:
    """Every state a link told, in order; tests wait on it."""

    def __init__(self) -> None:
        self._told = threading.Condition()
        self.states: list[ObsState] = []

    def __call__(self, state: ObsState) -> None:
        with self._told:
            self.states.append(state)
            self._told.notify_all()

    def wait_for(self, wanted: Callable[[ObsState], bool], what: str, *, timeout_s: float = 10.0) -> ObsState:
        """Return the newest state once it is as ``wanted``."""
        with self._told:
            if not self._told.wait_for(lambda: bool(self.states) and wanted(self.states[-1]), timeout_s):
                raise TimeoutError(f"not within {timeout_s} s: {what}; last {self.states[-1:]}")
            return self.states[-1]

    def forget(self) -> None:
        """Forget all states but the newest, for runs that count memory."""
        with self._told:
            del self.states[:-1]

    def phases(self) -> list[LinkPhase]:
        """Return the phases told, repeats left out."""
        with self._told:
            phases = [state.phase for state in self.states]
        return [phase for before, phase in zip([None, *phases], phases, strict=False) if phase is not before]


def is_live(state: ObsState) -> bool:
    """Whether OBS was read and answers."""
    return state.phase is LinkPhase.LIVE


def is_down(state: ObsState) -> bool:
    """Whether the link is down and says why."""
    return state.phase in (LinkPhase.DISCONNECTED, LinkPhase.HUNG)


@contextmanager
def running_link(
    address: ObsAddress, password: str | Callable[[], str | None] | None, *, quick: bool = True
) -> Iterator[tuple[ObsLink, StateTape]]:
    """Run a link and end it. ``quick``: back-off steps are a hundredth, so that reconnects do not slow the tests."""
    tape = StateTape()
    ask = password if callable(password) else lambda: password
    link = ObsLink(address, ask, listener=tape, backoff=Backoff(lambda: 0.01) if quick else None)
    link.start()
    try:
        yield link, tape
    finally:
        link.close()
