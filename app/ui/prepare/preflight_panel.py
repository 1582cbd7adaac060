# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preflight: what was found in OBS, what changed there, how old that is."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.clock import Clock
from app.domain.obs.drift import Drift
from app.domain.obs.preflight import Level, PreflightReport
from app.ui.clock_text import seconds_since
from app.ui.icons import IconSet
from app.ui.prepare.preflight_rows import Line, LineGroup
from app.ui.prepare.preflight_texts import drift_sentence, failure_sentence, finding_sentence, level_words
from app.ui.theme.scale import ROOMY, Type
from app.ui.widgets.labels import set_tone, tell
from app.ui.widgets.panel import Panel

_AGE_MS = 10_000
_LOOKS = {Level.RED: ("error", "bad"), Level.AMBER: ("warning", "warn"), Level.GOOD: ("check", "good")}
_FORMATS = "Text (*.txt);;CSV (*.csv);;JSON (*.json)"


class PreflightPanel(Panel):
    """Shows the newest report by level. What is good is folded away until it is asked for.

    Signals:
        run_wanted(): look at OBS now.
        accept_wanted(): take OBS as it was at this report as the accepted state.
        export_wanted(object): write the report to this path.
    """

    run_wanted = Signal()
    accept_wanted = Signal()
    export_wanted = Signal(object)

    def __init__(self, icons: IconSet, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Preflight"))
        self._icons = icons
        self._clock = clock
        self._report: PreflightReport | None = None
        self._run = self._button(self.tr("Run preflight"))
        self._run.clicked.connect(self.run_wanted)
        self._export = self._button(self.tr("Export…"))
        self._export.clicked.connect(self.ask_where_to_export)
        self._export.setEnabled(False)
        self.head.addWidget(self._run)
        self.head.addWidget(self._export)
        self._level_icon = QLabel()
        self._level_icon.setFixedWidth(24)
        self._level = QLabel()
        self._level.setFont(ROOMY.font(Type.BODY, bold=True))
        self._age = self._text("muted")
        self._notice = self._text("bad")
        self._groups = {level: LineGroup(icons) for level in Level}
        self._good = self._button(self.tr("Show what is good"))
        self._good.setCheckable(True)
        self._good.toggled.connect(self._groups[Level.GOOD].setVisible)
        self._drift = LineGroup(icons)
        self._drift_note = self._text("muted")
        self._accept = self._button(self.tr("Accept OBS as it is"))
        self._accept.clicked.connect(self.accept_wanted)
        self._ages = QTimer(self)
        self._ages.setObjectName("preflight-age")
        self._ages.setInterval(_AGE_MS)
        self._ages.timeout.connect(self._show_age)
        self._lay_out()
        self._show_nothing()

    @property
    def sentences(self) -> list[str]:
        """Every finding on show, the worst first, whether or not the good ones are folded away."""
        return [text for level in (Level.RED, Level.AMBER, Level.GOOD) for text in self._groups[level].sentences]

    @property
    def changes(self) -> list[str]:
        """Every change in OBS on show."""
        return self._drift.sentences

    @property
    def summary(self) -> str:
        """The line that sums the report up."""
        return self._level.text()

    @property
    def notice(self) -> str:
        """The sentence about what did not happen, empty while all is well."""
        return self._notice.text()

    def show_busy(self) -> None:
        """Say that OBS is being looked at, and take no second press until that ended."""
        self._run.setEnabled(False)
        self.show_notice(self.tr("Looking at OBS and listening to the microphone. Speak a sentence…"), tone="muted")

    def show_report(self, report: PreflightReport) -> None:
        """Show the newest report."""
        self._report = report
        self._run.setEnabled(True)
        self._export.setEnabled(True)
        self.show_notice("")
        for level, group in self._groups.items():
            icon, role = _LOOKS[level]
            found = [Line(icon, role, finding_sentence(finding)) for finding in report.of(level)]
            group.show_lines(level_words(level), found)
        self._groups[Level.GOOD].setVisible(self._good.isChecked())
        counts = {level.name.lower(): len(report.of(level)) for level in Level}
        icon, role = _LOOKS[report.level]
        self._level_icon.setPixmap(self._icons.pixmap(icon, role, 24))
        tell(self._level, self.tr("{red} to mend, {amber} to look at, {good} good").format(**counts))
        self._good.show()
        self._show_drift(report.drift)
        self._show_age()

    def show_failure(self, error: Exception) -> None:
        """Say why there is no new report; the old one stays on show, with its age."""
        self._run.setEnabled(True)
        self.show_notice(self.tr("Nothing new was found out: {reason}").format(reason=failure_sentence(error)))

    def show_accepted(self) -> None:
        """Say that later changes will show against this state."""
        self._accept.hide()
        self._drift.show_lines("", ())
        self._note(self.tr("OBS as it was at this preflight is accepted; later changes will show here."))

    def show_notice(self, text: str, *, tone: str = "bad") -> None:
        """Say a sentence under the summary; an empty text takes it away."""
        set_tone(self._notice, tone)
        tell(self._notice, text)
        self._notice.setVisible(bool(text))

    def ask_where_to_export(self) -> None:
        """Let the person choose a file for the report."""
        if self._report is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export the preflight"), "preflight.txt", _FORMATS)
        if name:
            self.export_wanted.emit(Path(name))

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the age true while it can be seen."""
        super().showEvent(event)
        self._ages.start()
        self._show_age()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        self._ages.stop()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        summary = QHBoxLayout()
        summary.setSpacing(8)
        summary.addWidget(self._level_icon)
        summary.addWidget(self._level, 1)
        self.body.addLayout(summary)
        self.body.addWidget(self._age)
        self.body.addWidget(self._notice)
        self.body.addWidget(self._groups[Level.RED])
        self.body.addWidget(self._groups[Level.AMBER])
        self.body.addWidget(self._drift)
        self.body.addWidget(self._drift_note)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._good)
        buttons.addWidget(self._accept)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self._groups[Level.GOOD])

    def _show_nothing(self) -> None:
        for group in (*self._groups.values(), self._drift):
            group.hide()
        for widget in (self._good, self._accept, self._drift_note, self._notice):
            widget.hide()
        self._level_icon.setPixmap(self._icons.pixmap("info", "muted", 24))
        tell(self._level, self.tr("Not run yet"))
        tell(
            self._age, self.tr("It looks at picture, sound, scenes, seller and disk in a few seconds. Nothing changes.")
        )

    def _show_drift(self, drift: tuple[Drift, ...] | None) -> None:
        lines = [
            Line(*(("warning", "warn") if one.breaks else ("info", "muted")), drift_sentence(one))
            for one in drift or ()
        ]
        self._drift.show_lines(self.tr("Changed in OBS since the accepted state"), lines)
        if drift is None:
            self._note(self.tr("Accept OBS as it is to be told later what somebody changed in it."))
        elif not drift:
            self._note(self.tr("Nothing changed in OBS since the accepted state."))
        else:
            self._note("")
        self._accept.setVisible(drift is None or bool(drift))

    def _note(self, text: str) -> None:
        tell(self._drift_note, text)
        self._drift_note.setVisible(bool(text))

    def _show_age(self) -> None:
        if self._report is None:
            return
        minutes = seconds_since(self._report.at, self._clock.now()) // 60
        if minutes < 1:
            tell(self._age, self.tr("Checked just now."))
        else:
            tell(self._age, self.tr("Checked {minutes} min ago. OBS may have changed since.").format(minutes=minutes))

    def _text(self, tone: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        set_tone(label, tone)
        return label

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        return button
