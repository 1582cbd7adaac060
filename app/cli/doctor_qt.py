# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The doctor's look at Qt and fonts. It works without a display: nothing is shown."""

import ctypes
import os
import sys
from typing import TYPE_CHECKING, Final

from app.diagnostics.doctor import Check, Level

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QFontDatabase

_CHINESE: Final = "主播台馕¥"
_UYGHUR: Final = "ئۇېڭەھ"
_APT_LIBRARIES: Final = "On Debian or Ubuntu: sudo apt install libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0"
_APT_FONTS: Final = "On Debian or Ubuntu: sudo apt install fonts-noto-cjk fonts-noto-core"


def check_qt() -> Check:
    """Can Qt be loaded, with what it needs to open a window here?"""
    try:
        from PySide6 import QtCore, QtWidgets
    except ImportError as error:
        return Check("qt", Level.FINDING, f"Qt cannot be loaded: {error}.", _APT_LIBRARIES)
    version = QtCore.qVersion()
    missing = _missing_x11_library(QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath))
    if missing:
        return Check("qt", Level.FINDING, f"Qt {version} cannot open windows: {missing}.", _APT_LIBRARIES)
    if _no_display():
        advice = "The desk needs a desktop session; the commands without a window work."
        return Check("qt", Level.NOTE, f"Qt {version} is complete, but there is no display here.", advice)
    return Check("qt", Level.OK, f"Qt {version} with {QtWidgets.__name__} is complete.")


def check_fonts() -> Check:
    """Are there fonts for Chinese and for Uyghur in Arabic script?"""
    from PySide6.QtGui import QFontDatabase

    application = _application()
    scripts = QFontDatabase.WritingSystem
    chinese = _family_with(scripts.SimplifiedChinese, _CHINESE)
    uyghur = _family_with(scripts.Arabic, _UYGHUR)
    missing = [name for name, family in (("Chinese", chinese), ("Uyghur (Arabic script)", uyghur)) if family is None]
    del application
    if missing:
        return Check("fonts", Level.FINDING, f"There is no font for {' and '.join(missing)}.", _APT_FONTS)
    return Check("fonts", Level.OK, f"Chinese: {chinese}. Uyghur: {uyghur}.")


def _application() -> "QCoreApplication":
    """Return what fonts need to be asked for. Without a display X11 would end the process: nothing is shown anyway."""
    from PySide6.QtGui import QGuiApplication

    running = QGuiApplication.instance()
    if running is not None:
        return running
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication([])


def _family_with(system: "QFontDatabase.WritingSystem", letters: str) -> str | None:
    from PySide6.QtGui import QFont, QFontDatabase, QRawFont

    for family in QFontDatabase.families(system):
        raw = QRawFont.fromFont(QFont(family))
        if all(raw.supportsCharacter(ord(letter)) for letter in letters):
            return family
    return None


def _missing_x11_library(plugins: str) -> str:
    """Return what the X11 platform plugin lacks, empty when nothing: Qt itself would only abort."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        ctypes.CDLL(os.path.join(plugins, "platforms", "libqxcb.so"))
    except OSError as error:
        return str(error)
    return ""


def _no_display() -> bool:
    return sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
