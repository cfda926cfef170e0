"""The scores of an evaluation: submitted, computed and reviewed side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from core.address import At
from core.forms import Evaluation, Overall, Project
from core.number import plain, short
from core.reviewed import Reviewed
from core.scoring.result import FormScore, Scored
from core.submission import Filled
from gui import style
from gui.spoken import cell_words
from gui.style import THEME

Index = QModelIndex | QPersistentModelIndex
HEADS = ("指标", "自评", "复算", "复核", "差")
NAME, SUBMITTED, COMPUTED, REVIEWED, DIFFERENCE = range(5)
MANUAL = "需人工"
"""Where no score can be computed."""
AT_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A row: what is scored, where its score stands, what scoring and the reviewer say of it."""

    name: str
    at: At
    scored: Scored
    reviewed: Decimal | None = None
    reason: str = ""

    @property
    def why(self) -> str:
        """What scoring says, and the reviewer's reason."""
        return f"{self.scored.why}\n复核：{self.reason}" if self.reason else self.scored.why

    @property
    def difference(self) -> Decimal | None:
        """Submitted less computed; None where one of them is missing or both agree."""
        submitted, computed = self.scored.submitted, self.scored.computed
        if submitted is None or computed is None or submitted in self.scored.accepted:
            return None
        return submitted - computed or None


def score_lines(filled: Filled, scores: FormScore, reviewed: Reviewed) -> tuple[ScoreLine, ...]:
    """The rows of a form: execution, indicators, total."""
    form = filled.record
    assert isinstance(form, Overall | Project)
    rows = [_line("预算执行率", _fund_at(form), scores.fund, filled)]
    for index, (indicator, scored) in enumerate(
        zip(form.indicators, scores.indicators, strict=True)
    ):
        name = indicator.level3 or indicator.level2 or indicator.level1 or f"第{index + 1}行"
        at = At.of("indicators", index, "score")
        rows.append(_line(name.replace("\n", ""), at, scored, filled))
    total = reviewed.total if reviewed.count else None
    rows.append(ScoreLine("总分", At("total.score"), scores.total, total))
    return tuple(rows)


def _line(name: str, at: At, scored: Scored, filled: Filled) -> ScoreLine:
    review = filled.reviews.get(at)
    if review is None:
        return ScoreLine(name, at, scored)
    return ScoreLine(name, at, scored, review.score, review.reason)


def _fund_at(form: Evaluation) -> At:
    funds = getattr(form, "funds", None)
    if funds is None:
        return At("fund.score")
    index = next((index for index, row in enumerate(funds) if row.row == "total"), 0)
    return At.of("funds", index, "score")


class ScoresModel(QAbstractTableModel):
    """Rows of scores."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[ScoreLine, ...] = ()

    def show(self, lines: tuple[ScoreLine, ...]) -> None:
        """Take over new rows; the same rows with other scores change in place."""
        if [line.at for line in lines] != [line.at for line in self.lines]:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return
        old, self.lines = self.lines, lines
        for row, (before, after) in enumerate(zip(old, lines, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADS) - 1))

    def row_of(self, at: At | None) -> int:
        """The row whose score stands at, or in the same line as, a place; -1 if none."""
        if at is None:
            return -1
        here = at.path.rpartition(".")[0]
        return next(
            (r for r, line in enumerate(self.lines) if line.at.path.rpartition(".")[0] == here),
            -1,
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(  # noqa: PLR0911 — a case for each role
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(line, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return style.tip(f"{line.name}\n{line.why}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell_words(self, index)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(index.column())
            case Qt.ItemDataRole.ForegroundRole if index.column() > 1:
                return QColor(_ink(line, index.column()))
            case Qt.ItemDataRole.UserRole:
                return line.at
        return None


def _text(line: ScoreLine, column: int) -> str:
    scored = line.scored
    match column:
        case 0:
            return line.name
        case 1:
            return "" if scored.submitted is None else plain(scored.submitted)
        case 2:
            return MANUAL if scored.computed is None else short(scored.computed)
        case 3:
            return "" if line.reviewed is None else short(line.reviewed)
    difference = line.difference
    return "" if difference is None else f"{'+' if difference > 0 else ''}{short(difference)}"


def _ink(line: ScoreLine, column: int) -> str:
    if column == DIFFERENCE and line.difference is not None:
        return THEME.error
    if column == REVIEWED:
        return THEME.accent
    return THEME.faint if line.scored.computed is None else THEME.ink


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
