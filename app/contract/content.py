# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Content that the base publishes and the desk shows: shops, products, SKUs, lineups, scripts, policy points, rules.

Money is integer fen; durations are whole seconds; dates are ISO ``YYYY-MM-DD``. Field names are the English header
keys of the spreadsheets wherever the spreadsheet has the field. Unknown fields are kept.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.contract.events import Fen

Code = Annotated[str, Field(min_length=1, max_length=64)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
LongText = Annotated[str, Field(max_length=200_000)]


class ContentType(StrEnum):
    """Kinds of content records; each has its own id space."""

    SHOP = "shop"
    PRODUCT = "product"
    SKU = "sku"
    LINEUP_ITEM = "lineup_item"
    SCRIPT = "script"
    POLICY_POINT = "policy_point"
    TERM_RULE = "term_rule"


class SegmentKind(StrEnum):
    """What a lineup row is for (环节类型)."""

    OPENING = "opening"
    PRODUCT = "product"
    INTERACTION = "interaction"
    BENEFIT = "benefit"
    POLICY = "policy"
    TRANSITION = "transition"
    CLOSING = "closing"


class ProductRole(StrEnum):
    """What a product does in a session (款型): draws viewers, rewards them, carries the show, earns the margin."""

    TRAFFIC = "traffic"
    BENEFIT = "benefit"
    HERO = "hero"
    MARGIN = "margin"


class _Content(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)


class Shop(_Content):
    """A shop (店铺) and its actual seller, whose identity must be shown (Order 117, art. 26)."""

    shop_id: Code
    name: Name
    legal_name: str = ""
    uscc: str = ""
    address: str = ""
    contact: str = ""
    category: str = ""
    base_role: str = ""
    licences: str = ""
    langs: tuple[str, ...] = ()


class Question(_Content):
    """One expected viewer question and its answer (问答)."""

    question: str
    answer: str


class Evidence(_Content):
    """Proof behind a claim: certificate kind, number, expiry."""

    evidence_type: str
    evidence_no: str = ""
    expiry: date | None = None


class Product(_Content):
    """A product (商品) of a shop: one cue card."""

    product_id: Code
    shop_id: Code
    name_zh: Name
    name_en: str = ""
    name_ug: str = ""
    role: ProductRole | None = None
    unit: str = ""
    selling_points: tuple[str, ...] = ()
    usage: str = ""
    faq: tuple[Question, ...] = ()
    do_not_say: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    origin: str = ""
    picture: str = ""


class Sku(_Content):
    """A variant (规格) that can be sold. ``live_price`` None: the price is a token filled on the day."""

    sku_id: Code
    product_id: Code
    spec: Name
    live_price: Fen | None = None
    compare_price: Fen | None = None
    compare_basis: str = ""
    coupon_id: str = ""
    stock: Annotated[int, Field(ge=0)] | None = None
    limit: Annotated[int, Field(ge=1)] | None = None
    gift: str = ""


class LineupItem(_Content):
    """One row of a lineup (排品). ``lineup_id`` is the sheet's 场次编号: a plan, not a ledger session."""

    row_id: Code
    lineup_id: Code
    seq: Annotated[int, Field(ge=1)]
    kind: SegmentKind
    link_no: Annotated[int, Field(ge=1)] | None = None
    product_id: Code | None = None
    policy_id: Code | None = None
    planned_s: Annotated[int, Field(ge=0)] = 0
    obs_scene: str = ""
    script_ref: str = ""
    note: str = ""
    title: str = ""


class ScriptMark(_Content):
    """What a script marks under one heading: that it must be said, its target time, phrases to land."""

    heading: str = ""
    must_say: bool = False
    target_s: Annotated[int, Field(ge=0)] | None = None
    key_phrases: tuple[str, ...] = ()


class Script(_Content):
    """Script lines (话术) as Markdown text with ``{{token}}`` placeholders; ``script_id`` is the file's name.

    ``marks`` repeat what the text marks, in its order; a text without marks has none.
    """

    script_id: Annotated[str, Field(min_length=1, max_length=200)]
    text: LongText
    lang: str = "zh"
    marks: tuple[ScriptMark, ...] = ()


class PolicyPoint(_Content):
    """A policy point (政策要点): a quoted published fact with its source, plain wording and validity."""

    policy_id: Code
    topic: Name
    doc_title: str = ""
    issuer: str = ""
    doc_no: str = ""
    article: str = ""
    issued: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    region: str = ""
    quote: str = ""
    plain_zh: str = ""
    plain_ug: str = ""
    must_say: bool = False
    topic_risk: str = ""
    url: str = ""
    verified_by: str = ""
    verified_at: date | None = None
    superseded_by: str = ""


class TermRule(_Content):
    """A word or pattern that must not, or only with proof, be spoken (极限词 / 违禁词).

    ``evidence``: kinds of evidence of which one, registered with the product, proves a term of level ``proof``; none
    named: any whose kind names the term.
    """

    term: Name
    match: Literal["phrase", "regex"] = "phrase"
    level: Literal["block", "warn", "proof"]
    scope: str = ""
    allow_phrases: tuple[str, ...] = ()
    basis: str = ""
    suggestion: str = ""
    version: str = ""
    evidence: tuple[str, ...] = ()


ContentRecord = Shop | Product | Sku | LineupItem | Script | PolicyPoint | TermRule

CONTENT_MODELS: Final[Mapping[ContentType, type[_Content]]] = {
    ContentType.SHOP: Shop,
    ContentType.PRODUCT: Product,
    ContentType.SKU: Sku,
    ContentType.LINEUP_ITEM: LineupItem,
    ContentType.SCRIPT: Script,
    ContentType.POLICY_POINT: PolicyPoint,
    ContentType.TERM_RULE: TermRule,
}

CONTENT_ID_FIELDS: Final[Mapping[ContentType, str]] = {
    ContentType.SHOP: "shop_id",
    ContentType.PRODUCT: "product_id",
    ContentType.SKU: "sku_id",
    ContentType.LINEUP_ITEM: "row_id",
    ContentType.SCRIPT: "script_id",
    ContentType.POLICY_POINT: "policy_id",
    ContentType.TERM_RULE: "term",
}


def content_id(content_type: ContentType, record: BaseModel) -> str:
    """Return the id under which ``record`` is stored and published."""
    return str(getattr(record, CONTENT_ID_FIELDS[content_type]))
