"""Which units get a slip back, by when they must answer, and with which number it begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from core.checks.finding import ERROR, HINT, WARNING
from core.letterhead import Letterhead
from core.reports.slips import Batch, slip_number
from core.schema.kinds import ORDINAL
from gui import style
from gui.editors.day import DayLine
from gui.editors.errand import ErrandDialog
from gui.editors.picks import Pick, PickList
from gui.editors.scrolled import scrolled
from gui.labels import Label


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A unit with something to mend; `number` is that of the slip it has already."""

    key: str
    name: str
    errors: int
    warnings: int
    hints: int
    status: str
    number: str
    on: bool

    @property
    def note(self) -> str:
        counts = (("错误", self.errors), ("警告", self.warnings), ("提示", self.hints))
        said = [f"{word} {count}" for word, count in counts if count]
        return "　".join((self.status, *((self.number,) if self.number else ()), *said))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the clerk asked for; `keys` are the units."""

    keys: tuple[str, ...]
    day: dt.date
    deadline: dt.date
    first: int
    hints: bool
    together: bool
    record: bool

    @property
    def batch(self) -> Batch:
        severities = (ERROR, WARNING, HINT) if self.hints else (ERROR, WARNING)
        return Batch(self.day, self.deadline, self.first, severities)


class SlipsDialog(ErrandDialog):
    """Emits what is wanted; `free` gives the next free number of a calendar year."""

    export_wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(
        self,
        lines: Sequence[SlipLine],
        wanted: Wanted,
        free: Callable[[int], int],
        head: Letterhead,
        parent: QWidget | None,
        *,
        writable: bool = True,
    ) -> None:
        super().__init__("退回修改通知", style.SLIPS, parent)
        self._lines = {line.key: line for line in lines}
        self._wanted, self._free, self._head = wanted, free, head
        self.picks = PickList(
            "发给哪些单位", [Pick(line.key, line.name, line.note, line.on) for line in lines]
        )
        self.day = DayLine(wanted.day, "通知日期")
        self.deadline = DayLine(wanted.deadline, "报回期限")
        self.first = QLineEdit()
        self.first.setAccessibleName("第一份的编号")
        self.numbers = Label()
        self.numbers.setProperty("role", "caption")
        self.numbers.setWordWrap(True)
        self.hints = QCheckBox("连提示一起写")
        self.together = QCheckBox("全部写进一个文件")
        self.record = QCheckBox("写好后记入退回登记")
        self.record.setChecked(writable)
        self.record.setEnabled(writable)
        self._build()
        self.previewer = self.add_verb("预览和打印…", self._print)
        self.exporter = self.add_verb("导出…", self._export, primary=True)
        self.picks.changed.connect(self._tell)
        self.first.textChanged.connect(self._tell)
        self.day.textChanged.connect(self._renumber)
        self.deadline.textChanged.connect(self._tell)
        self._renumber()

    def _build(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(style.GAP)
        form.addRow("通知日期", self.day)
        form.addRow("报回期限", self.deadline)
        form.addRow("第一份编号", self.first)
        form.addRow("", self.numbers)
        form.addRow("", self.hints)
        form.addRow("", self.together)
        form.addRow("", self.record)
        told = Label(
            "记入登记的单位标为“退回”，可以撤销。已经发过通知、还没有重报的单位，编号和期限不变，不重复登记。"
        )
        told.setProperty("role", "caption")
        told.setWordWrap(True)
        form.addRow("", told)
        signed = Label(self._head.signature)
        signed.setProperty("role", "caption")
        signed.setWordWrap(True)
        form.addRow("", signed)
        form.setContentsMargins(0, 0, 0, 0)
        options = QWidget()
        options.setLayout(form)
        right = scrolled(options, "通知的选项")
        right.setMinimumWidth(options.minimumSizeHint().width() + style.SCROLLBAR)
        right.setMaximumWidth(style.SLIP_OPTIONS)
        row = QHBoxLayout()
        row.setSpacing(style.WIDE_GAP * 2)
        row.addWidget(self.picks, 3)
        row.addWidget(right, 2)
        self.content.addLayout(row)

    @property
    def wanted(self) -> Wanted | None:
        """What is asked for; None while a day is no day or no unit is ticked."""
        day, deadline = self.day.day, self.deadline.day
        first, keys = ORDINAL.parse(self.first.text()).value, tuple(self.picks.picked)
        if day is None or deadline is None or not isinstance(first, int) or not keys:
            return None
        return replace(
            self._wanted,
            keys=keys,
            day=day,
            deadline=deadline,
            first=first,
            hints=self.hints.isChecked(),
            together=self.together.isChecked(),
            record=self.record.isChecked(),
        )

    def ready(self) -> None:
        self._tell()

    @Slot()
    def _renumber(self) -> None:
        """Numbers go on within the calendar year of the day."""
        if self.day.day is not None:
            self.first.setText(str(self._free(self.day.day.year)))
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Say which numbers will be given, or what is missing."""
        wanted = self.wanted
        for button in self.verbs:
            button.setEnabled(wanted is not None)
        if wanted is None:
            self.numbers.setText(self._lacking())
            return
        new = sum(not self._lines[key].number for key in wanted.keys)
        again = len(wanted.keys) - new
        said = []
        if new:
            ends = [
                slip_number(self._head.prefix, wanted.day.year, number)
                for number in (wanted.first, wanted.first + new - 1)
            ]
            said.append("新编 " + (ends[0] if new == 1 else f"{ends[0]} 至 {ends[1]}"))
        said += [f"{again} 份用原来的编号"] if again else []
        if wanted.deadline < wanted.day:
            said.append("期限早于通知日期，请核对")
        if new and wanted.first < self._free(wanted.day.year):
            said.append(f"{self._free(wanted.day.year)}号以前的已经用过，请核对")
        self.numbers.setText("，".join(said) + "。")

    def _lacking(self) -> str:
        if self.day.day is None or self.deadline.day is None:
            return "日期不对，如 2025-04-20。"
        return "编号应为数字，如 12。" if self.picks.picked else "还没有选单位。"

    @Slot()
    def _export(self) -> None:
        if self.wanted is not None:
            self.export_wanted.emit(self.wanted)

    @Slot()
    def _print(self) -> None:
        if self.wanted is not None:
            self.print_wanted.emit(self.wanted)
