# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One audio level as a bar, a number and words. Sixty of them are painted 20 times a second, so little is painted."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.obs.meters import FLOOR_DB, MeterLevel, Needle
from app.ui.icons import IconSet
from app.ui.theme.model import Theme
from app.ui.theme.scale import ROOMY, Scale, Type

LOUD_DB = -20.0
"""From here to ``TOO_LOUD_DB`` a voice is as loud as it should be at most."""

TOO_LOUD_DB = -9.0

_HEARD_DB = -50.0
_MARK_PX = 2
_DIM = 0.28
"""How much of a zone's colour shows where the bar does not reach."""


class LevelMeter(QWidget):
    """A level bar with green, amber and red zones, its dB in digits, and an icon that tells whether it is muted.

    While it is muted the bar shows, in grey, what the microphone hears: viewers hear nothing of it. The accessible name
    is the input's, the accessible description the state in words; the words change rarely, not with every level.
    """

    def __init__(self, theme: Theme, icons: IconSet, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._muted = False
        self._needle: Needle | None = None
        self._painted: tuple[int, int] = (-1, -1)
        self._text = ""
        self._scale = ROOMY
        self._theme = theme
        self._ink = theme.color("text")
        self._ground = theme.color("surface")
        self._bar = QRect()
        self._lit = self._dim = QBrush()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.set_scale(ROOMY)
        self._tell()

    @property
    def text(self) -> str:
        """What stands beside the bar."""
        return self._text

    def set_ground(self, color: QColor) -> None:
        """Stand on a ground of this colour instead of a panel's."""
        self._ground = color
        self._mix_brushes()
        self.update()

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self.setFont(scale.font(Type.SMALL, bold=True))
        self._lay_out()
        self.updateGeometry()
        self.update()

    def set_muted(self, muted: bool) -> None:
        """Say whether the input is muted in OBS."""
        if muted != self._muted:
            self._muted = muted
            self._needle = None
            self._mix_brushes()
            self._tell()
            self.update()

    def show_level(self, level: MeterLevel | None, at: float) -> None:
        """Show a level that came at ``at`` (monotonic s); None where none is known."""
        known = self._needle is not None
        if level is None:
            self._needle = None
        else:
            heard = level.raw_peak_db if self._muted else level.peak_db
            self._needle = (self._needle or Needle()).fold(heard, at)
        if known is not (level is not None):
            self._mix_brushes()
            self.update()
        self._tell()
        pixels = self._pixels()
        if pixels != self._painted:
            self._painted = pixels
            self.update(self._bar)

    def sizeHint(self) -> QSize:
        """Return the room for icon, a bar of 160 pixels and the digits."""
        return QSize(self._icon_px + 160 + self._text_px + 2 * self._scale.gap, self._row_px)

    def minimumSizeHint(self) -> QSize:
        """Return the room for icon, a short bar and the digits."""
        return QSize(self._icon_px + 40 + self._text_px + 2 * self._scale.gap, self._row_px)

    def resizeEvent(self, _event: object) -> None:
        """Keep the bar between icon and digits."""
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, and the rest only where it changed."""
        painter = QPainter(self)
        if not self._bar.contains(event.rect()):
            self._paint_rest(painter)
        self._paint_bar(painter)

    def _paint_rest(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), self._ground)
        icon, role = ("mic-off", "bad") if self._muted else ("mic", "muted")
        top = (self.height() - self._icon_px) // 2
        painter.drawPixmap(0, top, self._icons.pixmap(icon, role, self._icon_px))
        painter.setPen(self._theme.color("bad") if self._muted else self._ink)
        room = QRect(self.width() - self._text_px, 0, self._text_px, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._text)

    def _paint_bar(self, painter: QPainter) -> None:
        bar, (level, hold) = self._bar, self._pixels()
        if level > 0:
            painter.fillRect(bar.left(), bar.top(), level, bar.height(), self._lit)
        if level < bar.width():
            level = max(level, 0)
            painter.fillRect(bar.left() + level, bar.top(), bar.width() - level, bar.height(), self._dim)
        if hold > 0:
            painter.fillRect(bar.left() + hold - _MARK_PX, bar.top(), _MARK_PX, bar.height(), self._ink)

    def _pixels(self) -> tuple[int, int]:
        """Return where level and mark end, in pixels of the bar."""
        if self._needle is None:
            return (-1, -1)
        width = self._bar.width()
        return _pixel(self._needle.level_db, width), _pixel(self._needle.hold_db, width)

    def _tell(self) -> None:
        """Bring digits and words up to date."""
        text = self._digits()
        if text != self._text:
            self._text = text
            self.update(self.width() - self._text_px, 0, self._text_px, self.height())
        words = self._words()
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            self.setToolTip(words)

    def _digits(self) -> str:
        if self._muted:
            return self.tr("Muted")
        if self._needle is None:
            return "–"
        if self._needle.hold_db <= FLOOR_DB:
            return self.tr("Silent")
        return self.tr("{level} dB").format(level=f"{self._needle.hold_db:.0f}".replace("-", "−"))

    def _words(self) -> str:
        if self._muted:
            return self.tr("Muted: viewers hear nothing of it.")
        if self._needle is None:
            return self.tr("Its level is not known.")
        if self._needle.hold_db <= _HEARD_DB:
            return self.tr("Nothing is heard.")
        if self._needle.hold_db > TOO_LOUD_DB:
            return self.tr("Too loud.")
        return self.tr("It is heard.")

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        self._icon_px = 16 if self._scale.compact else 20
        self._row_px = max(self._icon_px, metrics.height())
        words = (self.tr("Muted"), self.tr("Silent"), "−60 dB")
        self._text_px = max(metrics.horizontalAdvance(word) for word in words) + 2 * self._scale.gap
        left = self._icon_px + self._scale.gap
        height = max(6, self._row_px // 2)
        top = (self.height() - height) // 2
        self._bar = QRect(left, top, max(0, self.width() - left - self._text_px), height)
        self._mix_brushes()

    def _mix_brushes(self) -> None:
        """Make what the bar is painted with: two fills, whatever the level, are what makes sixty of them cheap."""
        colors = [self._theme.color(role) for _, role in _ZONES]
        back = self._theme.color("border")
        if self._muted or self._needle is None:
            self._lit, self._dim = QBrush(self._theme.color("muted")), QBrush(_mixed(back, self._ground))
        else:
            self._lit = self._zoned(colors)
            self._dim = self._zoned([_mixed(color, self._ground) for color in colors])

    def _zoned(self, colors: Sequence[QColor]) -> QBrush:
        gradient = QLinearGradient(self._bar.left(), 0, self._bar.left() + max(1, self._bar.width()), 0)
        ends = [_share(start) for start, _ in _ZONES[1:]] + [1.0]
        start = 0.0
        for color, end in zip(colors, ends, strict=True):
            gradient.setColorAt(start, color)
            gradient.setColorAt(end - 1e-4, color)
            start = end
        return QBrush(gradient)


_ZONES = ((FLOOR_DB, "good"), (LOUD_DB, "warn"), (TOO_LOUD_DB, "bad"))


def _pixel(level_db: float, width: int) -> int:
    return round(width * _share(level_db))


def _share(level_db: float) -> float:
    """Return where on a bar of length 1 a level ends; the bar ends at 0 dB."""
    return min(1.0, (level_db - FLOOR_DB) / -FLOOR_DB)


def _mixed(color: QColor, back: QColor) -> QColor:
    """Return a colour that is nearly the ground."""
    pairs = zip((color.red(), color.green(), color.blue()), (back.red(), back.green(), back.blue()), strict=True)
    return QColor(*(round(_DIM * above + (1 - _DIM) * below) for above, below in pairs))
