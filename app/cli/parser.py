# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands and their options. Nothing here imports what a command needs to run."""

import argparse
from pathlib import Path
from typing import Final

import app

_PROFILE_HELP: Final = "the profile folder (default: ANCHOR_DESK_PROFILE, else this user's data folder)"


def build_parser() -> argparse.ArgumentParser:
    """Return the whole command line. ``args.target`` names the command as ``module:function`` of this package."""
    parser = argparse.ArgumentParser(
        prog="anchor-desk",
        description="Runs beside OBS: product script, sales ledger and OBS control. Without a command: the desk.",
        epilog="Exit code: 0 good, 1 a finding, 2 wrong usage.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"anchor-desk {app.__version__}")
    parser.add_argument("--profile", type=Path, metavar="DIR", default=None, help=_PROFILE_HELP)
    parser.set_defaults(target="desk:run_desk_window")
    tree = _Tree(parser)
    _add_desk(tree)
    _add_server(tree)
    _add_base(tree)
    _add_obs(tree)
    _add_session(tree)
    _add_ledger(tree)
    return parser


class _Tree:
    """Adds verbs below one parser, each with the options that all verbs share."""

    def __init__(self, parser: argparse.ArgumentParser, *, required: bool = False) -> None:
        self._verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=required)

    def verb(self, name: str, target: str, text: str, *, json: bool = False) -> argparse.ArgumentParser:
        parser = self._parser(name, text)
        parser.set_defaults(target=target)
        if json:
            parser.add_argument("--json", action="store_true", help="print JSON")
        return parser

    def group(self, name: str, text: str) -> "_Tree":
        return _Tree(self._parser(name, text), required=True)

    def _parser(self, name: str, text: str) -> argparse.ArgumentParser:
        parser = self._verbs.add_parser(name, help=text, description=text, allow_abbrev=False)
        # SUPPRESS: a verb without --profile must not wipe out the one given before it.
        parser.add_argument("--profile", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=_PROFILE_HELP)
        return parser


def _add_desk(tree: _Tree) -> None:
    demo = tree.verb("demo", "desk:run_demo_window", "the desk with its own base server and sample shops")
    demo.add_argument("--keep", type=Path, metavar="DIR", help="keep the demo's profile in this folder")
    doctor = tree.verb(
        "doctor", "doctor:run", "check this PC: Qt, fonts, keyring, SQLite, OBS, base, disk, clock", json=True
    )
    doctor.add_argument("--export", type=Path, metavar="FILE", help="also write a zip for support, without secrets")


def _add_server(tree: _Tree) -> None:
    serve = tree.verb("serve", "server:run_serve", "run the base server")
    _db_option(serve)
    serve.add_argument("--host", default="127.0.0.1", metavar="H", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=_port, default=8765, metavar="N", help="port, 0 for any free one (default 8765)")
    admin = tree.group("admin", "look after the base server's data")
    code = admin.verb("enroll-code", "server:run_enroll_code", "make a one-time code for one PC", json=True)
    code.add_argument(
        "--scope",
        choices=("desk", "technician"),
        default="desk",
        help="what the PC may do: a technician's also edits what the base publishes (default desk)",
    )
    content = admin.verb(
        "import", "server:run_admin_import", "publish shops, products and more to all desks", json=True
    )
    _import_options(content)
    devices = admin.verb("devices", "server:run_devices", "list the enrolled PCs", json=True)
    revoke = admin.verb("revoke", "server:run_revoke", "take a PC's access away")
    revoke.add_argument("device_id", metavar="ID")
    page_key = admin.verb("page-key", "server:run_page_key", "make a new key for the web pages", json=True)
    epoch = admin.verb(
        "new-epoch", "server:run_new_epoch", "after a backup was put back: let all PCs compare anew", json=True
    )
    for parser in (code, content, devices, revoke, page_key, epoch):
        _db_option(parser)


def _add_base(tree: _Tree) -> None:
    enroll = tree.verb("enroll", "enroll:run", "join this PC to a base", json=True)
    enroll.add_argument("url", metavar="URL")
    enroll.add_argument("code", metavar="CODE", help="the one-time code from 'admin enroll-code'")
    enroll.add_argument("--name", default="", help="what the base calls this PC (default: the PC's name)")
    enroll.add_argument(
        "--previous-device", default="", metavar="ID", help="go on as this PC of 'admin devices', whose ledger is lost"
    )
    enroll.add_argument("--ca-file", default="", metavar="FILE", help="certificate of the base's own CA (PEM)")
    sync = tree.verb("sync", "sync:run", "push and pull without a screen", json=True)
    sync.add_argument("--once", action="store_true", help="one round, then end")
    content = tree.verb(
        "import", "content:run_import", "read shops, products, scripts and more into this PC", json=True
    )
    _import_options(content)
    check = tree.verb(
        "check",
        "check:run",
        "check what will be spoken against the term rules; exit 1 when something must not be said or lacks proof, "
        "0 when there are only warnings",
        json=True,
    )
    check.add_argument("files", nargs="*", type=Path, metavar="FILE", help="scripts (md, txt) or tables (xlsx, csv)")
    check.add_argument(
        "--shop",
        default="",
        metavar="ID",
        help="all that will be spoken for this shop, and its evidence; with files: the files, by this shop's rules",
    )


def _add_obs(tree: _Tree) -> None:
    obs = tree.group("obs", "OBS Studio")
    status = obs.verb("status", "obs:run_status", "connect once and say how OBS stands", json=True)
    preflight = obs.verb("preflight", "obs_preflight:run", "check OBS before going live; exit 1 when red", json=True)
    preflight.add_argument("--shop", default="", metavar="ID", help="whose identity and lineup to check for")
    preflight.add_argument(
        "--lineup", default="", metavar="ID", help="the lineup (default: the shop's last in id order)"
    )
    preflight.add_argument("-o", "--output", type=Path, metavar="FILE", help="also write it: .txt, .json or .csv")
    preflight.add_argument(
        "--accept", action="store_true", help="take OBS as it is now as what later changes show against"
    )
    for parser in (status, preflight):
        _obs_option(parser)
    for verb, text in (
        ("plan", "say what differs between OBS and the shops' scene templates; changes nothing"),
        ("apply", "make the shops' scenes in OBS from their templates, and put right what differs"),
    ):
        _provision_options(obs.verb(verb, f"obs_plan:run_{verb}", text, json=True), writes=verb == "apply")
    password = obs.verb(
        "password", "obs:run_password", "keep OBS's password in the keyring; read from the prompt or standard input"
    )
    password.add_argument("--studio", default="", metavar="NAME", help="the OBS of that name (default: the first)")


def _provision_options(parser: argparse.ArgumentParser, *, writes: bool) -> None:
    _obs_option(parser)
    parser.add_argument(
        "--template",
        default="",
        metavar="T",
        help="a template's name or file (default: by category)",
    )
    shops = parser.add_mutually_exclusive_group()
    shops.add_argument(
        "--shop",
        action="extend",
        nargs="+",
        default=[],
        metavar="ID",
        help="these shops (default: the only one)",
    )
    shops.add_argument("--all-shops", action="store_true", help="all shops of this PC")
    parser.add_argument(
        "--adopt", action="store_true", help="take scenes and inputs of exactly the template's names for the desk's own"
    )
    if writes:
        parser.add_argument(
            "--while-live", action="store_true", help="apply although OBS is streaming and viewers see the changes"
        )


def _add_session(tree: _Tree) -> None:
    session = tree.group("session", "broadcast sessions")
    opening = session.verb("open", "session:run_open", "open a session", json=True)
    opening.add_argument("--shop", required=True, metavar="ID")
    opening.add_argument("--anchor", default="", metavar="NAME", help="who is on air (default: as last time)")
    opening.add_argument("--lineup", default="", metavar="ID", help="the lineup (default: the shop's last in id order)")
    opening.add_argument("--rehearsal", action="store_true", help="never counts in sales")
    session.verb("list", "session:run_list", "list sessions, newest first", json=True)
    for name, target, text in (
        ("show", "session:run_show", "show one session"),
        ("close", "session:run_close", "close a session"),
    ):
        session.verb(name, target, text, json=True).add_argument("session_id", metavar="ID")


def _add_ledger(tree: _Tree) -> None:
    log = tree.verb(
        "log",
        "log:run",
        "log from standard input, one entry a line: 'SKU [UNITS]', 'undo EVENT_ID', 'adjust EVENT_ID DELTA', "
        "'refund SKU UNITS', 'covered POLICY_ID', 'slip SAID => RIGHT' or 'note TEXT'",
    )
    log.add_argument("--session", required=True, metavar="ID")
    export = tree.verb("export", "export:run", "write one session's sales to a file or standard output")
    export.add_argument("session_id", metavar="ID")
    export.add_argument("--format", required=True, choices=("csv", "jsonl"))
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="the file (default: standard output)")
    restore = tree.verb(
        "restore", "restore:run", "put a backup of the database in place; newer events come from the journal", json=True
    )
    restore.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the backup (default: the newest)")
    restore.add_argument("--list", action="store_true", help="only list the backups, newest first")
    tree.verb("verify", "verify:run", "check that hash chain, journal and projections agree", json=True)


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="xlsx, csv or md")
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")


def _obs_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--obs", type=_obs, metavar="HOST:PORT|NAME", help="OBS to ask, by address or name (default: the one in use)"
    )


def _db_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", default="", metavar="URL", help="database of the base (default: SQLite)")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port (0 to 65535)")
    return int(text)


def _obs(text: str) -> tuple[str, int] | str:
    """Return host and port, or the name of an OBS of the settings: a name has no colon."""
    host, colon, port = text.rpartition(":")
    if not colon:
        return text
    if not host.strip("[]"):
        raise argparse.ArgumentTypeError(f"'{text}' is not HOST:PORT, for example 127.0.0.1:4455")
    return host.strip("[]"), _port(port)
