# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the process leaves out while it starts. Imports nothing that is worth leaving out."""

import gc
import os


def begin() -> None:
    """Collect no garbage while modules load: next to all of it stays. Look for no plugins, for there are none."""
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def end() -> None:
    """Collect garbage from now on, but never again walk through what the start has made, which costs frames."""
    gc.freeze()
    gc.enable()
