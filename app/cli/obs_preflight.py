# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``obs preflight``: is OBS ready for this shop's broadcast, and what changed in it since the last time."""

import argparse
import os
from typing import TYPE_CHECKING

from app.cli.console import CliError, complain, say, say_json
from app.cli.context import USAGE_ERROR, obs_place_of, profile_of, read_profile, secrets_of, settings_of
from app.cli.obs import place_sentence

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.content_set import ContentSet
    from app.domain.obs.preflight import Intent, PreflightReport
    from app.domain.obs.survey import Survey
    from app.settings.model import ObsPlace, Settings
    from app.settings.profile import Profile


def run(args: argparse.Namespace) -> int:
    """Print what the preflight found; exit 1 when it is red or OBS could not be looked at."""
    from app.domain.obs.fingerprint import fingerprint
    from app.domain.obs.preflight import Level
    from app.domain.obs.preflight_judge import check
    from app.settings.file import SettingsError
    from app.settings.obs_baseline import load_baseline, save_baseline

    profile = profile_of(args)
    settings = settings_of(profile)
    intent = _intent(args, settings)
    place = obs_place_of(args, settings)
    survey = _survey(place, profile)
    baseline = profile.obs_baseline_file(place.name)
    try:
        accepted = load_baseline(baseline)
    except SettingsError as error:
        complain(str(error))
        accepted = None
    report = check(survey, intent, accepted)
    if args.output is not None:
        _write(args.output, report)
    if args.accept:
        try:
            save_baseline(baseline, fingerprint(survey))
        except SettingsError as error:
            raise CliError(str(error)) from error
        complain("The present state of OBS is accepted; later changes will be told.")
    _print(report, as_json=args.json)
    return 1 if report.level is Level.RED else 0


def _intent(args: argparse.Namespace, settings: "Settings") -> "Intent":
    from app.domain.clock import SystemClock
    from app.domain.obs.preflight import intent_of
    from app.settings.obs_overlay import overlay_inputs

    with read_profile(args) as opened:
        content = opened.content()
    if args.shop and args.shop not in content.shops:
        known = ", ".join(content.shops) or "none"
        sentence = f"There is no shop '{args.shop}'. OBS was not asked. Shops here: {known}."
        raise CliError(sentence, exit_code=USAGE_ERROR)
    overlay = overlay_inputs(settings.obs)
    lineup_id = _lineup_id(content, args.shop, args.lineup)
    return intent_of(content, args.shop, lineup_id, overlay, now=SystemClock().now())


def _lineup_id(content: "ContentSet", shop_id: str, wanted: str) -> str | None:
    if wanted and not content.lineup(wanted):
        raise CliError(f"There is no lineup '{wanted}'. OBS was not asked.", exit_code=USAGE_ERROR)
    known = content.lineups_of(shop_id) if shop_id else ()
    return wanted or (known[-1] if known else None)


def _survey(place: "ObsPlace", profile: "Profile") -> "Survey":
    from app.adapters.obs.port import ObsAddress
    from app.adapters.obs.survey import take_survey
    from app.adapters.secrets.store import obs_password
    from app.domain.clock import SystemClock
    from app.domain.obs.survey import SurveyError

    password = obs_password(secrets_of(profile), os.environ, place.name)()
    try:
        return take_survey(ObsAddress(place.host, place.port), password, SystemClock())
    except SurveyError as error:
        sentence = place_sentence(error.fault, place.host, place.port)
        raise CliError(f"{sentence} Code: {error.fault.value}.") from error


def _write(path: "Path", report: "PreflightReport") -> None:
    from app.adapters.files.export_preflight import preflight_file
    from app.settings.file import write_atomically

    try:
        write_atomically(path, preflight_file(report, path.suffix))
    except OSError as error:
        raise CliError(f"The report was not written to {path}: {error}. Nothing was changed in OBS.") from error


def _print(report: "PreflightReport", *, as_json: bool) -> None:
    from app.adapters.files.export_preflight import preflight_json, preflight_lines

    if as_json:
        say_json(preflight_json(report))
        return
    for line in preflight_lines(report):
        say(line)
