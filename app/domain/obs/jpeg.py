# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How large a JPEG is, told by its header alone: nothing is decoded."""

_START = b"\xff\xd8"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of the segments that tell the size."""

_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD8)))


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels.

    Raises:
        ValueError: this is not a JPEG, or its header is cut off.
    """
    if not data.startswith(_START):
        raise ValueError("not a JPEG")
    at = len(_START)
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            if at + 9 > len(data):
                break
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 if marker in _WITHOUT_LENGTH else 2 + int.from_bytes(data[at + 2 : at + 4])
    raise ValueError("a JPEG without its size")
