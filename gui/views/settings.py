"""The settings: how the program looks, and what it writes at the head and foot of letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui import style
from gui.editors.combo import QuietCombo
from gui.looks import SCALES, SYSTEM, TEXTS
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
_TEXTS = (
    ("county", "县（区）名称", "如：青石县"),
    ("office", "落款单位", "如：青石县财政局绩效评价中心"),
    ("contact", "联系人和电话", "写在退回通知上"),
)


class SettingsDialog(QDialog):
    """Takes over what was changed when it is accepted; `worn` is called when the look changed."""

    def __init__(
        self,
        settings: Settings,
        scheme: Callable[[], None] | None,
        worn: Callable[[], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("设置")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings, self._worn = settings, worn
        self.choices: dict[str, QuietCombo] = {}
        self.texts: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.addRow(_heading("外观"))
        for choice in _CHOICES:
            combo = QuietCombo()
            for value, title in choice.values:
                combo.addItem(title, value)
            combo.setCurrentIndex(max(combo.findData(settings.get(choice.name)), 0))
            combo.setAccessibleName(choice.label)
            self.choices[choice.name] = combo
            form.addRow(choice.label, combo)
        form.addRow("", _caption("界面缩放在下次启动时起作用，其余马上起作用。"))
        form.addRow(_heading("本县"))
        for name, label, hint in _TEXTS:
            line = QLineEdit(settings.get(name))
            line.setPlaceholderText(hint)
            line.setAccessibleName(label)
            line.setMinimumWidth(style.FIELD_WIDTH)
            self.texts[name] = line
            form.addRow(label, line)
        form.addRow("", _caption("写在通知、报告的题头和落款上。"))
        rules = QPushButton("本年度评分方案的选项…")
        rules.setEnabled(scheme is not None)
        if scheme is not None:
            rules.clicked.connect(scheme)
        form.addRow("评分", rules)
        box = QDialogButtonBox()
        box.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(box)

    @Slot()
    def accept(self) -> None:
        before = [self._settings.get(name) for name in ("theme", "text")]
        for name, combo in self.choices.items():
            self._settings.put(name, combo.currentData())
        for name, line in self.texts.items():
            self._settings.put(name, line.text().strip())
        self._settings.sync()
        super().accept()
        if before != [self._settings.get(name) for name in ("theme", "text")]:
            self._worn()


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "caption")
    return label
