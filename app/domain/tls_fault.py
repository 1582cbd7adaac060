# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a base's certificate was not believed."""

from dataclasses import dataclass
from enum import StrEnum


class TlsReason(StrEnum):
    """Why a base's certificate was not believed."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    WRONG_HOST = "wrong_host"
    UNKNOWN_AUTHORITY = "unknown_authority"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TlsFault:
    """A base that could not prove who it is.

    ``valid_from`` and ``valid_until`` are the shown certificate's, ISO 8601 UTC, None where it could not be read;
    ``here`` is this PC's time then, ISO 8601 with its offset; ``detail`` the library's English words.
    """

    host: str
    reason: TlsReason
    detail: str
    valid_from: str | None
    valid_until: str | None
    here: str
