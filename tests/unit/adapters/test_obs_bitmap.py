# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import base64
import struct

import pytest

from app.adapters.obs.bitmap import BitmapError, read_bitmap, read_data_url

BLACK, WHITE, GREEN = (0, 0, 0), (255, 255, 255), (0, 255, 0)


def bmp(rows: list[list[tuple[int, int, int]]], *, bits: int = 24, compression: int = 0, cut: int = 0) -> bytes:
    """Return a BMP file, its rows padded to 4 bytes as the format wants."""
    alpha = b"\xff" if bits == 32 else b""
    lines = (b"".join(bytes(pixel[::-1]) + alpha for pixel in row) for row in rows)
    body = b"".join(line + b"\0" * (-len(line) % 4) for line in lines)
    info = struct.pack("<IiiHHIIiiII", 40, len(rows[0]), len(rows), 1, bits, compression, len(body), 0, 0, 0, 0)
    head = struct.pack("<2sIHHI", b"BM", 14 + len(info) + len(body), 0, 0, 14 + len(info))
    return (head + info + body)[: -cut or None]


@pytest.mark.parametrize("bits", [24, 32])
@pytest.mark.parametrize(
    ("rows", "luminance"),
    [([[BLACK] * 9] * 8, 0.0), ([[WHITE] * 9] * 8, 255.0), ([[GREEN]], 149.7), ([[WHITE] * 3, [BLACK] * 3], 127.5)],
)
def test_luminance_ignores_padding_and_alpha(
    bits: int, rows: list[list[tuple[int, int, int]]], luminance: float
) -> None:
    assert read_bitmap(bmp(rows, bits=bits)).luminance == pytest.approx(luminance, abs=0.1)


def test_two_pictures_differ_by_one_pixel() -> None:
    one = read_bitmap(bmp([[BLACK, WHITE, BLACK]]))
    assert one.pixels == read_bitmap(bmp([[BLACK, WHITE, BLACK]])).pixels
    assert one.pixels != read_bitmap(bmp([[BLACK, WHITE, (1, 0, 0)]])).pixels


def test_a_data_url_is_read() -> None:
    url = "data:image/bmp;base64," + base64.b64encode(bmp([[WHITE]])).decode()
    assert read_data_url(url).luminance == pytest.approx(255.0)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"BM",
        b"\x89PNG" + b"\0" * 60,
        bmp([[WHITE] * 8], bits=8),
        bmp([[WHITE]], compression=1),
        bmp([[WHITE]], cut=2),
    ],
)
def test_what_is_no_plain_bitmap_is_refused(data: bytes) -> None:
    with pytest.raises(BitmapError):
        read_bitmap(data)


@pytest.mark.parametrize(
    "url", ["", "data:image/png;base64,AAAA", "data:image/bmp;base64,?", "data:image/bmp;base64,AAAA"]
)
def test_what_is_no_bitmaps_url_is_refused(url: str) -> None:
    with pytest.raises(BitmapError):
        read_data_url(url)
