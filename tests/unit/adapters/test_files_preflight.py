# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A preflight report as a file: nothing lost, readable, and harmless in a spreadsheet."""

import csv
import io
import json

from app.adapters.files.export_preflight import preflight_file, preflight_json, preflight_lines
from app.domain.obs.fingerprint import fingerprint
from app.domain.obs.preflight import PreflightReport
from app.domain.obs.preflight_judge import check, judge
from tests.helpers.survey import INTENT, MIC, SELLER, placed, studio, with_input, with_item


def red_report() -> PreflightReport:
    changed = with_item(with_input(studio(), MIC, muted=True), placed("政策", SELLER, 2, visible=False))
    return check(changed, INTENT, fingerprint(studio()))


def test_json_holds_every_finding_and_every_change() -> None:
    told = json.loads(preflight_file(red_report(), ".json"))
    assert told == preflight_json(red_report())
    assert (told["level"], told["obs_version"], told["shop_id"]) == ("red", "31.0.4", "S1")
    assert told["findings"][0] == {
        "code": "mic.muted",
        "level": "red",
        "subject": MIC,
        "sentence": f"The microphone “{MIC}” is muted. Unmute it in OBS, or with the desk's mute key.",
    }
    assert [(one["code"], one["rows"], one["roles"]) for one in told["drift"]] == [
        ("input.muted", [], []),
        ("item.hidden", ["r2"], ["identity"]),
    ]


def test_text_is_by_level_and_says_what_a_change_breaks() -> None:
    lines = list(preflight_lines(red_report()))
    levels = [line.split()[0] for line in lines[1:]]
    assert levels == sorted(levels, key=["red", "amber", "green", "drift"].index)
    assert lines[0] == "Preflight: RED. 2026-03-06T12:00:00+00:00, OBS 31.0.4."
    assert lines[-1].endswith("It breaks lineup rows r2 and the identity text.  (item.hidden)")
    assert preflight_file(red_report(), ".txt").decode("utf-8").splitlines() == lines


def test_text_tells_no_changes_from_nothing_to_compare() -> None:
    assert list(preflight_lines(judge(studio(), INTENT)))[-1].startswith("drift   No state of OBS was accepted yet")
    same = check(studio(), INTENT, fingerprint(studio()))
    assert list(preflight_lines(same))[-1] == "drift   Nothing changed in OBS since the accepted state."


def test_a_spreadsheet_runs_no_name_as_a_formula() -> None:
    report = judge(with_input(studio(), MIC, name="=cmd()", muted=True), INTENT)
    data = preflight_file(report, ".CSV")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["level", "code", "subject", "sentence"]
    assert rows[1][:3] == ["red", "mic.muted", "'=cmd()"]
    assert len(rows) == 1 + len(report.findings)
