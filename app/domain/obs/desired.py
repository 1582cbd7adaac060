# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the templates of some shops ask of one OBS: its canvas, its kinds of input, its system."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.contract.content import Shop
from app.domain.obs.actual import Basics
from app.domain.obs.looks import PLACEHOLDER_KINDS, colour_settings, settings_of, transform_of
from app.domain.obs.naming import SCENE_PATTERN, own_scene
from app.domain.obs.ownership import Mark, ShopMark, key_of
from app.domain.obs.template import (
    OVERLAY_ROLES,
    AudioTemplate,
    FilterTemplate,
    Fonts,
    InputTemplate,
    Purpose,
    SceneTemplate,
    Template,
    TemplateError,
    filled,
    sells,
)


def as_written(text: str, _kind: str) -> str:
    """Return the text itself."""
    return text


@dataclass(frozen=True, slots=True)
class ShopTemplate:
    """A shop and the template that it is to have; ``name`` is the template's file name without its ending."""

    shop: Shop
    name: str
    template: Template


@dataclass(frozen=True, slots=True)
class ProvisionRequest:
    """What is asked for. ``overlay`` are the names of the inputs that the desk fills, by role.

    ``adopt``: take what already has a template's exact name for our own. ``drawn`` turns a text into what an input of a
    kind, its second argument, must be given so that viewers read that text.
    """

    shops: tuple[ShopTemplate, ...]
    overlay: Mapping[str, str]
    pattern: str = SCENE_PATTERN
    adopt: bool = False
    drawn: Callable[[str, str], str] = as_written


@dataclass(frozen=True, slots=True)
class DesiredItem:
    """One input in a scene. ``transform`` None: OBS's own placing stays."""

    key: str
    transform: Mapping[str, Any] | None
    visible: bool
    locked: bool


@dataclass(frozen=True, slots=True)
class DesiredScene:
    """A scene and its items from the bottom up. ``policy``: nothing that sells may be in it."""

    key: str
    name: str
    items: tuple[DesiredItem, ...]
    policy: bool = False


@dataclass(frozen=True, slots=True)
class DesiredInput:
    """An input. ``settings`` are held; ``content`` is only given to a new one, because it changes while live."""

    name: str
    kind: str
    settings: Mapping[str, Any]
    content: Mapping[str, Any] = field(default_factory=dict)
    filters: tuple[FilterTemplate, ...] = ()
    audio: AudioTemplate | None = None
    stands_in: bool = False
    sells: bool = False


@dataclass(frozen=True, slots=True)
class Desired:
    """All that is asked for, in the order in which it is to be made."""

    scenes: tuple[DesiredScene, ...]
    inputs: Mapping[str, DesiredInput]
    shops: Mapping[str, ShopMark]
    unavailable: Mapping[str, str]
    """Why an input, by name, cannot be as the template says on this OBS."""


def desired_state(request: ProvisionRequest, basics: Basics) -> Desired:
    """Work out what the request means on this OBS.

    Raises:
        TemplateError: two shops' templates ask for different things under one name.
    """
    return _Builder(request, basics).build()


class _Builder:
    """Collects scenes and inputs of all shops; what shops share is collected once."""

    def __init__(self, request: ProvisionRequest, basics: Basics) -> None:
        self._request = request
        self._basics = basics
        self._plain = _plain_shop(request, basics.mark)
        self._scenes: dict[str, DesiredScene] = {}
        self._inputs: dict[str, DesiredInput] = {}
        self._asked: dict[str, InputTemplate | SceneTemplate] = {}
        self._unavailable: dict[str, str] = {}
        self._problems: list[str] = []

    def build(self) -> Desired:
        for one in self._request.shops:
            for scene in one.template.scenes:
                key = key_of(scene.name, "" if scene.shared else one.shop.shop_id)
                if self._first(f"scene {key}", scene, one.name):
                    self._add_scene(key, scene, one)
        if self._problems:
            raise TemplateError(tuple(dict.fromkeys(self._problems)))
        shops = {
            one.shop.shop_id: ShopMark(one.name, one.template.version, one.shop.shop_id == self._plain)
            for one in self._request.shops
        }
        return Desired(tuple(self._scenes.values()), self._inputs, shops, self._unavailable)

    def _add_scene(self, key: str, scene: SceneTemplate, one: ShopTemplate) -> None:
        plain = scene.shared or one.shop.shop_id == self._plain
        name = scene.name if plain else own_scene(one.shop.shop_id, scene.name, self._request.pattern)
        items = []
        for item in scene.items:
            input_key = self._input(item.role, one)
            if input_key in self._inputs:
                transform = transform_of(item, self._basics.width, self._basics.height)
                items.append(DesiredItem(input_key, transform, item.visible, item.locked))
        self._scenes[key] = DesiredScene(key, name, tuple(items), policy=scene.purpose is Purpose.POLICY)

    def _input(self, role: str, one: ShopTemplate) -> str:
        asked = one.template.inputs[role]
        shop_id = one.shop.shop_id if asked.per_shop else ""
        key = key_of(role, shop_id)
        if not self._first(f"input {key}", asked, one.name):
            return key
        name = self._request.overlay.get(role) or asked.name
        if asked.per_shop and shop_id != self._plain:
            name = own_scene(shop_id, name, self._request.pattern)
        made = self._made(name, role, asked, one)
        if made is not None:
            self._inputs[key] = made
        return key

    def _made(self, name: str, role: str, asked: InputTemplate, one: ShopTemplate) -> DesiredInput | None:
        size = (self._basics.width, self._basics.height)
        kind = next((kind for kind in asked.kinds if kind in self._basics.input_kinds), None)
        if kind is None:
            return self._stand_in(name, asked, size)
        fonts = one.template.fonts or Fonts()
        settings = settings_of(asked, kind, fonts, self._basics.platform, size)
        live = role in OVERLAY_ROLES
        content = (
            {}
            if asked.text is None
            else {"text": self._request.drawn(self._text(asked, asked.text.content, one), kind)}
        )
        return DesiredInput(
            name,
            kind,
            settings if live else {**settings, **content},
            content if live else {},
            asked.filters,
            asked.audio,
            sells=sells(role, asked),
        )

    def _stand_in(self, name: str, asked: InputTemplate, size: tuple[int, int]) -> DesiredInput | None:
        wanted = f"This OBS has none of the kinds {', '.join(asked.kinds)}"
        kind = next((kind for kind in PLACEHOLDER_KINDS if kind in self._basics.input_kinds), None)
        if asked.placeholder is None or kind is None:
            self._unavailable[name] = f"{wanted}, so '{name}' is left out."
            return None
        self._unavailable[name] = f"{wanted}, so a plain colour stands in for '{name}'."
        return DesiredInput(name, kind, colour_settings(asked.placeholder, size), stands_in=True)

    def _text(self, asked: InputTemplate, content: str, one: ShopTemplate) -> str:
        shop = one.shop
        alone = asked.per_shop or len(self._request.shops) == 1
        values = {
            "shop_name": shop.name,
            "legal_name": shop.legal_name or shop.name,
            "address": shop.address,
            "contact": shop.contact,
        }
        # A text that all shops share must not name one of them: the desk fills it when a shop goes on.
        return filled(content, values if alone else {}).strip()

    def _first(self, key: str, asked: InputTemplate | SceneTemplate, template: str) -> bool:
        known = self._asked.get(key)
        if known is None:
            self._asked[key] = asked
            return True
        if known != asked:
            self._problems.append(
                f"The template {template} asks for another {key.partition('@')[0]} than the template of another "
                "shop, but all shops share it. Write it into the template that both use."
            )
        return False


def _plain_shop(request: ProvisionRequest, mark: Mark) -> str | None:
    """Return the shop whose scenes keep the plain names: a collection's first and only one, and it keeps them."""
    known = next((shop_id for shop_id, one in mark.shops.items() if one.plain), None)
    asked = [one.shop.shop_id for one in request.shops]
    return asked[0] if known is None and len(asked) == 1 and not set(mark.shops) - set(asked) else known
