# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import subprocess
import sys
from pathlib import Path

PROBE = """
import gc, json, sys
from app.desk import light_start
before = sorted(name for name in sys.modules if name.split(".")[0] in ("PySide6", "pydantic", "sqlmodel"))
light_start.begin()
held = gc.isenabled()
from app.desk.bootstrap import run_desk
late = ("pydantic", "sqlmodel", "sqlalchemy", "obsws_python", "httpx2")
painted = [name for name in late if name in sys.modules]
light_start.end()
made = [[] for _ in range(5000)]
print(json.dumps([before, held, painted, gc.isenabled(), gc.get_freeze_count() > 1000, gc.get_count()[0] > 4000]))
"""
ROOT = Path(__file__).resolve().parents[3]


def test_what_the_first_window_does_not_need_is_not_imported_before_it() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, check=True, timeout=60)
    before, held, painted, after, frozen, left_alone = json.loads(done.stdout)
    assert before == []
    assert painted == []
    assert (held, after, frozen) == (False, True, True)
    assert left_alone, "a few thousand new objects are no reason to look for garbage"
