# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes of a text file to text: UTF-8 with and without BOM, UTF-16 with BOM, GB18030."""

import codecs
from dataclasses import dataclass


class BrokenEncodingError(ValueError):
    """The bytes are not valid in the encoding they are most likely in.

    ``encoding`` is its usual name, ``offset`` the first wrong byte (from 0), ``before`` the text up to there.
    """

    def __init__(self, encoding: str, offset: int, before: str) -> None:
        super().__init__(f"{encoding} breaks at byte {offset}")
        self.encoding = encoding
        self.offset = offset
        self.before = before


@dataclass(frozen=True, slots=True)
class _Codec:
    name: str
    codec: str
    skip: int = 0


_UTF8 = _Codec("UTF-8", "utf-8")
_GB18030 = _Codec("GB18030", "gb18030")
_DOS_END = "\x1a"
_MARKED = (
    (codecs.BOM_UTF8, _Codec("UTF-8", "utf-8", 3)),
    (codecs.BOM_UTF16_LE, _Codec("UTF-16", "utf-16-le", 2)),
    (codecs.BOM_UTF16_BE, _Codec("UTF-16", "utf-16-be", 2)),
)


def decode(data: bytes) -> str:
    """Return the text of a file, without its byte order mark and the end mark that programs of DOS times write.

    Raises:
        BrokenEncodingError: no known encoding fits; it tells the first byte that does not.
    """
    for mark, codec in _MARKED:
        if data.startswith(mark):
            return _decode(data, codec)
    try:
        return _decode(data, _UTF8)
    except BrokenEncodingError:
        if _mostly_utf8(data):
            raise
    return _decode(data, _GB18030)


def _decode(data: bytes, codec: _Codec) -> str:
    try:
        return data[codec.skip :].decode(codec.codec).removesuffix(_DOS_END)
    except UnicodeDecodeError as error:
        before = data[codec.skip : codec.skip + error.start].decode(codec.codec, errors="ignore")
        raise BrokenEncodingError(codec.name, codec.skip + error.start, before) from error


def _mostly_utf8(data: bytes) -> bool:
    """Return whether damaged bytes are UTF-8 rather than GB18030.

    GB18030 takes almost any pair of bytes, so damaged UTF-8 would turn into other Chinese characters without a word.
    Text in GB18030 fails as UTF-8 at nearly every character; damaged UTF-8 only where it is damaged.
    """
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = sum(1 for letter in text if ord(letter) > 0x7F) - wrong
    return right > wrong
