# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from app.adapters.obs.provision import StepResult
from app.domain.obs.steps import Action, Notice, Plan, Step, Thing, Why, Write
from app.ui.icons import IconSet
from app.ui.studio.row_list import RowModel
from app.ui.studio.rows import Row, RowMark, plan_rows
from app.ui.studio.shop_model import SHOP_ROLE, ShopFilter, ShopModel
from app.ui.studio.texts import problem_text
from app.ui.theme import load_theme
from tests.helpers.studio import CARPET_SHOP, FOOD_INFO, NAN_SHOP, STONE_SHOP

pytestmark = pytest.mark.usefixtures("qapp")

SHOPS = {one.shop_id: one for one in (NAN_SHOP, STONE_SHOP, CARPET_SHOP)}


def test_shops_to_tick_keep_qt_s_rules_for_models(qtmodeltester: ModelTester) -> None:
    model = ShopModel(IconSet(load_theme("dark")))
    model.set_shops(SHOPS)
    model.set_templates((FOOD_INFO,))
    qtmodeltester.check(model)
    found = ShopFilter(model)
    qtmodeltester.check(found)


def test_rows_keep_qt_s_rules_for_models_and_say_their_mark_in_words(qtmodeltester: ModelTester) -> None:
    model = RowModel()
    model.set_rows((Row(RowMark.HEAD, "商品"), Row(RowMark.CREATE, "Make the scene.", "as OBS says")))
    qtmodeltester.check(model)
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "New: Make the scene."
    assert model.index(1).data(Qt.ItemDataRole.ToolTipRole) == "as OBS says"


def test_a_tick_by_the_view_is_told_once() -> None:
    model = ShopModel(IconSet(load_theme("dark")))
    model.set_shops(SHOPS)
    told: list[bool] = []
    model.choice_changed.connect(lambda: told.append(True))

    assert model.setData(model.index(1), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)

    assert [one.shop.shop_id for one in model.choices] == [model.index(1).data(SHOP_ROLE)]
    assert told == [True]


def test_a_shop_that_went_is_ticked_no_more() -> None:
    model = ShopModel(IconSet(load_theme("dark")))
    model.set_shops(SHOPS)
    model.tick(SHOPS, on=True)
    model.set_shops({"SX": NAN_SHOP, "SZ": STONE_SHOP})

    assert [one.shop.shop_id for one in model.choices] == ["SX", "SZ"]


def text_of(step: Step) -> str:
    return plan_rows(Plan(steps=(step,)))[1].text


def changed(thing: Thing, data: dict[str, object], scene: str = "商品") -> str:
    return text_of(Step(Action.CHANGE, thing, "mic", scene, "", then=(Write("Set", data),)))


def test_each_kind_of_change_has_its_own_words() -> None:
    assert changed(Thing.AUDIO, {"inputMuted": True}) == "Mute “mic”."
    assert changed(Thing.AUDIO, {"inputVolumeDb": -6.0}) == "Set the volume of “mic” to -6 dB."
    assert changed(Thing.AUDIO, {"inputAudioTracks": {}}) == "Put “mic” on its audio tracks."
    assert changed(Thing.VISIBILITY, {"sceneItemEnabled": False}) == "Hide “mic”."
    assert changed(Thing.LOCK, {"sceneItemLocked": True}) == "Lock “mic”."
    assert changed(Thing.ORDER, {"sceneItemIndex": 3}) == "Put “mic” at its place in the order."
    assert changed(Thing.TRANSFORM, {"sceneItemTransform": {}}) == "Move “mic” to its place."
    assert changed(Thing.SETTINGS, {"inputSettings": {"font": 1, "text": 2}}) == (
        "Set “mic” as the template says (font, text)."
    )
    assert changed(Thing.FILTER, {"filterEnabled": False}, "src") == "Switch the filter “mic” of “src” off."
    assert changed(Thing.FILTER, {"filterIndex": 1}, "src") == "Put the filter “mic” of “src” at its place."
    assert changed(Thing.FILTER, {"filterSettings": {"ratio": 4}}, "src") == "Set the filter “mic” of “src” (ratio)."


def test_each_reason_to_leave_something_alone_has_its_own_words() -> None:
    notices = tuple(Notice(Thing.INPUT, "mic", "", "", why=why, wanted="Mic") for why in Why)
    texts = [row.text for row in plan_rows(Plan(foreign=notices)) if row.mark is not RowMark.HEAD]

    assert len(set(texts)) == len(Why)
    assert all("“mic”" in text for text in texts)


TROUBLES = ("unsure", "not_begun", "not_placed", "207", "600", "601", "604", "605", "607", "702")


@pytest.mark.parametrize("code", TROUBLES)
def test_why_a_step_was_not_done_is_said_in_chinese(chinese: None, code: str) -> None:
    said = problem_text(StepResult(Step(Action.CREATE, Thing.SCENE, "商品", "", ""), "as OBS says", code))
    assert not set(said) & set("aeiou")
    assert ("702" in said) is (code == "702")
