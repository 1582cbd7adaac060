# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented data for pictures and page tests, in each state of a session."""

from dataclasses import replace

from app.contract.content import Question, SegmentKind
from app.domain.live_view import (
    LineupRow,
    LiveView,
    PolicyCard,
    PolicyValidity,
    ProductCard,
    RowState,
    SaveMark,
    ScriptBlock,
    ScriptSpan,
    ScriptView,
    SessionHead,
    SkuLine,
    TapeRow,
)
from app.domain.obs.state import (
    AudioInput,
    Filter,
    FrameStats,
    LinkFault,
    LinkPhase,
    MediaInput,
    MediaPhase,
    ObsState,
    OutputPhase,
    Scene,
    SceneItem,
    SourceType,
    Transition,
)
from app.domain.session_state import Totals
from app.domain.sync import Acknowledged, SyncPhase, SyncStatus

_K = SegmentKind
_PLAN = (
    ("r01", None, _K.OPENING, "开场", 300, 290, 0),
    ("r02", 7, _K.BENEFIT, "馕脆片", 240, 262, 31),
    ("r03", 1, _K.PRODUCT, "皮牙子芝麻馕", 600, 192, 14),
    ("r04", 2, _K.PRODUCT, "奶香甜馕", 720, 0, 0),
    ("r05", None, _K.INTERACTION, "互动 / 福袋", 240, 0, 0),
    ("r06", None, _K.POLICY, "育儿补贴", 240, 0, 0),
    ("r07", 3, _K.PRODUCT, "玫瑰酱馕", 600, 0, 0),
    ("r08", 6, _K.PRODUCT, "羊肉烤包子（冷冻）", 720, 0, 0),
    ("r09", 5, _K.PRODUCT, "窝窝馕", 600, 0, 0),
    ("r10", 7, _K.BENEFIT, "馕脆片", 240, 0, 0),
    ("r11", None, _K.POLICY, "灵活就业参保", 240, 0, 0),
    ("r12", 8, _K.PRODUCT, "混合馕尝鲜装：四种口味各一个，适合第一次尝的朋友", 720, 0, 0),
    ("r13", None, _K.CLOSING, "收尾", 420, 0, 0),
)


def lineup(current: str) -> tuple[LineupRow, ...]:
    """Return the sample lineup with the row ``current`` on."""
    position = next(n for n, row in enumerate(_PLAN) if row[0] == current)
    rows = []
    for number, (row_id, link, kind, title, planned, actual, units) in enumerate(_PLAN):
        if number < position:
            state = RowState.DONE
        elif number == position:
            state = RowState.CURRENT
        else:
            state = RowState.NEXT if number == position + 1 else RowState.UPCOMING
        scene = "政策" if kind is _K.POLICY else "商品"
        rows.append(LineupRow(row_id, number + 1, link, kind, title, planned, actual, units, state, scene))
    return tuple(rows)


PRODUCT = ProductCard(
    product_id="X01",
    title="皮牙子芝麻馕",
    title_ug="پىيازلىق نان",
    unit="份",
    picture="",
    skus=(
        SkuLine("X01-1", "1个", 550, 600, "门店日常价", 320, None, "", 6),
        SkuLine("X01-3", "3个", 1590, 1800, "门店日常价", 86, 5, "孜然粉一小包", 8),
        SkuLine("X01-6", "6个真空", 2990, 3600, "门店日常价", 40, 3, "孜然粉一小包", 0),
    ),
    selling_points=("当天现烤，馕坑炭火", "皮牙子（洋葱）香，芝麻足", "真空包装可放七天"),
    faq=(Question(question="怎么加热？", answer="喷一点水，平底锅小火两面各一分钟。"),),
    do_not_say=("全网最低", "降三高", "治疗"),
    usage="常温三天，冷冻三十天。",
)

SCRIPT = ScriptView(
    segment_id="seg-X01",
    title="皮牙子芝麻馕",
    blocks=(
        ScriptBlock((ScriptSpan("先说香味"),), heading=True),
        ScriptBlock(
            (
                ScriptSpan("刚出馕坑的皮牙子芝麻馕，今天直播价 "),
                ScriptSpan("15.9", token="live_price"),
                ScriptSpan(" 元三个，还剩 "),
                ScriptSpan("86", token="stock"),
                ScriptSpan(" 份。"),
            )
        ),
        ScriptBlock((ScriptSpan("皮牙子就是洋葱，馕坑里一烤，甜味全出来了。掰开给大家看看这个层次。"),)),
        ScriptBlock(
            (ScriptSpan("بۈگۈن تونۇردا پىشقان نان، باھاسى "), ScriptSpan("15.9", token="live_price")), rtl=True
        ),
        ScriptBlock((ScriptSpan("再说吃法"),), heading=True),
        ScriptBlock((ScriptSpan("早上配奶茶，晚上配烤肉；吃不完冷冻起来，喷水回锅和刚烤的一样。"),)),
    ),
)

HEAD = SessionHead(
    session_id="s1",
    shop_name="疆味坑馕坊",
    anchor="阿依古丽",
    rehearsal=False,
    opened_at="2026-03-06T11:11:00+00:00",
    segment_started_at="2026-03-06T12:20:33+00:00",
    segment_planned_s=600,
)

TAPE = (
    TapeRow("e7", "20:23", "皮牙子芝麻馕", "3个", 3, 4770, SaveMark.PENDING, False),
    TapeRow("e6", "20:22", "皮牙子芝麻馕", "1个", 2, 1100, SaveMark.SAVED, False),
    TapeRow("e5", "20:22", "皮牙子芝麻馕", "3个", 5, 7950, SaveMark.SAVED, True),
    TapeRow("e4", "20:21", "皮牙子芝麻馕", "1个", 4, 2200, SaveMark.AT_BASE, False),
    TapeRow("e3", "20:18", "馕脆片", "孜然 100g", 10, 9900, SaveMark.AT_BASE, False),
    TapeRow("e2", "20:17", "馕脆片", "原味 100g", 12, 11880, SaveMark.AT_BASE, False),
    TapeRow("e1", "20:16", "馕脆片", "番茄 100g", 9, 8910, SaveMark.AT_BASE, False),
)

PRODUCT_VIEW = LiveView(
    session=HEAD,
    rows=lineup("r03"),
    current_row_id="r03",
    next_title="奶香甜馕",
    product=PRODUCT,
    script=SCRIPT,
    selected_sku_id="X01-3",
    tape=TAPE,
    totals=Totals(sales=6, units=40, amount_fen=38760),
)

POLICY = PolicyCard(
    policy_id="P08",
    topic="育儿补贴",
    plain="从 2025 年 1 月 1 日起，家里有不满三周岁的孩子，每个孩子每年可以领 3600 元，"
    "由父母一方或监护人申请，线上办或到户籍地街道办。",
    plain_ug="",
    quote="补贴对象为从2025年1月1日起，符合法律法规规定生育的3周岁以下婴幼儿……现阶段国家基础标准为每孩每年3600元。",
    source="中办国办《育儿补贴制度实施方案》（2025-07）",
    must_say=True,
    validity=PolicyValidity.VALID,
    validity_detail="",
)

POLICY_VIEW = replace(
    PRODUCT_VIEW,
    session=replace(HEAD, segment_started_at="2026-03-06T12:18:25+00:00", segment_planned_s=240),
    rows=lineup("r06"),
    current_row_id="r06",
    next_title="玫瑰酱馕",
    product=None,
    policy=POLICY,
    script=None,
    selected_sku_id=None,
)

EXPIRED_VIEW = replace(
    POLICY_VIEW,
    policy=replace(
        POLICY,
        plain="2025 年以前出生的孩子，第一次申请要在 2025 年 12 月 31 日以前提出。",
        validity=PolicyValidity.EXPIRED,
        validity_detail="2025-12-31",
    ),
)

LONG_VIEW = replace(
    PRODUCT_VIEW,
    rows=lineup("r12"),
    current_row_id="r12",
    next_title="收尾",
    product=replace(
        PRODUCT,
        title="混合馕尝鲜装：四种口味各一个，适合第一次尝的朋友",
        title_ug="ئارىلاش نان سوۋغىسى",
        skus=(
            SkuLine("X08-1", "尝鲜装 4个", 129_900, 159_900, "门店日常价，以本店小票为准", 1200, 2, "", 0),
            SkuLine("X08-2", "家庭装 8个真空", 219_900, None, "", 60, None, "", 0),
            SkuLine("X08-3", "礼盒 12个，含手提袋", None, None, "", None, None, "", 0),
        ),
        do_not_say=("全网最低", "降三高", "治疗", "国家级", "最佳", "第一品牌"),
    ),
    selected_sku_id="X08-1",
)

REHEARSAL_VIEW = replace(PRODUCT_VIEW, session=replace(HEAD, rehearsal=True))

NOT_SAVED_VIEW = replace(
    PRODUCT_VIEW,
    tape=(replace(TAPE[0], mark=SaveMark.FAILED), *TAPE[1:]),
    not_saved="NOT SAVED: 1. The disk is full.",
)

ON_AIR = ObsState(
    phase=LinkPhase.LIVE,
    epoch=1,
    age_base=1000.0,
    obs_version="30.2.0",
    scenes=tuple(Scene(name) for name in ("商品", "政策", "近景", "福袋", "片头", "稍后回来")),
    program_scene="商品",
    audio=(AudioInput("Mic/Aux", muted=False),),
    stream=OutputPhase.ON,
    stream_ms=4_365_000,
    record=OutputPhase.ON,
    record_ms=4_360_000,
    frames=FrameStats(fps=30.0, output_total=130_000),
    stream_kbps=5_980.0,
    disk_free_mb=182_000.0,
)
OFF_AIR = replace(ON_AIR, stream=OutputPhase.OFF, stream_ms=0, record=OutputPhase.OFF, record_ms=0)
MUTED = replace(
    ON_AIR,
    audio=(AudioInput("Mic/Aux", muted=True),),
)
DROPPING = replace(
    ON_AIR,
    age_base=1010.0,
    stream_kbps=2_150.0,
    disk_free_mb=7_400.0,
    frames=FrameStats(fps=29.97, output_total=130_300, output_skipped=30, congestion=0.3),
)
POLICY_AIR = replace(ON_AIR, program_scene="政策")
GONE = ObsState(phase=LinkPhase.DISCONNECTED, fault=LinkFault.LOST, retry_in_s=2.0, age_base=990.0)

AT_BASE = SyncStatus(SyncPhase.IDLE, acknowledged=Acknowledged(1, 120), last_success_at="2026-03-06T12:23:40+00:00")
WAITING = SyncStatus(SyncPhase.SYNCING, pending=2, oldest_pending_at="2026-03-06T12:23:41+00:00")
OFFLINE = SyncStatus(
    SyncPhase.OFFLINE, pending=37, oldest_pending_at="2026-03-06T11:41:00+00:00", detail="The base does not answer."
)

_IN, _GROUP, _SCENE = SourceType.INPUT, SourceType.GROUP, SourceType.SCENE
FULL = replace(
    ON_AIR,
    available_requests=frozenset({"SplitRecordFile", "CreateRecordChapter"}),
    audio=(
        AudioInput("Mic/Aux", muted=False, volume_db=-6.0),
        AudioInput("背景音乐", muted=False, volume_db=-22.5),
        AudioInput("片头视频", muted=True, volume_db=-3.0),
        *(AudioInput(f"摄像头 {number} 的内置麦克风", muted=True, volume_db=-100.0) for number in range(1, 39)),
    ),
    items=(
        SceneItem("商品", 9, "价格牌", _GROUP, visible=True),
        SceneItem("价格牌", 1, "Anchor Desk product", _IN, visible=True, kind="text_gdiplus_v3"),
        SceneItem("价格牌", 2, "Anchor Desk price", _IN, visible=False, kind="text_gdiplus_v3"),
        SceneItem("商品", 4, "小窗：近景机位与馕坑的实时画面", _SCENE, visible=False),
        SceneItem("小窗：近景机位与馕坑的实时画面", 1, "近景摄像头", _IN, visible=True),
        SceneItem("商品", 2, "主摄像头", _IN, visible=True),
        SceneItem("政策", 1, "片头视频", _IN, visible=True),
        SceneItem("片头", 1, "片尾曲", _IN, visible=True),
    ),
    filters=(
        Filter("主摄像头", "色彩校正", "color_filter", enabled=True),
        Filter("主摄像头", "美颜", "beauty", enabled=False),
        Filter("近景摄像头", "锐化", "sharpness", enabled=True),
    ),
    media=(
        MediaInput("片头视频", MediaPhase.PLAYING, 12_000, 95_000),
        MediaInput("片尾曲", MediaPhase.IDLE, 0, 185_000),
    ),
    transition=Transition("淡入淡出", 300),
    transitions=("直接切换", "淡入淡出"),
    replay=OutputPhase.ON,
)
