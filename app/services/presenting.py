# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One press: script, OBS texts, scene and ledger change together. OBS being gone never holds up the rest."""

from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.contract.content import LineupItem, SegmentKind
from app.contract.events import ItemPresentedBody
from app.domain.lineup import lineup_for
from app.domain.live_inputs import CurrentSegment
from app.domain.obs.commands import ObsCommand, ObsFailure, ObsOutcome, PresentItem
from app.domain.obs.overlay_inputs import OverlayInputs
from app.domain.obs.presentation import present_command
from app.domain.obs.state import ObsState
from app.domain.session_state import SessionState
from app.services.content import ContentService
from app.services.session import SessionService
from app.services.worker import FutureRelay


class ObsCommander(Protocol):
    """What presenting needs of OBS. ``submit`` returns at once; its future never raises."""

    @property
    def state(self) -> ObsState:
        """OBS as last told."""
        ...

    def submit(self, command: ObsCommand) -> "Future[ObsOutcome]":
        """Send a command."""
        ...


class PresentingService(QObject):
    """Knows the row that is on and moves through the lineup.

    Signals:
        presented(str): the row that is on now.
        outcome(ObsOutcome): what OBS made of the newest press.
        notice(str): a plain sentence about what did not happen; empty when all did.
    """

    presented = Signal(str)
    outcome = Signal(object)
    notice = Signal(str)

    def __init__(
        self,
        session: SessionService,
        content: ContentService,
        obs: ObsCommander,
        inputs: OverlayInputs,
        *,
        pictures: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._content = content
        self._obs = obs
        self._inputs = inputs
        self._pictures = pictures
        self._current: CurrentSegment | None = None
        self._history: list[str] = []
        self._session_id: str | None = None
        self._newest: ObsCommand | None = None
        self._relay = FutureRelay(self)
        session.session_changed.connect(self._on_session_changed)

    @property
    def current(self) -> CurrentSegment | None:
        """The row that is on, from the moment of the press."""
        return self._current

    @property
    def lineup(self) -> tuple[LineupItem, ...]:
        """The rows of the open session's lineup; empty without one."""
        state = self._session.state
        if state is None:
            return ()
        return lineup_for(self._content.content, state.shop_id, state.lineup_id)

    def present(self, row_id: str) -> bool:
        """Put a row on: script and ledger at once, OBS as soon as it answers. False if it was refused."""
        if not self._put_on(row_id):
            return False
        self._history.append(row_id)
        return True

    def present_link(self, link_no: int) -> bool:
        """Put on the row with this link number: the first one from the current row on, else the first at all."""
        lineup = self.lineup
        start = max(self._position(lineup), 0)
        for item in (*lineup[start:], *lineup[:start]):
            if item.link_no == link_no:
                return self.present(item.row_id)
        self._say(
            QCoreApplication.translate("PresentingService", "No item has link number %1. Nothing was changed.").replace(
                "%1", str(link_no)
            )
        )
        return False

    def next(self) -> bool:
        """Put on the row after the current one, the first one at the start."""
        return self._step(1)

    def previous(self) -> bool:
        """Put on the row before the current one."""
        return self._step(-1)

    def undo(self) -> bool:
        """Go back to the row that was on before, in OBS too. The ledger keeps both presses."""
        if len(self._history) < 2:
            self._say(QCoreApplication.translate("PresentingService", "Nothing was on before. Nothing was changed."))
            return False
        if not self._put_on(self._history[-2]):
            return False
        self._history.pop()
        return True

    def stop(self) -> None:
        """Call nothing back any more."""
        self._relay.close()

    def _step(self, by: int) -> bool:
        lineup = self.lineup
        position = self._position(lineup)
        target = 0 if position < 0 else position + by
        if not 0 <= target < len(lineup):
            self._say(QCoreApplication.translate("PresentingService", "The lineup ends here. Nothing was changed."))
            return False
        return self.present(lineup[target].row_id)

    def _position(self, lineup: tuple[LineupItem, ...]) -> int:
        if self._current is None:
            return -1
        return next((i for i, item in enumerate(lineup) if item.row_id == self._current.row_id), -1)

    def _put_on(self, row_id: str) -> bool:
        state = self._session.state
        item = next((row for row in self.lineup if row.row_id == row_id), None)
        if state is None or self._session.closing:
            self._say(
                QCoreApplication.translate(
                    "PresentingService", "No session is open, so nothing was put on. Open one first."
                )
            )
            return False
        if item is None:
            self._say(
                QCoreApplication.translate("PresentingService", "The lineup has no such row. Nothing was changed.")
            )
            return False
        self._record(state, item)
        self._send(self._command(item, state))
        self.presented.emit(row_id)
        return True

    def _record(self, state: SessionState, item: LineupItem) -> None:
        policy = item.kind is SegmentKind.POLICY
        body = ItemPresentedBody(
            row_id=item.row_id,
            segment_kind=item.kind.value,
            product_id=None if policy else item.product_id,
            policy_id=item.policy_id,
            link_no=None if policy else item.link_no,
            obs_scene=item.obs_scene or None,
        )
        draft = self._session.drafter().item_presented(state.session_id, body)
        self._current = CurrentSegment(item.row_id, draft.event_id, draft.stamp.occurred_at)
        self._session.submit(draft)

    def _command(self, item: LineupItem, state: SessionState) -> PresentItem:
        return present_command(
            item,
            self._content.content,
            state.shop_id,
            self._inputs,
            self._obs.state,
            pictures=self._pictures,
            today=self._session.clock.now().astimezone().date(),
        )

    def _send(self, command: PresentItem) -> None:
        self._newest = command
        self._relay.watch(self._obs.submit(command), self._on_obs_answered)

    def _on_obs_answered(self, future: "Future[ObsOutcome]") -> None:
        outcome = future.result()
        if outcome.command is not self._newest:
            return
        self.outcome.emit(outcome)
        self.notice.emit("" if outcome.ok else _sentence(outcome))

    def _say(self, sentence: str) -> None:
        self.notice.emit(sentence)

    def _on_session_changed(self, state: SessionState | None) -> None:
        session_id = state.session_id if state else None
        if session_id == self._session_id:
            return
        self._session_id = session_id
        self._history = [row.row_id for row in state.presented] if state else []
        last = state.presented[-1] if state and state.presented else None
        self._current = CurrentSegment(last.row_id, last.event_id, last.occurred_at) if last else None


def _sentence(outcome: ObsOutcome) -> str:
    """Say what OBS did not do. Script and ledger did change: that is never in question here."""
    translate = QCoreApplication.translate
    if outcome.failure is ObsFailure.NOT_FOUND:
        return translate(
            "PresentingService",
            "Script and ledger changed, but OBS lacks: %1. Make it in OBS, then present the item again.",
        ).replace("%1", ", ".join(outcome.missing) or outcome.detail)
    if outcome.failure in (ObsFailure.NO_LINK, ObsFailure.LINK_LOST, ObsFailure.NOT_READY):
        return translate(
            "PresentingService",
            "Script and ledger changed, but OBS is not connected: viewers still see the old scene and texts. "
            "Change them in OBS by hand.",
        )
    if outcome.failure in (ObsFailure.NOT_CONFIRMED, ObsFailure.EXPIRED):
        return translate(
            "PresentingService",
            "Script and ledger changed, but OBS did not confirm: look at the OBS picture, viewers may still see the "
            "old scene and texts.",
        )
    return translate(
        "PresentingService",
        "Script and ledger changed, but OBS refused: %1. Viewers still see the old scene and texts.",
    ).replace("%1", outcome.detail)
