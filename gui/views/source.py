"""The submitted file below the form: drawn with its spans, the cell a field came from marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.address import At, Place
from core.errors import UserError
from core.source import Source
from core.submission import Filled
from core.workspace import Change
from gui import style
from gui.bridge import Bridge
from gui.originals import Originals
from gui.sheets.boxes import Key, Sheet
from gui.sheets.source import SourceCanvas, place_words

if TYPE_CHECKING:
    from core.intake.grid import Document


class SourceView(QFrame):
    """The lower panel."""

    def __init__(self, bridge: Bridge, originals: Originals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._bridge = bridge
        self._originals = originals
        self._document: Document | None = None
        self._file: str | None = None
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.where = QLabel()
        self.where.setProperty("role", "muted")
        self.canvas = SourceCanvas(self)
        self.canvas.setAccessibleName("报送原文")
        self.canvas.fitting = True
        self.canvas.fit_least = style.FIT_SOURCE
        self.setFocusProxy(self.canvas)
        head = QHBoxLayout()
        head.setContentsMargins(style.WIDE_GAP, style.GAP // 2, style.WIDE_GAP, style.GAP // 2)
        head.addWidget(self.title)
        head.addSpacing(style.WIDE_GAP)
        head.addWidget(self.where, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.canvas, 1)
        self.canvas.picked.connect(self._picked)
        bridge.turned.connect(self.reload)
        bridge.opened.connect(self.reload)
        bridge.located.connect(self._located)
        bridge.changed.connect(self._changed)

    @Slot()
    def reload(self) -> None:
        """Show the file behind the form that is looked at."""
        filled = self._bridge.filled
        sha256 = filled.file if filled else None
        if sha256 is None:
            self._clear("这张表是手工填写的，没有报送文件" if filled else "")
            return
        if sha256 != self._file or self._document is None:
            # What reads files is not needed to open the window.
            from gui.sheets.document import document_sheet  # noqa: PLC0415

            try:
                self._document = self._originals.document(sha256)
            except UserError as error:
                self._clear(str(error))
                return
            self._file = sha256
            self.canvas.show_sheet(document_sheet(self._document, self.canvas.texts))
        self._tell()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._bridge.key in change.submissions and change.structural:
            self.reload()

    @Slot()
    def _located(self) -> None:
        if self._document is not None:
            self._tell()

    def _tell(self) -> None:
        filled, at, submission = self._bridge.filled, self._bridge.at, self._bridge.submission
        if filled is None or self._document is None or submission is None:
            return
        name = next((info.name for info in submission.files if info.sha256 == self._file), "")
        self.title.setText(f"原文　{name}")
        self.canvas.taken = frozenset(
            key for source in filled.sources.values() if (key := self._key(source)) is not None
        )
        source = _nearest(filled, at)
        key = self._key(source) if source is not None else None
        self.canvas.select(key)
        if at is None and key is None:
            first = next((k for s in filled.sources.values() if (k := self._key(s))), None)
            found = self.canvas.sheet.find(first) if first is not None else None
            if found is not None:
                top = found[0].rect.top() * self.canvas.zoom
                self.canvas.verticalScrollBar().setValue(round(top))
        self.where.setText(place_words(source) if source is not None else "")

    def _key(self, source: Source) -> Key | None:
        """The drawn cell or paragraph that a source names."""
        from gui.sheets.document import drawn_at  # noqa: PLC0415 — reads files, as below

        return drawn_at(self._document, source) if self._document else None

    @Slot(object)
    def _picked(self, key: object) -> None:
        """Look at the field that was taken from a cell of the file."""
        submission, filled = self._bridge.submission, self._bridge.filled
        if submission is None or filled is None:
            return
        others = [form for form in submission.forms if form.file == self._file]
        for form in (filled, *others):
            for at, source in form.sources.items():
                if self._key(source) == key:
                    self._bridge.locate(Place(form.key, at))
                    return
        self.where.setText("这一格没有填入任何栏目")

    def _clear(self, why: str) -> None:
        self._document = self._file = None
        self.canvas.show_sheet(Sheet())
        self.title.setText("原文")
        self.where.setText(why)


def _nearest(filled: Filled, at: At | None) -> Source | None:
    """The source of a place; of a list or a group that of its first field."""
    if at is None:
        return None
    exact = filled.sources.get(at)
    if exact is not None:
        return exact
    return next((source for place, source in filled.sources.items() if place.within(at)), None)
