# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt counts UTF-16 units, Python counts code points. These convert, at the edge and nowhere else."""

_BEYOND_BMP = 0xFFFF


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units ``text`` takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def to_utf16(text: str, offset: int) -> int:
    """Return the UTF-16 offset of the code point at ``offset``; past the end is the end."""
    return utf16_length(text[: max(0, offset)])


def to_code_points(text: str, units: int) -> int:
    """Return the code-point offset at or before UTF-16 offset ``units``: half a character is its start."""
    passed = 0
    for index, character in enumerate(text):
        width = 2 if ord(character) > _BEYOND_BMP else 1
        if passed + width > units:
            return index
        passed += width
    return len(text)
