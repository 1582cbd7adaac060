# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings while the desk runs: one value that every thread may read, changed and saved in one step."""

import threading
from pathlib import Path
from typing import Any

from app.settings.file import SettingsError, load_settings, save_settings
from app.settings.model import Settings


class SettingsKeeper:
    """Holds the settings. A file that could not be read is never written over: ``fault`` then says why."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self.fault = ""
        try:
            self._settings = load_settings(path)
        except SettingsError as error:
            self._settings = Settings()
            self.fault = str(error)

    @property
    def settings(self) -> Settings:
        """The settings now."""
        return self._settings

    def change(self, section: str, **values: Any) -> Settings:
        """Change values of a section (empty: the top level) and save. Blocks on the disk.

        Raises:
            SettingsError: when nothing was saved; the former settings then stay in force.
        """
        with self._lock:
            if self.fault:
                raise SettingsError(self.fault)
            changed = _changed(self._settings, section, values)
            save_settings(self._path, changed)
            self._settings = changed
            return changed


def _changed(settings: Settings, section: str, values: dict[str, Any]) -> Settings:
    if section:
        values = {section: getattr(settings, section).model_dump() | values}
    return Settings.model_validate(settings.model_dump() | values)
