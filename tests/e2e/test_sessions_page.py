# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The base's page of sessions, served by a real process and opened in a real browser."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters.base.client import HttpBaseClient
from app.adapters.base.enroll import enroll
from app.domain.sync import SyncEngine
from app.server.admin import create_enroll_code
from tests.helpers.base_client import MemoryInbox, MemoryOutbox
from tests.helpers.ledger import Evening
from tests.helpers.programs import need_program
from tests.helpers.server_process import ServerProcess

pytestmark = pytest.mark.e2e

_BROWSER_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--proxy-server=direct://",
)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[ServerProcess]:
    db_url = f"sqlite:///{tmp_path / 'base.sqlite'}"
    with ServerProcess(db_url) as process:
        outbox = MemoryOutbox()
        evening = Evening()
        sale = evening.sale(units=5)
        outbox.append_all([evening.opening, evening.sale(units=3), sale, evening.void(sale.event_id)])
        token = enroll(process.url, create_enroll_code(db_url).code, outbox.device_id, "PC", "0.1.0").token
        client = HttpBaseClient(process.url, lambda: token)
        SyncEngine(outbox, MemoryInbox(outbox), client, app_version="0.1.0").run_once()
        client.close()
        yield process


def rendered_text(url: str, profile: Path) -> str:
    """Return what the browser made of a page, tags removed."""
    command = [str(need_program("chromium")), *_BROWSER_FLAGS, f"--user-data-dir={profile}", "--dump-dom", url]
    result = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
    body = re.sub(r"<(style|script|title).*?</\1>", " ", result.stdout, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.mark.parametrize(("lang", "running"), [("en", "Running"), ("zh-CN", "直播中")])
def test_a_browser_shows_the_running_session_with_units_and_money(
    base: ServerProcess, tmp_path: Path, lang: str, running: str
) -> None:
    text = rendered_text(f"{base.url}/?lang={lang}", tmp_path / "browser")
    row = text[text.index("天山干果铺") :]
    assert "Aygul" in row
    assert running in row
    assert "1 3 59.70 元" in row
