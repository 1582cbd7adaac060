# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``sync [--once]``: push and pull without a screen."""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import app
from app.cli.console import CliError, complain, say, say_json
from app.cli.context import OpenProfile, open_profile, secrets_of

if TYPE_CHECKING:
    from app.domain.sync import SyncEngine, SyncResult

_IDLE_S: Final = 10.0


def run(args: argparse.Namespace) -> int:
    """Send what waits and fetch content: one round with ``--once``, else until Ctrl+C."""
    with open_profile(args) as opened, _engine(opened) as engine:
        if args.once:
            _print(_one_round(engine, opened), as_json=args.json)
            return 0
        return _for_ever(engine, opened, as_json=args.json)


def _for_ever(engine: "SyncEngine", opened: OpenProfile, *, as_json: bool) -> int:
    from app.domain.sync import Backoff

    backoff = Backoff()
    while True:
        try:
            result = _one_round(engine, opened)
        except CliError as error:
            complain(str(error))
            time.sleep(backoff.next())
            continue
        backoff.reset()
        if result.pushed or result.pulled:
            _print(result, as_json=as_json)
        time.sleep(_IDLE_S)


def _print(result: "SyncResult", *, as_json: bool) -> None:
    if as_json:
        say_json(asdict(result))
    else:
        say(f"{result.pushed} events sent, {result.pulled} content records received, {result.pending} waiting.")


def _one_round(engine: "SyncEngine", opened: OpenProfile) -> "SyncResult":
    from app.domain.ports import BaseRefused, BaseUnreachable

    try:
        return engine.run_once()
    except BaseUnreachable as error:
        raise CliError(f"{error} {_waiting(opened)}") from error
    except BaseRefused as error:
        raise CliError(f"The base refused: {error} {_waiting(opened)} Code: {error.code}.") from error


def _waiting(opened: OpenProfile) -> str:
    return f"All events are safe on this PC; {opened.store.outbox.head().pending} wait to be sent."


@contextmanager
def _engine(opened: OpenProfile) -> "Iterator[SyncEngine]":
    from app.adapters.base.client import HttpBaseClient
    from app.domain.ports import BaseUnreachable
    from app.domain.sync import SyncEngine

    token = _token(opened)
    base = opened.settings.base
    try:
        client = HttpBaseClient(base.url, lambda: token, ca_file=base.ca_file)
    except BaseUnreachable as error:
        raise CliError(f"{error} {_waiting(opened)}") from error
    engine = SyncEngine(opened.store.outbox, opened.store.inbox, client, app_version=app.__version__)
    try:
        yield engine
    finally:
        engine.close()


def _token(opened: OpenProfile) -> str:
    from app.adapters.secrets.store import DEVICE_TOKEN, SecretStoreError

    if not opened.settings.base.url:
        raise CliError(
            "This PC is not enrolled with a base. All events are safe on this PC. "
            "Join one with the code from its staff: anchor-desk enroll URL CODE"
        )
    try:
        token = secrets_of(opened.profile).get(DEVICE_TOKEN)
    except SecretStoreError as error:
        raise CliError(f"{error.sentence} {_waiting(opened)}") from error
    if token is None:
        raise CliError(
            f"The keyring holds no token for the base at {opened.settings.base.url}. {_waiting(opened)} "
            "Enrol this PC again: anchor-desk enroll URL CODE"
        )
    return token
