# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.desk.late_imports import LateImports

ROOT = Path(__file__).resolve().parents[3]
START_THE_DESK = """
import json, sys, threading
from pathlib import Path

class Witness:
    def __init__(self):
        self.seen = []
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("app.", "PySide6.")):
            self.seen.append((name, threading.current_thread() is threading.main_thread()))

witness = Witness()
sys.meta_path.insert(0, witness)
from PySide6.QtWidgets import QApplication
from app.adapters.secrets.store import MemorySecrets
from app.desk.desk import Desk
from app.desk.settings_keeper import SettingsKeeper
from app.domain.clock import SystemClock
from app.settings.profile import Profile
from app.ui.theme import load_theme

profile = Profile(Path(sys.argv[1]))
profile.ensure()
application = QApplication([])
keeper = SettingsKeeper(profile.settings_file)
desk = Desk(profile=profile, keeper=keeper, secrets=MemorySecrets(), clock=SystemClock(), theme=load_theme("dark"))
desk.settled.connect(application.quit)
desk.show()
application.exec()
desk.close()
uses_qt = {name for name, module in list(sys.modules.items()) if name.startswith("PySide6") or any(
    str(value.__module__).startswith("PySide6") for value in list(vars(module).values()) if isinstance(value, type)
)}
elsewhere = sorted(name for name, main in witness.seen if not main)
print(json.dumps([elsewhere, sorted(uses_qt.intersection(elsewhere)), "app.ui.prompter.window" in sys.modules]))
"""


def test_no_module_with_classes_of_qt_is_imported_beside_the_thread_of_the_window(tmp_path: Path) -> None:
    command = [sys.executable, "-c", START_THE_DESK, str(tmp_path / "profile")]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    elsewhere, with_qt, settled = json.loads(done.stdout)
    assert "app.store.open_store" in elsewhere, "nothing was seen"
    assert with_qt == []
    assert settled


def test_one_module_is_imported_in_one_turn_and_all_before_it_is_done(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modules = ["late_import_one", "late_import_two"]
    for name in modules:
        (tmp_path / f"{name}.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    late = LateImports(modules)
    turns: list[int] = []
    late._turn.timeout.connect(lambda: turns.append(sum(name in sys.modules for name in modules)))
    with qtbot.waitSignal(late.done):
        late.start()
    assert turns == [1, 2, 2]


def test_a_stopped_import_goes_no_further(qtbot: QtBot) -> None:
    late = LateImports(["no.such.module"])
    late.start()
    late.stop()
    with qtbot.assertNotEmitted(late.done, wait=50):
        pass
