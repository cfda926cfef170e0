"""What was found in papers that are to be published; the clerk ticks what may go out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QBrush, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from core.publishing import Concern
from gui import style
from gui.editors.errand import ErrandDialog
from gui.editors.wrapped import wrap_lines
from gui.labels import Label
from gui.style import THEME

_HEADS = ("单位和位置", "发现", "上下文", "怎么办")
_WIDTHS = (0.36, 0.24)
"""The most of the width that the place and the word get; context and advice share what is left."""
_CONTEXT = 0.55
_WORD = 1
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class DisclosureDialog(ErrandDialog):
    """A unit is written when it is ticked and so is everything below it that must be judged."""

    export_wanted = Signal(object)
    """The names of the units to write."""

    def __init__(
        self, units: Sequence[str], found: Sequence[Concern], parent: QWidget | None
    ) -> None:
        super().__init__("公开稿", style.COUNTY_REPORT, parent)
        self.tree, self.told = QTreeWidget(), Label()
        self.alike = QPushButton()
        self._build()
        self.exporter = self.add_verb("导出 PDF…", self._export, primary=True)
        for unit in units:
            self._add(unit, [each for each in found if each.unit == unit])
        for first in self._tops()[:1]:
            self.tree.setCurrentItem(first)
        self.tree.itemChanged.connect(self._tell)
        self.tree.currentItemChanged.connect(self._offer)
        self.alike.clicked.connect(self._tick_alike)
        self._tell()

    def _build(self) -> None:
        said = Label(
            "电话、手机号、证件号、银行卡号和邮箱在公开稿里自动隐去，折叠在“自动隐去的”下面。"
            "其余的词请逐条核实，可以公开的打勾；还有没打勾的单位先不写。"
            "词表只是提醒，不能代替保密审查。"
        )
        said.setWordWrap(True)
        said.setProperty("role", "muted")
        self.tree.setHeaderLabels(list(_HEADS))
        self.tree.setAccessibleName("公开前要核实的内容")
        self.tree.setAlternatingRowColors(True)
        wrap_lines(self.tree)
        self.tree.header().setStretchLastSection(True)
        self.told.setProperty("role", "heading")
        self.told.setWordWrap(True)
        self.content.addWidget(said)
        self.content.addWidget(self.tree, 1)
        self.alike.setAutoDefault(False)
        self.alike.setToolTip("光标所在的词在各单位里一共出现几处，一次都勾上或者都不勾")
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        row.addWidget(self.alike)
        self.content.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share()

    def _share(self) -> None:
        """All columns are in sight; what is too long for its own is broken."""
        room = left = self.tree.width() - style.SCROLLBAR - 1
        for column, most in enumerate(_WIDTHS):
            width = min(self.tree.sizeHintForColumn(column) + style.GAP, int(most * room))
            self.tree.setColumnWidth(column, width)
            left -= width
        self.tree.setColumnWidth(len(_WIDTHS), int(left * _CONTEXT))

    def _add(self, unit: str, found: Sequence[Concern]) -> None:
        """The words to judge; below them, folded, what is left out by itself."""
        doubts = [each for each in found if not each.hidden]
        hidden = [each for each in found if each.hidden]
        said = [f"{len(doubts)} 条要核实"] if doubts else []
        said += [f"{len(hidden)} 处隐去"] if hidden else []
        top = QTreeWidgetItem([unit, "，".join(said) or "没有发现"])
        top.setCheckState(0, _ON)
        self.tree.addTopLevelItem(top)
        for each in doubts:
            item = _line(_cells(each))
            item.setCheckState(0, _OFF)
            top.addChild(item)
        if hidden:
            folded = _line(["自动隐去的", f"{len(hidden)} 处"], muted=True)
            folded.addChildren([_line(_cells(each), muted=True) for each in hidden])
            top.addChild(folded)
        top.setExpanded(bool(doubts))

    def _tops(self) -> list[QTreeWidgetItem]:
        items = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [item for item in items if item is not None]

    @property
    def units(self) -> list[str]:
        """The units that can be written."""
        return [top.text(0) for top in self._tops() if top.checkState(0) == _ON and not _open(top)]

    def ready(self) -> None:
        self._tell()

    @Slot()
    def _tell(self) -> None:
        wanted = [top for top in self._tops() if top.checkState(0) == _ON]
        held = [top for top in wanted if _open(top)]
        words = sum(map(_open, held))
        self.tree.blockSignals(True)
        for top in self._tops():
            top.setText(len(_HEADS) - 1, "先不写" if top in held else "")
        self.tree.blockSignals(False)
        said = f"将写 {len(wanted) - len(held)} 个单位。"
        if held:
            said += f"{len(held)} 个单位还有 {words} 条没有核实，先不写。"
        self.told.setText(said)
        self.exporter.setEnabled(len(wanted) > len(held))
        self._offer()

    @property
    def _repeated(self) -> list[QTreeWidgetItem]:
        """The lines to judge of all units that hold the word of the current one."""
        here = self.tree.currentItem()
        lines = [line for top in self._tops() for line in _doubts(top)]
        return [line for line in lines if here in lines and line.text(_WORD) == here.text(_WORD)]

    @Slot()
    def _offer(self) -> None:
        """Say in how many places the current word is judged by one key."""
        lines = self._repeated
        done = all(line.checkState(0) == _ON for line in lines)
        self.alike.setEnabled(len(lines) > 1)
        where = f"同样的 {len(lines)} 处" if len(lines) > 1 else "同样的词"
        self.alike.setText(f"{where}{'都不勾' if lines and done else '都勾上'}(&A)")

    @Slot()
    def _tick_alike(self) -> None:
        lines = self._repeated
        state = _OFF if all(line.checkState(0) == _ON for line in lines) else _ON
        self.tree.blockSignals(True)
        for line in lines:
            line.setCheckState(0, state)
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._tell()

    @Slot()
    def _export(self) -> None:
        self.export_wanted.emit(self.units)


def _cells(each: Concern) -> list[str]:
    found = each.warned
    return [each.place, f"{found.kind}「{found.word}」", f"…{found.around}…", found.why]


def _line(cells: list[str], *, muted: bool = False) -> QTreeWidgetItem:
    """A line to tick, or a muted one that only tells."""
    item = QTreeWidgetItem(cells)
    for column in range(len(_HEADS)):
        item.setToolTip(column, style.tip(item.text(column)))
        if muted:
            item.setForeground(column, QBrush(style.color(THEME.muted)))
    if muted:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
    return item


def _doubts(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """The lines of a unit that must be judged."""
    children = (top.child(row) for row in range(top.childCount()))
    return [each for each in children if each.flags() & Qt.ItemFlag.ItemIsUserCheckable]


def _open(top: QTreeWidgetItem) -> int:
    """How many words of a unit were not judged yet."""
    return sum(each.checkState(0) == _OFF for each in _doubts(top))
