# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a product's registered evidence proves what is said of it, and whether it has what its category needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.contract.content import Evidence, Product
from app.domain.terms.rules import EvidenceDuty


class Proof(StrEnum):
    """What the evidence of the fitting kind says on a day."""

    THERE = "there"
    MISSING = "missing"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Gap:
    """Evidence that a product lacks, or that has expired. ``duty`` is None where no rule asks for that kind."""

    product: Product
    kind: str
    proof: Proof
    duty: EvidenceDuty | None = None


def proof_of(product: Product | None, kinds: Sequence[str], today: date) -> Proof:
    """Return whether ``product`` has numbered evidence of one of ``kinds`` that holds on ``today``.

    A kind fits where the registered kind names it: 有机 fits 有机产品认证证书. The day of expiry still holds.
    """
    fitting = [one for one in (product.evidence if product else ()) if _fits(one, kinds) and one.evidence_no.strip()]
    if any(not _expired(one, today) for one in fitting):
        return Proof.THERE
    return Proof.EXPIRED if fitting else Proof.MISSING


def gaps(
    products: Iterable[Product], categories: frozenset[str], duties: Iterable[EvidenceDuty], today: date
) -> Iterator[Gap]:
    """Yield what the products of a shop of ``categories`` lack, then what else of theirs has expired."""
    due = [duty for duty in duties if duty.category in categories]
    for product in products:
        told: set[str] = set()
        for duty in due:
            proof = proof_of(product, duty.kinds, today)
            if proof is not Proof.THERE:
                told.update(one.evidence_type for one in product.evidence if _fits(one, duty.kinds))
                yield Gap(product, duty.kinds[0], proof, duty)
        for one in product.evidence:
            if one.evidence_type not in told and proof_of(product, (one.evidence_type,), today) is Proof.EXPIRED:
                told.add(one.evidence_type)
                yield Gap(product, one.evidence_type, Proof.EXPIRED)


def _fits(evidence: Evidence, kinds: Sequence[str]) -> bool:
    return any(kind.casefold() in evidence.evidence_type.casefold() for kind in kinds if kind)


def _expired(evidence: Evidence, today: date) -> bool:
    return evidence.expiry is not None and evidence.expiry < today
