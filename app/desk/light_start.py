# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the process leaves out while it starts, and how it goes on. Imports nothing that is worth leaving out."""

import gc
import os
import sys
from typing import Final

SWITCH_S: Final = 0.001
"""How long (s) a thread may keep the interpreter while the UI thread wants it; Python's own 5 ms times several busy
threads of the OBS link would cost frames."""

YOUNG: Final = 10_000
"""So many new objects are worth a look for garbage. With Python's own 700 each read of OBS brings one, and every
hundredth, which walks through all there is, costs frames."""


def begin() -> None:
    """Collect no garbage while modules load: next to all of it stays. Look for no plugins, for there are none."""
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def end() -> None:
    """Collect garbage from now on, but never again walk through what the start has made, which costs frames.

    From now on threads also take turns faster than Python lets them by itself.
    """
    sys.setswitchinterval(SWITCH_S)
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    gc.freeze()
    gc.enable()
