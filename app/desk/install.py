# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Telling a copied profile from the first, before an enrolled PC speaks to its base."""

import logging
from typing import TYPE_CHECKING

from app.adapters.secrets.store import INSTALL_ID, SecretStore, SecretStoreError
from app.contract.ids import new_id

if TYPE_CHECKING:
    from app.store.open_store import DeskStore

_log = logging.getLogger(__name__)


def settle_install(store: "DeskStore", secrets: SecretStore) -> bool:
    """(worker) Compare the install ids of keyring and database; a copied profile with events gets a new generation.

    The keyring is written first: one that takes nothing would else bring a new generation at every start. A keyring or
    database that fails stops nothing, for the base tells a fork too.

    Returns:
        Whether a new generation was begun.
    """
    from app.domain.ports import LedgerWriteError
    from app.store.errors import StoreReadError

    try:
        kept, known = secrets.get(INSTALL_ID), store.install.known_id()
        if kept is not None and known in {None, kept}:
            if known is None:
                store.install.remember(kept)
            return False
        install_id = new_id()
        secrets.set(INSTALL_ID, install_id)
        is_copy = known is not None and store.reader.head().last_seq > 0
        if is_copy:
            store.outbox.open_generation("cloned")
        store.install.remember(install_id)
    except SecretStoreError as error:
        _log.info("the install id cannot be compared: %s", error.code)
        return False
    except (LedgerWriteError, StoreReadError) as error:
        _log.info("the install id cannot be settled now: %s", error)
        return False
    return is_copy
