# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read aloud, as text on the page."""

from pytestqt.qtbot import QtBot

from app.domain.live_view import ScriptBlock, ScriptSpan
from app.ui.live.reader import Reader
from app.ui.theme import load_theme


def test_a_whole_script_is_put_in_by_one_edit(qtbot: QtBot) -> None:
    reader = Reader(load_theme("dark"), "Script")
    qtbot.addWidget(reader)
    edits: list[int] = []
    reader.show_blocks("old", (ScriptBlock((ScriptSpan("old"),)),))
    reader.document().contentsChanged.connect(lambda: edits.append(1))
    blocks = tuple(ScriptBlock((ScriptSpan(f"{number} "), ScriptSpan("¥5.5", "price"))) for number in range(20))
    reader.show_blocks("new", blocks)
    assert reader.toPlainText().splitlines() == [f"{number} ¥5.5" for number in range(20)]
    # One for taking the old text away, one for the new.
    assert len(edits) <= 2
