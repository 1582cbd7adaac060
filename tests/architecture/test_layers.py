# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house rules hold, and each of them notices when it is broken."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = ROOT / "pyproject.toml"

BREAKS = [
    ("layers", "domain/money.py", "import app.store"),
    ("layers", "store/__init__.py", "import app.adapters.files"),
    ("layers", "adapters/__init__.py", "import app.services"),
    ("layers", "services/worker.py", "import app.ui"),
    ("layers", "settings/__init__.py", "import app.diagnostics"),
    ("server-stands-alone", "server/app.py", "import app.store"),
    ("desk-without-server", "desk/bootstrap.py", "import app.server.app"),
    ("cli-above-all", "desk/bootstrap.py", "import app.cli"),
    ("no-qt-below", "domain/money.py", "from PySide6.QtCore import QObject"),
    ("no-qt-below", "server/app.py", "from PySide6.QtCore import QObject"),
    ("ui-without-io", "ui/commands.py", "import sqlmodel"),
    ("ui-without-io", "ui/commands.py", "import keyring"),
    ("obsws-in-one-place", "services/obs.py", "import obsws_python"),
    ("http-in-one-place", "services/sync.py", "import httpx2"),
    ("keyring-in-one-place", "settings/file.py", "import keyring"),
]


def contract_ids() -> set[str]:
    config = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    return {contract["id"] for contract in config["tool"]["importlinter"]["contracts"]}


def lint_imports(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [str(program), "--no-cache", "--no-logo", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "app", folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PYPROJECT, folder)
    return folder


def test_every_contract_holds() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


def test_every_contract_has_a_deliberate_break() -> None:
    assert contract_ids() == {contract for contract, _, _ in BREAKS}


@pytest.mark.parametrize(("contract", "module", "line"), BREAKS)
def test_a_deliberate_break_turns_its_contract_red(copied_house: Path, contract: str, module: str, line: str) -> None:
    path = copied_house / "app" / module
    clean = path.read_text(encoding="utf-8")
    assert lint_imports(copied_house, "--contract", contract).returncode == 0
    path.write_text(f"{clean}\n{line}\n", encoding="utf-8")
    try:
        result = lint_imports(copied_house, "--contract", contract)
    finally:
        path.write_text(clean, encoding="utf-8")
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout


def imported_modules(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def qt_modules(source_folder: Path) -> set[str]:
    found = set()
    for path in source_folder.rglob("*.py"):
        found |= {".".join(name.split(".")[:2]) for name in imported_modules(path) if name.startswith("PySide6.")}
    return found


def test_services_use_only_the_core_of_qt() -> None:
    assert qt_modules(ROOT / "app" / "services") == {"PySide6.QtCore"}
