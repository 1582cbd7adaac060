# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import threading

import pytest

from app.desk.shutdown import close_together


def test_all_steps_run_side_by_side() -> None:
    both = threading.Barrier(2, timeout=5)
    assert close_together([("one", both.wait), ("two", both.wait)], 5.0) == ()


@pytest.mark.expected_log("link did not close within")
def test_a_step_that_hangs_is_left_behind_and_named() -> None:
    release = threading.Event()
    done: list[str] = []
    late = close_together([("link", release.wait), ("store", lambda: done.append("store"))], 0.2)
    assert late == ("link",)
    assert done == ["store"]
    release.set()


@pytest.mark.expected_log("closing link failed")
def test_a_step_that_fails_does_not_keep_the_others_from_closing() -> None:
    done: list[str] = []

    def fail() -> None:
        raise OSError("gone")

    assert close_together([("link", fail), ("store", lambda: done.append("store"))], 5.0) == ()
    assert done == ["store"]
