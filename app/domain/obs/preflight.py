# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preflight: findings, their report, and what they are judged by."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.contract.content import LineupItem, SegmentKind, Shop
from app.domain.content_set import ContentSet
from app.domain.obs.naming import scene_for
from app.domain.obs.overlay_inputs import OverlayInputs
from app.domain.obs.preflight_sentences import SENTENCES
from app.domain.obs.scene_tree import SceneTree
from app.domain.obs.survey import Survey

if TYPE_CHECKING:
    from app.domain.obs.drift import Drift


class Level(StrEnum):
    """How much a finding matters: fine, look at it, or a reason is needed to go live with it."""

    GOOD = "green"
    AMBER = "amber"
    RED = "red"


ORDER = (Level.RED, Level.AMBER, Level.GOOD)
"""The levels, the worst first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``code`` is stable; ``subject`` is the source, scene or part of OBS that it is about."""

    code: str
    level: Level
    subject: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is, what is safe, what to do, in English."""
        return SENTENCES[self.code].format(subject=self.subject, **self.values)


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """All findings of one preflight, the worst first. ``at`` is ISO 8601 UTC.

    ``drift`` is what changed since the accepted state, None where none was accepted yet; it never changes the level:
    what it breaks is a finding of its own.
    """

    at: str
    obs_version: str
    shop_id: str
    findings: tuple[Finding, ...]
    drift: "tuple[Drift, ...] | None" = None

    @property
    def level(self) -> Level:
        """The worst level of all findings."""
        return next((level for level in ORDER if self.of(level)), Level.GOOD)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the red findings, each once."""
        return tuple(dict.fromkeys(finding.code for finding in self.of(Level.RED)))

    def of(self, level: Level) -> tuple[Finding, ...]:
        """Return the findings of one level."""
        return tuple(finding for finding in self.findings if finding.level is level)


@dataclass(frozen=True, slots=True)
class Intent:
    """What is to be broadcast: the shop, its lineup, and how the desk stands.

    ``clock_offset_ms`` is the base's clock minus this PC's, None where it is not known.
    """

    overlay: OverlayInputs
    now: datetime
    shop: Shop | None = None
    lineup: tuple[LineupItem, ...] = ()
    clock_offset_ms: int | None = None

    def in_obs(self, scene_names: Collection[str]) -> "Intent":
        """Return the intent with the lineup's scenes as they are called in an OBS with these scenes."""
        if self.shop is None:
            return self
        shop_id, pattern = self.shop.shop_id, self.overlay.scene_pattern
        lineup = tuple(
            row.model_copy(update={"obs_scene": scene_for(shop_id, row.obs_scene, scene_names, pattern)})
            for row in self.lineup
        )
        return replace(self, lineup=lineup)

    @property
    def scenes(self) -> tuple[str, ...]:
        """The scenes that the lineup puts on air, each once, in order."""
        return tuple(dict.fromkeys(row.obs_scene for row in self.lineup if row.obs_scene))

    @property
    def policy_scenes(self) -> tuple[str, ...]:
        """Those on air during policy talk."""
        rows = (row for row in self.lineup if row.kind is SegmentKind.POLICY)
        return tuple(dict.fromkeys(row.obs_scene for row in rows if row.obs_scene))


def intent_of(
    content: ContentSet,
    shop_id: str,
    lineup_id: str | None,
    overlay: OverlayInputs,
    *,
    now: datetime,
    clock_offset_ms: int | None = None,
) -> Intent:
    """Return the intent to broadcast one lineup of one shop; empty or unknown ids leave that part out."""
    lineup = content.lineup(lineup_id) if lineup_id else ()
    return Intent(overlay, now, content.shops.get(shop_id), lineup, clock_offset_ms)


class Look:
    """A survey with the intent it is judged by. ``watched`` are the scenes that viewers will see.

    ``selling_scenes`` are those in which the seller must be named (Order 117, art. 26): the lineup's, but for those of
    policy talk, which is kept apart from selling; without a lineup the one on air.
    """

    def __init__(self, survey: Survey, intent: Intent) -> None:
        self.survey = survey
        self.intent = intent
        self.tree = SceneTree(survey)
        wanted = dict.fromkeys((survey.program_scene, *intent.scenes))
        self.watched = tuple(scene for scene in wanted if scene in survey.scene_names)
        selling = [scene for scene in intent.scenes if scene not in intent.policy_scenes] or [survey.program_scene]
        self.selling_scenes = tuple(scene for scene in selling if scene in self.watched)
        self.on_air = frozenset(
            placed.source for scene in self.watched for placed in self.tree.inputs(scene) if placed.shown
        )

    def grave(self, source: str) -> Level:
        """Return RED for what viewers will see missing, AMBER for what lies in other scenes."""
        return Level.RED if source in self.on_air else Level.AMBER
