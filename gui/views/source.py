"""The submitted file below the form: drawn with its spans, the cell a field came from marked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.address import At, Place
from core.errors import Refused, UserError
from core.progress import Report
from core.source import Source
from core.submission import Filled
from core.workspace import Change
from gui import style
from gui.bridge import Bridge
from gui.labels import Label
from gui.originals import Originals
from gui.sheets.boxes import Key, Sheet
from gui.sheets.pages import PagesView
from gui.sheets.source import SourceCanvas, place_words
from gui.tasks import Task

if TYPE_CHECKING:
    from core.intake.grid import Document


class SourceView(QFrame):
    """The lower panel: the file's tables and text, or pictures of its pages where it has no other.

    A form that was typed from a scan, or is still to be, has no sources: its pages are shown.
    """

    room_wanted = Signal()
    """Pages are shown, to be read while typing."""
    emptied = Signal()
    """There is nothing more to show, or something again."""

    def __init__(self, bridge: Bridge, originals: Originals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._bridge = bridge
        self._originals = originals
        self._document: Document | None = None
        self._laid: tuple[Document, int] | None = None
        """What is on the canvas, and for which width."""
        self._file: str | None = None
        self._shown: str | None = None
        """The file whose pages are shown."""
        self._task: Task | None = None
        self.empty = False
        self.title = Label()
        self.title.setProperty("role", "heading")
        self.where = Label()
        self.where.setProperty("role", "muted")
        self.canvas = SourceCanvas(self)
        self.canvas.setAccessibleName("报送原文")
        self.canvas.fitting = True
        self.canvas.fit_least = style.FIT_SOURCE
        self.pages = PagesView(self)
        self.sheets = QStackedWidget()
        self.sheets.addWidget(self.canvas)
        self.sheets.addWidget(self.pages)
        self.password = _password_field()
        self.unlock_button = QToolButton()
        self.unlock_button.setText("打开原件")
        self.unlock_button.setProperty("role", "button")
        head = QHBoxLayout()
        head.setContentsMargins(style.WIDE_GAP, style.GAP // 2, style.WIDE_GAP, style.GAP // 2)
        head.addWidget(self.title)
        head.addSpacing(style.WIDE_GAP)
        head.addWidget(self.where, 1)
        head.addWidget(self.password)
        head.addWidget(self.unlock_button)
        self._ask(locked=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.sheets, 1)
        self.password.returnPressed.connect(self.unlock)
        self.unlock_button.clicked.connect(self.unlock)
        self.canvas.picked.connect(self._picked)
        self.canvas.resized.connect(self._resized)
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
        if filled is not None and not filled.sources and self._has_pages(sha256):
            self._show_pages(sha256)
            return
        self._turn(self.canvas)
        if sha256 != self._file or self._document is None:
            try:
                self._document = self._originals.document(sha256)
            except UserError as error:
                locked = isinstance(error, Refused) and error.code == "encrypted"
                self._clear("报送文件设有密码，输入密码才能显示" if locked else str(error))
                self._ask(locked=locked)
                return
            self._ask(locked=False)
            self._file = sha256
        self._put(empty=False)
        self._lay(self._document)
        self._tell()

    @Slot()
    def _resized(self) -> None:
        if self._document is not None and self._lay(self._document):
            self._tell()

    def _lay(self, document: Document) -> bool:
        """Lay the file out, its lines no longer than what is in sight; whether that was needed."""
        # What reads files is not needed to open the window.
        from gui.sheets.document import document_sheet, sheet_width  # noqa: PLC0415

        width = sheet_width(self.canvas.viewport().width() - 2 * style.SHEET_GAP)
        if self._laid is not None and self._laid[0] is document and self._laid[1] == width:
            return False
        self._laid = document, width
        self.canvas.show_sheet(document_sheet(document, self.canvas.texts, width))
        return True

    def stop(self) -> None:
        """Stop what is under way, for closing."""
        if self._task is not None:
            self._task.abandon()
            self._task = None

    @Slot()
    def unlock(self) -> None:
        """Show the file with the password that was typed; it is kept nowhere."""
        filled, password = self._bridge.filled, self.password.text()
        if filled is None or filled.file is None or not password:
            return
        self.password.clear()
        if not filled.sources and self._has_pages(filled.file):
            self._bridge.passwords = (*self._bridge.passwords, password)
            self._shown = None
        elif not self._originals.unlock(filled.file, password):
            self.where.setText("密码不对，原件没有打开")
            return
        self.reload()

    # Pages

    def _has_pages(self, sha256: str) -> bool:
        try:
            return self._originals.has_pages(sha256)
        except UserError:
            return False

    def _show_pages(self, sha256: str) -> None:
        """Show the pages of a file, which a child process draws."""
        # What reads files is not needed to open the window.
        from core.intake.apart import apart  # noqa: PLC0415
        from core.intake.pictures import pictures  # noqa: PLC0415

        self._turn(self.pages)
        if sha256 == self._shown:
            return
        self.stop()
        self._clear("正在显示原件…")
        self._turn(self.pages)
        self._put(empty=False)
        self._shown = sha256
        data, passwords = self._originals.data(sha256), self._bridge.passwords

        def work(report: Report) -> tuple[bytes, ...]:
            return tuple(apart(partial(pictures, data, passwords), report))

        self._task = Task(work, self._drawn, self._failed, self)
        self._task.finished.connect(self._over)
        self._task.start()

    def _over(self) -> None:
        self._task = None

    def _drawn(self, pages: tuple[bytes, ...]) -> None:
        submission = self._bridge.submission
        files = submission.files if submission else ()
        name = next((info.name for info in files if info.sha256 == self._shown), "")
        self.title.setText(f"原文　{name}")
        from core.intake.pictures import MOST_PAGES  # noqa: PLC0415 — as above

        count = f"共 {len(pages)} 页" if len(pages) < MOST_PAGES else f"前 {MOST_PAGES} 页"
        self.where.setText(f"{count}，照着填写；Ctrl+滚轮放大")
        self.pages.show_pages(pages)
        self.room_wanted.emit()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._clear(str(error))
        self._ask(locked=isinstance(error, Refused) and error.code == "encrypted")

    def _turn(self, sheet: QWidget) -> None:
        self.sheets.setCurrentWidget(sheet)
        self.sheets.setFocusProxy(sheet)

    def _put(self, *, empty: bool) -> None:
        """A line that says why there is nothing to show needs no room below it."""
        if empty != self.empty:
            self.empty = empty
            self.sheets.setVisible(not empty)
            self.emptied.emit()

    def _ask(self, *, locked: bool) -> None:
        self.setFocusProxy(self.password if locked else self.sheets)
        self.password.setVisible(locked)
        self.unlock_button.setVisible(locked)

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
        where = place_words(source) if source is not None else ""
        self.where.setText(where)
        shown = self.canvas.sheet.find(key) if key is not None else None
        self.canvas.setAccessibleDescription(f"{where}：{shown[0].text}" if shown else where)

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
        self._document = self._file = self._shown = self._laid = None
        self.canvas.show_sheet(Sheet())
        self.pages.show_pages(())
        self._turn(self.canvas)
        self._put(empty=True)
        self._ask(locked=False)
        self.title.setText("原文")
        self.where.setText(why)


def _password_field() -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText("原件的密码")
    field.setAccessibleName("原件的密码")
    field.setMaximumWidth(style.PANEL_LEFT)
    return field


def _nearest(filled: Filled, at: At | None) -> Source | None:
    """The source of a place; of a list or a group that of its first field."""
    if at is None:
        return None
    exact = filled.sources.get(at)
    if exact is not None:
        return exact
    return next((source for place, source in filled.sources.items() if place.within(at)), None)
