# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk may ask of OBS, and what came of it. Only Set, Start and Stop: a toggle is unsafe with two clients."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SwitchScene:
    """Put a scene on air."""

    scene: str


@dataclass(frozen=True, slots=True)
class SetStream:
    """Start or stop the stream."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetRecord:
    """Start or stop the recording."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetMute:
    """Mute or unmute one audio input."""

    input_name: str
    muted: bool


@dataclass(frozen=True, slots=True)
class PresentItem:
    """Set text inputs and the program scene together, read both back, undo on failure.

    ``texts`` maps an input's name to its new text. ``scene`` None leaves the scene alone.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    scene: str | None = None


ObsCommand = SwitchScene | SetStream | SetRecord | SetMute | PresentItem


class ObsFailure(StrEnum):
    """Why a command did not happen. Each has one plain sentence in the UI."""

    NONE = "none"
    NO_LINK = "no_link"
    NOT_READY = "not_ready"
    NOT_FOUND = "not_found"
    REJECTED = "rejected"
    NOT_CONFIRMED = "not_confirmed"
    EXPIRED = "expired"
    LINK_LOST = "link_lost"


@dataclass(frozen=True, slots=True)
class ObsOutcome:
    """What came of a command. ``missing`` names inputs or scenes that OBS does not have."""

    command: ObsCommand
    failure: ObsFailure = ObsFailure.NONE
    detail: str = ""
    missing: tuple[str, ...] = ()
    elapsed_ms: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether OBS confirmed the change by a read-back."""
        return self.failure is ObsFailure.NONE
