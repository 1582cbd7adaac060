# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shipped files are found in a checkout and in an installed package."""

from pathlib import Path

import pytest

from app.settings import resources


def test_a_checkout_has_its_resources_beside_the_package() -> None:
    assert resources.resource_path("themes", "dark.toml").is_file()


def test_an_installed_package_carries_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app" / "_resources").mkdir(parents=True)
    monkeypatch.setattr(resources, "_APP", tmp_path / "app")
    assert resources.resource_path("icons") == tmp_path / "app" / "_resources" / "icons"
