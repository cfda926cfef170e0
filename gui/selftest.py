"""`--self-test`: the program walks its own job once, from source or frozen, and tells how."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from core.address import At, Place
from core.editing.edits import Enter
from core.forms import Overall
from core.forms.parts import Goal, Indicator
from core.intake import read_file
from core.resources import resource
from core.submission import Filled
from core.writers import EXPORTERS, svg_pages
from gui.app import make_application
from gui.desk import Desk
from gui.settings import Settings
from gui.spool import Spool
from gui.style import ICON_SIZE, icon, ui_font
from gui.window import Window

_PATIENCE = 60_000
_CHARACTERS = "绩效自评㎡≥"


class Failed(Exception):
    """The sentence that tells what did not work."""


def self_test() -> int:
    """Open, import, edit, score, undo, export, print; 0 when everything did what it should."""
    app = make_application()
    out = sys.stdout or sys.__stdout__
    try:
        with tempfile.TemporaryDirectory(prefix="jixiao-") as name:
            _walk(app, Path(name))
    except Failed as failure:
        if out is not None:
            out.write(f"自检没有通过：{failure}\n")
        return 1
    if out is not None:
        out.write("自检通过。\n")
    return 0


def _walk(app: QApplication, folder: Path) -> None:
    metrics = QFontMetrics(ui_font())
    missing = [c for c in _CHARACTERS if not metrics.inFontUcs4(ord(c))]
    _require(not missing, f"界面字体缺少“{''.join(missing)}”")
    drawing = icon("import").pixmap(QSize(ICON_SIZE, ICON_SIZE)).toImage()
    inks = {drawing.pixelColor(x, x).alpha() > 0 for x in range(drawing.width())}
    _require(inks == {True, False}, "工具栏的图标没有画出来")
    desk = Desk(Settings(folder / "settings.ini"), app)
    window = desk.open(folder / "data")
    try:
        _import(app, window, folder)
        _edit(window)
        _export(window, folder)
    finally:
        window.close()
        if desk.mishaps is not None:
            desk.mishaps.uninstall()
        app.processEvents()


def _import(app: QApplication, window: Window, folder: Path) -> None:
    sample = resource("sample", "files")
    paths = [sample] if sample.is_dir() else [_own_document(folder)]
    window.rooms.importing.start(paths)
    _wait(app, lambda: window.rooms.importing.dialog is not None, "读取文件没有完成")
    dialog = window.rooms.importing.dialog
    if dialog is not None:
        problems = [line.says for line in dialog.model.lines if not line.forms]
        _require(not problems, "样例没有读出：" + "".join(problems))
        dialog.accept()
    _require(bool(window.panes.units.model.lines), "导入之后没有单位")


def _edit(window: Window) -> None:
    """Change a score and see that the panel follows; take it back and see that it returns."""
    bridge = window.bridge
    key = next(
        (
            sub.key
            for year in bridge.workspace.years()
            for sub in bridge.workspace.submissions(year)
            if any(form.code == "f2" for form in sub.forms)
        ),
        None,
    )
    _require(key is not None, "样例里没有自评表")
    bridge.open(key)
    bridge.locate(Place("f2", At("fund.executed")))
    before = window.panes.scores.computed.text()
    _require(bridge.submission is not None and key is not None, "单位没有打开")
    place = Place("f2", At("fund.executed"))
    bridge.submit("自检", (Enter(key or "", place, "1"),))
    after = window.panes.scores.computed.text()
    _require(before != after, f"修改执行数之后复算得分没有变化（{before}）")
    bridge.undo()
    _require(window.panes.scores.computed.text() == before, "撤销之后得分没有恢复")


def _export(window: Window, folder: Path) -> None:
    submission = window.bridge.submission
    forms = tuple(f for f in submission.forms if f.code in {"f1", "f2", "f3"}) if submission else ()
    for kind, export in EXPORTERS.items():
        target = folder / f"自检.{kind}"
        export(forms, target)
        _require(target.is_file() and target.stat().st_size > 0, f"没有写出 {kind} 文件")
        if kind != "pdf":
            again = read_file(target)
            _require(len(again.forms) == len(forms), f"写出的 {kind} 读不回来")
    pages = Spool(svg_pages(forms))
    valid = all(pages.renderer(number).isValid() for number in range(len(pages)))
    _require(len(pages) > 0 and valid, "打印预览没有页面")
    image = QImage(200, 283, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    pages.renderer(0).render(painter, QRectF(image.rect()))
    painter.end()


def _own_document(folder: Path) -> Path:
    """A form of our own making, where the samples are not shipped."""
    record = Overall(
        year=2024, unit="某某县样例局", goal=Goal(expected="完成任务", actual="已经完成"),
        indicators=(Indicator(level1="产出指标", level2="数量指标", level3="检查次数",
                              target="≥10次", actual="12次"),),
    )  # fmt: skip
    target = folder / "样例.docx"
    EXPORTERS["docx"]((Filled("f2", record),), target)
    return target


def _wait(app: QApplication, done: Callable[[], bool], sentence: str) -> None:
    timer = QElapsedTimer()
    timer.start()
    while not done():
        _require(timer.elapsed() < _PATIENCE, sentence)
        app.processEvents()


def _require(held: bool, sentence: str) -> None:
    if not held:
        raise Failed(sentence)
