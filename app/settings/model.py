# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings a person may change, typed. Passwords and tokens are never among them: those live in the keyring."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Section(BaseModel):
    """A part of the settings. Keys of a newer version are kept, so that an older desk does not lose them."""

    model_config = ConfigDict(extra="allow", frozen=True)


class ObsSettings(_Section):
    """Where OBS listens, and the names of the text inputs that the desk fills."""

    host: Annotated[str, Field(min_length=1, max_length=255)] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 4455
    product_input: str = "Anchor Desk product"
    price_input: str = "Anchor Desk price"
    identity_input: str = "Anchor Desk seller"


class BaseSettings(_Section):
    """The base server. An empty ``url`` means that this PC is not enrolled; ``ca_file`` names a private CA's file."""

    url: str = ""
    device_name: str = ""
    ca_file: str = ""


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
