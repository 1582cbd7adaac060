# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The web pages: what they show, in which language, and to whom."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.contract.content import Product, Sku
from app.contract.events import GENESIS_HASH, SessionCloseBody
from app.domain.drafts import EventDraft
from app.domain.sync import SyncEngine
from app.server.admin import create_page_key, import_content
from app.server.app import create_app
from app.server.pages.texts import TEXTS, choose_language
from app.server.settings import ServerSettings
from tests.helpers.base_client import LOCAL, MemoryInbox, MemoryOutbox, client_for, enrolled_token
from tests.helpers.ledger import Evening


def push(base: TestClient, db_url: str, drafts: list[EventDraft]) -> None:
    """Bring in events from a new desk."""
    outbox = MemoryOutbox()
    outbox.append_all(drafts)
    client = client_for(base, enrolled_token(base, db_url, outbox.device_id))
    SyncEngine(outbox, MemoryInbox(outbox), client, app_version="0.1.0").run_once()
    client.close()


def close(evening: Evening, *, sales: int, units: int, total_fen: int) -> EventDraft:
    body = SessionCloseBody(sales=sales, units=units, total_fen=total_fen, last_seq=1, chain_hash=GENESIS_HASH)
    return evening.drafter.session_close(evening.session_id, body)


def page(base: TestClient, path: str = "/", lang: str = "en") -> str:
    answer = base.get(path, params={"lang": lang})
    assert answer.status_code == 200
    return str(answer.text)


def rows(html: str) -> list[str]:
    """Return the text of each table row, tags removed."""
    import re

    cells = [re.sub(r"<[^>]+>", " ", row) for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)]
    return [" ".join(cell.split()) for cell in cells]


def test_an_empty_base_says_so(base: TestClient) -> None:
    assert TEXTS["en"]["none"] in page(base)


def test_a_running_session_is_listed_with_units_and_yuan(base: TestClient, db_url: str) -> None:
    evening = Evening()
    push(base, db_url, [evening.opening, evening.sale(units=3), evening.sale(units=1, price_fen=5)])
    assert rows(page(base))[1] == "天山干果铺 Aygul 2026-05-20 20:00 ● Running 2 4 59.75 元"


def test_a_closed_session_tells_when(base: TestClient, db_url: str) -> None:
    evening = Evening()
    push(base, db_url, [evening.opening, close(evening, sales=0, units=0, total_fen=0)])
    assert "2026-05-20 20:00 2026-05-20 20:00 0 0 0.00 元" in rows(page(base))[1]


def test_a_rehearsal_is_marked_and_not_in_the_total(base: TestClient, db_url: str) -> None:
    real, rehearsal = Evening(), Evening(rehearsal=True)
    push(base, db_url, [real.opening, real.sale(units=2)])
    push(base, db_url, [rehearsal.opening, rehearsal.sale(units=90)])
    table = rows(page(base))
    assert sum("Rehearsal" in row for row in table) == 1
    assert table[-1].endswith("1 2 39.80 元")


def test_a_sale_that_was_taken_back_does_not_count_even_when_the_undo_came_first(base: TestClient, db_url: str) -> None:
    evening = Evening()
    sale = evening.sale(units=5)
    push(base, db_url, [evening.opening, evening.void(sale.event_id), sale, evening.sale(units=1)])
    assert "1 1 19.90 元" in rows(page(base))[1]


def test_an_undo_from_another_session_takes_nothing_back(base: TestClient, db_url: str) -> None:
    evening, other = Evening(), Evening()
    sale = evening.sale(units=5)
    push(base, db_url, [evening.opening, sale, other.opening, other.void(sale.event_id)])
    assert any("1 5 99.50 元" in row for row in rows(page(base))[1:3])


def test_units_without_a_price_are_told_apart(base: TestClient, db_url: str) -> None:
    evening = Evening()
    push(base, db_url, [evening.opening, evening.sale(units=2, price_fen=None)])
    assert "1 2 0.00 元 + 2 without a price" in rows(page(base))[1]


def test_a_session_page_lists_its_sales_per_sku_with_published_names(base: TestClient, db_url: str) -> None:
    import_content(
        db_url,
        [
            Product(product_id="X01", shop_id="S01", name_zh="皮牙子馕", name_en="Onion naan"),
            Sku(sku_id="X01-1", product_id="X01", spec="5 pieces"),
        ],
    )
    evening = Evening()
    push(base, db_url, [evening.opening, evening.sale("X01-1", 3), evening.sale("X01-1", 1), evening.sale("Z9", 1)])
    english = rows(page(base, f"/sessions/{evening.session_id}"))
    assert english[1] == "X01-1 Onion naan 5 pieces 2 4 79.60 元"
    assert english[-1] == "Total 3 5 99.50 元"
    assert "皮牙子馕" in page(base, f"/sessions/{evening.session_id}", "zh-CN")


def test_a_session_page_tells_whether_everything_has_arrived(base: TestClient, db_url: str) -> None:
    whole, part = Evening(), Evening()
    push(base, db_url, [whole.opening, whole.sale(units=2), close(whole, sales=1, units=2, total_fen=3_980)])
    push(base, db_url, [part.opening, close(part, sales=1, units=2, total_fen=3_980)])
    assert TEXTS["en"]["complete"] in page(base, f"/sessions/{whole.session_id}")
    assert "the desk counted 1 sales, 2 units, 39.80 元" in page(base, f"/sessions/{part.session_id}")


def test_a_sale_after_the_close_is_accepted_and_marked(base: TestClient, db_url: str) -> None:
    evening = Evening()
    push(base, db_url, [evening.opening, close(evening, sales=0, units=0, total_fen=0)])
    push(base, db_url, [evening.sale(units=2)])
    assert "1 arrived after the close" in " ".join(rows(page(base, f"/sessions/{evening.session_id}")))


def test_names_cannot_bring_markup_into_a_page(base: TestClient, db_url: str) -> None:
    evening = Evening()
    evening.opening.body["anchor"] = "<script>alert(1)</script>"
    push(base, db_url, [evening.opening])
    assert "<script>" not in page(base)


def test_an_unknown_session_is_not_found(base: TestClient) -> None:
    assert base.get("/sessions/none").status_code == 404


def test_pages_load_nothing_from_elsewhere(base: TestClient) -> None:
    answer = base.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "//" not in answer.text
    assert "prefers-color-scheme: dark" in base.get("/pages.css").text


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("en", "zh-CN", "en"),
        ("zh", "en", "zh-CN"),
        (None, "de, en;q=0.8, zh;q=0.9", "zh-CN"),
        (None, "en-GB,en;q=0.5", "en"),
        (None, "zh;q=0, en", "en"),
        ("xx", "", "zh-CN"),
        (None, "en;q=x", "zh-CN"),
    ],
)
def test_the_language_is_the_one_asked_for_or_accepted(asked: str | None, accepted: str, language: str) -> None:
    assert choose_language(asked, accepted) == language


def test_both_languages_have_the_same_texts() -> None:
    assert TEXTS["en"].keys() == TEXTS["zh-CN"].keys()


@pytest.mark.parametrize(
    "headers", [{"Host": "base.example"}, {"X-Forwarded-For": "192.0.2.1"}, {"Forwarded": "for=192.0.2.1"}]
)
def test_without_a_key_only_this_machine_reads_the_pages(base: TestClient, headers: dict[str, str]) -> None:
    assert base.get("/", headers=headers).status_code == 401


def test_a_base_that_others_reach_shows_no_page_without_a_key(db_url: str) -> None:
    app: Any = create_app(ServerSettings(db_url, open_pages=False))
    with TestClient(app, base_url=LOCAL) as public:
        answer = public.get("/")
        assert answer.status_code == 401
        assert "page-key" in answer.text
        assert public.get("/sessions/x").status_code == 401


def test_a_page_key_opens_the_pages_and_then_nothing_else_does(base: TestClient, db_url: str) -> None:
    key = create_page_key(db_url)
    assert base.get("/").status_code == 401
    assert base.get("/", auth=("staff", "wrong")).status_code == 401
    assert base.get("/", auth=("staff", key), headers={"Host": "base.example"}).status_code == 200
    newer = create_page_key(db_url)
    assert base.get("/", auth=("staff", key)).status_code == 401
    assert base.get("/", auth=("anyone", newer)).status_code == 200


def test_guessing_page_keys_is_slowed_down(base: TestClient, db_url: str) -> None:
    key = create_page_key(db_url)
    for _ in range(10):
        base.get("/", auth=("staff", "wrong"))
    assert base.get("/", auth=("staff", key)).status_code == 401


def test_corrected_numbers_and_refunds_are_told_even_when_the_correction_came_first(
    base: TestClient, db_url: str
) -> None:
    evening = Evening()
    sale = evening.sale(units=3, price_fen=500)
    refunds = [evening.refund(units=2, price_fen=500), evening.refund("X09-1", units=1, price_fen=None)]
    push(base, db_url, [evening.opening, evening.adjust(sale.event_id, 4), *refunds, sale])
    push(base, db_url, [Evening().adjust(sale.event_id, 90)])
    assert rows(page(base))[-1].endswith("1 7 35.00 元 − 3 refunded, 10.00 元")
    lines = rows(page(base, f"/sessions/{evening.session_id}"))
    assert lines[1].endswith("1 7 35.00 元 − 2 refunded, 10.00 元")
    assert lines[2].endswith("0 0 0.00 元 − 1 refunded, 0.00 元")


def test_a_close_that_counted_the_same_refunds_is_complete(base: TestClient, db_url: str) -> None:
    evening = Evening()
    totals = {"sales": 1, "units": 3, "total_fen": 1_500, "last_seq": 3, "chain_hash": GENESIS_HASH}
    right = SessionCloseBody(**totals, refunded_units=1, refunded_fen=500)
    drafts = [evening.opening, evening.sale(units=3, price_fen=500)]
    push(base, db_url, [*drafts, evening.drafter.session_close(evening.session_id, right)])
    assert TEXTS["en"]["complete"] not in page(base, f"/sessions/{evening.session_id}")
    push(base, db_url, [evening.refund(price_fen=500)])
    assert TEXTS["en"]["complete"] in page(base, f"/sessions/{evening.session_id}")
