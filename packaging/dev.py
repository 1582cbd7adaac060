# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one door for developers: set up, run, test, lint, bench, torture, screens, lock, build. Standard library only.

python3 packaging/dev.py run      make the environment and start the demo
python3 packaging/dev.py test     make the environment, lint, run every test (arguments go to pytest)
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = BIN / ("python.exe" if sys.platform == "win32" else "python")
REQUIREMENTS = ROOT / "packaging" / "requirements"
TRANSLATIONS = ROOT / "resources" / "i18n"
STAMP = VENV / "setup-stamp"


def main(arguments: list[str]) -> int:
    """Run one verb."""
    if sys.version_info < (3, 11):
        print(f"Anchor Desk needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(prog="dev.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("verb", choices=sorted(VERBS))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="arguments of the verb")
    chosen = parser.parse_args(arguments)
    return VERBS[chosen.verb](chosen.rest)


def setup(_rest: list[str]) -> int:
    """Make .venv with the locked requirements and the project itself, and compile the translations."""
    _ensure_venv()
    if not STAMP.is_file() or STAMP.read_text(encoding="utf-8") != _stamp():
        print("Installing the locked Python packages into .venv", flush=True)
        _pip("install", "--require-hashes", "-r", str(REQUIREMENTS / "dev.txt"))
        _pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
        STAMP.write_text(_stamp(), encoding="utf-8")
    _compile_translations()
    return 0


def run(rest: list[str]) -> int:
    """Start the demo, or the desk with the given arguments."""
    system_packages.ensure(system_packages.DESK)
    setup([])
    if not _has_display():
        print(
            "There is no display to show Anchor Desk on: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
            "Start it in a desktop session, or on a virtual screen: xvfb-run python3 packaging/dev.py run",
            file=sys.stderr,
        )
        return 1
    return _call(PYTHON, "-m", "app.cli", *(rest or ["demo"]))


def test(rest: list[str]) -> int:
    """Lint and run all tests; with arguments run pytest with them and nothing else."""
    system_packages.ensure(system_packages.TEST)
    setup([])
    if rest:
        return _call(PYTHON, "-m", "pytest", *rest)
    return lint([]) or _call(PYTHON, "-m", "pytest")


def lint(_rest: list[str]) -> int:
    """Check style, types and the layer rules."""
    setup([])
    checks = (
        (BIN / "ruff", "check", "."),
        (BIN / "ruff", "format", "--check", "."),
        (PYTHON, "-m", "mypy"),
        (BIN / "lint-imports",),
    )
    return max(_call(*check) for check in checks)


def bench(rest: list[str]) -> int:
    """Print the table of budgets, each a ratio taken in this run."""
    system_packages.ensure(system_packages.TEST)
    setup([])
    return _call(PYTHON, "-m", "tests.benchmarks", *rest)


def torture(rest: list[str]) -> int:
    """Run the fault matrix of ledger and sync: every fault many times, bounded by ``--minutes``."""
    setup([])
    return _call(PYTHON, "-m", "tests.torture", *rest)


def screens(rest: list[str]) -> int:
    """Render every page and state to PNG files."""
    system_packages.ensure(system_packages.DESK)
    setup([])
    return _call(PYTHON, "-m", "tests.screens.render", *(rest or [str(ROOT / "screens")]))


def lock(_rest: list[str]) -> int:
    """Pin every package with its hashes, for all systems, without any index address."""
    setup([]) if (REQUIREMENTS / "dev.txt").is_file() else _bootstrap_lock()
    files = {"desk.txt": (), "server.txt": ("--extra", "server"), "dev.txt": ("--extra", "server", "--group", "dev")}
    for name, extras in files.items():
        status = _call(
            BIN / "uv", "pip", "compile", "pyproject.toml", *extras,
            "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url",
            "--upgrade", "--quiet", "--custom-compile-command", "python3 packaging/dev.py lock",
            "--output-file", str(REQUIREMENTS / name),
        )  # fmt: skip
        if status:
            return status
    return 0


def build(_rest: list[str]) -> int:
    """Build the wheel and the source archive into dist/."""
    setup([])
    return _call(PYTHON, "-m", "hatchling", "build")


VERBS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "torture": torture,
    "screens": screens,
    "lock": lock,
    "build": build,
}


def _ensure_venv() -> None:
    if PYTHON.is_file() and _works(PYTHON):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(command, check=False, capture_output=True).returncode == 0:
        return
    # Debian splits venv off Python; without it the first try fails.
    system_packages.ensure(system_packages.VENV)
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run(command, check=True)


def _works(python: Path) -> bool:
    return subprocess.run([str(python), "-c", "import pip"], check=False, capture_output=True).returncode == 0


def _stamp() -> str:
    files = (ROOT / "pyproject.toml", REQUIREMENTS / "dev.txt")
    state = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return json.dumps(state, sort_keys=True)


def _compile_translations() -> None:
    for source in sorted(TRANSLATIONS.glob("*.ts")):
        target = source.with_suffix(".qm")
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        subprocess.run([str(BIN / "pyside6-lrelease"), "-silent", str(source), "-qm", str(target)], check=True)


def _bootstrap_lock() -> None:
    _ensure_venv()
    _pip("install", "uv")


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _pip(*arguments: str) -> None:
    subprocess.run([str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-q", *arguments], check=True)


def _call(*command: str | Path) -> int:
    return subprocess.run([str(part) for part in command], check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
