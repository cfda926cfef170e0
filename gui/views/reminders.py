"""Which units are reminded, on which day, and by when they must answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QWidget

from core.letterhead import Letterhead
from core.reports.reminder import Dates
from core.reports.report import day_words
from gui import style
from gui.editors.day import DayLine
from gui.editors.errand import ErrandDialog
from gui.editors.picks import Pick, PickList
from gui.labels import Label


@dataclass(frozen=True, slots=True)
class RemindWish:
    """The units by name, the days of their letters, and whether all go into one file."""

    names: tuple[str, ...]
    dates: Dates
    together: bool


class RemindersDialog(ErrandDialog):
    """Emits the wish."""

    export_wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(
        self, picks: Sequence[Pick], dates: Dates, head: Letterhead, parent: QWidget | None
    ) -> None:
        super().__init__("催报函", style.PICKED, parent)
        self._dates = dates
        self.picks = PickList("发给哪些单位", picks)
        self.day = DayLine(dates.day, "发函日期")
        self.deadline = DayLine(dates.deadline, "补报期限")
        self.together = QCheckBox("全部写进一个文件")
        self.told = Label()
        self.told.setProperty("role", "caption")
        self.told.setWordWrap(True)
        signed = Label(head.signature)
        signed.setProperty("role", "caption")
        signed.setWordWrap(True)
        form = QFormLayout()
        form.setVerticalSpacing(style.GAP)
        form.addRow("发函日期", self.day)
        form.addRow("补报期限", self.deadline)
        form.addRow("", self.told)
        form.addRow("", self.together)
        form.addRow("", signed)
        self.content.addWidget(self.picks, 1)
        self.content.addLayout(form)
        self.previewer = self.add_verb("预览和打印…", self._print)
        self.exporter = self.add_verb("导出…", self._export, primary=True)
        self.picks.changed.connect(self._tell)
        self.day.textChanged.connect(self._tell)
        self.deadline.textChanged.connect(self._tell)
        self._tell()

    @property
    def wish(self) -> RemindWish | None:
        """What is asked for; None while a day is no day or no unit is ticked."""
        day, deadline, names = self.day.day, self.deadline.day, tuple(self.picks.picked)
        if day is None or deadline is None or not names:
            return None
        dates = replace(self._dates, day=day, deadline=deadline)
        return RemindWish(names, dates, self.together.isChecked())

    def ready(self) -> None:
        self._tell()

    @Slot()
    def _tell(self) -> None:
        wish = self.wish
        for button in self.verbs:
            button.setEnabled(wish is not None)
        self.told.setText(_said(wish.dates) if wish else self._lacking())

    def _lacking(self) -> str:
        if self.day.day is None or self.deadline.day is None:
            return "日期不对，如 2025-04-20。"
        return "还没有选单位。"

    @Slot()
    def _export(self) -> None:
        if self.wish is not None:
            self.export_wanted.emit(self.wish)

    @Slot()
    def _print(self) -> None:
        if self.wish is not None:
            self.print_wanted.emit(self.wish)


def _said(dates: Dates) -> str:
    """How the days stand to the year's own deadline."""
    if dates.deadline < dates.day:
        return "期限早于发函日期，请核对。"
    if dates.due is None:
        return "本年度没有设报送期限，函里不写逾期几天；在“年度 → 报送期限”里设。"
    late = f"，到发函这天已逾期{dates.overdue}天" if dates.overdue else ""
    return f"本年度的报送期限是{day_words(dates.due)}{late}。"
