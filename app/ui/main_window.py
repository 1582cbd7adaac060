# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main window: a rail of pages, one alarm line, one page. Everything else belongs to the pages."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.commands import Command, CommandRegistry
from app.ui.icons import IconSet
from app.ui.shortcuts import ShortcutBinder
from app.ui.shortcuts_sheet import ShortcutsSheet
from app.ui.theme.model import Theme
from app.ui.widgets.banner import Banner
from app.ui.widgets.labels import tell

PAGE_ICONS: Final = {"live": "live", "prepare": "prepare", "review": "review", "studio": "studio"}

_FRAME: Final = QSize(16, 40)
"""What the title bar and the borders of a window may take, in pixels; no system tells before it is shown."""


class MainWindow(QMainWindow):
    """Shows one page at a time.

    Signals:
        page_changed: the page with this id came to the front.
        closed: the person closed the window.
    """

    page_changed = Signal(str)
    closed = Signal()

    def __init__(self, registry: CommandRegistry, theme: Theme) -> None:
        super().__init__()
        self._registry = registry
        self._icons = IconSet(theme)
        self._pages: dict[str, QWidget] = {}
        self._buttons: dict[str, QToolButton] = {}
        self.setWindowTitle("Anchor Desk")
        self.setMinimumSize(QSize(900, 500))
        self.resize(QSize(1366, 768))
        self._alarm = Banner(self._icons, icon="error")
        self._stack = QStackedWidget()
        self._loading = self._build_loading()
        self._stack.addWidget(self._loading)
        self._group = QButtonGroup(self)
        self._rail_layout = QVBoxLayout()
        self._build_shell()
        self._sheet = ShortcutsSheet(registry, self._icons, self)
        self._binder = ShortcutBinder(self, registry)
        self._add_commands()

    @property
    def current_page(self) -> str:
        """The id of the page in front, empty while loading."""
        current = self._stack.currentWidget()
        return next((page_id for page_id, page in self._pages.items() if page is current), "")

    @property
    def alarm_text(self) -> str:
        """The alarm on show, empty if there is none."""
        return self._alarm.text

    def show_loading(self, text: str) -> None:
        """Show ``text`` in place of the pages."""
        tell(self._loading_text, text)
        self._stack.setCurrentWidget(self._loading)

    def add_page(self, page_id: str, widget: QWidget, label: str) -> None:
        """Add a page and its button in the rail; the first pages answer to Alt+1, Alt+2 and so on."""
        self._pages[page_id] = widget
        self._stack.addWidget(widget)
        button = QToolButton()
        button.setProperty("nav", "true")
        button.setCheckable(True)
        button.setText(label)
        button.setAccessibleName(label)
        button.setIcon(self._icons.icon(PAGE_ICONS.get(page_id, "app"), "text", 24))
        button.setIconSize(QSize(24, 24))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedSize(QSize(72, 64))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self.show_page, page_id))
        self._group.addButton(button)
        self._buttons[page_id] = button
        self._rail_layout.insertWidget(len(self._buttons) - 1, button)
        self._registry.add(
            Command(
                id=f"page.{page_id}",
                label=lambda: self.tr("Go to: {page}").format(page=label),
                keys=(f"Alt+{len(self._pages)}",),
                run=partial(self.show_page, page_id),
                in_text=True,
            )
        )

    def show_page(self, page_id: str, *_ignored: object) -> None:
        """Bring a page to the front. Raises KeyError for an unknown id."""
        self._stack.setCurrentWidget(self._pages[page_id])
        self._buttons[page_id].setChecked(True)
        self._pages[page_id].setFocus()
        self._binder.set_page(page_id)
        self.page_changed.emit(page_id)

    def show_alarm(self, text: str) -> None:
        """Show ``text`` across the window on every page; an empty text takes it away. Never blocks."""
        self._alarm.show_text(text)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window closes."""
        self.closed.emit()
        super().closeEvent(event)

    def fit_to_screen(self) -> None:
        """Become as small as the screen asks for, title bar included: the system cuts off what is over."""
        room = self.screen().availableSize() - _FRAME
        self.resize(self.size().boundedTo(room).expandedTo(self.minimumSize()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shortcuts sheet over the whole window."""
        super().resizeEvent(event)
        self._sheet.setGeometry(self.rect())

    def _build_loading(self) -> QWidget:
        page = QWidget()
        self._loading_text = QLabel()
        self._loading_text.setProperty("tone", "muted")
        self._loading_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._loading_text.setWordWrap(True)
        QVBoxLayout(page).addWidget(self._loading_text)
        return page

    def _build_shell(self) -> None:
        shell = QWidget()
        shell.setObjectName("shell")
        outer = QVBoxLayout(shell)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._alarm)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_rail())
        row.addWidget(self._stack, 1)
        outer.addLayout(row, 1)
        self.setCentralWidget(shell)

    def _build_rail(self) -> QFrame:
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setFixedWidth(73)
        self._rail_layout.setContentsMargins(0, 8, 1, 8)
        self._rail_layout.setSpacing(4)
        self._rail_layout.addStretch(1)
        keys = QToolButton()
        keys.setProperty("nav", "true")
        keys.setText(self.tr("Keys"))
        keys.setAccessibleName(self.tr("Show all keyboard shortcuts"))
        keys.setIcon(self._icons.icon("keyboard", "text", 24))
        keys.setIconSize(QSize(24, 24))
        keys.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        keys.setFixedSize(QSize(72, 64))
        keys.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keys.clicked.connect(self._toggle_sheet)
        self._rail_layout.addWidget(keys)
        rail.setLayout(self._rail_layout)
        return rail

    def _add_commands(self) -> None:
        self._registry.add(
            Command(
                id="window.shortcuts",
                label=lambda: self.tr("Show all keyboard shortcuts"),
                keys=("Ctrl+/", "?"),
                run=self._toggle_sheet,
            )
        )

    def _toggle_sheet(self) -> None:
        self._sheet.setVisible(not self._sheet.isVisible())
