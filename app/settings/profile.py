# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The profile: the one folder that holds everything a desk keeps on this PC."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROFILE_VARIABLE: Final = "ANCHOR_DESK_PROFILE"


@dataclass(frozen=True, slots=True)
class Profile:
    """Paths inside a profile folder. Constructing one touches no disk; ``ensure`` makes the folders."""

    root: Path

    @classmethod
    def resolve(cls, explicit: Path | None, environ: Mapping[str, str]) -> "Profile":
        """Return the profile of ``explicit``, else of ``ANCHOR_DESK_PROFILE``, else of the platform's data folder."""
        chosen = explicit
        if chosen is None and environ.get(PROFILE_VARIABLE):
            chosen = Path(environ[PROFILE_VARIABLE])
        if chosen is None:
            from platformdirs import user_data_path

            chosen = user_data_path("anchor-desk", appauthor=False)
        return cls(chosen.expanduser().absolute())

    @property
    def database(self) -> Path:
        """The local SQLite file."""
        return self.root / "desk.sqlite"

    @property
    def journal_dir(self) -> Path:
        """The folder of the second, plain record of every event."""
        return self.root / "journal"

    @property
    def settings_file(self) -> Path:
        """The settings, TOML."""
        return self.root / "settings.toml"

    def obs_baseline_file(self, studio: str) -> Path:
        """Return where the scene collection of the OBS called ``studio`` is kept as last accepted, JSON."""
        mark = f"-{hashlib.sha256(studio.encode()).hexdigest()[:12]}" if studio else ""
        return self.root / f"obs-baseline{mark}.json"

    @property
    def prompt_memory_file(self) -> Path:
        """How the anchors like to read, JSON."""
        return self.root / "prompt-memory.json"

    @property
    def logs_dir(self) -> Path:
        """The folder of the log files."""
        return self.root / "logs"

    @property
    def backups_dir(self) -> Path:
        """The folder of database backups."""
        return self.root / "backups"

    @property
    def media_dir(self) -> Path:
        """The folder of pictures that the base or an import brought."""
        return self.root / "media"

    @property
    def lock_file(self) -> Path:
        """The file whose lock means: a process works with this profile."""
        return self.root / "profile.lock"

    def ensure(self) -> None:
        """Make the profile's folders, private to this user.

        Raises:
            OSError: when a folder cannot be made.
        """
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (self.journal_dir, self.logs_dir, self.backups_dir, self.media_dir):
            folder.mkdir(mode=0o700, exist_ok=True)
