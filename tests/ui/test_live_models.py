# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.live_view import SaveMark, TapeRow
from app.ui.clock_text import hours_text, minutes_text
from app.ui.models.lineup_model import ROW_ROLE, LineupModel
from app.ui.models.tape_model import TapeModel
from tests.screens import sample


class Log:
    """What a model told its views."""

    def __init__(self, model: LineupModel | TapeModel) -> None:
        self.told: list[tuple[str, int, int]] = []
        model.modelReset.connect(lambda: self.told.append(("reset", 0, 0)))
        model.rowsInserted.connect(lambda _parent, first, last: self.told.append(("inserted", first, last)))
        model.rowsRemoved.connect(lambda _parent, first, last: self.told.append(("removed", first, last)))
        model.dataChanged.connect(lambda first, last, _roles: self.told.append(("changed", first.row(), last.row())))


@pytest.fixture
def tape(qtbot: QtBot, qtmodeltester: ModelTester) -> TapeModel:
    model = TapeModel()
    qtmodeltester.check(model)
    model.set_rows(sample.TAPE)
    return model


def new_sale(name: str) -> TapeRow:
    return replace(sample.TAPE[0], event_id=name)


def test_a_new_sale_is_one_inserted_row(tape: TapeModel) -> None:
    log = Log(tape)
    tape.set_rows((new_sale("e8"), *sample.TAPE))
    assert log.told == [("inserted", 0, 0)]
    assert tape.rowCount() == len(sample.TAPE) + 1


def test_a_saved_mark_is_one_changed_row(tape: TapeModel) -> None:
    log = Log(tape)
    tape.set_rows((replace(sample.TAPE[0], mark=SaveMark.SAVED), *sample.TAPE[1:]))
    assert log.told == [("changed", 0, 0)]


def test_a_new_sale_and_a_mark_come_together(tape: TapeModel) -> None:
    log = Log(tape)
    tape.set_rows((new_sale("e8"), replace(sample.TAPE[0], mark=SaveMark.SAVED), *sample.TAPE[1:]))
    assert log.told == [("inserted", 0, 0), ("changed", 1, 1)]


def test_a_tape_that_is_cut_at_its_end_loses_only_those_rows(tape: TapeModel) -> None:
    log = Log(tape)
    tape.set_rows((new_sale("e8"), *sample.TAPE[:-1]))
    assert log.told == [("removed", 6, 6), ("inserted", 0, 0)]


def test_another_session_resets_the_tape(tape: TapeModel) -> None:
    log = Log(tape)
    tape.set_rows((new_sale("x1"), new_sale("x2")))
    assert log.told == [("reset", 0, 0)]
    tape.set_rows(())
    assert tape.rowCount() == 0


def test_the_same_rows_change_nothing(tape: TapeModel) -> None:
    log = Log(tape)
    tape.set_rows(tuple(sample.TAPE))
    assert log.told == []


def test_a_lineup_row_changes_alone(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = LineupModel()
    rows = sample.lineup("r03")
    model.set_rows(rows)
    qtmodeltester.check(model)
    log = Log(model)
    model.set_rows((*rows[:2], replace(rows[2], units=15), *rows[3:]))
    assert log.told == [("changed", 2, 2)]
    assert model.index(2).data(ROW_ROLE).units == 15


def test_another_lineup_resets_the_list(qtbot: QtBot) -> None:
    model = LineupModel()
    model.set_rows(sample.lineup("r03"))
    log = Log(model)
    model.set_rows(sample.lineup("r03")[:3])
    assert log.told == [("reset", 0, 0)]


def test_a_row_is_found_by_its_id(qtbot: QtBot) -> None:
    model = LineupModel()
    model.set_rows(sample.lineup("r03"))
    assert (model.row_of("r03"), model.row_of("nowhere")) == (2, -1)


@pytest.mark.parametrize(("seconds", "words"), [(0, "00:00"), (192, "03:12"), (3600, "1:00:00"), (-5, "00:00")])
def test_minutes_are_read_as_a_presenter_reads_them(seconds: int, words: str) -> None:
    assert minutes_text(seconds) == words


def test_hours_have_all_their_digits() -> None:
    assert hours_text(4365) == "01:12:45"
