# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one session of the link does for those who watch: meters and pictures, each on a connection of its own."""

from collections.abc import Callable

from app.adapters.obs.meter_thread import METER_SUBSCRIPTION, MeterThread
from app.adapters.obs.picture_thread import PictureThread
from app.adapters.obs.port import ObsAddress
from app.adapters.obs.sights import Sights
from app.adapters.obs.state_store import StateStore
from app.adapters.obs.wire import Wire
from app.domain.clock import Clock


class Watching:
    """Opens and closes the side connections as the interest in ``Sights`` says. Their failures end nothing else."""

    def __init__(self, address: ObsAddress, sights: Sights, store: StateStore, clock: Clock) -> None:
        self._sights = sights
        meters = MeterThread(lambda: Wire(address, subscriptions=METER_SUBSCRIPTION), sights.meters, clock)
        pictures = PictureThread(lambda: Wire(address), sights, store, clock)
        self._meters = meters.side
        self._pictures = pictures.side

    def start(self, password: Callable[[], str | None]) -> None:
        """Begin to watch, if anybody does. Only once the link itself was let in."""
        for side in (self._meters, self._pictures):
            side.start(password)
        self.follow()

    def follow(self) -> None:
        """Follow the interest; safe from any thread, never waits."""
        interest = self._sights.interest
        self._meters.want(interest.meters)
        self._pictures.want(interest.pictures)

    def stop(self) -> None:
        """End both connections for good; safe from any thread, never waits."""
        self._meters.stop()
        self._pictures.stop()

    def join(self, timeout_s: float) -> bool:
        """Wait for both threads' end; whether both ended."""
        ended = [side.join(timeout_s) for side in (self._meters, self._pictures)]
        return all(ended)
