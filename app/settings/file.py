# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings file: TOML, read leniently, written whole or not at all."""

import os
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from app.settings.model import Settings


class SettingsError(Exception):
    """The settings could not be read or written; the text is a sentence for the person at the PC."""


def load_settings(path: Path) -> Settings:
    """Read the settings; a missing file gives the defaults.

    Raises:
        SettingsError: when the file cannot be read, is not TOML, or holds a value that does not fit.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {path} cannot be read: {error}. It was left as it is.") from error
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"The settings file {path} is not valid TOML: {error}. Correct that line, or move the file away."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"The settings file {path} has a wrong value for {name}: {first['msg']}. "
            "Correct that line, or remove it to get the default."
        ) from error


def save_settings(path: Path, settings: Settings) -> None:
    """Replace the settings file in one step, so that a power cut leaves the old or the new one.

    Raises:
        SettingsError: when the file could not be written; the old one is unchanged.
    """
    import tomli_w

    text = tomli_w.dumps(settings.model_dump(mode="json", exclude_none=True))
    try:
        write_atomically(path, text.encode("utf-8"))
    except OSError as error:
        raise SettingsError(f"The settings were not saved to {path}: {error}. The old ones are unchanged.") from error


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` durably and in one step; on failure what was there before stays.

    Raises:
        OSError: when it could not be written.
    """
    fd, name = tempfile.mkstemp(prefix=path.name, suffix=".new", dir=path.parent)
    try:
        with os.fdopen(fd, "wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
