"""Which forms are written into the county's own files, and what those have room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui import style
from gui.editors.errand import ErrandDialog
from gui.labels import Label

_REPORTS = frozenset({"f4", "f5"})


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A form: its file's name, empty for the official form, and the places of that file.

    `trouble` says why the file cannot be used any more.
    """

    code: str
    title: str
    file: str
    found: tuple[str, ...]
    missing: tuple[str, ...]
    trouble: str = ""


class TemplatesDialog(ErrandDialog):
    """Emits which form wants another file, and whose forms are to be filled in."""

    choose_wanted = Signal(str)
    drop_wanted = Signal(str)
    fill_wanted = Signal(bool)
    """True for all units of the year, False for the one that is looked at."""

    def __init__(
        self,
        lines: Sequence[TemplateLine],
        unit: str,
        parent: QWidget | None,
        *,
        writable: bool = True,
    ) -> None:
        super().__init__("县里的模板", style.TEMPLATES, parent)
        self._lines: Sequence[TemplateLine] = ()
        self._unit, self._writable = unit, writable
        self.list, self.text = QListWidget(), QPlainTextEdit()
        self.heading, self.counts = Label(), Label()
        self.chooser, self.dropper = QPushButton("选择文件…"), QPushButton("不用模板")
        self._build()
        self.one = self.add_verb("填写本单位…", self._fill_one)
        self.all = self.add_verb("填写全部单位…", self._fill_all, primary=True)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(self._choose)
        self.chooser.clicked.connect(self._choose)
        self.dropper.clicked.connect(self._drop)
        self.show_lines(lines, lines[0].code)

    def _build(self) -> None:
        said = Label(
            "县里统一印发的 Word（.docx）或 Excel（.xlsx）表可以当模板：程序按表里的文字认出"
            "每一格，填进去，字体、列宽、边框照旧。选定的模板存在数据文件夹里，下次还用。"
        )
        said.setWordWrap(True)
        said.setProperty("role", "muted")
        self.list.setAccessibleName("各附件的模板")
        self.list.setFixedWidth(style.SLIP_OPTIONS)
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.counts.setWordWrap(True)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("找到和没有找到的格")
        self.chooser.setAutoDefault(False)
        self.dropper.setAutoDefault(False)
        tools = QHBoxLayout()
        tools.addWidget(self.chooser)
        tools.addWidget(self.dropper)
        tools.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.heading)
        right.addLayout(tools)
        right.addWidget(self.counts)
        right.addWidget(self.text, 1)
        right.addStretch()
        row = QHBoxLayout()
        row.setSpacing(style.WIDE_GAP)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.content.addWidget(said)
        self.content.addLayout(row, 1)

    def show_lines(self, lines: Sequence[TemplateLine], code: str) -> None:
        """Take over what was chosen; the form of `code` is looked at."""
        self._lines = lines
        self.list.blockSignals(True)
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.title}\n　　{line.file or '官方表样'}")
            item.setSizeHint(QSize(0, style.TWO_LINES))
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow([line.code for line in lines].index(code))
        self._show()
        self.ready()

    @property
    def line(self) -> TemplateLine:
        return self._lines[max(self.list.currentRow(), 0)]

    def ready(self) -> None:
        any_file = any(line.file for line in self._lines)
        self.one.setEnabled(any_file and bool(self._unit))
        style.give_tip(self.one, self._unit)
        self.all.setEnabled(any_file)

    @Slot()
    def _show(self) -> None:
        line = self.line
        self.heading.setText(f"{line.title}：{line.file or '用官方表样，没有选模板'}")
        self.chooser.setEnabled(self._writable)
        self.dropper.setEnabled(self._writable and bool(line.file))
        if line.trouble:
            self.counts.setText(f"{line.trouble}请重新选择文件，或者不用模板。")
            self.text.setPlainText("")
        elif not line.file:
            self.counts.setText("选好文件，下面列出找到和没有找到的格。")
            self.text.setPlainText("")
        elif line.code in _REPORTS:
            self.counts.setText("报告按标题一节一节填；模板里没有的节，加在前一节后面并说明。")
            self.text.setPlainText("")
        else:
            self.counts.setText(
                f"找到 {len(line.found)} 处，没有找到 {len(line.missing)} 处。"
                + ("没有位置的内容不会填进去，导出时逐条说明。" if line.missing else "")
            )
            parts = [("没有找到", line.missing), ("找到", line.found)]
            text = "\n\n".join(f"{word}：\n" + "\n".join(names) for word, names in parts if names)
            self.text.setPlainText(text)
        self.text.setVisible(bool(self.text.toPlainText()))

    @Slot()
    def _choose(self) -> None:
        if self._writable:
            self.choose_wanted.emit(self.line.code)

    @Slot()
    def _drop(self) -> None:
        self.drop_wanted.emit(self.line.code)

    @Slot()
    def _fill_one(self) -> None:
        self.fill_wanted.emit(False)

    @Slot()
    def _fill_all(self) -> None:
        self.fill_wanted.emit(True)
