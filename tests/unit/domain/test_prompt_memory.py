# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from app.domain import prompt_memory
from app.domain.prompt_memory import PromptChoice, PromptMemory

SCROLL, PAGE = PromptChoice("scroll", 30.0, 260), PromptChoice("page", 20.0, 200)


def test_a_choice_is_that_of_its_anchor_and_row() -> None:
    memory = PromptMemory().keep("Li", "R1", SCROLL).keep("Gu", "R1", PAGE)
    assert memory.recall("Li", "R1") == SCROLL
    assert memory.recall("Gu", "R1") == PAGE
    assert memory.recall("Li", "R2") is None


def test_the_latest_choice_of_an_anchor_is_known_whichever_row_it_was() -> None:
    memory = PromptMemory().keep("Li", "R1", SCROLL).keep("Li", "R2", PAGE)
    assert memory.latest("Li") == PAGE
    assert memory.latest("Gu") is None


def test_only_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompt_memory, "MOST_KEPT", 20)
    memory = PromptMemory()
    for number in range(20):
        memory = memory.keep("Li", f"R{number}", SCROLL)
    assert len(memory.kept) == 20
    assert memory.recall("Li", "R0") is None
    assert memory.recall("Li", "R19") == SCROLL
    assert memory.latest("Li") == SCROLL
