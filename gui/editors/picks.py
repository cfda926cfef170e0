"""A list of units to tick, with a search and both ways of ticking all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.initials import sounds_like
from gui import style
from gui.editors.wrapped import WrappedList
from gui.labels import Label

_KEY = Qt.ItemDataRole.UserRole
_NAME = Qt.ItemDataRole.UserRole + 1
_ON = Qt.CheckState.Checked


@dataclass(frozen=True, slots=True)
class Pick:
    """A line to tick: what it stands for, its name, a remark behind it, whether it is ticked."""

    key: str
    name: str
    note: str = ""
    on: bool = True


class _Search(QLineEdit):
    """Enter goes to what was found, and not to the button of the dialog."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class PickList(QWidget):
    """The ticked keys are `picked`, also those that the search hides."""

    changed = Signal()

    def __init__(self, title: str, picks: Sequence[Pick], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search, self.list, self.count = _Search(), WrappedList(), Label()
        self.search.setPlaceholderText("名称或拼音首字母")
        self.search.setAccessibleName("查找单位")
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName(title)
        self.list.setMinimumHeight(2 * style.ROW_HEIGHT)
        self.count.setProperty("role", "caption")
        head = Label(title)
        head.setProperty("role", "heading")
        top = QHBoxLayout()
        top.addWidget(head)
        top.addStretch(1)
        top.addWidget(self.count)
        row = QHBoxLayout()
        row.setSpacing(style.GAP // 2)
        row.addWidget(self.search, 1)
        for word, on in (("全选", True), ("全不选", False)):
            button = QToolButton()
            button.setText(word)
            button.setProperty("role", "button")
            button.clicked.connect(self._tick_all if on else self._tick_none)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addLayout(top)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        self.show_picks(picks)
        self.search.textChanged.connect(self._sift)
        self.search.entered.connect(self._to_list)
        self.list.itemChanged.connect(self._ticked)

    def show_picks(self, picks: Iterable[Pick]) -> None:
        """Take over the lines, with their ticks."""
        self.list.blockSignals(True)
        self.list.clear()
        for pick in picks:
            item = QListWidgetItem(f"{pick.name}　{pick.note}" if pick.note else pick.name)
            item.setData(_KEY, pick.key)
            item.setData(_NAME, pick.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if pick.on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        ticked = (row for row, item in enumerate(self._items()) if item.checkState() == _ON)
        self.list.setCurrentRow(next(ticked, 0))
        self.list.blockSignals(False)
        self._ticked()

    @property
    def picked(self) -> list[str]:
        """The keys that are ticked, in order."""
        return [
            item.data(_KEY) for item in self._items() if item.checkState() == Qt.CheckState.Checked
        ]

    def tick(self, keys: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = set(keys)
        self._set({item.data(_KEY): item.data(_KEY) in wanted for item in self._items()})

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _shown(self) -> list[str]:
        return [item.data(_KEY) for item in self._items() if not item.isHidden()]

    def _set(self, ticks: Mapping[str, bool]) -> None:
        """Tick some keys and untick others; the rest stay as they are."""
        self.list.blockSignals(True)
        for item in self._items():
            if item.data(_KEY) in ticks:
                on = ticks[item.data(_KEY)]
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._ticked()

    @Slot()
    def _tick_all(self) -> None:
        self._set(dict.fromkeys(self._shown(), True))

    @Slot()
    def _tick_none(self) -> None:
        self._set(dict.fromkeys(self._shown(), False))

    @Slot()
    def _ticked(self) -> None:
        self.count.setText(f"已选 {len(self.picked)} / {self.list.count()}")
        self.changed.emit()

    @Slot()
    def _to_list(self) -> None:
        """Go to the first unit that was found, where the space bar ticks it."""
        found = next((item for item in self._items() if not item.isHidden()), None)
        if found is not None:
            self.list.setCurrentItem(found)
            self.list.setFocus()

    @Slot(str)
    def _sift(self, text: str) -> None:
        wanted = text.strip()
        for item in self._items():
            name = item.data(_NAME)
            item.setHidden(bool(wanted) and wanted not in name and not sounds_like(name, wanted))
