"""Which units and which forms go into one print job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from gui import style
from gui.editors.errand import ErrandDialog
from gui.editors.picks import Pick, PickList
from gui.labels import Label


@dataclass(frozen=True, slots=True)
class PrintWish:
    """The units by key, and the codes of the forms."""

    keys: tuple[str, ...]
    codes: frozenset[str]


class PrintUnitsDialog(ErrandDialog):
    """Emits the wish; the pages are looked at before they are printed."""

    print_wanted = Signal(object)

    def __init__(
        self, picks: Sequence[Pick], kinds: Sequence[tuple[str, str]], parent: QWidget | None
    ) -> None:
        super().__init__("打印多个单位", style.PICKED, parent)
        self.picks = PickList("打印哪些单位", picks)
        self.kinds: dict[str, QCheckBox] = {}
        head = Label("打印哪些表")
        head.setProperty("role", "heading")
        grid = QGridLayout()
        for number, (code, title) in enumerate(kinds):
            box = QCheckBox(title)
            box.setChecked(True)
            box.toggled.connect(self._tell)
            self.kinds[code] = box
            grid.addWidget(box, number, 0)
        self.content.addWidget(self.picks, 1)
        self.content.addWidget(head)
        self.content.addLayout(grid)
        self.previewer = self.add_verb("预览和打印…", self._print, primary=True)
        self.picks.changed.connect(self._tell)
        self._tell()

    @property
    def wish(self) -> PrintWish | None:
        """What is asked for; None while nothing is ticked."""
        codes = frozenset(code for code, box in self.kinds.items() if box.isChecked())
        keys = tuple(self.picks.picked)
        return PrintWish(keys, codes) if keys and codes else None

    def ready(self) -> None:
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.previewer.setEnabled(self.wish is not None)

    @Slot()
    def _print(self) -> None:
        if self.wish is not None:
            self.print_wanted.emit(self.wish)
