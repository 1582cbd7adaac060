# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small picture of a scene that says when it is old."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.obs.watch import Picture, Sight
from app.ui.icons import IconSet
from app.ui.theme.model import Theme
from app.ui.theme.scale import ROOMY, Scale, Type

FRESH_S = 5
"""A picture older than this (s) is greyed and says its age."""

_OLD_OPACITY = 0.4


class Thumbnail(QWidget):
    """Shows a picture of one scene, greyed with its age in words once it is older than ``fresh_s`` seconds.

    The picture is decoded when it is painted, once, on the UI thread: the link delivers small ones only (a picture of
    320x180 pixels takes half a millisecond).
    """

    def __init__(
        self, theme: Theme, icons: IconSet, name: str, *, fresh_s: int = FRESH_S, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._name = name
        self._fresh_s = fresh_s
        self._picture: Picture | None = None
        self._decoded: QPixmap | None = None
        self._age_s = 0
        self._state = ""
        self._scale = ROOMY
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_scale(ROOMY)
        self._tell()

    @property
    def state_text(self) -> str:
        """What is written over the picture; empty while it is fresh."""
        return self._state

    @property
    def picture(self) -> Picture | None:
        """The picture on show."""
        return self._picture

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self.setFont(scale.font(Type.SMALL, bold=True))
        self.updateGeometry()

    def set_name(self, name: str) -> None:
        """Say which scene this is."""
        self._name = name
        self._tell()

    def show_sight(self, sight: Sight | None) -> None:
        """Show a picture with its age; None where there is none."""
        picture = sight.picture if sight is not None else None
        self._age_s = sight.age_s if sight is not None else 0
        if picture is not self._picture:
            self._picture = picture
            self._decoded = None
            self.update()
        self._tell()

    def sizeHint(self) -> QSize:
        """Return the size of a small picture."""
        return QSize(128, 72) if self._scale.compact else QSize(160, 90)

    def minimumSizeHint(self) -> QSize:
        """Return the least at which a picture tells anything."""
        return QSize(64, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture whole, in its own shape, and the words over it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sunken"))
        picture = self._pixmap()
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(_OLD_OPACITY if self._old else 1.0)
            painter.drawPixmap(self._place_of(picture), picture)
            painter.setOpacity(1.0)
        if self._state:
            self._paint_state(painter)
        painter.setPen(self._theme.color("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    @property
    def _old(self) -> bool:
        return self._age_s > self._fresh_s

    def _pixmap(self) -> QPixmap | None:
        if self._picture is None:
            return None
        if self._decoded is None:
            image = QImage.fromData(self._picture.jpeg)
            if image.isNull():
                return None
            self._decoded = QPixmap.fromImage(image)
        return self._decoded

    def _place_of(self, picture: QPixmap) -> QRect:
        size = picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        return place

    def _paint_state(self, painter: QPainter) -> None:
        icon_px = 14 if self._scale.compact else 16
        gap = self._scale.gap
        metrics = self.fontMetrics()
        band = QRect(0, 0, self.width(), max(icon_px, metrics.height()) + gap)
        band.moveBottom(self.rect().bottom())
        painter.fillRect(band, self._theme.color("sunken"))
        icon = "timer" if self._picture is not None else "scene"
        painter.drawPixmap(gap, band.center().y() - icon_px // 2, self._icons.pixmap(icon, "warn", icon_px))
        room = band.adjusted(2 * gap + icon_px, 0, -gap, 0)
        painter.setPen(self._theme.color("text"))
        text = metrics.elidedText(self._state, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def _tell(self) -> None:
        state = self._words()
        if state != self._state or self.accessibleName() != self._name:
            self._state = state
            self.setAccessibleName(self._name)
            self.setAccessibleDescription(state or self.tr("The picture is new."))
            self.setToolTip(state)
            self.update()

    def _words(self) -> str:
        if self._picture is None:
            return self.tr("No picture")
        return self.tr("{seconds} s old").format(seconds=self._age_s) if self._old else ""
