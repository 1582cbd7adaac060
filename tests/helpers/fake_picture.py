# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and audio levels as OBS sends them."""

import base64
import zlib
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from app.domain.obs.watch import Picture


def color_of(source: str) -> QColor:
    """Return the colour that the fake paints a source in: one of 256 hues by its name."""
    return QColor.fromHsv(zlib.crc32(source.encode()) % 256, 200, 200)


def jpeg_of(color: QColor, width: int, height: int) -> bytes:
    """Return a JPEG of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(color)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", 90)
    return bytes(data.data())


def screenshot(data: dict[str, Any]) -> dict[str, Any]:
    """Return the response data of GetSourceScreenshot for a 16:9 canvas, scaled into what was asked."""
    width = min(data["imageWidth"], data["imageHeight"] * 16 // 9)
    jpeg = jpeg_of(color_of(data["sourceName"]), width, width * 9 // 16)
    return {"imageData": f"data:image/{data['imageFormat']};base64,{base64.b64encode(jpeg).decode()}"}


def picture(source: str = "Goods", at: float = 0.0, *, width: int = 320, height: int = 180) -> Picture:
    """Return a picture as the link delivers it."""
    return Picture(source, jpeg_of(color_of(source), width, height), at, width, height)


def meter_event(levels: dict[str, list[list[float]]]) -> dict[str, Any]:
    """Return the data of InputVolumeMeters for inputs and their channels."""
    return {"inputs": [{"inputName": name, "inputLevelsMul": channels} for name, channels in levels.items()]}
