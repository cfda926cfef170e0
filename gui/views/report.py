"""A report (f4, f5): its sections as a list, the text of one beside it, its tables as grids.

It is long because cover, section and table answer the same commands, each in its own way.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.address import At, Place
from core.editing.edits import Enter, InsertRow, MoveRow, RemoveRow
from core.forms import OverallReport, ProjectReport, Report
from core.schema.form import get
from core.submission import Filled
from core.workspace import Change
from gui import style
from gui.bridge import Bridge
from gui.editors.fields import LineField, TextField
from gui.editors.sections import COVER, SectionList
from gui.labels import Label
from gui.models.marks import name_of
from gui.models.tables import AT_ROLE, TableModel
from gui.originals import Originals
from gui.sheets.cover import Cover


class ReportView(QWidget):
    """Shows one report."""

    def __init__(self, bridge: Bridge, originals: Originals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._originals = originals
        self._shown: str | None = None
        self.list = SectionList()
        self.heading = LineField(At("sections.0.heading"))
        self.text = TextField()
        self.table_title = LineField(At("tables.0.title"))
        self.table = QTableView()
        self.hint = Label()
        self.hint.setProperty("role", "caption")
        self._cover = Cover()
        self._models: dict[At, TableModel] = {}
        self._pages = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self.setFocusProxy(self.list)
        self._build()
        self.list.currentRowChanged.connect(self._chosen)
        self._cover.committed.connect(self._commit)
        self.heading.committed.connect(self._commit)
        self.text.committed.connect(self._commit)
        self.text.textChanged.connect(self._count)
        self.table_title.committed.connect(self._commit)
        bridge.turned.connect(self.reload)
        bridge.located.connect(self._located)
        bridge.changed.connect(self._changed)
        bridge.flushing.connect(self._flush)

    def _build(self) -> None:
        self.heading.setAccessibleName("章节标题")
        self.text.setAccessibleName("章节正文")
        self.table_title.setAccessibleName("表名")
        self.table.setAccessibleName("报告中的表")
        self.text.setFont(style.paper_font(style.PROSE_PIXELS))
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(*[style.WIDE_GAP] * 4)
        column.addWidget(self.heading)
        column.addWidget(self.text, 1)
        column.addWidget(self.hint)
        grid = QWidget()
        column = QVBoxLayout(grid)
        column.setContentsMargins(*[style.WIDE_GAP] * 4)
        column.addWidget(self.table_title)
        column.addWidget(self.table, 1)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        for page in (self._cover, section, grid):
            frame = QFrame()
            frame.setProperty("role", "panel")
            box = QVBoxLayout(frame)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(page, 1)
            self._pages.addWidget(frame)
        self._split.addWidget(self.list)
        self._split.addWidget(self._pages)
        self._split.setSizes([style.SECTIONS_WIDTH, style.SHEET_WIDTH])
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._split)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both have no room side by side, the list stands above the text."""
        super().resizeEvent(event)
        below = self.width() < 2 * style.SECTIONS_WIDTH
        way = Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal
        if self._split.orientation() != way:
            self._split.setOrientation(way)
            first = self.height() // 3 if below else style.SECTIONS_WIDTH
            self._split.setSizes([first, style.SHEET_WIDTH])

    @Slot(object)
    def set_zoom(self, zoom: float) -> None:
        """The size of the text, as that of the papers; a narrow paper does not make it small."""
        pixels = max(style.PROSE_LEAST, round(style.PROSE_PIXELS * zoom))
        self.text.setFont(style.paper_font(pixels))

    # What the bridge says

    @Slot()
    def reload(self) -> None:
        """Show the report that is looked at, from its first section."""
        filled = self._bridge.filled
        if filled is None or not isinstance(filled.record, OverallReport | ProjectReport):
            self._shown = None
            return
        self._shown = f"{self._bridge.key}/{filled.key}"
        self._models = {}
        self._fill_list(filled, filled.record)
        self.list.setCurrentRow(1 if filled.record.sections else 0)
        self._show_entry()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        filled = self._bridge.filled
        if self._bridge.key not in change.submissions or filled is None:
            return
        if isinstance(filled.record, OverallReport | ProjectReport):
            row = self.list.currentRow()
            self._fill_list(filled, filled.record)
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
            self._show_entry()

    @Slot()
    def _located(self) -> None:
        at = self._bridge.at
        if at is None or self._shown is None:
            return
        for row in range(self.list.count()):
            entry = self._entry(row)
            if entry is not None and entry != COVER and at.within(entry):
                self.list.setCurrentRow(row)
                self._reveal()
                return
        self.list.setCurrentRow(0)

    @Slot()
    def _flush(self) -> None:
        if self._shown is None:
            return
        self.text.finish()
        for field in (self.heading, self.table_title, *self._cover.fields):
            field.finish()
        editor = self.table.indexWidget(self.table.currentIndex())
        if editor is not None:
            self.table.commitData(editor)

    # The list of entries

    def _fill_list(self, filled: Filled, record: Report) -> None:
        left = [item.finding for item in self._bridge.standing if not item.settled]
        self.list.fill(filled.key, record, left)

    def _entry(self, row: int | None = None) -> At | None:
        return self.list.entry(self.list.currentRow() if row is None else row)

    @Slot(int)
    def _chosen(self, row: int) -> None:
        del row
        self._show_entry()
        entry, form = self._entry(), self._bridge.form
        here = self._bridge.at
        if entry is None or form is None or (here is not None and here.within(entry)):
            return
        self._bridge.locate(Place(form, entry if entry == COVER else entry.child(
            "text" if entry.field == "sections" else "title")))  # fmt: skip

    def _show_entry(self) -> None:
        filled, entry = self._bridge.filled, self._entry()
        if filled is None or entry is None:
            return
        if entry == COVER:
            self._cover.show_form(filled, writable=self._bridge.writable)
            self._pages.setCurrentIndex(0)
        elif entry.field == "sections":
            self.heading.at = entry.child("heading")
            self.heading.load(filled.text(self.heading.at))
            at = entry.child("text")
            for field in (self.heading, self.text):
                field.setReadOnly(not self._bridge.writable)
            self.text.load(at, filled.text(at))
            self._mark(filled, at)
            self._count()
            self._pages.setCurrentIndex(1)
        else:
            self._show_table(filled, entry)
            self._pages.setCurrentIndex(2)

    def _mark(self, filled: Filled, at: At) -> None:
        """Underline facts and findings in the text of a section, unless it is being typed."""
        if self.text.pending:
            return
        from gui.models.prose import facts_in, findings_in  # noqa: PLC0415 — with the rules

        place = Place(filled.key, at)
        mine = [item for item in self._bridge.standing if place in item.finding.places]
        text = filled.text(at)
        self.text.mark((*facts_in(text), *findings_in(text, mine)))

    def _reveal(self) -> None:
        """Select the sentence that the finding looked at speaks of."""
        filled, finding, at = self._bridge.filled, self._bridge.finding, self.text.at
        if filled is None or finding is None or at is None or self._bridge.at != at:
            return
        from gui.models.prose import span_of  # noqa: PLC0415 — with the rules

        where = span_of(filled.text(at), finding)
        if where is not None:
            self.text.reveal(*where)

    def _show_table(self, filled: Filled, entry: At) -> None:
        self.table_title.setReadOnly(not self._bridge.writable)
        self.table_title.at = entry.child("title")
        self.table_title.load(filled.text(self.table_title.at))
        model = self._models.get(entry)
        if model is None:
            model = TableModel(entry, self._enter, self)
            self._models[entry] = model
        model.show(filled)
        if self.table.model() is not model:
            self.table.setModel(model)
            self.table.selectionModel().currentChanged.connect(self._cell)

    @Slot()
    def _count(self) -> None:
        count = len("".join(self.text.toPlainText().split()))
        words = [f"{count} 字", "离开或按 Ctrl+Enter 保存，Esc 取消"]
        filled, at = self._bridge.filled, self.text.at
        if filled is not None and at is not None and not self.text.pending:
            original = self._originals.texts(filled).get(at)
            if original not in {None, filled.text(at)}:
                words.append("与报送不同，Ctrl+R 接受原值")
        self.hint.setText("　　".join(words))

    @Slot(QModelIndex, QModelIndex)
    def _cell(self, index: QModelIndex, before: QModelIndex) -> None:
        del before
        at, form = index.data(Qt.ItemDataRole.UserRole), self._bridge.form
        if isinstance(at, At) and form is not None:
            self._bridge.locate(Place(form, at))

    # What the clerk does

    @Slot(object, str)
    def _commit(self, at: At, text: str) -> None:
        filled = self._bridge.filled
        if self._enter(at, text) or filled is None:
            return
        if self.text.at == at:
            self.text.refused(filled.text(at))
        for field in (self.heading, self.table_title, *self._cover.fields):
            if field.at == at:
                field.refused(filled.text(at))

    def _enter(self, at: At, text: str) -> bool:
        filled, key = self._bridge.filled, self._bridge.key
        if filled is None or key is None or filled.text(at) == text:
            return filled is not None
        edit = Enter(key, Place(filled.key, at), text)
        return self._bridge.submit(f"修改 {name_of(filled, at)}", (edit,), self)

    def edit_cell(self) -> None:
        page = self._pages.currentIndex()
        if page == 2:  # noqa: PLR2004
            self.table.setFocus()
            self.table.edit(self.table.currentIndex())
        elif page == 1:
            self.text.setFocus()
        elif self._cover.fields:
            self._cover.fields[0].setFocus()

    def clear_cell(self) -> None:
        """Empty the current cell of a table; a section's text is emptied by its own keys."""
        at = self._bridge.at
        if at is not None and at.field == "tables" and at.column != "title":
            self._enter(at, "")

    def select_all(self) -> None:
        """Select the whole text of a section, or the whole table."""
        page = self._pages.currentIndex()
        if page == 2:  # noqa: PLR2004
            self.table.selectAll()
        elif page == 1:
            self.text.setFocus()
            self.text.selectAll()

    def fill_down(self) -> None:
        """Repeat the first selected row of a table, or the row above, in the selected cells."""
        filled, key, model = self._bridge.filled, self._bridge.key, self.table.model()
        cells = self.table.selectionModel().selectedIndexes() if model is not None else []
        if filled is None or key is None or not cells or self._pages.currentIndex() != 2:  # noqa: PLR2004
            return
        rows = {index.row() for index in cells}
        source = min(rows) if len(rows) > 1 else max(min(rows) - 1, 0)
        edits = tuple(
            Enter(key, Place(filled.key, at), model.index(source, index.column()).data() or "")
            for index in cells
            if index.row() != source and isinstance(at := index.data(AT_ROLE), At)
        )
        if edits:
            self._bridge.submit(f"向下填充 {len(edits)} 格", edits, self)

    def copy_cell(self) -> None:
        filled, at = self._bridge.filled, self._bridge.at
        if filled is not None and at is not None:
            QGuiApplication.clipboard().setText(filled.text(at))

    def pick_value(self) -> None:
        """Nothing is offered for the words of a report."""
        self._bridge.tell("报告里没有可选的内容，请直接输入。")

    def paste_cell(self) -> None:
        at = self._bridge.at
        if at is not None and at.field == "tables":
            self._enter(at, QGuiApplication.clipboard().text().strip())

    def accept_source(self) -> None:
        """Take the submitted text of the current place again."""
        filled, at = self._bridge.filled, self._bridge.at
        if filled is not None and at is not None:
            original = self._originals.texts(filled).get(at)
            if original is not None:
                self._enter(at, original)

    def has_row(self) -> bool:
        return self._row() is not None

    def insert_row(self, *, below: bool) -> None:
        row = self._row()
        if row is not None and self._bridge.key is not None and self._bridge.form is not None:
            items, index = row
            to = index + 1 if below or index < 0 else index
            edit = InsertRow(self._bridge.key, self._bridge.form, items, to)
            if self._bridge.submit("插入一节" if items.path == "sections" else "插入一行",
                                   (edit,), self):  # fmt: skip
                self._go(items, to)

    def remove_row(self) -> None:
        row = self._row()
        if row is not None and self._bridge.key is not None and self._bridge.form is not None:
            items, index = row
            edit = RemoveRow(self._bridge.key, self._bridge.form, items, index)
            if index >= 0 and self._bridge.submit("删除一节" if items.path == "sections" else
                                                  "删除一行", (edit,), self):  # fmt: skip
                self._go(items, index)

    def move_row(self, step: int) -> None:
        row, filled, key = self._row(), self._bridge.filled, self._bridge.key
        if row is None or filled is None or key is None:
            return
        items, index = row
        to = index + step
        if 0 <= to < len(get(filled.record, items)) and index >= 0:
            edit = MoveRow(key, filled.key, items, index, to)
            if self._bridge.submit("移动一行", (edit,), self):
                self._go(items, to)

    def _row(self) -> tuple[At, int] | None:
        """The list that rows are put into, and the index of the current one (-1: at its head)."""
        entry, at = self._entry(), self._bridge.at
        if entry is None:
            return None
        if entry.field == "tables":
            steps = at.steps if at is not None else ()
            row = steps[3] if len(steps) > 3 and isinstance(steps[3], int) else -1  # noqa: PLR2004
            return entry.child("rows"), row
        return At("sections"), entry.row if entry.row is not None else -1

    def _go(self, items: At, index: int) -> None:
        filled, form = self._bridge.filled, self._bridge.form
        if filled is None or form is None:
            return
        count = len(get(filled.record, items))
        if count == 0:
            self._bridge.locate(Place(form, COVER))
            return
        there = items.child(min(index, count - 1))
        leaf = "heading" if items.path == "sections" else "label"
        self._bridge.locate(Place(form, there.child(leaf)))
