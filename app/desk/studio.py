# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands behind the studio service: templates from files, plans and applies on the OBS of the settings."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.adapters.obs.port import ObsAddress
from app.adapters.secrets.store import SecretStore, obs_password
from app.desk.settings_keeper import SettingsKeeper
from app.domain.obs.studio import ShopChoice, StudioRequest, TemplateInfo
from app.services.studio import StudioPorts

if TYPE_CHECKING:
    from app.adapters.obs.provision import ApplyOptions, ApplyReport
    from app.domain.obs.desired import ProvisionRequest, ShopTemplate
    from app.domain.obs.steps import Plan


def studio_ports(keeper: SettingsKeeper, secrets: SecretStore, on_air: Callable[[], bool]) -> StudioPorts:
    """Return what the studio service drives, for the OBS of the settings as they are at each call."""
    studio = _Studio(keeper, secrets)
    return StudioPorts(
        templates=shop_templates,
        template=template_info,
        read=studio.read,
        apply=studio.apply,
        where=studio.where,
        on_air=on_air,
        chosen=studio.chosen,
        keep_chosen=studio.keep_chosen,
    )


def shop_templates() -> tuple[TemplateInfo, ...]:
    """(worker) Return the shipped templates that a shop may have; those that others only build on are left out.

    Raises:
        TemplateError: one of them cannot be used.
    """
    from app.adapters.files.obs_templates import template_names

    return tuple(one for one in map(template_info, template_names()) if one.categories)


def template_info(name: str) -> TemplateInfo:
    """(worker) Read one template, shipped or a file, and say what it is.

    Raises:
        TemplateError: it cannot be used.
    """
    from app.adapters.files.obs_templates import load_template

    template = load_template(name)
    return TemplateInfo(name, template.title, template.categories, template.title_zh)


def with_templates(choices: tuple[ShopChoice, ...]) -> "tuple[ShopTemplate, ...]":
    """(worker) Return the shops with their templates, in the order in which they were chosen.

    Raises:
        TemplateError: a template cannot be used, or a shop's category has none.
    """
    from app.adapters.files.obs_templates import templates_for

    chosen = {one.shop.shop_id: one.template for one in choices}
    return templates_for([one.shop for one in choices], chosen=chosen)


class _Studio:
    """Reads and writes the scenes of the OBS in use."""

    def __init__(self, keeper: SettingsKeeper, secrets: SecretStore) -> None:
        self._keeper = keeper
        self._secrets = secrets

    def where(self) -> str:
        """Return the OBS in use in words."""
        place = self._keeper.settings.obs.place
        address = f"{place.host}:{place.port}"
        return f"{place.name} ({address})" if place.name else address

    def chosen(self) -> Mapping[str, str]:
        """Return the templates that were chosen for shops, by the shop's id."""
        return self._keeper.settings.obs.shop_templates

    def keep_chosen(self, chosen: Mapping[str, str]) -> None:
        """(worker) Keep the templates that are chosen for shops, in place of those from before."""
        self._keeper.change("obs", shop_templates=dict(chosen))

    def read(self, request: StudioRequest) -> "Plan":
        """(worker) Return what differs."""
        from app.adapters.obs.provision import read_plan

        return read_plan(*self._link(), self._asked(request))

    def apply(self, request: StudioRequest, options: "ApplyOptions") -> "ApplyReport":
        """(worker) Put right what differs."""
        from app.adapters.obs.provision import apply_plan

        return apply_plan(*self._link(), self._asked(request), options)

    def _link(self) -> tuple[ObsAddress, str | None]:
        place = self._keeper.settings.obs.place
        return ObsAddress(place.host, place.port), obs_password(self._secrets, os.environ, place.name)()

    def _asked(self, request: StudioRequest) -> "ProvisionRequest":
        from app.domain.obs.desired import ProvisionRequest
        from app.settings.obs_overlay import overlay_names

        obs = self._keeper.settings.obs
        shops = with_templates(request.choices)
        return ProvisionRequest(shops, overlay_names(obs), obs.scene_pattern, adopt=request.adopt)
