"""The county's report section by section: read, put in other words, taken back, checked again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.report_text import ReportText
from core.reports.section import Section, changed_figures
from gui import style
from gui.editors.day import DayLine
from gui.editors.errand import ErrandDialog
from gui.editors.strip import Strip
from gui.editors.wrapped import wrap_cells
from gui.labels import Label
from gui.spoken import say_heads
from gui.style import THEME

Keep = Callable[[str, ReportText | None], bool]
_NUMERALS = "一二三四五六七八九十"
_HEADS = ("数字", "现在", "改写时", "统计口径")
_BEFORE = 2


class CountyReportDialog(ErrandDialog):
    """What is typed is kept when the clerk goes on, by `keep`; None takes the words away."""

    export_wanted = Signal()
    preview_wanted = Signal()

    def __init__(
        self,
        title: str,
        sections: Sequence[Section],
        texts: Mapping[str, ReportText],
        keep: Keep | None,
        signed: str,
        day: dt.date,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, style.COUNTY_REPORT, parent)
        self._sections, self._texts, self._keep = sections, dict(texts), keep
        self._at = -1
        self.list, self.text, self.facts = QListWidget(), QPlainTextEdit(), QTableWidget()
        self.heading, self.below, self.banner = Label(), Label(), Strip()
        self.day = DayLine(day, "报告日期")
        self.reset = QPushButton("恢复程序写的文字")
        self.confirm = QPushButton("数字已核对")
        self._build(signed)
        self.add_verb("预览和打印…", self._preview)
        self.exporter = self.add_verb("导出…", self._export, primary=True)
        self.list.currentRowChanged.connect(self._go)
        self.text.textChanged.connect(self._typed)
        self.reset.clicked.connect(self._reset)
        self.confirm.clicked.connect(self._confirm)
        self.list.setCurrentRow(self._first())

    def _build(self, signed: str) -> None:
        for number in range(len(self._sections)):
            item = QListWidgetItem()
            item.setSizeHint(QSize(0, style.TWO_LINES))
            self.list.addItem(item)
            self._mark(number)
        self.list.setAccessibleName("报告的各节")
        self.list.setMaximumWidth(style.SECTIONS_WIDTH)
        self.heading.setProperty("role", "heading")
        self.below.setProperty("role", "caption")
        self.below.setWordWrap(True)
        self.text.setAccessibleName("这一节的文字")
        self.text.setReadOnly(self._keep is None)
        self.text.setTabChangesFocus(True)
        self.text.setFont(style.paper_font(style.PROSE_PIXELS))
        self._dress_facts()
        tools = QHBoxLayout()
        tools.addWidget(self.heading, 1)
        tools.addWidget(self.confirm)
        tools.addWidget(self.reset)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(tools)
        column.addWidget(self.banner)
        column.addWidget(self.text, 1)
        column.addWidget(self.below)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(self.facts)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        row = QHBoxLayout()
        row.setSpacing(style.WIDE_GAP)
        row.addWidget(self.list)
        row.addWidget(split, 1)
        foot = QHBoxLayout()
        said = Label(signed)
        said.setProperty("role", "caption")
        said.setWordWrap(True)
        foot.addWidget(said, 1)
        foot.addWidget(Label("报告日期"))
        self.day.setMaximumWidth(style.FIELD_WIDTH)
        foot.addWidget(self.day)
        self.content.addLayout(row, 1)
        self.content.addLayout(foot)

    def _dress_facts(self) -> None:
        table = self.facts
        table.setColumnCount(len(_HEADS))
        table.setHorizontalHeaderLabels(list(_HEADS))
        table.setAccessibleName("这一节的数字")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place in range(len(_HEADS) - 1):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        wrap_cells(table)

    # What is shown

    @property
    def section(self) -> Section:
        return self._sections[self._at]

    def _first(self) -> int:
        """The first section with figures to look at, else the first."""
        for number, section in enumerate(self._sections):
            kept = self._texts.get(section.key)
            if kept is not None and changed_figures(kept.facts, section.fingerprint):
                return number
        return 0

    def _mark(self, number: int) -> None:
        section = self._sections[number]
        kept = self._texts.get(section.key)
        state = "程序写的"
        if kept is not None:
            changed = changed_figures(kept.facts, section.fingerprint)
            state = f"已改写，{len(changed)} 个数字有变" if changed else "已改写"
        item = self.list.item(number)
        item.setText(f"{_NUMERALS[number]}、{section.title}\n　　{state}")

    @Slot(int)
    def _go(self, number: int) -> None:
        """Show another section; what was typed in the one before is kept."""
        if number == self._at or number < 0:
            return
        self.commit()
        self._at = number
        self._show()

    def _show(self) -> None:
        section, kept = self.section, self._texts.get(self.section.key)
        self.heading.setText(f"{_NUMERALS[self._at]}、{section.title}")
        self.text.blockSignals(True)
        self.text.setPlainText(_shown(section, kept))
        self.text.blockSignals(False)
        names = [part.name for part in section.parts if hasattr(part, "name")]
        drawn = f"后面接着表：{'、'.join(names)}（总是按最新的数重做）。" if names else ""
        self.below.setText(f"一行一段。{drawn}")
        changed = changed_figures(kept.facts, section.fingerprint) if kept else {}
        said = "；".join(f"{name}由{was}变为{now}" for name, (was, now) in changed.items())
        self.banner.tell(f"改写以后数字有变化，请核对：{said}" if said else "", alarm=True)
        self._show_facts(kept)
        self._enable()

    def _show_facts(self, kept: ReportText | None) -> None:
        section = self.section
        changed = changed_figures(kept.facts, section.fingerprint) if kept else {}
        known = {fact.name for fact in section.facts}
        rows = [
            (fact.name, fact.shown, changed.get(fact.name, ("", ""))[0], fact.how)
            for fact in section.facts
        ]
        rows += [(name, "无", was, "") for name, (was, _) in changed.items() if name not in known]
        self.facts.setRowCount(len(rows))
        self.facts.setColumnHidden(_BEFORE, not changed)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                item = QTableWidgetItem(value)
                item.setToolTip(style.tip(value))
                if values[0] in changed:
                    item.setForeground(QBrush(style.color(THEME.warning)))
                self.facts.setItem(row, column, item)
        say_heads(self.facts)

    def _enable(self) -> None:
        kept = self._texts.get(self.section.key)
        changed = kept is not None and kept.facts != self.section.fingerprint
        self.reset.setEnabled(self._keep is not None and (kept is not None or self._is_other()))
        self.confirm.setVisible(changed)
        self.confirm.setEnabled(self._keep is not None)

    # What is typed

    def _is_other(self) -> bool:
        """Whether the text is another than the one that is kept or written by the program."""
        kept = self._texts.get(self.section.key)
        return _lines(self.text.toPlainText()) != _lines(_shown(self.section, kept))

    @Slot()
    def _typed(self) -> None:
        self._enable()

    def commit(self) -> bool:
        """Keep what was typed in the section that is shown; False when it was refused."""
        if self._at < 0 or self._keep is None or not self._is_other():
            return True
        text = self.text.toPlainText()
        own = _lines(text) == _lines(_shown(self.section, None)) or not text.strip()
        return self._put(None if own else self.section.kept(text))

    def _put(self, text: ReportText | None) -> bool:
        key = self.section.key
        if self._keep is None or not self._keep(key, text):
            self.complain("没有存下来，请看窗口上方的说明。")
            return False
        self._texts.pop(key, None)
        if text is not None:
            self._texts[key] = text
        self._mark(self._at)
        return True

    @Slot()
    def _reset(self) -> None:
        if self.section.key not in self._texts or self._put(None):
            self._show()

    @Slot()
    def _confirm(self) -> None:
        """The words stand against the figures of today."""
        if self._put(self.section.kept(self.text.toPlainText())):
            self._show()

    @property
    def stale(self) -> list[str]:
        """The titles of the sections whose figures have changed under the clerk's words."""
        kept = ((section, self._texts.get(section.key)) for section in self._sections)
        return [
            f"“{section.title}”"
            for section, text in kept
            if text is not None and changed_figures(text.facts, section.fingerprint)
        ]

    @property
    def texts(self) -> Mapping[str, ReportText]:
        """The sections in the clerk's words, by key."""
        return self._texts

    @Slot()
    def _export(self) -> None:
        if self._sound():
            self.export_wanted.emit()

    @Slot()
    def _preview(self) -> None:
        if self._sound():
            self.preview_wanted.emit()

    def _sound(self) -> bool:
        if not self.commit():
            return False
        self._show()
        if self.day.day is None:
            self.complain("报告日期不对，如 2025-06-30。")
            return False
        return True

    def reject(self) -> None:
        if self.commit():
            super().reject()


def _shown(section: Section, kept: ReportText | None) -> str:
    return kept.text if kept is not None else "\n".join(section.paragraphs)


def _lines(text: str) -> list[str]:
    """The paragraphs, without what is not printed."""
    return [line.strip() for line in text.split("\n") if line.strip()]
