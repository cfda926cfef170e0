"""What may be entered with certainty in all units of a year, looked through and taken at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.checks.where import where
from core.submission import Submission
from core.suggest import Suggestion
from gui import style
from gui.editors.errand import ErrandDialog
from gui.labels import Label
from gui.spoken import say_heads

Chosen = tuple[tuple[str, Suggestion], ...]
_HEADS = ("单位", "位置", "现为", "改为", "怎样算出")
_HOW = len(_HEADS) - 1


class SuggestionsDialog(ErrandDialog):
    """A line a suggestion, each with a tick; `take` enters the ticked ones as one step.

    `offered` are the suggestions by the key of their submission; `take` is None where the window
    only reads.
    """

    def __init__(
        self,
        year: int,
        submissions: Sequence[Submission],
        offered: Mapping[str, tuple[Suggestion, ...]],
        take: Callable[[Chosen], bool] | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(f"{year}年度全部建议", style.REVIEW, parent)
        self._take = take
        self.lines = [
            (submission, suggestion)
            for submission in submissions
            for suggestion in offered.get(submission.key, ())
        ]
        units = len({submission.key for submission, _ in self.lines})
        told = f"{units} 个单位有 {len(self.lines)} 处能算准的改正，采用后记作复算，可以撤销。"
        hint = Label(told if self.lines else "本年度没有可以直接采用的建议。")
        hint.setProperty("role", "muted")
        self.table = QTableWidget(len(self.lines), len(_HEADS))
        self.ticks: list[QTableWidgetItem] = []
        self._fill()
        self.content.addWidget(hint)
        self.content.addWidget(self.table, 1)
        self.all = self.add_verb("全选", lambda: self.tick(all_of_them=True))
        self.none = self.add_verb("全不选", lambda: self.tick(all_of_them=False))
        self.taker = self.add_verb("采用", self.take, primary=True)
        self.table.itemChanged.connect(self._count)
        self._count()

    def _fill(self) -> None:
        table = self.table
        table.setAccessibleName("全部建议")
        table.setHorizontalHeaderLabels(_HEADS)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        for row, (submission, item) in enumerate(self.lines):
            texts = (
                submission.unit,
                where(submission, item.place),
                submission.text(item.place) or "（空）",
                item.text or "（空）",
                item.why,
            )
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(" ".join(text.split()))
                cell.setToolTip(style.tip(text))
                if column == 0:
                    cell.setCheckState(Qt.CheckState.Checked)
                    self.ticks.append(cell)
                table.setItem(row, column, cell)
        say_heads(table)
        table.resizeColumnsToContents()
        header.setSectionResizeMode(_HOW, QHeaderView.ResizeMode.Stretch)

    def chosen(self) -> Chosen:
        """The ticked suggestions, each with the key of its submission."""
        return tuple(
            (submission.key, item)
            for (submission, item), tick in zip(self.lines, self.ticks, strict=True)
            if tick.checkState() == Qt.CheckState.Checked
        )

    def tick(self, *, all_of_them: bool) -> None:
        """Tick every line, or none."""
        state = Qt.CheckState.Checked if all_of_them else Qt.CheckState.Unchecked
        for tick in self.ticks:
            tick.setCheckState(state)

    @Slot()
    def take(self) -> None:
        """Enter what is ticked, as one step."""
        if self._take is not None and self._take(self.chosen()):
            self.accept()

    @Slot()
    def _count(self) -> None:
        count = len(self.chosen())
        self.taker.setText(f"采用 {count} 处" if count else "采用")
        self.taker.setEnabled(bool(count) and self._take is not None)
