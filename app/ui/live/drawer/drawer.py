# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control desk: everything of OBS that need not be in sight all evening, behind one key."""

from collections.abc import Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.obs.commands import ObsOutcome
from app.services.permissions import PermissionsService
from app.ui.clock_text import minutes_text
from app.ui.icons import IconSet
from app.ui.live.drawer.filters import Filters
from app.ui.live.drawer.media import Media
from app.ui.live.drawer.mixer import Mixer
from app.ui.live.drawer.outputs import Outputs
from app.ui.live.drawer.section import DeskView, Section
from app.ui.live.drawer.sources import Sources
from app.ui.live.drawer.switching import Switching
from app.ui.lock_box import LockBox
from app.ui.theme.model import Theme
from app.ui.theme.scale import COMPACT, ROOMY, SPACIOUS, Scale, Type
from app.ui.widgets.labels import tell

TABS = ("sound", "sources", "outputs", "media", "filters")
_FRESH_S = 5.0
_WIDTH_AT_ROW = {COMPACT.row: 316, ROOMY.row: 372, SPACIOUS.row: 440}


class ControlDrawer(QFrame):
    """One tab for each subject, and whose desk it is.

    Signals:
        command_requested(ObsCommand): ask OBS for this.
        toggled(bool): it was opened (True) or closed.
    """

    command_requested = Signal(object)
    toggled = Signal(bool)

    def __init__(
        self, permissions: PermissionsService, theme: Theme, icons: IconSet, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self.setAccessibleName(self.tr("Control desk"))
        self._view = DeskView()
        self.mixer = Mixer(icons)
        self.sources = Sources(icons)
        self.outputs = Outputs(theme, icons)
        self.switching = Switching(icons)
        self.media = Media(icons)
        self.filters = Filters(icons)
        self.lock = LockBox(permissions, icons)
        self.lock.wanted.connect(self.open)
        self._sections: tuple[Section, ...] = (
            self.mixer,
            self.sources,
            self.outputs,
            self.switching,
            self.media,
            self.filters,
        )
        for section in self._sections:
            section.command_requested.connect(self.command_requested)
        self._title = QLabel(self.tr("Control desk"))
        self._close = QPushButton()
        self._close.setProperty("kind", "quiet")
        self._close.setIcon(icons.icon("close", size=16))
        self._close.setAccessibleName(self.tr("Close the control desk"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.close_desk)
        self.age = QLabel()
        self.age.setWordWrap(True)
        self.age.setProperty("tone", "warn")
        self._lists: tuple[Section, ...] = (self.sources, self.media, self.filters)
        self._shown: dict[Section, Hashable] = {}
        self._tabs: dict[str, QPushButton] = {}
        self._stack = QStackedWidget()
        self._build()
        self.hide()

    @property
    def tab(self) -> str:
        """The tab in front."""
        return TABS[self._stack.currentIndex()]

    def open(self) -> None:
        """Show the desk."""
        if self.isHidden():
            self.show()
            self.toggled.emit(True)

    def close_desk(self) -> None:
        """Hide the desk."""
        if not self.isHidden():
            self.hide()
            self.toggled.emit(False)

    def toggle(self) -> None:
        """Show or hide the desk."""
        self.open() if self.isHidden() else self.close_desk()

    def show_tab(self, tab: str) -> None:
        """Open the desk at a tab. Raises ValueError for an unknown one."""
        self._stack.setCurrentIndex(TABS.index(tab))
        self._tabs[tab].setChecked(True)
        self.open()

    def set_view(self, view: DeskView) -> None:
        """Show OBS. It tells its state many times a second, so what shows nothing new is left alone.

        A list that nobody sees follows when its tab is opened.
        """
        self._view = view
        self._refresh()

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Settle whatever waited for this."""
        for section in self._sections:
            section.on_outcome(outcome)

    def tick(self, monotonic: float) -> None:
        """Bring times up to date. ``monotonic`` is on the clock of ``ObsState.age_base``, in seconds."""
        self.lock.tick(monotonic)
        if self.isHidden():
            return
        state = self._view.state
        age_s = max(0.0, monotonic - state.age_base) if state.age_base is not None else 0.0
        for section in self._sections:
            section.tick(age_s)
        tell(self.age, self._age_words(age_s))
        self.age.setVisible(bool(self.age.text()))

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self.setFixedWidth(_WIDTH_AT_ROW[scale.row])
        self._title.setFont(scale.font(Type.TITLE, bold=True))
        self.age.setFont(scale.font(Type.SMALL, bold=True))
        for tab in self._tabs.values():
            tab.setFont(scale.font(Type.SMALL))
        for section in self._sections:
            section.set_scale(scale)
        self.lock.set_scale(scale)
        self._layout.setContentsMargins(scale.margin, scale.gap, scale.margin, scale.gap)
        self._layout.setSpacing(scale.gap)

    def _on_tab_changed(self, _index: int) -> None:
        self._refresh()

    def _refresh(self) -> None:
        for section in self._sections:
            if section in self._lists and not section.isVisibleTo(self):
                continue
            facts = section.facts(self._view)
            if self._shown.get(section) != facts:
                self._shown[section] = facts
                section.set_view(self._view)

    def _age_words(self, age_s: float) -> str:
        state = self._view.state
        if state.age_base is None:
            return self.tr("OBS was not reached yet.")
        age = self.tr("{seconds} s old").format(seconds=int(age_s)) if age_s < 120 else minutes_text(int(age_s))
        if not state.connected:
            return self.tr("OBS does not answer. What you see here is {age}.").format(age=age)
        return self.tr("OBS answers late. What you see here is {age}.").format(age=age) if age_s >= _FRESH_S else ""

    def _tab_texts(self) -> tuple[str, ...]:
        return (
            self.tr("Sound"),
            self.tr("Sources"),
            self.tr("Outputs"),
            self.tr("Media"),
            self.tr("Filters"),
        )

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        outputs = QWidget()
        column = QVBoxLayout(outputs)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.outputs)
        column.addWidget(self.switching)
        column.addStretch(1)
        pages: tuple[QWidget, ...] = (self.mixer, self.sources, outputs, self.media, self.filters)
        line = QFrame()
        line.setProperty("line", "true")
        line.setFixedHeight(1)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(head)
        self._layout.addLayout(self._build_tabs())
        self._layout.addWidget(self.age)
        self._layout.addWidget(self._stack, 1)
        self._layout.addWidget(line)
        self._layout.addWidget(self.lock)
        for page, text in zip(pages, self._tab_texts(), strict=True):
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setAccessibleName(text)
            scroll.setWidget(page)
            self._stack.addWidget(scroll)

    def _build_tabs(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        for position, (tab, text) in enumerate(zip(TABS, self._tab_texts(), strict=True)):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setChecked(position == 0)
            button.setProperty("segment", "true")
            button.setAccessibleName(text)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(button, position)
            self._tabs[tab] = button
            row.addWidget(button)
        row.addStretch(1)
        group.idClicked.connect(self._stack.setCurrentIndex)
        self._stack.currentChanged.connect(self._on_tab_changed)
        return row
