# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A technician's edit of one content record, which holds only if nobody changed that record meanwhile."""

import json
import re
from typing import Any, Final

from pydantic import ValidationError
from sqlalchemy import Connection, Row, select, update

from app.contract.content import CONTENT_MODELS, content_id
from app.contract.errors import ErrorCode
from app.contract.events import canonical_json
from app.contract.protocol import Change, ContentPut
from app.server.problems import ProblemError
from app.server.projections import storable
from app.server.publishing import lock_counter, to_change, write_change
from app.server.tables import CONTENT, SERVER_STATE

_VERSION: Final = re.compile(r'"?(0|[1-9][0-9]{0,17})"?', re.ASCII)


def read_version(if_match: str | None) -> int:
    """Return the version in an ``If-Match`` header, 0 for a record that is not there yet.

    Raises:
        ProblemError: 428 ``version_required`` without one, 400 ``bad_envelope`` for anything else than one version.
    """
    if if_match is None:
        raise ProblemError(428, ErrorCode.VERSION_REQUIRED, "An edit must say which version it is of (If-Match).")
    found = _VERSION.fullmatch(if_match.strip())
    if found is None:
        raise ProblemError(400, ErrorCode.BAD_ENVELOPE, "If-Match must be one version number.")
    return int(found[1])


def edit(connection: Connection, record_id: str, put: ContentPut, version: int) -> Change:
    """Store the edit as the record's next version and return it. An edit whose answer was lost may be sent again.

    Args:
        connection: a writing transaction.
        record_id: the record's id.
        put: its type and its new body, or its deletion.
        version: the version that was edited, 0 for a new record.

    Raises:
        ProblemError: 422 ``bad_envelope`` for a body that is no such record; 412 ``version_conflict`` with both.
    """
    body = None if put.deleted else _body(record_id, put)
    number = lock_counter(connection) + 1
    at_place = (CONTENT.c.type == put.type.value, CONTENT.c.id == record_id)
    row = connection.execute(select(CONTENT).where(*at_place)).one_or_none()
    if row is not None and (row.version, row.body) == (version + 1, body):
        return to_change(row)
    if version != (0 if row is None else row.version) or (row is None and put.deleted):
        raise _conflict(record_id, put, row, version)
    write_change(connection, (put.type.value, record_id), row, body, number)
    connection.execute(update(SERVER_STATE).values(change_seq=number))
    return to_change(connection.execute(select(CONTENT).where(*at_place)).one())


def _body(record_id: str, put: ContentPut) -> str:
    try:
        record = CONTENT_MODELS[put.type].model_validate_json(json.dumps(put.body))
    except ValidationError as error:
        shown = [{"where": list(item["loc"]), "message": item["msg"]} for item in error.errors()[:10]]
        raise ProblemError(422, ErrorCode.BAD_ENVELOPE, "This is not such a record.", errors=shown) from error
    if content_id(put.type, record) != record_id or storable(record_id) != record_id:
        raise ProblemError(422, ErrorCode.BAD_ENVELOPE, "The record's id is not the one in the address.")
    return canonical_json(record.model_dump(mode="json"))


def _conflict(record_id: str, put: ContentPut, row: Row[*tuple[Any, ...]] | None, version: int) -> ProblemError:
    yours = Change(type=put.type, id=record_id, version=version, deleted=put.deleted, body=put.body)
    return ProblemError(
        412,
        ErrorCode.VERSION_CONFLICT,
        "Somebody changed this meanwhile. Nothing was stored. Look at both versions.",
        current=None if row is None else to_change(row).model_dump(mode="json"),
        yours=yours.model_dump(mode="json"),
    )
