# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders every page and state to PNG, off screen: ``python -m tests.screens.render OUT``.

The scale is fixed when a process starts, so one process is run for each scale, language and theme.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

SCALES = ("1", "2")
LANGUAGES = ("zh_CN", "en")
THEMES = ("dark", "light", "high_contrast")
WINDOW_AT = {"1": (1280, 720), "2": (960, 540)}
FULL_HD = (1920, 1080)
FULL_HD_TOO = ("live-product", "live-policy", "obs-pictures", "obs-desk-sound", "obs-desk-sources")


def main(arguments: list[str]) -> int:
    """Render all combinations into the folder named first; return the exit code."""
    from tests.screens.catalogue import compile_catalogue

    out = Path(arguments[0] if arguments else "screens").resolve()
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        compile_catalogue(Path(folder))
        for scale, language, theme in product(SCALES, LANGUAGES, THEMES):
            environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
            command = [sys.executable, "-m", "tests.screens.render", "--one", str(out), scale, language, theme, folder]
            subprocess.run(command, env=environ, check=True, timeout=300)
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")
    return 0


def render_one(out: Path, scale: str, language: str, theme_name: str, catalogue: Path) -> None:
    """Render every state in one scale, language and theme."""
    from PySide6.QtGui import QCursor
    from PySide6.QtWidgets import QApplication, QWidget

    from app.ui.i18n import install_language
    from app.ui.theme import apply_theme, load_theme

    app = QApplication([])
    install_language(app, language, folder=catalogue)
    theme = load_theme(theme_name)
    apply_theme(app, theme)
    QCursor.setPos(0, 0)
    # A window that is destroyed takes PySide's wrapper of its screen with it, and the next one trips over that.
    kept: list[QWidget] = []

    def save(name: str, widget: QWidget, size: tuple[int, int]) -> None:
        widget.resize(*size)
        widget.show()
        for _ in range(3):
            app.processEvents()
        widget.grab().save(str(out / f"{name}-{theme_name}-{language}-{scale}00.png"))
        widget.hide()
        kept.append(widget)

    for name, build in states(theme):
        save(name, build(), WINDOW_AT[scale])
    if scale == "1":
        for name, build in states(theme):
            if name in FULL_HD_TOO:
                save(f"{name}-fullhd", build(), FULL_HD)


def states(theme: object) -> "Iterator[tuple[str, Callable[[], object]]]":
    """Yield the name of each state and what builds its window."""
    from tests.screens.obs_states import obs_states
    from tests.screens.sync_states import sync_states

    yield from _live_states(theme)
    yield from obs_states(partial(_window, theme))
    yield from sync_states(partial(_window, theme))
    yield from _other_pages(theme)
    yield from _studio_states(theme)
    yield from _prompter_states(theme)


def _live_states(theme: object) -> "Iterator[tuple[str, Callable[[], object]]]":
    from app.domain.live_view import LiveView
    from app.services.ledger_feed import LedgerFeed
    from tests.screens import sample

    not_saved = LedgerFeed._sentence("disk_full").replace("%1", "1")
    shown = {
        "live-product": (sample.PRODUCT_VIEW, sample.ON_AIR, sample.WAITING, ""),
        "live-policy": (sample.POLICY_VIEW, sample.POLICY_AIR, sample.AT_BASE, ""),
        "live-policy-expired": (sample.EXPIRED_VIEW, sample.POLICY_AIR, sample.AT_BASE, ""),
        "live-long": (sample.LONG_VIEW, sample.ON_AIR, sample.AT_BASE, ""),
        "live-rehearsal": (sample.REHEARSAL_VIEW, sample.OFF_AIR, sample.AT_BASE, ""),
        "live-no-session": (LiveView(), sample.OFF_AIR, sample.AT_BASE, ""),
        "live-obs-gone": (sample.PRODUCT_VIEW, sample.GONE, sample.WAITING, ""),
        "live-not-saved": (sample.NOT_SAVED_VIEW, sample.MUTED, sample.AT_BASE, not_saved),
        "live-base-offline": (sample.PRODUCT_VIEW, sample.ON_AIR, sample.OFFLINE, ""),
    }
    for name, (view, obs, status, alarm) in shown.items():
        yield name, lambda v=view, o=obs, s=status, a=alarm: _window(theme, view=v, obs=o, status=s, alarm=a)


def _other_pages(theme: object) -> "Iterator[tuple[str, Callable[[], object]]]":
    for page in (
        "prepare",
        "prepare-empty",
        "prepare-problems",
        "prepare-scripts",
        "prepare-forms",
        "review",
        "shortcuts",
    ):
        yield page, lambda p=page: _window(theme, page=p)
    for state in ("good", "look", "busy", "red", "reason"):
        yield f"prepare-preflight-{state}", lambda s=state: _window(theme, page=f"prepare-preflight-{s}")


def _studio_states(theme: object) -> "Iterator[tuple[str, Callable[[], object]]]":
    from tests.screens.studio_fakes import STATES

    for name in STATES:
        yield f"studio-{name}", lambda n=name: _window(theme, page=f"studio-{n}")


def _prompter_states(theme: object) -> "Iterator[tuple[str, Callable[[], object]]]":
    from dataclasses import replace

    from app.settings.model import PrompterSettings
    from tests.screens import sample

    uyghur = replace(sample.SCRIPT, segment_id="ug", blocks=(sample.SCRIPT.blocks[3],) * 3)
    shown = {
        "prompter-card": (PrompterSettings(mode="card"), sample.PRODUCT_VIEW),
        "prompter-page": (PrompterSettings(mode="page"), sample.PRODUCT_VIEW),
        "prompter-scroll": (PrompterSettings(mode="scroll"), sample.PRODUCT_VIEW),
        "prompter-mirrored": (PrompterSettings(mode="page", mirror=True), sample.PRODUCT_VIEW),
        "prompter-uyghur": (PrompterSettings(mode="page"), replace(sample.PRODUCT_VIEW, script=uyghur)),
        "prompter-policy": (PrompterSettings(mode="card"), sample.POLICY_VIEW),
    }
    for name, (settings, view) in shown.items():
        yield name, lambda p=settings, v=view: _prompter(theme, p, v)


def _window(theme: object, *, page: str = "live", alarm: str = "", **shown: object) -> object:
    from PySide6.QtCore import QCoreApplication

    from app.domain.content_set import ContentSet
    from app.domain.import_preview import previewed
    from app.ui.commands import CommandRegistry
    from app.ui.main_window import MainWindow
    from app.ui.pages.live_page import LivePage
    from tests.screens import page_fakes, sample
    from tests.screens.live_fakes import fake_services
    from tests.screens.studio_fakes import studio_page

    registry = CommandRegistry()
    window = MainWindow(registry, theme)
    services = fake_services(
        shown.get("view", sample.PRODUCT_VIEW),
        shown.get("obs", sample.ON_AIR),
        shown.get("status", sample.AT_BASE),
    )
    content = ContentSet() if page == "prepare-empty" else page_fakes.demo_content()
    prepare = page_fakes.prepare_page(
        registry,
        theme,
        content=content,
        ready=page == "prepare" or page.startswith("prepare-preflight"),
        report=page_fakes.report_for(page),
        status=shown.get("status"),
    )
    page_fakes.run_preflight(prepare, page)
    if page == "prepare-problems":
        prepare.import_panel.show_preview(previewed(page_fakes.broken_import(), content))
    if page == "prepare-scripts":
        prepare.import_panel.show_preview(previewed(page_fakes.script_import(content), content))
    if page == "prepare-forms":
        page_fakes.open_forms(prepare)
    review = page_fakes.review_page(registry, theme)
    live = LivePage(services, registry, theme)
    window.add_page("live", live, QCoreApplication.translate("Desk", "Live"))
    window.add_page("prepare", prepare, QCoreApplication.translate("Desk", "Prepare"))
    window.add_page("review", review, QCoreApplication.translate("Desk", "Review"))
    studio = studio_page(registry, theme, page.removeprefix("studio-"))
    window.add_page("studio", studio, QCoreApplication.translate("Desk", "Studio"))
    window.show_page("live" if page == "shortcuts" else page.partition("-")[0])
    window.show_alarm(alarm)
    if "then" in shown:
        shown["then"](live, services)
    if page == "shortcuts":
        registry.get("window.shortcuts").trigger()
    return window


def _prompter(theme: object, settings: object, view: object) -> object:
    from app.domain.prompt_memory import PromptMemory
    from app.services.prompter import PrompterService, PromptMemoryPorts
    from app.services.worker import Worker
    from app.ui.commands import CommandRegistry
    from app.ui.prompter.window import PrompterWindow
    from tests.screens.live_fakes import FakeLiveView, FixedClock

    live_view = FakeLiveView(view)
    memory = PromptMemoryPorts(PromptMemory, lambda _memory: None)
    prompter = PrompterService(live_view, settings, memory, Worker("prompter-memory"))
    window = PrompterWindow(prompter, live_view, CommandRegistry(), theme, clock=FixedClock(), distance_m=2.0)
    live_view.show(view)
    prompter.set_guide(prompter.state.mode == "scroll")
    prompter.setParent(window)
    live_view.setParent(window)
    return window


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _out, _scale, _language, _theme, _catalogue = sys.argv[2:]
        render_one(Path(_out), _scale, _language, _theme, Path(_catalogue))
        sys.exit(0)
    sys.exit(main(sys.argv[1:]))
