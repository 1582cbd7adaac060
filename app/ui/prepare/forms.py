# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two connection forms: OBS, and the base. Neither is a dialog, and neither shows a secret again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.prepare.ports import ObsChoice
from app.ui.widgets.labels import set_tone, tell

_MAX_PORT = 65535
_LONGEST_NAME = 60


class _Form(QFrame):
    """Fields, one button, and a sentence about what came of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "sunken")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(8)
        self.fields = QFormLayout()
        self.fields.setHorizontalSpacing(16)
        self.fields.setVerticalSpacing(8)
        outer.addLayout(self.fields)
        self.button = QPushButton()
        outer.addWidget(self.button)
        self._result = QLabel()
        self._result.setWordWrap(True)
        self._result.hide()
        outer.addWidget(self._result)

    @property
    def result(self) -> str:
        """The sentence on show."""
        return self._result.text()

    def show_result(self, text: str, *, tone: str) -> None:
        """Say what came of it, and let the person try again."""
        set_tone(self._result, tone)
        tell(self._result, text)
        self._result.setVisible(bool(text))
        self.button.setEnabled(tone != "muted")

    def _line(self, label: str, text: str = "", *, hint: str = "") -> QLineEdit:
        line = QLineEdit(text)
        line.setAccessibleName(label)
        line.setPlaceholderText(hint)
        self.fields.addRow(label, line)
        return line


class ObsForm(_Form):
    """Name, host, port and password of an OBS, and the safe scene of the panic key.

    The password field is empty at every start and after every save.

    Signals:
        submitted(ObsChoice, str): the OBS and its password; an empty password keeps the one that is stored.
    """

    submitted = Signal(object, str)

    def __init__(
        self, choices: Sequence[ObsChoice], in_use: str, safe_scene: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = {choice.name: choice for choice in choices}
        self._scenes: tuple[str, ...] = ()
        self._studio = QComboBox()
        typed = QLineEdit()
        typed.setAccessibleName(self.tr("Studio"))
        self._studio.setLineEdit(typed)
        self._studio.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._studio.setAccessibleName(self.tr("Studio"))
        self._studio.setToolTip(self.tr("Type a new name to add the OBS of another studio."))
        for name in self._choices:
            self._studio.addItem(name or self._first_name(), name)
        chosen = self._choices.get(in_use, choices[0])
        self._studio.setCurrentText(chosen.name or self._first_name())
        self.fields.addRow(self.tr("Studio"), self._studio)
        self._host = self._line(self.tr("Address"), chosen.host)
        self._port = self._line(self.tr("Port"), str(chosen.port))
        self._password = self._line(self.tr("Password"), hint=self.tr("stored; type to change it"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._safe_scene = self._safe_scene_box(safe_scene)
        self.button.setText(self.tr("Save and connect"))
        self.button.setAccessibleName(self.button.text())
        self.button.clicked.connect(self._on_submitted)
        self._password.returnPressed.connect(self._on_submitted)
        self._studio.activated.connect(self._on_studio_chosen)

    @property
    def safe_scene(self) -> str:
        """The scene that the panic key is to show; empty to leave the picture alone."""
        return self._safe_scene.currentText().strip()

    def set_scenes(self, names: Sequence[str]) -> None:
        """Offer the scenes of this OBS as safe scene; what is typed stays."""
        if names == self._scenes:
            return
        self._scenes = tuple(names)
        typed = self._safe_scene.currentText()
        self._safe_scene.clear()
        self._safe_scene.addItems(self._scenes)
        self._safe_scene.setCurrentText(typed)

    def _safe_scene_box(self, name: str) -> QComboBox:
        label = self.tr("Safe scene")
        box = QComboBox()
        typed = QLineEdit()
        typed.setAccessibleName(label)
        box.setLineEdit(typed)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName(label)
        box.setToolTip(
            self.tr("The panic key shows this scene. Nothing private may be in it. Empty: the picture stays.")
        )
        box.setCurrentText(name)
        self.fields.addRow(label, box)
        return box

    def _first_name(self) -> str:
        return self.tr("First studio")

    def _on_studio_chosen(self, position: int) -> None:
        choice = self._choices[str(self._studio.itemData(position))]
        self._host.setText(choice.host)
        self._port.setText(str(choice.port))

    def _on_submitted(self) -> None:
        host, password = self._host.text().strip(), self._password.text()
        self._password.clear()
        if not host:
            self.show_result(self.tr("Type the address of the PC that runs OBS, for example 127.0.0.1."), tone="bad")
            return
        port = self._port.text().strip()
        if not (port.isascii() and port.isdigit() and 1 <= int(port) <= _MAX_PORT):
            self.show_result(self.tr("The port is a number from 1 to 65535. OBS shows it; usual is 4455."), tone="bad")
            return
        self.show_result(self.tr("Saving…"), tone="muted")
        studio = self._studio.currentText().strip()[:_LONGEST_NAME]
        name = "" if studio == self._first_name() else studio
        choice = ObsChoice(name, host, int(port))
        if name not in self._choices:
            self._studio.addItem(name, name)
        self._choices[name] = choice
        self.submitted.emit(choice, password)


class BaseForm(_Form):
    """The base's address and the one-time code.

    Signals:
        submitted(str, str): address and code.
    """

    submitted = Signal(str, str)

    def __init__(self, url: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = self._line(self.tr("Base address"), url, hint="https://")
        self._code = self._line(self.tr("Code"), hint=self.tr("from the base's staff"))
        self.button.setText(self.tr("Join the base"))
        self.button.setAccessibleName(self.button.text())
        self.button.clicked.connect(self._on_submitted)
        self._code.returnPressed.connect(self._on_submitted)

    def _on_submitted(self) -> None:
        url, code = self._url.text().strip(), self._code.text().strip()
        if not url or not code:
            self.show_result(self.tr("Type the base's address and the code that its staff gave you."), tone="bad")
            return
        self._code.clear()
        self.show_result(self.tr("Joining…"), tone="muted")
        self.submitted.emit(url, code)
