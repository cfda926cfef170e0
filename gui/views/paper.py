"""A form as it looks on paper, its cells edited in place."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from core.address import At, Place
from core.editing.edits import Edit, Enter, InsertRow, MoveRow, RemoveRow
from core.schema.form import get, spec_at
from core.schema.kinds import DATE
from core.submission import Filled
from core.workspace import Change
from gui import style
from gui.bridge import Bridge, Notice
from gui.editors.elided import ElidedLabel
from gui.editors.pick import PickDay, PickList
from gui.models.formulas import computed_cells
from gui.models.marks import marks_of, name_of
from gui.originals import Originals
from gui.sheets.filling import Entries, cleared, copied, filled_down, pasted
from gui.sheets.form import PaperCanvas, inside
from gui.sheets.legend import legend
from gui.sheets.offers import offered
from gui.sheets.rows import also_filled, beginnings, row_of

_LISTED = 3


class PaperView(QWidget):
    """The sheet, above it what the current cell is and was, below it the legend."""

    def __init__(self, bridge: Bridge, originals: Originals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._originals = originals
        self._stale = False
        self.canvas = PaperCanvas(self)
        self.canvas.setAccessibleName("表格")
        self.setFocusProxy(self.canvas)
        self._name = ElidedLabel()
        self._origin = ElidedLabel()
        self._origin.setProperty("role", "muted")
        self.accept = QToolButton()
        self.accept.setText("接受原值")
        self.accept.clicked.connect(self.accept_source)
        self._build()
        self.canvas.picked.connect(self._picked)
        self.canvas.editor.committed.connect(self._committed)
        self.canvas.list_begun.connect(self._begin_list)
        bridge.turned.connect(self.reload)
        bridge.opened.connect(self.reload)
        bridge.located.connect(self._locate)
        bridge.changed.connect(self._changed)
        bridge.flushing.connect(self.canvas.editor.finish)

    def _build(self) -> None:
        bar = QFrame()
        bar.setProperty("role", "strip")
        self._line = row = QHBoxLayout(bar)
        row.setContentsMargins(style.WIDE_GAP, style.GAP // 2, style.GAP, style.GAP // 2)
        row.addWidget(self._name)
        row.addSpacing(style.WIDE_GAP)
        row.addWidget(self._origin, 1)
        row.addWidget(self.accept)
        bar.setFixedHeight(style.BAR_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.canvas, 1)
        self._legend = legend()
        # It goes where it does not fit, so that it does not keep the window wide.
        self._legend.setMinimumWidth(1)
        column.addWidget(self._legend)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._legend.sizeHint().width()
        self._legend.setVisible(wide and self.height() >= style.LEGEND_LEAST)
        self._share()

    def _share(self) -> None:
        """Of a line that is too short for both, the name leaves as much as what was handed in
        needs, but keeps half of it.
        """
        margins = self._line.contentsMargins()
        room = self.width() - margins.left() - margins.right() - style.WIDE_GAP
        room -= 2 * self._line.spacing()
        if not self.accept.isHidden():
            room -= self.accept.sizeHint().width() + self._line.spacing()
        name, origin = (
            label.fontMetrics().horizontalAdvance(label.whole) + 1
            for label in (self._name, self._origin)
        )
        self._name.setFixedWidth(min(name, max(room - origin, room // 2)))

    # What the bridge says

    @Slot()
    def reload(self) -> None:
        """Show the form that is looked at, if it is one with a paper."""
        filled = self._bridge.filled
        self.canvas.current = None
        if filled is not None and filled.code in {"f1", "f2", "f3"}:
            self._show(filled)
            self.canvas.verticalScrollBar().setValue(0)
        self._tell()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._bridge.key not in change.submissions:
            return
        if self.canvas.editor.editing:
            self._stale = True
            return
        filled = self._bridge.filled
        if filled is not None and filled.code in {"f1", "f2", "f3"}:
            self._show(filled)
            if self._bridge.at is not None and self.canvas.sheet.find(self.canvas.current) is None:
                self.canvas.select(self._shown_at(self._bridge.at))
        self._tell()

    @Slot()
    def _locate(self) -> None:
        if self._bridge.at != self.canvas.current:
            self.canvas.select(self._shown_at(self._bridge.at))
        self._tell()

    def _shown_at(self, at: At | None) -> At | None:
        """A field of a merged cell is shown by the first of its rows."""
        if at is None or self.canvas.filled is None or self.canvas.sheet.find(at):
            return at
        return next(
            (
                slot.key
                for box in self.canvas.sheet.boxes
                for slot in box.slots
                if isinstance(slot.key, At) and at in also_filled(self.canvas.filled, slot.key)
            ),
            inside(self.canvas.sheet, at) or at,
        )

    def _show(self, filled: Filled) -> None:
        self._stale = False
        assessment, found = self._bridge.assessment, self._bridge.standing
        self.canvas.writable = self._bridge.writable
        scores = assessment.scores.get(filled.key) if assessment else None
        originals = self._originals.texts(filled)
        computed = computed_cells(filled, scores)
        self.canvas.show_form(filled, marks_of(filled, found, originals, computed))

    def _tell(self) -> None:
        filled, at = self._bridge.filled, self._bridge.at
        if filled is None or at is None:
            self._name.say("选择一个单元格，直接输入即可修改")
            self.canvas.editor.speak("表格，按方向键选择单元格")
            self._origin.say("")
            self.accept.hide()
            self._share()
            return
        self._name.say(name_of(filled, at))
        known = self.canvas.marks.tip(filled, at).split("\n")[1:]
        self.canvas.editor.speak(
            f"{name_of(filled, at)}：{filled.text(at) or '空'}", "；".join(known)
        )
        original = self.canvas.marks.originals.get(at)
        source = filled.sources.get(at)
        if original is not None:
            shown = original.replace("\n", " ") or "（空）"
            raw = source.text.replace("\n", " ") if source else ""
            extra = f"　（原文「{raw}」）" if raw and re.sub(r"\s", "", raw) != shown else ""
            doubt = self.canvas.marks.doubts.get(at)
            check = f"　请核对：{doubt}" if doubt else ""
            self._origin.say(f"报送：{shown}{extra}{check}")
        else:
            self._origin.say("报送文件中没有这一格" if filled.file else "手工填写")
        self.accept.setVisible(at in self.canvas.marks.edited and original is not None)
        self._share()

    # What the clerk does

    @Slot(object)
    def _picked(self, key: object) -> None:
        form = self._bridge.form
        if form is not None and isinstance(key, At):
            self._bridge.locate(Place(form, key))

    @Slot(str)
    def _committed(self, text: str) -> None:
        at = self.canvas.current
        if isinstance(at, At):
            self.enter(at, text)
        if self._stale:
            self.reload()

    def enter(self, at: At, text: str) -> bool:
        """Put a text into a cell and into all rows that a merged cell stands for."""
        filled, key = self._bridge.filled, self._bridge.key
        if filled is None or key is None:
            return False
        if filled.text(at) == text and len(also_filled(filled, at)) == 1:
            return True
        return self._put(f"修改 {name_of(filled, at)}", ((at, text),))

    def _put(self, label: str, entries: Entries) -> bool:
        """Put texts into cells, and into all rows that merged cells stand for, as one step."""
        filled, key = self._bridge.filled, self._bridge.key
        if filled is None or key is None:
            return False
        edits: tuple[Edit, ...] = tuple(
            Enter(key, Place(filled.key, place), text)
            for at, text in entries
            for place in also_filled(filled, at)
            if filled.text(place) != text
        )
        return not edits or self._bridge.submit(label, edits, self)

    def edit_cell(self) -> None:
        self.canvas.setFocus()
        self.canvas.activate()

    def pick_value(self) -> None:
        """Offer what may stand in the current cell: a calendar, official names, its column."""
        filled, at = self._bridge.filled, self._bridge.at
        found = self.canvas.shown(at)
        if filled is None or at is None or found is None or not self.canvas.editor.writable:
            return
        window: PickDay | PickList
        value, texts = get(filled.record, at), offered(filled, at)
        if spec_at(type(filled.record), at).kind is DATE:
            window = PickDay(value if isinstance(value, dt.date) else None, self.canvas)
        elif texts:
            window = PickList(texts, filled.text(at), self.canvas)
        else:
            self._bridge.tell("这一格没有可选的内容，请直接输入。")
            return
        cell, view = self.canvas.to_view(found[0].rect), self.canvas.viewport()
        window.picked.connect(lambda text: self.enter(at, text))
        window.open_under(QRect(view.mapToGlobal(cell.topLeft()), cell.size()))

    def select_all(self) -> None:
        """Select every cell of the form, to be copied or cleared."""
        self.canvas.setFocus()
        self.canvas.select_all()

    def clear_cell(self) -> None:
        """Empty the selected cells."""
        filled = self._bridge.filled
        if filled is not None:
            entries = cleared(filled, self.canvas.selected())
            what = name_of(filled, entries[0][0]) if len(entries) == 1 else f"{len(entries)} 格"
            self._put(f"清空{what}", entries)

    def copy_cell(self) -> None:
        """Copy the selected cells, as Excel and WPS take them."""
        filled, block = self._bridge.filled, self.canvas.selected()
        if filled is not None and block:
            QGuiApplication.clipboard().setText(copied(filled, block))

    def fill_down(self) -> None:
        """Repeat the first selected row, or the row above, in the selected cells."""
        filled = self._bridge.filled
        if filled is not None:
            entries = filled_down(filled, self.canvas.sheet, self.canvas.selected())
            self._put(f"向下填充 {len(entries)} 格", entries)

    def paste_cell(self) -> None:
        """Put the clipboard into the selected cells, or a block over those from here on."""
        filled = self._bridge.filled
        if filled is None:
            return
        text = QGuiApplication.clipboard().text()
        found = pasted(filled, self.canvas.sheet, self.canvas.selected(), text)
        if self._put(f"粘贴 {len(found.entries)} 格", found.entries) and found.left:
            lines = [f"第{y}行第{x}列：{value}" for y, x, value in found.left]
            first = "；".join(lines[:_LISTED]) + ("…" if lines[_LISTED:] else "")
            sentence = f"有 {len(lines)} 格没有位置，没有粘贴（{first}）。可按 Ctrl+Z 撤销。"
            self._bridge.noticed.emit(Notice(sentence, alarm=True, details="\n".join(lines)))

    @Slot()
    def accept_source(self) -> None:
        """Take the submitted text again."""
        at = self._bridge.at
        if at is not None and at in self.canvas.marks.originals:
            self.enter(at, self.canvas.marks.originals[at])
        self.canvas.setFocus()

    def has_row(self) -> bool:
        """Whether the current cell lies in a list whose rows may come and go."""
        return self._row() is not None

    def insert_row(self, *, below: bool) -> None:
        """Add an empty row beside the current one, or the first row of an empty list."""
        row, where, filled = self._row(), self._where(), self._bridge.filled
        if row is None or where is None or filled is None:
            return
        items, index = row
        to = index + 1 if below else max(index, 0)
        first = beginnings(filled, items, index)
        if first is None:
            self._bridge.tell("这里不能加行，请选择项目支出、专项资金等可以增减的行。", alarm=True)
            return
        edits: list[Edit] = [InsertRow(*where, items, to)]
        for name, text in first.items():
            edits.append(Enter(where[0], Place(where[1], items.child(to, name)), text))
        if self._bridge.submit("插入一行", tuple(edits), self):
            self._go_to_row(items, to)

    @Slot()
    def _begin_list(self) -> None:
        self.insert_row(below=True)

    def remove_row(self) -> None:
        row, where = self._row(), self._where()
        if row is not None and where is not None:
            items, index = row
            if index >= 0 and self._bridge.submit(
                f"删除第{index + 1}行", (RemoveRow(*where, items, index),), self
            ):
                self._go_to_row(items, index)

    def move_row(self, step: int) -> None:
        row, where, filled = self._row(), self._where(), self._bridge.filled
        if row is None or where is None or filled is None:
            return
        items, index = row
        to = index + step
        if (
            index >= 0
            and 0 <= to < len(get(filled.record, items))
            and self._bridge.submit("移动一行", (MoveRow(*where, items, index, to),), self)
        ):
            self._go_to_row(items, to)

    def _row(self) -> tuple[At, int] | None:
        filled, at = self._bridge.filled, self._bridge.at
        return row_of(filled, at) if filled is not None and at is not None else None

    def _where(self) -> tuple[str, str] | None:
        key, form = self._bridge.key, self._bridge.form
        return (key, form) if key and form else None

    def _go_to_row(self, items: At, index: int) -> None:
        """Keep the column, in another row; the last row when there is no such one."""
        at, form, filled = self._bridge.at, self._bridge.form, self._bridge.filled
        if at is None or form is None or filled is None:
            return
        count = len(get(filled.record, items))
        if count == 0:
            self._bridge.locate(None)
            return
        row = items.child(min(index, count - 1))
        there = row.child(at.column) if at.column else inside(self.canvas.sheet, row) or row
        self._bridge.locate(Place(form, there))
        self.canvas.select(self._shown_at(there))
