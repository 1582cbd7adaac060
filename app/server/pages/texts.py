# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages' words in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LANGUAGES: Final = ("en", "zh-CN")

_EN: Final = {
    "base": "Anchor Desk base",
    "sessions": "Sessions",
    "shop": "Shop",
    "anchor": "Anchor",
    "opened": "Opened",
    "closed": "Closed",
    "running": "Running",
    "not_opened": "Opening has not arrived yet",
    "rehearsal": "Rehearsal",
    "sales": "Sales",
    "units": "Units",
    "amount": "Amount",
    "yuan": "元",
    "unpriced": "without a price",
    "refunded": "refunded",
    "page_total": "Total of this page, rehearsals not counted",
    "none": "No session has arrived yet. Sessions appear here as soon as an enrolled desk syncs.",
    "older": "Older sessions",
    "newer": "Newer sessions",
    "back": "All sessions",
    "sku": "SKU",
    "item": "Item",
    "total": "Total",
    "late": "arrived after the close",
    "double": "possible double: two desks within 5 seconds",
    "verified": "Verified: each desk was told that all it logged is here.",
    "not_verified": "Not verified yet: a desk has not asked, or something came after it did.",
    "no_sales": "Nothing was sold in this session, or nothing has arrived yet.",
    "complete": "Complete: the desk counted the same.",
    "incomplete": "Not complete yet: the desk counted {sales} sales, {units} units, {amount} 元.",
    "missing": "There is no such session here.",
    "other_language": "中文",
    "times": "Times are those of the desk's time zone.",
    "locked": "These pages need a key",
    "locked_how": (
        "This base can be reached from other machines, so its pages open with a page key only. "
        "Make one on the base with “anchor-desk admin page-key” and enter it as the password; any user name will do."
    ),
}
_ZH: Final = {
    "base": "主播台基地",
    "sessions": "场次",
    "shop": "店铺",
    "anchor": "主播",
    "opened": "开播",
    "closed": "下播",
    "running": "直播中",
    "not_opened": "开播记录尚未到达",
    "rehearsal": "彩排",
    "sales": "笔数",
    "units": "件数",
    "amount": "金额",
    "yuan": "元",
    "unpriced": "件未定价",
    "refunded": "件已退",
    "page_total": "本页合计（不含彩排）",
    "none": "还没有场次。已登记的主播台同步后会立即显示在这里。",
    "older": "更早的场次",
    "newer": "更新的场次",
    "back": "全部场次",
    "sku": "规格编号",
    "item": "商品",
    "total": "合计",
    "late": "下播后到达",
    "double": "可能重复：两台主播台在 5 秒内各记一笔",
    "verified": "已核对：各主播台的全部记录均已到达基地。",
    "not_verified": "尚未核对：有主播台还没有核对，或核对后又有记录到达。",
    "no_sales": "本场没有成交，或记录尚未到达。",
    "complete": "数据完整：与主播台的统计一致。",
    "incomplete": "数据尚不完整：主播台统计为 {sales} 笔、{units} 件、{amount} 元。",
    "missing": "这里没有这个场次。",
    "other_language": "English",
    "times": "时间为主播台所在时区。",
    "locked": "查看页面需要密钥",
    "locked_how": (
        "其他电脑可以访问本基地服务器，因此页面需要密钥才能打开。"
        "请在服务器上运行 “anchor-desk admin page-key” 生成密钥，并作为密码输入；用户名任意。"
    ),
}
TEXTS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({"en": _EN, "zh-CN": _ZH})


def choose_language(asked: str | None, accepted: str) -> str:
    """Return the page's language: as asked for in the address, else the first accepted one that we have.

    Args:
        asked: the ``lang`` parameter, if any.
        accepted: the ``Accept-Language`` header.
    """
    for name in (asked or "", *_by_preference(accepted)):
        main = name.lower().partition("-")[0]
        if main in {"zh", "en"}:
            return "zh-CN" if main == "zh" else "en"
    return "zh-CN"


def _by_preference(accepted: str) -> list[str]:
    ranked = []
    for place, entry in enumerate(accepted.split(",")):
        name, _, weight = entry.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), place, name))
        except ValueError:
            continue
    return [name for weight, _, name in sorted(ranked) if weight < 0]
