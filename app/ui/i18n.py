# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The language of the interface: English is in the source, Simplified Chinese in a compiled catalogue."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.settings.resources import resource_path

CATALOGUE = "anchor-desk_zh_CN"


def resolve_language(language: str) -> str:
    """Return ``en`` or ``zh_CN`` for a language setting; ``system`` follows the PC."""
    if language != "system":
        return language
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def install_language(app: QCoreApplication, language: str, *, folder: Path | None = None) -> bool:
    """Translate ``app`` into ``language`` (``system``, ``en``, ``zh_CN``); call it before the first widget is made.

    ``folder`` holds the compiled catalogue; by default the shipped one. Returns False, and leaves English on screen,
    where the catalogue is missing.
    """
    chosen = resolve_language(language)
    QLocale.setDefault(QLocale(chosen))
    for old in app.findChildren(QTranslator, "anchor-desk"):
        app.removeTranslator(old)
        old.setParent(None)
    if chosen == "en":
        return True
    _install(app, "qtbase_zh_CN", Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)))
    return _install(app, CATALOGUE, folder or resource_path("i18n"))


def _install(app: QCoreApplication, name: str, folder: Path) -> bool:
    translator = QTranslator(app)
    translator.setObjectName("anchor-desk")
    return translator.load(name, str(folder)) and app.installTranslator(translator)
