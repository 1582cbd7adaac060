# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbered schema steps. A step that was released is never edited; each runs in the transaction of all."""

import secrets
from typing import Final

from sqlalchemy import Connection, inspect, text

from app.contract.ids import new_id
from app.server.migrations import step_001, step_002, step_003, step_004, step_005

STEPS: Final = (
    step_001.STATEMENTS,
    step_002.STATEMENTS,
    step_003.STATEMENTS,
    step_004.STATEMENTS,
    step_005.STATEMENTS,
)
HEAD: Final = len(STEPS)
_KEY_BYTES: Final = 32
_LOCK_KEY: Final = 7_301_440_212


class SchemaTooNewError(Exception):
    """The database was made by a newer server. Nothing was changed in it."""


def schema_version(connection: Connection) -> int:
    """Return the number of steps that the database has taken, 0 for an empty one."""
    if not inspect(connection).has_table("schema_version"):
        return 0
    return int(connection.execute(text("SELECT max(version) FROM schema_version")).scalar_one() or 0)


def migrate(connection: Connection) -> None:
    """Take all steps that are missing, inside the caller's write transaction.

    Raises:
        SchemaTooNewError: the database is ahead of this program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
    version = schema_version(connection)
    if version > HEAD:
        raise SchemaTooNewError(
            f"The database has schema {version}; this server knows {HEAD}. Nothing was changed. Install a newer one."
        )
    if version == 0:
        connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY)"))
    for number in range(version + 1, HEAD + 1):
        for statement in STEPS[number - 1]:
            connection.execute(text(statement))
        connection.execute(text("INSERT INTO schema_version (version) VALUES (:number)"), {"number": number})
    if version == 0:
        connection.execute(
            text("INSERT INTO server_state (id, epoch, change_seq) VALUES (1, :epoch, 0)"), {"epoch": new_id()}
        )
    connection.execute(
        text("UPDATE server_state SET token_key = :key WHERE token_key = ''"), {"key": secrets.token_hex(_KEY_BYTES)}
    )
