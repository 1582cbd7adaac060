# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the plain bitmaps (BMP) that OBS sends as screenshots: the one format that needs no decoder."""

import base64
import binascii
import struct
from dataclasses import dataclass
from typing import Final

IMAGE_FORMAT: Final = "bmp"
_PREFIX: Final = "data:image/bmp;base64,"
_HEADER: Final = struct.Struct("<2sI4xIIiiHHI")


class BitmapError(Exception):
    """Not a bitmap of 24 or 32 bits without compression."""


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A picture. ``pixels`` are blue, green, red and, with 4 bytes a pixel, alpha; rows are as in the file."""

    width: int
    height: int
    bytes_per_pixel: int
    pixels: bytes

    @property
    def luminance(self) -> float:
        """The mean luminance of all pixels, 0 black to 255 white (Rec. 601 weights)."""
        step = self.bytes_per_pixel
        blue, green, red = (sum(self.pixels[channel::step]) for channel in range(3))
        return (0.114 * blue + 0.587 * green + 0.299 * red) / (self.width * self.height)


def read_data_url(url: str) -> Bitmap:
    """Return the bitmap in a screenshot's data URL.

    Raises:
        BitmapError: when it holds anything else.
    """
    if not url.startswith(_PREFIX):
        raise BitmapError("not a bitmap's data URL")
    try:
        return read_bitmap(base64.b64decode(url[len(_PREFIX) :], validate=True))
    except binascii.Error as error:
        raise BitmapError("not base64") from error


def read_bitmap(data: bytes) -> Bitmap:
    """Return the bitmap in a BMP file's bytes.

    Raises:
        BitmapError: when it holds anything else, or less than it says.
    """
    try:
        magic, _size, offset, _info, width, signed_height, _planes, bits, compression = _HEADER.unpack_from(data)
    except struct.error as error:
        raise BitmapError("too short") from error
    height = abs(signed_height)
    if magic != b"BM" or bits not in (24, 32) or compression != 0 or width <= 0 or height == 0:
        raise BitmapError("not 24 or 32 bits without compression")
    row = width * bits // 8
    padded = (row + 3) // 4 * 4
    if len(data) < offset + padded * height:
        raise BitmapError("rows are missing")
    starts = range(offset, offset + padded * height, padded)
    return Bitmap(width, height, bits // 8, b"".join(data[start : start + row] for start in starts))
