"""The county's list of units: typed, pasted from a spreadsheet, or read from a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.intake import read_unit_text
from core.intake.unit_list import UnitList
from core.unit import Unit
from gui import style
from gui.editors.columns import fit_columns
from gui.editors.saving import save_by_keys
from gui.labels import Label
from gui.models.unit_list import NAME, UnitListModel
from gui.style import THEME

_TOLD = 3
_EMPTY = (
    "名单还是空的。从文件读入、粘贴，或者在第一格里打；没有报送的单位列在名单上，才看得出谁没有报。"
)


class UnitListDialog(QDialog):
    """The list to work on; `take` is given the whole list when the clerk saves it.

    `unlisted` are the names of units that handed in without being on it.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        unlisted: Sequence[str],
        take: Callable[[tuple[Unit, ...]], object],
        ask_file: Callable[[], UnitList | None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("单位名单")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.REVIEW)
        self._unlisted = tuple(unlisted)
        self._take = take
        self._ask_file = ask_file
        self.model = UnitListModel(units, self)
        self.table = QTableView()
        self.told = Label()
        self.file_button = QPushButton("从文件读入(&F)…")
        self.paste_button = QPushButton("粘贴(&V)")
        self.unlisted_button = QPushButton()
        self.remove_button = QPushButton("移出名单(&D)")
        self.cancel_button = QPushButton("取消")
        self.save_button = QPushButton()
        self._body = QVBoxLayout(self)
        self._build()
        self.model.edited.connect(self._tell)
        self._tell()

    def _build(self) -> None:
        title = Label(
            "应报送的单位，按名单的次序。可以从 Excel 名单读入，或者在 Excel 里复制后粘贴："
            "有表头时列的次序不限，没有表头时一行一个单位名称。"
        )
        title.setProperty("role", "muted")
        title.setWordWrap(True)
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("单位名单")
        table.setWordWrap(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        self.told.setWordWrap(True)
        self.told.setText("" if self.model.units else _EMPTY)
        self.save_button.setDefault(True)
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Paste), self.paste),
            (QKeySequence(QKeySequence.StandardKey.Delete), self.remove),
        ):
            shortcut = QShortcut(keys, table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)
        save_by_keys(self, self.save_button, "保存名单")
        self.file_button.clicked.connect(self.read_file)
        self.paste_button.clicked.connect(self.paste)
        self.unlisted_button.clicked.connect(self.add_unlisted)
        self.remove_button.clicked.connect(self.remove)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        for button in (
            self.file_button, self.paste_button, self.unlisted_button, self.remove_button,
        ):  # fmt: skip
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        body = self._body
        body.setContentsMargins(*[style.WIDE_GAP] * 4)
        body.setSpacing(style.GAP)
        body.addWidget(title)
        body.addWidget(table, 1)
        body.addWidget(self.told)
        body.addLayout(foot)
        table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All columns are seen, where their words allow it."""
        super().resizeEvent(event)
        self._body.activate()
        wide = [int(width * THEME.text) for width in style.UNIT_LIST_COLUMNS]
        fit_columns(self.table, wide, tail=True)

    @Slot()
    def read_file(self) -> None:
        """Put the units of a file of the clerk's choice on the list."""
        found = self._ask_file()
        if found is not None:
            self._merge(found)

    @Slot()
    def paste(self) -> None:
        """Put the units in the clipboard on the list."""
        self._merge(read_unit_text(QGuiApplication.clipboard().text()))

    @Slot()
    def add_unlisted(self) -> None:
        """Put the units on the list that handed in without being on it."""
        self._merge(UnitList(tuple(Unit(name) for name in self._left_out())))

    def _left_out(self) -> tuple[str, ...]:
        listed = {unit.name for unit in self.model.units}
        return tuple(name for name in self._unlisted if name not in listed)

    @Slot()
    def remove(self) -> None:
        """Take the selected units off the list."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows(NAME)}
        self.model.remove(rows)

    def _merge(self, found: UnitList) -> None:
        added = self.model.merge(found.units)
        words = [f"读到 {len(found.units)} 个单位，新增 {added} 个。", *found.doubts[:_TOLD]]
        if found.doubts[_TOLD:]:
            words.append(f"另有 {len(found.doubts) - _TOLD} 行没有读。")
        self.told.setText("".join(words))

    @Slot()
    def accept(self) -> None:
        units = self.model.units
        super().accept()
        self._take(units)

    @Slot()
    def _tell(self) -> None:
        self.save_button.setText(f"保存 {len(self.model.units)} 个单位")
        left_out = len(self._left_out())
        self.unlisted_button.setText(f"加入报来的 {left_out} 个(&H)")
        self.unlisted_button.setToolTip("已经报送、还不在名单上的单位")
        self.unlisted_button.setVisible(bool(left_out))
