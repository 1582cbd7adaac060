# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens, codes and keys: minted here, shown once, stored as sha256 only."""

import base64
import binascii
import hashlib
import hmac
import secrets
from typing import Final

_TOKEN_BYTES: Final = 32
_PROOF_BYTES: Final = 16
_CODE_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH: Final = 10
_LOOKALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": "", " ": ""})


def mint_token() -> str:
    """Return a new 256-bit token as URL-safe text."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def mint_device_token(device_id: str, key: str) -> str:
    """Return a new 256-bit token for a device, with a proof that the holder of ``key`` minted it for that device.

    The proof opens nothing. It lets a base that was put back from an old backup say that it has lost the device,
    and lets nobody else find out which devices it has.
    """
    named = f"{mint_token()}.{_to_text(device_id.encode())}"
    return f"{named}.{_proof(named, key)}"


def minted_for(token: str, key: str) -> str | None:
    """Return the device for which the holder of ``key`` minted ``token``, None for any other text."""
    named, _, proof = token.rpartition(".")
    if not token.isascii() or not hmac.compare_digest(proof, _proof(named, key)):
        return None
    try:
        device = named.partition(".")[2]
        return base64.urlsafe_b64decode(device + "=" * (-len(device) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None


def mint_code() -> str:
    """Return a new one-time code of 50 bits in two groups, without letters that look like digits."""
    letters = "".join(secrets.choice(_CODE_ALPHABET) for _ in range(_CODE_LENGTH))
    return f"{letters[: _CODE_LENGTH // 2]}-{letters[_CODE_LENGTH // 2 :]}"


def fold_code(typed: str) -> str:
    """Return ``typed`` with case, spaces, hyphens and look-alike letters evened out."""
    return typed.strip().upper().translate(_LOOKALIKES)


def digest(secret: str) -> str:
    """Return the sha256 (hex) under which ``secret`` is stored."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _proof(named: str, key: str) -> str:
    return _to_text(hmac.digest(key.encode(), named.encode(), "sha256")[:_PROOF_BYTES])


def _to_text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
