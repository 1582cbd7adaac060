# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wording's check as a service: the chosen shop, again when the content changes, and never a stale report."""

import threading
from datetime import date

import pytest

from app.contract.content import Shop
from app.domain.content_set import ContentSet
from app.domain.terms.check import Finding
from app.domain.terms.spoken import Where
from app.services.wording import WordingReport, WordingService
from tests.helpers.services import Rig, pump


class World:
    """A check whose result, or failure, a test sets."""

    def __init__(self, rig: Rig) -> None:
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[tuple[str, int, date]] = []
        self.told: list[WordingReport | None] = []
        self.service = WordingService(self._check, rig.content, rig.worker, rig.clock, wait_ms=0)
        self.service.report_changed.connect(self._note)

    def _check(self, content: ContentSet, shop_id: str, today: date) -> tuple[Finding, ...]:
        assert self.gate.wait(10)
        self.asked.append((shop_id, len(content.shops), today))
        if self.error is not None:
            raise self.error
        return (Finding("block", shop_id, "", "", "", Where("script", "a.md"), 1, 1, shop_id),)

    def _note(self) -> None:
        self.told.append(self.service.report)

    def terms(self) -> list[str]:
        return [finding.term for finding in self.service.report.findings] if self.service.report else []


@pytest.fixture
def world(rig: Rig) -> World:
    return World(rig)


def test_the_chosen_shop_is_checked(world: World, rig: Rig) -> None:
    world.service.choose("S1")
    pump(lambda: world.terms() == ["S1"])

    assert world.asked == [("S1", len(rig.content.content.shops), rig.clock.now().astimezone().date())]


def test_new_content_is_checked_again(world: World, rig: Rig) -> None:
    world.service.choose("S1")
    pump(lambda: len(world.told) == 1)
    shops = len(rig.content.content.shops)

    rig.update(Shop(shop_id="S8", name="新店"))
    pump(lambda: len(world.told) == 2)

    assert [count for _shop, count, _day in world.asked] == [shops, shops + 1]


def test_another_shops_report_is_never_shown(world: World) -> None:
    world.gate.clear()
    world.service.choose("S1")
    pump(lambda: not world.service._wait.isActive())
    world.service.choose("S2")
    world.gate.set()
    pump(lambda: world.service.report is not None)

    assert [report.shop_id if report else None for report in world.told] == ["S2"]


def test_choosing_another_shop_takes_the_report_away(world: World) -> None:
    world.service.choose("S1")
    pump(lambda: world.terms() == ["S1"])

    world.service.choose("")

    assert world.service.report is None
    assert world.told[-1] is None


@pytest.mark.expected_log("the wording could not be checked")
def test_a_check_that_fails_is_told_as_such(world: World) -> None:
    world.error = OSError("no disk")
    world.service.choose("S1")
    pump(lambda: world.service.report is not None)

    assert world.service.report == WordingReport("S1", failed=True)
