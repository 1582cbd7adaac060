# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The right side of the Studio page: what differs in OBS, what will be done, what came of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.icons import IconSet
from app.ui.studio.headlines import Headline
from app.ui.studio.row_list import RowView
from app.ui.studio.rows import Row
from app.ui.theme.model import Theme
from app.ui.theme.scale import ROOMY, Type
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import ElidedLabel, set_tone, tell
from app.ui.widgets.panel import Panel

_ICON_PX = 24


class PlanPanel(Panel):
    """Shows what it is told and reports what was pressed; it decides nothing.

    Signals:
        look_wanted(): look what differs.
        apply_wanted(): show what an apply would do, and ask.
        agreed(): do it.
        declined(): do not.
        stop_wanted(): stop what runs.
        options_changed(): a tick was set or taken away.
    """

    look_wanted = Signal()
    apply_wanted = Signal()
    agreed = Signal()
    declined = Signal()
    stop_wanted = Signal()
    options_changed = Signal()

    def __init__(self, icons: IconSet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("What differs in OBS"))
        self._icons = icons
        self._where = ElidedLabel()
        set_tone(self._where, "muted")
        self._where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(self._where, 1)
        self._icon = QLabel()
        self._icon.setFixedWidth(_ICON_PX)
        self._headline = _wrapped()
        self._headline.setFont(ROOMY.font(Type.BODY, bold=True))
        self._counts = _wrapped("muted")
        self._link = _wrapped("bad")
        self._link_row = _with_icon(icons, "error", "bad", self._link)
        self._link_row.hide()
        self.list = RowView(icons, theme)
        self.list.setAccessibleName(self.tr("What differs in OBS, scene by scene"))
        self.list.hide()
        self._blank = QWidget()
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("How far OBS is"))
        self._progress.hide()
        self._lock = _wrapped("warn")
        self._lock_row = _with_icon(icons, "locked", "warn", self._lock)
        self._lock_row.hide()
        self.adopt = QCheckBox(self.tr("Take over what has the same name"))
        self.while_live = QCheckBox(self.tr("Change scenes although we are on air"))
        self._build_options()
        self._ask = self._build_question()
        self._buttons = self._build_buttons()
        self._build()

    @property
    def headline(self) -> str:
        """The line on top."""
        return self._headline.text()

    @property
    def counts(self) -> str:
        """The line below it."""
        return self._counts.text()

    @property
    def link_text(self) -> str:
        """Why OBS is not connected, empty while it is."""
        return self._link.text()

    @property
    def lock_text(self) -> str:
        """Why nothing can be done here, empty while it can."""
        return self._lock.text()

    @property
    def progress_words(self) -> str:
        """How far OBS is, in words."""
        return self._progress.format()

    @property
    def asking(self) -> bool:
        """Whether the person is asked to agree."""
        return not self._ask.isHidden()

    def show_headline(self, line: Headline) -> None:
        """Say how OBS stands."""
        self._icon.setPixmap(self._icons.pixmap(line.icon, line.tone, _ICON_PX))
        tell(self._headline, line.text)
        tell(self._counts, line.counts)
        self._counts.setVisible(bool(line.counts))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show what differs, or what came of it."""
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._blank.setVisible(not rows)

    def show_where(self, where: str) -> None:
        """Say which OBS this is about."""
        tell(self._where, where)

    def show_link(self, sentence: str) -> None:
        """Say that OBS is not connected, and why; an empty sentence takes that away."""
        tell(self._link, sentence)
        self._link_row.setVisible(bool(sentence))

    def show_progress(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show how far it is; without a total it only moves, without words it goes away."""
        self._progress.setVisible(bool(words))
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.setFormat(words)
        self._progress.setAccessibleDescription(words)

    def show_question(self, text: str) -> None:
        """Ask the person to agree; an empty text takes the question away."""
        tell(self._question, text)
        self._ask.setVisible(bool(text))
        if text:
            self._agree.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_lock(self, sentence: str) -> None:
        """Show a sentence in place of everything that acts; an empty one brings it back."""
        tell(self._lock, sentence)
        self._lock_row.setVisible(bool(sentence))
        self._buttons.setVisible(not sentence)
        self._options.setVisible(not sentence)

    def enable(self, *, look: bool, apply: bool, stop: bool, on_air: bool) -> None:
        """Say what can be pressed. ``on_air``: offer to change scenes although viewers see them."""
        self._look.setEnabled(look)
        self._apply.setEnabled(apply)
        self._stop.setVisible(stop)
        self.adopt.setEnabled(look)
        self.while_live.setEnabled(look)
        self.while_live.setVisible(on_air or self.while_live.isChecked())

    def _build_options(self) -> None:
        self.adopt.setAccessibleName(self.adopt.text())
        self.while_live.setAccessibleName(self.while_live.text())
        explained = self.tr(
            "Scenes and inputs that somebody made by hand under exactly a template's name become the desk's own."
        )
        self.adopt.setToolTip(explained)
        self.adopt.setAccessibleDescription(explained)
        self._adopt_hint = _wrapped("muted")
        self._adopt_hint.setText(explained)
        self._adopt_hint.setFont(ROOMY.font(Type.SMALL))
        self._options = QWidget()
        column = QVBoxLayout(self._options)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.adopt)
        self._adopt_hint.setContentsMargins(_ICON_PX, 0, 0, 0)
        column.addWidget(self._adopt_hint)
        column.addWidget(self.while_live)
        self.adopt.toggled.connect(self.options_changed)
        self.while_live.toggled.connect(self.options_changed)

    def _build_question(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("banner", "notice")
        self._question = _wrapped()
        self._agree = self._button(self.tr("Do it"), self.tr("Do what the list shows"), kind="primary")
        self._decline = self._button(self.tr("Not now"), self.tr("Change nothing now"))
        self._agree.clicked.connect(self.agreed)
        self._decline.clicked.connect(self.declined)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._question, 1)
        row.addWidget(self._agree)
        row.addWidget(self._decline)
        frame.hide()
        return frame

    def _build_buttons(self) -> QWidget:
        buttons = QWidget()
        self._look = self._button(self.tr("Look"), self.tr("Look what differs; changes nothing"))
        self._apply = self._button(self.tr("Apply…"), self.tr("Show what will be done in OBS, and ask"), kind="primary")
        self._stop = self._button(self.tr("Stop"), self.tr("Stop after what OBS is doing now"))
        self._look.clicked.connect(self.look_wanted)
        self._apply.clicked.connect(self.apply_wanted)
        self._stop.clicked.connect(self.stop_wanted)
        flow = FlowLayout(buttons, gap=8)
        for button in (self._look, self._apply, self._stop):
            flow.addWidget(button)
        return buttons

    def _button(self, text: str, name: str, *, kind: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setProperty("kind", kind)
        return button

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._headline)
        words.addWidget(self._counts)
        line.addLayout(words, 1)
        self.body.addWidget(self._link_row)
        self.body.addLayout(line)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._blank, 1)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._ask)
        self.body.addWidget(self._options)
        self.body.addWidget(self._lock_row)
        self.body.addWidget(self._buttons)


def _with_icon(icons: IconSet, icon: str, tone: str, label: QLabel) -> QWidget:
    row = QWidget()
    picture = QLabel()
    picture.setPixmap(icons.pixmap(icon, tone, _ICON_PX))
    picture.setFixedWidth(_ICON_PX)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(label, 1)
    return row


def _wrapped(tone: str = "") -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    set_tone(label, tone)
    return label
