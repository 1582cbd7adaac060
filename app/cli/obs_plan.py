# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``obs plan`` and ``obs apply``: the shops' scenes in OBS from their templates."""

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.cli.console import CliError, complain, say, say_json
from app.cli.context import USAGE_ERROR, obs_place_of, profile_of, read_profile, secrets_of, settings_of

if TYPE_CHECKING:
    from app.adapters.obs.port import ObsAddress
    from app.adapters.obs.provision import ApplyReport
    from app.contract.content import Shop
    from app.domain.obs.desired import ProvisionRequest
    from app.domain.obs.steps import Plan, Step


def run_plan(args: argparse.Namespace) -> int:
    """Print what differs between OBS and the templates; exit 1 when anything does. Changes nothing."""
    from app.adapters.obs.provision import ProvisionError, read_plan
    from app.domain.obs.template import TemplateError

    request, address, password = _asked(args)
    try:
        plan = read_plan(address, password, request)
    except ProvisionError as error:
        raise CliError(f"{error} Code: {error.code}.") from error
    except TemplateError as error:
        raise CliError(str(error)) from error
    if args.json:
        say_json(plan_json(plan))
    else:
        _print_plan(plan)
    return 0 if plan.empty else 1


def run_apply(args: argparse.Namespace) -> int:
    """Put OBS right and print what was done; exit 1 unless all was, and OBS is as the templates say."""
    from app.adapters.obs.provision import ApplyOptions, ProvisionError, apply_plan
    from app.domain.obs.template import TemplateError

    request, address, password = _asked(args)
    try:
        report = apply_plan(address, password, request, ApplyOptions(while_live=args.while_live))
    except ProvisionError as error:
        raise CliError(f"{error} Code: {error.code}.") from error
    except TemplateError as error:
        raise CliError(str(error)) from error
    if args.json:
        say_json(report_json(report))
    else:
        _print_report(report)
    if report.stopped:
        complain(f"{report.stopped} Code: {report.code}.")
    return 0 if report.good else 1


def plan_json(plan: "Plan") -> dict[str, Any]:
    """Return a plan as the command line prints it."""
    return {
        "empty": plan.empty,
        "steps": [_step_json(step) for step in plan.steps],
        "foreign": [
            {
                "kind": one.thing.value,
                "name": one.name,
                "scene": one.scene,
                "detail": one.detail,
                "in_the_way": one.blocks,
            }
            for one in plan.foreign
        ],
        "unavailable": [{"name": name, "detail": detail} for name, detail in plan.unavailable.items()],
    }


def report_json(report: "ApplyReport") -> dict[str, Any]:
    """Return what an apply did as the command line prints it. ``remaining`` is null when OBS could not be asked."""
    remaining = report.remaining
    told = plan_json(remaining) if remaining is not None else {"foreign": [], "unavailable": []}
    return {
        "empty": report.converged,
        "steps": [
            {
                **_step_json(one.step),
                "result": "done" if one.done else "failed",
                "problem": one.problem,
            }
            for one in report.results
        ],
        "remaining": None if remaining is None else told["steps"],
        "foreign": told["foreign"],
        "unavailable": told["unavailable"],
        "stopped": report.stopped,
        "code": report.code,
    }


def _step_json(step: "Step") -> dict[str, Any]:
    return {
        "action": step.action.value,
        "kind": step.thing.value,
        "name": step.name,
        "scene": step.scene,
        "detail": step.detail,
    }


def _asked(args: argparse.Namespace) -> "tuple[ProvisionRequest, ObsAddress, str | None]":
    from app.adapters.files.obs_templates import NoTemplateError, templates_for
    from app.adapters.obs.port import ObsAddress
    from app.adapters.secrets.store import obs_password
    from app.domain.obs.desired import ProvisionRequest
    from app.domain.obs.template import TemplateError
    from app.settings.obs_overlay import overlay_names

    profile = profile_of(args)
    settings = settings_of(profile)
    try:
        shops = templates_for(_shops(args), args.template, settings.obs.shop_templates)
    except NoTemplateError as error:
        raise CliError(str(error), exit_code=USAGE_ERROR if args.template else 1) from error
    except TemplateError as error:
        raise CliError(str(error)) from error
    request = ProvisionRequest(shops, overlay_names(settings.obs), settings.obs.scene_pattern, adopt=args.adopt)
    place = obs_place_of(args, settings)
    password = obs_password(secrets_of(profile), os.environ, place.name)()
    return request, ObsAddress(place.host, place.port), password


def _shops(args: argparse.Namespace) -> "list[Shop]":
    with read_profile(args) as opened:
        known = opened.content().shops
    if not known:
        raise CliError("This PC has no shops yet. Import them first, or enrol this PC and sync.")
    unknown = [shop_id for shop_id in args.shop if shop_id not in known]
    if unknown:
        raise CliError(
            f"There is no shop {', '.join(unknown)} here. Known: {_listed(sorted(known))}.", exit_code=USAGE_ERROR
        )
    if args.shop:
        return [known[shop_id] for shop_id in dict.fromkeys(args.shop)]
    if args.all_shops or len(known) == 1:
        return [known[shop_id] for shop_id in sorted(known)]
    raise CliError(
        f"Say which shops: --shop ID ..., or --all-shops. Known: {_listed(sorted(known))}.", exit_code=USAGE_ERROR
    )


def _listed(names: Sequence[str], most: int = 10) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _print_plan(plan: "Plan") -> None:
    for step in plan.steps:
        say(step.detail)
    _print_notices(plan)
    if plan.empty:
        say("OBS is as the templates say.")
    elif plan.steps:
        say(f"{len(plan.steps)} steps. Nothing was changed; 'anchor-desk obs apply' does them.")


def _print_report(report: "ApplyReport") -> None:
    for one in report.results:
        say(f"done    {one.step.detail}" if one.done else f"failed  {one.step.detail} {one.problem}")
    if report.remaining is not None:
        _print_notices(report.remaining)
        for step in report.remaining.steps:
            complain(f"Still to do: {step.detail}")
    if report.converged:
        say("OBS is as the templates say." if report.results else "OBS was as the templates say; nothing was changed.")


def _print_notices(plan: "Plan") -> None:
    for detail in plan.unavailable.values():
        complain(f"Note: {detail}")
    for one in plan.foreign:
        complain(one.detail if one.blocks else f"Note: {one.detail}")
