# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The left side of the Studio page: which shops, and the template of each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QWidget

from app.domain.content_set import ContentSet
from app.domain.obs.studio import ShopChoice, TemplateInfo
from app.ui.icons import IconSet
from app.ui.studio.shop_model import SHOP_ROLE, ShopFilter, ShopModel, template_title
from app.ui.widgets.labels import ElidedLabel, set_tone, tell
from app.ui.widgets.panel import Panel

_FILE = "\0file"
_MIXED = "\0mixed"


class ShopPanel(Panel):
    """A list to tick and to search, and the template of the shops that are marked in it.

    Signals:
        choice_changed(): another shop is ticked, or a ticked one has another template.
        template_chosen(object, str): as ``ShopModel``'s.
        file_chosen(str): a template's file that the marked shops are to have.
    """

    choice_changed = Signal()
    template_chosen = Signal(object, str)
    file_chosen = Signal(str)

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Shops"))
        self.model = ShopModel(icons, self)
        self._found = ShopFilter(self.model, self)
        self._waiting_for = ""
        self._templates: tuple[TemplateInfo, ...] = ()
        self._count = ElidedLabel()
        set_tone(self._count, "muted")
        self.search = self._build_search()
        self.list = self._build_list()
        self.template = QComboBox()
        self.template.setMinimumContentsLength(8)
        self.template.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._template_label = ElidedLabel()
        self._template_label.setBuddy(self.template)
        self._empty = QLabel(self.tr("No shops yet"))
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        set_tone(self._empty, "muted")
        self._build()
        self._connect()
        self._refresh()

    @property
    def choices(self) -> tuple[ShopChoice, ...]:
        """The ticked shops with the template that was chosen for them, if one was."""
        return self.model.choices

    def set_content(self, content: ContentSet) -> None:
        """Show the shops of this PC."""
        self.model.set_shops(content.shops)
        self._refresh()

    def set_chosen(self, chosen: Mapping[str, str]) -> None:
        """Tell which templates were chosen before, by the shop's id."""
        self.model.set_chosen(chosen)

    def set_templates(self, templates: Sequence[TemplateInfo]) -> None:
        """Offer templates; one that was read from a file goes to the shops that it was chosen for."""
        self._templates = tuple(templates)
        self.model.set_templates(templates)
        waiting, self._waiting_for = self._waiting_for, ""
        if waiting and any(one.name == waiting for one in templates):
            self.model.choose_template(self.marked, waiting)
        self._refresh()

    def tick_all(self) -> None:
        """Tick every shop that the search shows."""
        self.model.tick(self._found.shop_ids, on=True)

    def tick_none(self) -> None:
        """Take the tick from every shop that the search shows."""
        self.model.tick(self._found.shop_ids, on=False)

    def start_search(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def ask_for_file(self) -> None:
        """Let the person choose a template's file for the marked shops."""
        if not self.marked:
            return
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a template's file"), "", self.tr("Templates (*.toml);;All (*)")
        )
        if name:
            self.take_file(name)

    def take_file(self, path: str) -> None:
        """Ask for the template of a file for the marked shops; it is theirs once it was read."""
        self._waiting_for = path
        self.file_chosen.emit(path)

    @property
    def marked(self) -> tuple[str, ...]:
        """The shops that are marked in the list."""
        return tuple(str(index.data(SHOP_ROLE)) for index in self.list.selectionModel().selectedRows())

    def _build_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setPlaceholderText(self.tr("Search by name or number"))
        search.setAccessibleName(self.tr("Search for a shop by name or number"))
        search.setClearButtonEnabled(True)
        return search

    def _build_list(self) -> QListView:
        shops = QListView()
        shops.setModel(self._found)
        shops.setAccessibleName(self.tr("Shops that get their scenes"))
        shops.setProperty("lined", "true")
        shops.setUniformItemSizes(True)
        shops.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        shops.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shops.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        shops.setTextElideMode(Qt.TextElideMode.ElideRight)
        return shops

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._count, 1)
        self._all = self._button(self.tr("All"), self.tr("Tick all shops shown"))
        self._none = self._button(self.tr("None"), self.tr("Take the tick from all shops shown"))
        buttons.addWidget(self._all)
        buttons.addWidget(self._none)
        for part in (self._empty, self.search):
            self.body.addWidget(part)
        self.body.addLayout(buttons)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._template_label)
        self.body.addWidget(self.template)

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setProperty("tight", "true")
        return button

    def _connect(self) -> None:
        self._all.clicked.connect(self.tick_all)
        self._none.clicked.connect(self.tick_none)
        self.search.textChanged.connect(self._found.setFilterFixedString)
        self.search.textChanged.connect(self._on_search_changed)
        self.template.activated.connect(self._on_template_activated)
        self.model.choice_changed.connect(self._on_choice_changed)
        self.model.template_chosen.connect(self.template_chosen)
        self.list.selectionModel().selectionChanged.connect(self._on_marked_changed)

    def _on_search_changed(self, _text: str) -> None:
        self._refresh()

    def _on_choice_changed(self) -> None:
        self._refresh()
        self.choice_changed.emit()

    def _on_marked_changed(self, _on: QItemSelection, _off: QItemSelection) -> None:
        self._refresh()

    def _on_template_activated(self, at: int) -> None:
        name = self.template.itemData(at)
        if name == _FILE:
            self._show_template()
            self.ask_for_file()
        elif name != _MIXED:
            self.model.choose_template(self.marked, name)

    def _refresh(self) -> None:
        count = self.model.rowCount()
        self._empty.setVisible(not count)
        for part in (self.search, self.list, self._count, self._all, self._none, self._template_label, self.template):
            part.setVisible(bool(count))
        numbers = {"ticked": len(self.choices), "count": count}
        self._count.setText(self.tr("{ticked} of {count}").format(**numbers))
        self._count.setAccessibleName(self.tr("{ticked} of {count} shops are ticked").format(**numbers))
        self._show_template()

    def _show_template(self) -> None:
        marked = self.marked
        self.template.setEnabled(bool(marked))
        if not marked:
            text = self.tr("Template (mark a shop)")
        elif len(marked) == 1:
            text = self.tr("Template of {shop}").format(shop=marked[0])
        else:
            text = self.tr("Template of {count} shops").format(count=len(marked))
        tell(self._template_label, text)
        self.template.setAccessibleName(text)
        self._fill_templates({self.model.chosen_template(shop_id) for shop_id in marked})

    def _fill_templates(self, chosen: set[str]) -> None:
        self.template.clear()
        if len(chosen) > 1:
            self.template.addItem(self.tr("Different ones"), _MIXED)
        self.template.addItem(self.tr("By the shop's category"), "")
        for one in self._templates:
            self.template.addItem(template_title(one), one.name)
        self.template.addItem(self.tr("Choose a file…"), _FILE)
        if len(chosen) == 1:
            self.template.setCurrentIndex(max(0, self.template.findData(next(iter(chosen)))))
