# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A profile with a little content, and a terminal: commands run in this process, with real files."""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.contract.content import LineupItem, Product, SegmentKind, Shop, Sku
from app.diagnostics.logging_setup import release_logging
from app.domain.clock import SystemClock
from app.settings.profile import Profile
from app.store.open_store import open_store

_CONTENT = (
    Shop(shop_id="S01", name="天山馕坊"),
    Shop(shop_id="S02", name="空店"),
    Product(product_id="X01", shop_id="S01", name_zh="皮牙子馕"),
    Sku(sku_id="X01-5", product_id="X01", spec="5个装", live_price=1590),
    Sku(sku_id="X01 大", product_id="X01", spec="大"),
    LineupItem(row_id="R1", lineup_id="L1", seq=1, kind=SegmentKind.PRODUCT, product_id="X01"),
    LineupItem(row_id="R2", lineup_id="L2", seq=1, kind=SegmentKind.PRODUCT, product_id="X01"),
)


@dataclass(frozen=True)
class Answer:
    """What one command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Terminal:
    """Runs commands on one profile."""

    def __init__(self, profile: Path, capsys: "pytest.CaptureFixture[bytes]", monkeypatch: pytest.MonkeyPatch) -> None:
        self.profile = Profile(profile)
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def run(self, *arguments: str | Path, stdin: bytes = b"") -> Answer:
        """Run ``anchor-desk ARGUMENTS`` on the profile."""
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        self._capsys.readouterr()
        code = main(["--profile", str(self.profile.root), *map(str, arguments)])
        printed = self._capsys.readouterr()
        return Answer(code, printed.out.decode("utf-8"), printed.err.decode("utf-8"))

    def open_session(self, *arguments: str) -> str:
        """Open a session and return its id."""
        return str(self.run("session", "open", "--shop", "S01", "--json", *arguments).json["session_id"])

    def sell(self, session_id: str, lines: str) -> list[str]:
        """Log lines and return the ids of the saved sales."""
        answer = self.run("log", "--session", session_id, stdin=lines.encode())
        return [line.removeprefix("saved ") for line in answer.out.splitlines() if line.startswith("saved ")]


@pytest.fixture
def terminal(
    tmp_path: Path, capsysbinary: "pytest.CaptureFixture[bytes]", monkeypatch: pytest.MonkeyPatch
) -> Iterator[Terminal]:
    yield Terminal(tmp_path / "profile", capsysbinary, monkeypatch)
    release_logging()


@pytest.fixture
def shop(terminal: Terminal) -> Terminal:
    """A terminal whose profile has the content above."""
    store = open_store(terminal.profile, SystemClock())
    store.content.import_records(_CONTENT)
    store.close()
    return terminal
