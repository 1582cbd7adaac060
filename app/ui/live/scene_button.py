# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One scene: its name, its state as icon and words, and its picture where there is one."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from app.domain.obs.state import Scene
from app.ui.clock_text import minutes_text
from app.ui.icons import IconSet
from app.ui.theme.scale import ROOMY, Scale, Type
from app.ui.widgets.labels import set_property

_OLD_S = 5.0
_BAND_ALPHA = 215
_SEEN_THROUGH = 0.4


class SceneButton(QPushButton):
    """Shows what it is told; the bar decides."""

    def __init__(self, icons: IconSet, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = scene
        self._icons = icons
        self._scale = ROOMY
        self._picture = QPixmap()
        self._age_s = 0.0
        self._words = ""
        self._said: tuple[object, ...] = ()
        self._shown = QIcon()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def has_picture(self) -> bool:
        """Whether a picture is on show."""
        return not self._picture.isNull()

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self.setFont(scale.font(Type.SMALL if self.has_picture else Type.BODY))
        self.setMinimumHeight(36 if scale.compact else 48)
        self.updateGeometry()

    def set_picture(self, picture: QPixmap, age_s: float) -> None:
        """Show what the scene looked like ``age_s`` seconds ago; an empty picture takes it away."""
        had = self.has_picture
        self._picture, self._age_s = picture, age_s
        if had is not self.has_picture:
            self.set_scale(self._scale)
        self.update()

    def show_state(self, kind: str, icon: str, role: str, *, words: str, spoken: str) -> None:
        """Show a state: ``kind`` for the style sheet, ``words`` behind the name, ``spoken`` as the accessible name."""
        name = self.scene.name
        shown = (name, kind, icon, role, words, spoken, self.has_picture)
        if shown == self._said:
            return
        self._said = shown
        self.setText(f"{name} · {words}".replace("&", "&&") if words else name.replace("&", "&&"))
        self._words = words
        self._shown = QIcon() if not icon else self._icons.icon(icon, role)
        self.setIcon(QIcon() if self.has_picture else self._shown)
        self.setAccessibleName(spoken)
        set_property(self, "state", kind)

    def sizeHint(self) -> QSize:
        """Return the room of the picture, or of icon and name."""
        if not self.has_picture:
            return super().sizeHint()
        return QSize(96, 54) if self._scale.compact else QSize(120, 68)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a scene's button is not squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a plain button, or the picture with the name across its foot."""
        if not self.has_picture:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        inside = self.rect().adjusted(3, 3, -3, -3)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._age_s > _OLD_S or not self.isEnabled():
            painter.setOpacity(_SEEN_THROUGH)
        painter.drawPixmap(_fitted(self._picture.size(), inside), self._picture)
        painter.setOpacity(1.0)
        self._paint_line(painter, inside, self._words, self._shown, top=True)
        age = minutes_text(int(self._age_s)) if self._age_s > _OLD_S else ""
        self._paint_line(painter, inside, f"{self.scene.name}  {age}".rstrip(), QIcon(), top=False)

    def _paint_line(self, painter: QPainter, inside: QRect, words: str, icon: QIcon, *, top: bool) -> None:
        """Paint icon and words over the upper left of the picture, or words across its foot."""
        metrics = self.fontMetrics()
        height = metrics.height() + 2
        side = height - 4 if not icon.isNull() else 0
        width = inside.width() if not top else min(inside.width(), side + metrics.horizontalAdvance(words) + 18)
        if not words and not side:
            return
        band = QRect(inside.left(), inside.top() if top else inside.bottom() - height + 1, width, height)
        shade = QColor(self.palette().window().color())
        shade.setAlpha(_BAND_ALPHA)
        painter.fillRect(band, shade)
        text = band.adjusted(4, 0, -4, 0)
        if side:
            icon.paint(painter, QRect(text.left(), band.top() + 2, side, side))
            text.setLeft(text.left() + side + 4)
        painter.setPen(self.palette().windowText().color())
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), elided)


def _fitted(size: QSize, room: QRect) -> QRect:
    """Return where a picture stands whole and in its own shape: many a canvas is upright."""
    place = QRect(room.topLeft(), size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(room.center())
    return place
