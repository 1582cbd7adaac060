# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keep a window out of screen capture where the operating system can: Windows 10 2004 and later."""

import sys

_WDA_EXCLUDEFROMCAPTURE = 0x11


def exclude_from_capture(window_id: int) -> bool:
    """Ask the system to leave a native window out of every capture; return whether it does.

    Windows forgets this when a window is hidden or minimised, so it is asked again at every show.
    """
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.SetWindowDisplayAffinity(window_id, _WDA_EXCLUDEFROMCAPTURE))
    return False
