"""Which tables of the county's summary are printed; the long lists only when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from gui import style
from gui.editors.errand import ErrandDialog
from gui.editors.picks import Pick
from gui.labels import Label


class PrintTablesDialog(ErrandDialog):
    """Emits the keys of the tables; the pages are looked at before they are printed."""

    print_wanted = Signal(object)

    def __init__(self, picks: Sequence[Pick], parent: QWidget | None) -> None:
        super().__init__("打印县级汇总", style.TABLES, parent)
        head = Label("打印哪些表")
        head.setProperty("role", "heading")
        self.content.addWidget(head)
        self.boxes: dict[str, QCheckBox] = {}
        for pick in picks:
            box = QCheckBox(f"{pick.name}　{pick.note}" if pick.note else pick.name)
            box.setChecked(pick.on)
            box.toggled.connect(self._tell)
            self.boxes[pick.key] = box
            self.content.addWidget(box)
        self.content.addStretch(1)
        self.previewer = self.add_verb("预览和打印…", self._print, primary=True)
        self._tell()

    @property
    def picked(self) -> frozenset[str]:
        return frozenset(key for key, box in self.boxes.items() if box.isChecked())

    def ready(self) -> None:
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.previewer.setEnabled(bool(self.picked))

    @Slot()
    def _print(self) -> None:
        if self.picked:
            self.print_wanted.emit(self.picked)
