# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads text off a picture, as a viewer does: Tesseract on what OBS shows."""

import base64
import subprocess

from tests.helpers.bare_obs import BareClient
from tests.helpers.programs import need_program

TIMEOUT_S = 60.0


def program_png(client: BareClient, *, width: int = 1280, height: int = 720) -> bytes:
    """Return what is on air as PNG, scaled to ``width`` and ``height`` (px)."""
    shot = client.request(
        "GetSourceScreenshot",
        {"sourceName": client.program_scene(), "imageFormat": "png", "imageWidth": width, "imageHeight": height},
    )
    return base64.b64decode(shot["imageData"].partition(",")[2])


def read_text(png: bytes, language: str) -> str:
    """Return the text on a picture. ``language`` is Tesseract's: ``eng``, ``chi_sim``, ``uig``."""
    need_program("tesseract")
    done = subprocess.run(
        ["tesseract", "-", "-", "-l", language, "--psm", "11"],
        input=png,
        capture_output=True,
        timeout=TIMEOUT_S,
        check=True,
    )
    return done.stdout.decode("utf-8")
