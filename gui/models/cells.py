"""The cells of a file that was read, one a line: what stands there, what was taken, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.address import At
from core.intake import FileReading
from core.intake.leftover import TABLE, TARGET
from core.source import Source
from core.submission import Filled
from gui import style
from gui.models.marks import annex_of, name_of
from gui.spoken import cell_words
from gui.style import THEME

Index = QModelIndex | QPersistentModelIndex
HEADS = ("情况", "表", "栏目", "原文", "读作", "说明")
KIND, FORM, FIELD, WRITTEN, TAKEN, WHY = range(len(HEADS))
SURE, DOUBT, UNREAD, LEFT = "已识读", "请核对", "未识读", "不属于任何表"
_LEFT_WORDS = {TABLE: "没有识别出是哪张表", TARGET: "绩效目标表或监控表，不是自评表"}


@dataclass(frozen=True, slots=True)
class CellLine:
    """A field with its cell, a cell that no field was found for, or what belongs to no form."""

    kind: str
    form: str
    field: str
    source: Source
    taken: str = ""
    why: str = ""
    path: str = ""


def cell_lines(filled: Filled) -> tuple[CellLine, ...]:
    """The fields of a form in their order, with the cells that could not be understood."""
    annex = annex_of(filled.key)
    nowhere = {at: Source(what.text) for at, what in filled.unread.items()}
    places = {**nowhere, **filled.sources}
    return tuple(_line(filled, annex, at, source) for at, source in places.items())


def lines_of(reading: FileReading, forms: Sequence[Filled]) -> tuple[CellLine, ...]:
    """What the clerk should look at: unread cells, then what is left over, then doubtful ones."""
    every = [line for form in forms for line in cell_lines(form)]
    left = [
        CellLine(
            LEFT, "", "",
            Source(item.text, item.table, item.row, None, item.paragraph, item.sheet),
            why=_LEFT_WORDS.get(item.kind, "不属于任何一张表的文字"),
        )
        for item in reading.leftovers
    ]  # fmt: skip
    return (
        *(line for line in every if line.kind == UNREAD),
        *left,
        *(line for line in every if line.kind == DOUBT),
    )


def _line(filled: Filled, annex: str, at: At, source: Source) -> CellLine:
    unread = filled.unread.get(at)
    nameless = at.field in {"cells", "paragraphs"}
    name = "" if nameless else name_of(filled, at)
    if unread is not None:
        return CellLine(UNREAD, annex, name, source, "", unread.why, at.path)
    kind = SURE if source.doubt is None else DOUBT
    return CellLine(kind, annex, name, source, filled.text(at), source.doubt or "", at.path)


class CellsModel(QAbstractTableModel):
    """The lines of a file, or of a preview."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[CellLine, ...] = ()

    def show_lines(self, lines: Sequence[CellLine]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def first(self, kinds: Sequence[str]) -> int:
        """The first line of these kinds, -1 if there is none."""
        found = (row for row, line in enumerate(self.lines) if line.kind in kinds)
        return next(found, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return style.tip(_text(line, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell_words(self, index)
        if role == Qt.ItemDataRole.ForegroundRole and column == KIND:
            inks = {SURE: THEME.faint, DOUBT: THEME.warning}
            return style.color(inks.get(line.kind, THEME.error))
        return None


def _text(line: CellLine, column: int) -> str:
    written = " ".join(line.source.text.split())
    return (line.kind, line.form, line.field, written, line.taken, line.why)[column]
