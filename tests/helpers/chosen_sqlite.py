# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which SQLite the store runs on in this process and its children: imported before anything of the store.

The system's is often one with the WAL-reset bug, on which the store rightly keeps away from WAL. With
``ANCHOR_DESK_TEST_SQLITE=newer`` everything runs on a fixed one instead, so on WAL with synchronous=FULL.
"""

import os
import sqlite3
import sys
from types import ModuleType

VARIABLE = "ANCHOR_DESK_TEST_SQLITE"
NEWER = "newer"


def _use_newer() -> None:
    import pysqlite3.dbapi2

    late = [name for name in ("app.store.connections", "sqlalchemy.dialects.sqlite.pysqlite") if name in sys.modules]
    if late:
        raise RuntimeError(f"imported before SQLite was chosen: {', '.join(late)}")
    chosen = ModuleType("sqlite3", "pysqlite3 under the name of the standard library's module")
    # It lacks some of the standard module's constants, which are SQLite's own numbers.
    vars(chosen).update({name: value for name, value in vars(sqlite3).items() if name.startswith("SQLITE_")})
    vars(chosen).update({name: value for name, value in vars(pysqlite3.dbapi2).items() if not name.startswith("__")})
    vars(chosen)["dbapi2"] = chosen
    sys.modules["sqlite3"] = sys.modules["sqlite3.dbapi2"] = chosen


if os.environ.get(VARIABLE) == NEWER:
    _use_newer()
