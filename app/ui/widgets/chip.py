# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A state as icon, words and colour, never as colour alone."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.ui.icons import IconSet
from app.ui.theme.scale import Scale, Type
from app.ui.widgets.labels import ElidedLabel, set_property, set_tone, tell

_ICON_ON_FILL = {"live": "on_live", "rehearsal": "on_rehearsal"}


class Chip(QFrame):
    """One state in the strip. With ``whole`` its words are never shortened, whatever else has to give way."""

    def __init__(self, icons: IconSet, name: str, *, whole: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._name = name
        self._shown: tuple[str, str, str] | None = None
        self._icon_px = 20
        self.setProperty("chip", "true")
        self.setProperty("fill", "")
        self._icon = QLabel()
        self._text = ElidedLabel()
        across = QSizePolicy.Policy.Fixed if whole else QSizePolicy.Policy.Preferred
        self._text.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._icon)
        self._layout.addWidget(self._text, 1)

    @property
    def text(self) -> str:
        """The words on show."""
        return self._text.text()

    @property
    def icon_name(self) -> str:
        """The icon on show."""
        return self._shown[0] if self._shown is not None else ""

    @property
    def text_is_whole(self) -> bool:
        """Whether there is room for all the words."""
        return self._text.width() >= self._text.fontMetrics().horizontalAdvance(self._text.text())

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._icon_px = 16 if scale.compact else 22
        self._text.setFont(scale.font(Type.BODY, bold=True))
        side, upright = (8, 4) if scale.compact else (12, 6)
        self._layout.setContentsMargins(side, upright, side, upright)
        self._layout.setSpacing(scale.gap)
        if self._shown is not None:
            icon, tone, fill = self._shown
            self._shown = None
            self.show_state(icon, self._text.text(), tone=tone, fill=fill, detail=self.toolTip())

    def show_state(self, icon: str, text: str, *, tone: str = "", fill: str = "", detail: str = "") -> None:
        """Show a state. ``tone`` colours icon and words, ``fill`` the whole chip; ``detail`` is the tool tip."""
        if self._shown != (icon, tone, fill):
            self._shown = (icon, tone, fill)
            self._icon.setPixmap(self._icons.pixmap(icon, _ICON_ON_FILL.get(fill, tone or "text"), self._icon_px))
            set_property(self, "fill", fill)
            set_tone(self._text, "" if fill in _ICON_ON_FILL else tone)
        tell(self._text, text)
        self.setToolTip(detail)
        self.setAccessibleName(f"{self._name}: {text}")
        self.setAccessibleDescription(detail)
