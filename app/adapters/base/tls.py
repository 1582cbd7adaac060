# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Believing the base's certificate, or saying exactly why not. There is no way to go on without."""

import socket
import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from app.domain.ports import BaseUnreachable, BaseUntrusted
from app.domain.tls_fault import TlsFault, TlsReason

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_LOOK_S: Final = 3.0
# X509_V_ERR_... of OpenSSL's x509_vfy.h.
_REASONS: Final = {
    9: TlsReason.NOT_YET_VALID,
    10: TlsReason.EXPIRED,
    2: TlsReason.UNKNOWN_AUTHORITY,
    18: TlsReason.UNKNOWN_AUTHORITY,
    19: TlsReason.UNKNOWN_AUTHORITY,
    20: TlsReason.UNKNOWN_AUTHORITY,
    21: TlsReason.UNKNOWN_AUTHORITY,
    62: TlsReason.WRONG_HOST,
    64: TlsReason.WRONG_HOST,
}


def trust(ca_file: str, ca_pem: str) -> ssl.SSLContext | bool:
    """Return what a base is believed by: the authority pinned at enrolment alone, else the system's.

    Raises:
        BaseUnreachable: the authority cannot be read.
    """
    if not ca_file and not ca_pem:
        return True
    try:
        return ssl.create_default_context(cadata=ca_pem) if ca_pem else ssl.create_default_context(cafile=ca_file)
    except (OSError, ValueError) as error:
        named = f"The authority file {ca_file}" if ca_file else "The authority that was kept for the base"
        raise BaseUnreachable(f"{named} cannot be read. Nothing was sent. Check the base's settings.") from error


def untrusted(host: str, port: int, cause: ssl.SSLError) -> BaseUntrusted:
    """Return why the base at ``host`` was not believed, with its certificate's dates and this PC's time.

    A wrong clock on this PC is a common cause.
    """
    reason = _REASONS.get(getattr(cause, "verify_code", 0), TlsReason.OTHER)
    shown = None if reason is TlsReason.OTHER else _certificate(host, port)
    fault = TlsFault(
        host=host,
        reason=reason,
        detail=getattr(cause, "verify_message", "") or cause.reason or str(cause),
        valid_from=None if shown is None else shown.not_valid_before_utc.isoformat(),
        valid_until=None if shown is None else shown.not_valid_after_utc.isoformat(),
        here=datetime.now(UTC).astimezone().isoformat(timespec="minutes"),
    )
    return BaseUntrusted(fault, _sentence(fault))


def _certificate(host: str, port: int) -> "Certificate | None":
    """Look at the certificate that is shown at ``host``, to tell its dates; nothing is sent there."""
    from cryptography import x509

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((host, port), timeout=_LOOK_S) as plain,
            context.wrap_socket(plain, server_hostname=host) as shown,
        ):
            return x509.load_der_x509_certificate(shown.getpeercert(binary_form=True) or b"")
    except (OSError, ValueError):
        return None


def _sentence(fault: TlsFault) -> str:
    until = f" Its certificate is good until {_told(fault.valid_until)}." if fault.valid_until else ""
    return (
        f"The base at {fault.host} could not prove who it is: {fault.detail}.{until} Nothing was sent; sales are saved "
        f"on this PC. This PC's clock says {_told(fault.here)}: if that is wrong, set it. If it is right, "
        "ask the base's staff."
    )


def _told(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M %z")
