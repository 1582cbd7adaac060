# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files in: what they would change, what is wrong with them, and the button that takes them in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QListView, QPushButton, QWidget

from app.contract.content import ContentType
from app.domain.import_outcome import ImportOutcome, ImportProblem
from app.domain.import_preview import ImportPreview, RecordChange, count_changes
from app.ui.prepare.glyphs import glyph_notes
from app.ui.prepare.problem_model import ChangeModel, ProblemDelegate, ProblemModel, TextsModel
from app.ui.widgets.labels import set_tone, tell
from app.ui.widgets.panel import Panel

_ENTRIES = 5
_ENTRY_PX = 72
_LINES = 8
_LINE_PX = 24


class ImportPanel(Panel):
    """Files are looked at first; nothing changes before the person says so.

    Signals:
        files_chosen(object): paths (tuple of Path) to look at.
        import_wanted(object): the same paths, to be imported.
    """

    files_chosen = Signal(object)
    import_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Import"))
        self._paths: tuple[Path, ...] = ()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._choose = self._button(self.tr("Choose files…"))
        self._choose.clicked.connect(self.ask_for_files)
        self.head.addWidget(self._choose)
        self._take = self._button(self.tr("Import"))
        self._take.setProperty("kind", "primary")
        self._take.clicked.connect(self._on_take_clicked)
        self._drop = self._button(self.tr("Cancel"))
        self._drop.clicked.connect(self.reset)
        self._model = ProblemModel(self)
        self._list = self._build_list(self._model, self.tr("What the import found"))
        self._change_model = ChangeModel(self)
        self._changes = self._build_list(self._change_model, self.tr("What the import would change"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._take)
        buttons.addWidget(self._drop)
        buttons.addStretch(1)
        self.body.addWidget(self._text)
        self.body.addWidget(self._changes)
        self.body.addWidget(self._list)
        self.body.addLayout(buttons)
        self.reset()

    @property
    def problems(self) -> int:
        """How many findings the list shows."""
        return self._model.rowCount()

    @property
    def changes(self) -> tuple[str, ...]:
        """The entries about what would change."""
        return self._change_model.texts

    @property
    def text(self) -> str:
        """The sentence on show."""
        return self._text.text()

    def reset(self) -> None:
        """Forget the files and say how to import."""
        self._paths = ()
        self._say(
            self.tr(
                "Drop the shop's spreadsheets and scripts here, or choose them: shops, products, variants, lineups, "
                "policy points (xlsx, csv) and scripts (docx, md, txt, xlsx). "
                "You see what changes before anything does."
            ),
            tone="muted",
        )
        self._show(take=False, problems=())

    def ask_for_files(self) -> None:
        """Let the person choose files."""
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Choose files to import"),
            "",
            self.tr("Content (*.xlsx *.xls *.csv *.docx *.md *.txt);;All (*)"),
        )
        if names:
            self.files_chosen.emit(tuple(Path(name) for name in names))

    def show_reading(self, paths: Sequence[Path]) -> None:
        """Say that files are being looked at."""
        self._paths = tuple(paths)
        self._say(self.tr("Reading {count} files…").format(count=len(self._paths)), tone="muted")
        self._show(take=False, problems=())

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what the files would change, or what is wrong with them."""
        if not preview.outcome.ok:
            self.show_problems(preview.outcome)
            return
        counts = count_changes(preview.changes)
        lines = [
            self.tr("{kind}: {added} new, {changed} changed, {same} unchanged").format(
                kind=self._kind(count.kind), added=count.added, changed=count.changed, same=count.same
            )
            for count in counts
        ]
        something = any(count.added or count.changed for count in counts)
        lines.append("" if something else self.tr("Nothing would change: all of this is here already."))
        self._say("\n".join(line for line in lines if line))
        notes = (*preview.outcome.warnings, *glyph_notes(preview))
        self._show(take=something, problems=notes, changes=preview.changes)

    def show_problems(self, outcome: ImportOutcome) -> None:
        """Show findings; nothing was changed."""
        self._say(
            self.tr("Nothing was changed. {count} things to put right, then choose the files again:").format(
                count=len(outcome.problems)
            ),
            tone="bad",
        )
        self._show(take=False, problems=(*outcome.problems, *outcome.warnings))

    def show_imported(self, outcome: ImportOutcome) -> None:
        """Show what an import did."""
        if not outcome.ok:
            self.show_problems(outcome)
            return
        self._say(self.tr("Imported. {count} records are in place.").format(count=len(outcome.records)), tone="good")
        self._show(take=False, problems=outcome.warnings)

    def show_failure(self, sentence: str) -> None:
        """Say why nothing could be read or stored."""
        self._say(sentence, tone="bad")
        self._show(take=False, problems=())

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        return button

    def _build_list(self, model: TextsModel, name: str) -> QListView:
        found = QListView(self)
        found.setModel(model)
        found.setAccessibleName(name)
        found.setProperty("lined", "true")
        found.setItemDelegate(ProblemDelegate(found))
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.setResizeMode(QListView.ResizeMode.Adjust)
        found.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        found.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        return found

    def _kind(self, kind: ContentType) -> str:
        return {
            ContentType.SHOP: self.tr("Shops"),
            ContentType.PRODUCT: self.tr("Products"),
            ContentType.SKU: self.tr("Variants"),
            ContentType.LINEUP_ITEM: self.tr("Lineup rows"),
            ContentType.SCRIPT: self.tr("Scripts"),
            ContentType.POLICY_POINT: self.tr("Policy points"),
            ContentType.TERM_RULE: self.tr("Word rules"),
        }[kind]

    def _say(self, text: str, *, tone: str = "") -> None:
        set_tone(self._text, tone)
        tell(self._text, text)

    def _show(self, *, take: bool, problems: Sequence[ImportProblem], changes: Sequence[RecordChange] = ()) -> None:
        self._model.set_problems(problems)
        self._list.setVisible(bool(problems))
        self._list.setFixedHeight(_ENTRY_PX * min(len(problems), _ENTRIES) + 2)
        self._change_model.set_changes(changes)
        lines = sum(text.count("\n") + 1 for text in self._change_model.texts)
        self._changes.setVisible(bool(lines))
        self._changes.setFixedHeight(_LINE_PX * min(lines, _LINES) + 2 * _ENTRY_PX // 3)
        self._take.setVisible(take)
        self._drop.setVisible(bool(self._paths))

    def _on_take_clicked(self) -> None:
        paths = self._paths
        self._take.hide()
        self._drop.hide()
        self._say(self.tr("Importing…"), tone="muted")
        self.import_wanted.emit(paths)
