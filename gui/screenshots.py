"""`python -m gui.screenshots --out DIR`: every view with the sample county, off screen.

Light and dark, on small and large screens, at 100, 150 and 200 %. The off-screen platform is told
how large the screen is, so that dialogs get the room there that they have on such a desk.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from core.address import At, Place
from core.checks.finding import ERROR
from core.editing.edits import Enter
from core.intake import read_paths, read_unit_file
from core.judgement import RETURNED
from core.letterhead import Letterhead
from core.resources import resource
from core.unit import Unit
from core.workspace import Workspace
from core.writers import svg_pages
from gui import style
from gui.actions import keys_help
from gui.app import make_application
from gui.dialogs import Dialogs
from gui.editors.errand import ErrandDialog
from gui.histories import unit_history
from gui.models.marks import name_of
from gui.models.review import ReviewModel
from gui.resubmitting import compare_line
from gui.reviewing import review_lines
from gui.settings import Settings
from gui.spool import Spool
from gui.themes import CONTRAST, DARK, LIGHT, THEMES
from gui.views.handbook import HandbookDialog
from gui.views.keys import KeysDialog
from gui.views.preview import PreviewDialog
from gui.views.review import ReviewDialog
from gui.views.scheme import SchemeDialog
from gui.views.settings import SettingsDialog
from gui.window import Window

_SCREEN = (1920, 1080)
"""What stands round a window that is as large as it opens, in the units of the layout."""
_FOLDER = "D:\\绩效自评"
"""What the pictures show instead of the folder for the moment."""
Shoot = Callable[..., None]
_PAPERS = (
    "export_slips", "returns", "county_report", "templates", "blanks", "disclose", "print_units",
    "reminders",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """How a set of pictures is taken; `screen` in dots, None for the window as it opens."""

    scale: float = 1
    theme: str = LIGHT.name
    screen: tuple[int, int] | None = None

    @property
    def suffix(self) -> str:
        """What tells the pictures of a setting apart: -100, -dark-150-1366x768."""
        theme = "" if self.theme == LIGHT.name else f"-{self.theme}"
        screen = f"-{self.screen[0]}x{self.screen[1]}" if self.screen else ""
        return f"{theme}-{round(100 * self.scale)}{screen}"

    @property
    def size(self) -> tuple[int, int]:
        """The size of the window, in the units of the layout."""
        if self.screen is None:
            return style.WINDOW
        return round(self.screen[0] / self.scale), round(self.screen[1] / self.scale)

    @property
    def desk(self) -> str:
        """The screen as the off-screen platform wants to be told of it."""
        width, height = self.screen or (round(side * self.scale) for side in _SCREEN)
        screen = {"name": "", "x": 0, "y": 0, "width": width, "height": height}
        return json.dumps({"screens": [{**screen, "logicalDpi": 96, "dpr": 1}]})


SETTINGS = (
    Setting(1),
    Setting(2),
    *(
        Setting(scale, theme, screen)
        for screen in ((1366, 768), (1920, 1080))
        for theme in (LIGHT.name, DARK.name)
        for scale in (1, 1.5, 2)
    ),
    Setting(theme=CONTRAST.name, screen=(1366, 768)),
)


def screenshots(out: Path) -> list[Path]:
    """PNG files of every main view in every setting; each setting in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="jixiao-") as name:
        desk = Path(name, "desk.json")
        for number, setting in enumerate(SETTINGS):
            desk.write_text(setting.desk, "utf-8")
            environment = {
                **os.environ,
                "QT_SCALE_FACTOR": str(setting.scale),
                "QT_QPA_PLATFORM": f"offscreen:configfile={desk}",
            }
            command = [sys.executable, "-m", "gui.screenshots", "--out", str(out), "--setting"]
            subprocess.run([*command, str(number)], env=environment, check=True)
    return sorted(out.glob("*.png"))


def draw(out: Path, setting: Setting) -> None:
    """The views in this process, as large as its scale factor makes them."""
    style.wear(THEMES[setting.theme])
    app = make_application()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jixiao-") as name:
        folder = Path(name)
        window = Window(
            Workspace.open(folder / "data"), Settings(folder / "settings.ini"), Dialogs()
        )
        window.place.say(_FOLDER)
        # The screen of the off-screen platform is smaller than a desk's.
        window.resize(*setting.size)
        window.show()

        def shoot(title: str, widget: QWidget | None = None) -> None:
            for _ in range(3):
                app.processEvents()
            (widget or window).grab().save(str(out / f"{title}{setting.suffix}.png"))

        shoot("welcome")
        readings = read_paths([resource("sample", "files")])
        lines = review_lines(readings, window.bridge.workspace, None)
        review = ReviewDialog(lines, window.rooms.importing.store, window)
        review.show()
        shoot("review", review)
        review.accept()
        _views(window, shoot)
        _judging(window, shoot)
        _dialogs(window, shoot)
        _year(window, shoot)
        _papers(window, shoot)
        window.close()


def _judging(window: Window, shoot: Shoot) -> None:
    """A finding explained, a score reviewed, a block, the marked text of a report, the rules."""
    bridge, panes = window.bridge, window.panes
    panes.findings.step(1)
    window.actions_by_name["explain"].trigger()
    shoot("explain")
    panes.findings.words.close_line()
    bridge.locate(Place("f2", At("indicators.1.score")))
    window.actions_by_name["score"].trigger()
    shoot("score")
    panes.scores.editor.put_away()
    bridge.locate(Place("f2", At("indicators.1.level3")))
    panes.paper.canvas.stretch(At("indicators.3.score"))
    shoot("block")
    bridge.locate(Place("f4", At("sections.1.text")))
    shoot("prose")
    window.actions_by_name["by_rule"].trigger()
    window.actions_by_name["next_finding"].trigger()
    shoot("rules")
    panes.findings.by_rule.setChecked(False)


def _dialogs(window: Window, shoot: Shoot) -> None:
    """Settings and scheme, the history of some edits, the help."""
    bridge = window.bridge
    for place, text in ((At("lines.1.prior_final"), "3.4"), (At("staff.actual"), "33")):
        bridge.locate(Place("f1", place))
        if bridge.key is not None and bridge.filled is not None:
            edit = Enter(bridge.key, Place("f1", place), text)
            bridge.submit(f"修改 {name_of(bridge.filled, place)}", (edit,))
    window.answers.settings()
    window.rooms.scheme()
    names = {SettingsDialog: "settings", SchemeDialog: "scheme"}
    for kind, name in names.items():
        dialog = window.findChild(kind)
        if isinstance(dialog, QDialog):
            shoot(name, dialog)
            dialog.reject()
    others = (
        ("history", unit_history(window.bridge, window)),
        ("handbook", HandbookDialog(resource("help"), window)),
        ("keys", KeysDialog(keys_help(), window)),
    )
    for name, made in others:
        if made is not None:
            made.show()
            shoot(name, made)
            made.reject()
    bridge.undo()
    bridge.undo()


def _views(window: Window, shoot: Shoot) -> None:
    bridge = window.bridge
    bridge.open(_interesting(bridge.workspace))
    submission, assessment = bridge.submission, bridge.assessment
    if submission is None or assessment is None:
        return
    for filled in submission.forms:
        bridge.turn(filled.key)
        shoot(filled.key.replace("#", "-"))
    error = next((f for f in assessment.findings if f.severity == ERROR), None)
    if error is not None:
        bridge.locate(error.place, error)
        shoot("finding")
    bridge.locate(Place("f2", At("indicators.0.actual")))
    window.panes.paper.canvas.activate()
    shoot("editing")
    window.panes.paper.canvas.editor.cancel()
    forms = tuple(f for f in submission.forms if f.code in {"f1", "f2", "f3"})
    pages = Spool(svg_pages(forms))
    preview = PreviewDialog(submission.unit, pages, (), _nothing, _nothing, window)
    preview.show()
    shoot("preview", preview)
    preview.close()


def _nothing() -> None:
    """What a button of a picture does."""


def _year(window: Window, shoot: Shoot) -> None:
    """The board, the list of units, the summary, and a unit that hands in again."""
    workspace = window.bridge.workspace
    workspace.set_units(read_unit_file(resource("sample", "单位名单.xlsx")).units)
    actions = window.actions_by_name
    actions["board"].trigger()
    shoot("board")
    actions["unit_list"].trigger()
    if window.rooms.yearly.list_dialog is not None:
        shoot("units", window.rooms.yearly.list_dialog)
        window.rooms.yearly.list_dialog.reject()
    actions["summary"].trigger()
    summary = window.panes.pages.summary
    for number, sheet in enumerate(summary.sheets):
        summary.tabs.setCurrentIndex(number)
        if sheet.chart is not None:
            shoot(f"summary-{sheet.table.key}")
    again = read_paths([resource("sample", "重报")])
    model = ReviewModel(review_lines(again, workspace, window.bridge.year))
    compared = compare_line(workspace, model, 0, window)
    if compared is not None:
        compared.show()
        shoot("resubmission", compared)
        compared.reject()
    actions["desk"].trigger()


def _papers(window: Window, shoot: Shoot) -> None:
    """What leaves the desk: slips, register, report, templates, blank forms, disclosure, print."""
    workspace = window.bridge.workspace
    workspace.set_letterhead(Letterhead("青溪县", "青溪县财政局文件", "青溪县财政局", "周某"))
    if window.bridge.key is not None:
        workspace.sign_off(window.bridge.key, RETURNED, "请改正后重报")
    waited_for = (
        Unit("青溪县应急管理局", contact="刘某", phone="0700-3300011"),
        Unit("青溪县医疗保障局"),
    )
    for name in _PAPERS:
        if name == "reminders":
            workspace.set_units((*workspace.county_units(), *waited_for))
        window.actions_by_name[name].trigger()
        while window.rooms.exporting.task is not None:
            QApplication.processEvents()
        dialog = next((one for one in window.findChildren(ErrandDialog) if one.isVisible()), None)
        if dialog is not None:
            shoot(name, dialog)
            dialog.reject()


def _interesting(workspace: Workspace) -> str | None:
    """The submission with the most forms and findings."""
    keys = [
        (len(sub.forms), len(workspace.assessment(sub.key).findings), sub.key)
        for year in workspace.years()
        for sub in workspace.submissions(year)
    ]
    return max(keys)[2] if keys else None


def main() -> None:
    parser = argparse.ArgumentParser(prog="gui.screenshots")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--setting", type=int, help="the number of one setting alone")
    options = parser.parse_args()
    if options.setting is None:
        for path in screenshots(options.out.absolute()):
            sys.stdout.write(f"{path}\n")
    else:
        draw(options.out, SETTINGS[options.setting])


if __name__ == "__main__":
    main()
