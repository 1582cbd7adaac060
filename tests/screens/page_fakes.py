# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-ins for what Prepare, Review and the prompter need, over the demo's content."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from app.adapters.files.import_files import import_files
from app.contract.protocol import CheckStatus, MissingElsewhere, SessionTotals, VerifyResponse
from app.desk.store_texts import unfit_text
from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportOutcome, Place, explain
from app.domain.obs.fingerprint import fingerprint
from app.domain.obs.preflight import Level, PreflightReport
from app.domain.obs.preflight_judge import check, judge
from app.domain.obs.survey import ChosenDevice, VideoMode
from app.domain.ports import Backup, LedgerHead, SessionSummary
from app.domain.script_marks import script_record
from app.domain.session_record import Note, PolicyCovered, SlipCorrected
from app.domain.session_state import Presented, Sale, SessionState, Totals
from app.domain.sync import SyncStatus
from app.domain.terms.check import Finding
from app.domain.terms.spoken import Where
from app.services.wording import WordingReport
from app.settings.resources import resource_path
from app.store.errors import UnfitBackupError
from app.ui.base_texts import refusal_sentence
from app.ui.pages.prepare_page import PreparePage
from app.ui.pages.review_page import ReviewPage
from app.ui.prepare.ports import PrepareActions, PrepareDefaults, PreparePageServices
from app.ui.review.ports import ReviewPageServices
from tests.helpers.survey import CAMERA, INTENT, MIC, PRODUCT, SELLER, placed, studio, with_input, with_item
from tests.screens import sample
from tests.screens.live_fakes import FakeObsService, FakeSync, FixedClock


@cache
def demo_content() -> ContentSet:
    """Return the sample shops as they are imported."""
    files = sorted(path for path in resource_path("demo").iterdir() if path.is_file())
    outcome = import_files(files, ContentSet())
    return ContentSet.of(outcome.records)


class FakeContent(QObject):
    content_changed = Signal(object)
    import_finished = Signal(object)
    failed = Signal(str)

    def __init__(self, content: ContentSet) -> None:
        super().__init__()
        self.content = content

    def import_paths(self, _paths: object) -> None:
        raise AssertionError("a picture imports nothing")


class FakeSessionService(QObject):
    session_changed = Signal(object)
    session_closed = Signal(object)
    resumed = Signal(object)
    failed = Signal(str)

    def __init__(self, state: SessionState | None = None) -> None:
        super().__init__()
        self.state = state
        self.closing = False
        self.clock = FixedClock()

    def open(self, *_arguments: object, **_options: object) -> None:
        raise AssertionError("a picture opens no session")

    def close(self) -> None:
        raise AssertionError("a picture closes no session")


class FakeWording(QObject):
    report_changed = Signal()

    def __init__(self, report: WordingReport) -> None:
        super().__init__()
        self.report = report

    def choose(self, _shop_id: str) -> None: ...


class FakePreflight(QObject):
    started = Signal()
    report_changed = Signal(object)
    failed = Signal(object)
    accepted = Signal()

    def __init__(self, report: PreflightReport | None = None) -> None:
        super().__init__()
        self.report = report
        self.busy = False

    @property
    def needs_reason(self) -> bool:
        return self.report is not None and self.report.level is Level.RED

    def run(self, *_what: object) -> None:
        self.started.emit()

    def accept(self) -> None:
        self.accepted.emit()

    def waive(self, *_who: object) -> None:
        raise AssertionError("a picture goes live in spite of nothing")


class FullSync(FakeSync):
    acknowledged = Signal(object)
    content_pulled = Signal()


class InlineWorker(QObject):
    """Does each job at once."""

    def run(
        self, function: Callable[[], Any], on_done: Callable[[Any], None], on_failed: Callable[[Exception], None]
    ) -> None:
        try:
            value = function()
        except OSError as error:
            on_failed(error)
        else:
            on_done(value)


class FakeReader:
    """Sessions in each standing with the base, the first one with all that can be in a session."""

    def __init__(self) -> None:
        self._state = _past_session()

    def sessions(self, **_limit: int) -> list[SessionSummary]:
        return [
            SessionSummary(
                f"s{row + 2}",
                "S1" if row % 2 == 0 else "S2",
                "疆味坑馕坊" if row % 2 == 0 else "雨花石语首饰",
                "阿依古丽" if row % 2 == 0 else "小周",
                row == 5,
                f"2026-03-{15 - row:02d}T11:02:00+00:00",
                None if answer is None and not at_base and row == 6 else f"2026-03-{15 - row:02d}T13:01:30+00:00",
                self._state.totals if row == 0 else Totals(sales=31 * row, units=52 * row, amount_fen=481200 * row),
                at_base,
                answer,
            )
            for row, (at_base, answer) in enumerate(_standings())
        ]

    def session(self, _session_id: str) -> SessionState:
        return self._state

    def events(self, _session_id: str) -> list[Any]:
        return []

    def head(self) -> LedgerHead:
        return LedgerHead("desk", 1, 120, "", 120, "epoch", None)


def _standings() -> list[tuple[bool, VerifyResponse | None]]:
    """Return what is known of each session: at the base or not, and the base's answer."""
    totals = SessionTotals(sales=93, units=156, total_fen=1_443_600)
    whole = VerifyResponse(status=CheckStatus.VERIFIED, count=230, totals=totals, devices=2, late=2, doubles=1)
    gaps = whole.model_copy(update={"status": CheckStatus.INCOMPLETE, "late": 0, "doubles": 0})
    other = MissingElsewhere(device_id="d2", device_name="二号直播间", missing=[(1, 88, 90)])
    return [
        (True, whole),
        (True, gaps.model_copy(update={"missing": [(1, 41, 43), (1, 77, 77)]})),
        (True, gaps.model_copy(update={"elsewhere": [other]})),
        (True, gaps.model_copy(update={"status": CheckStatus.MISMATCH})),
        (True, None),
        (False, None),
        (False, None),
    ]


def _past_session() -> SessionState:
    content = demo_content()
    rows = content.lineup(content.lineups_of(next(iter(content.shops)))[0])[:8]
    presented = tuple(
        Presented(f"p{n}", row.row_id, row.kind.value, row.product_id, f"2026-03-05T11:{7 * n + 2:02d}:00+00:00")
        for n, row in enumerate(rows)
    )
    skus = [sku for row in rows if row.product_id for sku in content.skus_of(row.product_id)]
    sales = tuple(
        Sale(
            f"e{n}",
            n + 1,
            sku.sku_id,
            sku.product_id,
            None,
            3 + n % 5,
            sku.live_price,
            f"2026-03-05T11:{5 + 3 * n:02d}:00+00:00",
            480,
        )
        for n, sku in enumerate(skus[:14])
    )
    return SessionState(
        "s2",
        next(iter(content.shops)),
        "疆味坑馕坊",
        "阿依古丽",
        rows[0].lineup_id,
        False,
        "2026-03-05T11:02:00+00:00",
        "2026-03-05T13:01:30+00:00",
        sales,
        presented,
        covered=(PolicyCovered("c1", "P08", "tick", "", "2026-03-05T11:20:00+00:00"),),
        slips=(SlipCorrected("c2", "九块九", "十五块九", None, 61_000, "", "2026-03-05T11:31:00+00:00"),),
        notes=(Note("c3", "note.sent", "加快，还有四个品", "n1", "2026-03-05T11:40:00+00:00"),),
    )


def broken_import() -> ImportOutcome:
    """Return what an import says of a table with the usual slips."""
    sheet = "products"
    found = (
        explain(Place("疆味坑馕坊.xlsx", sheet, 4, "F 直播价"), "negative_price", value="-5"),
        explain(
            Place("疆味坑馕坊.xlsx", sheet, 7, "A 商品编号"),
            "duplicate",
            what="Product",
            value="X03",
            first=Place("疆味坑馕坊.xlsx", sheet, 5),
        ),
        explain(Place("疆味坑馕坊.xlsx", "lineup", 3, "G 商品编号"), "unknown_reference", what="Product", value="X33"),
        explain(Place("话术.doc"), "wrong_type", name="话术.doc"),
    )
    return ImportOutcome((), found)


def script_import(content: ContentSet) -> ImportOutcome:
    """Return what an import says of a new wording of a script that is there, as Word documents hold them."""
    script = next(iter(content.scripts.values()))
    lines = script.text.split("\n")
    lines[1:2] = [
        "早上刚出坑的馕，热的，今天只要{{live_price}}元。",
        "سىزگە ئۇيغۇرچە سۆزلەيمەن، باھاسى ¥{{live_price}}.",
        "最后3件！",
    ]
    changed = script.model_copy(update={"text": "\n".join(lines)})
    new = script_record("新品.docx", "## ! 补贴 (1:30)\n怎么领\n", "zh")
    found = (
        explain(Place("话术.docx"), "docx_pictures", count="2"),
        explain(Place("话术.docx"), "docx_hidden", count="1", value="成本价"),
        explain(Place("话术.docx", row=4), "typed_scarcity", value="最后3件", number="3件"),
        explain(Place("新品.docx"), "script_unused"),
    )
    return ImportOutcome((changed, new), warnings=found)


def open_forms(page: PreparePage) -> None:
    """Open both connection forms, each with what came of a try."""
    for button in page.ready_panel.findChildren(QPushButton):
        if button.isCheckable():
            button.setChecked(True)
    reason = refusal_sentence("enroll_code_invalid", "")
    page.base_form.show_result(reason, tone="bad")


def preflight_report(level: Level) -> PreflightReport:
    """Return what the preflight says of a sound studio, of one to look at, or of one with much to mend."""
    if level is Level.GOOD:
        return check(studio(), INTENT, fingerprint(studio()))
    if level is Level.AMBER:
        return judge(studio(password_asked=False, disk_free_mb=8_200.0), INTENT)
    bad = with_item(studio(), placed("商品", "整个屏幕", 9, kind="monitor_capture"))
    bad = with_item(bad, placed("政策", PRODUCT, 3))
    bad = with_input(with_input(bad, MIC, muted=True), SELLER, text="另一家店")
    bad = with_input(bad, CAMERA, device=ChosenDevice("USB Video Device 046d:0825", ()))
    return check(
        replace(bad, service_set=False, video=VideoMode(30.0, 1280, 720, 852, 480), disk_free_mb=8_200.0),
        INTENT,
        fingerprint(with_item(studio(), placed("政策", "A very long name of a source that nobody shortened 馕", 9))),
    )


def report_for(page: str) -> PreflightReport | None:
    """Return the report that a state of the Prepare page shows, None where the preflight was not run."""
    levels = {"good": Level.GOOD, "look": Level.AMBER, "busy": Level.AMBER, "red": Level.RED, "reason": Level.RED}
    name = page.removeprefix("prepare-preflight-")
    return preflight_report(levels[name]) if name in levels else None


def run_preflight(page: PreparePage, name: str) -> None:
    """Bring the page into one of the preflight's states."""
    if name == "prepare-preflight-reason":
        page.start(rehearsal=False)
    if name == "prepare-preflight-busy":
        page.preflight_panel.show_busy()
    if name == "prepare-preflight-good":
        for button in page.preflight_panel.findChildren(QPushButton):
            if button.isCheckable():
                button.setChecked(True)


def wording_findings() -> tuple[Finding, ...]:
    """Return some of each kind."""
    opening, point = Where("script", "x-opening.md"), Where("product", "X01", "selling_points", 2)
    found = (("block", "最 佳", opening, 5), ("block", "全网最低价", opening, 7), ("proof", "纯手工", point, 1))
    return tuple(Finding(level, text, "", "", "", where, line, 1, text) for level, text, where, line in found)


def prepare_page(
    registry: Any,
    theme: Any,
    *,
    content: ContentSet,
    ready: bool,
    report: PreflightReport | None = None,
    status: SyncStatus | None = None,
) -> PreparePage:
    """Return the Prepare page, with everything connected or nothing."""
    services = PreparePageServices(
        content=FakeContent(content),
        session=FakeSessionService(),
        obs=FakeObsService(sample.OFF_AIR if ready else sample.GONE),
        sync=FullSync(status or (sample.AT_BASE if ready else sample.OFFLINE)),
        preflight=FakePreflight(report),
        wording=FakeWording(WordingReport("SX", () if ready else wording_findings())),
        worker=InlineWorker(),
    )
    actions = PrepareActions(*[lambda *_arguments: None] * 8)
    defaults = PrepareDefaults(anchor="阿依古丽" if ready else "")
    return PreparePage(services, actions, registry, theme, defaults=defaults)


def _backups() -> list[Backup]:
    """Return some evenings' backups, one of them damaged."""
    made = [f"2026-03-0{day}T{hour}:30:00+00:00" for day in (5, 4, 3) for hour in (13, 12, 11)]
    return [
        Backup(Path(f"desk-{n}.sqlite"), at, 2_400_000 - 150_000 * n, None if n == 4 else 412 - 31 * n)
        for n, at in enumerate(made)
    ]


def _check_backup(path: Path) -> int:
    if path.name == "desk-4.sqlite":
        raise OSError(unfit_text(UnfitBackupError("damaged", "")))
    return 412


def review_page(registry: Any, theme: Any) -> ReviewPage:
    """Return the Review page with a few past sessions."""
    services = ReviewPageServices(
        reader=FakeReader(),
        content=FakeContent(demo_content()),
        session=FakeSessionService(),
        sync=FullSync(sample.AT_BASE),
        worker=InlineWorker(),
        export_csv=lambda _session, _path: None,
        export_jsonl=lambda _session, _path: None,
        list_backups=_backups,
        check_backup=_check_backup,
        restore=lambda _path: None,
    )
    return ReviewPage(services, registry, theme)
