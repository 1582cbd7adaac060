# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``session open | list | show | close``."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.cli.console import CliError, complain, say, say_json
from app.cli.context import OpenProfile, content_of, open_profile, read_profile
from app.cli.ledger_views import need_session, saved, session_json, summary_json

if TYPE_CHECKING:
    from app.domain.content_set import ContentSet
    from app.domain.session_state import SessionState


def run_open(args: argparse.Namespace) -> int:
    """Open a session for a shop; refused while another one is open."""
    from app.contract.events import SessionOpenBody
    from app.domain.drafts import EventDrafter

    with open_profile(args) as opened:
        content = content_of(opened.store)
        _need_shop(content, args.shop)
        _need_none_open(opened)
        anchor = args.anchor.strip() or opened.settings.anchor
        body = SessionOpenBody(
            shop_id=args.shop,
            shop_name=content.shops[args.shop].name,
            anchor=anchor,
            lineup_id=_lineup_id(content, args.shop, args.lineup),
            rehearsal=args.rehearsal,
        )
        event = saved(opened.store.ledger.append(EventDrafter(opened.clock, anchor).session_open(body)))
        _remember_anchor(opened, anchor)
    if args.json:
        say_json({"session_id": event.session_id})
    else:
        say(event.session_id)
    return 0


def run_list(args: argparse.Namespace) -> int:
    """Print all sessions of this PC, newest first."""
    with read_profile(args) as opened:
        sessions = opened.reader.sessions()
    if args.json:
        say_json({"sessions": [summary_json(session) for session in sessions]})
        return 0
    for session in sessions:
        totals = session.totals
        say(
            f"{session.session_id}  {session.opened_at}  {_state(session.closed_at, session.rehearsal)}  "
            f"{session.shop_name}  {totals.units} units  {_yuan(totals.amount_fen)}"
        )
    if not sessions:
        say("No sessions yet.")
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print one session: totals and every sale."""
    with read_profile(args) as opened:
        state = need_session(opened.reader, args.session_id)
    if args.json:
        say_json(session_json(state))
        return 0
    totals = state.totals
    say(f"{state.shop_name}  {state.anchor}  {_state(state.closed_at, state.rehearsal)}  opened {state.opened_at}")
    say(
        f"{totals.sales} sales, {totals.units} units, {_yuan(totals.amount_fen)}, {totals.unpriced} units with no price"
    )
    if state.refunds:
        say(f"{totals.refunded_units} units refunded, {_yuan(totals.refunded_fen)}; net {_yuan(totals.net_fen)}")
    for waiver in state.waivers:
        say(f"went live in spite of {', '.join(waiver.codes)}: {waiver.reason} ({waiver.by})")
    for line in _records(state):
        say(line)
    for sale in state.sales:
        note = "" if sale.first_units is None else f"  corrected from {sale.first_units}"
        note += "  taken back" if sale.voided_by else ""
        amount = "no price" if sale.amount_fen is None else _yuan(sale.amount_fen)
        say(f"{sale.event_id}  {sale.occurred_at}  {sale.sku_id} x{sale.units}  {amount}{note}")
    for refund in state.refunds:
        amount = "no price" if refund.amount_fen is None else _yuan(refund.amount_fen)
        say(f"{refund.event_id}  {refund.occurred_at}  {refund.sku_id} x{refund.units}  {amount}  refunded")
    return 0


def run_close(args: argparse.Namespace) -> int:
    """Close a session. Closing a closed one changes nothing and is no fault."""
    from app.domain.drafts import EventDrafter

    with open_profile(args) as opened:
        state = need_session(opened.store.reader, args.session_id)
        if state.is_open:
            head = opened.store.reader.head()
            body = state.close_body(last_seq=head.last_seq, chain_hash=head.head_hash)
            drafter = EventDrafter(opened.clock, state.anchor)
            saved(opened.store.ledger.append(drafter.session_close(state.session_id, body)))
            state = need_session(opened.store.reader, args.session_id)
    if args.json:
        say_json(session_json(state))
    else:
        say(f"closed {state.session_id}")
    return 0


def _records(state: "SessionState") -> Iterator[str]:
    """Yield what people said and signed, a line each, kind by kind."""
    for approval in state.approvals:
        yield f"{approval.occurred_at}  approved by {approval.reviewer}, {approval.findings} findings open"
    for covered in state.covered:
        how = "said" if covered.how == "tick" else f"left out: {covered.reason}"
        yield f"{covered.occurred_at}  policy {covered.policy_id} {how}"
    for slip in state.slips:
        yield f"{slip.occurred_at}  corrected '{slip.said}' to '{slip.correction}'"
    for note in state.notes:
        yield f"{note.occurred_at}  {note.kind}: {note.text}"


def _need_shop(content: "ContentSet", shop_id: str) -> None:
    if shop_id not in content.shops:
        known = ", ".join(sorted(content.shops)) or "none: import shops first (anchor-desk import FILE...)"
        raise CliError(f"There is no shop '{shop_id}' on this PC. Nothing was opened. Known shops: {known}.")
    if not any(content.skus_of(product.product_id) for product in content.products_of(shop_id)):
        raise CliError(
            f"Shop '{shop_id}' has nothing to sell: no product of it has a SKU. Nothing was opened. "
            "Import its products and SKUs first (anchor-desk import FILE...)."
        )


def _need_none_open(opened: OpenProfile) -> None:
    running = opened.store.reader.open_session()
    if running is not None:
        raise CliError(
            f"Session {running.session_id} ({running.shop_name}) is still open. Nothing was opened. "
            f"Go on with it, or close it: anchor-desk session close {running.session_id}"
        )


def _lineup_id(content: "ContentSet", shop_id: str, wanted: str) -> str | None:
    known = content.lineups_of(shop_id)
    if not wanted:
        return known[-1] if known else None
    if not content.lineup(wanted):
        names = ", ".join(known) or "none"
        raise CliError(f"There is no lineup '{wanted}'. Nothing was opened. Lineups of this shop: {names}.")
    return wanted


def _remember_anchor(opened: OpenProfile, anchor: str) -> None:
    from app.settings.file import SettingsError, save_settings

    if anchor == opened.settings.anchor:
        return
    try:
        save_settings(opened.profile.settings_file, opened.settings.model_copy(update={"anchor": anchor}))
    except SettingsError as error:
        complain(f"The session is open, but the anchor's name was not remembered. {error}")


def _state(closed_at: str | None, rehearsal: bool) -> str:
    return ("closed" if closed_at else "open") + (" rehearsal" if rehearsal else "")


def _yuan(fen: int) -> str:
    from app.domain.money import format_yuan

    return format_yuan(fen)
