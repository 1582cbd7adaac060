# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the house that no linter knows."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPDX = (
    "# SPDX-FileCopyrightText: 2026 Anchor Desk contributors",
    "# SPDX-License-Identifier: GPL-3.0-or-later",
)
TOP_LEVEL = {"app", "resources", "tests", "packaging", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
APP_MODULES = sorted((ROOT / "app").rglob("*.py"))
LIVE_UI = [
    path
    for path in sorted((ROOT / "app" / "ui").rglob("*.py"))
    if path.name not in ("prepare_page.py", "review_page.py", "studio_page.py")
    and path.parent.name not in ("prepare", "review", "studio")
]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(tree(path))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_source_file_carries_its_licence() -> None:
    files = [path for folder in ("app", "tests", "packaging") for path in (ROOT / folder).rglob("*.py")]
    missing = [relative(path) for path in files if tuple(path.read_text(encoding="utf-8").splitlines()[:2]) != SPDX]
    assert missing == []


def test_the_top_level_holds_nothing_else() -> None:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/", 1)[0] for line in listing.splitlines()}
    assert {name for name in top if not name.startswith(".")} - TOP_LEVEL == set()


def test_packaging_does_not_shadow_the_packaging_library() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("path", APP_MODULES, ids=relative)
def test_a_module_stays_small_enough_to_read(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 400
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{node.name}: {length} lines"
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) for child in node.body)
            assert methods <= 25, f"{node.name}: {methods} methods"


def connects_to_a_loose_function(node: ast.AST) -> bool:
    """Whether ``node`` connects a signal to a lambda or a partial, which would run in the emitter's thread."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect"):
        return False
    target = node.args[0] if node.args else None
    if isinstance(target, ast.Lambda):
        return True
    return isinstance(target, ast.Call) and isinstance(target.func, ast.Name) and target.func.id == "partial"


@pytest.mark.parametrize("folder", ["services", "desk"])
def test_signals_that_may_cross_threads_reach_bound_methods_only(folder: str) -> None:
    loose = [
        f"{relative(path)}:{getattr(node, 'lineno', 0)}"
        for path in (ROOT / "app" / folder).rglob("*.py")
        for node in nodes(path)
        if connects_to_a_loose_function(node)
    ]
    assert loose == []


def test_the_check_for_loose_functions_sees_one() -> None:
    bad = ast.parse("signal.connect(lambda: 1)\nsignal.connect(partial(f, 1))\nsignal.connect(self._on_done)")
    assert [connects_to_a_loose_function(node) for node in ast.walk(bad)].count(True) == 2


def opens_a_modal_dialog(node: ast.AST) -> bool:
    if isinstance(node, ast.Name):
        return node.id in {"QMessageBox", "QInputDialog", "QFileDialog", "QDialog"}
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "exec"


def test_nothing_shown_while_live_can_open_a_modal_dialog() -> None:
    modal = [
        f"{relative(path)}:{getattr(node, 'lineno', 0)}"
        for path in LIVE_UI
        for node in nodes(path)
        if opens_a_modal_dialog(node)
    ]
    assert modal == []
