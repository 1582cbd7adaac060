# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""All rules of the preflight, applied to one survey."""

from dataclasses import replace
from itertools import chain

from app.domain.obs import preflight_content, preflight_obs
from app.domain.obs.drift import find_drift
from app.domain.obs.fingerprint import Fingerprint, fingerprint
from app.domain.obs.preflight import ORDER, Intent, Look, PreflightReport
from app.domain.obs.survey import Survey


def judge(survey: Survey, intent: Intent) -> PreflightReport:
    """Return every finding on ``survey``, the worst first, in the order of the rules within a level."""
    look = Look(survey, intent)
    found = chain.from_iterable(rule(look) for rule in (*preflight_obs.RULES, *preflight_content.RULES))
    ordered = tuple(sorted(found, key=lambda finding: ORDER.index(finding.level)))
    shop = intent.shop
    return PreflightReport(survey.taken_at, survey.obs_version, shop.shop_id if shop is not None else "", ordered)


def check(survey: Survey, intent: Intent, accepted: Fingerprint | None) -> PreflightReport:
    """Return the findings on ``survey`` and what changed since ``accepted``.

    The lineup's plain scenes count as the shop's own ones where this OBS has them.
    """
    intent = intent.in_obs(survey.scene_names)
    report = judge(survey, intent)
    if accepted is None:
        return report
    drift = find_drift(accepted, fingerprint(survey), lineup=intent.lineup, roles=intent.overlay.roles)
    return replace(report, drift=drift)
