# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: parse, call, print.

Every command is a function ``(args) -> exit code`` in a small module of its own that is imported only when it runs,
so that each starts as light as it can.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from app.cli.console import CliError, complain, use_utf8
from app.cli.parser import build_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 good, 1 a finding, 2 wrong usage (130 after Ctrl+C).

    Raises:
        SystemExit: from the argument parser, for wrong usage and for ``--help`` and ``--version``.
    """
    use_utf8()
    args = build_parser().parse_args(argv)
    try:
        return command_of(args.target)(args)
    except CliError as error:
        complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone; without this the interpreter complains again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def command_of(target: str) -> Callable[..., int]:
    """Return the function that ``module:function`` names within this package."""
    module, function = target.split(":")
    command: Callable[..., int] = getattr(import_module(f"{__name__}.{module}"), function)
    return command
