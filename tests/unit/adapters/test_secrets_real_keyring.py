# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real thing: a Secret Service in a D-Bus session of its own, asked from a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.secret_service import SecretService, private_env

_SET_AND_GET = """
from app.adapters.secrets.store import KeyringSecrets
KeyringSecrets("anchor-desk-a").set("device-token", "t-主播")
print(KeyringSecrets("anchor-desk-a").get("device-token"), KeyringSecrets("anchor-desk-b").get("device-token"))
"""
_GET = """
from app.adapters.secrets.store import KeyringSecrets, SecretStoreError
try:
    print(KeyringSecrets("anchor-desk-a").get("device-token"))
except SecretStoreError as error:
    print(error.code)
"""


def _run(code: str, env: dict[str, str]) -> str:
    result = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], env=env, capture_output=True, text=True, timeout=60, check=True
    )
    return result.stdout.strip()


@pytest.mark.e2e
def test_a_secret_outlives_the_process_that_kept_it(tmp_path: Path) -> None:
    with SecretService(tmp_path) as service:
        assert _run(_SET_AND_GET, service.env) == "t-主播 None"
        assert _run(_GET, service.env) == "t-主播"


@pytest.mark.e2e
def test_a_locked_keyring_is_told_apart(tmp_path: Path) -> None:
    with SecretService(tmp_path) as service:
        _run(_SET_AND_GET, service.env)
        service.lock()
        assert _run(_GET, service.env) == "locked"


@pytest.mark.e2e
def test_a_session_without_a_keyring_is_told_apart(tmp_path: Path) -> None:
    with SecretService(tmp_path, keyring=False) as service:
        assert _run(_GET, service.env) == "no_keyring"


@pytest.mark.e2e
def test_a_pc_without_a_desktop_session_is_told_apart(tmp_path: Path) -> None:
    assert _run(_GET, private_env(tmp_path)) == "no_keyring"
