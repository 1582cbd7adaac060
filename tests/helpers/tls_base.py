# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real base behind TLS: uvicorn with certificates of an authority made for the test."""

import sys
from pathlib import Path

import trustme

from tests.helpers.server_process import ServerProcess

_PROGRAM = """
import asyncio, sys
import uvicorn
from app.server.app import create_app
from app.server.settings import ServerSettings

class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets=sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        print(f"serving https://127.0.0.1:{port}", flush=True)

app = create_app(ServerSettings(sys.argv[1]))
options = dict(host=sys.argv[2], port=int(sys.argv[3]), log_level="critical")
Server(uvicorn.Config(app, ssl_certfile=sys.argv[4], ssl_keyfile=sys.argv[4], **options)).run()
"""


class TlsServerProcess(ServerProcess):
    """The base over ``db_url`` on loopback, which shows ``certificate``."""

    def __init__(self, db_url: str, certificate: trustme.LeafCert, folder: Path) -> None:
        super().__init__(db_url)
        self._pem = folder / "server.pem"
        certificate.private_key_and_cert_chain_pem.write_to_path(self._pem)

    def command(self) -> list[str]:
        return [sys.executable, "-c", _PROGRAM, *self.arguments(), str(self._pem)]


def pem_of(authority: trustme.CA) -> str:
    """Return the authority's certificate as text."""
    return authority.cert_pem.bytes().decode("ascii")
