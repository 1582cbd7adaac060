# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters of what is on air, each to switch on or off."""

from collections.abc import Hashable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.obs.commands import ObsOutcome, SetFilterEnabled
from app.domain.obs.state import Filter
from app.domain.obs.tree import sources_in
from app.ui.icons import IconSet
from app.ui.live.drawer.buttons import Face
from app.ui.live.drawer.section import DeskView, Section
from app.ui.live.drawer.toggle_list import ToggleLine, ToggleList
from app.ui.theme.scale import Scale


class Filters(Section):
    """Filters under the source that they are on."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = ToggleList(icons, self.tr("No filters on what is on air."))
        self.list.wanted.connect(self._on_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def facts(self, view: DeskView) -> Hashable:
        """Return what of ``view`` is shown here."""
        return (view.state.filters, view.state.items, view.open_program, view.state.connected)

    def set_view(self, view: DeskView) -> None:
        """Show the filters of the scene on air and of all that is in it."""
        scene = view.open_program
        sources = sources_in(view.state, scene) if scene is not None else frozenset()
        filters = [one for one in view.state.filters if one.source in sources]
        lines: list[ToggleLine] = []
        for source in dict.fromkeys(one.source for one in filters):
            lines.append(ToggleLine(source, source, "camera"))
            lines += [self._line(one) for one in filters if one.source == source]
        self.list.set_lines(tuple(lines))
        for one in filters:
            self.list.set_fact((one.source, one.name), on=one.enabled, usable=view.state.connected)

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Settle the filter's button."""
        command = outcome.command
        if isinstance(command, SetFilterEnabled):
            self.list.settle((command.source, command.filter_name), outcome.ok)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self.list.set_scale(scale)

    def _line(self, one: Filter) -> ToggleLine:
        on = Face("check", "good", "", self.tr("Filter {name} is on; press to switch it off").format(name=one.name))
        off = Face("off", "muted", "", self.tr("Filter {name} is off; press to switch it on").format(name=one.name))
        return ToggleLine((one.source, one.name), one.name, "filter", 1, on, off)

    def _on_wanted(self, key: tuple[str, str], enabled: bool) -> None:
        self.command_requested.emit(SetFilterEnabled(key[0], key[1], enabled))
