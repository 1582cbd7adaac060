# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the rest of the program sees the link to OBS."""

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from app.domain.obs.commands import ObsCommand, ObsOutcome, Panic, PanicOutcome
from app.domain.obs.meters import MeterFrame
from app.domain.obs.state import ObsState
from app.domain.obs.watch import Picture, Watch


@dataclass(frozen=True, slots=True)
class ObsAddress:
    """Where OBS listens. IPv6 literals carry no brackets."""

    host: str = "127.0.0.1"
    port: int = 4455


class ObsControl(Protocol):
    """A supervised link to one OBS. No call blocks on OBS, except ``close``, and none raises because of OBS."""

    @property
    def state(self) -> ObsState:
        """OBS as last read."""
        ...

    @property
    def meters(self) -> MeterFrame | None:
        """The newest audio levels, while they are watched; a frame older than a second is not the present."""
        ...

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """The newest picture of each watched scene; another object after each change."""
        ...

    def start(self) -> None:
        """Begin to connect, and keep the link up until ``close``."""
        ...

    def close(self, timeout_s: float = 3.0) -> None:
        """Drop the link within ``timeout_s`` seconds, even while OBS hangs. Never stops the stream."""
        ...

    def submit(self, command: ObsCommand, *, deadline_s: float = 3.0) -> Future[ObsOutcome]:
        """Ask for a change. The future always gets an outcome; past ``deadline_s`` nothing is sent."""
        ...

    def panic(self, order: Panic) -> Future[PanicOutcome]:
        """Cut to the safe scene and mute, behind nothing else. The future always gets an outcome within seconds."""
        ...

    def retry_now(self) -> None:
        """Connect at once instead of waiting; after a password fault this is the only way on."""
        ...

    def watch(self, interest: Watch) -> None:
        """Say what is looked at from now on, over reconnects too. Nothing watched costs OBS nothing."""
        ...
