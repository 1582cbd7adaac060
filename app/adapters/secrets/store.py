# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where secrets live: the system's keyring, or memory for a throw-away profile. Never a file of ours, never a log."""

import hashlib
import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

OBS_PASSWORD: Final = "obs-password"  # noqa: S105 - a name
DEVICE_TOKEN: Final = "device-token"  # noqa: S105 - a name
FORMER_TOKEN: Final = "device-token-former"  # noqa: S105 - a name
INSTALL_ID: Final = "install-id"
TECHNICIAN_PIN: Final = "technician-pin-hash"
OBS_PASSWORD_VARIABLE: Final = "ANCHOR_DESK_OBS_PASSWORD"  # noqa: S105 - a name

_T = TypeVar("_T")
_log = logging.getLogger(__name__)

_NO_KEYRING: Final = (
    "This PC has no usable keyring, so nothing secret can be kept. Nothing was stored. "
    "On Linux install and start gnome-keyring or KWallet and log in to the desktop; "
    "on Windows and macOS log in as the user who streams."
)
_LOCKED: Final = (
    "This PC's keyring is locked, so the secret cannot be used. Nothing was changed. "
    "Unlock the keyring (log in to the desktop, or answer its prompt) and try again."
)
_PLAIN: Final = (
    "This PC's keyring would write secrets to a plain file, so it is not used. Nothing was stored. "
    "Install gnome-keyring or KWallet and log in to the desktop, or name the file keyring in PYTHON_KEYRING_BACKEND "
    "if that is what you want."
)
_FAILED: Final = "This PC's keyring did not answer as it should ({kind}). Nothing was changed. Log in again and retry."
_NOT_KEPT: Final = "This PC's keyring took the secret but does not give it back. Check which keyring is set up."


class SecretStoreError(Exception):
    """The keyring could not do it. ``code``: ``no_keyring``, ``locked``, ``plain_file``, ``failed``, ``not_kept``."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class SecretStore(Protocol):
    """Named secrets of one profile. Every call may block on the system and may raise SecretStoreError."""

    def get(self, name: str) -> str | None:
        """Return the secret, or None when there is none."""
        ...

    def set(self, name: str, value: str) -> None:
        """Keep the secret, over any older one."""
        ...

    def delete(self, name: str) -> None:
        """Forget the secret; harmless when there is none."""
        ...


class MemorySecrets:
    """Secrets that end with the process."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Return the secret, or None when there is none."""
        return self._values.get(name)

    def set(self, name: str, value: str) -> None:
        """Keep the secret until the process ends."""
        self._values[name] = value

    def delete(self, name: str) -> None:
        """Forget the secret; harmless when there is none."""
        self._values.pop(name, None)


class KeyringSecrets:
    """Secrets in the system's keyring under ``service``."""

    def __init__(self, service: str) -> None:
        self._service = service

    def get(self, name: str) -> str | None:
        """Return the secret, or None when there is none.

        Raises:
            SecretStoreError: when the keyring is missing, locked or failing.
        """
        return _guarded(lambda backend: backend.get_password(self._service, name))

    def set(self, name: str, value: str) -> None:
        """Keep the secret and read it back: some set-ups accept a secret and drop it.

        Raises:
            SecretStoreError: when the keyring is missing, locked, failing or forgetful.
        """
        _guarded(lambda backend: backend.set_password(self._service, name, value))
        if self.get(name) != value:
            raise SecretStoreError("not_kept", _NOT_KEPT)

    def delete(self, name: str) -> None:
        """Forget the secret; harmless when there is none.

        Raises:
            SecretStoreError: when the keyring is missing, locked or failing.
        """
        if self.get(name) is not None:
            _guarded(lambda backend: backend.delete_password(self._service, name))


def service_name(profile_root: Path) -> str:
    """Return the keyring service of a profile. Two profiles, or a copied one, never share secrets."""
    digest = hashlib.sha256(str(profile_root.resolve()).encode("utf-8", "surrogatepass")).hexdigest()
    return f"anchor-desk-{digest[:16]}"


def backend_name() -> str:
    """Return the name of the keyring that would be used, for people to read.

    Raises:
        SecretStoreError: when there is none that is safe to use.
    """
    return _guarded(lambda backend: backend.name)


def obs_password_name(place: str) -> str:
    """Return the name under which the password of the OBS called ``place`` is kept; empty for the first OBS."""
    return f"{OBS_PASSWORD}:{place}" if place else OBS_PASSWORD


def obs_password(secrets: SecretStore, environ: Mapping[str, str], place: str = "") -> Callable[[], str | None]:
    """Return a function that gives the password of the OBS called ``place``.

    It comes from ``ANCHOR_DESK_OBS_PASSWORD``, else from ``secrets``. A keyring that fails counts as no password: the
    link then says that OBS wants one, and the log says why.
    """

    def read() -> str | None:
        from_environ = environ.get(OBS_PASSWORD_VARIABLE)
        if from_environ:
            return from_environ
        try:
            return secrets.get(obs_password_name(place))
        except SecretStoreError as error:
            _log.info("no OBS password: %s", error.code)
            return None

    return read


def _guarded(action: Callable[["KeyringBackend"], _T]) -> _T:
    import keyring
    from keyring import errors

    try:
        return action(_usable(keyring.get_keyring()))
    except SecretStoreError:
        raise
    except errors.NoKeyringError as error:
        raise SecretStoreError("no_keyring", _NO_KEYRING) from error
    except errors.KeyringLocked as error:
        raise SecretStoreError("locked", _LOCKED) from error
    except errors.InitError as error:
        raise SecretStoreError("no_keyring", _NO_KEYRING) from error
    except Exception as error:  # noqa: BLE001 - see below
        # Backends let errors of their transport through (D-Bus, COM); their text may hold what was sent.
        raise SecretStoreError("failed", _FAILED.format(kind=type(error).__name__)) from None


def _usable(backend: "KeyringBackend") -> "KeyringBackend":
    module = type(backend).__module__
    if module in ("keyring.backends.fail", "keyring.backends.null"):
        raise SecretStoreError("no_keyring", _NO_KEYRING)
    if module.startswith("keyrings.alt") and not os.environ.get("PYTHON_KEYRING_BACKEND"):
        raise SecretStoreError("plain_file", _PLAIN)
    if module == "keyring.backends.Windows":
        # The default roams with the user's profile to other PCs of a domain.
        backend.persist = "local machine"  # type: ignore[attr-defined]
    return backend
