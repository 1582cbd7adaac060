# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret survives redaction, and plain text does."""

import pytest

from app.diagnostics.redaction import redact

SECRET = "s3cr3t-Value_9"


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {SECRET}",
        f"proxy-authorization=Basic {SECRET}",
        f"{{'Authorization': 'Bearer {SECRET}', 'Sync-Proto': '1'}}",
        f"headers Bearer {SECRET} sent",
        f"Connecting with parameters: host='h' port=4455 password='{SECRET}' subs=0",
        f'{{"password": "{SECRET}"}}',
        f'{{"server_password": "with \\" quote {SECRET}"}}',
        f"device-token: {SECRET}",
        f"device_token={SECRET}&x=1",
        f"EnrollResponse(token='{SECRET}')",
        f'{{"key": "{SECRET}", "use_auth": false}}',
        f"stream_key={SECRET}",
        f"streamKey: {SECRET}",
        f"authentication='{SECRET}='",
        f"rtmp://push.example.cn/live/{SECRET}?t=1",
        f"srt://push.example.cn:9000?streamid={SECRET}",
        f"rtmps://push.example.cn/{SECRET}",
        f"https://anna:{SECRET}@base.example/v1",
        f"postgresql+psycopg://anna:{SECRET}@db/anchor",
        f"api_key = '{SECRET}'",
        f"X-Authorization: {SECRET}",
    ],
)
def test_a_secret_is_masked(text: str) -> None:
    assert SECRET not in redact(text)
    assert "[hidden]" in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "sale saved: 皮牙子馕 x3 at ¥15.90",
        "no OBS password in the keyring",
        "the token was revoked",
        "https://base.example:8443/v1/push answered 200",
        "event 01a20b9a-0f4f-7731-b812-7db42f1a648d seq=7",
        "a monkey: not a secret",
    ],
)
def test_plain_text_is_left_alone(text: str) -> None:
    assert redact(text) == text


def test_what_stands_around_a_secret_stays() -> None:
    assert redact("rtmp://push.example.cn/live/abc failed") == "rtmp://push.example.cn/[hidden] failed"
    assert redact("host=h password=abc port=4455") == "host=h password=[hidden] port=4455"
