# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What commands print with, and how they give up."""

import io
import json
import sys
from typing import Any


class CliError(Exception):
    """A command cannot go on. The text is the sentence for the person: what happened, what is safe, what to do."""

    def __init__(self, sentence: str, *, exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def use_utf8() -> None:
    """Write UTF-8 whatever the console's code page: scripts read this output, and names are Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print one line of result, at once."""
    print(text, flush=True)


def say_json(value: Any) -> None:
    """Print ``value`` as one line of JSON."""
    say(json.dumps(value, ensure_ascii=False))


def counted(number: int, noun: str) -> str:
    """Return how many there are of what a regular English noun names."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def complain(text: str) -> None:
    """Print one line to standard error, at once."""
    print(text, file=sys.stderr, flush=True)
