"""The handbook: the pages of `resources/help`, shown, linked and searched as they are written.

The pages are listed in the order in which the index links them.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import (
    QBrush,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.text import clean
from gui import style
from gui.labels import Label
from gui.style import THEME

_INDEX = "index.md"
_TITLE = re.compile("^# (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^()/#]+\.md)\)")


class HandbookDialog(QDialog):
    """A search above the pages on the left, the page on the right with what was found marked."""

    def __init__(self, folder: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用手册")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.HANDBOOK)
        self.search = QLineEdit()
        self.search.setPlaceholderText("在手册中查找（Ctrl+F）")
        self.search.setAccessibleName("在手册中查找")
        self.search.setClearButtonEnabled(True)
        self.none = Label("没有找到")
        self.none.setProperty("role", "muted")
        self.none.hide()
        self.list = QListWidget()
        self.list.setAccessibleName("手册目录")
        self.page = QTextBrowser()
        self.page.setAccessibleName("手册正文")
        self.page.setSearchPaths([str(folder)])
        self.page.setOpenExternalLinks(False)
        self.page.document().setDocumentMargin(style.SHEET_GAP)
        # Without this the lines would be measured before the style sheet is known.
        self.list.ensurePolished()
        self._words: dict[str, str] = {}
        self._fill(folder)
        self._compose()
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._next)
        self.list.currentItemChanged.connect(self._chosen)
        self.page.sourceChanged.connect(self._went)
        QShortcut(QKeySequence.StandardKey.Find, self, self._begin_search)
        self.list.setCurrentRow(0)

    def _fill(self, folder: Path) -> None:
        names = sorted(path.name for path in folder.glob("*.md"))
        linked = _LINK.findall((folder / _INDEX).read_text("utf-8"))
        first = [name for name in linked if name in names]
        for name in dict.fromkeys((_INDEX, *first, *names)):
            text = (folder / name).read_text("utf-8")
            title = _TITLE.search(text)
            item = QListWidgetItem("目录" if name == _INDEX or title is None else title[1])
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
            self._words[name] = text.lower()

    def _compose(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(style.GAP, 0, style.GAP, 0)
        left.setSpacing(style.GAP)
        left.addWidget(self.search)
        left.addWidget(self.none)
        left.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, style.GAP, style.GAP, style.GAP)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(self.page, 1)
        self.search.setFixedWidth(style.SECTIONS_WIDTH * 4 // 5)
        self.list.setFixedWidth(style.SECTIONS_WIDTH * 4 // 5)

    @Slot()
    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot(str)
    def _find(self, text: str) -> None:
        """Keep the pages that hold the words, and go to the first of them."""
        wanted = clean(text).lower()
        found = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            there = wanted in self._words[item.data(Qt.ItemDataRole.UserRole)]
            item.setHidden(not there)
            if there:
                found.append(row)
        self.none.setVisible(not found)
        if found and self.list.currentRow() not in found:
            self.list.setCurrentRow(found[0])
        self._mark(wanted)

    @Slot()
    def _next(self) -> None:
        """The next place on the page, then the next page, round about."""
        wanted = clean(self.search.text())
        if not wanted or self.page.find(wanted):
            return
        rows = [r for r in range(self.list.count()) if not self.list.item(r).isHidden()]
        if rows:
            here = self.list.currentRow()
            self.list.setCurrentRow(next((row for row in rows if row > here), rows[0]))
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
            self.page.find(wanted)

    def _mark(self, wanted: str) -> None:
        """Mark the words on the page and show the first of them."""
        selections = []
        document = self.page.document()
        cursor = document.find(wanted) if wanted else QTextCursor()
        first = QTextCursor(cursor)
        while not cursor.isNull():
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor  # type: ignore[attr-defined]
            selection.format.setBackground(style.color(THEME.origin_soft))  # type: ignore[attr-defined]
            selections.append(selection)
            cursor = document.find(wanted, cursor)
        self.page.setExtraSelections(selections)
        if not first.isNull():
            first.setPosition(first.selectionStart())
            self.page.setTextCursor(first)
            self.page.ensureCursorVisible()

    @Slot(QListWidgetItem, QListWidgetItem)
    def _chosen(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        del before
        if item is not None and item.data(Qt.ItemDataRole.UserRole) != self.page.source().path():
            kind = QTextDocument.ResourceType.MarkdownResource
            self.page.setSource(QUrl(item.data(Qt.ItemDataRole.UserRole)), kind)
            self._dress()
            self._mark(clean(self.search.text()).lower())

    def _dress(self) -> None:
        """Give lines and tables of the page, which Markdown says nothing of, room and colours."""
        document = self.page.document()
        lines = QTextBlockFormat()
        lines.setLineHeight(
            style.HANDBOOK_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        whole = QTextCursor(document)
        whole.select(QTextCursor.SelectionType.Document)
        whole.mergeBlockFormat(lines)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                table = frame.format()
                table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                table.setBorderBrush(QBrush(style.color(THEME.line)))
                table.setBorderCollapse(True)
                table.setTopMargin(style.GAP)
                table.setBottomMargin(style.WIDE_GAP)
                table.setCellPadding(style.CELL_PAD)
                frame.setFormat(table)

    @Slot(QUrl)
    def _went(self, page: QUrl) -> None:
        """A link was followed: the list goes along."""
        self._dress()
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == page.path():
                self.list.setCurrentRow(row)
