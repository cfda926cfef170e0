"""The handbook: the pages of `resources/help`, shown and linked as they are written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QWidget,
)

from gui import style

_INDEX = "index.md"


class HandbookDialog(QDialog):
    """Pages on the left, the page on the right."""

    def __init__(self, folder: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用手册")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.HANDBOOK)
        self.list = QListWidget()
        self.list.setFixedWidth(style.SECTIONS_WIDTH * 2 // 3)
        self.page = QTextBrowser()
        self.page.setSearchPaths([str(folder)])
        self.page.setOpenExternalLinks(False)
        self.page.document().setDocumentMargin(style.SHEET_GAP)
        # Without this the lines would be measured before the style sheet is known.
        self.list.ensurePolished()
        names = sorted(path.name for path in folder.glob("*.md"))
        for name in sorted(names, key=lambda name: name != _INDEX):
            item = QListWidgetItem("目录" if name == _INDEX else name.removesuffix(".md"))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.page, 1)
        self.list.currentItemChanged.connect(self._chosen)
        self.page.sourceChanged.connect(self._went)
        self.list.setCurrentRow(0)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _chosen(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        del before
        if item is not None and item.data(Qt.ItemDataRole.UserRole) != self.page.source().path():
            kind = QTextDocument.ResourceType.MarkdownResource
            self.page.setSource(QUrl(item.data(Qt.ItemDataRole.UserRole)), kind)

    @Slot(QUrl)
    def _went(self, page: QUrl) -> None:
        """A link was followed: the list goes along."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == page.path():
                self.list.setCurrentRow(row)
