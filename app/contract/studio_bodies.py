# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bodies of what OBS did while a session was open. The desk writes them by itself, never a person."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

STUDIO_TEXT_LENGTH: Final = 400
StudioText = Annotated[str, Field(max_length=STUDIO_TEXT_LENGTH)]


class OutputChangedBody(BaseModel):
    """Stream or recording went on or off, confirmed by OBS.

    ``found``: the desk came to see it so, at the session's opening or after it had lost OBS, and does not know when it
    happened. ``running_ms`` is how long OBS says it has been on. ``path`` is where OBS keeps a finished recording.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    obs_version: StudioText = ""
    found: bool = False
    running_ms: Annotated[int, Field(ge=0)] | None = None
    path: StudioText | None = None


class SceneChangedBody(BaseModel):
    """Another scene is on air. ``found`` as in OutputChangedBody."""

    model_config = ConfigDict(extra="allow", frozen=True)
    scene: StudioText
    obs_version: StudioText = ""
    studio_mode: bool = False
    found: bool = False
