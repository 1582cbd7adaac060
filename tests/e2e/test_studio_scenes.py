# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample shop's scenes in a real OBS, made through the service that the Studio page drives."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from app.adapters.files.import_files import import_files
from app.adapters.obs.drawable import drawable
from app.adapters.secrets.store import MemorySecrets, obs_password_name
from app.contract.content import Shop
from app.desk.settings_keeper import SettingsKeeper
from app.desk.studio import studio_ports
from app.domain.content_set import ContentSet
from app.domain.obs.studio import PlanView, ShopChoice
from app.services.studio import StudioPhase, StudioService
from tests.e2e.stage import demo_files
from tests.helpers.bare_obs import BareClient
from tests.helpers.real_obs import RealObs
from tests.helpers.services import pump
from tests.helpers.until import until

pytestmark = [pytest.mark.real_obs, pytest.mark.e2e]

MARK_PLACE = {"realm": "OBS_WEBSOCKET_DATA_REALM_GLOBAL", "slotName": "anchor-desk.owned"}
PRODUCT_UG, SHOP_NAME = "Studio product (ug)", "Anchor Desk shop name"
OVERLAY = {
    "product_input": "Studio product",
    "product_ug_input": PRODUCT_UG,
    "price_input": "Studio price",
    "identity_input": "Studio seller",
    "policy_input": "Studio policy",
    "picture_input": "Studio picture",
}
"""Names of its own: other tests' inputs in this OBS must stay as they are."""

LONG_S = 60.0


def names(client: BareClient) -> tuple[set[str], set[str]]:
    scenes = {one["sceneName"] for one in client.request("GetSceneList")["scenes"]}
    return scenes, {one["inputName"] for one in client.request("GetInputList")["inputs"]}


@pytest.fixture
def witness(shared_obs: RealObs) -> Iterator[BareClient]:
    """An independent client that takes away what the test made, the note of what is the desk's own included."""
    with shared_obs.bare_client() as client:
        scenes, inputs = names(client)
        kept = client.request("GetPersistentData", MARK_PLACE).get("slotValue")
        yield client
        for name in names(client)[1] - inputs:
            client.request("RemoveInput", {"inputName": name})
        for scene in names(client)[0] - scenes:
            client.request("RemoveScene", {"sceneName": scene})
        until(lambda: names(client) == (scenes, inputs), "OBS is as it was")
        client.request("SetPersistentData", {**MARK_PLACE, "slotValue": kept or ""})


@pytest.fixture
def studio(shared_obs: RealObs, tmp_path: Path, qapp: QCoreApplication) -> Iterator[StudioService]:
    keeper, secrets = SettingsKeeper(tmp_path / "settings.toml"), MemorySecrets()
    keeper.change("obs", host=shared_obs.address.host, port=shared_obs.address.port, **OVERLAY)
    secrets.set(obs_password_name(""), shared_obs.password)
    service = StudioService(studio_ports(keeper, secrets, lambda: False))
    service.shelf.read()
    pump(lambda: bool(service.shelf.templates))
    yield service
    service.stop()


def sample_shop() -> Shop:
    """Return the sample food shop, with a Uyghur name on its sign."""
    shop = ContentSet.of(import_files(demo_files(), ContentSet()).records).shops["SX"]
    return shop.model_copy(update={"name": f"{shop.name} تونۇر نان"})


def look(studio: StudioService) -> PlanView:
    studio.look()
    pump(lambda: studio.phase is StudioPhase.IDLE, LONG_S)
    assert studio.plan is not None
    return studio.plan


def test_the_sample_shop_is_made_and_the_next_look_verifies_it(studio: StudioService, witness: BareClient) -> None:
    reports: list[object] = []
    failures: list[str] = []
    studio.applied.connect(reports.append)
    studio.failed.connect(failures.append)
    studio.choose((ShopChoice(sample_shop()),), adopt=True)
    assert look(studio).to_do > 0

    studio.apply()
    pump(lambda: studio.phase is StudioPhase.IDLE, LONG_S)

    assert failures == []
    (report,) = reports
    assert [one.problem for one in report.results if not one.done] == []
    assert report.converged
    assert look(studio).plan.empty

    shown = witness.request("GetInputSettings", {"inputName": SHOP_NAME})
    assert shown["inputSettings"]["text"] == drawable(sample_shop().name, shown["inputKind"])
    witness.request(
        "SetInputSettings",
        {"inputName": PRODUCT_UG, "inputSettings": {"text": drawable("پىيازلىق نان", shown["inputKind"])}},
    )
    assert look(studio).plan.empty
