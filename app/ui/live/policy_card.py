# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The policy point being talked about: plain words large, quote and source beneath, greyed when it may not be said."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.live_view import PolicyCard, PolicyValidity
from app.ui.icons import IconSet
from app.ui.theme.scale import Scale, Type
from app.ui.widgets.chip import Chip
from app.ui.widgets.labels import HeadlineLabel, set_property, set_tone, tell


def _wrapped(tone: str = "") -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    if tone:
        label.setProperty("tone", tone)
    return label


class PolicyCardView(QWidget):
    """Shows a policy point; no product is ever beside it.

    Signals:
        cover_clicked: it was said.
    """

    cover_clicked = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: PolicyCard | None = None
        self._topic = HeadlineLabel()
        self._must = Chip(icons, self.tr("Must be said"), whole=True)
        self._validity = Chip(icons, self.tr("Validity"))
        self._reason = _wrapped("bad")
        self._plain = _wrapped()
        self._plain_ug = _wrapped()
        self._plain_ug.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._quote = _wrapped("muted")
        self._source = _wrapped("muted")
        self._cover = QPushButton(self.tr("Mark as said"))
        self._cover.setIcon(icons.icon("check"))
        self._cover.setAccessibleName(self.tr("Mark the policy point as said"))
        self._cover.setToolTip("Ctrl+K")
        self._cover.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cover.clicked.connect(self.cover_clicked)
        self._build()

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._topic.setFont(scale.font(Type.NAME, bold=True))
        self._plain.setFont(scale.font(Type.PLAIN))
        self._plain_ug.setFont(scale.font(Type.SCRIPT))
        self._reason.setFont(scale.font(Type.BODY))
        self._quote.setFont(scale.font(Type.BODY))
        self._source.setFont(scale.font(Type.SMALL))
        self._must.set_scale(scale)
        self._cover.setFont(scale.font(Type.BODY))
        self._validity.set_scale(scale)
        self._layout.setSpacing(scale.gap)
        self._body_layout.setSpacing(scale.margin)
        self._quote_layout.setContentsMargins(scale.margin, scale.gap, scale.margin, scale.gap)

    def show_card(self, card: PolicyCard) -> None:
        """Show ``card``."""
        if card == self._card:
            return
        self._card = card
        valid = card.validity is PolicyValidity.VALID
        tell(self._topic, card.topic)
        tell(self._plain, card.plain)
        tell(self._plain_ug, card.plain_ug)
        tell(self._quote, card.quote)
        tell(self._source, self.tr("Source: {source}").format(source=card.source) if card.source else "")
        self._plain_ug.setVisible(bool(card.plain_ug))
        self._quote.setVisible(bool(card.quote))
        self._source.setVisible(bool(card.source))
        self._quote_frame.setVisible(bool(card.quote or card.source))
        for label in (self._topic, self._plain, self._plain_ug):
            set_tone(label, "" if valid else "disabled")
        self._must.setVisible(card.covered or (card.must_say and valid))
        if card.covered:
            self._must.show_state("check", self.tr("Said"), tone="good")
        else:
            self._must.show_state("warning", self.tr("Must be said"), tone="warn")
        self._cover.setVisible(valid and not card.covered)
        self._show_validity(card)
        set_property(self, "valid", "yes" if valid else "no")

    def _show_validity(self, card: PolicyCard) -> None:
        words = {
            PolicyValidity.VALID: self.tr("Valid"),
            PolicyValidity.NOT_YET: self.tr("Not in force yet: do not say it"),
            PolicyValidity.EXPIRED: self.tr("Expired: do not say it"),
            PolicyValidity.SUPERSEDED: self.tr("Replaced: do not say it"),
        }[card.validity]
        valid = card.validity is PolicyValidity.VALID
        icon, tone = ("check", "good") if valid else ("forbidden", "bad")
        fact = self._fact(card)
        self._validity.show_state(icon, words, tone=tone, detail=fact)
        tell(self._reason, "" if valid else fact)
        self._reason.setVisible(bool(self._reason.text()))

    def _fact(self, card: PolicyCard) -> str:
        sentence = {
            PolicyValidity.VALID: self.tr("Holds until {fact}."),
            PolicyValidity.NOT_YET: self.tr("Holds from {fact} on."),
            PolicyValidity.EXPIRED: self.tr("The last day was {fact}."),
            PolicyValidity.SUPERSEDED: self.tr("{fact} took its place."),
        }[card.validity]
        return sentence.format(fact=card.validity_detail) if card.validity_detail else ""

    def _build(self) -> None:
        state = QHBoxLayout()
        state.addWidget(self._validity)
        state.addWidget(self._must)
        state.addStretch(1)
        state.addWidget(self._cover)
        self._quote_frame = QFrame()
        self._quote_frame.setProperty("panel", "sunken")
        self._quote_layout = QVBoxLayout(self._quote_frame)
        self._quote_layout.addWidget(self._quote)
        self._quote_layout.addWidget(self._source)
        body = QWidget()
        self._body_layout = QVBoxLayout(body)
        self._body_layout.setContentsMargins(0, 0, 0, 0)
        self._body_layout.addWidget(self._plain)
        self._body_layout.addWidget(self._plain_ug)
        self._body_layout.addWidget(self._quote_frame)
        self._body_layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Policy point"))
        scroll.setWidget(body)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._topic)
        self._layout.addLayout(state)
        self._layout.addWidget(self._reason)
        self._layout.addWidget(scroll, 1)
