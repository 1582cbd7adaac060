# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A connection that is there only while it is wanted."""

import socket
import threading
from collections.abc import Iterator

import pytest

from app.adapters.obs.backoff import Backoff
from app.adapters.obs.port import ObsAddress
from app.adapters.obs.side_wire import SideWire
from app.adapters.obs.wire import Request, Wire
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.until import until


class Used:
    """Notes each use of the connection, and holds it until it is no longer wanted or breaks."""

    def __init__(self, address: ObsAddress) -> None:
        self.times = 0
        self.side = SideWire("side", lambda: Wire(address), self._use, Backoff(lambda: 0.01))

    def _use(self, wire: Wire) -> None:
        self.times += 1
        while self.side.wanted:
            wire.request(Request("GetVersion"))
            self.side.worked()
            self.side.pause(0.02)


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    with FakeObs() as fake:
        yield fake


def test_it_is_opened_when_both_wanted_and_started(obs: FakeObs) -> None:
    used = Used(obs.address)
    used.side.want(True)
    assert obs.greeted == 0
    used.side.start(lambda: FAKE_PASSWORD)
    until(lambda: used.times == 1, "used")
    used.side.want(False)
    until(lambda: obs.clients == 0, "closed")
    used.side.want(True)
    until(lambda: used.times == 2, "used again")
    used.side.stop()

    assert used.side.join(2.0)


def test_without_a_wish_there_is_no_thread() -> None:
    used = Used(ObsAddress("127.0.0.1", 1))
    before = threading.active_count()
    used.side.start(lambda: None)
    used.side.stop()

    assert threading.active_count() == before
    assert used.side.join(2.0)
    used.side.want(True)
    assert threading.active_count() == before


def test_a_server_that_is_away_is_tried_until_it_is_there(obs: FakeObs) -> None:
    used = Used(obs.address)
    obs.stop()
    used.side.start(lambda: FAKE_PASSWORD)
    used.side.want(True)
    obs.start()
    until(lambda: used.times == 1, "used")
    obs.cut_all()
    until(lambda: used.times == 2, "used again")
    used.side.stop()

    assert used.side.join(2.0)


def test_it_ends_soon_where_a_hung_obs_takes_the_connection_and_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = ObsAddress("127.0.0.1", int(mute.getsockname()[1]))

        def made_after_the_stop() -> Wire:
            side.stop()
            return Wire(address)

        side = SideWire("side", made_after_the_stop, lambda _wire: None)
        side.start(lambda: None)
        side.want(True)

        assert side.join(1.0)
