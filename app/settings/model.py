# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings a person may change, typed. Passwords and tokens are never among them: those live in the keyring."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Section(BaseModel):
    """A part of the settings. Keys of a newer version are kept, so that an older desk does not lose them."""

    model_config = ConfigDict(extra="allow", frozen=True)


Host = Annotated[str, Field(min_length=1, max_length=255)]
Port = Annotated[int, Field(ge=1, le=65535)]


class ObsPlace(_Section):
    """One OBS that this PC may use. The first one's ``name`` is empty; others are called as a person calls them."""

    name: Annotated[str, Field(max_length=60)] = ""
    host: Host = "127.0.0.1"
    port: Port = 4455


class ObsSettings(_Section):
    """Where OBS listens, the names of the inputs that the desk fills, and how a shop's own scenes are called.

    ``others`` are further OBS, as for a second studio on one PC; ``active`` names the one in use, empty the first.
    ``shop_templates`` is the scene template, by name or file, that was chosen for a shop, by the shop's id.
    ``safe_scene`` is what the panic key cuts to, where nothing private is seen; empty leaves the scene alone.
    """

    host: Host = "127.0.0.1"
    port: Port = 4455
    others: tuple[ObsPlace, ...] = ()
    active: str = ""
    product_input: str = "Anchor Desk product"
    price_input: str = "Anchor Desk price"
    identity_input: str = "Anchor Desk seller"
    product_ug_input: str = "Anchor Desk product (ug)"
    policy_input: str = "Anchor Desk policy"
    picture_input: str = "Anchor Desk picture"
    safe_scene: Annotated[str, Field(max_length=500)] = "稍后回来"
    shop_templates: dict[str, str] = Field(default_factory=dict)
    scene_pattern: Annotated[str, Field(pattern=r"\{scene\}.*\{shop\}|\{shop\}.*\{scene\}")] = "{scene} · {shop}"

    @property
    def places(self) -> tuple[ObsPlace, ...]:
        """All OBS of this PC, the first one first."""
        return (ObsPlace(host=self.host, port=self.port), *self.others)

    @property
    def place(self) -> ObsPlace:
        """The OBS in use; the first where the one in use is not known any more."""
        return self.named(self.active) or self.places[0]

    def named(self, name: str) -> ObsPlace | None:
        """Return the OBS of that name."""
        return next((place for place in self.places if place.name == name), None)

    def with_place(self, place: ObsPlace) -> "ObsSettings":
        """Return the settings with ``place`` added, or changed where its name is known, and in use."""
        if not place.name:
            return self.model_copy(update={"host": place.host, "port": place.port, "active": ""})
        known = [one.name for one in self.others]
        others = (
            (*self.others, place)
            if place.name not in known
            else tuple(place if one.name == place.name else one for one in self.others)
        )
        return self.model_copy(update={"others": others, "active": place.name})


class BaseSettings(_Section):
    """The base server. An empty ``url`` means that this PC is not enrolled.

    ``ca_pem`` is the private CA that was pinned at enrolment, ``ca_file`` names the file of one that was not.
    ``device_id`` is the device as which the base knows this PC, empty where an older version enrolled it.
    """

    url: str = ""
    device_name: str = ""
    ca_file: str = ""
    ca_pem: str = ""
    device_id: str = ""


class AppearanceSettings(_Section):
    """Language and theme; ``system`` follows the PC."""

    language: Literal["system", "en", "zh_CN"] = "system"
    theme: Literal["dark", "light", "high_contrast"] = "dark"


class PrompterSettings(_Section):
    """The anchor's screen: glyph height in mm, reading distance in m, mirrored or not, and its mode."""

    glyph_mm: Annotated[float, Field(ge=5.0, le=120.0)] = 26.0
    distance_m: Annotated[float, Field(ge=0.3, le=10.0)] = 2.0
    mirror: bool = False
    mode: Literal["card", "page", "scroll"] = "card"


class Settings(_Section):
    """All settings of a profile. ``anchor`` is the last used name of the person on air."""

    obs: ObsSettings = ObsSettings()
    base: BaseSettings = BaseSettings()
    appearance: AppearanceSettings = AppearanceSettings()
    prompter: PrompterSettings = PrompterSettings()
    anchor: Annotated[str, Field(max_length=200)] = ""
