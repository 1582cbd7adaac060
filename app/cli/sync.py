# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``sync [--once]``: push and pull without a screen."""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import app
from app.cli.console import CliError, complain, say, say_json
from app.cli.context import OpenProfile, open_profile, profile_of, secrets_of, settings_of
from app.settings.profile import Profile

if TYPE_CHECKING:
    from app.adapters.secrets.device_token import DeviceToken
    from app.domain.ports import BaseClient
    from app.domain.sync import SyncResult

_IDLE_S: Final = 5.0
_BUSY_S: Final = 1.0


def run(args: argparse.Namespace) -> int:
    """Send what waits and fetch content: one round with ``--once``, else until Ctrl+C."""
    with _client(profile_of(args)) as (client, token):
        if args.once:
            _print(_one_round(args, client, token), as_json=args.json)
            return 0
        return _for_ever(args, client, token)


def _for_ever(args: argparse.Namespace, client: "BaseClient", token: "DeviceToken") -> int:
    """Sync in rounds. Between them the profile is free, so that other commands can log meanwhile."""
    from app.domain.sync import Backoff

    backoff = Backoff()
    told = ""
    while True:
        try:
            result = _one_round(args, client, token)
        except CliError as error:
            if str(error) != told:
                complain(str(error))
            told = str(error)
            time.sleep(backoff.next(at_least_s=_BUSY_S))
            continue
        backoff.reset()
        told = ""
        if result.pushed or result.pulled:
            _print(result, as_json=args.json)
        time.sleep(_IDLE_S)


def _print(result: "SyncResult", *, as_json: bool) -> None:
    if as_json:
        say_json({"pushed": result.pushed, "pulled": result.pulled, "pending": result.pending})
    else:
        say(f"{result.pushed} events sent, {result.pulled} content records received, {result.pending} waiting.")


def _one_round(args: argparse.Namespace, client: "BaseClient", token: "DeviceToken") -> "SyncResult":
    from app.desk.install import settle_install
    from app.desk.joining import settle_device
    from app.domain.ports import BaseRefused, BaseUnreachable
    from app.domain.sync import SyncEngine

    with open_profile(args) as opened:
        store = opened.store
        settle_device(store, opened.settings.base.device_id)
        settle_install(store, secrets_of(opened.profile))
        engine = SyncEngine(
            store.outbox,
            store.inbox,
            client,
            app_version=app.__version__,
            checks=store.checks,
            parked=store.parked,
            renumbers=True,
            clock=opened.clock,
            token=token,
        )
        try:
            return engine.run_once()
        except BaseUnreachable as error:
            raise CliError(f"{error} {_waiting(opened)}") from error
        except BaseRefused as error:
            raise CliError(f"The base refused: {error} {_waiting(opened)} Code: {error.code}.") from error


def _waiting(opened: OpenProfile) -> str:
    return f"All events are safe on this PC; {opened.store.outbox.head().pending} wait to be sent."


@contextmanager
def _client(profile: Profile) -> "Iterator[tuple[BaseClient, DeviceToken]]":
    """Make the connection before the profile is locked: a keyring may take its time."""
    from app.adapters.base.client import HttpBaseClient
    from app.domain.ports import BaseUnreachable

    base = settings_of(profile).base
    if not base.url:
        raise CliError(
            "This PC is not enrolled with a base. All events are safe on this PC. "
            "Join one with the code from its staff: anchor-desk enroll URL CODE"
        )
    token = _token(profile, base.url)
    try:
        client = HttpBaseClient(base.url, token.current, ca_file=base.ca_file, ca_pem=base.ca_pem)
    except BaseUnreachable as error:
        raise CliError(f"{error} All events are safe on this PC.") from error
    try:
        yield client, token
    finally:
        client.close()


def _token(profile: Profile, url: str) -> "DeviceToken":
    from app.adapters.secrets.device_token import DeviceToken
    from app.adapters.secrets.store import SecretStoreError

    token = DeviceToken(secrets_of(profile))
    try:
        known = token.current()
    except SecretStoreError as error:
        raise CliError(f"{error.sentence} All events are safe on this PC.") from error
    if known is None:
        raise CliError(
            f"The keyring holds no token for the base at {url}. All events are safe on this PC. "
            "Enrol this PC again: anchor-desk enroll URL CODE"
        )
    return token
