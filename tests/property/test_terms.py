# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Term rules over any text: places lead back exactly, symbols hide nothing, allowed phrases silence only themselves."""

import string
import unicodedata
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from app.adapters.files.term_packs import load_shipped_rules
from app.contract.content import Script, TermRule
from app.domain.terms.folding import Folder
from app.domain.terms.rules import RuleBook, ShippedRules
from app.domain.terms.scope import Context
from app.domain.terms.spoken import script_piece

TRADITIONAL: Final = load_shipped_rules().traditional
FOLDER: Final = Folder(TRADITIONAL)
PAUSES: Final = frozenset("，。、！？；：…\n\r\x85\u2028\u2029︐︑︒︓︔︕︖︙﹐﹑﹒﹔﹕﹖﹗｡､")
TERMS: Final = ("国家级", "最佳", "全网最低价", "第一")
SYMBOLS: Final = (
    st.characters(categories=["P", "S", "Z", "Cf", "Mn", "Me"])
    .filter(
        lambda one: (
            not any(part in ",。、!?;:" for part in unicodedata.normalize("NFKC", one)) or one in string.punctuation
        )
    )
    .filter(lambda one: one not in PAUSES and not any(part.isalnum() for part in unicodedata.normalize("NFKD", one)))
)
WORDS: Final = st.text(st.sampled_from("最佳国家级第一步次，。 ·a1好全网低价\u200b國級"), max_size=30)


def hits(text: str, *rules: TermRule) -> list[tuple[int, int]]:
    book = RuleBook(ShippedRules(traditional=TRADITIONAL), rules)
    return [(hit.start, hit.end) for hit in book.matcher(Context()).hits(book.folder.fold(text))]


@given(st.text(max_size=60))
def test_every_character_of_a_reading_comes_from_one_place_in_order(text: str) -> None:
    folded = FOLDER.fold(text)
    for view, fold in ((folded.light, "light"), (folded.bare, "bare")):
        assert len(view.origins) == len(view.text)
        assert list(view.origins) == sorted(view.origins)
        for place, letter in zip(view.origins, view.text, strict=True):
            assert letter in getattr(FOLDER.fold(text[place]), fold).text


@given(st.text(max_size=40), st.sampled_from(TERMS), st.text(max_size=40))
def test_a_hit_stands_exactly_where_the_term_was_written(before: str, term: str, after: str) -> None:
    text = f"{before}，{term}，{after}"
    start = len(before) + 1

    assert (start, start + len(term)) in hits(text, TermRule(term=term, level="block"))


@given(st.sampled_from(TERMS), st.data())
def test_no_symbol_inside_a_term_hides_it(term: str, data: st.DataObject) -> None:
    gaps = [data.draw(st.text(SYMBOLS, max_size=3)) for _ in term[1:]]
    written = term[0] + "".join(gap + letter for gap, letter in zip(gaps, term[1:], strict=True))

    assert hits(f"好{written}好", TermRule(term=term, level="block")) == [(1, 1 + len(written))]


@given(WORDS)
def test_an_allowed_phrase_silences_no_hit_outside_it(text: str) -> None:
    allowed = ("第一步", "第一次")
    free = TermRule(term="第一", level="warn")
    held = free.model_copy(update={"allow_phrases": allowed})
    covered = hits(text, *(TermRule(term=phrase, level="warn") for phrase in allowed))

    silenced = set(hits(text, free)) - set(hits(text, held))

    assert silenced == {
        (start, end)
        for start, end in hits(text, free)
        if any(first <= start and end <= last for first, last in covered)
    }


@given(WORDS, st.text(string.ascii_letters + "最佳*- #<!>{}", max_size=20))
def test_columns_of_a_script_lead_to_the_written_letter(words: str, rest: str) -> None:
    written = f"{rest}{words}"
    for line in script_piece(Script(script_id="x", text=written), {}).lines:
        source = written.replace("\r", "\n").split("\n")[line.number - 1]
        for letter, column in zip(line.text, line.columns, strict=True):
            if letter in "最佳国家级第一":
                assert source[column - 1] in (letter, "{"), (letter, column)
