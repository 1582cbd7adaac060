# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import ast
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from pytestqt.qtbot import QtBot

from app.settings.resources import resource_path
from app.ui.i18n import CATALOGUE, install_language, resolve_language
from tests.screens.catalogue import compile_catalogue, update_catalogue

APP = Path(__file__).parents[2] / "app"
MARKED = {APP / "ui" / "prepare" / name for name in ("import_texts.py", "preflight_texts.py", "script_texts.py")}
"""Translate by table: each sentence is marked there for the catalogue."""
SOURCES = sorted(path for part in ("ui", "services", "desk") for path in (APP / part).rglob("*.py"))


def messages(catalogue: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield context, source, translation and the translation's mark."""
    for context in ElementTree.parse(catalogue).iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield name, message.findtext("source", ""), translation.text or "", translation.get("type", "")


@pytest.fixture
def english_again(qapp: QCoreApplication) -> Iterator[None]:
    before = QLocale()
    yield
    install_language(qapp, "en")
    QLocale.setDefault(before)


def test_every_string_of_the_program_is_translated(tmp_path: Path) -> None:
    shipped = resource_path("i18n", f"{CATALOGUE}.ts")
    collected = tmp_path / shipped.name
    shutil.copy(shipped, collected)
    update_catalogue(SOURCES, collected)
    open_ones = [(context, source) for context, source, text, mark in messages(collected) if mark or not text.strip()]
    assert open_ones == []


def test_the_catalogue_holds_nothing_that_the_program_does_not_say(tmp_path: Path) -> None:
    collected = tmp_path / f"{CATALOGUE}.ts"
    update_catalogue(SOURCES, collected)
    said = {(context, source) for context, source, _text, _mark in messages(collected)}
    shipped = {(context, source) for context, source, _text, _mark in messages(resource_path("i18n", collected.name))}
    assert shipped - said == set()


def test_translations_keep_every_placeholder() -> None:
    broken = [
        source
        for _context, source, text, _mark in messages(resource_path("i18n", f"{CATALOGUE}.ts"))
        if sorted(_placeholders(source)) != sorted(_placeholders(text))
    ]
    assert broken == []


def test_only_literals_are_translated() -> None:
    wrong = [f"{path.name}:{line}" for path in SOURCES if path not in MARKED for line in _untranslatable(path)]
    assert wrong == []


def test_chinese_is_installed_and_taken_back(
    qtbot: QtBot, qapp: QCoreApplication, tmp_path: Path, english_again: None
) -> None:
    assert install_language(qapp, "zh_CN", folder=compile_catalogue(tmp_path))
    assert QCoreApplication.translate("NoSessionPanel", "No session is open") == "没有进行中的场次"
    assert install_language(qapp, "en")
    assert QCoreApplication.translate("NoSessionPanel", "No session is open") == "No session is open"


def test_a_missing_catalogue_leaves_english_and_says_so(
    qtbot: QtBot, qapp: QCoreApplication, tmp_path: Path, english_again: None
) -> None:
    assert not install_language(qapp, "zh_CN", folder=tmp_path)
    assert QCoreApplication.translate("NoSessionPanel", "No session is open") == "No session is open"


def test_a_language_that_was_chosen_is_not_overruled_by_the_system() -> None:
    assert resolve_language("en") == "en"
    assert resolve_language("zh_CN") == "zh_CN"
    assert resolve_language("system") in {"en", "zh_CN"}


def _placeholders(text: str) -> list[str]:
    names = [part.split("}")[0] for part in text.split("{")[1:]]
    return names + [f"%{part[0]}" for part in text.split("%")[1:] if part[:1].isdigit()]


def _untranslatable(path: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        position = {"tr": 0, "translate": 1}.get(node.func.attr)
        painter = node.func.attr == "translate" and getattr(node.func.value, "id", "") != "QCoreApplication"
        if position is None or painter:
            continue
        if not (isinstance(node.args[position], ast.Constant) and isinstance(node.args[position].value, str)):
            yield node.lineno
