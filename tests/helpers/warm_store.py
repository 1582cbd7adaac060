# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imported by the process that children are forked from: what a first store costs is then paid once, not per child."""

import tempfile
from pathlib import Path

from tests.helpers.ledger import Evening, append_all, open_at

with tempfile.TemporaryDirectory(prefix="warm-") as _folder:
    _store = open_at(Path(_folder) / "desk")
    append_all(_store, [Evening().opening])
    _store.verify()
    _store.close()
