"""The review list: nothing of an import is stored before the clerk has agreed here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui import style
from gui.models.review import FILE, FORMS, SAYS, UNIT_COLUMN, ReviewLine, ReviewModel


class ReviewDialog(QDialog):
    """Shows what each file holds; `accept` hands the ticked lines over."""

    def __init__(
        self,
        lines: Sequence[ReviewLine],
        take: Callable[[tuple[ReviewLine, ...]], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("核对读入的文件")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.REVIEW)
        self._take = take
        self.model = ReviewModel(lines, self)
        self.table = QTableView()
        self.summary = QLabel()
        self.accept_button = QPushButton()
        self.cancel_button = QPushButton("取消")
        self._build()
        self.model.edited.connect(self._tell)
        self._tell()

    def _build(self) -> None:
        title = QLabel("勾选要保存的文件；单位和年度可以双击修改，同一单位同一年度的文件合为一份。")
        title.setProperty("role", "muted")
        table = self.table
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column, width in ((FILE, style.FILE_COLUMN), (UNIT_COLUMN, style.UNIT_COLUMN),
                              (FORMS, style.UNIT_COLUMN)):  # fmt: skip
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        header.setSectionResizeMode(SAYS, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.accept_button)
        body = QVBoxLayout(self)
        body.setContentsMargins(*[style.WIDE_GAP] * 4)
        body.setSpacing(style.GAP)
        body.addWidget(title)
        body.addWidget(table, 1)
        body.addLayout(foot)

    @Slot()
    def accept(self) -> None:
        taken = self.model.taken
        super().accept()
        self._take(taken)

    @Slot()
    def _tell(self) -> None:
        lines, taken = self.model.lines, self.model.taken
        units = {(line.unit, line.year) for line in taken}
        failed = sum(1 for line in lines if not line.forms)
        unclear = sum(1 for line in lines if line.take and not line.ready)
        words = [f"{len(lines)} 个文件，勾选 {len(taken)} 个，{len(units)} 份报送"]
        if failed:
            words.append(f"{failed} 个没有读出")
        if unclear:
            words.append(f"{unclear} 个缺单位或年度，请补上")
        self.summary.setText("　".join(words))
        self.accept_button.setText(f"保存 {len(units)} 份" if units else "保存")
        self.accept_button.setEnabled(bool(taken))
