# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands: every one exists, takes --profile anywhere, and starts light."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from app.cli import command_of, main
from app.cli.parser import build_parser

_HEAVY = ("PySide6", "sqlmodel", "sqlalchemy", "pydantic", "fastapi", "httpx2", "keyring", "obsws_python")


def _leaves(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups or parser.get_default("target"):
        yield path, parser
    for group in groups:
        for name, child in group.choices.items():
            yield from _leaves(child, f"{path} {name}".strip())


_LEAVES = dict(_leaves(build_parser()))


def test_the_commands_are_those_of_the_design() -> None:
    assert sorted(_LEAVES) == sorted(
        [
            "", "demo", "doctor", "serve", "admin enroll-code", "admin import", "admin devices", "admin revoke",
            "admin page-key", "admin new-epoch", "enroll", "sync", "import", "check", "obs status", "obs preflight",
            "obs plan", "obs apply", "obs password", "session open", "session list", "session show", "session close",
            "log", "export", "verify", "restore",
        ]
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(_LEAVES))
def test_every_command_has_its_function(name: str) -> None:
    assert callable(command_of(_LEAVES[name].get_default("target")))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--profile", "p", "session", "list"],
        ["session", "--profile", "p", "list"],
        ["session", "list", "--profile", "p"],
        ["session", "list", "--profile=p", "--json"],
    ],
)
def test_the_profile_may_stand_before_or_after_the_verb(arguments: list[str]) -> None:
    assert build_parser().parse_args(arguments).profile == Path("p")


def test_without_a_verb_the_desk_starts() -> None:
    args = build_parser().parse_args(["--profile", "p"])
    assert (args.target, args.profile) == ("desk:run_desk_window", Path("p"))


def test_without_a_profile_there_is_none() -> None:
    assert build_parser().parse_args(["verify"]).profile is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["frob"],
        ["session"],
        ["session", "open"],
        ["log"],
        ["export", "ID"],
        ["export", "ID", "--format", "doc"],
        ["serve", "--port", "70000"],
        ["serve", "--port", "-1"],
        ["obs", "status", "--obs", ":4455"],
        ["session", "list", "--js"],
    ],
)
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: anchor-desk" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "address"), [("pc:4455", ("pc", 4455)), ("[::1]:1", ("::1", 1)), ("127.0.0.1:65535", ("127.0.0.1", 65535))]
)
def test_an_obs_address_is_host_and_port(text: str, address: tuple[str, int]) -> None:
    assert build_parser().parse_args(["obs", "status", "--obs", text]).obs == address


def test_the_version_is_told_without_loading_anything_heavy() -> None:
    code = (
        "import sys\nfrom app.cli import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit as ended:\n    assert ended.code == 0\n"
        f"print([name for name in {_HEAVY!r} if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout == f"anchor-desk {app.__version__}\n[]\n"


def test_loading_every_command_loads_no_qt_and_no_database() -> None:
    targets = sorted({leaf.get_default("target") for leaf in _LEAVES.values()})
    code = (
        f"import sys\nfrom app.cli import command_of\nfor target in {targets!r}:\n    command_of(target)\n"
        "print([name for name in ('PySide6', 'sqlmodel', 'fastapi', 'httpx2', 'obsws_python') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout == "[]\n"


def test_python_m_is_the_same_command() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "app.cli", "session"], capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 2
    assert "usage: anchor-desk session" in result.stderr
