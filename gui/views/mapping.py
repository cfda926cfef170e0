"""A table whose layout is new: the clerk points at its headings once and says what they mean.

By keyboard: arrows walk over the table, typing searches the official wording, Enter explains the
cell, Delete takes that back, Ctrl+Enter remembers the layout.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.intake.mapping import Layout, Meaning
from gui import style
from gui.editors.saving import save_by_keys
from gui.labels import Label
from gui.models.cells import FIELD, UNREAD, WRITTEN, CellsModel
from gui.models.mapping import FORM_NAMES, Explaining, counts, form_of, whole
from gui.sheets.boxes import Box, Key
from gui.sheets.boxes import Slot as Spot
from gui.sheets.document import document_sheet
from gui.sheets.source import SourceCanvas
from gui.style import THEME

_CELL = 4
"""Parts of the key of a table's cell: ("cell", table, row, column)."""


class PointingCanvas(SourceCanvas):
    """The table; cells that were explained are tinted and tell their meaning.

    Those that nobody understands yet are tinted otherwise.
    """

    typed = Signal(str)
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.meant: dict[Key, str] = {}
        self.unread: frozenset[Key] = frozenset()

    def tint(self, box: Box, slot: Spot | None) -> str | None:
        if slot is not None and slot.key != self.current:
            if slot.key in self.meant:
                return THEME.doubt_soft
            if slot.key in self.unread:
                return THEME.unread_soft
        return super().tint(box, slot)

    def tip(self, box: Box, slot: Spot | None) -> str:
        del box
        return self.meant.get(slot.key, "") if slot is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.let_go.emit()
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class MappingDialog(QDialog):
    """Explains a table of a file; `remember` is called with the layout, and says if it was kept.

    `names` are those of the layouts that are remembered already.
    """

    def __init__(
        self,
        explaining: Explaining,
        name: str,
        names: frozenset[str],
        remember: Callable[[Layout], bool],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("指认版式")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.WINDOW)
        self.explaining = explaining
        self._remember = remember
        self._names = names
        self._offered: tuple[Meaning, ...] = ()
        self.canvas = PointingCanvas(self)
        self.canvas.setAccessibleName("报送原文")
        self.form = QComboBox()
        self.search = QLineEdit()
        self.words = QListView()
        self.word_model = QStringListModel(self)
        self.content = QCheckBox("这一格本身就是内容，不是栏目名(&N)")
        self.preview = CellsModel(self)
        self.read = QTableView()
        self.tally = Label()
        self.name = QLineEdit(_free(name, names))
        self.keep = QPushButton("记住版式")
        self._build()
        self._connect()
        self._show()

    @property
    def at(self) -> tuple[int, int] | None:
        """The row and column of the cell that is pointed at, if it is one of the table's."""
        key = self.canvas.current
        if not isinstance(key, tuple) or len(key) != _CELL or key[1] != self.explaining.index:
            return None
        return key[2], key[3]

    # Setting up

    def _build(self) -> None:
        for code, words in FORM_NAMES.items():
            self.form.addItem(words, code)
        self.search.setPlaceholderText("查找栏目或行名，可用拼音首字母")
        self.search.setClearButtonEnabled(True)
        self.words.setModel(self.word_model)
        self.words.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.read.setModel(self.preview)
        self.read.verticalHeader().hide()
        self.read.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        self.read.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.read.setAccessibleName("识读的结果")
        header = self.read.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (FIELD, WRITTEN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        body = QVBoxLayout(self)
        hint = Label(
            "选中栏目名或行名所在的格，输入或选择它的含义，按回车；记住后，同样版式的表自动识读。"
        )
        hint.setProperty("role", "muted")
        body.addWidget(hint)
        body.addWidget(self._panes(), 1)
        body.addLayout(self._foot())

    def _panes(self) -> QSplitter:
        """The table, beside it what a cell can mean, and below what is read."""
        side = QVBoxLayout()
        side.setSpacing(style.GAP)
        for text, widget in (("这张表是(&F)", self.form), ("这一格是(&S)", self.search)):
            label = Label(text)
            label.setBuddy(widget)
            side.addWidget(label)
            side.addWidget(widget)
        side.addWidget(self.words, 1)
        side.addWidget(self.content)
        left = QWidget()
        left.setLayout(side)
        upper, lower = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        upper.addWidget(self.canvas)
        upper.addWidget(left)
        upper.setStretchFactor(0, 1)
        lower.addWidget(upper)
        lower.addWidget(self.read)
        lower.setStretchFactor(0, 1)
        return lower

    def _foot(self) -> QHBoxLayout:
        """How much is read, the layout's name, and what ends the dialog."""
        foot = QHBoxLayout()
        foot.addWidget(self.tally, 1)
        label = Label("版式名(&M)")
        label.setBuddy(self.name)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        self.keep.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.name.setMinimumWidth(style.PANEL_LEFT)
        for item in (label, self.name, cancel, self.keep):
            foot.addWidget(item)
        return foot

    def _connect(self) -> None:
        self.canvas.picked.connect(self._picked)
        self.canvas.typed.connect(self._typed)
        self.canvas.let_go.connect(self.let_go)
        self.form.currentIndexChanged.connect(self._formed)
        self.search.textChanged.connect(self._offer)
        self.search.returnPressed.connect(self.explain)
        self.words.activated.connect(self.explain)
        self.read.clicked.connect(self._go)
        self.read.activated.connect(self._go)
        self.keep.clicked.connect(self.accept)
        self.name.textChanged.connect(self._may_keep)
        for key, by in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):
            step = QShortcut(QKeySequence(key), self.search)
            step.setContext(Qt.ShortcutContext.WidgetShortcut)
            step.activated.connect(partial(self._step, by))
        save_by_keys(self, self.keep, "记住版式")
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)

    def _show(self) -> None:
        self.canvas.show_sheet(document_sheet(whole(self.explaining.document), self.canvas.texts))
        self._renew()
        self._offer("")
        cells = sorted(self.explaining.grid.cells, key=lambda cell: (cell.row, cell.column))
        keys = [self._key(cell.row, cell.column) for cell in cells]
        first = next((key for key in keys if key in self.canvas.unread), None)
        if keys:
            self.canvas.select(first or keys[0])
        self.canvas.setFocus()

    def _key(self, row: int, column: int) -> Key:
        return ("cell", self.explaining.index, row, column)

    # What the clerk does

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        """Point at the cell that a line of the result comes from."""
        source = self.preview.lines[index.row()].source
        if source.row is not None and source.column is not None:
            self.canvas.select(self._key(source.row, source.column), announce=True)
            self.canvas.setFocus()

    @Slot(object)
    def _picked(self, key: object) -> None:
        """Another cell: of another table, whose explaining begins anew."""
        if isinstance(key, tuple) and len(key) == _CELL and key[1] != self.explaining.index:
            self.explaining = self.explaining.turned(key[1])
            self._renew()
        at = self.at
        known = self.explaining.pointed.get(at) if at is not None else None
        self.content.setChecked(known is not None and known.content)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.search.setText(text)
        self.search.setFocus()

    @Slot(str)
    def _offer(self, text: str) -> None:
        self._offered = self.explaining.offered(text, form_of(self.preview.lines))
        words = [self._line(meaning) for meaning in self._offered]
        self.word_model.setStringList(words)
        if words:
            self.words.setCurrentIndex(self.word_model.index(0, 0))

    def _step(self, by: int) -> None:
        """Choose the next (1) or previous (-1) of what the search has found."""
        row = self.words.currentIndex().row() + by
        if 0 <= row < len(self._offered):
            self.words.setCurrentIndex(self.word_model.index(row, 0))

    def _line(self, meaning: Meaning) -> str:
        alone = len({meaning.form for meaning in self._offered}) == 1
        lead = "" if alone else f"附件{meaning.form[1:]} "
        return f"{lead}{meaning.group}　{meaning.words}"

    @Slot()
    def explain(self) -> None:
        """The cell means what is chosen in the list."""
        row, at = self.words.currentIndex().row(), self.at
        if at is None or not 0 <= row < len(self._offered):
            return
        meaning, content = self._offered[row], self.content.isChecked()
        self.explaining = self.explaining.pointing(*at, meaning.words, content=content)
        self.search.clear()
        self.content.setChecked(False)
        self.canvas.setFocus()
        self._renew()

    @Slot()
    def let_go(self) -> None:
        """The cell means nothing any more."""
        at = self.at
        if at is not None:
            self.explaining = self.explaining.without(*at)
            self._renew()

    @Slot(int)
    def _formed(self, index: int) -> None:
        form: str | None = self.form.itemData(index)
        self.explaining = self.explaining.said_to_be(form)
        self._renew()
        self._offer(self.search.text())

    def _renew(self) -> None:
        """Show what is explained, and what is read by it."""
        index = self.explaining.index
        self.canvas.meant = {
            ("cell", index, *place): at.means for place, at in self.explaining.pointed.items()
        }
        lines = self.explaining.preview()
        places = [line.source for line in lines if line.kind == UNREAD]
        self.canvas.unread = frozenset(
            self._key(place.row, place.column)
            for place in places
            if place.row is not None and place.column is not None
        )
        self.canvas.viewport().update()
        self.preview.show_lines(lines)
        sure, doubtful, unread = counts(lines)
        self.tally.setText(
            f"指认了 {len(self.explaining.pointed)} 格　这张表识读 {sure + doubtful} 项，"
            f"其中请核对 {doubtful} 项　未识读 {unread} 格"
        )
        self._may_keep()

    @Slot()
    def _may_keep(self) -> None:
        name = self.name.text().strip()
        self.keep.setText("替换同名版式" if name in self._names else "记住版式")
        self.keep.setEnabled(self.explaining.says and bool(name))

    @Slot()
    def accept(self) -> None:
        """Remember the layout."""
        if self.keep.isEnabled() and self._remember(
            self.explaining.layout(self.name.text().strip())
        ):
            super().accept()


def _free(name: str, names: frozenset[str]) -> str:
    """The name, numbered where another layout bears it."""
    numbered = (f"{name} {number}" for number in itertools.count(2))
    return name if name not in names else next(free for free in numbered if free not in names)
