# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place where the link's state changes."""

import logging
import threading
from collections.abc import Callable

from app.domain.obs.reducer import ObsFact, reduce
from app.domain.obs.state import ObsState

_log = logging.getLogger(__name__)


class StateStore:
    """Folds facts from any thread in order and tells the listener each new state in that order.

    The listener runs on the thread that learnt the fact and must return at once.
    """

    def __init__(self, listener: Callable[[ObsState], None]) -> None:
        self._listener = listener
        self._lock = threading.RLock()
        self._state = ObsState()

    @property
    def state(self) -> ObsState:
        """The state now; reading takes no lock."""
        return self._state

    def apply(self, fact: ObsFact) -> None:
        """Fold one fact."""
        with self._lock:
            after = reduce(self._state, fact)
            if after is self._state:
                return
            self._state = after
            try:
                self._listener(after)
            except Exception:  # noqa: BLE001 - a listener's fault must not end a thread of the link
                _log.exception("the listener to OBS's state failed")
