# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking secrets out of text before it is logged."""

import re
from typing import Final

MASK: Final = "[hidden]"

_NAMES: Final = (
    r"[\w-]*(?:pass(?:word|wd)?|token|secret|api[_-]?key|stream[_-]?key|cookie)|key|auth(?:entication|orization)?"
    r"|x[_-]authorization"
)
_RULES: Final = (
    # "Authorization: Bearer abc", {"authorization": "Basic abc"}
    (
        re.compile(r"(?i)(\b(?:proxy-)?authorization\b[\"']?\s*[:=]\s*[\"']?)(?:(?:bearer|basic)\s+)?[^\s\"',;}]+"),
        r"\1",
    ),
    (re.compile(r"(?i)(\b(?:bearer|basic)\s+)[A-Za-z0-9._~+/=-]{8,}"), r"\1"),
    # password="a b", "stream_key": "abc", token=abc
    (
        re.compile(
            rf"(?i)([\"']?\b(?:{_NAMES})\b[\"']?\s*[:=]\s*)(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\s,;&)}}]+)"
        ),
        r"\1",
    ),
    # rtmp://host/app/key, also srt and whip style addresses that carry the key as a path or query
    (re.compile(r"(?i)\b((?:rtmps?|rtmpts?|srt|rist)://[^/\s\"'?]+)[/?][^\s\"']*"), r"\1/"),
    # https://user:password@host
    (re.compile(r"(?i)\b(\w+://)[^/\s:@\"']+:[^/\s@\"']+(?=@)"), r"\1"),
)


def redact(text: str) -> str:
    """Return ``text`` with passwords, tokens, stream keys and Authorization values masked."""
    for pattern, kept in _RULES:
        text = pattern.sub(kept + MASK, text)
    return text
