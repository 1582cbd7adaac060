# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buttons that show what OBS confirmed, never what was pressed."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.icons import IconSet
from app.ui.widgets.labels import set_property


@dataclass(frozen=True, slots=True)
class Face:
    """How a button looks in one state: ``text`` is short, ``spoken`` says all, with what a press does."""

    icon: str
    role: str
    text: str
    spoken: str


class StateButton(QPushButton):
    """Something that is on or off in OBS. A press asks for the opposite of what OBS last said.

    Signals:
        wanted(bool): on (True) or off.
    """

    wanted = Signal(bool)

    def __init__(self, icons: IconSet, on: Face, off: Face, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._faces = {True: on, False: off}
        self._fact = False
        self._pending: bool | None = None
        self._failed = False
        self._compact = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("tight", "true")
        self.clicked.connect(self._on_clicked)
        self._show()

    @property
    def state(self) -> str:
        """``pending``, ``failed``, ``on`` or ``off``."""
        if self._pending is not None:
            return "pending"
        return "failed" if self._failed else "on" if self._fact else "off"

    def set_icon_only(self) -> None:
        """Show no text: the words are the tool tip and the accessible name."""
        self._compact = True
        self.setIconSize(QSize(20, 20))
        self._show()

    def set_fact(self, on: bool) -> None:
        """Show what OBS says."""
        if on is not self._fact:
            self._failed = False
        if on is self._pending:
            self._pending = None
        self._fact = on
        self._show()

    def settle(self, ok: bool) -> None:
        """Stop waiting: OBS answered."""
        self._pending = None
        self._failed = not ok
        self._show()

    def give_up(self) -> None:
        """Stop waiting: there is no OBS that could answer."""
        self._pending = None
        self._show()

    def _on_clicked(self) -> None:
        if self._pending is None:
            self._pending = not self._fact
            self._failed = False
            self._show()
            self.wanted.emit(self._pending)

    def _show(self) -> None:
        face = self._faces[self._fact]
        icon, role = {"pending": ("pending", "warn"), "failed": ("error", "bad")}.get(
            self.state, (face.icon, face.role)
        )
        self.setIcon(self._icons.icon(icon, role))
        self.setText("" if self._compact else face.text)
        spoken = face.spoken
        if self.state == "pending":
            spoken = QCoreApplication.translate("Drawer", "{what}. Waiting for OBS").format(what=face.spoken)
        elif self.state == "failed":
            spoken = QCoreApplication.translate("Drawer", "{what}. OBS did not do it").format(what=face.spoken)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        set_property(self, "state", self.state if self.state in ("pending", "failed") else "")


class ActionButton(QPushButton):
    """Something that happens once. It waits for OBS and then tells whether it happened.

    Signals:
        asked: do it.
    """

    asked = Signal()

    def __init__(self, icons: IconSet, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._face = face
        self._state = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("tight", "true")
        self.setText(face.text)
        self.clicked.connect(self._on_clicked)
        self._show()

    @property
    def state(self) -> str:
        """``pending``, ``done``, ``failed`` or an empty text."""
        return self._state

    def settle(self, ok: bool) -> None:
        """Tell what came of it."""
        self._state = "done" if ok else "failed"
        self._show()

    def give_up(self) -> None:
        """Stop waiting: there is no OBS that could answer."""
        if self._state == "pending":
            self._state = ""
            self._show()

    def _on_clicked(self) -> None:
        if self._state != "pending":
            self._state = "pending"
            self._show()
            self.asked.emit()

    def _show(self) -> None:
        looks = {
            "pending": ("pending", "warn", QCoreApplication.translate("Drawer", "{what}. Waiting for OBS")),
            "done": ("check", "good", QCoreApplication.translate("Drawer", "{what}. Done")),
            "failed": ("error", "bad", QCoreApplication.translate("Drawer", "{what}. OBS did not do it")),
        }
        icon, role, words = looks.get(self._state, (self._face.icon, self._face.role, "{what}"))
        self.setIcon(self._icons.icon(icon, role))
        spoken = words.format(what=self._face.spoken)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        set_property(self, "state", self._state if self._state in ("pending", "failed") else "")
