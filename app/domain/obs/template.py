# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a technician writes down once: the scenes and inputs that a kind of shop needs in OBS.

Places are fractions of the canvas, so a template fits any canvas size. Inputs are named by role, so neither a rename
nor a language matters. ``checked`` holds the rules that no single field can tell.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

PRODUCT, PRODUCT_UG, PRICE, IDENTITY, POLICY_TEXT, PICTURE = (
    "product_text",
    "product_ug_text",
    "price_text",
    "seller_identity",
    "policy_text",
    "product_picture",
)
OVERLAY_ROLES: Final = (PRODUCT, PRODUCT_UG, PRICE, IDENTITY, POLICY_TEXT, PICTURE)
"""Roles that the desk fills while live: their names come from the settings, and their content is no drift."""

_SELLING_ROLES: Final = frozenset({PRODUCT, PRODUCT_UG, PRICE, IDENTITY, PICTURE})
SHOP_FIELDS: Final = frozenset({"shop_name", "legal_name", "address", "contact"})
LIVE_FIELDS: Final = frozenset({"product", "product_ug", "price", "policy"})
_FIELD: Final = re.compile(r"\{(\w*)\}")

_Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
_ObsName = Annotated[str, Field(min_length=1, max_length=200)]
_Role = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
_Place = Annotated[float, Field(ge=-1.0, le=2.0)]
_Extent = Annotated[float, Field(gt=0.0, le=2.0)]


class TemplateError(Exception):
    """Templates that cannot be used; one sentence for each problem. Nothing in OBS was touched."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Purpose(StrEnum):
    """What a scene is for."""

    PRODUCT = "product"
    POLICY = "policy"
    INTERACTION = "interaction"
    SAFE = "safe"


class _Part(BaseModel):
    """A part of a template. Unknown keys are refused: a slip of the pen must not pass for a setting."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ItemTemplate(_Part):
    """One input in a scene. ``box`` is left, top, width, height; without one OBS's own placing stays."""

    role: _Role
    box: tuple[_Place, _Place, _Extent, _Extent] | None = None
    fit: Literal["inside", "outside", "stretch", "shrink"] = "inside"
    align: Literal[
        "top_left", "top", "top_right", "left", "center", "right", "bottom_left", "bottom", "bottom_right"
    ] = "center"
    visible: bool = True
    locked: bool = False


class SceneTemplate(_Part):
    """A scene and its items from the bottom up. ``shared``: one for all shops, under the plain name."""

    name: _ObsName
    purpose: Purpose
    shared: bool = False
    items: tuple[ItemTemplate, ...] = ()


class Fonts(_Part):
    """The font of texts for each system: one that has Chinese where a template says nothing else."""

    windows: str = "Microsoft YaHei"
    macos: str = "PingFang SC"
    linux: str = "Noto Sans CJK SC"


class TextTemplate(_Part):
    """How a text looks. ``size`` is a fraction of the canvas's height; ``content`` may hold ``{shop_name}``.

    ``fonts`` are this text's own, as for a script that the template's fonts lack.
    """

    content: str = ""
    size: Annotated[float, Field(gt=0.0, le=1.0)] = 0.05
    color: _Colour = "#FFFFFF"
    bold: bool = False
    outline: bool = False
    fonts: Fonts | None = None


class FilterTemplate(_Part):
    """A filter of an input, in the order in which it works."""

    name: _ObsName
    kind: Annotated[str, Field(min_length=1)]
    enabled: bool = True
    settings: dict[str, Any] = {}


class AudioTemplate(_Part):
    """What a sound input is set to; what is left out is left as it is."""

    muted: bool | None = None
    volume_db: Annotated[float, Field(ge=-100.0, le=26.0)] | None = None
    tracks: tuple[Annotated[int, Field(ge=1, le=6)], ...] | None = None


class InputTemplate(_Part):
    """An input. The first of ``kinds`` that this OBS has is made; else ``placeholder``, a colour, if there is one."""

    name: str = Field(default="", max_length=200)
    kinds: Annotated[tuple[str, ...], Field(min_length=1)]
    per_shop: bool = False
    placeholder: _Colour | None = None
    text: TextTemplate | None = None
    color: _Colour | None = None
    settings: dict[str, dict[str, Any]] = {}
    filters: tuple[FilterTemplate, ...] = ()
    audio: AudioTemplate | None = None

    @property
    def fields(self) -> frozenset[str]:
        """The names in braces in the text."""
        return frozenset(_FIELD.findall(self.text.content)) if self.text is not None else frozenset()


class Template(_Part):
    """A kind of shop. ``uses`` names the template that adds the inputs and scenes which all kinds of shop share."""

    title: Annotated[str, Field(min_length=1)]
    title_zh: str = ""
    version: Annotated[int, Field(ge=1)] = 1
    categories: tuple[str, ...] = ()
    uses: str = ""
    fonts: Fonts | None = None
    inputs: dict[_Role, InputTemplate] = {}
    scenes: tuple[SceneTemplate, ...] = ()


def merged(template: Template, used: Template) -> Template:
    """Return ``template`` with what it takes from the one it uses; its own inputs win.

    Scenes that both have are kept twice, so that ``checked`` tells.
    """
    return template.model_copy(
        update={
            "fonts": template.fonts or used.fonts,
            "inputs": {**used.inputs, **template.inputs},
            "scenes": (*template.scenes, *used.scenes),
        }
    )


def checked(template: Template) -> tuple[str, ...]:
    """Return what is wrong with a whole template, each as ``key: what``; empty if it can be used."""
    return (*_inputs_wrong(template.inputs), *_scenes_wrong(template))


def filled(content: str, values: Mapping[str, str]) -> str:
    """Return a text with the fields in braces replaced; a field without a value is empty."""
    return _FIELD.sub(lambda found: values.get(found[1], ""), content)


def _inputs_wrong(inputs: Mapping[str, InputTemplate]) -> Iterator[str]:
    for role, one in inputs.items():
        key = f"inputs.{role}"
        yield from (f"{key}.{what}" for what in _input_wrong(role, one))
        filters = Counter(each.name for each in one.filters)
        yield from (f'{key}.filters: "{name}" is there twice' for name, count in filters.items() if count > 1)
    names = Counter(one.name for one in inputs.values() if one.name)
    yield from (f'inputs: the name "{name}" is used twice' for name, count in names.items() if count > 1)


def _input_wrong(role: str, one: InputTemplate) -> Iterator[str]:
    if role in OVERLAY_ROLES:
        if one.name:
            yield "name: the desk fills this input, so its name comes from the settings; remove the line"
        if one.per_shop:
            yield "per_shop: the desk fills this input for all shops; remove the line"
    elif not one.name:
        yield "name: is missing"
    unknown = one.fields - SHOP_FIELDS - LIVE_FIELDS
    if unknown:
        yield f"text.content: there is no {_braced(unknown)}; known are {_braced(SHOP_FIELDS | LIVE_FIELDS)}"
    if role not in OVERLAY_ROLES and one.fields & LIVE_FIELDS:
        yield f"text.content: only inputs that the desk fills may show {_braced(one.fields & LIVE_FIELDS)}"
    if role not in OVERLAY_ROLES and one.fields & SHOP_FIELDS and not one.per_shop:
        yield "per_shop: must be true, because all shops share this input otherwise and its text names one"


def _scenes_wrong(template: Template) -> Iterator[str]:
    names = Counter(scene.name for scene in template.scenes)
    yield from (f'scenes: "{name}" is there twice' for name, count in names.items() if count > 1)
    for purpose in (Purpose.POLICY, Purpose.SAFE):
        if all(scene.purpose is not purpose for scene in template.scenes):
            yield f'scenes: none has purpose = "{purpose.value}"'
    for scene in template.scenes:
        roles = Counter(item.role for item in scene.items)
        where = f'scenes "{scene.name}"'
        for role, count in roles.items():
            one = template.inputs.get(role)
            if one is None:
                yield f'{where}: there is no input "{role}"'
                continue
            if count > 1:
                yield f'{where}: shows "{role}" twice'
            if scene.shared and one.per_shop:
                yield f'{where}: all shops share it, so it cannot show "{role}", which each shop has its own'
            if scene.purpose is Purpose.POLICY and sells(role, one):
                yield (
                    f'{where}: a policy scene must not show "{role}": '
                    "with product, price or seller in the picture the policy talk becomes an advertisement"
                )


def sells(role: str, one: InputTemplate) -> bool:
    """Return whether an input shows product, price or seller, which no policy scene may."""
    return role in _SELLING_ROLES or one.per_shop or bool(one.fields & (SHOP_FIELDS | LIVE_FIELDS - {"policy"}))


def _braced(fields: frozenset[str]) -> str:
    return ", ".join(f"{{{field}}}" for field in sorted(fields))
