# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The size of a picture without decoding it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from app.domain.obs.jpeg import jpeg_size
from tests.helpers.fake_picture import grey_jpeg

WHOLE = grey_jpeg(90, 24, 17)


def saved_by_qt(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")
    return bytes(buffer.data().data())


@pytest.mark.parametrize("size", [(8, 8), (320, 180), (181, 320), (1920, 1080)])
def test_a_jpeg_tells_its_size(size: tuple[int, int]) -> None:
    assert jpeg_size(saved_by_qt(*size)) == size


def test_the_pictures_of_the_fake_are_what_they_say() -> None:
    image = QImage.fromData(grey_jpeg(90, 321, 181), "JPG")

    assert (image.width(), image.height()) == (321, 181)
    assert abs(image.pixelColor(320, 180).red() - 90) <= 1


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n" + b"0" * 20, WHOLE[:30], b"\xff\xd8\xff\xc0"])
def test_what_is_no_whole_header_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="JPEG"):
        jpeg_size(data)


@given(st.binary(max_size=200), st.integers(0, len(WHOLE)))
def test_no_bytes_break_it(tail: bytes, cut: int) -> None:
    for data in (tail, b"\xff\xd8" + tail, WHOLE[:cut] + tail):
        try:
            width, height = jpeg_size(data)
        except ValueError:
            continue
        assert 0 <= width < 65536
        assert 0 <= height < 65536
