# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the database must not lie: network shares and folders that another program copies about."""

import ctypes
import sys
from pathlib import Path
from typing import Final

from app.store.errors import StoreOpenError

_NETWORK_TYPES: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2"}
)
_SYNCED: Final = (
    "onedrive", "dropbox", "google drive", "googledrive", "mobile documents", "icloud drive", "nextcloud",
    "nutstore", "坚果云", "baidusyncdisk", "百度网盘", "weiyun", "微云",
)  # fmt: skip
_DRIVE_REMOTE: Final = 4


def check_location(folder: Path) -> None:
    """Refuse a folder in which SQLite's locks or files are not safe. What cannot be told cheaply is allowed.

    Raises:
        StoreOpenError: ``synced_folder`` or ``network_share``.
    """
    path = folder.resolve()
    if any(part.casefold().startswith(_SYNCED) for part in path.parts):
        raise StoreOpenError(
            "synced_folder",
            f"The profile folder {path} is copied by a cloud program, which can damage the database. "
            "Nothing was written. Choose a folder on this PC that no such program watches.",
        )
    if _is_on_network(path):
        raise StoreOpenError(
            "network_share",
            f"The profile folder {path} is on a network share, where a database is not safe. "
            "Nothing was written. Choose a folder on this PC's own disk.",
        )


def _is_on_network(path: Path) -> bool:
    if sys.platform == "win32":
        if path.drive.startswith("\\\\"):
            return True
        return ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == _DRIVE_REMOTE
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    return filesystem_type(path, mounts.read_text(encoding="utf-8", errors="replace")) in _NETWORK_TYPES


def filesystem_type(path: Path, mounts: str) -> str:
    """Return the type of the file system that holds ``path``, by a table in the format of ``/proc/mounts``."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        if len(point) >= len(best) and path.is_relative_to(point):
            best, kind = point, fields[2]
    return kind
