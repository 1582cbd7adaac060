# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A preflight report as a file to keep: plain text, JSON or CSV, all in English and UTF-8."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final

from app.adapters.files.export_ledger import guard_formula
from app.domain.obs.drift import Drift
from app.domain.obs.preflight import ORDER, PreflightReport

CSV_HEADER: Final = ("level", "code", "subject", "sentence")
_BOM: Final = b"\xef\xbb\xbf"


def preflight_json(report: PreflightReport) -> dict[str, Any]:
    """Return the report as plain data; ``drift`` is null where no state of OBS was accepted yet."""
    return {
        "level": report.level.value,
        "at": report.at,
        "obs_version": report.obs_version,
        "shop_id": report.shop_id,
        "findings": [
            {"code": one.code, "level": one.level.value, "subject": one.subject, "sentence": one.sentence}
            for one in report.findings
        ],
        "drift": None if report.drift is None else [_drift_json(drift) for drift in report.drift],
    }


def preflight_lines(report: PreflightReport) -> Iterator[str]:
    """Yield the report as lines to read, by level, the worst first."""
    yield f"Preflight: {report.level.value.upper()}. {report.at}, OBS {report.obs_version}."
    for level in ORDER:
        for finding in report.of(level):
            yield f"{level.value:6}  {finding.sentence}  ({finding.code})"
    if report.drift is None:
        yield "drift   No state of OBS was accepted yet, so nothing was compared."
    elif not report.drift:
        yield "drift   Nothing changed in OBS since the accepted state."
    for drift in report.drift or ():
        yield f"drift   {drift.sentence}{_breaks(drift)}  ({drift.code})"


def preflight_file(report: PreflightReport, suffix: str) -> bytes:
    """Return the report as the bytes of a file: ``.json``, ``.csv``, or text for any other ``suffix``."""
    if suffix.lower() == ".json":
        return (json.dumps(preflight_json(report), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    if suffix.lower() == ".csv":
        return _BOM + _csv(report).encode("utf-8")
    return "".join(f"{line}\n" for line in preflight_lines(report)).encode("utf-8")


def _csv(report: PreflightReport) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CSV_HEADER)
    rows = [(one.level.value, one.code, one.subject, one.sentence) for one in report.findings]
    rows += [("drift", one.code, one.subject, one.sentence + _breaks(one)) for one in report.drift or ()]
    writer.writerows([guard_formula(cell) for cell in row] for row in rows)
    return text.getvalue()


def _drift_json(drift: Drift) -> dict[str, Any]:
    return {
        "code": drift.code,
        "subject": drift.subject,
        "scene": drift.scene,
        "new": drift.new,
        "sentence": drift.sentence,
        "rows": list(drift.rows),
        "roles": list(drift.roles),
    }


def _breaks(drift: Drift) -> str:
    parts = []
    if drift.rows:
        parts.append(f"lineup rows {', '.join(drift.rows)}")
    if drift.roles:
        parts.append(f"the {', '.join(drift.roles)} text")
    return f" It breaks {' and '.join(parts)}." if parts else ""
