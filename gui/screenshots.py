"""`python -m gui.screenshots --out DIR`: the main views with the sample county, off screen."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.address import At, Place
from core.checks.finding import ERROR
from core.intake import read_paths, read_unit_file
from core.resources import resource
from core.workspace import Workspace
from core.writers import svg_pages
from gui import style
from gui.app import make_application
from gui.dialogs import Dialogs
from gui.importing import review_lines
from gui.models.review import ReviewModel
from gui.resubmitting import compare_line
from gui.settings import Settings
from gui.views.preview import PreviewDialog
from gui.views.review import ReviewDialog
from gui.window import Window

SCALES = (1, 2)
Shoot = Callable[..., None]


def screenshots(out: Path) -> list[Path]:
    """PNG files of every main view at 100 % and at 200 %; each scale in a process of its own."""
    for scale in SCALES:
        environment = {**os.environ, "QT_SCALE_FACTOR": str(scale)}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, "-m", "gui.screenshots", "--out", str(out), "--scale"]
        subprocess.run([*command, str(scale)], env=environment, check=True)
    return sorted(out.glob("*.png"))


def draw(out: Path, scale: int) -> None:
    """The views in this process, as large as its scale factor makes them."""
    app = make_application()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jixiao-") as name:
        folder = Path(name)
        window = Window(
            Workspace.open(folder / "data"), Settings(folder / "settings.ini"), Dialogs()
        )
        # The screen of the off-screen platform is smaller than a desk's.
        window.resize(*style.WINDOW)
        window.show()

        def shoot(title: str, widget: QWidget | None = None) -> None:
            for _ in range(3):
                app.processEvents()
            (widget or window).grab().save(str(out / f"{title}-{scale}00.png"))

        shoot("welcome")
        readings = read_paths([resource("sample", "files")])
        lines = review_lines(readings, window.bridge.workspace, None)
        review = ReviewDialog(lines, window.importing.store, window)
        review.resize(*style.REVIEW)
        review.show()
        shoot("review", review)
        review.accept()
        _views(window, shoot)
        _year(window, shoot)
        window.close()


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
        bridge.locate(error.place)
        shoot("finding")
    bridge.locate(Place("f2", At("indicators.0.actual")))
    window.panes.paper.canvas.activate()
    shoot("editing")
    window.panes.paper.canvas.editor.cancel()
    forms = tuple(f for f in submission.forms if f.code in {"f1", "f2", "f3"})
    preview = PreviewDialog(submission.unit, svg_pages(forms), window.quit, window)
    preview.resize(*style.PREVIEW)
    preview.show()
    shoot("preview", preview)
    preview.close()


def _year(window: Window, shoot: Shoot) -> None:
    """The board, the list of units, the summary, and a unit that hands in again."""
    workspace = window.bridge.workspace
    workspace.set_units(read_unit_file(resource("sample", "单位名单.xlsx")).units)
    actions = window.actions_by_name
    actions["board"].trigger()
    shoot("board")
    actions["unit_list"].trigger()
    if window.yearly.list_dialog is not None:
        shoot("units", window.yearly.list_dialog)
        window.yearly.list_dialog.reject()
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
    parser.add_argument("--scale", type=int)
    options = parser.parse_args()
    if options.scale is None:
        for path in screenshots(options.out.absolute()):
            sys.stdout.write(f"{path}\n")
    else:
        draw(options.out, options.scale)


if __name__ == "__main__":
    main()
