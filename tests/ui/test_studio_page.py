# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Studio page over the real service and real plans on an OBS in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.adapters.obs.provision import ProvisionError
from app.contract.content import Shop
from app.domain.content_set import ContentSet
from app.domain.obs.permissions import DeskMode
from app.domain.obs.state import LinkFault, LinkPhase, ObsState, OutputPhase
from app.domain.obs.studio import TemplateInfo
from app.services.studio import StudioPhase
from app.services.studio_texts import failure_sentence
from app.settings.file import SettingsError
from app.ui.commands import CommandRegistry
from app.ui.main_window import MainWindow
from app.ui.pages.studio_page import StudioPage
from app.ui.studio.ports import StudioPageServices
from app.ui.studio.rows import Row, RowMark
from app.ui.studio.shop_model import template_title
from app.ui.theme import load_theme
from tests.helpers.services import pump
from tests.helpers.studio import CARPET_SHOP, FOOD_INFO, NAN_SHOP, STONE_SHOP, StudioRig
from tests.screens.live_fakes import FakeObsService, FakePermissions
from tests.screens.page_fakes import FakeContent


class Stage:
    """The page, its window and what stands behind them."""

    def __init__(self, qtbot: QtBot, *shops: Shop, chosen: Mapping[str, str] | None = None) -> None:
        self.qtbot = qtbot
        self.rig = StudioRig(chosen=chosen or {})
        self.content = FakeContent(ContentSet.of(shops))
        self.obs = FakeObsService(ObsState(phase=LinkPhase.LIVE))
        self.registry = CommandRegistry()
        theme = load_theme("dark")
        self.permissions = FakePermissions()
        self.permissions.become(DeskMode.TECHNICIAN)
        services = StudioPageServices(self.rig.service, self.content, self.obs, self.permissions)
        self.page = StudioPage(services, self.registry, theme)
        self.window = MainWindow(self.registry, theme)
        self.window.add_page("studio", self.page, "Studio")
        self.window.show_page("studio")
        qtbot.addWidget(self.window)
        self.window.show()

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.page.plan.list.rows.rows

    def marks(self) -> set[RowMark]:
        return {row.mark for row in self.rows} - {RowMark.HEAD}

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def button(self, name: str) -> QPushButton:
        return next(one for one in self.page.findChildren(QPushButton) if one.text() == name)

    def key(self, command: str) -> bool:
        return self.registry.get(f"studio.{command}").trigger()

    def look(self) -> None:
        self.press("Look")
        self.rig.settle()

    def apply(self) -> None:
        self.press("Apply…")
        self.rig.settle()
        self.press("Do it")
        self.rig.settle()


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    built = Stage(qtbot, NAN_SHOP)
    yield built
    built.rig.close()


@pytest.fixture
def shops(qtbot: QtBot) -> Iterator[Stage]:
    built = Stage(qtbot, NAN_SHOP, STONE_SHOP, CARPET_SHOP)
    yield built
    built.rig.close()


# Looking and applying


def test_a_look_lists_what_is_to_be_made_scene_by_scene_and_changes_nothing(stage: Stage) -> None:
    before = set(stage.rig.obs.scenes)
    assert stage.page.plan.headline == "Not looked at yet"

    stage.look()

    heads = [row.text for row in stage.rows if row.mark is RowMark.HEAD]
    assert heads == ["商品", "互动", "政策", "稍后回来"]
    assert stage.marks() == {RowMark.CREATE}
    assert stage.page.plan.headline == "OBS differs from the templates"
    assert stage.page.plan.counts == f"{len(stage.rows) - len(heads)} to do"
    assert set(stage.rig.obs.scenes) == before


def test_apply_shows_first_what_it_would_do_and_does_nothing_until_the_person_agrees(stage: Stage) -> None:
    stage.press("Apply…")
    stage.rig.settle()

    assert stage.page.plan.asking
    assert stage.rows
    assert "商品" not in stage.rig.obs.scenes

    stage.press("Not now")
    assert not stage.page.plan.asking
    assert "商品" not in stage.rig.obs.scenes


def test_an_agreed_apply_tells_each_step_and_that_obs_is_verified(stage: Stage) -> None:
    stage.apply()

    assert stage.page.plan.headline == "Verified: OBS is as the templates say"
    assert stage.marks() == {RowMark.DONE}
    assert "商品" in stage.rig.obs.scenes

    stage.look()
    assert stage.page.plan.headline == "OBS is as the templates say"
    assert not stage.button("Apply…").isEnabled()


def test_drift_is_told_with_a_word_for_each_kind(stage: Stage) -> None:
    stage.apply()
    obs = stage.rig.obs
    obs.SetSceneName({"sceneName": "互动", "newSceneName": "互动 old"})
    obs.CreateInput({"sceneName": "商品", "inputName": "My logo", "inputKind": "image_source", "inputSettings": {}})
    obs.scenes["政策"].items.pop()
    obs.inputs["Anchor Desk microphone"].muted = True
    obs.scenes["商品"].items[0].enabled = False

    stage.look()

    told = {(row.mark, row.text) for row in stage.rows if row.mark is not RowMark.HEAD}
    assert told == {
        (RowMark.RENAME, "Rename “互动 old” back to “互动”."),
        (RowMark.NOT_OURS, "“My logo” is not from the template and stays as it is."),
        (RowMark.MISSING, "Put “Anchor Desk microphone” into the scene."),
        (RowMark.CHANGE, "Unmute “Anchor Desk microphone”."),
        (RowMark.CHANGE, "Show “Anchor Desk background”."),
    }
    assert stage.page.plan.counts == "4 to do, 1 left alone because not ours"


def test_what_stands_in_the_way_comes_first_and_is_taken_over_only_when_ticked(stage: Stage) -> None:
    stage.rig.obs.CreateScene({"sceneName": "政策"})

    stage.look()
    assert [row.mark for row in stage.rows[:2]] == [RowMark.HEAD, RowMark.IN_THE_WAY]

    stage.page.plan.adopt.click()
    assert stage.page.plan.headline == "Not looked at yet"
    stage.look()
    assert RowMark.ADOPT in stage.marks()
    assert RowMark.IN_THE_WAY not in stage.marks()


def test_a_kind_that_this_obs_lacks_is_explained(stage: Stage) -> None:
    stage.rig.obs.kinds.remove("v4l2_input")

    stage.look()

    row = next(row for row in stage.rows if row.mark is RowMark.UNAVAILABLE)
    assert "“Anchor Desk camera”" in row.text
    assert "plain colour" in row.text
    assert "v4l2_input" in row.detail


def test_steps_that_failed_are_told_with_what_obs_said(stage: Stage) -> None:
    stage.rig.obs.refuse = lambda kind, _data: 702 if kind == "SetSceneItemTransform" else None

    stage.apply()

    failed = [row for row in stage.rows if row.mark is RowMark.FAILED]
    assert failed
    assert all("702" in row.text for row in failed)
    assert "what remains is below" in stage.page.plan.headline
    assert f"{len(failed)} failed" in stage.page.plan.counts


# Progress and stopping


def test_while_obs_works_nothing_else_can_be_pressed_but_stop(stage: Stage) -> None:
    stage.look()
    stage.rig.hold()
    stage.press("Apply…")
    stage.press("Do it")

    assert not stage.button("Look").isEnabled()
    assert not stage.page.shops.isEnabled()
    assert not stage.key("none")
    stage.press("Stop")
    assert stage.rig.service.phase is StudioPhase.STOPPING
    stage.rig.release()
    stage.rig.settle()

    assert "Stopped as you asked" in stage.page.plan.headline
    assert RowMark.OPEN in stage.marks()
    assert stage.button("Stop").isHidden()


def test_progress_is_told_in_words(stage: Stage) -> None:
    stage.rig.service.progress.emit(34, 120)

    assert stage.page.plan.progress_words == "Changing OBS: 34 of 120"


# Faults


def test_a_fault_says_what_happened_and_keeps_the_page_usable(stage: Stage) -> None:
    stage.rig.error = ProvisionError("for the log", "not_running")
    stage.look()
    assert stage.page.plan.headline == failure_sentence("not_running")

    stage.rig.error = None
    stage.look()
    assert stage.page.plan.headline == "OBS differs from the templates"


def test_on_air_an_apply_is_refused_until_it_is_allowed(stage: Stage) -> None:
    stage.rig.on_air = stage.rig.obs.streaming = True
    assert stage.page.plan.while_live.isHidden()
    stage.obs.show(ObsState(phase=LinkPhase.LIVE, stream=OutputPhase.ON))
    assert not stage.page.plan.while_live.isHidden()

    stage.press("Apply…")
    assert stage.page.plan.headline == failure_sentence("streaming")
    assert not stage.page.plan.asking

    stage.page.plan.while_live.click()
    stage.apply()
    assert stage.page.plan.headline.startswith("Verified")


def test_a_link_that_is_gone_is_told(stage: Stage) -> None:
    gone = ObsState(phase=LinkPhase.DISCONNECTED, fault=LinkFault.NOT_RUNNING)
    stage.obs.show(gone)
    assert "Start OBS" in stage.page.plan.link_text

    stage.obs.show(replace(gone, phase=LinkPhase.LIVE, fault=LinkFault.NONE))
    assert stage.page.plan.link_text == ""


def test_another_obs_makes_the_page_forget_what_it_saw(stage: Stage) -> None:
    stage.look()
    stage.rig.where = "10.0.0.7:4455"
    stage.obs.show(ObsState(phase=LinkPhase.CONNECTING))

    assert stage.page.plan.headline == "Not looked at yet"
    assert stage.rows == ()


# Shops and templates


def test_the_only_shop_is_ticked_and_of_several_none(stage: Stage, shops: Stage) -> None:
    assert [one.shop.shop_id for one in stage.page.shops.choices] == ["SX"]
    assert shops.page.shops.choices == ()
    assert not shops.button("Look").isEnabled()


def test_all_and_none_act_on_what_the_search_shows(shops: Stage) -> None:
    shops.page.shops.search.setText("首饰")
    shops.press("All")
    assert [one.shop.shop_id for one in shops.page.shops.choices] == ["SZ"]

    shops.page.shops.search.setText("sx")
    shops.press("All")
    shops.press("None")
    assert [one.shop.shop_id for one in shops.page.shops.choices] == ["SZ"]


def test_the_space_bar_ticks_the_shop_that_is_marked(shops: Stage) -> None:
    shops.page.shops.list.setCurrentIndex(shops.page.shops.list.model().index(1, 0))
    shops.qtbot.keyClick(shops.page.shops.list, Qt.Key.Key_Space)

    assert [one.shop.shop_id for one in shops.page.shops.choices] == ["SX"]


def test_a_shop_without_a_template_says_so_and_gets_one_by_choice(shops: Stage) -> None:
    shops.page.shops.model.tick(["SC"], on=True)
    shops.look()
    assert "地毯店 (SC)" in shops.page.plan.headline

    shops.page.shops.list.setCurrentIndex(shops.page.shops.list.model().index(0, 0))
    box = shops.page.shops.template
    box.setCurrentIndex(box.findData("food"))
    box.activated.emit(box.currentIndex())
    shops.look()

    assert shops.page.plan.headline == "OBS differs from the templates"
    assert [one.template for one in shops.page.shops.choices] == ["food"]


def test_a_template_from_a_file_goes_to_the_marked_shops_once_it_was_read(shops: Stage) -> None:
    shops.page.shops.list.selectAll()
    shops.page.shops.take_file("/templates/carpet.toml")
    pump(lambda: shops.page.shops.template.currentData() == "/templates/carpet.toml")

    shops.page.shops.tick_all()
    assert {one.template for one in shops.page.shops.choices} == {"/templates/carpet.toml"}


def test_a_template_that_was_chosen_is_there_at_the_next_start(qtbot: QtBot, shops: Stage) -> None:
    shops.page.shops.list.selectAll()
    shops.page.shops.take_file("/templates/carpet.toml")
    pump(lambda: dict(shops.rig.chosen) == dict.fromkeys(("SC", "SX", "SZ"), "/templates/carpet.toml"))
    shops.page.shops.list.setCurrentIndex(shops.page.shops.list.model().index(1, 0))
    box = shops.page.shops.template
    box.setCurrentIndex(box.findData(""))
    box.activated.emit(box.currentIndex())
    pump(lambda: "SX" not in shops.rig.chosen)

    later = Stage(qtbot, NAN_SHOP, STONE_SHOP, CARPET_SHOP, chosen=shops.rig.chosen)

    later.page.shops.tick_all()
    assert [one.template for one in later.page.shops.choices] == [
        "/templates/carpet.toml",
        "",
        "/templates/carpet.toml",
    ]
    pump(lambda: "Carpet shop" in later.page.shops.list.model().index(0, 0).data())
    later.rig.close()


def test_a_choice_that_could_not_be_kept_is_told(shops: Stage) -> None:
    shops.rig.error = SettingsError("The settings were not saved. The old ones are unchanged.")
    shops.page.shops.model.choose_template(["SC"], "food")

    pump(lambda: bool(shops.rig.failures))
    assert shops.rig.failures == ["The settings were not saved. The old ones are unchanged."]


def test_new_content_keeps_the_ticks(shops: Stage) -> None:
    shops.page.shops.model.tick(["SX"], on=True)
    shops.content.content_changed.emit(ContentSet.of([NAN_SHOP, STONE_SHOP]))

    assert [one.shop.shop_id for one in shops.page.shops.choices] == ["SX"]


def test_two_hundred_shops_need_no_more_widgets_than_two(qtbot: QtBot, shops: Stage) -> None:
    few = len(shops.page.findChildren(QWidget))
    many = [Shop(shop_id=f"S{n:03d}", name=f"店 {n}", category="食品") for n in range(200)]
    shops.content.content_changed.emit(ContentSet.of(many))
    shops.page.shops.tick_all()

    assert len(shops.page.shops.choices) == 200
    assert len(shops.page.findChildren(QWidget)) == few


def test_without_shops_the_page_says_where_they_come_from(qtbot: QtBot) -> None:
    built = Stage(qtbot)
    assert "no shop" in built.page.plan.headline
    assert "Prepare" in built.page.plan.counts
    built.rig.close()


# Keys, locks, names


def test_a_locked_page_shows_a_sentence_and_does_nothing(stage: Stage) -> None:
    stage.look()
    stage.press("Apply…")
    stage.page.set_locked(True)

    assert not stage.page.plan.asking
    assert stage.button("Look").isVisible() is False
    assert "PIN" in stage.page.plan.lock_text
    assert not any(stage.key(name) for name in ("look", "apply", "agree", "all"))

    stage.page.set_locked(False)
    assert stage.button("Look").isVisible()
    assert stage.page.plan.lock_text == ""


def test_every_action_has_a_key_of_its_own_on_this_page(stage: Stage) -> None:
    commands = [one for one in stage.registry.all() if one.group == "studio"]

    assert {one.page for one in commands} == {"studio"}
    assert all(one.keys and one.label() for one in commands)
    assert stage.registry.conflicts() == ()


def test_everything_goes_by_key(stage: Stage) -> None:
    stage.key("look")
    stage.rig.settle()
    stage.key("apply")
    assert stage.page.plan.asking
    stage.key("decline")
    assert not stage.page.plan.asking
    stage.key("apply")
    stage.key("agree")
    stage.rig.settle()

    assert stage.page.plan.headline.startswith("Verified")


def test_agreeing_by_key_without_a_question_does_nothing(stage: Stage) -> None:
    stage.look()
    stage.key("agree")
    stage.rig.settle()

    assert "商品" not in stage.rig.obs.scenes


def belongs_to_a_field(widget: QWidget) -> bool:
    """Whether a widget is Qt's own part of a text field or a box to choose from."""
    parent = widget.parentWidget()
    return parent is not None and (isinstance(parent, QComboBox | QLineEdit) or belongs_to_a_field(parent))


def test_everything_that_acts_has_a_name(stage: Stage) -> None:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QListView)
    acting = [one for kind in kinds for one in stage.page.findChildren(kind)]
    nameless = [one for one in acting if not belongs_to_a_field(one) and not one.accessibleName()]

    assert nameless == []
    assert stage.page.plan.adopt.accessibleDescription()


@pytest.mark.parametrize(("language", "title"), [("zh_CN", "食品店"), ("en", "Food shop")])
def test_a_template_is_called_in_the_language_of_the_desk(language: str, title: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        assert template_title(FOOD_INFO) == title
        assert template_title(TemplateInfo("mine", "Carpet shop")) == "Carpet shop"
    finally:
        QLocale.setDefault(before)


def test_the_page_belongs_to_the_technician(stage: Stage, qtbot: QtBot) -> None:
    stage.permissions.become(DeskMode.ANCHOR)
    assert stage.page.locked
    assert not stage.key("look")
    assert stage.key("lock")
    qtbot.waitUntil(stage.page.lock.field.hasFocus)
    stage.permissions.become(DeskMode.TECHNICIAN)
    assert not stage.page.locked
    assert stage.key("look")
    stage.rig.settle()
