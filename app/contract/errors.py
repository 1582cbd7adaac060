# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stable error codes of protocol v1 and their problem document (RFC 9457)."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict


class ErrorCode(StrEnum):
    """What a client decides on; the sentence beside it may change, the code never."""

    BAD_ENVELOPE = "bad_envelope"
    TOKEN_INVALID = "token_invalid"
    TOKEN_REVOKED = "token_revoked"
    SCOPE = "scope"
    ENROLL_CODE_INVALID = "enroll_code_invalid"
    UNKNOWN_DEVICE = "unknown_device"
    DEVICE_EXISTS = "device_exists"
    SEQ_GAP = "seq_gap"
    EPOCH_CHANGED = "epoch_changed"
    DEVICE_FORKED = "device_forked"
    GEN_STALE = "gen_stale"
    CURSOR_EXPIRED = "cursor_expired"
    VERSION_CONFLICT = "version_conflict"
    VERSION_REQUIRED = "version_required"
    TOO_LARGE = "too_large"
    UPGRADE_REQUIRED = "upgrade_required"
    RATE_LIMITED = "rate_limited"


class Problem(BaseModel):
    """An ``application/problem+json`` body.

    ``expected`` carries the sequence number of a ``seq_gap``. ``proto_min`` and ``proto_max`` are the protocol
    versions that a server speaks which refuses with ``upgrade_required``. ``current`` and ``yours`` are the two
    Changes of a ``version_conflict``; no ``current``: the base has no such record.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str = ""
    expected: int | None = None
    errors: list[dict[str, Any]] | None = None
    proto_min: int | None = None
    proto_max: int | None = None
    current: dict[str, Any] | None = None
    yours: dict[str, Any] | None = None
