# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many requests in few batches over one wire, for what is too long for one answer."""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from app.adapters.obs.wire import Answer, Request

CHUNK: Final = 100
"""So many scenes take OBS a second or two to make; between batches there is time to stop."""
READ_CHUNK: Final = 400
TIMEOUT_S: Final = 30.0


class Batching(Protocol):
    """What is needed of a wire."""

    def batch(self, requests: Sequence[Request], timeout_s: float) -> list[Answer]:
        """Send requests as one batch, executed in order, and return one answer for each."""
        ...


class Batches:
    """Sends lists of requests in chunks and counts them."""

    def __init__(self, wire: Batching, timeout_s: float = TIMEOUT_S) -> None:
        self._wire = wire
        self._timeout_s = timeout_s
        self.requests = 0

    def read(self, requests: Sequence[Request]) -> list[Answer]:
        """Send all and return an answer for each."""
        return [answer for part in self.parts(requests, READ_CHUNK) for answer in part]

    def parts(self, requests: Sequence[Request], chunk: int = CHUNK) -> Iterator[list[Answer]]:
        """Send chunk by chunk, each when the one before is answered and taken."""
        for start in range(0, len(requests), chunk):
            part = requests[start : start + chunk]
            self.requests += len(part)
            yield self._wire.batch(part, self._timeout_s)
