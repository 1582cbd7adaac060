# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets: by name, per profile, and plain sentences when a keyring is missing or will not do."""

import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from app.adapters.secrets.store import (
    KeyringSecrets,
    MemorySecrets,
    SecretStoreError,
    backend_name,
    obs_password,
    obs_password_name,
    service_name,
)


class _Backend(KeyringBackend):
    """A keyring in memory; ``fault`` is raised by every call."""

    priority: ClassVar[float] = 1  # type: ignore[assignment]

    def __init__(self, *, fault: Exception | None = None, forgetful: bool = False) -> None:
        super().__init__()
        self._fault = fault
        self._forgetful = forgetful
        self.values: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.values.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        if not self._forgetful:
            self.values[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        del self.values[service, username]

    def _check(self) -> None:
        if self._fault is not None:
            raise self._fault


def _use(backend: KeyringBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)


def test_memory_keeps_and_forgets() -> None:
    secrets = MemorySecrets()
    secrets.set("obs-password", "a")
    assert secrets.get("obs-password") == "a"
    secrets.delete("obs-password")
    secrets.delete("obs-password")
    assert secrets.get("obs-password") is None


def test_the_keyring_keeps_and_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(_Backend(), monkeypatch)
    secrets = KeyringSecrets("one")
    secrets.set("device-token", "密码 t")
    assert secrets.get("device-token") == "密码 t"
    assert KeyringSecrets("two").get("device-token") is None
    secrets.delete("device-token")
    secrets.delete("device-token")
    assert secrets.get("device-token") is None


def test_two_profiles_have_two_services(tmp_path: Path) -> None:
    assert service_name(tmp_path / "a") != service_name(tmp_path / "b")
    assert service_name(tmp_path / "a") == service_name(tmp_path / "b" / ".." / "a")


def test_a_keyring_that_drops_everything_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(_Backend(forgetful=True), monkeypatch)
    with pytest.raises(SecretStoreError) as caught:
        KeyringSecrets("one").set("device-token", "t")
    assert caught.value.code == "not_kept"


def test_no_keyring_is_a_sentence_with_advice() -> None:
    with pytest.raises(SecretStoreError, match=r"no usable keyring.*gnome-keyring") as caught:
        KeyringSecrets("one").get("device-token")
    assert caught.value.code == "no_keyring"
    assert caught.value.sentence == str(caught.value)


def test_a_locked_keyring_is_a_sentence_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(_Backend(fault=KeyringLocked("locked")), monkeypatch)
    with pytest.raises(SecretStoreError, match=r"is locked.*Unlock the keyring") as caught:
        KeyringSecrets("one").get("device-token")
    assert caught.value.code == "locked"


def test_a_strange_failure_never_repeats_the_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(_Backend(fault=RuntimeError("refused hunter2")), monkeypatch)
    with pytest.raises(SecretStoreError) as caught:
        KeyringSecrets("one").set("obs-password", "hunter2")
    assert caught.value.code == "failed"
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_plain_file_keyring_is_not_used_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = type("PlaintextKeyring", (_Backend,), {"__module__": "keyrings.alt.file"})()
    _use(plain, monkeypatch)
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    with pytest.raises(SecretStoreError, match="plain file") as caught:
        backend_name()
    assert caught.value.code == "plain_file"


def test_a_plain_file_keyring_is_used_when_somebody_chose_it(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = type("PlaintextKeyring", (_Backend,), {"__module__": "keyrings.alt.file"})()
    _use(plain, monkeypatch)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyrings.alt.file.PlaintextKeyring")
    assert backend_name() == plain.name


def test_windows_secrets_stay_on_this_pc(monkeypatch: pytest.MonkeyPatch) -> None:
    vault = type("WinVaultKeyring", (_Backend,), {"__module__": "keyring.backends.Windows"})()
    _use(vault, monkeypatch)
    KeyringSecrets("one").set("device-token", "t")
    assert vault.persist == "local machine"


def test_the_environment_gives_the_obs_password() -> None:
    secrets = MemorySecrets()
    secrets.set("obs-password", "kept")
    assert obs_password(secrets, {"ANCHOR_DESK_OBS_PASSWORD": "given"})() == "given"
    assert obs_password(secrets, {"ANCHOR_DESK_OBS_PASSWORD": ""})() == "kept"


def test_a_password_set_later_is_seen() -> None:
    secrets = MemorySecrets()
    read = obs_password(secrets, {})
    assert read() is None
    secrets.set("obs-password", "kept")
    assert read() == "kept"


def test_without_a_keyring_there_is_no_obs_password() -> None:
    assert obs_password(KeyringSecrets("one"), {})() is None


def test_keyring_is_not_imported_before_it_is_asked() -> None:
    code = "import sys, app.adapters.secrets.store as s; s.KeyringSecrets('one'); print('keyring' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout == "False\n"


def test_each_obs_of_this_pc_has_a_password_of_its_own() -> None:
    secrets = MemorySecrets()
    secrets.set(obs_password_name(""), "first")
    secrets.set(obs_password_name("二号直播间"), "second")
    assert obs_password(secrets, {})() == "first"
    assert obs_password(secrets, {}, "二号直播间")() == "second"
    assert obs_password(secrets, {}, "三号直播间")() is None
