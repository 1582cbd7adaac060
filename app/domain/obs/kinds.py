# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which kinds of inputs do what. OBS names them by platform and version; a version suffix (``_v2``) is left off."""

import re
from typing import Final

CAMERAS: Final = frozenset(
    {"v4l2_input", "dshow_input", "av_capture_input", "macos-avcapture", "macos-avcapture-fast", "decklink-input"}
)
MICROPHONES: Final = frozenset(
    {
        "pulse_input_capture",
        "alsa_input_capture",
        "jack_input_capture",
        "wasapi_input_capture",
        "coreaudio_input_capture",
    }
)
SCREENS: Final = frozenset(
    {
        "monitor_capture",
        "display_capture",
        "screen_capture",
        "xshm_input",
        "pipewire-desktop-capture-source",
        "pipewire-screen-capture-source",
    }
)
WINDOWS: Final = frozenset({"window_capture", "xcomposite_input", "game_capture", "pipewire-window-capture-source"})
BROWSER: Final = "browser_source"
IMAGE: Final = "image_source"

_VERSION: Final = re.compile(r"_v\d+$")


def family(kind: str) -> str:
    """Return a kind without its version: ``xshm_input_v2`` is ``xshm_input``."""
    return _VERSION.sub("", kind)
