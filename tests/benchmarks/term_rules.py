# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""3,000 term rules over a script of 20,000 characters, beside a plain loop of ``str.find`` that folds nothing.

Processor time, not wall time: nothing here waits, and a busy machine must not spoil the absolute budget.
"""

import random
import time
from collections.abc import Callable

from app.adapters.files.term_packs import load_shipped_rules
from app.contract.content import TermRule
from app.domain.terms.rules import RuleBook
from app.domain.terms.scope import Context
from app.settings.resources import resource_path
from tests.benchmarks.report import Row, alternate, percentile

RULES = 3_000
PATTERNS = 60
CHARACTERS = 20_000
ROUNDS = 40
LIMIT_MS = 20.0
LIMIT = 0.5


def _sample() -> str:
    """Return Chinese text as it is spoken: the sample scripts, sentences in random order."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(resource_path("demo").glob("*.md"))]
    lines = [line for text in texts for line in text.splitlines() if line and line[0] not in "#<"]
    drawn = random.Random(7).choices(lines, k=CHARACTERS)
    return "\n".join(drawn)[:CHARACTERS]


def _rules(text: str) -> list[TermRule]:
    """Return made-up terms of the text's own characters, so that the index meets many near misses."""
    draw = random.Random(11)
    letters = sorted({letter for letter in text if letter.isalpha()})
    terms = {"".join(draw.choices(letters, k=draw.choice((2, 3, 3, 4, 5)))) for _ in range(RULES)}
    phrases = [TermRule(term=term, level="warn") for term in sorted(terms)[: RULES - PATTERNS]]
    pairs = ["".join(draw.choices(letters, k=4)) for _ in range(PATTERNS)]
    patterns = [TermRule(term=f"{one[0]}({one[1]}|{one[2:]})", match="regex", level="warn") for one in pairs]
    return [*phrases, *patterns]


def _timed(work: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        begun = time.thread_time()
        work()
        return (time.thread_time() - begun) * 1_000

    return run


def measure() -> list[Row]:
    """Return the rows for checking a long script and for making the rules ready."""
    text = _sample()
    rules = _rules(text)
    shipped = load_shipped_rules()
    book = RuleBook(shipped, rules)
    matcher = book.matcher(Context())
    terms = [rule.term for rule in rules]
    hits = len(matcher.hits(book.folder.fold(text)))
    ours, plain = alternate(
        _timed(lambda: matcher.hits(book.folder.fold(text))),
        _timed(lambda: [text.find(term) for term in terms]),
        rounds=ROUNDS,
    )
    made = [_timed(lambda: RuleBook(shipped, rules).matcher(Context()))() for _ in range(5)]
    what = f"{RULES:,} term rules over {CHARACTERS:,} characters"
    note = f"{hits} hits, {PATTERNS} of the rules are patterns; the shipped packs hold beside them; processor time"
    return [
        Row(what, percentile(ours, 50), "ms", LIMIT_MS, samples=ROUNDS, note=note),
        Row(f"{what}, beside str.find", percentile(ours, 50), "ms", LIMIT, percentile(plain, 50), ROUNDS),
        Row(f"making {RULES:,} term rules ready", percentile(made, 50), "ms", 500.0, samples=len(made)),
    ]
