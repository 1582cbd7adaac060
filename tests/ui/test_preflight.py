# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preflight on the Prepare page: findings in words, and no way live past a red one without reason and name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.obs.drift import DRIFT_SENTENCES as DOMAIN_DRIFT
from app.domain.obs.drift import Drift
from app.domain.obs.preflight import Finding, Level
from app.domain.obs.preflight_sentences import SENTENCES
from app.domain.obs.state import LinkFault
from app.domain.obs.survey import Picture, SurveyError
from app.ui.prepare.preflight_texts import (
    DRIFT_SENTENCES,
    PREFLIGHT_SENTENCES,
    drift_sentence,
    failure_sentence,
    finding_sentence,
)
from tests.helpers.services import Rig, pump
from tests.helpers.survey import MIC, studio, with_input
from tests.ui.test_prepare_page import Stage

BLACK = studio(picture=Picture(0.0, moved=True))


@pytest.fixture
def rig(qapp: object) -> Iterator[Rig]:
    found = Rig.build()
    yield found
    found.close()


@pytest.fixture
def stage(qtbot: QtBot, rig: Rig) -> Stage:
    return Stage(qtbot, rig)


def run(stage: Stage) -> None:
    stage.page.preflight_panel.show_notice("")
    stage.button("Run preflight").click()
    pump(lambda: stage.button("Run preflight").isEnabled())


def field(stage: Stage, name: str) -> QLineEdit:
    return next(one for one in stage.page.waiver_form.findChildren(QLineEdit) if one.accessibleName() == name)


def give_reason(stage: Stage, reason: str, by: str) -> None:
    field(stage, "Reason").setText(reason)
    field(stage, "Decided by").setText(by)


def test_findings_are_shown_in_words_the_worst_first(stage: Stage) -> None:
    stage.obs_world.next = BLACK
    run(stage)
    panel = stage.page.preflight_panel
    report_size = len(panel.sentences)
    assert "The program picture is black" in " ".join(panel.sentences[:5])
    assert panel.sentences[-1].endswith(".")
    assert report_size > 8
    assert panel.summary.endswith("good")


def test_good_findings_are_folded_away_until_asked_for(stage: Stage) -> None:
    run(stage)

    def seen() -> bool:
        labels = stage.page.preflight_panel.findChildren(QLabel)
        return any(one.text() == "A stream service is set in OBS." and one.isVisibleTo(stage.page) for one in labels)

    assert not seen()
    stage.button("Show what is good").click()
    assert seen()


def test_while_obs_is_looked_at_there_is_no_second_press(stage: Stage) -> None:
    stage.button("Run preflight").click()
    assert not stage.button("Run preflight").isEnabled()
    assert "Speak a sentence" in stage.page.preflight_panel.notice
    pump(lambda: stage.button("Run preflight").isEnabled())
    assert stage.page.preflight_panel.notice == ""


def test_obs_not_there_is_told_and_the_old_report_stays(stage: Stage) -> None:
    run(stage)
    before = stage.page.preflight_panel.sentences
    stage.obs_world.next = SurveyError(LinkFault.NOT_RUNNING, "English")
    run(stage)
    assert stage.page.preflight_panel.notice.startswith("Nothing new was found out: OBS does not answer.")
    assert stage.page.preflight_panel.sentences == before


def test_the_age_of_a_report_is_told(stage: Stage) -> None:
    run(stage)
    panel = stage.page.preflight_panel

    def told() -> list[str]:
        return [one.text() for one in panel.findChildren(QLabel) if one.text().startswith("Checked")]

    stage.rig.clock.move(seconds=-stage.rig.clock.monotonic() + 1772798430.0)
    panel.hide()
    panel.show()
    assert told() == ["Checked just now."]
    stage.rig.clock.move(seconds=300)
    panel.hide()
    panel.show()
    assert told() == ["Checked 5 min ago. OBS may have changed since."]


def test_names_from_obs_are_never_markup(stage: Stage) -> None:
    stage.obs_world.next = with_input(studio(), MIC, name="<b>x</b>", muted=True)
    run(stage)
    labels = [one for one in stage.page.preflight_panel.findChildren(QLabel) if "<b>x</b>" in one.text()]
    assert labels
    assert all(one.textFormat().name == "PlainText" for one in labels)


def test_a_red_preflight_holds_going_live_back_until_reason_and_name_are_given(stage: Stage) -> None:
    stage.obs_world.next = BLACK
    run(stage)
    stage.button("Go live").click()
    assert stage.page.waiver_form.isVisibleTo(stage.page)
    assert stage.rig.ledger.tries == []
    go = stage.button("Go live with this reason")
    for reason, by in (("", ""), ("灯坏了", " "), ("  ", "小周")):
        give_reason(stage, reason, by)
        assert not go.isEnabled()
        field(stage, "Decided by").returnPressed.emit()
    assert stage.rig.ledger.tries == []
    give_reason(stage, "灯坏了", "小周")
    go.click()
    pump(lambda: bool(stage.recorder.named("live")) and len(stage.rig.ledger.stored) == 2)
    waived = stage.rig.ledger.stored[1]
    assert (waived.kind, waived.body["reason"], waived.body["by"]) == ("preflight.waived", "灯坏了", "小周")
    assert not stage.page.waiver_form.isVisibleTo(stage.page)


def test_the_key_is_held_back_too(stage: Stage) -> None:
    stage.obs_world.next = BLACK
    run(stage)
    stage.registry.get("prepare.go_live").trigger()
    assert stage.rig.ledger.tries == []
    assert stage.page.waiver_form.isVisibleTo(stage.page)


def test_a_rehearsal_is_never_held_up(stage: Stage) -> None:
    stage.obs_world.next = BLACK
    run(stage)
    stage.button("Rehearse").click()
    pump(lambda: stage.rig.session.state is not None)
    stage.rig.settle()
    assert stage.rig.ledger.kinds() == ["session.open"]


def test_not_yet_closes_the_question_and_opens_nothing(stage: Stage) -> None:
    stage.obs_world.next = BLACK
    run(stage)
    stage.button("Go live").click()
    stage.button("Not yet").click()
    assert not stage.page.waiver_form.isVisibleTo(stage.page)
    assert stage.rig.ledger.tries == []


def test_without_a_preflight_going_live_asks_nothing(stage: Stage) -> None:
    stage.button("Go live").click()
    pump(lambda: bool(stage.recorder.named("live")))
    assert stage.rig.ledger.kinds() == ["session.open"]


def test_a_small_window_scrolls_to_what_a_key_opened(stage: Stage) -> None:
    page = stage.page
    page.resize(480, 270)

    def in_view(widget: QWidget) -> bool:
        top = widget.mapTo(page, QPoint(0, 0)).y()
        return 0 <= top < page.height()

    stage.obs_world.next = BLACK
    assert not in_view(page.preflight_panel)
    stage.registry.get("prepare.preflight").trigger()
    pump(lambda: in_view(page.preflight_panel) and bool(page.preflight_panel.sentences))
    stage.registry.get("prepare.go_live").trigger()
    pump(lambda: in_view(page.waiver_form))


def test_the_preflight_is_one_key_away(stage: Stage) -> None:
    stage.registry.get("prepare.preflight").trigger()
    pump(lambda: bool(stage.page.preflight_panel.sentences))
    assert stage.registry.conflicts() == ()


def test_changes_in_obs_are_shown_once_a_state_is_accepted(stage: Stage) -> None:
    run(stage)
    stage.button("Accept OBS as it is").click()
    pump(lambda: stage.obs_world.accepted is not None)
    stage.obs_world.next = with_input(studio(), MIC, muted=True)
    run(stage)
    assert stage.page.preflight_panel.changes == [f"“{MIC}” is muted now."]
    stage.button("Accept OBS as it is").click()
    pump(lambda: stage.page.preflight_panel.changes == [])
    run(stage)
    assert stage.page.preflight_panel.changes == []


def test_a_report_is_exported_where_the_person_says(stage: Stage, tmp_path: Path) -> None:
    assert not stage.button("Export…").isEnabled()
    run(stage)
    stage.page.preflight_panel.export_wanted.emit(tmp_path / "r.txt")
    pump(lambda: bool(stage.recorder.named("export_preflight")))
    ((report, path),) = stage.recorder.named("export_preflight")
    assert path == tmp_path / "r.txt"
    pump(lambda: "r.txt" in stage.page.preflight_panel.notice)
    assert report is not None
    stage.recorder.error = OSError("no room.")
    stage.page.preflight_panel.export_wanted.emit(tmp_path / "r.txt")
    pump(lambda: stage.page.preflight_panel.notice.startswith("Not exported: no room."))


def test_the_interface_knows_every_sentence_by_the_same_words() -> None:
    assert PREFLIGHT_SENTENCES == SENTENCES
    assert DRIFT_SENTENCES == DOMAIN_DRIFT


def test_every_finding_speaks_chinese_and_shows_every_value(chinese: None) -> None:
    for code, source in SENTENCES.items():
        names = {part.split("}")[0] for part in source.split("{")[1:]} - {"subject"}
        values = {name: "address" if name == "fields" else f"<{name}>" for name in names}
        said = finding_sentence(Finding(code, Level.RED, "<subject>", values))
        assert said != source.format(subject="<subject>", **values), code
        assert all(value in said for value in values.values() if value != "address"), code
        assert ("<subject>" in said) == ("{subject}" in source), code


def test_every_change_speaks_chinese(chinese: None) -> None:
    for code, source in DOMAIN_DRIFT.items():
        said = drift_sentence(Drift(code, "<s>", "<c>", "<n>", rows=("r1",), roles=("price",)))
        assert not said.startswith(source[:6]), code
        assert "影响排品行 r1。" in said


def test_missing_fields_are_named_in_chinese(chinese: None) -> None:
    finding = Finding("seller.incomplete", Level.RED, "S1", {"fields": "legal_name, contact"})
    assert finding_sentence(finding).startswith("店铺资料缺少：经营者名称、联系方式。")


@pytest.mark.parametrize("fault", LinkFault)
def test_every_reason_for_no_report_is_a_sentence(fault: LinkFault) -> None:
    assert failure_sentence(SurveyError(fault, "")).endswith(".")
