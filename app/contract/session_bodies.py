# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bodies of what people said and signed in a session: policy talk, slips of the tongue, approvals, desk notes."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_Text = Annotated[str, Field(max_length=400)]
_LongText = Annotated[str, Field(max_length=2_000)]


class PolicyCoveredBody(BaseModel):
    """A must-say policy point is done with: ticked as said, or left out for a ``reason``."""

    model_config = ConfigDict(extra="allow", frozen=True)
    policy_id: _Text
    how: Literal["tick", "reason"]
    reason: _Text = ""


class SlipCorrectedBody(BaseModel):
    """The anchor put right what was said. ``row_id`` is the lineup row that was on.

    ``record_ms`` is the recording's time in ms as OBS told it, None while it did not record. ``revision`` is that of
    the wording read from.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    said: _LongText
    correction: _LongText
    row_id: _Text | None = None
    record_ms: Annotated[int, Field(ge=0)] | None = None
    revision: _Text = ""


class ApprovalBody(BaseModel):
    """Somebody reviewed the wording and let it on air, with so many findings still open."""

    model_config = ConfigDict(extra="allow", frozen=True)
    reviewer: Annotated[str, Field(min_length=1, max_length=400)]
    revision_hash: _Text
    findings: Annotated[int, Field(ge=0)] = 0


class NoteBody(BaseModel):
    """A free note, or a message from the desk to the anchor and its receipt, which carry the same ``note_id``."""

    model_config = ConfigDict(extra="allow", frozen=True)
    text: _LongText
    note_id: _Text = ""
