# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Joining a base, for the first time or again: the code, the token, the pinned authority, the device's id."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import app
from app.adapters.secrets.device_token import DeviceToken
from app.adapters.secrets.store import SecretStore
from app.domain.ports import BaseUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.settings.model import BaseSettings
    from app.store.open_store import DeskStore

_PROBE: Final = "probe"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a person joins with. ``previous_device_id``: as which device to go on, empty: as the one it is."""

    url: str
    code: str
    device_name: str
    ca_file: str = ""
    previous_device_id: str = ""


def probe_keyring(secrets: SecretStore) -> None:
    """Find out that the keyring takes secrets before the one-time code is spent.

    Raises:
        SecretStoreError: it does not.
    """
    secrets.set(_PROBE, "ready")
    secrets.delete(_PROBE)


def join(
    store: "DeskStore",
    secrets: SecretStore,
    known: "BaseSettings",
    invitation: Invitation,
    keep: "Callable[[BaseSettings], None]",
) -> None:
    """Join the base of ``invitation``; events that wait arrive there at the next sync.

    Settings are kept before the ledger changes hands: a crash in between is made good by ``settle_device``.

    Args:
        store: this PC's ledger.
        secrets: where the token goes.
        known: the settings so far; an authority pinned for the same address goes on.
        invitation: what the person typed.
        keep: saves the new settings.

    Raises:
        SecretStoreError: the keyring takes nothing; the code was not spent, or has to be asked for anew.
        BaseUnreachable: no base answered; the code may be tried again.
        BaseRefused: the base refused.
        SettingsError: the settings could not be kept.
    """
    from app.adapters.base.enroll import enroll

    probe_keyring(secrets)
    own = store.device_id()
    same_base = known.url == invitation.url
    ca_pem = _read(invitation.ca_file) if invitation.ca_file else known.ca_pem if same_base else ""
    ca_file = known.ca_file if same_base and not ca_pem else ""
    answer = enroll(
        invitation.url,
        invitation.code,
        own,
        invitation.device_name,
        app.__version__,
        ca_file=ca_file,
        ca_pem=ca_pem,
        previous_device_id=invitation.previous_device_id or (known.device_id if same_base else "") or None,
    )
    DeviceToken(secrets).enrolled(answer.token)
    values = {
        "url": invitation.url,
        "device_name": invitation.device_name,
        "ca_file": ca_file,
        "ca_pem": answer.ca_pem or ca_pem,
        "device_id": answer.device_id,
    }
    keep(known.model_copy(update=values))
    settle_device(store, answer.device_id)


def settle_device(store: "DeskStore", device_id: str) -> bool:
    """(worker) Let the ledger go on as the device that the base knows; return whether it was another until now.

    So it is after joining as a device whose ledger was lost, and after the database alone was lost: its events
    keep their ids and all they say, and are numbered under that device.

    Raises:
        LedgerWriteError: nothing was changed.
    """
    if not device_id or store.device_id() == device_id:
        return False
    store.outbox.adopt_device(device_id)
    return True


def _read(ca_file: str) -> str:
    try:
        return Path(ca_file).read_text(encoding="ascii")
    except (OSError, ValueError) as error:
        raise BaseUnreachable(f"The authority file {ca_file} cannot be read. Nothing was sent.") from error
