# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scene collection as it was last accepted: one JSON file in the profile, written whole or not at all."""

from pathlib import Path

from pydantic import ValidationError

from app.domain.obs.fingerprint import FORMAT, Fingerprint
from app.settings.file import SettingsError, write_atomically


def load_baseline(path: Path) -> Fingerprint | None:
    """Return the accepted fingerprint, None where none was accepted yet.

    Raises:
        SettingsError: when the file cannot be read or is damaged.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(
            f"The accepted state of OBS, {path}, cannot be read: {error}. It was left alone."
        ) from error
    try:
        found = Fingerprint.model_validate_json(text)
    except ValidationError as error:
        raise SettingsError(
            f"The accepted state of OBS, {path}, is damaged and was left alone. "
            "Accept the present state again, after a look at OBS."
        ) from error
    if found.format > FORMAT:
        raise SettingsError(
            f"The accepted state of OBS, {path}, is of a newer version of this program. "
            "Accept the present state again, or use that version."
        )
    return found


def save_baseline(path: Path, accepted: Fingerprint) -> None:
    """Put ``accepted`` in the place of what was accepted before.

    Raises:
        SettingsError: when it could not be written; the old one is unchanged.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, accepted.model_dump_json(indent=1).encode("utf-8"))
    except OSError as error:
        raise SettingsError(
            f"The state of OBS was not kept in {path}: {error}. What was accepted before still stands."
        ) from error
