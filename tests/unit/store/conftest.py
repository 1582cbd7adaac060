# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An open store in a folder of its own, and an evening to log in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.open_store import DeskStore
from tests.helpers.ledger import Evening, open_at


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def store(root: Path) -> Iterator[DeskStore]:
    opened = open_at(root)
    yield opened
    opened.close()


@pytest.fixture
def evening() -> Evening:
    return Evening()
