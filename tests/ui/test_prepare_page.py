# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from app.contract.content import PolicyPoint, Script, Shop
from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportOutcome, ImportProblem
from app.domain.import_preview import ImportCount, import_counts
from app.domain.obs.state import LinkFault, LinkPhase, ObsState, Scene
from app.domain.ports import BaseRefused, BaseUnreachable, BaseUntrusted
from app.domain.sync import SyncPhase, SyncStatus
from app.domain.terms.check import Finding, Level
from app.domain.terms.spoken import Where
from app.domain.tls_fault import TlsFault, TlsReason
from app.services.wording import WordingReport, WordingService
from app.ui.commands import CommandRegistry
from app.ui.pages.prepare_page import PreparePage
from app.ui.prepare import glyphs
from app.ui.prepare.ports import PrepareDefaults, PreparePageServices
from app.ui.prepare.readiness import Level as ReadyLevel
from app.ui.prepare.readiness import readiness
from app.ui.theme import load_theme
from tests.helpers.services import Rig, pump
from tests.ui.page_stage import FILES, Recorder, ScriptedPreflight, StillSync, TalkingObs, outcome_with

PROBLEM = ImportProblem("shops.xlsx", "products", 7, "F 直播价", "The price -5 is below zero. Write 0 or more.")


class Stage:
    """The page with everything around it."""

    def __init__(self, qtbot: QtBot, rig: Rig, anchor: str = "小古") -> None:
        self.rig, self.recorder, self.sync, self.obs = rig, Recorder(), StillSync(), TalkingObs()
        self.registry, self.obs_world = CommandRegistry(), ScriptedPreflight()
        self.findings: tuple[Finding, ...] = ()
        services = PreparePageServices(
            content=rig.content,
            session=rig.session,
            obs=self.obs.service(),
            sync=self.sync,
            preflight=self.obs_world.service(rig),
            wording=WordingService(self.check_wording, rig.content, rig.worker, rig.clock, wait_ms=0),
            worker=rig.worker,
        )
        self.page = PreparePage(
            services,
            self.recorder.actions(),
            self.registry,
            load_theme("dark"),
            defaults=PrepareDefaults(anchor=anchor),
        )
        qtbot.addWidget(self.page)
        self.page.show()

    def ready(self, subject: str) -> str:
        return self.page.ready_panel.sentence(subject)

    def check_wording(self, _content: ContentSet, _shop_id: str, _today: date) -> tuple[Finding, ...]:
        return self.findings

    def button(self, name: str) -> QAbstractButton:
        buttons = self.page.findChildren(QAbstractButton)
        return next(button for button in buttons if button.accessibleName() == name and button.isVisibleTo(self.page))


@pytest.fixture
def rig(qapp: object) -> Iterator[Rig]:
    found = Rig.build()
    yield found
    found.close()


@pytest.fixture
def stage(qtbot: QtBot, rig: Rig) -> Stage:
    return Stage(qtbot, rig)


def type_obs(stage: Stage, password: str, port: str = "4460") -> None:
    fields = {field.accessibleName(): field for field in stage.page.obs_form.findChildren(QLineEdit)}
    fields["Address"].setText("192.0.2.7")
    fields["Port"].setText(port)
    fields["Password"].setText(password)
    stage.page.obs_form.button.click()


def type_base(stage: Stage) -> None:
    fields = {field.accessibleName(): field for field in stage.page.base_form.findChildren(QLineEdit)}
    fields["Base address"].setText("https://base.example")
    fields["Code"].setText("ABCD-1234")
    stage.page.base_form.button.click()


def test_going_live_opens_the_session_and_shows_live(stage: Stage) -> None:
    stage.button("Go live").click()
    pump(lambda: bool(stage.recorder.named("live")))
    state = stage.rig.session.state
    assert state is not None
    assert (state.shop_id, state.anchor, state.lineup_id, state.rehearsal) == ("S1", "小古", "L1", False)


def test_a_rehearsal_is_marked_as_one(stage: Stage) -> None:
    stage.button("Rehearse").click()
    pump(lambda: stage.rig.session.state is not None)
    assert stage.rig.session.state.rehearsal


def test_the_anchors_name_is_remembered(stage: Stage) -> None:
    stage.button("Rehearse").click()
    pump(lambda: stage.rig.session.state is not None)
    assert stage.recorder.named("anchor") == [("小古",)]


def test_without_an_anchor_nothing_starts(qtbot: QtBot, rig: Rig) -> None:
    stage = Stage(qtbot, rig, anchor=" ")
    assert not stage.button("Go live").isEnabled()
    stage.registry.get("prepare.go_live").trigger()
    assert rig.ledger.tries == []


def test_a_second_press_while_opening_opens_nothing_more(stage: Stage) -> None:
    stage.rig.ledger.hold = True
    stage.registry.get("prepare.go_live").trigger()
    stage.registry.get("prepare.go_live").trigger()
    assert len(stage.rig.ledger.tries) == 1
    stage.rig.ledger.release()
    pump(lambda: stage.rig.session.state is not None)


def test_an_open_session_is_shown_with_the_way_back(stage: Stage) -> None:
    stage.rig.open()
    stage.button("Back to Live").click()
    assert stage.recorder.named("live") == [()]


def test_a_short_press_never_closes_the_session(qtbot: QtBot, stage: Stage) -> None:
    stage.rig.open()
    qtbot.mouseClick(stage.button("Hold to close the session"), Qt.MouseButton.LeftButton)
    assert not stage.rig.session.closing


def test_holding_closes_the_session(qtbot: QtBot, stage: Stage) -> None:
    stage.rig.open()
    qtbot.mousePress(stage.button("Hold to close the session"), Qt.MouseButton.LeftButton)
    pump(lambda: stage.rig.session.state is None)
    assert stage.button("Go live").isEnabled()


def test_a_new_shop_appears_and_the_chosen_one_stays(stage: Stage) -> None:
    stage.rig.update(Shop(shop_id="A1", name="老山田园合作社"))
    combo = next(box for box in stage.page.findChildren(QComboBox) if box.accessibleName() == "Shop")
    assert {combo.itemText(row) for row in range(combo.count())} == {"疆味坑馕坊", "老山田园合作社"}
    assert stage.page.session_panel.shop_id == "S1"


def test_files_are_looked_at_before_anything_changes(stage: Stage) -> None:
    stage.recorder.outcome = outcome_with(Shop(shop_id="S9", name="新店"))
    stage.page.look_at(FILES)
    pump(lambda: "1 new" in stage.page.import_panel.text)
    assert stage.rig.content.content.shops.keys() == {"S1"}


def test_problems_are_listed_with_place_and_advice(stage: Stage) -> None:
    stage.recorder.outcome = ImportOutcome((), (PROBLEM,))
    stage.page.look_at(FILES)
    pump(lambda: stage.page.import_panel.problems == 1)
    place, advice = stage.page.import_panel.findChildren(QListView)[0].model().index(0, 0).data().split("\n")
    assert place == "shops.xlsx, sheet “products”, row 7, column F 直播价"
    assert advice == "The price -5 is below zero. Write 0 or more."
    assert stage.page.import_panel.text.startswith("Nothing was changed.")


def test_the_preview_shows_which_lines_go_and_come(stage: Stage) -> None:
    stage.rig.update(Script(script_id="x01.md", text="一\n五块五\n"))
    stage.recorder.outcome = outcome_with(
        Script(script_id="x01.md", text="一\nنان\n"),
        Script(script_id="new.docx", text="好"),
        Shop(shop_id="S9", name="新"),
    )
    stage.page.look_at(FILES)
    pump(lambda: len(stage.page.import_panel.changes) == 3)
    assert stage.page.import_panel.changes == (
        "Changed: script x01.md\n\N{MINUS SIGN} 2  \u2068五块五\u2069\n+ 2  \u2068نان\u2069",
        "New: script new.docx",
        "New: shop S9",
    )
    lists = {view.accessibleName(): view for view in stage.page.import_panel.findChildren(QListView)}
    assert not lists["What the import would change"].isHidden()
    stage.button("Cancel").click()
    assert lists["What the import would change"].isHidden()


def test_a_very_long_change_is_cut_and_counted(stage: Stage) -> None:
    stage.rig.update(Script(script_id="x01.md", text="旧\n" * 30))
    stage.recorder.outcome = outcome_with(Script(script_id="x01.md", text="新\n" * 30))
    stage.page.look_at(FILES)
    pump(lambda: bool(stage.page.import_panel.changes))
    lines = stage.page.import_panel.changes[0].split("\n")
    assert (len(lines), lines[-1]) == (42, "… and 20 more lines")


def test_characters_that_no_font_has_are_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "shown_by_fonts", lambda: lambda character: character != "𬌗")
    stage.recorder.outcome = outcome_with(Script(script_id="x01.md", text="馕𬌗"))
    stage.page.look_at(FILES)
    pump(lambda: stage.page.import_panel.problems == 1)
    note = stage.page.import_panel.findChildren(QListView)[0].model().index(0, 0).data()
    assert "No font on this PC shows U+2C317 𬌗." in note


def test_fonts_are_asked_what_they_have(qapp: QCoreApplication) -> None:
    shows = glyphs.shown_by_fonts()
    assert shows("A")
    assert not shows("\u0378")


def test_dropped_files_are_looked_at(stage: Stage, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "shops.csv"))])
    drop = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    stage.page.dropEvent(drop)
    pump(lambda: bool(stage.recorder.named("preview")))
    assert stage.recorder.named("preview") == [((tmp_path / "shops.csv",),)]


def test_files_that_cannot_be_read_are_explained(stage: Stage) -> None:
    stage.recorder.error = OSError("the disk is gone")
    stage.page.look_at(FILES)
    pump(lambda: "the disk is gone" in stage.page.import_panel.text)
    assert "nothing was changed" in stage.page.import_panel.text


def test_the_import_itself_goes_through_the_content_service(qtbot: QtBot, stage: Stage) -> None:
    stage.recorder.outcome = outcome_with(Shop(shop_id="S9", name="新店"))
    stage.page.look_at(FILES)
    pump(lambda: "1 new" in stage.page.import_panel.text)
    with qtbot.waitSignal(stage.rig.content.import_finished):
        stage.button("Import").click()
    assert stage.page.import_panel.text == "Imported. 0 records are in place."


@pytest.mark.parametrize("fault", [LinkFault.NOT_RUNNING, LinkFault.PASSWORD_WRONG, LinkFault.HUNG])
def test_a_missing_obs_is_a_plain_sentence_with_a_retry(stage: Stage, fault: LinkFault) -> None:
    before = stage.ready("obs")
    stage.obs.tell(ObsState(fault=fault))
    pump(lambda: stage.ready("obs") != before)
    stage.button("Connect to OBS now").click()
    assert stage.ready("obs").endswith(".")
    assert stage.obs.retries == 1


def test_a_connected_obs_is_told_with_its_version(stage: Stage) -> None:
    stage.obs.tell(ObsState(phase=LinkPhase.LIVE, obs_version="31.0.2", scenes=(Scene("产品"), Scene("政策"))))
    pump(lambda: "31.0.2" in stage.ready("obs"))
    assert stage.ready("obs") == "OBS: OBS 31.0.2 answers. 2 scenes."


def test_an_offline_base_counts_what_waits(stage: Stage) -> None:
    stage.sync.become(SyncStatus(SyncPhase.OFFLINE, pending=12))
    assert "12 entries wait here, safely" in stage.ready("base")


def test_a_seller_without_contact_is_warned_of(stage: Stage) -> None:
    shop = stage.rig.content.content.shops["S1"]
    stage.rig.update(shop.model_copy(update={"contact": " "}))
    assert "Missing: contact." in stage.ready("seller")


def finding(level: Level, text: str, where: Where, line: int = 0) -> Finding:
    return Finding(level, text, "law 1", "", "", where, line, 1, text)


def test_wording_that_was_not_checked_yet_is_not_told(rig: Rig) -> None:
    items = readiness(rig.content.content, "S1", ObsState(), SyncStatus(SyncPhase.NOT_ENROLLED), date(2026, 3, 1))

    assert "wording" not in {item.subject for item in items}


@pytest.mark.parametrize(
    ("level", "shown"), [("block", ReadyLevel.BAD), ("proof", ReadyLevel.WARN), ("warn", ReadyLevel.WARN)]
)
def test_a_forbidden_word_weighs_more_than_a_doubtful_one(rig: Rig, level: Level, shown: ReadyLevel) -> None:
    report = WordingReport("S1", (finding(level, "最佳", Where("script", "x.md"), 1),))
    status = SyncStatus(SyncPhase.NOT_ENROLLED)

    items = readiness(rig.content.content, "S1", ObsState(), status, date(2026, 3, 1), wording=report)

    assert [item.level for item in items if item.subject == "wording"] == [shown]


def test_a_check_of_the_wording_that_failed_is_told(rig: Rig) -> None:
    status = SyncStatus(SyncPhase.NOT_ENROLLED)
    report = WordingReport("S1", failed=True)

    items = readiness(rig.content.content, "S1", ObsState(), status, date(2026, 3, 1), wording=report)

    assert [item.sentence for item in items if item.subject == "wording"] == [
        "The wording could not be checked. Read the scripts yourself, and call the technician."
    ]


def test_clean_wording_is_told(stage: Stage) -> None:
    pump(lambda: stage.ready("wording") == "Wording: No forbidden word and no unproved claim was found.")


def test_what_must_not_be_said_is_counted_and_the_worst_is_named_first(stage: Stage) -> None:
    point = Where("product", "X01", "selling_points", 2)
    stage.findings = (
        finding("warn", "秒杀", Where("script", "x01.md"), 3),
        finding("proof", "有机", point, 1),
        finding("block", "最佳", Where("script", "x02.md"), 7),
    )
    stage.rig.update(Shop(shop_id="S7", name="新店"))

    pump(lambda: "1 forbidden" in stage.ready("wording"))

    assert stage.ready("wording") == (
        "Wording: 1 forbidden, 1 unproved, 1 doubtful: “最佳” (x02.md:7), “有机” (X01 selling_points 2), "
        "“秒杀” (x01.md:3). Change the wording or register the proof."
    )


def test_policy_points_that_are_over_or_unchecked_are_named(stage: Stage) -> None:
    stage.rig.update(PolicyPoint(policy_id="P99", topic="旧规定", effective_to="2020-01-01"))
    text = stage.ready("policy")
    assert "Not in force today: P99." in text
    assert "Not checked by anyone yet: P08, P99." in text


def test_the_password_goes_to_the_keyring_and_leaves_the_field(stage: Stage) -> None:
    type_obs(stage, "s3cret")
    pump(lambda: "Saved" in stage.page.obs_form.result)
    assert stage.recorder.named("password") == [("", "s3cret")]
    assert stage.recorder.named("place") == [("", "192.0.2.7", 4460)]
    assert all("s3cret" not in field.text() for field in stage.page.findChildren(QLineEdit))


def test_the_safe_scene_is_chosen_from_the_scenes_of_obs_or_typed(stage: Stage) -> None:
    scenes = next(box for box in stage.page.obs_form.findChildren(QComboBox) if box.accessibleName() == "Safe scene")
    scenes.setCurrentText("稍后回来")
    stage.obs.tell(ObsState(phase=LinkPhase.LIVE, scenes=(Scene("商品"), Scene("片头"))))
    pump(lambda: scenes.count() == 2)
    assert [scenes.itemText(at) for at in range(scenes.count())] == ["商品", "片头"]
    assert scenes.currentText() == "稍后回来"

    scenes.setCurrentText(" 片头 ")
    type_obs(stage, "")

    pump(lambda: "Saved" in stage.page.obs_form.result)
    assert stage.recorder.named("safe_scene") == [("片头",)]


def test_an_empty_password_keeps_the_stored_one(stage: Stage) -> None:
    type_obs(stage, "")
    pump(lambda: "Saved" in stage.page.obs_form.result)
    assert stage.recorder.named("password") == []


def test_a_keyring_that_refuses_is_explained_without_the_password(stage: Stage) -> None:
    stage.recorder.error = RuntimeError("The keyring is locked. Unlock it and try again.")
    type_obs(stage, "s3cret")
    pump(lambda: "keyring is locked" in stage.page.obs_form.result)
    assert "s3cret" not in stage.page.obs_form.result


@pytest.mark.parametrize("port", ["", "0", "65536", "4455x", "４４５５"])
def test_a_port_that_is_none_is_not_saved(stage: Stage, port: str) -> None:
    type_obs(stage, "", port)
    assert "from 1 to 65535" in stage.page.obs_form.result
    assert stage.recorder.named("place") == []


def test_a_new_name_is_the_obs_of_another_studio(stage: Stage) -> None:
    stage.page.obs_form.findChild(QComboBox).setCurrentText("二号直播间")
    type_obs(stage, "s3cret")
    pump(lambda: "Saved" in stage.page.obs_form.result)
    assert stage.recorder.named("password") == [("二号直播间", "s3cret")]
    assert stage.recorder.named("place") == [("二号直播间", "192.0.2.7", 4460)]


def test_choosing_a_studio_fills_in_where_its_obs_is(stage: Stage) -> None:
    studio = stage.page.obs_form.findChild(QComboBox)
    studio.setCurrentText("二号直播间")
    type_obs(stage, "")
    fields = {field.accessibleName(): field for field in stage.page.obs_form.findChildren(QLineEdit)}
    for position, shown in ((0, ("127.0.0.1", "4455")), (1, ("192.0.2.7", "4460"))):
        studio.setCurrentIndex(position)
        studio.activated.emit(position)
        assert (fields["Address"].text(), fields["Port"].text()) == shown


def test_joining_a_base_starts_the_sync(stage: Stage) -> None:
    type_base(stage)
    pump(lambda: "joined" in stage.page.base_form.result)
    assert stage.recorder.named("enroll") == [("https://base.example", "ABCD-1234")]
    assert stage.sync.retries == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (BaseUnreachable("timed out"), "does not answer"),
        (BaseRefused("enroll_code_invalid", 403, "no"), "Ask for a new one"),
        (
            BaseUntrusted(TlsFault("base.lan", TlsReason.EXPIRED, "", None, None, "2026-05-20T20:00+08:00"), ""),
            "certificate of the base at base.lan ended",
        ),
        (BaseRefused("upgrade_required", 426, "This desk is too old."), "Install the newest version"),
    ],
)
def test_why_joining_failed_is_said_plainly(stage: Stage, error: Exception, words: str) -> None:
    stage.recorder.error = error
    type_base(stage)
    pump(lambda: words in stage.page.base_form.result)
    assert stage.page.base_form.button.isEnabled()


def test_everything_that_acts_has_an_accessible_name(stage: Stage) -> None:
    acting = [widget for kind in (QAbstractButton, QLineEdit, QComboBox) for widget in stage.page.findChildren(kind)]
    assert len(acting) > 12
    assert [widget for widget in acting if not widget.accessibleName()] == []


def test_counts_tell_new_changed_and_unchanged_apart() -> None:
    here = ContentSet.of([Shop(shop_id="A", name="甲"), Shop(shop_id="B", name="乙")])
    given = [Shop(shop_id="A", name="甲"), Shop(shop_id="B", name="丙"), Shop(shop_id="C", name="丁")]
    assert import_counts(given, here) == (ImportCount("shop", added=1, changed=1, same=1),)
