# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is ready for a session and what is not, in plain sentences."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.contract.content import PolicyPoint
from app.domain.content_set import ContentSet
from app.domain.obs.state import ObsState
from app.domain.policy import may_be_spoken
from app.domain.sync import SyncPhase, SyncStatus
from app.ui.base_texts import base_sentence
from app.ui.live.texts import fault_sentence

if TYPE_CHECKING:
    from app.domain.terms.check import Finding
    from app.services.wording import WordingReport

_NAMED = 4
_WORST_FIRST = ("block", "proof", "warn")


class Level(StrEnum):
    """How much a finding matters. Nothing here ever stops a session."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class ReadyItem:
    """One line of the list. ``subject`` is stable: obs, base, content, seller, wording, policy."""

    subject: str
    level: Level
    title: str
    sentence: str


def readiness(
    content: ContentSet,
    shop_id: str,
    obs: ObsState,
    sync: SyncStatus,
    today: date,
    *,
    wording: "WordingReport | None" = None,
) -> tuple[ReadyItem, ...]:
    """Return every line of the list for the chosen shop; empty ``shop_id``: no shop is chosen."""
    items = [_obs(obs), _base(sync), _content(content, shop_id)]
    if shop_id in content.shops:
        items.append(_seller(content, shop_id))
    if wording is not None:
        items.append(_wording(wording))
    if content.policy_points:
        items.append(_policy(content.policy_points.values(), today))
    return tuple(items)


def _obs(obs: ObsState) -> ReadyItem:
    title = QCoreApplication.translate("Prepare", "OBS")
    if obs.connected:
        sentence = QCoreApplication.translate("Prepare", "OBS {version} answers. {count} scenes.")
        return ReadyItem("obs", Level.GOOD, title, sentence.format(version=obs.obs_version, count=len(obs.scenes)))
    return ReadyItem("obs", Level.BAD, title, fault_sentence(obs.fault))


def _base(sync: SyncStatus) -> ReadyItem:
    title = QCoreApplication.translate("Prepare", "Base")
    if sync.phase is SyncPhase.NOT_ENROLLED:
        sentence = QCoreApplication.translate(
            "Prepare", "This PC has not joined a base. Sales are saved here and stay here."
        )
        return ReadyItem("base", Level.WARN, title, sentence)
    if sync.phase is SyncPhase.OFFLINE:
        sentence = QCoreApplication.translate(
            "Prepare", "{reason} {count} entries wait here, safely, and go up by themselves."
        )
        return ReadyItem("base", Level.WARN, title, sentence.format(reason=base_sentence(sync), count=sync.pending))
    if sync.phase is SyncPhase.REFUSED:
        sentence = QCoreApplication.translate("Prepare", "{reason} Everything is saved here.")
        return ReadyItem("base", Level.BAD, title, sentence.format(reason=base_sentence(sync)))
    if trouble := base_sentence(sync):
        return ReadyItem("base", Level.WARN, title, trouble)
    if sync.pending:
        sentence = QCoreApplication.translate("Prepare", "Connected. {count} entries are on their way.")
        return ReadyItem("base", Level.GOOD, title, sentence.format(count=sync.pending))
    return ReadyItem(
        "base", Level.GOOD, title, QCoreApplication.translate("Prepare", "Connected. Everything is at the base.")
    )


def _content(content: ContentSet, shop_id: str) -> ReadyItem:
    title = QCoreApplication.translate("Prepare", "Products")
    products = content.products_of(shop_id)
    if not products:
        sentence = QCoreApplication.translate("Prepare", "Nothing to present yet. Import the shop's spreadsheets.")
        return ReadyItem("content", Level.BAD, title, sentence)
    skus = sum(len(content.skus_of(product.product_id)) for product in products)
    sentence = QCoreApplication.translate(
        "Prepare", "{products} products, {skus} variants, {scripts} scripts, {points} policy points."
    )
    counts = {"products": len(products), "skus": skus, "scripts": len(content.scripts)}
    return ReadyItem("content", Level.GOOD, title, sentence.format(points=len(content.policy_points), **counts))


def _seller(content: ContentSet, shop_id: str) -> ReadyItem:
    title = QCoreApplication.translate("Prepare", "Seller")
    shop = content.shops[shop_id]
    fields = (
        (shop.legal_name, QCoreApplication.translate("Prepare", "registered name")),
        (shop.address, QCoreApplication.translate("Prepare", "address")),
        (shop.contact, QCoreApplication.translate("Prepare", "contact")),
    )
    blank = [name for value, name in fields if not value.strip()]
    if not blank:
        sentence = QCoreApplication.translate("Prepare", "Name, address and contact are known and can be shown.")
        return ReadyItem("seller", Level.GOOD, title, sentence)
    sentence = QCoreApplication.translate(
        "Prepare", "Missing: {fields}. The page must show who sells (Order 117, art. 26). Fill the shop sheet in."
    )
    return ReadyItem("seller", Level.WARN, title, sentence.format(fields=", ".join(blank)))


def _wording(report: "WordingReport") -> ReadyItem:
    title = QCoreApplication.translate("Prepare", "Wording")
    if report.failed:
        sentence = QCoreApplication.translate(
            "Prepare", "The wording could not be checked. Read the scripts yourself, and call the technician."
        )
        return ReadyItem("wording", Level.WARN, title, sentence)
    if not report.findings:
        sentence = QCoreApplication.translate("Prepare", "No forbidden word and no unproved claim was found.")
        return ReadyItem("wording", Level.GOOD, title, sentence)
    counts = Counter(str(finding.level) for finding in report.findings)
    numbers = ", ".join(text.format(count=counts[level]) for level, text in _counted_levels() if counts[level])
    worst_first = sorted(report.findings, key=lambda finding: _WORST_FIRST.index(finding.level))
    places = [f"“{finding.text}” ({_place(finding)})" for finding in worst_first]
    level = Level.BAD if counts["block"] else Level.WARN
    sentence = QCoreApplication.translate("Prepare", "{numbers}: {places}. Change the wording or register the proof.")
    return ReadyItem("wording", level, title, sentence.format(numbers=numbers, places=_some(places)))


def _counted_levels() -> tuple[tuple[str, str], ...]:
    return (
        ("block", QCoreApplication.translate("Prepare", "{count} forbidden")),
        ("proof", QCoreApplication.translate("Prepare", "{count} unproved")),
        ("warn", QCoreApplication.translate("Prepare", "{count} doubtful")),
    )


def _place(finding: "Finding") -> str:
    return f"{finding.where}:{finding.line}" if finding.where.kind == "script" and finding.line else str(finding.where)


def _policy(points: Iterable[PolicyPoint], today: date) -> ReadyItem:
    title = QCoreApplication.translate("Prepare", "Policy points")
    known = tuple(points)
    not_valid = [point.policy_id for point in known if not may_be_spoken(point, today)]
    unchecked = [point.policy_id for point in known if not point.verified_by or point.verified_at is None]
    parts = []
    if not_valid:
        text = QCoreApplication.translate("Prepare", "Not in force today: {ids}. They are greyed out.")
        parts.append(text.format(ids=_some(not_valid)))
    if unchecked:
        text = QCoreApplication.translate("Prepare", "Not checked by anyone yet: {ids}. Have them checked before use.")
        parts.append(text.format(ids=_some(unchecked)))
    if parts:
        return ReadyItem("policy", Level.WARN, title, " ".join(parts))
    sentence = QCoreApplication.translate("Prepare", "All {count} are checked and in force.")
    return ReadyItem("policy", Level.GOOD, title, sentence.format(count=len(known)))


def _some(ids: list[str]) -> str:
    named = ", ".join(ids[:_NAMED])
    return f"{named} +{len(ids) - _NAMED}" if len(ids) > _NAMED else named
