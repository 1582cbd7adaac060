# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules and where they come from: packs that ship with the program, and the base's own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.contract.content import SegmentKind, TermRule
from app.domain.terms.folding import Folder
from app.domain.terms.matching import Allowed, Matcher, ReadyRule
from app.domain.terms.scope import Categories, Context, Scope, read_scope

OWN_PACK: Final = "own"
"""What the rules that a base imported itself are called where a rule's source is told."""

_INHERITED: Final = ("basis", "suggestion", "evidence")


@dataclass(frozen=True, slots=True)
class RulePack:
    """A set of rules that is kept together; the version stands in each rule."""

    name: str
    rules: tuple[TermRule, ...]


@dataclass(frozen=True, slots=True)
class EvidenceDuty:
    """Evidence that every product of a category needs: one of ``kinds``."""

    category: str
    kinds: tuple[str, ...]
    basis: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class ShippedRules:
    """Everything about wording that ships with the program.

    Attributes:
        packs: the rule packs.
        categories: which names mean one category.
        duties: what each product of a category must have.
        duties_source: name and version of the file that says so.
        traditional: simplified form by traditional character.
    """

    packs: tuple[RulePack, ...] = ()
    categories: Categories = field(default_factory=Categories)
    duties: tuple[EvidenceDuty, ...] = ()
    duties_source: str = ""
    traditional: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Known:
    """A rule as it was given, with where it holds."""

    ready: ReadyRule
    scope: Scope
    own: bool


class RuleBook:
    """All rules, ready to be asked for those that hold somewhere. Not to be shared between threads.

    Where two rules of one term hold, the base's own decides. What it leaves empty of basis, suggestion and evidence is
    taken from the pack, and what the pack allows stays allowed.

    Args:
        shipped: the packs and what they need.
        own: rules that the base imported.
    """

    def __init__(self, shipped: ShippedRules, own: Iterable[TermRule] = ()) -> None:
        self.shipped = shipped
        self._folder = Folder(shipped.traditional)
        self._matchers: dict[tuple[frozenset[str], frozenset[SegmentKind]], Matcher] = {}
        self._unusable: list[str] = []
        packed = [(pack.name, rule) for pack in shipped.packs for rule in pack.rules]
        by_term = {self._key(rule): rule for _name, rule in reversed(packed)}
        self._rules = [
            *(self._known(OWN_PACK, _completed(rule, by_term.get(self._key(rule)))) for rule in own),
            *(self._known(name, rule) for name, rule in packed),
        ]

    @property
    def unusable(self) -> Sequence[str]:
        """Terms of rules that cannot find anything: a pattern that does not work, a single character."""
        return self._unusable

    @property
    def sources(self) -> Sequence[str]:
        """Packs and versions of the rules, the base's own first."""
        return tuple(dict.fromkeys(known.ready.source for known in self._rules))

    @property
    def folder(self) -> Folder:
        """What texts are folded with before this book's matchers read them."""
        return self._folder

    def categories_of(self, said: str) -> frozenset[str]:
        """Return the categories that a shop's category names."""
        return self.shipped.categories.of(said)

    def matcher(self, context: Context) -> Matcher:
        """Return the rules that hold in ``context``."""
        key = (self.categories_of(context.category), context.kinds)
        if key not in self._matchers:
            self._matchers[key] = Matcher(self._holding(*key))
        return self._matchers[key]

    def _holding(self, categories: frozenset[str], kinds: frozenset[SegmentKind]) -> list[ReadyRule]:
        holding: dict[str, _Known] = {}
        found: list[ReadyRule] = []
        for known in self._rules:
            if known.ready.usable and known.scope.holds(categories, kinds):
                first = holding.setdefault(known.ready.key, known)
                if first is known or first.own is known.own:
                    found.append(known.ready)
        return found

    def _known(self, pack: str, rule: TermRule) -> _Known:
        ready = self._ready(pack, rule)
        if not ready.usable:
            self._unusable.append(rule.term)
        return _Known(ready, read_scope(rule.scope, self.shipped.categories), pack == OWN_PACK)

    def _ready(self, pack: str, rule: TermRule) -> ReadyRule:
        allowed = tuple(Allowed(*self._folder.phrase(phrase)) for phrase in rule.allow_phrases)
        if rule.match == "regex":
            return ReadyRule(rule, pack, self._key(rule), pattern=self._compiled(rule.term), allowed=allowed)
        phrase, in_light = self._folder.phrase(rule.term)
        return ReadyRule(rule, pack, self._key(rule), phrase=phrase, in_light=in_light, allowed=allowed)

    def _key(self, rule: TermRule) -> str:
        said = rule.term if rule.match == "regex" else self._folder.phrase(rule.term)[0]
        return f"{rule.match} {said}"

    def _compiled(self, pattern: str) -> "re.Pattern[str] | None":
        try:
            return re.compile(self._folder.pattern(pattern), re.IGNORECASE)
        except (re.error, OverflowError, RecursionError):
            return None


def _completed(own: TermRule, shipped: TermRule | None) -> TermRule:
    if shipped is None:
        return own
    empty = {name: getattr(shipped, name) for name in _INHERITED if not getattr(own, name)}
    allowed = tuple(dict.fromkeys((*own.allow_phrases, *shipped.allow_phrases)))
    return own.model_copy(update={**empty, "allow_phrases": allowed})
