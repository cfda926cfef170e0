"""The county's year in tables and drawings, down to the units behind each row."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QTabBar,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.reports.report import shown
from gui import style
from gui.bridge import Bridge
from gui.charts import ChartView
from gui.editors.columns import fit_columns
from gui.editors.elided import ElidedLabel
from gui.labels import Label
from gui.models.summary import Reached, Sheet, SheetModel, SheetOrder, sheets
from gui.models.year import Year
from gui.style import THEME

_REACHED = Qt.ItemDataRole.UserRole
_WIDTH_OF_MM = 4


class SummaryView(QFrame):
    """A tab for each table; made anew when it is looked at after a change."""

    chosen = Signal(str, object)
    """The key of a unit to work on, and the place to look at or None."""
    given = Signal(str)
    """A command of the window."""

    def __init__(self, bridge: Bridge, year: Year, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._bridge = bridge
        self._year = year
        self._stale = True
        self.sheets: tuple[Sheet, ...] = ()
        self.tabs = QTabBar()
        self.title, self.total = Label(), ElidedLabel()
        self.model, self.order = SheetModel(self), SheetOrder(self)
        self.table, self.chart = QTableView(), ChartView()
        self.area, self.inner = QScrollArea(), QWidget()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.right = QSplitter(Qt.Orientation.Vertical)
        self._own = True
        """Whether the program divides the room."""
        self.behind_title, self.behind = Label(), QListWidget()
        self.papers: list[QToolButton] = []
        self._build()
        self.tabs.currentChanged.connect(self._show)
        self.table.activated.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._row)
        self.chart.moved.connect(self._from_chart)
        self.chart.chosen.connect(self._open_row)
        self.behind.itemActivated.connect(self._reach)
        year.renewed.connect(self._changed)
        year.updated.connect(self._changed)
        self.setFocusProxy(self.table)

    def _build(self) -> None:
        self.title.setProperty("role", "heading")
        self.total.setProperty("role", "caption")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self._dress_table()
        right = self._dressed_right()
        split = self.split
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(right)
        split.splitterMoved.connect(self._divided)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addSpacing(style.WIDE_GAP)
        head.addWidget(self.total, 1)
        for words, command in (("导出…", "export_summary"), ("打印…", "print_summary")):
            button = QToolButton()
            button.setText(words)
            button.setProperty("role", "button")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self.given.emit, command))
            self.papers.append(button)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.WIDE_GAP, style.GAP, style.WIDE_GAP, style.GAP)
        column.setSpacing(style.GAP)
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(split, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The drawing leaves the room to the table, until the clerk divides it otherwise."""
        super().resizeEvent(event)
        if self._own:
            wanted = max(style.CHART_LEAST, int(self.width() * style.CHART_SHARE))
            chart = min(wanted, style.CHART_WIDTH)
            self.split.setSizes([self.width() - chart, chart])
        if self.sheets:
            self._divide()
            self._fit_columns()

    def _divide(self) -> None:
        """What stands beside the table: where only one of both has room, the units."""
        sheet = self.sheet
        low = sheet.inner and self.height() < style.CHART_LOW
        self.area.setVisible(sheet.chart is not None and not low)
        self.area.setMinimumHeight(min(self.chart.minimumHeight(), style.CHART_PART))
        self.inner.setVisible(sheet.inner)
        self.right.setVisible(sheet.chart is not None or sheet.inner)

    def _fit_columns(self) -> None:
        """Words may take what is left; a number alone in the middle of it would be lost."""
        columns, wide = self.sheet.table.columns, []
        metrics = self.table.horizontalHeader().fontMetrics()
        for column in columns:
            width = int(min(column.width * _WIDTH_OF_MM, style.SUMMARY_MOST) * THEME.text)
            head = max(map(metrics.horizontalAdvance, (column.title, column.group)))
            wide.append(max(width, style.SUMMARY_LEAST, head + 4 * style.GAP))
        fit_columns(self.table, wide, tail=columns[-1].left)

    @Slot()
    def _divided(self) -> None:
        self._own = False

    def _dress_table(self) -> None:
        self.order.setSourceModel(self.model)
        table = self.table
        table.setModel(self.order)
        table.setAccessibleName("全县汇总")
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSortingEnabled(True)
        table.horizontalHeader().setSortIndicatorClearable(True)
        table.horizontalHeader().setHighlightSections(False)

    def _dressed_right(self) -> QSplitter:
        """The drawing above the units behind the current row."""
        area = self.area
        area.setWidget(self.chart)
        area.setAccessibleName("图")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.behind_title.setProperty("role", "heading")
        self.behind.setAccessibleName("涉及的单位")
        self.behind.setWordWrap(True)
        self.behind.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QVBoxLayout(self.inner)
        inner.setContentsMargins(0, style.GAP, 0, 0)
        self.behind_title.setIndent(style.GAP)
        inner.addWidget(self.behind_title)
        inner.addWidget(self.behind, 1)
        self.right.setChildrenCollapsible(False)
        self.right.addWidget(area)
        self.right.addWidget(self.inner)
        self.right.setSizes([style.CHART_WIDTH, style.CHART_WIDTH])
        return self.right

    def refresh(self) -> None:
        """Make the tables anew if anything has changed; what is not yet checked is left out."""
        year = self._bridge.year
        if not self._stale or year is None:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.sheets = sheets(self._bridge.workspace, year)
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._stale = False
        here = max(self.tabs.currentIndex(), 0)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for sheet in self.sheets:
            self.tabs.addTab(sheet.table.name)
        self.tabs.setCurrentIndex(here)
        self.tabs.blockSignals(False)
        self.title.setText(f"{year}年度汇总")
        self._show(here)

    @property
    def sheet(self) -> Sheet:
        """The table that is looked at."""
        return self.sheets[self.tabs.currentIndex()]

    @Slot()
    def _changed(self) -> None:
        self._stale = True
        if self.isVisible() and not self._year.checking:
            self.refresh()

    @Slot(int)
    def _show(self, number: int) -> None:
        sheet = self.sheets[number]
        self.order.sort(-1)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.model.show(sheet.table)
        self.chart.show_chart(sheet.chart, sheet.table)
        self._divide()
        self._fit_columns()
        self.total.say(_totals(sheet))
        if sheet.table.rows:
            self.table.setCurrentIndex(self.order.index(0, 0))
        self._row()

    @Slot()
    def _row(self) -> None:
        """Mark the current row in the drawing, and list the units behind it."""
        row = self._current
        self.chart.go_to(row)
        self.behind.clear()
        if row < 0 or not self.sheet.inner:
            return
        values = self.sheet.table.rows[row]
        reached = self.sheet.behind(values)
        among = len({each.key for each in reached})
        self.behind_title.setText(
            f"{values[0]}：{among} 个单位"
            + (f"，{len(reached)} 处" if among < len(reached) else "")
        )
        for each in reached:
            item = QListWidgetItem(each.words)
            item.setToolTip(style.tip(each.words))
            item.setData(_REACHED, each)
            self.behind.addItem(item)
        self.behind.setCurrentRow(0)

    @property
    def _current(self) -> int:
        """The current row of the table as the report has it, -1 when there is none."""
        return self.order.mapToSource(self.table.currentIndex()).row()

    @Slot(int)
    def _from_chart(self, row: int) -> None:
        index = self.order.mapFromSource(self.model.index(row, 0))
        self.table.setCurrentIndex(index)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self._open_row(self.order.mapToSource(index).row())

    @Slot(int)
    def _open_row(self, row: int) -> None:
        """Go to the one unit behind a row, or to the list of several."""
        reached = self.sheet.behind(self.sheet.table.rows[row])
        if self.sheet.inner:
            self.behind.setFocus()
        elif reached:
            self.chosen.emit(reached[0].key, reached[0].place)

    @Slot(QListWidgetItem)
    def _reach(self, item: QListWidgetItem) -> None:
        reached = item.data(_REACHED)
        if isinstance(reached, Reached):
            self.chosen.emit(reached.key, reached.place)


def _totals(sheet: Sheet) -> str:
    """The last row of the table in words; what stands under one head is named once."""
    table = sheet.table
    if table.total is None:
        return table.unit
    said, group = [table.unit, "合计："] if table.unit else ["合计："], ""
    for column, value in zip(table.columns, table.total, strict=True):
        if value in {None, ""} or isinstance(value, str):
            continue
        head = f"{column.group}：" if column.group and column.group != group else ""
        group = column.group
        said.append(f"{head}{column.title}\N{NO-BREAK SPACE}{shown(value, column.kind)}")
    return "　".join(said)
