# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The token by which the base knows this PC: in the keyring before its first use, with the one before it kept.

A base that was put back from a backup may know only the one before; so may one whose answer never arrived.
"""

import logging

from app.adapters.secrets.store import DEVICE_TOKEN, FORMER_TOKEN, SecretStore, SecretStoreError

_log = logging.getLogger(__name__)


class DeviceToken:
    """Implements the TokenKeeper port. Its calls may block on the keyring."""

    def __init__(self, secrets: SecretStore) -> None:
        self._secrets = secrets
        self._token: str | None = None

    def current(self) -> str | None:
        """Return the token, None when there is none. The keyring is read once.

        Raises:
            SecretStoreError: when the keyring cannot be read.
        """
        if self._token is None:
            self._token = self._secrets.get(DEVICE_TOKEN)
        return self._token

    def renew(self, token: str) -> bool:
        """Go on with ``token``, once the keyring has it; return False where it did not take it: the old one goes on."""
        try:
            former = self.current()
            if former is not None:
                self._secrets.set(FORMER_TOKEN, former)
            self._secrets.set(DEVICE_TOKEN, token)
        except SecretStoreError as error:
            _log.warning("the next token could not be kept, the old one goes on: %s", error.code)
            return False
        self._token = token
        return True

    def fall_back(self) -> bool:
        """Go on with the token before this one; return False where there is none."""
        try:
            former = self._secrets.get(FORMER_TOKEN)
        except SecretStoreError as error:
            _log.info("the token before this one cannot be read: %s", error.code)
            return False
        if former is None or former == self._token:
            return False
        self._token = former
        return True

    def enrolled(self, token: str) -> None:
        """Keep the token of a new enrolment; what was before is over.

        Raises:
            SecretStoreError: when the keyring did not take it.
        """
        self._secrets.set(DEVICE_TOKEN, token)
        self._secrets.delete(FORMER_TOKEN)
        self._token = token
