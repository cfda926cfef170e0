"""Whose forms a scan holds, before they are typed beside its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.forms import FORMS
from core.schema.kinds import YEAR
from gui import style
from gui.labels import Label

Take = Callable[[str, int, tuple[str, ...]], None]
_FIRST = "f2"


class BesideDialog(QDialog):
    """Asks for unit, year and forms; `there` names the forms that a unit has already."""

    def __init__(
        self,
        name: str,
        units: Sequence[str],
        known: tuple[str, int | None],
        there: Callable[[str, int], frozenset[str]],
        take: Take,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("照着录入")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._there = there
        self._take = take
        self.unit, self.year = QComboBox(), QComboBox()
        self.forms = {code: QCheckBox(f"附件{code[1:]}　{cls.NAME}") for code, cls in FORMS.items()}
        self.told = Label()
        self.take_button = QPushButton("确定")
        self._build(name)
        self._fill(units, *known)
        self._look()

    def _build(self, name: str) -> None:
        hint = Label(f"“{name}”存为原件，建立空表。保存后，表在上面，原件在下面，照着填写。")
        hint.setWordWrap(True)
        hint.setProperty("role", "muted")
        self.told.setProperty("role", "muted")
        fields = QFormLayout()
        fields.setSpacing(style.GAP)
        fields.addRow("单位(&U)", self.unit)
        fields.addRow("年度(&Y)", self.year)
        for box in (self.unit, self.year):
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.setMinimumWidth(style.PANEL_LEFT)
            box.currentTextChanged.connect(self._look)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.take_button.setDefault(True)
        self.take_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.take_button)
        body = QVBoxLayout(self)
        body.setContentsMargins(*[style.WIDE_GAP] * 4)
        body.setSpacing(style.GAP)
        body.addWidget(hint)
        body.addLayout(fields)
        for tick in self.forms.values():
            tick.toggled.connect(self._may_take)
            body.addWidget(tick)
        body.addLayout(foot)

    def _fill(self, units: Sequence[str], unit: str, year: int | None) -> None:
        self.unit.addItems(list(units))
        self.unit.setCurrentText(unit)
        self.year.setCurrentText("" if year is None else str(year))
        (self.year if unit and year is None else self.unit).setFocus()
        self.forms[_FIRST].setChecked(True)

    @property
    def chosen(self) -> tuple[str, int | None, tuple[str, ...]]:
        """Unit, year and forms as they stand there."""
        codes = tuple(
            code for code, box in self.forms.items() if box.isChecked() and box.isEnabled()
        )
        year: int | None = YEAR.parse(self.year.currentText()).value
        return self.unit.currentText().strip(), year, codes

    @Slot()
    def _look(self) -> None:
        """Forms that the unit has already are not begun anew."""
        unit, year, _ = self.chosen
        there = self._there(unit, year) if year is not None else frozenset()
        for code, box in self.forms.items():
            box.setEnabled(code not in there)
            box.setToolTip("已经有这张表" if code in there else "")
        self.told.setText(
            f"附件{'、'.join(sorted(c[1:] for c in there))} 已有，不另建" if there else ""
        )
        self._may_take()

    @Slot()
    def _may_take(self) -> None:
        unit, year, codes = self.chosen
        self.take_button.setEnabled(bool(unit and codes) and year is not None)

    @Slot()
    def accept(self) -> None:
        unit, year, codes = self.chosen
        if unit and codes and year is not None:
            super().accept()
            self._take(unit, year, codes)
