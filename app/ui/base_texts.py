# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain words for what the base and the keyring said no to. Their own English words follow only where no code fits."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.adapters.secrets.store import SecretStoreError
from app.contract.errors import ErrorCode
from app.domain.sync import CLOCK_WRONG_MS, KEYRING, NO_TOKEN, SyncPhase, SyncStatus
from app.domain.tls_fault import TlsFault, TlsReason


def base_sentence(status: SyncStatus) -> str:
    """Return why nothing goes to the base now; empty while all is well."""
    if status.phase is SyncPhase.REFUSED:
        return refusal_sentence(status.code, status.detail)
    if status.phase is not SyncPhase.OFFLINE:
        return parked_sentence(status.parked) or clock_sentence(status.clock_offset_ms)
    if status.tls is not None:
        return tls_sentence(status.tls)
    if status.code == KEYRING:
        return QCoreApplication.translate(
            "Base", "This PC's keyring does not give the key to the base. Log in to the desktop, or unlock the keyring."
        )
    if status.code == ErrorCode.RATE_LIMITED:
        return QCoreApplication.translate("Base", "The base asked this PC to wait. It tries again by itself.")
    if status.code:
        return QCoreApplication.translate(
            "Base", "Sending to the base failed on this PC. It tries again by itself; if it stays so, call the base."
        )
    return QCoreApplication.translate("Base", "The base does not answer. This PC tries again by itself.")


def base_banner(status: SyncStatus) -> str:
    """Return the line across the window where only a person can bring desk and base together; else empty."""
    if status.phase is not SyncPhase.REFUSED:
        return ""
    if status.code in {ErrorCode.TOKEN_INVALID, ErrorCode.UNKNOWN_DEVICE, ErrorCode.TOKEN_REVOKED, NO_TOKEN}:
        safe = QCoreApplication.translate(
            "Base",
            "Every sale is saved here and logging goes on. Join again under Prepare with a new code from the base: "
            "what waits here then goes up by itself.",
        )
        return f"{refusal_sentence(status.code, status.detail)} {safe}"
    if status.code == ErrorCode.UPGRADE_REQUIRED:
        at_risk = QCoreApplication.translate(
            "Base", "Logging goes on, but {count} records are on this PC only until then. Do not switch PCs."
        )
        return f"{refusal_sentence(status.code, status.detail)} {at_risk.format(count=status.pending)}"
    return ""


def tls_sentence(fault: TlsFault) -> str:
    """Return why what answers at the base's address is not believed to be the base, and what to do."""
    told = {
        TlsReason.EXPIRED: QCoreApplication.translate(
            "Base",
            "The certificate of the base at {host} ended on {until}. This PC's clock says {here}: if that is wrong, "
            "set it; if it is right, the base needs a new certificate. Nothing was sent. Call the base.",
        ),
        TlsReason.NOT_YET_VALID: QCoreApplication.translate(
            "Base",
            "The certificate of the base at {host} begins only on {begins}. This PC's clock says {here}: if that is "
            "wrong, set it; if it is right, call the base. Nothing was sent.",
        ),
        TlsReason.WRONG_HOST: QCoreApplication.translate(
            "Base",
            "What answers at {host} shows the certificate of another address, good until {until}; this PC's clock says "
            "{here}. Nothing was sent. Check the base's address; if it is right, call the base.",
        ),
        TlsReason.UNKNOWN_AUTHORITY: QCoreApplication.translate(
            "Base",
            "The certificate that {host} shows is from an authority this PC does not know; it is good until {until}, "
            "this PC's clock says {here}. Nothing was sent. Perhaps the network wants a login first; "
            "else call the base.",
        ),
        TlsReason.OTHER: QCoreApplication.translate(
            "Base",
            "No secure connection to the base at {host}: {detail}. This PC's clock says {here}. Nothing was sent. "
            "Call the base.",
        ),
    }[fault.reason]
    dates = {"begins": _moment(fault.valid_from), "until": _moment(fault.valid_until), "here": _moment(fault.here)}
    return told.format(host=fault.host, detail=fault.detail, **dates)


def _moment(iso: str | None) -> str:
    """Return a moment as this PC's clock shows it."""
    if iso is None:
        return QCoreApplication.translate("Base", "an unknown day")
    return datetime.fromisoformat(iso).astimezone().strftime("%Y-%m-%d %H:%M")


def parked_sentence(parked: int) -> str:
    """Return what to do about events that the base did not take; empty where there are none."""
    if not parked:
        return ""
    told = QCoreApplication.translate(
        "Base", "{count} records are safe here, but the base could not take them. Call the base."
    )
    return told.format(count=parked)


def clock_sentence(offset_ms: int | None) -> str:
    """Return that this PC's clock is wrong by more than 2 minutes; empty while it is right or not compared."""
    if offset_ms is None or abs(offset_ms) <= CLOCK_WRONG_MS:
        return ""
    minutes = round(abs(offset_ms) / 60_000)
    if offset_ms > 0:
        told = QCoreApplication.translate(
            "Base", "This PC's clock is {minutes} min behind the base's. Sales are kept; set the clock."
        )
    else:
        told = QCoreApplication.translate(
            "Base", "This PC's clock is {minutes} min ahead of the base's. Sales are kept; set the clock."
        )
    return told.format(minutes=minutes)


def refusal_sentence(code: str, detail: str) -> str:
    """Return what the base's error ``code`` means; ``detail``, in the base's words, only for a code not known here."""
    other_history = QCoreApplication.translate(
        "Base", "The base holds other records of this PC. Was a backup restored, or the folder copied? Call the base."
    )
    known: dict[str, str] = {
        NO_TOKEN: QCoreApplication.translate(
            "Base", "This user of the PC has no key to the base. Join it again with a new code."
        ),
        ErrorCode.TOKEN_INVALID: QCoreApplication.translate(
            "Base", "The base does not know this PC. Join it again with a new code."
        ),
        ErrorCode.UNKNOWN_DEVICE: QCoreApplication.translate(
            "Base", "The base was restored and does not know this PC any more. Join it again with a new code."
        ),
        ErrorCode.TOKEN_REVOKED: QCoreApplication.translate(
            "Base", "The base has struck this PC off. Ask its staff, then join it again."
        ),
        ErrorCode.ENROLL_CODE_INVALID: QCoreApplication.translate(
            "Base", "The base does not know this code, or it was used or is too old. Ask for a new one."
        ),
        ErrorCode.DEVICE_EXISTS: QCoreApplication.translate(
            "Base", "The base knows this PC already. Ask its staff to strike it off first."
        ),
        ErrorCode.DEVICE_FORKED: other_history,
        ErrorCode.GEN_STALE: other_history,
        ErrorCode.UPGRADE_REQUIRED: QCoreApplication.translate(
            "Base", "This program is too old for the base. Install the newest version."
        ),
        ErrorCode.TOO_LARGE: QCoreApplication.translate("Base", "The base finds a record too large. Call the base."),
        ErrorCode.SCOPE: QCoreApplication.translate("Base", "This PC may not do that at the base. Ask its staff."),
        ErrorCode.RATE_LIMITED: QCoreApplication.translate("Base", "Too many tries. Wait a minute, then try again."),
    }
    refused = QCoreApplication.translate("Base", "The base refused: {reason}").format(reason=detail or code)
    return known.get(code, refused)


def trouble_sentence(error: Exception) -> str:
    """Return why the keyring did not keep a secret; for any other error its own words."""
    if not isinstance(error, SecretStoreError):
        return str(error)
    return {
        "no_keyring": QCoreApplication.translate(
            "Base", "this PC has no usable keyring. Log in to its desktop as the user who streams."
        ),
        "locked": QCoreApplication.translate("Base", "this PC's keyring is locked. Unlock it and try again."),
        "plain_file": QCoreApplication.translate(
            "Base", "this PC's keyring would write secrets to a plain file, so it is not used. Call the technician."
        ),
    }.get(
        error.code,
        QCoreApplication.translate("Base", "this PC's keyring did not answer as it should. Log in again and retry."),
    )
