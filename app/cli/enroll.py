# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``enroll URL CODE``: join this PC to a base."""

import argparse
import platform
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.cli.console import CliError, complain, say, say_json
from app.cli.context import OpenProfile, open_profile, secrets_of

if TYPE_CHECKING:
    from app.desk.joining import Invitation
    from app.settings.model import BaseSettings

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def run(args: argparse.Namespace) -> int:
    """Exchange the one-time code for this PC's token and keep that in the keyring."""
    from app.desk.joining import Invitation

    url = _checked_url(args.url)
    with open_profile(args) as opened:
        known = opened.settings.base
        name = args.name.strip() or known.device_name or platform.node() or "desk"
        _join(opened, Invitation(url, args.code, name, args.ca_file, args.previous_device.strip()))
        head = opened.store.outbox.head()
    if args.json:
        say_json({"device_id": head.device_id, "device_name": name, "url": url})
    else:
        say(f"This PC is now '{name}' at {url}. Sales are sent there from now on; {head.pending} events wait.")
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


def _join(opened: OpenProfile, invitation: "Invitation") -> None:
    from app.adapters.secrets.store import SecretStoreError
    from app.desk.joining import join, probe_keyring
    from app.domain.ports import BaseRefused, BaseUnreachable, LedgerWriteError
    from app.settings.file import SettingsError, save_settings

    def keep(base: "BaseSettings") -> None:
        save_settings(opened.profile.settings_file, opened.settings.model_copy(update={"base": base}))

    secrets = secrets_of(opened.profile)
    try:
        probe_keyring(secrets)
    except SecretStoreError as error:
        raise CliError(f"{error.sentence} The code was not used. This PC is not enrolled.") from error
    try:
        join(opened.store, secrets, opened.settings.base, invitation, keep)
    except BaseUnreachable as error:
        raise CliError(
            f"{error} This PC is not enrolled. Check the address and the network, then try again with the same code."
        ) from error
    except BaseRefused as error:
        raise CliError(f"The base did not enrol this PC: {error} Code: {error.code}.") from error
    except (SecretStoreError, SettingsError, LedgerWriteError) as error:
        raise CliError(f"{error} The code is used up: ask for a new one, then enrol again.") from error
