# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may read the pages: this machine while no page key was made, else who has the key."""

import base64
import binascii
import hmac
import ipaddress
from typing import Final

from fastapi import Request
from sqlalchemy import select

from app.server.services import ServerServices
from app.server.tables import PAGE_KEY
from app.server.tokens import digest

CHALLENGE: Final = 'Basic realm="Anchor Desk base", charset="UTF-8"'
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def may_read(request: Request, services: ServerServices) -> bool:
    """Return whether the request may see pages; it counts wrong keys."""
    with services.database.read() as connection:
        stored = connection.execute(select(PAGE_KEY.c.key_hash)).scalar_one_or_none()
    if stored is None:
        return services.settings.open_pages and _is_local(request)
    given = _password(request.headers.get("authorization", ""))
    address = request.client.host if request.client else ""
    if given is None or services.page_failures.blocks(address):
        return False
    if hmac.compare_digest(digest(given), stored):
        return True
    services.page_failures.note(address)
    return False


def _is_local(request: Request) -> bool:
    """Return whether a browser on this machine asks for this machine, with no proxy between.

    A foreign name in the Host header means a proxy, or a web page elsewhere that points its own name at us.
    """
    if any(name in request.headers for name in _FORWARDED):
        return False
    host = (request.url.hostname or "").strip("[]")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _password(header: str) -> str | None:
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return None
