# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Prepare page needs: services, and the few actions that live elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.content_set import ContentSet

if TYPE_CHECKING:
    from app.domain.import_outcome import ImportOutcome
    from app.domain.obs.preflight import PreflightReport
    from app.services.content import ContentService
    from app.services.obs import ObsService
    from app.services.preflight import PreflightService
    from app.services.session import SessionService
    from app.services.sync import SyncService
    from app.services.wording import WordingService
    from app.services.worker import Worker


@dataclass(frozen=True, slots=True)
class PreparePageServices:
    """Services the page listens to and drives; all live on the UI thread."""

    content: ContentService
    session: SessionService
    obs: ObsService
    sync: SyncService
    preflight: PreflightService
    wording: WordingService
    worker: Worker


@dataclass(frozen=True, slots=True)
class PrepareActions:
    """Actions that the composition root injects.

    Those marked (worker) may block and are run through ``PreparePageServices.worker``; an exception they raise is
    shown by its text, so it must read as a plain sentence. The others are called on the UI thread and must return
    at once.

    Attributes:
        preview_import: (worker) read the files against the present content and apply nothing.
        save_obs_place: (worker) keep name, host and port of an OBS, and point the OBS link at it.
        save_safe_scene: (worker) keep which scene the panic key shows; empty: none.
        save_obs_password: (worker) put the password of an OBS into the system keyring.
        enroll: (worker) join the base at a URL with a one-time code; may raise BaseUnreachable or BaseRefused.
        export_preflight: (worker) write a report to a file; its ending chooses text, CSV or JSON.
        remember_anchor: keep the anchor's name for the next start.
        go_to_live: show the Live page.
    """

    preview_import: Callable[[Sequence[Path], ContentSet], ImportOutcome]
    save_obs_place: Callable[[str, str, int], None]
    save_safe_scene: Callable[[str], None]
    save_obs_password: Callable[[str, str], None]
    enroll: Callable[[str, str], None]
    export_preflight: Callable[[PreflightReport, Path], None]
    remember_anchor: Callable[[str], None]
    go_to_live: Callable[[], None]


@dataclass(frozen=True, slots=True)
class ObsChoice:
    """One OBS to choose from; ``name`` is empty for the first."""

    name: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class PrepareDefaults:
    """What the page's fields start with. ``obs_in_use`` is the name of the OBS in use."""

    anchor: str = ""
    obs: tuple[ObsChoice, ...] = (ObsChoice("", "127.0.0.1", 4455),)
    obs_in_use: str = ""
    safe_scene: str = ""
    base_url: str = ""
