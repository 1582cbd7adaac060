# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guards that every test runs under, and the real OBS that the whole run shares."""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
for _proxy in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
    os.environ.pop(_proxy, None)

import pytest
from hypothesis import HealthCheck, settings

import tests.helpers.chosen_sqlite  # noqa: F401 - before anything of the store
from tests.helpers.guards import (
    collected_logs,
    finish_deferred_deletes,
    leaked_qt_objects,
    leaked_threads,
    qt_is_loaded,
    refuse_foreign_connects,
)

if TYPE_CHECKING:
    from tests.helpers.real_obs import RealObs

settings.register_profile(
    "desk", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("desk")


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", refuse_foreign_connects(socket.socket))


@pytest.fixture(autouse=True)
def _private_profile(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test may touch the profile of the person who runs it."""
    monkeypatch.setenv("ANCHOR_DESK_PROFILE", str(tmp_path_factory.getbasetemp() / "no-profile"))
    monkeypatch.delenv("ANCHOR_DESK_OBS_PASSWORD", raising=False)


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless ``@pytest.mark.expected_log(pattern)`` says that it belongs there."""
    allowed = [str(pattern) for mark in request.node.iter_markers("expected_log") for pattern in mark.args]
    level = logging.getLogger().level
    with collected_logs() as collector:
        yield
    logging.getLogger().setLevel(level)
    unexpected = collector.unexpected(allowed)
    assert not unexpected, "unexpected log lines:\n" + "\n".join(unexpected)


@pytest.fixture(autouse=True)
def _no_leaked_thread() -> Iterator[None]:
    before = frozenset(threading.enumerate())
    yield
    leaks = leaked_threads(before)
    assert not leaks, f"threads left running: {leaks}"


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """After all fixtures are gone, no window, timer or Qt thread may be left."""
    yield
    if "qapp" in getattr(item, "fixturenames", ()) and qt_is_loaded():
        finish_deferred_deletes()
        leaks = leaked_qt_objects()
        assert not leaks, f"left behind: {leaks}"


@pytest.fixture(scope="session")
def shared_obs() -> "Iterator[RealObs]":
    """The one real OBS of the run. Tests that kill or stop it bring it back before they end."""
    from tests.helpers.programs import need_program
    from tests.helpers.real_obs import RealObs

    for program in ("obs", "Xvfb"):
        need_program(program)
    with RealObs() as obs:
        yield obs
