"""Every question the program asks, behind one object that tests replace by a recording one.

Qt's own dialogs are taken from their module when they are asked for: the window opens without.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication

from core.progress import Report

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from gui.printing import Setup

KINDS = {"docx": "Word 文档", "xlsx": "Excel 工作簿", "pdf": "PDF 文件", "json": "版式文件",
         "toml": "评分方案"}  # fmt: skip
OPENABLE = (
    "*.docx *.doc *.docm *.dotx *.dot *.wps *.wpt *.odt *.rtf *.xlsx *.xls *.xlsm *.xltx *.xlt "
    "*.xlsb *.et *.ett *.ods *.fodt *.fods *.html *.htm *.mht *.mhtml *.xml *.txt *.csv *.pdf "
    "*.ofd *.zip *.jpg *.jpeg *.png *.gif *.tif *.tiff *.bmp"
)

_AFTER = 600
"""Milliseconds after which work is shown."""
LISTS = "*.xlsx *.xls *.et *.ods *.docx *.doc *.wps"


def documents() -> str:
    """The clerk's own documents, where a file dialog begins the first time."""
    where = QStandardPaths.StandardLocation
    folder = QStandardPaths.writableLocation(where.DocumentsLocation)
    # A dialog that begins in a folder that is not there cannot be answered as it stands.
    return folder if Path(folder).is_dir() else QStandardPaths.writableLocation(where.HomeLocation)


class Dialogs:
    """Asks the clerk. Each method answers None or False when the clerk steps back."""

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        self.parent = parent

    def tell(self, title: str, text: str, details: str = "") -> None:
        """A sentence that must be read before going on."""
        box = self._box(title, text)
        if details:
            copy = box.addButton("复制详情", QtWidgets.QMessageBox.ButtonRole.ActionRole)
            box.setDetailedText(details)
        box.addButton("知道了", QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        if details and box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(details)

    def confirm(self, title: str, text: str, verb: str) -> bool:
        """Whether to do it; `verb` stands on the button."""
        box = self._box(title, text)
        yes = box.addButton(verb, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        box.addButton("取消", QtWidgets.QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is yes

    def _box(self, title: str, text: str) -> QtWidgets.QMessageBox:
        box = QtWidgets.QMessageBox(
            QtWidgets.QMessageBox.Icon.NoIcon, title, text, parent=self.parent
        )
        box.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        return box

    def open_files(self, title: str, folder: str) -> list[Path]:
        names, _ = QtWidgets.QFileDialog.getOpenFileNames(
            self.parent, title, folder or documents(), f"报送文件 ({OPENABLE});;所有文件 (*)"
        )
        return [Path(name) for name in names]

    def open_list(self, title: str, folder: str) -> Path | None:
        """A file that holds a list of units."""
        name, _ = QtWidgets.QFileDialog.getOpenFileName(
            self.parent, title, folder or documents(), f"名单 ({LISTS});;所有文件 (*)"
        )
        return Path(name) if name else None

    def open_layouts(self, title: str) -> Path | None:
        """A file of layouts."""
        name, _ = QtWidgets.QFileDialog.getOpenFileName(
            self.parent, title, documents(), f"{KINDS['json']} (*.json);;所有文件 (*)"
        )
        return Path(name) if name else None

    def open_scheme(self, title: str) -> Path | None:
        """A file of a scheme."""
        name, _ = QtWidgets.QFileDialog.getOpenFileName(
            self.parent, title, documents(), f"{KINDS['toml']} (*.toml);;所有文件 (*)"
        )
        return Path(name) if name else None

    def open_template(self, title: str, folder: str) -> Path | None:
        """A file of the county's own to be filled."""
        name, _ = QtWidgets.QFileDialog.getOpenFileName(
            self.parent, title, folder or documents(), "模板 (*.docx *.xlsx);;所有文件 (*)"
        )
        return Path(name) if name else None

    def open_folder(self, title: str, folder: str) -> Path | None:
        name = QtWidgets.QFileDialog.getExistingDirectory(self.parent, title, folder or documents())
        return Path(name) if name else None

    def save_file(self, title: str, suggested: Path, kinds: Sequence[str]) -> Path | None:
        """Where to write and, by the suffix of the answer, in which of these formats."""
        filters = [f"{KINDS[kind]} (*.{kind})" for kind in kinds]
        name, taken = QtWidgets.QFileDialog.getSaveFileName(
            self.parent, title, str(suggested), ";;".join(filters)
        )
        if not name:
            return None
        path = Path(name)
        if path.suffix[1:].lower() in kinds:
            return path
        kind = kinds[filters.index(taken)] if taken in filters else kinds[0]
        return path.with_name(f"{path.name}.{kind}")

    def choose(self, title: str, label: str, items: list[str]) -> str | None:
        """One of several lines."""
        answer, taken = QtWidgets.QInputDialog.getItem(self.parent, title, label, items, 0, False)
        return answer if taken else None

    def line(self, title: str, label: str, text: str) -> str | None:
        """One line of text, to begin with as given; None when the clerk steps back."""
        answer, taken = QtWidgets.QInputDialog.getText(self.parent, title, label, text=text)
        return answer if taken else None

    def lines(self, title: str, label: str) -> str:
        """Several lines of text; empty when the clerk steps back."""
        answer, taken = QtWidgets.QInputDialog.getMultiLineText(self.parent, title, label)
        return answer if taken else ""

    @contextmanager
    def watching(self, what: str) -> Iterator[Report]:
        """Progress of work that only this thread can do; the report says when it was stopped."""
        dialog = QtWidgets.QProgressDialog(what, "停止", 0, 0, self.parent)
        dialog.setWindowModality(QtCore.Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(_AFTER)
        dialog.setWindowTitle("打印")

        def report(done: int, total: int, words: str) -> bool:
            dialog.setMaximum(total)
            dialog.setLabelText(f"{words}　{done}/{total}")
            dialog.setValue(done)
            return not dialog.wasCanceled()

        try:
            yield report
        finally:
            dialog.close()
            dialog.deleteLater()

    def has_printer(self) -> bool:
        """Whether this computer knows a printer."""
        from gui.printing import printer_names  # noqa: PLC0415 — who prints waits for it

        return bool(printer_names())

    def printer(self, title: str, setup: Setup) -> QPrinter | None:
        """A printer with the clerk's choice of pages and copies, begun as it was set up."""
        from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415 — as above

        from gui.printing import make_printer  # noqa: PLC0415 — as above

        printer = make_printer(setup, title)
        dialog = QPrintDialog(printer, self.parent)
        dialog.setWindowTitle("打印")
        return printer if dialog.exec() else None
