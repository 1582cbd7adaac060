# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from datetime import date

import pytest

from app.contract.content import PolicyPoint
from app.domain.live_view import PolicyValidity
from app.domain.policy import may_be_spoken, source_line, validity

TODAY = date(2026, 3, 1)


def point(**fields: object) -> PolicyPoint:
    return PolicyPoint.model_validate({"policy_id": "P1", "topic": "就业", **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, (PolicyValidity.VALID, "")),
        ({"effective_from": TODAY}, (PolicyValidity.VALID, "")),
        ({"effective_from": date(2026, 3, 2)}, (PolicyValidity.NOT_YET, "2026-03-02")),
        ({"effective_to": TODAY}, (PolicyValidity.VALID, "2026-03-01")),
        ({"effective_to": date(2026, 2, 28)}, (PolicyValidity.EXPIRED, "2026-02-28")),
        ({"superseded_by": "P2"}, (PolicyValidity.SUPERSEDED, "P2")),
        ({"superseded_by": "P2", "effective_to": date(2026, 2, 28)}, (PolicyValidity.SUPERSEDED, "P2")),
        ({"superseded_by": "P2", "effective_to": date(2026, 3, 31)}, (PolicyValidity.VALID, "2026-03-31")),
    ],
)
def test_validity_on_a_day(fields: dict[str, object], expected: tuple[PolicyValidity, str]) -> None:
    assert validity(point(**fields), TODAY) == expected


def test_a_point_ends_at_midnight_after_its_last_day() -> None:
    ending = point(effective_to=date(2026, 3, 1))

    assert may_be_spoken(ending, date(2026, 3, 1))
    assert not may_be_spoken(ending, date(2026, 3, 2))


def test_the_source_leaves_out_what_is_unknown() -> None:
    assert source_line(point(doc_title="社会保险法", article="第五十八条")) == "社会保险法 · 第五十八条"
    assert source_line(point()) == ""
