"""The scheme of a year: every option with its basis, and what a change would do to the year."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import UserError
from core.number import short
from core.scheme import Scheme, dump_scheme, parse_scheme, read_scheme
from core.text import clean
from core.trial import Trial
from core.writers.target import safe_name, save
from gui import style
from gui.dialogs import Dialogs, documents
from gui.editors.combo import QuietCombo
from gui.labels import Label
from gui.models.marks import annex_of
from gui.models.scheme import OptionLine, option_lines, option_text, with_option
from gui.spoken import say_heads
from gui.style import THEME

Field = QuietCombo | QLineEdit
_HEADS = ("单位", "表", "总分", "等次", "问题")


class SchemeDialog(QDialog):
    """Options on the left, on the right the units that a change would score otherwise.

    `attempt` tries a scheme and hands its trials to a callback; `save` takes it into use and says
    whether it was taken. A scheme is handed on as one file; one that is read in fills the fields
    and changes nothing before it is taken.
    """

    def __init__(
        self,
        year: int,
        scheme: Scheme,
        attempt: Callable[[Scheme, Callable[[tuple[Trial, ...]], None]], None],
        save: Callable[[str], bool] | None,
        dialogs: Dialogs,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{year}年度评分方案")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.SCHEME)
        self._scheme, self._attempt, self._save, self._dialogs = scheme, attempt, save, dialogs
        self.name, self.basis = QLineEdit(), QLineEdit()
        self.fields: list[tuple[OptionLine, Field]] = []
        self.area = _Options()
        self.trouble = Label()
        self.trouble.setWordWrap(True)
        self.outcome = Label("试算后，这里列出得分、等次或问题会变的单位。")
        self.outcome.setWordWrap(True)
        self.outcome.setProperty("role", "caption")
        self.table = QTableWidget(0, len(_HEADS))
        self.take_in, self.give_out = QPushButton("导入(&I)…"), QPushButton("导出(&E)…")
        self.trial, self.keep = QPushButton("试算"), QPushButton("启用")
        self._build()
        self._fill()
        self.take_in.clicked.connect(self.import_scheme)
        self.give_out.clicked.connect(self.export_scheme)
        self.trial.clicked.connect(self.try_out)
        self.keep.clicked.connect(self.take)
        self.keep.setEnabled(save is not None)

    def _build(self) -> None:
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self._trial_table()
        right = QVBoxLayout()
        right.addWidget(self.outcome)
        right.addWidget(self.table, 1)
        foot = QHBoxLayout()
        for button in (self.take_in, self.give_out, self.trial, self.keep):
            button.setAutoDefault(False)
            if button is self.trial:
                foot.addStretch(1)
            foot.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(style.WIDE_GAP)
        row.addWidget(self.area, 3)
        row.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[style.WIDE_GAP] * 4)
        column.addLayout(row, 1)
        column.addWidget(self.trouble)
        column.addLayout(foot)

    def _fill(self) -> None:
        """The options of the scheme as fields, under headings that say what they rest on."""
        self.name, self.basis = QLineEdit(self._scheme.title), QLineEdit(self._scheme.basis)
        self.fields = []
        form = QFormLayout()
        form.setContentsMargins(0, 0, style.WIDE_GAP, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in (("方案名称", self.name), ("方案依据", self.basis)):
            _add(form, label, field)
            field.setAccessibleName(label)
            field.setCursorPosition(0)
        title = ""
        for line in option_lines(self._scheme):
            if line.title != title:
                title = line.title
                form.addRow(_words(title, "heading"))
                form.addRow(_words(f"依据：{line.basis}", "caption"))
            option = self._field(line)
            self.fields.append((line, option))
            _add(form, line.name, option)
        inside = QWidget()
        inside.setLayout(form)
        self.area.setWidget(inside)
        self.area.wrap()
        self.name.setFocus()

    def _field(self, line: OptionLine) -> Field:
        text = option_text(self._scheme, line)
        field: Field
        if line.choices:
            field = QuietCombo()
            field.addItems(line.choices)
            field.setCurrentText(text)
        else:
            field = QLineEdit(text)
            field.setCursorPosition(0)
        field.setAccessibleName(f"{line.title}：{line.name}")
        style.give_tip(field, line.basis)
        return field

    def _trial_table(self) -> None:
        table = self.table
        table.setAccessibleName("试算结果")
        table.setHorizontalHeaderLabels(_HEADS)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def scheme(self) -> Scheme:
        """The scheme as the fields have it; UserError says which option is wrong."""
        made = self._scheme
        for line, field in self.fields:
            text = field.currentText() if isinstance(field, QuietCombo) else field.text()
            if text != option_text(self._scheme, line):
                made = with_option(made, line, text)
        named = dataclasses.replace(
            made,
            title=clean(self.name.text()) or made.title,
            basis=clean(self.basis.text()) or made.basis,
        )
        return parse_scheme(dump_scheme(named))

    @Slot()
    def try_out(self) -> None:
        """Show what the options would change, without taking them into use."""
        scheme = self._valid()
        if scheme is not None:
            self.outcome.setText("正在试算…")
            self.trial.setEnabled(False)
            self._attempt(scheme, self.show_trials)

    def show_trials(self, trials: Sequence[Trial]) -> None:
        """List the forms that would be scored otherwise."""
        self.trial.setEnabled(True)
        units = len({trial.unit for trial in trials})
        self.outcome.setText(
            f"有 {units} 个单位会变；启用前什么都没有改。" if trials else "没有单位会变。"
        )
        self.table.setRowCount(len(trials))
        for row, trial in enumerate(trials):
            texts = (
                trial.unit,
                annex_of(trial.form),
                _change(_points(trial.total_before), _points(trial.total_after)),
                _change(trial.grade_before or "—", trial.grade_after or "—"),
                _change(str(trial.findings_before), str(trial.findings_after)),
            )
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
        say_heads(self.table)

    @Slot()
    def take(self) -> None:
        """Take the options into use for the year."""
        scheme = self._valid()
        if scheme is not None and self._save is not None and self._save(dump_scheme(scheme)):
            self.accept()

    @Slot()
    def export_scheme(self) -> None:
        """Write the options as they stand in the fields to one file."""
        scheme = self._valid()
        if scheme is None:
            return
        suggested = Path(documents()) / f"{safe_name(scheme.title)}.toml"
        target = self._dialogs.save_file("导出评分方案", suggested, ["toml"])
        if target is not None:
            self._telling(lambda: save(dump_scheme(scheme).encode(), target))

    @Slot()
    def import_scheme(self) -> None:
        """Fill the fields from a file."""
        source = self._dialogs.open_scheme("导入评分方案")
        if source is not None and self._telling(lambda: self._read(source)):
            self._fill()
            self.outcome.setText("文件中的方案已填入，还没有启用。")

    def _read(self, source: Path) -> None:
        self._scheme = read_scheme(source)

    def _telling(self, work: Callable[[], None]) -> bool:
        """Whether it went well; what went wrong stands under the table."""
        self.trouble.clear()
        try:
            work()
        except UserError as error:
            self.trouble.setText(str(error))
            return False
        return True

    def _valid(self) -> Scheme | None:
        self.trouble.clear()
        try:
            return self.scheme()
        except UserError as error:
            self.trouble.setText(str(error))
            return None


class _Options(QScrollArea):
    """Every field stands below its name where both have no room side by side."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.wrap()

    def wrap(self) -> None:
        """Set fields beside or below their names."""
        inside = self.widget()
        form = inside.layout() if inside is not None else None
        if isinstance(form, QFormLayout):
            need = (style.OPTION_NAME + style.OPTION_WIDTH) * THEME.text + 3 * style.WIDE_GAP
            policy = QFormLayout.RowWrapPolicy
            narrow = self.viewport().width() < need
            form.setRowWrapPolicy(policy.WrapAllRows if narrow else policy.DontWrapRows)


def _words(text: str, role: str = "") -> Label:
    label = Label(text)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label


def _add(form: QFormLayout, name: str, field: Field) -> None:
    """A field beside its name, or below it, where one of both would not be seen whole."""
    text = field.text() if isinstance(field, QLineEdit) else ""
    wide = field.fontMetrics().horizontalAdvance
    beside = wide(text) < style.OPTION_WIDTH - 3 * style.GAP
    field.setMinimumWidth(style.OPTION_WIDTH)
    if beside and wide(name) < style.OPTION_NAME * THEME.text:
        form.addRow(name, field)
    else:
        form.addRow(_words(name))
        form.addRow(field)


def _points(total: Decimal | None) -> str:
    return "—" if total is None else short(total)


def _change(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"
