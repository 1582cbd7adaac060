# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protocol v1 for enrolled desks, and enrolment itself."""

from typing import Annotated, Final, TypeVar

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ValidationError

from app.contract.errors import ErrorCode
from app.contract.protocol import (
    PROTO,
    PROTO_HEADER,
    ContentPut,
    EnrollRequest,
    GenerationRequest,
    HelloRequest,
    HelloResponse,
    PoisonReport,
    TokenScope,
    VerifyRequest,
)
from app.server import device_tokens, editing, enrolment, ingest, publishing
from app.server.auth import authenticate, check_protocol
from app.server.batch import read_batch
from app.server.diagnostics import note_poison
from app.server.elsewhere import note_told
from app.server.generations import open_generation
from app.server.problems import ProblemError
from app.server.rate_limit import WINDOW_S
from app.server.services import iso, read_body, services_of
from app.server.verification import verify as verify_session

router: Final = APIRouter(prefix="/v1")
Body = Annotated[bytes, Depends(read_body)]
_MAX_PAGE: Final = 1_000
_Message = TypeVar("_Message", bound=BaseModel)


@router.post("/enroll")
def enroll(request: Request, body: Body) -> Response:
    """Trade a one-time code for a device token."""
    check_protocol(request.headers.get(PROTO_HEADER, str(PROTO)))
    services = services_of(request)
    address = request.client.host if request.client else ""
    if services.enroll_failures.blocks(address):
        raise ProblemError(
            429,
            ErrorCode.RATE_LIMITED,
            "Too many wrong codes. Wait a minute and try again.",
            headers={"Retry-After": str(int(WINDOW_S))},
        )
    message = _parse(EnrollRequest, body)
    try:
        with services.database.write() as connection:
            answer = enrolment.enroll(connection, message, services.clock.now())
    except ProblemError as refused:
        if refused.problem.code == ErrorCode.ENROLL_CODE_INVALID:
            services.enroll_failures.note(address)
        raise
    return _json(answer)


@router.post("/token/rotate")
def rotate_token(request: Request) -> Response:
    """Give the device its next token; the one it called with goes on until that one's first use."""
    caller = authenticate(request)
    services = services_of(request)
    with services.database.write() as connection:
        answer = device_tokens.rotate(
            connection, caller.device_id, caller.token_hash, caller.scope, services.clock.now()
        )
    return _json(answer)


@router.post("/hello")
def hello(request: Request, body: Body) -> Response:
    """Tell a desk where its ledger stands here."""
    caller = authenticate(request, draining=True)
    message = _parse(HelloRequest, body)
    note_told(services_of(request).database, caller, message)
    cursor = message.pull_cursor
    after = None if cursor is None else publishing.read_cursor(cursor, epoch=caller.epoch, change_seq=caller.change_seq)
    return _json(
        HelloResponse(
            server_epoch=caller.epoch,
            server_time=iso(services_of(request).clock.now()),
            acked_gen=caller.gen,
            acked_through=caller.acked_through,
            acked_hash=caller.acked_hash,
            cursor_ok=after is not None,
            has_changes=after != caller.change_seq,
            token_state=caller.state.value,
            scope=caller.scope.value,
        )
    )


@router.post("/push")
def push(request: Request, body: Body) -> Response:
    """Store a batch of events; answered after the commit."""
    caller = authenticate(request, draining=True)
    services = services_of(request)
    started = services.clock.monotonic()
    try:
        batch = read_batch(body, caller.device_id)
        answer = ingest.push(services.database, caller.device_id, batch, now=iso(services.clock.now()))
    except ProblemError:
        services.pushes.note(services.clock.monotonic() - started, refused=1)
        raise
    services.pushes.note(
        services.clock.monotonic() - started,
        applied=answer.applied,
        duplicate=answer.duplicates,
        quarantined=len(answer.quarantined),
    )
    return _json(answer)


@router.post("/devices/{device_id}/generations")
def generations(request: Request, device_id: str, body: Body) -> Response:
    """Open a new generation of the desk's own ledger."""
    caller = authenticate(request, draining=True)
    message = _parse(GenerationRequest, body)
    if device_id != caller.device_id:
        raise ProblemError(403, ErrorCode.SCOPE, "A desk can open generations of its own ledger only.")
    services = services_of(request)
    with services.database.write() as connection:
        return _json(open_generation(connection, caller, message, now=iso(services.clock.now())))


@router.post("/sessions/{session_id}/verify")
def verify(request: Request, session_id: str, body: Body) -> Response:
    """Say whether a desk's part of a session is here, whole and the same."""
    caller = authenticate(request, draining=True)
    message = _parse(VerifyRequest, body)
    if message.device_id != caller.device_id:
        raise ProblemError(403, ErrorCode.SCOPE, "A desk can ask about its own events only.")
    services = services_of(request)
    with services.database.write() as connection:
        return _json(verify_session(connection, caller, session_id, message, now=iso(services.clock.now())))


@router.post("/diagnostics")
def diagnostics(request: Request, body: Body) -> Response:
    """Note an event that the base does not take, and let what follows it flow."""
    caller = authenticate(request, draining=True)
    message = _parse(PoisonReport, body)
    services = services_of(request)
    with services.database.write() as connection:
        return _json(note_poison(connection, caller.device_id, message, now=iso(services.clock.now())))


@router.get("/changes")
def changes(
    request: Request, since: str | None = None, limit: Annotated[int, Query(ge=1, le=_MAX_PAGE)] = 500
) -> Response:
    """Return content changes after a cursor."""
    authenticate(request)
    with services_of(request).database.read() as connection:
        return _json(publishing.changes(connection, since, limit))


@router.get("/snapshot")
def snapshot(request: Request) -> Response:
    """Return all content."""
    authenticate(request)
    with services_of(request).database.read() as connection:
        return _json(publishing.snapshot(connection))


@router.put("/content/{record_id:path}")
def put_content(
    request: Request, record_id: str, body: Body, if_match: Annotated[str | None, Header()] = None
) -> Response:
    """Store a technician's edit of one record, unless somebody changed it meanwhile."""
    authenticate(request, scope=TokenScope.TECHNICIAN)
    message = _parse(ContentPut, body)
    version = editing.read_version(if_match)
    with services_of(request).database.write() as connection:
        answer = editing.edit(connection, record_id, message, version)
    response = _json(answer)
    response.headers["ETag"] = f'"{answer.version}"'
    return response


def _parse(model: type[_Message], body: bytes) -> _Message:
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        shown = [{"where": list(item["loc"]), "message": item["msg"]} for item in error.errors()]
        raise ProblemError(422, ErrorCode.BAD_ENVELOPE, "The request is not well-formed.", errors=shown) from error


def _json(message: BaseModel) -> Response:
    return Response(message.model_dump_json(), media_type="application/json", headers={PROTO_HEADER: str(PROTO)})
