# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shops as a list to tick and to search, each with its template."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from app.contract.content import Shop
from app.domain.obs.studio import ShopChoice, TemplateInfo
from app.ui.icons import IconSet

SHOP_ROLE: Final = Qt.ItemDataRole.UserRole + 1
SEARCH_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_ROOT = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def template_title(template: TemplateInfo) -> str:
    """Return how a template is called in lists, in the language of the desk where the template has a title in it."""
    chinese = QLocale().language() is QLocale.Language.Chinese
    return (chinese and template.title_zh) or template.title


class ShopModel(QAbstractListModel):
    """One entry for each shop: a tick, name and id, and below them the template.

    Signals:
        choice_changed(): another shop is ticked, or a ticked one has another template.
        template_chosen(object, str): these shops (tuple of str) are to have this template; empty: by their category.
    """

    choice_changed = Signal()
    template_chosen = Signal(object, str)

    def __init__(self, icons: IconSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._warning = icons.icon("warning", "warn")
        self._shops: tuple[Shop, ...] = ()
        self._ticked: set[str] = set()
        self._chosen: dict[str, str] = {}
        self._templates: tuple[TemplateInfo, ...] = ()

    @property
    def choices(self) -> tuple[ShopChoice, ...]:
        """The ticked shops with the template that was chosen for them, if one was."""
        return tuple(
            ShopChoice(shop, self._chosen.get(shop.shop_id, "")) for shop in self._shops if shop.shop_id in self._ticked
        )

    def set_shops(self, shops: Mapping[str, Shop]) -> None:
        """Show other shops. Ticks stay; a shop that is the only one is ticked."""
        self.beginResetModel()
        self._shops = tuple(shops[shop_id] for shop_id in sorted(shops))
        self._ticked &= set(shops)
        if len(shops) == 1:
            self._ticked = set(shops)
        self.endResetModel()
        self.choice_changed.emit()

    def set_templates(self, templates: Sequence[TemplateInfo]) -> None:
        """Tell which templates there are."""
        self._templates = tuple(templates)
        self._all_changed()

    def chosen_template(self, shop_id: str) -> str:
        """Return the name of the template that was chosen for a shop; empty: the one of its category."""
        return self._chosen.get(shop_id, "")

    def set_chosen(self, chosen: Mapping[str, str]) -> None:
        """Tell which templates were chosen before, by the shop's id."""
        self._chosen = dict(chosen)
        self._all_changed()

    def choose_template(self, shop_ids: Iterable[str], name: str) -> None:
        """Give shops a template; an empty ``name`` is the one of their category."""
        shops = tuple(shop_ids)
        self._chosen |= dict.fromkeys(shops, name)
        self._all_changed()
        self.template_chosen.emit(shops, name)
        self.choice_changed.emit()

    def tick(self, shop_ids: Iterable[str], *, on: bool) -> None:
        """Tick shops, or take the tick away."""
        self._ticked = self._ticked | set(shop_ids) if on else self._ticked - set(shop_ids)
        self._all_changed()
        self.choice_changed.emit()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many shops there are."""
        return 0 if parent.isValid() else len(self._shops)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Return that a shop can be ticked."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a shop's words, tick, or what it is found by."""
        shop = self._shops[index.row()]
        if role in _WORDS:
            return f"{shop.name}  {shop.shop_id}\n{self._template_text(shop)}"
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if shop.shop_id in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole:
            return self._warning if self._template_of(shop) is None and self._templates else None
        if role == SEARCH_ROLE:
            return f"{shop.name} {shop.shop_id} {shop.category}"
        return shop.shop_id if role == SHOP_ROLE else None

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take a tick from the view."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        shop_id = self._shops[index.row()].shop_id
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self._ticked = self._ticked | {shop_id} if on else self._ticked - {shop_id}
        self.dataChanged.emit(index, index, [role])
        self.choice_changed.emit()
        return True

    def _all_changed(self) -> None:
        if self._shops:
            self.dataChanged.emit(self.index(0), self.index(len(self._shops) - 1))

    def _template_of(self, shop: Shop) -> TemplateInfo | None:
        chosen = self._chosen.get(shop.shop_id, "")
        if chosen:
            return next((one for one in self._templates if one.name == chosen), None)
        return next((one for one in self._templates if one.serves(shop.category)), None)

    def _template_text(self, shop: Shop) -> str:
        found = self._template_of(shop)
        if found is not None:
            return template_title(found)
        if not self._templates:
            return shop.category
        return QCoreApplication.translate("ShopModel", "No template: choose one below")


class ShopFilter(QSortFilterProxyModel):
    """The shops whose name, id or category contains what is searched for."""

    def __init__(self, model: ShopModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setFilterRole(SEARCH_ROLE)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setSourceModel(model)

    @property
    def shop_ids(self) -> tuple[str, ...]:
        """The shops that are found, in order."""
        return tuple(str(self.index(row, 0).data(SHOP_ROLE)) for row in range(self.rowCount()))
