"""For which units blank forms are written, and what of the year before goes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from core.schema.kinds import YEAR
from gui import style
from gui.editors.errand import ErrandDialog
from gui.editors.picks import Pick, PickList
from gui.labels import Label


@dataclass(frozen=True, slots=True)
class BlankWish:
    """The year of the forms, the units by name (empty: nobody's), what is written in."""

    year: int
    names: tuple[str, ...]
    finals: bool
    indicators: bool
    notice: bool


class BlanksDialog(ErrandDialog):
    """Emits the wish."""

    export_wanted = Signal(object)

    def __init__(self, year: int, picks: Sequence[Pick], parent: QWidget | None) -> None:
        super().__init__("下年空表", style.PICKED, parent)
        self.year = QLineEdit(str(year))
        self.year.setAccessibleName("空表的年度")
        self.year.setMaximumWidth(style.FIELD_WIDTH)
        self.picks = PickList("发给哪些单位", picks)
        self.finals = QCheckBox("带上年决算数（填进“上年决算数”一栏）")
        self.indicators = QCheckBox("带上年的指标（级别、名称、分值）")
        self.notice = QCheckBox("附填报说明（期限、联系人）")
        for box in (self.finals, self.indicators, self.notice):
            box.setChecked(True)
        said = Label("每个单位两个文件：Word 装齐五个附件，Excel 装附件1、2、3，边填边检查。")
        said.setWordWrap(True)
        said.setProperty("role", "muted")
        form = QFormLayout()
        form.addRow("年度", self.year)
        self.content.addWidget(said)
        self.content.addLayout(form)
        self.content.addWidget(self.picks, 1)
        for box in (self.finals, self.indicators, self.notice):
            self.content.addWidget(box)
        self.exporter = self.add_verb("导出…", self._export, primary=True)
        self.picks.changed.connect(self._tell)
        self.year.textChanged.connect(self._tell)
        self._tell()

    @property
    def wish(self) -> BlankWish | None:
        """What is asked for; None while the year is none or no unit is ticked."""
        year, names = YEAR.parse(self.year.text()).value, tuple(self.picks.picked)
        if not isinstance(year, int) or not names:
            return None
        return BlankWish(
            year,
            names,
            self.finals.isChecked(),
            self.indicators.isChecked(),
            self.notice.isChecked(),
        )

    def ready(self) -> None:
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.exporter.setEnabled(self.wish is not None)

    @Slot()
    def _export(self) -> None:
        if self.wish is not None:
            self.export_wanted.emit(self.wish)
