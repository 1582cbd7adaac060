# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian packages that pip cannot bring: found, and installed where this user may."""

import os
import shutil
import subprocess
import sys

DESK = (
    "fonts-noto-cjk",
    "fonts-noto-core",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
TEST = (
    *DESK,
    "at-spi2-core",
    "chromium",
    "dbus",
    "ffmpeg",
    "gnome-keyring",
    "libgl1-mesa-dri",
    "obs-plugins",
    "obs-studio",
    "openbox",
    "postgresql",
    "tesseract-ocr",
    "tesseract-ocr-chi-sim",
    "tesseract-ocr-uig",
    "xauth",
    "xdotool",
    "xvfb",
)
VENV = ("python3-venv",)


def is_debian() -> bool:
    """Whether this is Debian or one of its children."""
    return sys.platform == "linux" and shutil.which("apt-get") is not None and shutil.which("dpkg-query") is not None


def missing(packages: tuple[str, ...]) -> list[str]:
    """Return those of ``packages`` that are not installed."""
    query = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages]
    answer = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    installed = {line.split()[0] for line in answer.splitlines() if line.endswith(" installed")}
    return [package for package in packages if package not in installed]


def ensure(packages: tuple[str, ...]) -> None:
    """Install what is missing, or say which command would. Elsewhere than on Debian nothing is done."""
    if not is_debian():
        return
    wanted = missing(packages)
    if not wanted:
        return
    prefix = _root_prefix()
    if prefix is None:
        print(f"Missing system packages. Please run:\n  sudo apt-get install {' '.join(wanted)}", file=sys.stderr)
        return
    print(f"Installing system packages: {' '.join(wanted)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*prefix, "apt-get", "install", "-y", "--no-install-recommends", *wanted]
    subprocess.run([*prefix, "apt-get", "update", "-q"], check=False, env=environment, stdout=subprocess.DEVNULL)
    if subprocess.run(install, check=False, env=environment, stdout=subprocess.DEVNULL).returncode != 0:
        print("apt-get could not install them; going on without.", file=sys.stderr)


def _root_prefix() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None
