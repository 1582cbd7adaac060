# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose desk it is, and the technician's PIN in a field of its own, never in a dialog."""

from math import ceil

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, Signal
from PySide6.QtGui import QGuiApplication, QRegularExpressionValidator, QWindow
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.obs.permissions import DeskMode
from app.services.permissions import PermissionsService, PinAnswer, PinResult
from app.ui.icons import IconSet
from app.ui.theme.scale import Scale, Type
from app.ui.widgets.labels import set_tone, tell

_INPUT = (
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,  # a key that is a shortcut need not arrive as a press
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
)


class InputWatch(QObject):
    """Tells the service that somebody is at the desk. Watches only while there is a technician to watch for.

    It watches the windows, where keys and buttons arrive first: watching the application would call Python for each of
    the thousands of events a second that no person made.
    """

    def __init__(self, permissions: PermissionsService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._permissions = permissions
        self._on = False
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_focus_window_changed)

    def watch(self, on: bool) -> None:
        """Begin or end to watch."""
        self._on = on
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)
            if on:
                window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that there was input; never takes the event."""
        if event.type() in _INPUT:
            self._permissions.touch()
        return False

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        """Watch a window that was not there when the watch began."""
        if self._on and window is not None:
            window.installEventFilter(self)


class LockBox(QWidget):
    """Shows the mode; takes the PIN, or a new one typed twice.

    Signals:
        wanted: somebody pressed the key for technician mode and has to type the PIN.
    """

    wanted = Signal()

    def __init__(self, permissions: PermissionsService, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._permissions = permissions
        self._icons = icons
        self._watch = InputWatch(permissions, self)
        self._choosing = False
        self._first = ""
        self._closed_s = 0.0
        self._now = 0.0
        self._icon = QLabel()
        self._mode = QLabel()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(8)
        self.field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,8}"), self))
        self.field.returnPressed.connect(self._on_entered)
        self.enter = QPushButton()
        self.enter.setProperty("tight", "true")
        self.enter.clicked.connect(self._on_entered)
        self.leave = QPushButton(self.tr("Back to the anchor"))
        self.leave.setAccessibleName(self.tr("End technician mode"))
        self.leave.setProperty("tight", "true")
        self.leave.clicked.connect(permissions.end)
        self.change = QPushButton(self.tr("New PIN"))
        self.change.setAccessibleName(self.tr("Choose a new technician PIN"))
        self.change.setProperty("tight", "true")
        self.change.clicked.connect(self._choose)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self._fine_print = QLabel()
        self._build()
        permissions.mode_changed.connect(self._on_mode_changed)
        permissions.pin_answered.connect(self._on_answered)
        self._on_mode_changed(permissions.mode)

    def toggle(self) -> None:
        """End technician mode, or ask for the PIN."""
        if self._permissions.mode is DeskMode.TECHNICIAN:
            self._permissions.end()
        else:
            self.wanted.emit()
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tick(self, monotonic: float) -> None:
        """Count the wait after too many wrong tries down. ``monotonic`` in seconds."""
        passed, self._now = monotonic - self._now, monotonic
        if self._closed_s > 0:
            self._closed_s = max(0.0, self._closed_s - passed)
            self._show_wait()

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._mode.setFont(scale.font(Type.SMALL, bold=True))
        for widget in (self.field, self.enter, self.leave, self.change, self.note, self._fine_print):
            widget.setFont(scale.font(Type.SMALL))

    def _build(self) -> None:
        self._fine_print.setText(
            self.tr(
                "This keeps slips away, not people: OBS has no rights of its own. Whoever has its password can do all."
            )
        )
        self._fine_print.setWordWrap(True)
        self._fine_print.setProperty("tone", "muted")
        for button in (self.enter, self.leave, self.change):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.addWidget(self._icon)
        head.addWidget(self._mode, 1)
        entry = QHBoxLayout()
        entry.addWidget(self.field, 1)
        for button in (self.enter, self.leave, self.change):
            entry.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(entry)
        column.addWidget(self.note)
        column.addWidget(self._fine_print)

    def _on_mode_changed(self, mode: DeskMode) -> None:
        technician = mode is DeskMode.TECHNICIAN
        self._watch.watch(technician)
        self._icon.setPixmap(
            self._icons.pixmap("unlock" if technician else "lock", "warn" if technician else "muted", 18)
        )
        words = self.tr("Technician: everything") if technician else self.tr("Anchor: this session's scenes only")
        tell(self._mode, words)
        set_tone(self._mode, "warn" if technician else "")
        note = self.tr("Ends after 15 minutes without input, and when a session opens.") if technician else ""
        self._say(note, "muted")
        self._stop_choosing()

    def _choose(self) -> None:
        self._choosing, self._first = True, ""
        self._say(self.tr("Choose a PIN: 4 to 8 digits."), "muted")
        self._show_entry()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_choosing(self) -> None:
        self._choosing, self._first = False, ""
        self._show_entry()

    def _show_entry(self) -> None:
        technician = self._permissions.mode is DeskMode.TECHNICIAN
        asks = self._choosing or not technician
        self.field.clear()
        self.field.setVisible(asks)
        self.enter.setVisible(asks)
        self.leave.setVisible(technician and not self._choosing)
        self.change.setVisible(technician and not self._choosing)
        words = self.tr("New PIN") if self._choosing else self.tr("Technician PIN")
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self.enter.setText(self.tr("Keep") if self._choosing else self.tr("Unlock"))
        self.enter.setAccessibleName(self.tr("Keep this PIN") if self._choosing else self.tr("Unlock technician mode"))

    def _on_entered(self) -> None:
        pin = self.field.text()
        if not pin or not self.field.isEnabled():
            return
        self.field.clear()
        if not self._choosing:
            self._permissions.enter(pin)
        elif not self._first:
            self._first = pin
            self._say(self.tr("Type the same PIN again."), "muted")
        elif pin == self._first:
            self._permissions.choose_pin(pin)
        else:
            self._choose()
            self._say(self.tr("The two were different. Choose again: 4 to 8 digits."), "bad")

    def _on_answered(self, result: PinResult) -> None:
        match result.answer:
            case PinAnswer.NO_PIN:
                self._choose()
                self._say(self.tr("This desk has no PIN yet. Choose one: 4 to 8 digits."), "warn")
            case PinAnswer.WAIT:
                self._closed_s = result.wait_s
                self._show_wait()
            case PinAnswer.WRONG:
                self._say(self.tr("Wrong PIN."), "bad")
                self._stop_choosing()
            case PinAnswer.NOT_A_PIN:
                self._choose()
                self._say(self.tr("A PIN has 4 to 8 digits. Choose again."), "bad")
            case PinAnswer.NO_KEYRING:
                self._stop_choosing()
                self._say(self.tr("This PC's keyring did not answer, so the PIN cannot be checked or kept."), "bad")
            case PinAnswer.KEPT:
                self._stop_choosing()
                self._say(self.tr("The PIN is kept."), "good")
            case _:
                self._stop_choosing()

    def _show_wait(self) -> None:
        waiting = self._closed_s > 0
        self.field.setEnabled(not waiting)
        self.enter.setEnabled(not waiting)
        seconds = ceil(self._closed_s)
        words = self.tr("Too many wrong tries. Wait {seconds} s.").format(seconds=seconds) if waiting else ""
        self._say(words, "bad")

    def _say(self, words: str, tone: str) -> None:
        tell(self.note, words)
        set_tone(self.note, tone)
        self.note.setVisible(bool(words))
