# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""After a backup was put back, a new epoch makes every desk compare anew; nothing is lost or doubled."""

from fastapi.testclient import TestClient

from app.domain.sync import SyncEngine
from app.server.admin import new_epoch
from app.server.tables import RAW_EVENT
from tests.helpers.base_client import MemoryInbox, client_for
from tests.helpers.ledger import Evening
from tests.unit.server.test_push import PushingDesk, count


def test_a_new_epoch_refuses_old_batches_and_a_sync_goes_on_under_it(base: TestClient, db_url: str) -> None:
    desk, evening = PushingDesk(base, db_url), Evening()
    desk.outbox.append_all([evening.opening, evening.sale()])
    client = client_for(base, desk.token)
    engine = SyncEngine(desk.outbox, MemoryInbox(desk.outbox), client, app_version="0.1.0")
    engine.run_once()
    cursor = desk.outbox.pull_cursor
    epoch = new_epoch(db_url)
    desk.outbox.append(evening.sale())
    assert desk.send(3, 3).json()["code"] == "epoch_changed"
    assert engine.run_once().pending == 0
    client.close()
    assert (desk.outbox.server_epoch, count(db_url, RAW_EVENT)) == (epoch, 3)
    assert desk.outbox.pull_cursor != cursor
