# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from datetime import datetime

import pytest

from app.adapters.secrets.store import SecretStoreError
from app.contract.errors import ErrorCode
from app.domain.sync import KEYRING, NO_TOKEN, SyncPhase, SyncStatus
from app.domain.tls_fault import TlsFault, TlsReason
from app.ui.base_texts import base_banner, base_sentence, refusal_sentence, trouble_sentence


@pytest.mark.parametrize(
    ("phase", "code", "words"),
    [
        (SyncPhase.OFFLINE, "", "The base does not answer."),
        (SyncPhase.OFFLINE, "local", "failed on this PC"),
        (SyncPhase.OFFLINE, ErrorCode.RATE_LIMITED.value, "asked this PC to wait"),
        (SyncPhase.REFUSED, ErrorCode.TOKEN_REVOKED.value, "has struck this PC off"),
        (SyncPhase.REFUSED, ErrorCode.GEN_STALE.value, "holds other records"),
        (SyncPhase.REFUSED, ErrorCode.UNKNOWN_DEVICE.value, "was restored"),
        (SyncPhase.REFUSED, NO_TOKEN, "has no key to the base"),
        (SyncPhase.OFFLINE, KEYRING, "unlock the keyring"),
    ],
)
def test_what_stands_between_desk_and_base_is_told_by_its_code(phase: SyncPhase, code: str, words: str) -> None:
    sentence = base_sentence(SyncStatus(phase, detail="server words", code=code))
    assert words in sentence
    assert "server words" not in sentence


HERE = "2026-05-20T20:00+08:00"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (TlsReason.EXPIRED, "ended on 2020-03-01"),
        (TlsReason.NOT_YET_VALID, "begins only on 2020-02-01"),
        (TlsReason.WRONG_HOST, "another address, good until 2020-03-01"),
        (TlsReason.UNKNOWN_AUTHORITY, "authority this PC does not know; it is good until 2020-03-01"),
        (TlsReason.OTHER, "No secure connection"),
    ],
)
def test_a_base_that_is_not_believed_is_told_with_host_reason_dates_and_this_pcs_clock(
    reason: TlsReason, words: str
) -> None:
    fault = TlsFault("base.lan", reason, "x", "2020-02-01T12:00:00+00:00", "2020-03-01T12:00:00+00:00", HERE)
    sentence = base_sentence(SyncStatus(SyncPhase.OFFLINE, detail="x", tls=fault))
    assert words in sentence
    assert "base.lan" in sentence
    assert datetime.fromisoformat(HERE).astimezone().strftime("clock says %Y-%m-%d %H:%M") in sentence
    assert "Nothing was sent" in sentence


def test_a_certificate_that_could_not_be_looked_at_has_no_day() -> None:
    fault = TlsFault("base.lan", TlsReason.WRONG_HOST, "x", None, None, HERE)
    assert "an unknown day" in base_sentence(SyncStatus(SyncPhase.OFFLINE, tls=fault))


@pytest.mark.parametrize("code", [ErrorCode.TOKEN_INVALID, ErrorCode.TOKEN_REVOKED, ErrorCode.UNKNOWN_DEVICE, NO_TOKEN])
def test_a_pc_that_must_join_again_is_told_what_is_safe_and_what_to_do(code: str) -> None:
    banner = base_banner(SyncStatus(SyncPhase.REFUSED, pending=7, code=code, detail="server words"))
    assert "Every sale is saved here" in banner
    assert "Join again under Prepare with a new code" in banner
    assert "server words" not in banner


def test_a_program_that_is_too_old_is_told_with_how_many_records_are_at_risk() -> None:
    banner = base_banner(SyncStatus(SyncPhase.REFUSED, pending=7, code=ErrorCode.UPGRADE_REQUIRED.value))
    assert "Install the newest version" in banner
    assert "7 records are on this PC only" in banner


@pytest.mark.parametrize(
    ("phase", "code"),
    [(SyncPhase.IDLE, ""), (SyncPhase.OFFLINE, ""), (SyncPhase.REFUSED, ErrorCode.DEVICE_FORKED.value)],
)
def test_what_passes_by_itself_is_no_banner(phase: SyncPhase, code: str) -> None:
    assert base_banner(SyncStatus(phase, pending=7, code=code)) == ""


@pytest.mark.parametrize("phase", [SyncPhase.IDLE, SyncPhase.SYNCING, SyncPhase.NOT_ENROLLED])
def test_nothing_is_said_while_nothing_is_wrong(phase: SyncPhase) -> None:
    assert base_sentence(SyncStatus(phase)) == ""


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"parked": 2}, "2 records are safe here, but the base could not take them"),
        ({"clock_offset_ms": 180_000}, "3 min behind"),
        ({"clock_offset_ms": -86_400_000}, "1440 min ahead"),
        ({"clock_offset_ms": 120_000}, ""),
    ],
)
def test_parked_records_and_a_wrong_clock_are_told_while_sync_goes_on(told: dict[str, int], words: str) -> None:
    sentence = base_sentence(SyncStatus(SyncPhase.IDLE, **told))  # type: ignore[arg-type]
    assert words in sentence
    assert bool(sentence) is bool(words)


def test_a_code_of_a_newer_base_is_told_in_the_bases_words() -> None:
    assert refusal_sentence("moon_phase", "Wait for the moon.") == "The base refused: Wait for the moon."


def test_a_refusal_without_words_still_names_its_code() -> None:
    assert refusal_sentence("moon_phase", "") == "The base refused: moon_phase"


def test_a_locked_keyring_is_told_by_its_code() -> None:
    assert "locked" in trouble_sentence(SecretStoreError("locked", "server words"))


def test_another_error_keeps_its_words() -> None:
    assert trouble_sentence(OSError("no room")) == "no room"
