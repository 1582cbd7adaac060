# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plain-text marks of a script: what must be said, which phrase to land, how long, in which language.

==========================  =======================================================================================
``# Heading``               begins a segment; any number of ``#`` from one to six
``## ! Heading``            the segment must be said
``## Heading (1:30)``       its target time, minutes and seconds
``> key: phrase``           a phrase to land; ``> 关键: …`` and ``> 重点: …`` are the same
``<!-- lang: ug -->``       the language, and with it the direction, of what follows
``<!-- anything else -->``  a remark, never shown
==========================  =======================================================================================

Full-width signs count as their half-width ones. A line without a mark is spoken as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.contract.content import Script, ScriptMark

LINE_BREAK: Final = "\u2028"
"""A line break within a paragraph. A new line of the file begins a new paragraph."""
RTL_LANGUAGES: Final = frozenset({"ug", "ar", "fa", "he", "kk-arab", "ur"})
MAX_TARGET_S: Final = 4 * 3600

_LANGUAGE: Final = re.compile(r"<!--\s*lang\s*[:：]\s*([A-Za-z-]{2,20}?)\s*-->")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING: Final = re.compile(r"[#＃]{1,6}\s+")
_MUST: Final = re.compile(r"[!！]\s*")
_KEY: Final = re.compile(r"[>＞]\s*(?:key|关键句?|重点)\s*[:：]\s*", re.IGNORECASE)
_BULLET: Final = re.compile(r"[-*+]\s+")
_TIME: Final = re.compile(r"\s*[(（]\s*(?:(\d{1,2})[:：])?(\d{1,3})[:：](\d{2})\s*[)）]\s*$")
_TOKEN_LIKE: Final = re.compile(r"[{｛]{2}[^{}｛｝\n]*[}｝]{2}")
_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One line that says something, its marks taken off. ``row`` counts from 1; ``target_s`` is whole seconds."""

    text: str
    row: int
    lang: str
    heading: bool = False
    must_say: bool = False
    key: bool = False
    target_s: int | None = None

    @property
    def rtl(self) -> bool:
        """Whether the line runs from right to left."""
        return is_rtl(self.lang)


@dataclass(frozen=True, slots=True)
class ScriptSegment:
    """A heading and what is said under it; ``title`` is empty before the first heading."""

    title: str
    lang: str
    must_say: bool = False
    target_s: int | None = None
    lines: tuple[MarkedLine, ...] = ()

    @property
    def rtl(self) -> bool:
        """Whether the segment begins from right to left."""
        return is_rtl(self.lang)

    @property
    def key_phrases(self) -> tuple[str, ...]:
        """The phrases to land, in order."""
        return tuple(line.text for line in self.lines if line.key)

    @property
    def spoken(self) -> str:
        """What is said, one paragraph a line, the heading left out."""
        return "\n".join(line.text for line in self.lines)


def is_rtl(language: str) -> bool:
    """Return whether ``language`` (such as ``ug``) is written from right to left."""
    return language.casefold() in RTL_LANGUAGES


def language_line(language: str) -> str:
    """Return the line that sets the language of what follows."""
    return f"<!-- lang: {language.casefold()} -->"


def written_in(text: str, *, bidi: bool = False) -> str:
    """Return ``ug`` where most letters of ``text`` are of the Arabic script, ``zh`` for others, empty without letters.

    ``bidi``: whether somebody set the paragraph from right to left; then one such letter is enough.
    """
    letters = [letter for letter in _TOKEN_LIKE.sub("", _COMMENT.sub("", text)) if letter.isalpha()]
    arabic = sum(1 for letter in letters if _ARABIC.match(letter))
    if arabic * 2 > len(letters) or (bidi and arabic):
        return "ug"
    return "zh" if letters else ""


def script_language(text: str) -> str | None:
    """Return the language that is set before anything is said, None where none is."""
    match = _LANGUAGE.search(text)
    if match is None or _COMMENT.sub("", text[: match.start()]).strip():
        return None
    return match[1].casefold()


def marked_lines(text: str, lang: str = "zh") -> Iterator[MarkedLine]:
    """Yield the lines of a script that say something, or that mark something.

    Args:
        text: the script.
        lang: its language until a language line says otherwise.
    """
    for row, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        for match in _LANGUAGE.finditer(line):
            lang = match[1].casefold()
        said = _COMMENT.sub("", line).strip()
        if said:
            found = _marked(said, row, lang)
            if found.text or found.must_say:
                yield found


def parse_script(text: str, lang: str = "zh") -> tuple[ScriptSegment, ...]:
    """Return the script's segments: each heading begins one, and so does what stands before the first heading."""
    segments: list[ScriptSegment] = []
    head: MarkedLine | None = None
    lines: list[MarkedLine] = []
    for line in marked_lines(text, lang):
        if not line.heading:
            lines.append(line)
            continue
        segments += _segment(head, lines)
        head, lines = line, []
    return (*segments, *_segment(head, lines))


def script_record(script_id: str, text: str, lang: str) -> Script:
    """Return the record of a script, its marks beside the text so that nobody needs to read the text for them."""
    marks = tuple(
        ScriptMark(
            heading=segment.title,
            must_say=segment.must_say,
            target_s=segment.target_s,
            key_phrases=segment.key_phrases,
        )
        for segment in parse_script(text, lang)
        if segment.must_say or segment.target_s is not None or segment.key_phrases
    )
    return Script(script_id=script_id, text=text, lang=lang, marks=marks)


def clock_text(seconds: int) -> str:
    """Return a target time as people write it: 1:30."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _segment(head: MarkedLine | None, lines: list[MarkedLine]) -> Iterator[ScriptSegment]:
    if head is not None:
        lang = lines[0].lang if lines else head.lang
        yield ScriptSegment(head.text, lang, head.must_say, head.target_s, tuple(lines))
    elif lines:
        yield ScriptSegment("", lines[0].lang, lines=tuple(lines))


def _marked(said: str, row: int, lang: str) -> MarkedLine:
    heading = _HEADING.match(said)
    if heading is not None:
        return _heading(said[heading.end() :], row, lang)
    key = _KEY.match(said)
    if key is not None:
        return MarkedLine(_plain(said[key.end() :]), row, lang, key=True)
    return MarkedLine(_plain(_BULLET.sub("• ", said, count=1) if _BULLET.match(said) else said), row, lang)


def _heading(said: str, row: int, lang: str) -> MarkedLine:
    must = _MUST.match(said)
    said = said[must.end() :] if must else said
    time = _TIME.search(said)
    target = _seconds(time) if time else None
    if time is not None and target is not None:
        said = said[: time.start()]
    return MarkedLine(_plain(said), row, lang, heading=True, must_say=must is not None, target_s=target)


def _seconds(time: re.Match[str]) -> int | None:
    """Return a target in seconds; None where it is no time, or longer than any segment lasts."""
    hours, minutes, seconds = int(time[1] or 0), int(time[2]), int(time[3])
    whole = hours * 3600 + minutes * 60 + seconds
    wrong = seconds > 59 or (time[1] is not None and minutes > 59) or not 0 < whole <= MAX_TARGET_S
    return None if wrong else whole


def _plain(said: str) -> str:
    return said.replace("**", "").strip()
