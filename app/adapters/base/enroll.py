# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Joining a base with the one-time code that its staff gave out."""

import platform

from pydantic import ValidationError

from app.adapters.base.client import HttpBaseClient
from app.contract.errors import ErrorCode
from app.contract.protocol import EnrollRequest, EnrollResponse
from app.domain.ports import BaseRefused


def enroll(
    url: str,
    code: str,
    device_id: str,
    device_name: str,
    app_version: str,
    *,
    ca_file: str = "",
    ca_pem: str = "",
    previous_device_id: str | None = None,
) -> EnrollResponse:
    """Trade ``code`` for a device token. The answer's token belongs into the keyring and nowhere else.

    Args:
        url: the base's address.
        code: the one-time code, as typed.
        device_id: the id that the profile minted.
        device_name: what the base's staff will see.
        app_version: this program's version.
        ca_file: PEM file of the authority behind the base's certificate; empty: the system's.
        ca_pem: that authority as text; goes before ``ca_file``.
        previous_device_id: the device as which this PC goes on where the base does not know ``device_id``.

    Raises:
        BaseUnreachable: no base answered; the code may be tried again.
        BaseRefused: the base refused, with ``enroll_code_invalid`` or ``rate_limited``.
    """
    try:
        request = EnrollRequest(
            code=code.strip(),
            device_id=device_id,
            device_name=device_name[:200],
            platform=platform.platform()[:200],
            app_version=app_version,
            previous_device_id=previous_device_id,
        )
    except ValidationError as error:
        raise BaseRefused(
            ErrorCode.ENROLL_CODE_INVALID, 422, "This is not an enrolment code. Ask the base's staff for a new one."
        ) from error
    client = HttpBaseClient(url, lambda: None, ca_file=ca_file, ca_pem=ca_pem)
    try:
        return client.enroll(request)
    finally:
        client.close()
