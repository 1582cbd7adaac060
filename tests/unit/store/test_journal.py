# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal file read from its end, across block borders."""

import json
from pathlib import Path

import pytest

from app.store.journal import Journal, JournalEnd, read_lines


def _line(seq: int, padding: int) -> str:
    return json.dumps({"seq": seq, "hash": f"h{seq}", "pad": "x" * padding})


@pytest.fixture
def journal(tmp_path: Path) -> "Journal":
    made = Journal(tmp_path, 1)
    yield made
    made.close()


def test_an_empty_journal_has_no_end(journal: Journal) -> None:
    assert journal.end() is None
    assert journal.last_seq() == 0


@pytest.mark.parametrize("padding", [0, 1_000, 65_500, 65_536, 200_000])
def test_the_end_and_every_line_are_found_whatever_their_length(journal: Journal, padding: int) -> None:
    lines = [_line(seq, padding) for seq in range(1, 8)]
    journal.append(lines, last_seq=7)
    journal.confirm()
    assert journal.end() == JournalEnd(7, "h7")
    for seq in range(1, 8):
        found, after = journal.find(seq)
        assert found == JournalEnd(seq, f"h{seq}")
        assert [json.loads(line)["seq"] for line in read_lines(journal.path, after)] == list(range(seq + 1, 8))


def test_a_sequence_that_is_not_there_is_not_found(journal: Journal) -> None:
    journal.append([_line(1, 0), _line(3, 0)], last_seq=3)
    assert journal.find(2)[0] is None


def test_what_was_not_confirmed_can_be_taken_back(journal: Journal) -> None:
    journal.append([_line(1, 0)], last_seq=1)
    journal.confirm()
    journal.append([_line(2, 0)], last_seq=2)
    journal.append([_line(3, 0)], last_seq=3)
    journal.retract()
    assert journal.last_seq() == 1
    assert len(list(read_lines(journal.path))) == 1


def test_lines_that_another_process_wrote_are_noticed(journal: Journal, tmp_path: Path) -> None:
    assert journal.last_seq() == 0
    other = Journal(tmp_path, 1)
    other.append([_line(1, 0)], last_seq=1)
    other.close()
    assert journal.last_seq() == 1


def test_the_newest_generation_is_found_by_number(tmp_path: Path) -> None:
    for name in ("2.jsonl", "10.jsonl", "9.torn", "11.20260520.parked"):
        (tmp_path / name).touch()
    assert Journal.newest(tmp_path) == 10
