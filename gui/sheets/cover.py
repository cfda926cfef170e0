"""The cover and the signature of a report, a line each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from core.schema.form import leaves
from core.submission import Filled
from gui import style
from gui.editors.fields import LineField
from gui.models.marks import name_of

_NAMES = {
    "title": "标题",
    "unit": "单位名称",
    "cover.unit": "封面单位名称",
    "cover.date": "封面日期",
    "signature.unit": "落款单位",
    "signature.date": "落款日期",
}


class Cover(QWidget):
    """A form of lines, made anew when a report has other fields."""

    committed = Signal(object, str)
    """(place, text)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: list[LineField] = []
        self._form = QFormLayout(self)
        self._form.setContentsMargins(*[style.WIDE_GAP * 2] * 4)
        self._form.setSpacing(style.GAP)

    def show_form(self, filled: Filled, *, writable: bool) -> None:
        """Show what stands outside the sections and tables of a report."""
        places = [
            at
            for at, spec, _ in leaves(filled.record)
            if at.row is None and spec.kind is not None and spec.kind.name != "flag"
        ]
        if [field.at for field in self.fields] != places:
            while self._form.rowCount():
                self._form.removeRow(0)
            self.fields = []
            for at in places:
                field = LineField(at)
                field.setReadOnly(not writable)
                field.committed.connect(self.committed)
                self.fields.append(field)
                name = _NAMES.get(at.path, name_of(filled, at))
                field.setAccessibleName(name)
                self._form.addRow(name, field)
        for field in self.fields:
            field.load(filled.text(field.at))
