# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from app.adapters.secrets.store import SecretStoreError
from app.contract.errors import ErrorCode
from app.domain.sync import SyncPhase, SyncStatus
from app.ui.base_texts import base_sentence, refusal_sentence, trouble_sentence


@pytest.mark.parametrize(
    ("phase", "code", "words"),
    [
        (SyncPhase.OFFLINE, "", "The base does not answer."),
        (SyncPhase.OFFLINE, "local", "failed on this PC"),
        (SyncPhase.OFFLINE, ErrorCode.RATE_LIMITED.value, "asked this PC to wait"),
        (SyncPhase.REFUSED, ErrorCode.TOKEN_REVOKED.value, "has struck this PC off"),
        (SyncPhase.REFUSED, ErrorCode.GEN_STALE.value, "holds other records"),
    ],
)
def test_what_stands_between_desk_and_base_is_told_by_its_code(phase: SyncPhase, code: str, words: str) -> None:
    sentence = base_sentence(SyncStatus(phase, detail="server words", code=code))
    assert words in sentence
    assert "server words" not in sentence


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
