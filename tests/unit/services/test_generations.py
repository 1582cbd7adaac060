# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import threading

from PySide6.QtCore import QCoreApplication

from app.domain.live_view import SaveMark
from app.domain.session_state import SessionState
from app.domain.sync import Acknowledged
from app.services.generations import GenerationsService
from tests.helpers.services import MemoryLedger, Rig, pump


class Renumbered(MemoryLedger):
    """A ledger that began a new generation with all it has, as the real one does for what the base lacks."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.gate.set()
        self.reading = threading.Event()

    def session(self, session_id: str) -> SessionState | None:
        state = super().session(session_id)
        self.reading.set()
        self.gate.wait(10)
        return state

    def begin_generation(self, gen: int) -> None:
        self.stored = [event.model_copy(update={"gen": gen}) for event in self.stored]


def test_how_far_the_base_is_in_a_new_generation_is_told_once_the_session_has_its_numbers(
    qapp: QCoreApplication,
) -> None:
    ledger = Renumbered()
    rig = Rig.build(ledger)
    rig.open()
    rig.sales.sell("X01-1", 1)
    rig.settle()
    generations = GenerationsService(rig.session, ledger, rig.worker)
    generations.follow(Acknowledged(1, 1))
    generations.acknowledged.connect(rig.live_view.set_acknowledged)
    ledger.begin_generation(2)
    generations.follow(Acknowledged(2, 1))
    rig.live_view.refresh_now()
    assert [row.mark for row in rig.live_view.view.tape] == [SaveMark.SAVED]
    told: list[Acknowledged] = []
    generations.acknowledged.connect(told.append)
    pump(lambda: bool(told))
    assert rig.session.state is not None
    assert [(sale.gen, sale.seq) for sale in rig.session.state.sales] == [(2, 2)]
    assert rig.session.state.events == 2
    rig.live_view.refresh_now()
    assert [row.mark for row in rig.live_view.view.tape] == [SaveMark.SAVED]
    generations.follow(Acknowledged(2, 2))
    rig.live_view.refresh_now()
    assert [row.mark for row in rig.live_view.view.tape] == [SaveMark.AT_BASE]
    rig.close()


def test_nothing_is_lost_or_doubled_by_reading_the_session_again_while_sales_go_on(qapp: QCoreApplication) -> None:
    ledger = Renumbered()
    rig = Rig.build(ledger)
    rig.open()
    generations = GenerationsService(rig.session, ledger, rig.worker)
    told: list[Acknowledged] = []
    generations.acknowledged.connect(told.append)
    ledger.begin_generation(2)
    generations.follow(Acknowledged(2, 0))
    for units in (1, 2, 3):
        rig.sales.sell("X01-1", units)
    pump(lambda: bool(told))
    rig.settle()
    assert rig.session.state is not None
    assert [sale.units for sale in rig.session.state.sales] == [1, 2, 3]
    assert rig.session.state.events == len(ledger.stored)
    rig.close()


def test_a_sale_saved_while_the_session_is_read_again_is_not_lost(qapp: QCoreApplication) -> None:
    ledger = Renumbered()
    rig = Rig.build(ledger)
    rig.open()
    generations = GenerationsService(rig.session, ledger, rig.worker)
    told: list[Acknowledged] = []
    generations.acknowledged.connect(told.append)
    ledger.begin_generation(2)
    ledger.gate.clear()
    generations.follow(Acknowledged(2, 0))
    assert ledger.reading.wait(10)
    rig.sales.sell("X01-1", 3)
    rig.settle()
    ledger.gate.set()
    pump(lambda: bool(told))
    assert rig.session.state is not None
    assert [sale.units for sale in rig.session.state.sales] == [3]
    rig.session.apply_event(ledger.stored[-1])
    assert rig.session.state.events == len(ledger.stored)
    rig.close()
