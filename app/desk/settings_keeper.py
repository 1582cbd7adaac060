# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings while the desk runs: one value that every thread may read, changed and saved in one step."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.settings.model import Settings


class SettingsKeeper:
    """Holds the settings. A file that could not be read is never written over: ``fault`` then says why.

    The file is read at the first use, or by ``load``: the desk does that on a worker, after its window is up.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._settings: Settings | None = None
        self._fault = ""

    @property
    def settings(self) -> "Settings":
        """The settings now."""
        return self._settings or self.load()

    @property
    def fault(self) -> str:
        """Why the file could not be read, as a sentence; empty when it was."""
        self.load()
        return self._fault

    def load(self) -> "Settings":
        """Read the file unless that was done already. Blocks on the disk the first time."""
        if self._settings is not None:
            return self._settings
        from app.settings.file import SettingsError, load_settings
        from app.settings.model import Settings

        with self._lock:
            if self._settings is None:
                try:
                    self._settings = load_settings(self._path)
                except SettingsError as error:
                    self._fault = str(error)
                    self._settings = Settings()
            return self._settings

    def change(self, section: str, **values: Any) -> "Settings":
        """Change values of a section (empty: the top level) and save. Blocks on the disk.

        Raises:
            SettingsError: when nothing was saved; the former settings then stay in force.
        """
        from app.settings.file import SettingsError, save_settings

        with self._lock:
            changed = _changed(self.load(), section, values)
            if self._fault:
                raise SettingsError(self._fault)
            save_settings(self._path, changed)
            self._settings = changed
            return changed


def _changed(settings: "Settings", section: str, values: dict[str, Any]) -> "Settings":
    if section:
        values = {section: getattr(settings, section).model_dump() | values}
    return settings.model_validate(settings.model_dump() | values)
