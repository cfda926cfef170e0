"""A unit's name in a list: typed, or chosen by a part of it or its pinyin initials."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QStringListModel
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.initials import sounds_like

Index = QModelIndex | QPersistentModelIndex
_MOST = 12


def fitting(text: str, names: Sequence[str]) -> list[str]:
    """The names that hold the text, or whose characters can begin with its letters."""
    wanted = text.strip()
    if not wanted:
        return list(names)
    letters = wanted.isascii() and wanted.isalpha()
    return [name for name in names if wanted in name or (letters and sounds_like(name, wanted))]


class UnitNameDelegate(QStyledItemDelegate):
    """Edits a name; below it the names of the list that fit what is typed."""

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = tuple(names)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        known = QStringListModel(line)
        offered = QCompleter(known, line)
        offered.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        offered.setMaxVisibleItems(_MOST)
        line.setCompleter(offered)

        def offer(text: str) -> None:
            known.setStringList(fitting(text, self._names))

        line.textEdited.connect(offer)
        return line

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Initials that fit one name alone mean it; everything else is as typed."""
        assert isinstance(editor, QLineEdit)
        text = editor.text().strip()
        found = fitting(text, self._names) if text.isascii() and text.isalpha() else []
        model.setData(index, found[0] if len(found) == 1 else text)
