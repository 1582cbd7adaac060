# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QLabel,
    QListView,
    QScrollBar,
    QWidget,
)

from app.domain.live_view import LiveView, Safety, SaveMark, ScriptBlock, ScriptSpan, SkuLine
from app.domain.obs.commands import ObsFailure, ObsOutcome, SetMute, SetRecord, SetStream, SwitchScene
from app.domain.obs.state import LinkPhase, ObsState, OutputPhase
from app.domain.sync import SyncPhase, SyncStatus
from app.domain.tls_fault import TlsFault, TlsReason
from app.ui.live.product_card import ProductCardView
from app.ui.live.safety_line import SafetyLine
from tests.screens import sample
from tests.ui.live_stage import Stage

UNTRUSTED = TlsFault("base.lan", TlsReason.EXPIRED, "x", None, "2020-03-01T12:00:00+00:00", "2026-05-20T20:00+08:00")


@pytest.fixture
def stage(live_stage: Stage) -> Stage:
    return live_stage


@pytest.mark.parametrize(
    ("key", "units"), [(Qt.Key.Key_F1, 1), (Qt.Key.Key_F2, 2), (Qt.Key.Key_F3, 5), (Qt.Key.Key_F4, 10)]
)
def test_a_sale_key_sells_the_selected_variant(stage: Stage, key: Qt.Key, units: int) -> None:
    stage.press(key)
    assert stage.sold == [("X01-3", units, "key")]


def test_a_number_and_enter_sell_that_many(stage: Stage) -> None:
    stage.press(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Return)
    assert stage.sold == [("X01-3", 12, "key")]
    assert stage.page.quantity.digits == ""


def test_enter_alone_sells_nothing(stage: Stage) -> None:
    stage.press(Qt.Key.Key_Return)
    assert stage.sold == []


def test_escape_and_backspace_correct_the_number(stage: Stage) -> None:
    stage.press(Qt.Key.Key_9, Qt.Key.Key_Escape, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Backspace, Qt.Key.Key_Enter)
    assert stage.sold == [("X01-3", 1, "key")]


def test_a_number_has_no_leading_zero_and_at_most_four_digits(stage: Stage) -> None:
    stage.press(Qt.Key.Key_0, *[Qt.Key.Key_1] * 5)
    assert stage.page.quantity.digits == "1111"


def test_a_number_and_g_go_to_the_link(stage: Stage) -> None:
    stage.press(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_G)
    assert stage.services.presenting.asked == [12]
    assert stage.sold == []


def test_g_without_a_number_says_what_is_missing(stage: Stage) -> None:
    stage.press(Qt.Key.Key_G)
    assert stage.services.presenting.asked == []
    assert "link number" in stage.page.notice.text


def test_page_keys_move_through_the_lineup(stage: Stage) -> None:
    stage.press(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
    assert stage.services.presenting.asked == ["next", "previous"]


def test_ctrl_z_takes_the_newest_sale_back(stage: Stage) -> None:
    stage.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert stage.services.sales.undone == 1


def test_ctrl_e_gives_the_selected_sale_the_number_typed(stage: Stage) -> None:
    panel = stage.page.sales
    tape = panel.findChild(QListView)
    assert tape is not None
    tape.setCurrentIndex(panel.tape_model.index(0, 0))
    chosen = panel.selected_sale
    stage.press(Qt.Key.Key_1, Qt.Key.Key_2)
    stage.press(Qt.Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
    assert stage.services.sales.corrected == [(chosen, 12)]
    assert stage.page.quantity.digits == ""


def test_ctrl_e_without_a_number_or_a_sale_says_what_is_missing(stage: Stage) -> None:
    stage.press(Qt.Key.Key_5)
    stage.press(Qt.Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
    assert stage.services.sales.corrected == []
    assert "Ctrl+E" in stage.page.notice.text
    assert stage.page.quantity.digits == "5"


def test_nothing_is_sold_during_policy_talk(stage: Stage) -> None:
    stage.view(sample.POLICY_VIEW)
    stage.press(Qt.Key.Key_F1, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert stage.sold == []


def test_a_number_that_cannot_be_sold_is_kept_and_explained(stage: Stage) -> None:
    stage.view(replace(sample.PRODUCT_VIEW, selected_sku_id=None))
    stage.press(Qt.Key.Key_3, Qt.Key.Key_Return)
    assert stage.page.quantity.digits == "3"
    assert "choose a variant" in stage.page.notice.text


def test_sale_keys_are_silent_on_another_page(stage: Stage) -> None:
    stage.window.show_page("other")
    stage.qtbot.keyClick(stage.window, Qt.Key.Key_F1)
    assert stage.sold == []


def test_live_commands_have_no_conflicting_keys(stage: Stage) -> None:
    assert stage.registry.conflicts() == ()


def test_every_live_command_says_what_it_does(stage: Stage) -> None:
    assert all(command.label() for command in stage.registry.all())


@pytest.mark.parametrize(
    ("state", "words", "icon"),
    [
        (sample.ON_AIR, "ON AIR 01:12:45", "live"),
        (sample.OFF_AIR, "OFF AIR", "off"),
        (replace(sample.OFF_AIR, stream=OutputPhase.STARTING), "STARTING", "pending"),
        (replace(sample.OFF_AIR, stream_failed=True), "STREAM FAILED", "error"),
        (sample.GONE, "STREAM UNKNOWN", "warning"),
    ],
)
def test_the_strip_tells_what_is_known_of_the_stream(stage: Stage, state: ObsState, words: str, icon: str) -> None:
    stage.obs(state)
    assert stage.page.strip.stream.air.text == words
    assert stage.page.strip.stream.air.icon_name == icon


def test_the_stream_time_goes_on_between_two_reads(stage: Stage) -> None:
    stage.pass_time(10)
    assert stage.page.strip.stream.air.text == "ON AIR 01:12:55"


def test_the_rate_and_the_frames_dropped_in_the_last_minute_are_told_and_marked(stage: Stage) -> None:
    assert stage.page.strip.stream.out.text == "5980 kbit/s, 0.0 % dropped"
    stage.obs(sample.DROPPING)
    assert stage.page.strip.stream.out.text == "2150 kbit/s, 10.0 % dropped"
    assert stage.page.strip.stream.out.icon_name == "error"


def test_a_jammed_network_is_told_before_frames_drop(stage: Stage) -> None:
    stage.obs(replace(sample.ON_AIR, frames=replace(sample.ON_AIR.frames, congestion=0.5)))
    assert stage.page.strip.stream.out.text == "Network jam: 5980 kbit/s, 0.0 % dropped"
    assert stage.page.strip.stream.out.icon_name == "warning"


def test_the_microphone_shows_and_changes_its_mute(stage: Stage) -> None:
    stage.obs(sample.MUTED)
    assert stage.page.strip.mic.text() == "MIC MUTED"
    stage.page.strip.mic.click()
    assert stage.services.obs.sent == [SetMute("Mic/Aux", False)]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (sample.AT_BASE, "All at the base"),
        (sample.WAITING, "Base: 2 waiting for 00:04"),
        (sample.OFFLINE, "Base offline, 37 waiting for 42:45"),
        (SyncStatus(SyncPhase.NOT_ENROLLED, pending=5), "No base, 5 kept here"),
        (SyncStatus(SyncPhase.REFUSED, pending=3), "Base refused, 3 waiting"),
        (SyncStatus(SyncPhase.IDLE, parked=2), "Base: 2 not taken"),
    ],
)
def test_the_strip_tells_how_the_base_stands(stage: Stage, status: SyncStatus, words: str) -> None:
    stage.services.sync.show(status)
    assert stage.page.strip.base.text == words


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (SyncStatus(SyncPhase.REFUSED, pending=3, code="token_revoked"), "Join the base again, 3 waiting"),
        (SyncStatus(SyncPhase.REFUSED, pending=3, code="upgrade_required"), "Update for the base, 3 waiting"),
        (SyncStatus(SyncPhase.OFFLINE, pending=3, tls=UNTRUSTED), "Base not trusted, 3 waiting"),
        (SyncStatus(SyncPhase.IDLE, pending=3, clock_offset_ms=-14 * 60_000), "Clock 14 min wrong"),
        (SyncStatus(SyncPhase.IDLE, clock_offset_ms=90_000), "All at the base"),
        (SyncStatus(SyncPhase.OFFLINE, pending=3, clock_offset_ms=14 * 60_000), "Base offline, 3 waiting"),
    ],
)
def test_the_strip_says_what_to_do_about_the_base(stage: Stage, status: SyncStatus, words: str) -> None:
    stage.services.sync.show(status)
    assert stage.page.strip.base.text == words


def test_a_certificate_that_is_not_believed_is_explained_behind_its_sign(stage: Stage) -> None:
    stage.services.sync.show(SyncStatus(SyncPhase.OFFLINE, pending=3, tls=UNTRUSTED))
    assert "base.lan" in stage.page.strip.base.toolTip()


def test_a_wrong_clock_is_explained_behind_its_sign(stage: Stage) -> None:
    stage.services.sync.show(SyncStatus(SyncPhase.IDLE, clock_offset_ms=14 * 60_000))
    assert "14 min behind the base's" in stage.page.strip.base.toolTip()


@pytest.mark.parametrize(
    ("safety", "status", "words"),
    [
        (Safety(at_base=41), sample.AT_BASE, "41 at base"),
        (Safety(at_base=4, on_pc=37), sample.OFFLINE, "37 on PC for 42:45 · 4 at base"),
        (Safety(on_pc=41), SyncStatus(SyncPhase.NOT_ENROLLED, pending=41), "41 on PC · 0 at base"),
        (Safety(at_base=4, saving=1), sample.AT_BASE, "1 saving · 4 at base"),
        (
            Safety(at_base=4, on_pc=1, not_saved=2, attention=3),
            sample.AT_BASE,
            "2 NOT SAVED · 3 not taken by the base · 1 on PC",
        ),
    ],
)
def test_the_line_under_the_totals_tells_where_the_entries_are(
    stage: Stage, safety: Safety, status: SyncStatus, words: str
) -> None:
    stage.services.sync.show(status)
    stage.view(replace(sample.PRODUCT_VIEW, safety=safety))
    line = stage.page.sales.findChild(SafetyLine)
    assert line is not None
    assert line.text == line.accessibleName() == words


def test_a_lost_obs_is_told_across_the_page(stage: Stage) -> None:
    assert stage.page.obs_gone.isHidden()
    stage.obs(sample.GONE)
    assert stage.page.obs_gone.text.startswith("OBS is gone – viewers may see nothing.")
    stage.obs(sample.ON_AIR)
    assert stage.page.obs_gone.isHidden()


def test_no_banner_before_obs_was_ever_looked_for(stage: Stage) -> None:
    stage.obs(ObsState(phase=LinkPhase.CONNECTING))
    assert stage.page.obs_gone.isHidden()


def test_a_rehearsal_is_marked(stage: Stage) -> None:
    assert stage.page.strip.rehearsal.isHidden()
    stage.view(sample.REHEARSAL_VIEW)
    assert stage.page.strip.rehearsal.isVisible()
    assert stage.page.strip.rehearsal.text == "REHEARSAL"


def test_without_a_session_the_page_leads_to_prepare(stage: Stage) -> None:
    stage.view(LiveView())
    assert stage.page.no_session.isVisible()
    button = stage.page.no_session.findChild(QAbstractButton)
    with stage.qtbot.waitSignal(stage.page.prepare_requested):
        button.click()


def test_a_pressed_scene_is_pending_until_obs_confirms(stage: Stage) -> None:
    scenes = stage.page.bar.scenes
    stage.press(Qt.Key.Key_2, modifier=Qt.KeyboardModifier.ControlModifier)
    assert stage.services.obs.sent == [SwitchScene("政策")]
    assert (scenes.state_of("政策"), scenes.state_of("商品")) == ("pending", "on")
    stage.obs(replace(sample.ON_AIR, program_scene="政策"))
    assert (scenes.state_of("政策"), scenes.state_of("商品")) == ("on", "")


def test_a_scene_that_obs_refused_is_marked_and_told(stage: Stage) -> None:
    stage.page.bar.scenes.request_at(1)
    stage.services.obs.command_finished.emit(ObsOutcome(SwitchScene("政策"), ObsFailure.NOT_CONFIRMED))
    assert stage.page.bar.scenes.state_of("政策") == "failed"
    assert "did not confirm" in stage.page.notice.text


def test_a_waiting_scene_is_not_asked_for_twice(stage: Stage) -> None:
    stage.page.bar.scenes.request_at(1)
    stage.page.bar.scenes.request_at(1)
    assert len(stage.services.obs.sent) == 1


def test_scenes_cannot_be_pressed_without_obs(stage: Stage) -> None:
    stage.obs(replace(sample.GONE, scenes=sample.ON_AIR.scenes))
    stage.page.bar.scenes.request_at(1)
    assert stage.services.obs.sent == []


def test_a_click_does_not_end_the_stream(stage: Stage) -> None:
    stage.qtbot.mouseClick(stage.page.bar.stream, Qt.MouseButton.LeftButton)
    assert stage.services.obs.sent == []


def test_holding_for_a_second_ends_the_stream(stage: Stage) -> None:
    QTest.mousePress(stage.page.bar.stream, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    stage.qtbot.waitUntil(lambda: bool(stage.services.obs.sent), timeout=5000)
    QTest.mouseRelease(stage.page.bar.stream, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert stage.services.obs.sent == [SetStream(False)]


def test_one_click_starts_recording_and_waits_for_the_answer(stage: Stage) -> None:
    stage.obs(sample.OFF_AIR)
    stage.page.bar.record.click()
    assert stage.services.obs.sent == [SetRecord(True)]
    assert not stage.page.bar.record.isEnabled()
    stage.services.obs.command_finished.emit(ObsOutcome(SetRecord(True), ObsFailure.REJECTED))
    assert stage.page.bar.record.isEnabled()


def test_time_over_the_plan_is_told_in_words(stage: Stage) -> None:
    stage.pass_time(500)
    texts = [label.text() for label in stage.page.bar.findChildren(QLabel)]
    assert "11:32 / 10:00" in texts
    assert "▲ 01:32 over" in texts


def test_a_chosen_variant_is_asked_for(stage: Stage) -> None:
    button = next(b for b in stage.page.card.findChildren(QAbstractButton) if b.text().startswith("1个"))
    button.click()
    stage.press(Qt.Key.Key_V)
    assert stage.services.live_view.selected == ["X01-1"]
    assert stage.services.live_view.next_selected == 1


def variants(stage: Stage) -> list[QAbstractButton]:
    page = stage.page.card.findChild(ProductCardView)
    assert page is not None
    return [button for button in page.findChildren(QAbstractButton) if button.isVisible()]


def test_the_next_product_uses_the_buttons_of_the_last_one_for_its_own_variants(stage: Stage) -> None:
    product = sample.PRODUCT_VIEW.product
    assert product is not None
    before = variants(stage)
    other = replace(product, product_id="X09", skus=(SkuLine("X09-1", "一袋", 990, None, "", None, None, "", 0),))
    stage.view(replace(sample.PRODUCT_VIEW, product=other, selected_sku_id="X09-1"))
    (only,) = variants(stage)
    only.click()
    assert (only in before, only.text().startswith("✓ 一袋"), stage.services.live_view.selected) == (
        True,
        True,
        ["X09-1"],
    )
    stage.view(sample.PRODUCT_VIEW)
    assert variants(stage) == before
    before[2].click()
    assert stage.services.live_view.selected == ["X09-1", "X01-6"]


def test_a_changed_number_leaves_the_reading_place(stage: Stage) -> None:
    reader = stage.page.card.script_reader
    bar = reader.verticalScrollBar()
    bar.setValue(bar.maximum())
    place = bar.value()
    first, *rest = sample.SCRIPT.blocks
    changed = replace(sample.SCRIPT, blocks=(first, ScriptBlock((ScriptSpan("14.9", token="live_price"),)), *rest[1:]))
    stage.view(replace(sample.PRODUCT_VIEW, script=changed))
    assert "14.9" in reader.toPlainText()
    assert place > 0
    assert bar.value() == min(place, bar.maximum())


def test_uyghur_is_set_from_right_to_left(stage: Stage) -> None:
    document = stage.page.card.script_reader.document()
    directions = [document.findBlockByNumber(n).blockFormat().layoutDirection() for n in range(document.blockCount())]
    assert directions.count(Qt.LayoutDirection.RightToLeft) == 1
    assert directions[3] is Qt.LayoutDirection.RightToLeft


def test_an_expired_policy_point_says_why_it_may_not_be_said(stage: Stage) -> None:
    stage.view(sample.EXPIRED_VIEW)
    texts = [label.text() for label in stage.page.card.findChildren(QLabel) if label.isVisible()]
    assert "Expired: do not say it" in texts
    assert "The last day was 2025-12-31." in texts
    assert "Must be said" not in texts


@pytest.mark.parametrize(("quote", "source", "shown"), [("", "", 0), ("", "a law", 1), ("words", "", 1), ("w", "s", 2)])
def test_a_policy_point_shows_no_empty_quote(stage: Stage, quote: str, source: str, shown: int) -> None:
    policy = replace(sample.POLICY, quote=quote, source=source)
    stage.view(replace(sample.POLICY_VIEW, policy=policy))
    frames = [one for one in stage.page.card.findChildren(QFrame) if one.property("panel") == "sunken"]
    labels = [label for frame in frames if frame.isVisible() for label in frame.findChildren(QLabel)]
    assert len([label for label in labels if label.isVisible()]) == shown
    assert all(label.text() for label in labels if label.isVisible())


def test_a_sale_that_is_not_saved_says_so_on_the_tape(stage: Stage) -> None:
    stage.view(sample.NOT_SAVED_VIEW)
    model = stage.page.sales.tape_model
    assert model.rows[0].mark is SaveMark.FAILED
    assert "NOT SAVED" in str(model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.parametrize("view", [sample.PRODUCT_VIEW, sample.POLICY_VIEW, LiveView()])
def test_everything_that_acts_or_tells_has_a_name(stage: Stage, view: LiveView) -> None:
    stage.view(view)
    acting = [
        widget
        for widget in stage.window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QAbstractScrollArea) and widget.isVisible()
    ]
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in acting
        if not isinstance(widget, QScrollBar) and not widget.accessibleName() and not _inside_list(widget)
    ]
    assert acting
    assert nameless == []


@pytest.mark.parametrize(("width", "height"), [(960, 500), (1366, 740), (1920, 1040)])
@pytest.mark.parametrize("view", [sample.PRODUCT_VIEW, sample.POLICY_VIEW, sample.EXPIRED_VIEW, LiveView()])
def test_the_page_fits_the_screen(stage: Stage, view: LiveView, width: int, height: int) -> None:
    stage.obs(sample.MUTED)
    stage.services.sync.show(sample.OFFLINE)
    stage.view(view)
    stage.window.resize(width, height)
    QApplication.processEvents()
    assert (stage.window.width(), stage.window.height()) == (width, height)
    room = stage.page.rect()
    spilled = [
        part
        for part in (stage.page.strip, stage.page.bar, stage.page.lineup, stage.page.card, stage.page.sales)
        if part.isVisible() and not room.contains(part.rect().translated(part.mapTo(stage.page, QPoint(0, 0))))
    ]
    assert spilled == []
    stage.qtbot.waitUntil(lambda: stage.page.strip.stream.air.text_is_whole)


def _inside_list(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea)


def test_a_message_covers_no_button_that_sells_or_takes_back(stage: Stage) -> None:
    stage.services.presenting.notice.emit("OBS is not connected. " * 6)
    notice = stage.page.notice
    assert notice.isVisible()
    assert not notice.geometry().intersects(
        stage.page.sales.rect().translated(stage.page.sales.mapTo(stage.page, QPoint(0, 0)))
    )
