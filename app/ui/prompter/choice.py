# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which text the anchor gets: the script or the card of what is on, and a plain sentence where there is neither."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.domain.live_view import LiveView, PolicyCard, PolicyValidity, ProductCard, ScriptSpan
from app.ui.prompter.cards import POINT_SCALES, policy_document, product_document
from app.ui.prompter.document import PromptBlock, PromptDocument, Tone, script_document


def document_for(view: LiveView, *, card: bool, fits: Callable[[PromptDocument], bool]) -> PromptDocument:
    """Return what to show. ``card`` prefers the cue card to the script.

    A product's card is to be seen whole: its points get smaller until ``fits`` says that one page holds it.

    A policy point that may not be spoken today is shown as its card in every mode: the warning stands there.
    """
    document = _chosen(view, card=card, fits=fits)
    if view.session is None or view.current_row_id is None:
        return document
    kind = document.key.partition(":")[0]
    return replace(document, place=f"{view.session.session_id}:{view.current_row_id}:{kind}")


def _chosen(view: LiveView, *, card: bool, fits: Callable[[PromptDocument], bool]) -> PromptDocument:
    if view.policy is not None and (card or view.policy.validity is not PolicyValidity.VALID or not view.script):
        return policy_document(view.policy, not_valid=_why_not(view.policy))
    has_script = view.script is not None and bool(view.script.blocks)
    if view.product is not None and (card or not has_script):
        return _whole_card(view.product, view.selected_sku_id, fits)
    if view.script is not None and has_script:
        return script_document(view.script)
    return _nothing(view)


def _whole_card(
    card: ProductCard, selected_sku_id: str | None, fits: Callable[[PromptDocument], bool]
) -> PromptDocument:
    label = QCoreApplication.translate("Prompter", "Do not say:")
    sizes = [product_document(card, selected_sku_id, do_not_say=label, point_scale=scale) for scale in POINT_SCALES]
    return next((document for document in sizes if fits(document)), sizes[0])


def _why_not(card: PolicyCard) -> str:
    sentence = {
        PolicyValidity.VALID: "",
        PolicyValidity.NOT_YET: QCoreApplication.translate("Prompter", "Not in force yet. Do not say it."),
        PolicyValidity.EXPIRED: QCoreApplication.translate("Prompter", "No longer in force. Do not say it."),
        PolicyValidity.SUPERSEDED: QCoreApplication.translate("Prompter", "Replaced by a newer rule. Do not say it."),
    }[card.validity]
    return f"{sentence} ({card.validity_detail})" if sentence and card.validity_detail else sentence


def _nothing(view: LiveView) -> PromptDocument:
    row = next((row for row in view.rows if row.row_id == view.current_row_id), None)
    if row is not None:
        title = PromptBlock((ScriptSpan(row.title),), bold=True, gap_em=0.0)
        note = QCoreApplication.translate("Prompter", "This segment has no script. Speak freely.")
    elif view.session is not None:
        title = PromptBlock((ScriptSpan(QCoreApplication.translate("Prompter", "Ready")),), bold=True, gap_em=0.0)
        note = QCoreApplication.translate("Prompter", "The text appears here when the first item comes on.")
    else:
        text = QCoreApplication.translate("Prompter", "No session is open")
        title = PromptBlock((ScriptSpan(text),), bold=True, gap_em=0.0)
        note = QCoreApplication.translate("Prompter", "Open one in Prepare: the text appears here.")
    key = f"nothing:{view.current_row_id or ''}:{view.session is not None}"
    return PromptDocument(key, (title, PromptBlock((ScriptSpan(note),), scale=0.7, tone=Tone.QUIET)))
