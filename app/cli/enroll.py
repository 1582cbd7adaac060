# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``enroll URL CODE``: join this PC to a base."""

import argparse
import platform
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import app
from app.cli.console import CliError, complain, say, say_json
from app.cli.context import OpenProfile, open_profile, secrets_of

if TYPE_CHECKING:
    from app.adapters.secrets.store import KeyringSecrets
    from app.contract.protocol import EnrollResponse
    from app.settings.model import BaseSettings

_PROBE = "probe"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def run(args: argparse.Namespace) -> int:
    """Exchange the one-time code for this PC's token and keep that in the keyring."""
    from app.settings.model import BaseSettings

    base = BaseSettings(
        url=_checked_url(args.url),
        device_name=args.name.strip() or platform.node() or "desk",
        ca_file=args.ca_file,
    )
    with open_profile(args) as opened:
        secrets = secrets_of(opened.profile)
        _probe(secrets)
        response = _join(opened, base, args.code)
        _keep(opened, secrets, response.token, base)
    if args.json:
        say_json({"device_id": response.device_id, "device_name": base.device_name, "url": base.url})
    else:
        say(f"This PC is now '{base.device_name}' at {base.url}. Sales are sent there from now on.")
    return 0


def _checked_url(text: str) -> str:
    url = text.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise CliError(f"'{text}' is not a base's address. It starts with https:// (or http:// in the same room).")
    if parts.scheme == "http" and host not in _LOOPBACK:
        complain(f"Note: {url} is not encrypted; others on the network can read what is sent. Prefer https.")
    return url


def _probe(secrets: "KeyringSecrets") -> None:
    """Find out that the keyring takes secrets before the one-time code is spent."""
    from app.adapters.secrets.store import SecretStoreError

    try:
        secrets.set(_PROBE, "ready")
        secrets.delete(_PROBE)
    except SecretStoreError as error:
        raise CliError(f"{error.sentence} The code was not used. This PC is not enrolled.") from error


def _join(opened: OpenProfile, base: "BaseSettings", code: str) -> "EnrollResponse":
    from app.adapters.base.enroll import enroll
    from app.domain.ports import BaseRefused, BaseUnreachable

    try:
        return enroll(base.url, code, opened.store.device_id(), base.device_name, app.__version__, ca_file=base.ca_file)
    except BaseUnreachable as error:
        raise CliError(
            f"{error} This PC is not enrolled. Check the address and the network, then try again with the same code."
        ) from error
    except BaseRefused as error:
        raise CliError(f"The base did not enrol this PC: {error} Code: {error.code}.") from error


def _keep(opened: OpenProfile, secrets: "KeyringSecrets", token: str, base: "BaseSettings") -> None:
    from app.adapters.secrets.store import DEVICE_TOKEN, SecretStoreError
    from app.settings.file import SettingsError, save_settings

    try:
        secrets.set(DEVICE_TOKEN, token)
        save_settings(opened.profile.settings_file, opened.settings.model_copy(update={"base": base}))
    except (SecretStoreError, SettingsError) as error:
        raise CliError(f"{error} The code is used up: ask for a new one, then enrol again.") from error
