# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from pathlib import Path

import pytest

from app.domain.prompt_memory import PromptChoice, PromptMemory
from app.settings.file import SettingsError
from app.settings.prompt_memory import load_prompt_memory, save_prompt_memory


def test_what_was_saved_is_read_in_the_same_order(tmp_path: Path) -> None:
    path = tmp_path / "prompt-memory.json"
    memory = (
        PromptMemory()
        .keep("小古", "R1", PromptChoice("scroll", 30.5, 260, guide=True))
        .keep("Li", "R2", PromptChoice())
    )
    save_prompt_memory(path, memory)
    found = load_prompt_memory(path)
    assert list(found.kept.items()) == list(memory.kept.items())


def test_without_a_file_nothing_is_remembered(tmp_path: Path) -> None:
    assert load_prompt_memory(tmp_path / "none.json") == PromptMemory()


@pytest.mark.parametrize("text", ["", "{}", '[{"anchor": "Li"}]', "\x00"])
def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "prompt-memory.json"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match="begins anew"):
        load_prompt_memory(path)
    assert path.read_text("utf-8") == text


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="was not saved"):
        save_prompt_memory(tmp_path / "no folder" / "file.json", PromptMemory())
