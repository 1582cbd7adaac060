# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The size of a picture without decoding it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from app.domain.obs.jpeg import jpeg_size
from tests.helpers.fake_picture import jpeg_of

WHOLE = jpeg_of(QColor("red"), 24, 17)


@pytest.mark.parametrize("size", [(8, 8), (320, 180), (181, 320), (1920, 1080)])
def test_a_jpeg_tells_its_size(size: tuple[int, int]) -> None:
    assert jpeg_size(jpeg_of(QColor("teal"), *size)) == size


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
