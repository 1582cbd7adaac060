# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain words for the states that the Live page shows."""

from PySide6.QtCore import QCoreApplication

from app.contract.content import SegmentKind
from app.domain.live_view import SaveMark, TapeRow
from app.domain.obs.commands import ObsFailure
from app.domain.obs.state import LinkFault


def kind_label(kind: SegmentKind) -> str:
    """Return the name of a kind of segment."""
    return {
        SegmentKind.OPENING: QCoreApplication.translate("Live", "Opening"),
        SegmentKind.PRODUCT: QCoreApplication.translate("Live", "Product"),
        SegmentKind.INTERACTION: QCoreApplication.translate("Live", "Interaction"),
        SegmentKind.BENEFIT: QCoreApplication.translate("Live", "Benefit item"),
        SegmentKind.POLICY: QCoreApplication.translate("Live", "Policy talk"),
        SegmentKind.TRANSITION: QCoreApplication.translate("Live", "Transition"),
        SegmentKind.CLOSING: QCoreApplication.translate("Live", "Closing"),
    }[kind]


def mark_label(mark: SaveMark) -> str:
    """Return how safe a sale is, in words."""
    return {
        SaveMark.PENDING: QCoreApplication.translate("Live", "saving"),
        SaveMark.SAVED: QCoreApplication.translate("Live", "saved"),
        SaveMark.AT_BASE: QCoreApplication.translate("Live", "at the base"),
        SaveMark.ATTENTION: QCoreApplication.translate("Live", "not taken"),
        SaveMark.FAILED: QCoreApplication.translate("Live", "NOT SAVED"),
    }[mark]


def change_text(row: TapeRow) -> str:
    """Return what was changed of a sale since: corrected, refunded; empty where nothing was."""
    parts = []
    if row.first_units is not None:
        parts.append(QCoreApplication.translate("Live", "was ×{units}").format(units=row.first_units))
    if row.refunded:
        parts.append(QCoreApplication.translate("Live", "refunded {units}").format(units=row.refunded))
    return ", ".join(parts)


def fault_sentence(fault: LinkFault) -> str:
    """Return why there is no link to OBS and what to do."""
    return {
        LinkFault.NONE: QCoreApplication.translate("Live", "Connecting to OBS."),
        LinkFault.NOT_RUNNING: QCoreApplication.translate(
            "Live", "OBS does not answer. Start OBS and switch on its WebSocket server."
        ),
        LinkFault.UNREACHABLE: QCoreApplication.translate(
            "Live", "OBS cannot be reached. Check its address in Prepare."
        ),
        LinkFault.PASSWORD_MISSING: QCoreApplication.translate("Live", "OBS asks for a password. Enter it in Prepare."),
        LinkFault.PASSWORD_WRONG: QCoreApplication.translate(
            "Live", "OBS refused the password. Enter it again in Prepare."
        ),
        LinkFault.NOT_OBS: QCoreApplication.translate(
            "Live", "Something answers at that address, but it is not OBS. Check the port in Prepare."
        ),
        LinkFault.TOO_OLD: QCoreApplication.translate("Live", "This OBS is too old. Install OBS 28 or newer."),
        LinkFault.KICKED: QCoreApplication.translate("Live", "OBS closed the link. Reconnect when it is ready."),
        LinkFault.HUNG: QCoreApplication.translate("Live", "OBS hangs: it is there but does not answer."),
        LinkFault.LOST: QCoreApplication.translate("Live", "The link to OBS broke. Reconnecting by itself."),
    }[fault]


def failure_sentence(failure: ObsFailure) -> str:
    """Return why OBS did not do what it was asked."""
    return {
        ObsFailure.NONE: "",
        ObsFailure.NO_LINK: QCoreApplication.translate("Live", "OBS is not connected. Nothing was changed in OBS."),
        ObsFailure.NOT_READY: QCoreApplication.translate("Live", "OBS is busy starting up. Press again in a moment."),
        ObsFailure.NOT_FOUND: QCoreApplication.translate("Live", "OBS does not have it. Check the names in OBS."),
        ObsFailure.REJECTED: QCoreApplication.translate("Live", "OBS refused. Look at the OBS window."),
        ObsFailure.NOT_OFFERED: QCoreApplication.translate("Live", "This OBS cannot do that. Update OBS."),
        ObsFailure.NOT_CONFIRMED: QCoreApplication.translate(
            "Live", "OBS did not confirm the change. Look at the OBS window before you press again."
        ),
        ObsFailure.EXPIRED: QCoreApplication.translate("Live", "OBS answered too late. The press was dropped."),
        ObsFailure.LINK_LOST: QCoreApplication.translate(
            "Live", "The link broke while OBS was asked. Look at the OBS window."
        ),
    }[failure]
