# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain words for what did not happen to OBS's scenes: what happened, what is safe, what to do."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.contract.content import Shop
from app.domain.obs.state import LinkFault

_NAMED = 5


def error_sentence(error: Exception) -> str:
    """Return what an error from looking or applying means; empty where it is none of those that belong there."""
    from app.adapters.obs.provision import ProvisionError
    from app.domain.obs.template import TemplateError
    from app.settings.file import SettingsError

    if isinstance(error, SettingsError):
        return str(error)
    if isinstance(error, TemplateError):
        sentence = QCoreApplication.translate("Studio", "The template cannot be used, so nothing was changed: {reason}")
        return sentence.format(reason="\n".join(error.problems))
    return failure_sentence(error.code) if isinstance(error, ProvisionError) else ""


def failure_sentence(code: str) -> str:
    """Return why nothing was read or changed, by a fault's short name."""
    return _sentences().get(code) or QCoreApplication.translate(
        "Studio", "The connection to OBS broke, and nothing was changed. Look at OBS, then look again."
    )


def stopped_sentence(code: str) -> str:
    """Return why an apply ended early, by a fault's short name; what was done until then stays."""
    if code == "cancelled":
        return QCoreApplication.translate(
            "Studio", "Stopped as you asked. What was done stays; apply again to do the rest."
        )
    if code == "mark":
        return QCoreApplication.translate(
            "Studio",
            "OBS could not note down which scenes are the desk's. Is its disk full? "
            "What was done stays; free some room, then apply again.",
        )
    if code == LinkFault.HUNG:
        return QCoreApplication.translate(
            "Studio", "OBS stopped answering. What was done stays. Look at OBS, then apply again to do the rest."
        )
    return QCoreApplication.translate(
        "Studio", "The connection to OBS broke. What was done stays. Look at OBS, then apply again to do the rest."
    )


def nothing_chosen() -> str:
    """Return what to do while no shop is chosen."""
    return QCoreApplication.translate("Studio", "No shop is chosen. Tick the shops on the left.")


def no_template(shops: Sequence[Shop]) -> str:
    """Return what to do for shops whose category has no template."""
    named = ", ".join(f"{shop.name} ({shop.shop_id})" for shop in shops[:_NAMED])
    more = f" +{len(shops) - _NAMED}" if len(shops) > _NAMED else ""
    sentence = QCoreApplication.translate(
        "Studio", "There is no template for the category of {shops}. Choose one below the list of shops."
    )
    return sentence.format(shops=named + more)


def program_fault() -> str:
    """Return what to do after a fault of the program itself."""
    return QCoreApplication.translate(
        "Studio", "This failed through a fault in the program; the log has the details. Look again to see how OBS is."
    )


def _sentences() -> dict[str, str]:
    return {
        "streaming": QCoreApplication.translate(
            "Studio",
            "OBS is on air and viewers would see its scenes change, so nothing was changed. "
            "Apply after the broadcast, or tick “Change scenes although we are on air”.",
        ),
        "not_ready": QCoreApplication.translate(
            "Studio", "OBS is loading or changing its scene collection. Nothing was changed; try again in a moment."
        ),
        "newer_mark": QCoreApplication.translate(
            "Studio",
            "A newer version of Anchor Desk made the scenes in this OBS. Nothing was changed; update this PC first.",
        ),
        LinkFault.NOT_RUNNING: QCoreApplication.translate(
            "Studio",
            "OBS does not answer, so nothing was changed. Start OBS and switch on its WebSocket server "
            "(Tools, WebSocket Server Settings), then look again.",
        ),
        LinkFault.UNREACHABLE: QCoreApplication.translate(
            "Studio", "The OBS computer cannot be reached, so nothing was changed. Check its address in Prepare."
        ),
        LinkFault.PASSWORD_MISSING: QCoreApplication.translate(
            "Studio", "OBS asks for a password, so nothing was changed. Enter it in Prepare, then look again."
        ),
        LinkFault.PASSWORD_WRONG: QCoreApplication.translate(
            "Studio", "OBS refused the password, so nothing was changed. Enter it again in Prepare, then look again."
        ),
        LinkFault.NOT_OBS: QCoreApplication.translate(
            "Studio", "What answers at that address is not OBS. Nothing was changed; check the port in Prepare."
        ),
        LinkFault.TOO_OLD: QCoreApplication.translate(
            "Studio", "This OBS is too old for templates. Nothing was changed; install OBS 28 or newer."
        ),
        LinkFault.KICKED: QCoreApplication.translate(
            "Studio", "OBS closed the connection on request. Nothing was changed; look again when it may be used."
        ),
        LinkFault.HUNG: QCoreApplication.translate(
            "Studio", "OBS is there but does not answer. Nothing was changed; look at OBS, then look again."
        ),
    }
