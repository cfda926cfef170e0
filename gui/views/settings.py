"""The settings: looks, printer, and what stands at the head and foot of letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.letterhead import PREFIX, Letterhead
from gui import style
from gui.editors.combo import QuietCombo
from gui.editors.scrolled import scrolled
from gui.labels import Label
from gui.looks import SCALES, SYSTEM, TEXTS
from gui.printing import MARGINS, PAPERS, printer_names
from gui.settings import Settings
from gui.themes import THEMES

_THEMES = ((SYSTEM, "跟随系统"), *((theme.name, theme.title) for theme in THEMES.values()))


@dataclass(frozen=True, slots=True)
class _Choice:
    """A setting with its possible values and how they are called."""

    name: str
    label: str
    values: Sequence[tuple[object, str]]


_CHOICES = (
    _Choice("theme", "颜色", _THEMES),
    _Choice("text", "字号", tuple((size, f"{size}%") for size in TEXTS)),
    _Choice("scale", "界面缩放", tuple((size, f"{size}%") for size in SCALES)),
)
_PRINTING = (
    _Choice("paper", "纸张", tuple((name, name) for name in PAPERS)),
    _Choice(
        "sides", "单双面",
        (("single", "单面"), ("long", "双面，长边翻"), ("short", "双面，短边翻")),
    ),
    _Choice(
        "margin", "四边留空",
        tuple((mm, f"{mm} 毫米，缩小整页" if mm else "不留，按版面") for mm in MARGINS),
    ),
)  # fmt: skip
_TEXTS = (
    ("county", "县（区）名称", "如：青石县"),
    ("head", "文头", "如：青石县财政局文件，可以不写"),
    ("office", "落款单位", "如：青石县财政局绩效评价中心"),
    ("contact", "联系人和电话", "写在退回通知和填报说明上"),
    ("to", "报告主送", "如：青石县人民政府"),
    ("prefix", "通知编号字头", f"不写为“{PREFIX}”，如 {PREFIX}〔2025〕1号"),
)


class SettingsDialog(QDialog):
    """Takes over what was changed when it is accepted; `worn` is called when the look changed.

    The letterhead belongs to the data folder: `keep` stores it, None when it cannot be changed.
    """

    def __init__(
        self,
        settings: Settings,
        letterhead: Letterhead,
        keep: Callable[[Letterhead], bool] | None,
        scheme: Callable[[], None] | None,
        worn: Callable[[], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("设置")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings, self._worn = settings, worn
        self._letterhead, self._keep = letterhead, keep
        self.choices: dict[str, QuietCombo] = {}
        self.texts: dict[str, QLineEdit] = {}
        self.printer = QuietCombo()
        both = QWidget()
        sides = QHBoxLayout(both)
        sides.setContentsMargins(0, 0, style.GAP, 0)
        sides.setSpacing(style.WIDE_GAP * 2)
        sides.addLayout(self._program())
        sides.addLayout(self._county(scheme), 1)
        box = QDialogButtonBox()
        box.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.WIDE_GAP, style.WIDE_GAP, style.WIDE_GAP, style.WIDE_GAP)
        column.addWidget(scrolled(both, "设置"), 1)
        column.addWidget(box)
        wish = both.sizeHint() + QSize(3, 4) * style.WIDE_GAP
        width = max(wish.width(), style.SETTINGS)
        style.take_size(self, (width, wish.height() + box.sizeHint().height()))

    def _program(self) -> QFormLayout:
        """What belongs to this computer."""
        form = _form()
        form.addRow(_heading("外观"))
        for choice in _CHOICES:
            form.addRow(choice.label, self._combo(choice))
        form.addRow("", _caption("界面缩放在下次启动时起作用。"))
        form.addRow(_heading("打印"))
        self.printer.addItem("系统默认的打印机", "")
        for name in printer_names():
            self.printer.addItem(name, name)
        self.printer.setCurrentIndex(max(self.printer.findData(self._settings.get("printer")), 0))
        self.printer.setAccessibleName("打印机")
        form.addRow("打印机", self.printer)
        for choice in _PRINTING:
            form.addRow(choice.label, self._combo(choice))
        form.addRow("", _caption("打印时改过的，下次沿用。"))
        return form

    def _county(self, scheme: Callable[[], None] | None) -> QFormLayout:
        """What belongs to the data folder."""
        form = _form()
        form.addRow(_heading("本县"))
        for name, label, hint in _TEXTS:
            line = QLineEdit(getattr(self._letterhead, name))
            line.setPlaceholderText(hint)
            line.setAccessibleName(label)
            line.setMinimumWidth(style.FIELD_WIDTH)
            line.setEnabled(self._keep is not None)
            self.texts[name] = line
            form.addRow(label, line)
        told = _caption(
            "写在退回通知、情况报告、汇总、填报说明和归档上，和数据存在一起。改动可以撤销。"
        )
        told.setWordWrap(True)
        form.addRow("", told)
        form.addRow(_heading("评分"))
        rules = QPushButton("本年度评分方案的选项…")
        rules.setEnabled(scheme is not None)
        if scheme is not None:
            rules.clicked.connect(scheme)
        row = QHBoxLayout()
        row.addWidget(rules)
        row.addStretch(1)
        form.addRow(row)
        return form

    def _combo(self, choice: _Choice) -> QuietCombo:
        combo = QuietCombo()
        for value, title in choice.values:
            combo.addItem(title, value)
        combo.setCurrentIndex(max(combo.findData(self._settings.get(choice.name)), 0))
        combo.setAccessibleName(choice.label)
        self.choices[choice.name] = combo
        return combo

    @Slot()
    def accept(self) -> None:
        before = [self._settings.get(name) for name in ("theme", "text")]
        for name, combo in self.choices.items():
            self._settings.put(name, combo.currentData())
        self._settings.put("printer", self.printer.currentData())
        self._settings.sync()
        after = Letterhead(**{name: line.text().strip() for name, line in self.texts.items()})
        if self._keep is not None and after != self._letterhead and not self._keep(after):
            return
        super().accept()
        if before != [self._settings.get(name) for name in ("theme", "text")]:
            self._worn()


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setVerticalSpacing(style.GAP)
    form.setHorizontalSpacing(style.WIDE_GAP)
    return form


def _heading(text: str) -> Label:
    label = Label(text)
    label.setProperty("role", "heading")
    return label


def _caption(text: str) -> Label:
    label = Label(text)
    label.setProperty("role", "caption")
    return label
