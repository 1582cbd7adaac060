# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Anchor or technician: who may see all of OBS on this desk, and for how long."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.adapters.secrets.store import TECHNICIAN_PIN, SecretStore, SecretStoreError
from app.domain.clock import Clock
from app.domain.obs.permissions import DeskMode
from app.domain.pin import TryGuard, hash_pin, is_pin, pin_matches
from app.domain.session_state import SessionState
from app.services.session import SessionService
from app.services.worker import Worker

IDLE_S: Final = 15 * 60.0
_LOOK_MS: Final = 5_000


class PinAnswer(StrEnum):
    """What came of a PIN."""

    RIGHT = "right"
    WRONG = "wrong"
    WAIT = "wait"
    NO_PIN = "no_pin"
    KEPT = "kept"
    NOT_A_PIN = "not_a_pin"
    NO_KEYRING = "no_keyring"


@dataclass(frozen=True, slots=True)
class PinResult:
    """An answer; ``wait_s`` seconds until the next try where it is WAIT, ``detail`` the keyring's own sentence."""

    answer: PinAnswer
    wait_s: float = 0.0
    detail: str = ""


class PermissionsService(QObject):
    """Holds the mode. The PIN is hashed and compared on the worker and kept as a hash in the keyring only.

    Technician mode ends when asked, when a session opens, and after 15 minutes without input.

    Signals:
        mode_changed(DeskMode): somebody else's desk now.
        pin_answered(PinResult): what came of a PIN that was entered or chosen.
    """

    mode_changed = Signal(object)
    pin_answered = Signal(object)

    def __init__(
        self,
        secrets: SecretStore,
        session: SessionService,
        worker: Worker,
        clock: Clock,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._secrets = secrets
        self._worker = worker
        self._clock = clock
        self._mode = DeskMode.ANCHOR
        self._guard = TryGuard()
        self._busy = False
        self._session_id: str | None = None
        self._last_input = 0.0
        self._idle = QTimer(self)
        self._idle.setObjectName("technician-idle")
        self._idle.setInterval(_LOOK_MS)
        self._idle.timeout.connect(self.end_if_idle)
        session.session_changed.connect(self._on_session_changed)

    @property
    def mode(self) -> DeskMode:
        """Whose desk it is."""
        return self._mode

    def enter(self, pin: str) -> None:
        """Ask for technician mode; ``pin_answered`` follows. A PIN that is still being checked is not overtaken."""
        wait_s = self._guard.wait_s(self._clock.monotonic())
        if wait_s > 0:
            self.pin_answered.emit(PinResult(PinAnswer.WAIT, wait_s))
        elif not self._busy:
            self._busy = True
            self._worker.run(lambda: self._check(pin), self._on_checked, self._on_failed)

    def choose_pin(self, pin: str) -> None:
        """Keep a new PIN: the first one on a desk without one, later ones in technician mode only."""
        if not is_pin(pin):
            self.pin_answered.emit(PinResult(PinAnswer.NOT_A_PIN))
        elif not self._busy:
            self._busy = True
            may_replace = self._mode is DeskMode.TECHNICIAN
            self._worker.run(lambda: self._keep(pin, may_replace), self._on_kept, self._on_failed)

    def end(self) -> None:
        """Give the desk back to the anchor."""
        self._become(DeskMode.ANCHOR)

    def touch(self) -> None:
        """Note that somebody is at the desk."""
        self._last_input = self._clock.monotonic()

    def end_if_idle(self) -> None:
        """End technician mode if nobody was at the desk for 15 minutes."""
        if self._clock.monotonic() - self._last_input >= IDLE_S:
            self.end()

    def _check(self, pin: str) -> PinAnswer:
        kept = self._secrets.get(TECHNICIAN_PIN)
        if kept is None:
            return PinAnswer.NO_PIN
        return PinAnswer.RIGHT if pin_matches(pin, kept) else PinAnswer.WRONG

    def _keep(self, pin: str, may_replace: bool) -> PinAnswer:
        if not may_replace and self._secrets.get(TECHNICIAN_PIN) is not None:
            return PinAnswer.WRONG
        self._secrets.set(TECHNICIAN_PIN, hash_pin(pin))
        return PinAnswer.KEPT

    def _on_checked(self, answer: PinAnswer) -> None:
        self._busy = False
        now = self._clock.monotonic()
        if answer is PinAnswer.RIGHT:
            self._guard.count_right()
            self._become(DeskMode.TECHNICIAN)
        elif answer is PinAnswer.WRONG:
            self._guard.count_wrong(now)
        wait_s = self._guard.wait_s(now)
        self.pin_answered.emit(PinResult(PinAnswer.WAIT, wait_s) if wait_s > 0 else PinResult(answer))

    def _on_kept(self, answer: PinAnswer) -> None:
        self._busy = False
        if answer is PinAnswer.KEPT:
            self._become(DeskMode.TECHNICIAN)
        self.pin_answered.emit(PinResult(answer))

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, SecretStoreError):
            raise error
        self.pin_answered.emit(PinResult(PinAnswer.NO_KEYRING, detail=error.sentence))

    def _on_session_changed(self, state: SessionState | None) -> None:
        session_id = state.session_id if state is not None else None
        if session_id is not None and session_id != self._session_id:
            self.end()
        self._session_id = session_id

    def _become(self, mode: DeskMode) -> None:
        if mode is self._mode:
            return
        self._mode = mode
        if mode is DeskMode.TECHNICIAN:
            self.touch()
            self._idle.start()
        else:
            self._idle.stop()
        self.mode_changed.emit(mode)
