# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``doctor``: everything that should be right on this PC before going on air."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import app
from app.cli.console import CliError, complain, say, say_json
from app.cli.context import profile_of, secrets_of, settings_of
from app.cli.obs import OBS_TIMEOUT_S, obs_sentence
from app.diagnostics import doctor
from app.settings.profile import Profile

if TYPE_CHECKING:
    from app.diagnostics.doctor import Check
    from app.domain.obs.state import ObsState
    from app.settings.model import Settings


def run(args: argparse.Namespace) -> int:
    """Print every check as it is made; exit 1 when there is a finding."""
    profile = profile_of(args)
    settings = settings_of(profile)
    checks: list[Check] = []
    for check in _checks(profile, settings):
        checks.append(check)
        if not args.json:
            _print(check)
    good = all(check.level is not doctor.Level.FINDING for check in checks)
    if args.export is not None:
        _export(args.export, profile, checks)
    if args.json:
        say_json({"ok": good, "checks": [asdict(check) for check in checks]})
    return 0 if good else 1


def _export(target: Path, profile: Profile, checks: "list[Check]") -> None:
    from app.diagnostics.bundle import write_bundle

    try:
        names = write_bundle(target, profile, checks, {"anchor-desk": app.__version__})
    except OSError as error:
        raise CliError(f"{target} was not written: {error.strerror or error}. Nothing was changed.") from error
    complain(f"{target} holds {', '.join(names)}. Look into it before you send it: passwords and keys are taken out.")


def _checks(profile: Profile, settings: "Settings") -> "Iterator[Check]":
    from app.cli.doctor_qt import check_fonts, check_qt

    qt = check_qt()
    yield qt
    if qt.level is not doctor.Level.FINDING:
        yield check_fonts()
    yield doctor.check_profile(profile)
    yield doctor.check_disk(profile.root)
    yield doctor.check_sqlite()
    yield doctor.check_database(profile)
    yield doctor.check_keyring()
    yield _check_obs(profile, settings)
    yield from _check_base(profile, settings)


def _check_obs(profile: Profile, settings: "Settings") -> "Check":
    from app.adapters.obs.port import ObsAddress
    from app.adapters.obs.status import read_status
    from app.adapters.secrets.store import obs_password

    place = settings.obs.place
    host, port = place.host, place.port
    password = obs_password(secrets_of(profile), os.environ, place.name)()

    def read() -> "ObsState":
        return read_status(ObsAddress(host, port), password, OBS_TIMEOUT_S)

    def explain(state: "ObsState") -> str:
        return obs_sentence(state, host, port)

    return doctor.check_obs(read, explain)


def _check_base(profile: Profile, settings: "Settings") -> "tuple[Check, Check]":
    if not settings.base.url:
        return doctor.check_no_base()
    from app.adapters.base.client import HttpBaseClient
    from app.adapters.secrets.store import DEVICE_TOKEN, SecretStoreError
    from app.domain.clock import SystemClock
    from app.domain.ports import BaseUnreachable

    try:
        token = secrets_of(profile).get(DEVICE_TOKEN)
    except SecretStoreError:
        token = None
    try:
        client = HttpBaseClient(
            settings.base.url, lambda: token, ca_file=settings.base.ca_file, ca_pem=settings.base.ca_pem
        )
    except BaseUnreachable as error:
        return doctor.Check("base", doctor.Level.FINDING, str(error)), doctor.check_no_base()[1]
    try:
        return doctor.check_base(client, SystemClock(), app.__version__)
    finally:
        client.close()


def _print(check: "Check") -> None:
    say(f"{check.level.value:8}{check.name:9}{check.detail}")
    if check.level is not doctor.Level.OK and check.advice:
        say(f"{'':17}{check.advice}")
