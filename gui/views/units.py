"""The unit list: year, search, each unit with the state of its forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Slot,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.checks.finding import ERROR, WARNING
from core.workspace import Change
from gui import style
from gui.bridge import Bridge
from gui.editors.combo import QuietCombo
from gui.editors.elided import ElidedLabel
from gui.labels import Label
from gui.models.units import (
    EXCUSED,
    EXEMPT,
    LINE_ROLE,
    MISSING,
    PRESENT,
    UnitLine,
    UnitsModel,
)
from gui.models.year import Year
from gui.style import THEME

Index = QModelIndex | QPersistentModelIndex


def _inks(mark: str) -> tuple[str, str]:
    """Ground and ink of a form's mark."""
    return {
        ERROR: (THEME.error_soft, THEME.error),
        WARNING: (THEME.warning_soft, THEME.warning),
        MISSING: (THEME.panel, THEME.faint),
        EXEMPT: (THEME.panel, THEME.faint),
        PRESENT: (THEME.good_soft, THEME.good),
    }.get(mark, (THEME.hover, THEME.muted))


class UnitDelegate(QStyledItemDelegate):
    """Paints a unit's name and a small numbered mark for each of its five forms."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(style.PANEL_LEFT // 2, style.UNIT_ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, UnitLine):
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, style.color(THEME.accent_soft))
            painter.fillRect(
                QRect(rect.left(), rect.top(), style.EDGE, rect.height()),
                style.color(THEME.accent),
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, style.color(THEME.hover))
        side = style.BADGE
        right = rect.right() - style.WIDE_GAP
        left = right - len(line.marks) * (side + style.BADGE_GAP)
        name = rect.adjusted(style.WIDE_GAP, 0, 0, 0)
        name.setRight(left - style.GAP)
        painter.setFont(style.ui_font())
        painter.setPen(style.color(THEME.ink if line.state.forms else THEME.faint))
        text = painter.fontMetrics().elidedText(
            line.state.name, Qt.TextElideMode.ElideMiddle, name.width()
        )
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setFont(style.badge_font())
        top = rect.center().y() - side // 2
        for index_, (code, mark) in enumerate(line.marks):
            ground, ink = _inks(mark)
            badge = QRect(left + index_ * (side + style.BADGE_GAP), top, side, side)
            if THEME.theme.shapes and mark == ERROR:
                ground, ink = ink, THEME.on_accent
            edge = ink if THEME.theme.shapes and mark == WARNING else ground
            painter.setPen(QPen(style.color(THEME.line if mark == MISSING else edge), 1))
            painter.setBrush(style.color(ground))
            painter.drawRoundedRect(badge, style.CHIP_RADIUS, style.CHIP_RADIUS)
            painter.setPen(style.color(ink))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, code[1:])
        painter.restore()


class Sieve(QSortFilterProxyModel):
    """Lets the units through that a search finds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""

    def search(self, text: str) -> None:
        self._text = text
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        line = self.sourceModel().index(row, 0, parent).data(LINE_ROLE)
        return isinstance(line, UnitLine) and line.found(self._text)


class _Rows(QListView):
    """Rows that are all alike in height: where one changes, Qt need not lay out all of them."""

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, roles)


class UnitsView(QFrame):
    """The left panel."""

    def __init__(self, bridge: Bridge, year: Year, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._bridge = bridge
        self._year = year
        self._sifting = False
        self.model = UnitsModel(self)
        self._proxy = Sieve(self)
        self._proxy.setSourceModel(self.model)
        self.years = QuietCombo()
        self.years.setToolTip("年度")
        self.search = QLineEdit()
        self.search.setPlaceholderText("名称、代码或拼音首字母")
        self.search.setAccessibleName("查找单位")
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)
        self.search.addAction(style.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.count = ElidedLabel()
        self.count.setProperty("role", "caption")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.none = Label("没有这样的单位")
        self.none.setProperty("role", "muted")
        self.none.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.none.hide()
        self.list = _Rows()
        self.list.setModel(self._proxy)
        self.list.setItemDelegate(UnitDelegate(self.list))
        self.list.setAccessibleName("单位")
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.list)
        self._build()
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._found)
        self.years.activated.connect(self._year_chosen)
        self.list.selectionModel().currentChanged.connect(self._current)
        bridge.changed.connect(self._changed)
        year.renewed.connect(self._show)
        year.updated.connect(self._show)
        bridge.opened.connect(self._opened)
        self.reload()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.years)
        head.addWidget(self.count, 1)
        box = QVBoxLayout()
        box.setContentsMargins(style.WIDE_GAP, style.GAP, style.WIDE_GAP, style.GAP)
        box.setSpacing(style.GAP)
        box.addLayout(head)
        box.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(box)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)

    def reload(self) -> None:
        """Show the years and units of the open folder."""
        years = self._known_years()
        if self._bridge.year not in years:
            self._bridge.year = years[0] if years else None
        if [self.years.itemData(index) for index in range(self.years.count())] != list(years):
            self.years.clear()
            for year in years:
                self.years.addItem(f"{year}年度", year)
        self.years.setVisible(bool(years))
        if self._bridge.year is not None:
            self.years.setCurrentIndex(self.years.findData(self._bridge.year))
        self._year.reload()
        self._opened()

    def _known_years(self) -> tuple[int, ...]:
        """The years that were begun; of a list without a year, the one that is due."""
        workspace = self._bridge.workspace
        years = workspace.years()
        if workspace.unit_names() and not years:
            return (dt.datetime.now().astimezone().year - 1,)
        return years

    @Slot()
    def _show(self) -> None:
        lines = self._year.lines
        same = [line.key for line in lines] == [line.key for line in self.model.lines]
        self.model.show(lines)
        expected = sum(1 for line in lines if line.status != EXCUSED)
        handed_in = sum(1 for line in lines if line.state.forms)
        wrong = sum(1 for line in lines if line.state.open_errors)
        self.count.say(f"{handed_in}/{expected} 已报 · {wrong} 家有错误" if lines else "还没有单位")
        if not same:
            self._opened()

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) unit that has handed in."""
        row = self.list.currentIndex().row() + by
        while 0 <= row < self._proxy.rowCount():
            line = self._proxy.index(row, 0).data(LINE_ROLE)
            if isinstance(line, UnitLine) and line.state.forms:
                self.list.setCurrentIndex(self._proxy.index(row, 0))
                return
            row += by

    @Slot(str)
    def _search(self, text: str) -> None:
        """Show the units with this in their name; what is looked at stays."""
        self._sifting = True
        self._proxy.search(text)
        self.none.setVisible(bool(self.model.lines) and self._proxy.rowCount() == 0)
        self.list.setCurrentIndex(self._shown(self._bridge.key))
        self._sifting = False

    @Slot()
    def _found(self) -> None:
        """Open the first unit that was found."""
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._proxy.index(0, 0))
        self.list.setFocus()

    def _shown(self, key: str | None) -> QModelIndex:
        row = self.model.row_of(key)
        return self._proxy.mapFromSource(self.model.index(row)) if row >= 0 else QModelIndex()

    @Slot(int)
    def _year_chosen(self, index: int) -> None:
        self.go_to_year(self.years.itemData(index))

    @Slot(int)
    def go_to_year(self, year: int) -> None:
        """Look at another year, at its first submission."""
        self._bridge.commit_pending()
        self._bridge.year = year
        self.reload()
        first = next((line.key for line in self.model.lines if line.state.forms), None)
        self._bridge.open(first)

    @Slot(QModelIndex, QModelIndex)
    def _current(self, index: QModelIndex, before: QModelIndex) -> None:
        del before
        line = index.data(LINE_ROLE) if index.isValid() and not self._sifting else None
        if isinstance(line, UnitLine):
            self._bridge.open(line.key)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        years = [self.years.itemData(index) for index in range(self.years.count())]
        if change.structural and years != list(self._known_years()):
            self.reload()

    @Slot()
    def _opened(self) -> None:
        key = self._bridge.key
        year = int(key.partition("/")[0]) if key is not None else None
        # A unit of the list may be looked at in the year that was due before another one began.
        if year is not None and year != self._bridge.year and year in self._known_years():
            self._bridge.year = year
            self.reload()
            return
        index = self._shown(key)
        current = self.list.currentIndex().data(LINE_ROLE)
        if key is not None and not (isinstance(current, UnitLine) and current.key == key):
            self.list.setCurrentIndex(index)
