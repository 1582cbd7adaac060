# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The services on an in-memory world."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from tests.helpers.services import Rig


@pytest.fixture
def rig(qapp: QCoreApplication) -> Iterator[Rig]:
    """All services, no session open."""
    built = Rig.build()
    yield built
    built.close()


@pytest.fixture
def live(rig: Rig) -> Rig:
    """All services, a session open."""
    rig.open()
    return rig
