# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a technician asks of the studio's OBS, and what came of looking at it."""

from dataclasses import dataclass

from app.contract.content import Shop
from app.domain.obs.steps import Notice, Plan, Why


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """A template to choose. ``name`` is one that ships with the program, or a file's path.

    ``title_zh`` is its title in Chinese, empty where it has none.
    """

    name: str
    title: str
    categories: tuple[str, ...] = ()
    title_zh: str = ""

    def serves(self, category: str) -> bool:
        """Whether shops of ``category`` get this template by themselves."""
        return category.strip().casefold() in {one.casefold() for one in self.categories}


@dataclass(frozen=True, slots=True)
class ShopChoice:
    """A shop that is to have its scenes; an empty ``template`` is the one of its category."""

    shop: Shop
    template: str = ""


@dataclass(frozen=True, slots=True)
class StudioRequest:
    """Which shops, and whether what has a template's exact name may be taken for our own."""

    choices: tuple[ShopChoice, ...] = ()
    adopt: bool = False


@dataclass(frozen=True, slots=True)
class PlanView:
    """What differs between an OBS and the templates of what was asked for; ``where`` says which OBS, in words."""

    request: StudioRequest
    plan: Plan
    where: str = ""

    @property
    def to_do(self) -> int:
        """How many steps there are."""
        return len(self.plan.steps)

    @property
    def in_the_way(self) -> int:
        """How many things stand where the templates want their own."""
        return sum(one.blocks for one in self.plan.foreign)

    @property
    def left_alone(self) -> int:
        """How many things are not ours."""
        return sum(not one.blocks and one.why is Why.STRANGER for one in self.plan.foreign)

    @property
    def to_look_at(self) -> int:
        """How many of our own things only a person can judge."""
        return sum(for_a_person(one) for one in self.plan.foreign)

    @property
    def unavailable(self) -> int:
        """How many inputs this OBS cannot have as the templates say."""
        return len(self.plan.unavailable)


def for_a_person(notice: Notice) -> bool:
    """Whether a notice is about something of our own that only a person can judge."""
    return not notice.blocks and notice.why in (Why.OTHER_KIND, Why.GROUPED)
