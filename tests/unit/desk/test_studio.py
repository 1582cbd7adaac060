# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from pathlib import Path

import pytest

from app.adapters.files.obs_templates import template_names
from app.adapters.obs.provision import ApplyOptions
from app.adapters.secrets.store import MemorySecrets, obs_password_name
from app.desk.settings_keeper import SettingsKeeper
from app.desk.studio import shop_templates, studio_ports, template_info, with_templates
from app.domain.obs.studio import ShopChoice, StudioRequest
from app.domain.obs.template import TemplateError
from app.settings.model import ObsPlace
from tests.helpers.fake_obs import FakeObs
from tests.helpers.fake_studio import FakeStudio
from tests.helpers.studio import CARPET_SHOP, NAN_SHOP, STONE_SHOP


def never() -> bool:
    return False


def test_a_shop_can_have_any_template_but_those_that_others_build_on() -> None:
    offered = shop_templates()

    assert [one.name for one in offered] == [name for name in template_names() if name != "studio"]
    assert next(one for one in offered if one.name == "food").serves(" 食品 ")


def test_each_shop_gets_its_template_in_the_order_of_the_choice() -> None:
    choices = (ShopChoice(CARPET_SHOP, "food"), ShopChoice(STONE_SHOP), ShopChoice(NAN_SHOP))

    assert [(one.shop.shop_id, one.name) for one in with_templates(choices)] == [
        ("SC", "food"),
        ("SZ", "jewellery"),
        ("SX", "food"),
    ]


def test_a_file_that_is_no_template_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "carpet.toml"
    path.write_text('title = "Carpets"\n', encoding="utf-8")
    with pytest.raises(TemplateError, match=r"carpet\.toml: scenes"):
        template_info(str(path))


def test_the_obs_in_use_is_the_one_that_is_read_and_written(tmp_path: Path) -> None:
    keeper, secrets, obs = SettingsKeeper(tmp_path / "settings.toml"), MemorySecrets(), FakeStudio("5.1")
    server = FakeObs(password="second")
    server.model = obs
    with server:
        address = server.address
        place = ObsPlace(name="二号间", host=address.host, port=address.port)
        keeper.change("obs", **keeper.settings.obs.with_place(place).model_dump())
        secrets.set(obs_password_name("二号间"), "second")
        ports, request = studio_ports(keeper, secrets, never), StudioRequest((ShopChoice(NAN_SHOP),))

        assert ports.where() == f"二号间 ({address.host}:{address.port})"
        assert ports.read(request).steps
        assert ports.apply(request, ApplyOptions()).converged
        assert ports.read(request).empty

    assert "商品" in obs.scenes
