# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens, codes and keys: minted here, shown once, stored as sha256 only."""

import hashlib
import secrets
from typing import Final

_TOKEN_BYTES: Final = 32
_CODE_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH: Final = 10
_LOOKALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": "", " ": ""})


def mint_token() -> str:
    """Return a new 256-bit token as URL-safe text."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


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
