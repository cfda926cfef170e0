"""The review list: nothing of an import is stored before the clerk has agreed here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui import style
from gui.editors.saving import save_by_keys
from gui.editors.unit_name import UnitNameDelegate
from gui.labels import Label
from gui.models.cells import DOUBT, FIELD, UNREAD, WRITTEN, CellsModel, lines_of
from gui.models.review import (
    DOUBTS,
    FILE,
    FORMS,
    SAYS,
    UNIT_COLUMN,
    ReviewLine,
    ReviewModel,
)
from gui.models.review import UNREAD as UNREAD_COLUMN
from gui.style import THEME

_NAMES = {FILE: style.FILE_COLUMN, UNIT_COLUMN: style.UNIT_COLUMN, FORMS: style.UNIT_COLUMN}
"""Columns of names, with the most that they get."""
_ANY_HEIGHT = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX."""


@dataclass(frozen=True, slots=True)
class Helps:
    """What can be done for a file under review; None where it cannot be had.

    `explain` a layout; `compare` a row with what is stored, if `compared` says that there is such;
    `type_in` the forms of a row beside its pages; `unlock` the files behind a password. `units` are
    the names that may be meant.
    """

    explain: Callable[[ReviewLine], None] | None = None
    compare: Callable[[int], None] | None = None
    compared: Callable[[ReviewLine], bool] = lambda line: False
    type_in: Callable[[int], None] | None = None
    unlock: Callable[[], None] | None = None
    units: Sequence[str] = ()


class ReviewTable(QTableView):
    """Enter is for the line and not for the button that stores all."""

    entered_row = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing:
            self.entered_row.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class ReviewDialog(QDialog):
    """Shows what each file holds; `accept` hands the ticked lines over."""

    def __init__(
        self,
        lines: Sequence[ReviewLine],
        take: Callable[[tuple[ReviewLine, ...]], None],
        parent: QWidget | None,
        helps: Helps | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("核对读入的文件")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.REVIEW)
        self._take = take
        self._helps = helps or Helps()
        self.cell_model = CellsModel(self)
        self.cells = QTableView()
        self.explain_button = QPushButton("指认版式(&L)…")
        self.model = ReviewModel(lines, self)
        self.table = ReviewTable()
        self.table.setAccessibleName("读入的文件")
        offering = UnitNameDelegate(self._helps.units, self.table)
        self.table.setItemDelegateForColumn(UNIT_COLUMN, offering)
        self.summary = Label()
        self.says = Label()
        self._below = QWidget()
        self.accept_button = QPushButton()
        self.compare_button = QPushButton("重报对照(&D)…")
        self.type_button = QPushButton("照着录入(&T)…")
        self.unlock_button = QPushButton("输入密码(&P)…")
        self.cancel_button = QPushButton("取消")
        self._build()
        self.model.edited.connect(self._tell)
        self.model.modelReset.connect(self._look)
        self.table.selectionModel().currentChanged.connect(self._look)
        first = next((row for row, line in enumerate(lines) if line.forms), 0)
        self.table.setCurrentIndex(self.model.index(first, FILE))
        self._tell()
        self.accept_button.setFocus()

    def _build(self) -> None:
        title = Label("勾选要保存的文件；单位和年度可以双击修改，同一单位同一年度的文件合为一份。")
        title.setProperty("role", "muted")
        table = self.table
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in _NAMES:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(SAYS, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        save_by_keys(self, self.accept_button, "保存勾选的文件")
        self.cancel_button.clicked.connect(self.reject)
        for button, work in (
            (self.explain_button, self.explain),
            (self.compare_button, self.compare),
            (self.type_button, self.type_in),
            (self.unlock_button, self.unlock),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(work)
        self.explain_button.setToolTip("表的栏目名程序不认识时，指一次就记住")
        self.compare_button.setToolTip("逐格看原报和新报（在这一行按回车）")
        self.type_button.setToolTip("扫描件和照片：建一张空表，对照原件填写")
        self.table.entered_row.connect(self.compare)
        self.table.selectionModel().currentRowChanged.connect(self._row)
        foot = QHBoxLayout()
        foot.addWidget(self.unlock_button)
        foot.addWidget(self.explain_button)
        foot.addWidget(self.compare_button)
        foot.addWidget(self.type_button)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.accept_button)
        body = QVBoxLayout(self)
        body.setContentsMargins(*[style.WIDE_GAP] * 4)
        body.setSpacing(style.GAP)
        body.addWidget(title)
        panes = QSplitter(Qt.Orientation.Vertical)
        panes.addWidget(table)
        panes.addWidget(self._lower())
        panes.setStretchFactor(0, 2)
        panes.setStretchFactor(1, 1)
        body.addWidget(panes, 1)
        body.addWidget(self.summary)
        body.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()
        self._show_cells()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share()

    def _share(self) -> None:
        """Names get what they need; in a narrow window they give way to what is said of files."""
        table, header = self.table, self.table.horizontalHeader()
        widths = {
            column: min(int(most * THEME.text), table.sizeHintForColumn(column) + style.WIDE_GAP)
            for column, most in _NAMES.items()
        }
        numbers = set(range(header.count())) - {SAYS, *_NAMES}
        taken = sum(widths.values()) + sum(map(header.sectionSizeHint, numbers))
        lacking = max(taken + style.SAYS_LEAST - table.viewport().width(), 0)
        widths[FILE] -= min(lacking, widths[FILE] // 3)
        for column, width in widths.items():
            header.resizeSection(column, width)

    def _lower(self) -> QWidget:
        """What is said of the file at hand, in full, above its cells."""
        self.says.setWordWrap(True)
        self.says.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.says.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout()
        column.setContentsMargins(0, style.GAP, 0, 0)
        column.addWidget(self.says)
        column.addWidget(self._cells(), 1)
        self._below.setLayout(column)
        return self._below

    def _cells(self) -> QTableView:
        """What of the file at hand should be looked at: unread and doubtful cells, other tables."""
        cells = self.cells
        cells.setModel(self.cell_model)
        cells.setAccessibleName("请核对和未识读的格")
        cells.setShowGrid(False)
        cells.setWordWrap(False)
        cells.verticalHeader().hide()
        cells.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        cells.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = cells.horizontalHeader()
        header.setHighlightSections(False)
        header.resizeSection(FIELD, style.FILE_COLUMN)
        header.resizeSection(WRITTEN, style.UNIT_COLUMN)
        header.setStretchLastSection(True)
        return cells

    def _show_cells(self) -> None:
        """An empty list of cells needs no bar, and gives its room away where there is little."""
        some, policy = bool(self.cell_model.lines), Qt.ScrollBarPolicy
        bar = policy.ScrollBarAsNeeded if some else policy.ScrollBarAlwaysOff
        self.cells.setHorizontalScrollBarPolicy(bar)
        self.cells.setVisible(some or self.height() >= style.ROOM_LOW)
        alone = self.says.heightForWidth(self.says.width()) + style.GAP
        self._below.setMaximumHeight(_ANY_HEIGHT if self.cells.isVisibleTo(self) else alone)

    @property
    def line(self) -> ReviewLine | None:
        """The file at hand."""
        row = self.table.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def put_lines(self, lines: Sequence[ReviewLine]) -> None:
        """Show other lines, of files that were read again; the file at hand stays the same."""
        name = self.line.reading.name if self.line is not None else None
        self.model.put_lines(lines)
        names = [line.reading.name for line in lines]
        row = names.index(name) if name in names else 0
        self.table.setCurrentIndex(self.model.index(row, FILE))

    @Slot()
    def _look(self) -> None:
        """Show the cells of the file at hand; a count jumps to its first cell."""
        line = self.line
        self.cell_model.show_lines(lines_of(line.reading, line.forms) if line else ())
        self._say()
        self._show_cells()
        kinds = {DOUBTS: (DOUBT,), UNREAD_COLUMN: (UNREAD,)}
        first = self.cell_model.first(kinds.get(self.table.currentIndex().column(), ()))
        if first >= 0:
            self.cells.selectRow(first)
            self.cells.scrollTo(self.cell_model.index(first, 0))

    def _say(self) -> None:
        """What there is to say of the file at hand, in full."""
        line = self.line
        told = [line.says] if line and line.says else []
        if not self.cell_model.lines and line and line.forms:
            told.append("每一格都已识读，没有要核对的")
        self.says.setText(f"{line.reading.name}　{'　'.join(told)}" if line and told else "")
        self.says.setVisible(bool(self.says.text()))

    @Slot()
    def explain(self) -> None:
        """Have the layout of the file at hand explained."""
        line = self.line
        if line is not None and self._helps.explain is not None:
            self._helps.explain(line)

    @Slot()
    def compare(self) -> None:
        """Show the current line beside what is stored; of a scan, have it typed in."""
        line, row = self.line, self.table.currentIndex().row()
        if line is None:
            return
        if self._helps.compare is not None and self._helps.compared(line):
            self._helps.compare(row)
        elif line.pages:
            self.type_in()

    @Slot()
    def type_in(self) -> None:
        """Have the forms of a scan typed beside its pages."""
        line = self.line
        if line is not None and line.pages and self._helps.type_in is not None:
            self._helps.type_in(self.table.currentIndex().row())

    @Slot()
    def unlock(self) -> None:
        """Ask for the password of the files that are locked."""
        if self._helps.unlock is not None:
            self._helps.unlock()

    @Slot()
    def _row(self) -> None:
        line, helps = self.line, self._helps
        self.compare_button.setEnabled(
            line is not None and helps.compare is not None and helps.compared(line)
        )
        self.explain_button.setEnabled(
            line is not None and line.open_questions and helps.explain is not None
        )
        self.type_button.setEnabled(line is not None and line.pages and helps.type_in is not None)

    @Slot()
    def accept(self) -> None:
        taken = self.model.taken
        super().accept()
        self._take(taken)

    @Slot()
    def _tell(self) -> None:
        self._row()
        self._say()
        lines, taken = self.model.lines, self.model.taken
        shut = any(line.locked for line in lines)
        self.unlock_button.setVisible(shut and self._helps.unlock is not None)
        units = {(line.unit, line.year) for line in taken}
        failed = sum(1 for line in lines if not line.forms)
        unclear = sum(1 for line in lines if line.take and not line.ready)
        listed = frozenset(self._helps.units)
        strange = {line.unit for line in taken if listed and line.unit not in listed}
        words = [f"{len(lines)} 个文件，勾选 {len(taken)} 个，{len(units)} 份报送"]
        if failed:
            words.append(f"{failed} 个没有读出")
        if unclear:
            words.append(f"{unclear} 个缺单位或年度，请补上")
        if strange:
            words.append(f"{len(strange)} 个单位名单里没有：{'、'.join(sorted(strange))}")
        guessed = sum(1 for line in lines if line.guessed and not line.take)
        if guessed:
            words.append(f"{guessed} 个单位待确认")
        self.summary.setText("　".join(words))
        self.accept_button.setText(f"保存 {len(units)} 份" if units else "保存")
        self.accept_button.setEnabled(bool(taken))
