# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and audio levels as OBS sends them. Without Qt: its picture plugins do not like several threads."""

import base64
import struct
import zlib
from typing import Any

from app.domain.obs.watch import Picture


def grey_jpeg(level: int, width: int, height: int) -> bytes:
    """Return a JPEG of one grey, 0 to 255."""
    step = level - 128 or 1
    size = abs(step).bit_length()
    bits = f"10{step if step > 0 else step + (1 << size) - 1:0{size}b}0"
    bits += "00" * (-(-width // 8) * -(-height // 8) - 1)
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8).replace(b"\xff", b"\xff\x00")
    return b"".join(
        (
            b"\xff\xd8",
            _segment(0xDB, b"\x00" + b"\x08" * 64),
            _segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"),
            _segment(0xC4, b"\x00\x01\x01" + bytes(14) + bytes((0, size))),
            _segment(0xC4, b"\x10\x01" + bytes(15) + b"\x00"),
            _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
            scan,
            b"\xff\xd9",
        )
    )


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def level_of(source: str) -> int:
    """Return the grey that the fake paints a source in, by its name."""
    return zlib.crc32(source.encode()) % 256


def screenshot(data: dict[str, Any], canvas: tuple[int, int]) -> dict[str, Any]:
    """Return the response data of GetSourceScreenshot: told both edges it stretches, as OBS does."""
    width, height = data.get("imageWidth"), data.get("imageHeight")
    size = (width or height * canvas[0] // canvas[1], height or width * canvas[1] // canvas[0])
    jpeg = grey_jpeg(level_of(data["sourceName"]), *size)
    return {"imageData": f"data:image/{data['imageFormat']};base64,{base64.b64encode(jpeg).decode()}"}


def picture(source: str = "Goods", at: float = 0.0, *, width: int = 320, height: int = 180) -> Picture:
    """Return a picture as the link delivers it."""
    return Picture(source, grey_jpeg(level_of(source), width, height), at, width, height)


def meter_event(levels: dict[str, list[list[float]]]) -> dict[str, Any]:
    """Return the data of InputVolumeMeters for inputs and their channels."""
    return {"inputs": [{"inputName": name, "inputLevelsMul": channels} for name, channels in levels.items()]}
