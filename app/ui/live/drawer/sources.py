# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scene on air is made of, each item to show or hide."""

from collections.abc import Hashable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.obs.commands import ObsOutcome, SetItemVisible
from app.domain.obs.state import SourceType
from app.domain.obs.tree import TreeLine, tree_lines
from app.ui.icons import IconSet
from app.ui.live.drawer.buttons import Face
from app.ui.live.drawer.section import DeskView, Section
from app.ui.live.drawer.toggle_list import ToggleLine, ToggleList
from app.ui.theme.scale import Scale

_ICONS = {SourceType.INPUT: "camera", SourceType.GROUP: "group", SourceType.SCENE: "scene"}


class Sources(Section):
    """The items of the program scene as a tree of groups and nested scenes."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = ToggleList(icons, self.tr("Nothing is on air."))
        self.list.wanted.connect(self._on_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def facts(self, view: DeskView) -> Hashable:
        """Return what of ``view`` is shown here."""
        return (view.state.items, view.state.program_scene, view.open_program, view.state.connected, view.state.scenes)

    def set_view(self, view: DeskView) -> None:
        """Show the scene on air, if it is one of those to be changed."""
        scene = view.open_program
        tree = tree_lines(view.state, scene) if scene is not None else ()
        lines: dict[tuple[str, int], TreeLine] = {}
        for line in tree:
            lines.setdefault((line.item.container, line.item.item_id), line)
        self.list.set_lines(tuple(self._line(line) for line in lines.values()), self._nothing(view))
        for key, line in lines.items():
            self.list.set_fact(key, on=line.item.visible, usable=view.state.connected, faint=not line.shown)

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Settle the item's button."""
        command = outcome.command
        if isinstance(command, SetItemVisible):
            self.list.settle((command.container, command.item_id), outcome.ok)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self.list.set_scale(scale)

    def _nothing(self, view: DeskView) -> str:
        program = view.state.program_scene
        if program is None:
            return self.tr("Nothing is on air.")
        if view.open_program is None:
            return self.tr("“{scene}” is not one of this session's scenes.").format(scene=program)
        return self.tr("“{scene}” is empty.").format(scene=program)

    def _line(self, line: TreeLine) -> ToggleLine:
        item = line.item
        on = Face("eye", "accent", "", self.tr("{source} is shown; press to hide it").format(source=item.source))
        off = Face("eye-off", "muted", "", self.tr("{source} is hidden; press to show it").format(source=item.source))
        key = (item.container, item.item_id)
        return ToggleLine(key, item.source, _ICONS[item.source_type], line.depth, on, off)

    def _on_wanted(self, key: tuple[str, int], visible: bool) -> None:
        self.command_requested.emit(SetItemVisible(key[0], key[1], visible))
