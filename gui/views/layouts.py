"""The layouts that were explained: looked through, forgotten, taken to another county and back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from core.editing.edits import SetLayout
from core.errors import UserError, reason
from core.intake.mapping import exported, imported, of_texts, to_text
from gui import style
from gui.bridge import Bridge
from gui.dialogs import Dialogs, documents
from gui.labels import Label

FILE_NAME = "版式.json"


class LayoutsDialog(QDialog):
    """Lists the layouts by name; each change is a step that can be undone."""

    def __init__(self, bridge: Bridge, dialogs: Dialogs, parent: Widget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("已记住的版式")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.KEYS)
        self._bridge = bridge
        self._dialogs = dialogs
        self.names = QListWidget()
        self.names.setAccessibleName("已记住的版式")
        self.take_in = QPushButton("导入(&I)…")
        self.give_out = QPushButton("全部导出(&E)…")
        self.forget_button = QPushButton("删除(&D)")
        hint = Label("指认过的版式按名称列在这里，以后同样版式的表自动识读。删除可以撤销。")
        hint.setProperty("role", "muted")
        foot = QHBoxLayout()
        for button, work in (
            (self.take_in, self.import_layouts),
            (self.give_out, self.export_layouts),
            (self.forget_button, self.forget),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(work)
            foot.addWidget(button)
        foot.addStretch(1)
        close = QPushButton("关闭")
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        body = QVBoxLayout(self)
        body.addWidget(hint)
        body.addWidget(self.names, 1)
        body.addLayout(foot)
        QShortcut(QKeySequence.StandardKey.Delete, self.names).activated.connect(self.forget)
        self._show()

    def _show(self) -> None:
        names = tuple(self._bridge.workspace.layouts())
        self.names.clear()
        self.names.addItems(names)
        if names:
            self.names.setCurrentRow(0)
        writable = self._bridge.writable
        self.give_out.setEnabled(bool(names))
        self.take_in.setEnabled(writable)
        self.forget_button.setEnabled(writable and bool(names))

    @Slot()
    def forget(self) -> None:
        """Forget the layout that is chosen."""
        item = self.names.currentItem()
        if item is not None and self._bridge.writable:
            name = item.text()
            self._bridge.submit(f"删除版式“{name}”", (SetLayout(name, None),))
            self._show()

    @Slot()
    def export_layouts(self) -> None:
        """Write all layouts to one file."""
        suggested = Path(documents()) / FILE_NAME
        target = self._dialogs.save_file("导出版式", suggested, ["json"])
        if target is None:
            return
        layouts = of_texts(self._bridge.workspace.layouts().values())
        try:
            target.write_text(exported(layouts), encoding="utf-8")
        except OSError as error:
            self._dialogs.tell("导出版式", f"文件写不进去（{reason(error)}），请换一个位置。")

    @Slot()
    def import_layouts(self) -> None:
        """Take in the layouts of a file; those of the same name are replaced."""
        source = self._dialogs.open_layouts("导入版式")
        if source is None:
            return
        try:
            layouts = imported(source.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            self._dialogs.tell("导入版式", "文件打不开，没有导入。")
            return
        except UserError as error:
            self._dialogs.tell("导入版式", str(error))
            return
        edits = tuple(SetLayout(layout.name, to_text(layout)) for layout in layouts)
        self._bridge.submit(f"导入 {len(edits)} 个版式", edits)
        self._show()
