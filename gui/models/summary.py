"""The tables of a year for the eye: each with its drawing, and the units behind its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from core.address import Place
from core.reports.overview import grades_table, ranking_table, summary_table
from core.reports.register import frequent_table
from core.reports.report import BAR, PIE, TEXT, Chart, Row, Table, shown
from core.reports.spending import projects_table, three_public_table
from core.reports.trends import rates_table, three_public_years
from core.reports.unit_year import UnitYear, county_year
from core.workspace import Workspace
from gui import style
from gui.spoken import cell_words

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Reached:
    """A unit behind a row: its key, what is said of it, and the cell to look at, if any."""

    key: str
    words: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its drawing. `behind` gives the units of a row; `inner`: they are listed."""

    table: Table
    chart: Chart | None
    behind: Callable[[Row], tuple[Reached, ...]]
    inner: bool = False


def sheets(workspace: Workspace, year: int) -> tuple[Sheet, ...]:
    """All that the summary shows of a year."""
    units = county_year(workspace, year)
    by_name = {unit.unit: unit for unit in units}

    def one(table: Table) -> Callable[[Row], tuple[Reached, ...]]:
        place = table.column("unit")

        def behind(row: Row) -> tuple[Reached, ...]:
            name = str(row[place])
            return (Reached(f"{year}/{name}", name),) if name in by_name else ()

        return behind

    def graded(row: Row) -> tuple[Reached, ...]:
        names = [unit for unit in units if (unit.scores().grade or "未评等次") == row[0]]
        return tuple(Reached(f"{year}/{u.unit}", _scored(u)) for u in names)

    def breaking(row: Row) -> tuple[Reached, ...]:
        return tuple(
            Reached(f"{year}/{unit.unit}", f"{unit.unit}　{_told(item.finding.message)}",
                    item.finding.place)
            for unit in units
            for item in unit.findings
            if item.finding.check == row[1]
        )  # fmt: skip

    summary, ranking = summary_table(units), ranking_table(units)
    rates, public = rates_table(units), three_public_table(units)
    projects = projects_table(units)
    years = three_public_years({each: workspace.submissions(each) for each in workspace.years()})
    return (
        Sheet(ranking, Chart(BAR, "认定得分", "ranking", "unit", ("final",)), one(ranking)),
        Sheet(
            grades_table(units), Chart(PIE, "各等次单位数", "grades", "grade", ("count",)), graded,
            inner=True,
        ),
        Sheet(rates, Chart(BAR, "执行率最低的单位（%）", "rates", "unit", ("rate",)), one(rates)),
        Sheet(
            years,
            Chart(
                BAR, "三公经费决算（万元）", years.key, "year",
                ("three_public", "vehicle", "reception"),
            ),
            lambda row: (),
        ),
        Sheet(
            public,
            Chart(BAR, "三公经费上年、预算、决算（万元）", public.key, "unit",
                  ("three_public_prior_final", "three_public_budget", "three_public_final")),
            one(public),
        ),
        Sheet(
            frequent_table(units),
            Chart(BAR, "涉及单位最多的问题（单位数）", "frequent", "title", ("units",)), breaking,
            inner=True,
        ),
        Sheet(projects, None, one(projects)),
        Sheet(summary, None, one(summary)),
    )  # fmt: skip


def _scored(unit: UnitYear) -> str:
    final = unit.scores().final
    return unit.unit if final is None else f"{unit.unit}　{final}"


def _told(message: str) -> str:
    """The sentence without its code, title and basis."""
    return message.partition("】")[2].partition("依据：")[0].strip() or message


class SheetModel(QAbstractTableModel):
    """A table of a report, with its total as last line of the head's tool tips left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = Table("", "", (), ())

    def show(self, table: Table) -> None:
        """Take over another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.group}\n{column.title}" if column.group else column.title
        return _side(column.left) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.table.columns[index.column()]
        value = self.table.rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown(value, column.kind)
            case Qt.ItemDataRole.ToolTipRole if column.kind == TEXT:
                return style.tip(str(value or ""))
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell_words(self, index)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column.left)
        return None


class SheetOrder(QSortFilterProxyModel):
    """The rows sorted by the values of a column; empty ones last."""

    def lessThan(self, left: Index, right: Index) -> bool:
        model = self.sourceModel()
        if not isinstance(model, SheetModel):
            return False
        rows = model.table.rows
        one, other = rows[left.row()][left.column()], rows[right.row()][right.column()]
        return _rank(one) < _rank(other)


def _rank(value: Any) -> tuple[int, Any]:
    if value is None or value == "":
        return 2, 0
    return (1, value) if isinstance(value, str) else (0, value)


def _side(left: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
    return side | Qt.AlignmentFlag.AlignVCenter


def rows_of(chart: Chart, table: Table) -> Sequence[Row]:
    """The rows that a drawing shows."""
    return table.rows[: chart.rows]
