# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables that can be imported: their sheets' names, their headers in both languages, how each cell is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.contract.content import ContentType, ProductRole, SegmentKind
from app.domain import import_cells as cells
from app.domain.import_cells import Reader
from app.domain.sheets import MAX_CELL, header_key

MAX_LINEUP_CODE: Final = 56
MAX_STOCK: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``needed``: its header must be there; ``filled``: every row needs a value too.

    ``extra`` columns are beyond the published templates. ``also`` are further spellings of the header.
    """

    key: str
    header: str
    read: Reader
    needed: bool = False
    filled: bool = False
    extra: bool = False
    also: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every accepted header, as ``header_key`` writes it."""
        return frozenset(header_key(name) for name in (self.key, self.header, *self.also))


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One kind of table. ``key`` is its English sheet name, ``header`` its Chinese one."""

    key: str
    header: str
    content_type: ContentType
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()

    def column(self, key: str) -> Column:
        """Return the column called ``key``."""
        return next(column for column in self.columns if column.key == key)

    @property
    def names(self) -> frozenset[str]:
        """Every accepted sheet name, as ``header_key`` writes it."""
        return frozenset(header_key(name) for name in (self.key, self.header, *self.also))


_NAME: Final = cells.text(200)
_LINE: Final = cells.text(2_000)
_TEXT: Final = cells.text(MAX_CELL)
_CODE: Final = cells.code()

SEGMENT_KINDS: Final[Mapping[str, str]] = {
    **{kind.value: kind.value for kind in SegmentKind},
    **dict.fromkeys(("开场", "开播", "暖场"), "opening"),
    **dict.fromkeys(("商品", "产品", "讲解", "过款", "过品", "返场", "带货"), "product"),
    **dict.fromkeys(("互动", "福袋", "抽奖", "问答", "互动/福袋"), "interaction"),
    **dict.fromkeys(("福利", "福利款"), "benefit"),
    **dict.fromkeys(("政策", "政策宣讲", "政策要点", "宣讲"), "policy"),
    **dict.fromkeys(("转场", "过渡"), "transition"),
    **dict.fromkeys(("收尾", "结尾", "下播", "结束"), "closing"),
}
_ROLES: Final[Mapping[str, str]] = {
    **{role.value: role.value for role in ProductRole},
    **dict.fromkeys(("引流款", "引流"), "traffic"),
    **dict.fromkeys(("福利款", "福利"), "benefit"),
    **dict.fromkeys(("主推款", "主推", "爆款"), "hero"),
    **dict.fromkeys(("利润款", "利润"), "margin"),
}
_LEVELS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("block", "禁用", "禁止", "拦截"), "block"),
    **dict.fromkeys(("warn", "warning", "提醒", "警告", "提示"), "warn"),
    **dict.fromkeys(("proof", "需证明", "证明", "需举证"), "proof"),
}
_MATCHES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("phrase", "短语", "词语", "词", "包含"), "phrase"),
    **dict.fromkeys(("regex", "regexp", "正则", "正则表达式"), "regex"),
}

SHOPS: Final = TableSpec(
    "shops",
    "店铺",
    ContentType.SHOP,
    (
        Column("shop_id", "店铺编号", _CODE, needed=True, filled=True),
        Column("name", "店铺名称", _NAME, needed=True, filled=True),
        Column("legal_name", "经营者名称", _NAME),
        Column("uscc", "统一社会信用代码", cells.code()),
        Column("address", "实际经营地址", _LINE),
        Column("contact", "联系方式", _LINE),
        Column("category", "类目", _NAME),
        Column("base_role", "基地角色", _NAME),
        Column("licences", "许可证", _LINE),
        Column("langs", "语言", cells.languages),
    ),
    also=("shop", "店铺表", "店铺信息"),
)
PRODUCTS: Final = TableSpec(
    "products",
    "商品",
    ContentType.PRODUCT,
    (
        Column("product_id", "商品编号", _CODE, needed=True, filled=True),
        Column("shop_id", "店铺编号", _CODE, needed=True, filled=True),
        Column("name_zh", "商品名称", _NAME, needed=True, filled=True),
        Column("name_en", "英文名", _NAME),
        Column("name_ug", "维吾尔文名", _NAME),
        Column("role", "款型", cells.choice(_ROLES, ("引流款", "福利款", "主推款", "利润款"))),
        Column("unit", "计价单位", cells.text(40)),
        Column("selling_points", "卖点", cells.items),
        Column("usage", "使用/保存", _TEXT, also=("使用", "保存")),
        Column("faq", "问答", cells.questions),
        Column("do_not_say", "禁说", cells.items),
        Column("evidence_type", "证明类型", cells.slots),
        Column("evidence_no", "证明编号", cells.slots),
        Column("evidence_expiry", "证明到期", cells.days, also=("到期", "expiry")),
        Column("origin", "产地", _LINE),
        Column("picture", "图片", _LINE, extra=True),
    ),
    also=("product", "商品表", "商品信息", "产品"),
)
SKUS: Final = TableSpec(
    "skus",
    "规格",
    ContentType.SKU,
    (
        Column("sku_id", "规格编号", _CODE, needed=True, filled=True),
        Column("product_id", "商品编号", _CODE, needed=True, filled=True),
        Column("spec", "规格", _NAME, needed=True, filled=True),
        Column("compare_price", "划线价", cells.price),
        Column("compare_basis", "比较依据", _LINE),
        Column("live_price", "直播价", cells.price, needed=True),
        Column("coupon_id", "优惠券", _NAME),
        Column("stock", "库存", cells.whole(0, MAX_STOCK)),
        Column("limit", "限购", cells.whole(1, MAX_STOCK)),
        Column("gift", "赠品", _LINE),
    ),
    also=("sku", "规格表", "商品规格", "库存"),
)
LINEUP: Final = TableSpec(
    "lineup",
    "排品",
    ContentType.LINEUP_ITEM,
    (
        Column("session_id", "场次编号", cells.code(MAX_LINEUP_CODE), needed=True, filled=True, also=("lineup_id",)),
        Column("seq", "序号", cells.whole(1, 9_999), needed=True, filled=True),
        Column(
            "kind",
            "环节类型",
            cells.choice(SEGMENT_KINDS, ("开场", "商品", "互动", "福利", "政策", "转场", "收尾")),
            needed=True,
            filled=True,
        ),
        Column("link_no", "链接号", cells.whole(1, 9_999)),
        Column("product_id", "商品编号", _CODE),
        Column("policy_id", "政策编号", _CODE),
        Column("planned_s", "计划时长", cells.duration),
        Column("obs_scene", "场景", _NAME),
        Column("script_ref", "话术文件", _NAME),
        Column("note", "备注", _LINE),
        Column("row_id", "行标识", _CODE),
        Column("title", "标题", _NAME, extra=True),
    ),
    also=("lineups", "排品表", "场次"),
)
POLICY_POINTS: Final = TableSpec(
    "policy_points",
    "政策要点",
    ContentType.POLICY_POINT,
    (
        Column("policy_id", "政策编号", _CODE, needed=True, filled=True),
        Column("topic", "主题", _NAME, needed=True, filled=True),
        Column("doc_title", "文件名称", _LINE),
        Column("issuer", "发文机关", _LINE),
        Column("doc_no", "文号", _LINE),
        Column("article", "条款", _LINE),
        Column("issued", "发布日期", cells.day),
        Column("effective_from", "生效", cells.day, also=("生效日期",)),
        Column("effective_to", "失效", cells.day, also=("失效日期",)),
        Column("region", "适用地区", _LINE),
        Column("quote", "原文摘录", _TEXT),
        Column("plain_zh", "通俗表述", _TEXT),
        Column("plain_ug", "维吾尔文", _TEXT),
        Column("must_say", "必讲", cells.yes_no),
        Column("topic_risk", "风险", _LINE),
        Column("url", "链接", _LINE),
        Column("verified_by", "核验人", _NAME),
        Column("verified_at", "核验日期", cells.day),
        Column("superseded_by", "替代", _CODE),
    ),
    also=("policies", "policy", "政策", "政策点"),
)
TERM_RULES: Final = TableSpec(
    "term_rules",
    "词条",
    ContentType.TERM_RULE,
    (
        Column("term", "词条", _NAME, needed=True, filled=True),
        Column("match", "匹配", cells.choice(_MATCHES, ("phrase", "regex"))),
        Column("level", "等级", cells.choice(_LEVELS, ("block", "warn", "proof")), needed=True, filled=True),
        Column("scope", "范围", _LINE),
        Column("allow_phrases", "放行", cells.items),
        Column("basis", "依据", _LINE),
        Column("suggestion", "建议", _LINE),
        Column("version", "版本", _NAME),
        Column("evidence", "可用证明", cells.items, extra=True),
    ),
    also=("terms", "词条表", "违禁词", "极限词"),
)
# One row is one segment of a script. The texts of rows that name one script follow each other.
SCRIPTS: Final = TableSpec(
    "scripts",
    "话术",
    ContentType.SCRIPT,
    (
        Column("script_id", "话术文件", _NAME, needed=True, filled=True, also=("script_ref", "话术编号", "话术名称")),
        Column("title", "标题", _NAME, also=("环节标题", "heading")),
        Column("text", "话术", _TEXT, needed=True, filled=True, also=("话术内容", "话术正文", "内容", "正文", "台词")),
        Column("must_say", "必讲", cells.yes_no),
        Column("target_s", "目标时长", cells.duration, also=("计划时长", "时长")),
        Column("key_phrases", "关键句", cells.items, also=("key", "重点", "重点句")),
        Column("lang", "语言", cells.language, also=("language",)),
    ),
    also=("script", "话术表", "脚本", "台词"),
)
TABLES: Final = (SHOPS, PRODUCTS, SKUS, LINEUP, POLICY_POINTS, TERM_RULES, SCRIPTS)

# What shops call a column when they never saw a template. These only help to say what was meant: 价格 may be either
# price, so it is never taken by itself.
MEANT: Final[Mapping[str, str]] = {
    **dict.fromkeys(("价格", "售价", "现价", "到手价", "单价", "price", "saleprice", "sellprice"), "live_price"),
    **dict.fromkeys(
        ("原价", "市场价", "日常价", "吊牌价", "originalprice", "regularprice", "struckprice"), "compare_price"
    ),
    **dict.fromkeys(("数量", "库存数量", "qty", "quantity", "inventory"), "stock"),
    **dict.fromkeys(("skuid", "skucode", "sku", "sku编码", "规格编码", "商家编码", "条码"), "sku_id"),
    **dict.fromkeys(("型号", "款式", "variant", "规格名称", "规格名"), "spec"),
    **dict.fromkeys(("商品编码", "商品id", "产品编号", "产品id", "货号", "productcode", "itemid"), "product_id"),
    **dict.fromkeys(("商品名", "产品名称", "品名", "名称", "productname", "name"), "name_zh"),
    **dict.fromkeys(("店铺id", "店铺编码", "shopcode", "storeid"), "shop_id"),
    **dict.fromkeys(("店铺名", "店名", "shopname", "storename"), "name"),
    **dict.fromkeys(("时长", "计划时间", "分钟", "duration", "minutes"), "planned_s"),
    **dict.fromkeys(("类型", "环节", "type", "segment"), "kind"),
    **dict.fromkeys(("顺序", "no", "order"), "seq"),
    **dict.fromkeys(("话术", "脚本", "script"), "script_ref"),
    **dict.fromkeys(("公司名称", "企业名称", "营业执照名称"), "legal_name"),
    **dict.fromkeys(("电话", "手机", "phone"), "contact"),
    **dict.fromkeys(("地址",), "address"),
}
