"""The window: its first page, the panes that are put round it, and what happens to it.

When the program starts it is seen with the board of the year alone, from a glance at the folder,
since all that the desk needs takes several times as long to load. It is furnished right after, or
at once when the clerk gives a command: a key or a click is never lost. What is imported inside
`furnish` is not needed for the first page.
"""

# ruff: noqa: PLC0415 — as above

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow

from core.store.glance import Glance
from gui import TITLE, bars, flags, style
from gui import actions as commands
from gui.editors.elided import ElidedLabel
from gui.labels import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.workspace import Change, Workspace
    from gui.answers import Answers
    from gui.bridge import Bridge, Notice
    from gui.dialogs import Dialogs
    from gui.errors import Mishap
    from gui.panes import Panes
    from gui.rooms import Rooms
    from gui.settings import Settings
    from gui.views.board import BoardView
    from gui.views.welcome import WelcomeView

_BEGIN = ("import_files", "import_folder", "import_sample")


class Window(QMainWindow):
    """One window on one data folder."""

    entered = Signal()
    """The clerk wants more than the first page: whoever hears it furnishes the window at once."""
    painted = Signal()
    """The window was painted for the first time."""

    if TYPE_CHECKING:
        bridge: Bridge
        panes: Panes
        rooms: Rooms
        answers: Answers

    def __init__(self, shown: Workspace | Glance, settings: Settings, dialogs: Dialogs) -> None:
        """On an open folder; or, at a glance, on one that `furnish` is given later."""
        super().__init__()
        self.settings = settings
        self.dialogs = dialogs
        self.furnished = False
        self._seen = self._looked_back = False
        self._board: BoardView | None = None
        self._welcome: WelcomeView | None = None
        first = dict.fromkeys((*filter(None, commands.TOOLS), *_BEGIN))
        self.actions_by_name = commands.build(self, {name: self._giving(name) for name in first})
        self._menus = commands.menus(self.menuBar())
        self._tools = bars.tool_bar(self, self.actions_by_name)
        self.addToolBar(self._tools)
        self._status(shown.folder)
        self.setAcceptDrops(True)
        geometry = settings.get_bytes("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            style.take_size(self, style.WINDOW)
        if isinstance(shown, Glance):
            self._first_page(shown)
        else:
            self.furnish(shown)

    # The first page

    def _first_page(self, seen: Glance) -> None:
        """The board, or of an empty folder the ways to begin; the commands that may be given."""
        for menu in self._menus.values():
            menu.aboutToShow.connect(self.entered)
        for name, action in self.actions_by_name.items():
            action.setEnabled(not commands.COMMAND[name].needs and name not in {"undo", "redo"})
        self.setWindowTitle(TITLE)
        if seen.year is None:
            from gui.views.welcome import WelcomeView

            self._welcome = WelcomeView()
            self._welcome.offer([self.actions_by_name[name] for name in _BEGIN])
            self._welcome.begin(writable=True)
            self.setCentralWidget(self._welcome)
            self._welcome.setFocus()
            return
        from gui.models.board import Seen
        from gui.models.units import glanced_lines
        from gui.views.board import BoardView

        today = dt.datetime.now().astimezone().date()
        years = seen.years or (seen.year,)
        board = BoardView(Seen(years, seen.year, seen.deadline, glanced_lines(seen, today)))
        board.take_layout(self.settings.get_bytes("board"))
        board.chosen.connect(self._choose)
        board.year_chosen.connect(self._choose_year)
        board.dropped.connect(self._drop)
        self.setCentralWidget(board)
        board.setFocus()
        self._board = board

    def showEvent(self, event: QShowEvent) -> None:
        """The row of the unit that was looked at last is current, or the first one."""
        super().showEvent(event)
        board = self._board
        if board is not None and board.current is None and board.model.lines:
            board.go_to(board.model.lines[0].key)
            board.go_to(self.settings.get("last_submission"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is very low, what the tool bar offers is left to the menus."""
        super().resizeEvent(event)
        self._tools.setVisible(self.height() >= style.ROOM_TOOLS)

    def event(self, event: QEvent) -> bool:
        """A key of a command that is not there yet: it is made before Qt looks for the key."""
        if not self.furnished and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _may_command(event):
                self.entered.emit()
        elif not self._seen and event.type() == QEvent.Type.Paint:
            self._seen = True
            self.painted.emit()
        return super().event(event)

    def _giving(self, name: str) -> Callable[[], None]:
        """A command of the first page, which furnishes the window before it is answered."""

        def give() -> None:
            if self._enter():
                self.answers.slots()[name]()

        return give

    def _enter(self) -> bool:
        """Furnish the window if it is not; whether it is then."""
        if not self.furnished:
            self.entered.emit()
        return self.furnished

    @Slot(str)
    def _choose(self, key: str) -> None:
        if not self.furnished and self._enter():
            self.panes.pages.open_unit(key)

    @Slot(int)
    def _choose_year(self, year: int) -> None:
        if not self.furnished and self._enter():
            self.panes.units.go_to_year(year)

    @Slot(object, str)
    def _drop(self, paths: list[Path], key: str) -> None:
        if not self.furnished and self._enter():
            self.rooms.yearly.import_dropped(paths, key)

    # All the rest

    def furnish(self, workspace: Workspace) -> None:
        """Put everything in, round the page that is seen."""
        from PySide6.QtCore import QLocale

        from gui.answers import Answers
        from gui.bridge import Bridge
        from gui.following import Following
        from gui.panes import Panes
        from gui.rooms import Rooms
        from gui.views.progress import ProgressView

        # The class has some six hundred names of languages and countries, which take long to make.
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        focus = self.focusWidget()
        self.furnished = True
        self.bridge = Bridge(workspace, self)
        self.progress = ProgressView(self)
        self.statusBar().insertPermanentWidget(1, self.progress)
        self.takeCentralWidget()
        self.bridge.year = self._board.year if self._board is not None else None
        self.panes = Panes(self.bridge, self.settings, self._welcome)
        if self._board is not None:
            self.panes.pages.take_board(self._board)
            self.panes.pages.setCurrentWidget(self._board)
        self.rooms = Rooms(self.bridge, self.dialogs, self.settings, self.progress, self.panes)
        self.answers = Answers(self.bridge, self.dialogs, self.rooms, self.panes)
        slots = self.answers.slots()
        rest = {name: slot for name, slot in slots.items() if name not in self.actions_by_name}
        self.actions_by_name |= commands.build(self, rest)
        commands.give_keys(self.actions_by_name)
        if self._welcome is None:
            self.panes.welcome.offer([self.actions_by_name[name] for name in _BEGIN])
        self.setCentralWidget(self.panes)
        self.panes.show()
        bars.fill_cell_menu(self.panes.paper.canvas.menu, self.actions_by_name)
        self._open_menus = commands.fill(self._menus, self.actions_by_name)
        bars.fill_open_menus(self._open_menus, self.answers, self.settings.get("recent_folders"))
        self.bridge.opened.connect(self._opened)
        self.bridge.turned.connect(self._enable)
        self.bridge.located.connect(self._enable)
        self.bridge.changed.connect(self._changed)
        self.bridge.noticed.connect(self._notice)
        self.bridge.saved.connect(self._saved)
        self.panes.pages.turned.connect(self._turned)
        self.panes.year.awaited.connect(self._await)
        self.following = Following(self.bridge, self)
        self.following.released.connect(self._released)
        for bar in (self.panes.banner, self.panes.notice, self.panes.pages):
            bar.given.connect(self._give)
        self.panes.restore()
        if self._board is None:
            self.look_back()
        self._opened()
        self._give_keys(focus)

    def _give_keys(self, focus: QWidget | None) -> None:
        """The keys stay where they were; where nothing had them they are for the way to begin."""
        if focus is not None:
            focus.setFocus()
        elif self.bridge.year is None:
            self.panes.welcome.setFocus()

    def begin(self) -> None:
        """Show the board, where the day begins, if there is a year to show."""
        if self.bridge.year is not None:
            self.panes.pages.show_board()

    @Slot()
    def look_back(self) -> None:
        """Look at what was looked at last, unless the clerk has chosen another unit by now."""
        if not self._looked_back:
            self._looked_back = True
            if self.bridge.key is None:
                self.bridge.open(self._last() or self._first())
                self.panes.show_forms()

    def _status(self, folder: Path) -> None:
        self.saved = Label("已打开")
        self.place = ElidedLabel(str(folder))
        self.place.setProperty("alignment", flags.RIGHT)
        self.place.setProperty("role", "caption")
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.saved)
        bar.addPermanentWidget(self.place, 1)

    def _last(self) -> str | None:
        """What was looked at last, if it is still there."""
        last: str = self.settings.get("last_submission")
        return last if last and self.bridge.workspace.submission(last) else None

    def _first(self) -> str | None:
        """The first submission of the latest year that has one; older years stay unread."""
        workspace = self.bridge.workspace
        found = (sub.key for year in workspace.years() for sub in workspace.submissions(year))
        return next(found, None)

    # Following the bridge

    @Slot()
    def _opened(self) -> None:
        submission = self.bridge.submission if self.panes.pages.on_desk else None
        title = f"{submission.unit}　{submission.year}年度 — {TITLE}" if submission else TITLE
        self.setWindowTitle(title)
        self._enable()

    @Slot()
    def _turned(self) -> None:
        if self.panes.pages.on_desk:
            self.look_back()
        self._opened()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.structural:
            self._opened()
        self._enable()

    @Slot()
    def _enable(self) -> None:
        bars.enable(self.actions_by_name, self._open_menus, self.bridge, self.panes)

    @Slot(object)
    def _notice(self, notice: Notice) -> None:
        if not notice.alarm:
            self.saved.setText(notice.text)

    @Slot()
    def _released(self) -> None:
        """The permanent sentence that nothing can be changed here gives way to an offer."""
        from gui.bridge import Notice

        sentence = "另一个窗口已经关闭，可以在这里修改了。"
        self.panes.banner.show_notice(Notice(sentence, command="reopen_folder"))

    @Slot(str)
    def _give(self, command: str) -> None:
        self.actions_by_name[command].trigger()

    @Slot(object)
    def _saved(self, what: tuple[str, object]) -> None:
        label, when = what
        self.saved.setText(f"已保存：{label}　{when:%H:%M:%S}")

    @Slot()
    def _await(self) -> None:
        self.progress.watch(self.panes.year, "正在核对各单位…")

    @Slot(object)
    def show_mishap(self, mishap: Mishap) -> None:
        if not self.furnished:
            self.dialogs.tell("内部错误", mishap.sentence, mishap.details)
            return
        from gui.bridge import Notice

        self.panes.notice.show_notice(Notice(mishap.sentence, alarm=True, details=mishap.details))

    # Files dropped on the window, and closing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from gui.sheets.dropping import dragged, take

        if dragged(event) and self._enter() and self.bridge.writable:
            take(event)

    def dropEvent(self, event: QDropEvent) -> None:
        from gui.sheets.dropping import dragged, take

        paths = dragged(event)
        if paths:
            take(event)
            self.rooms.importing.start(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.furnished:
            self._leave()
        self.settings.put_bytes("geometry", self.saveGeometry())
        self.settings.sync()
        super().closeEvent(event)

    def _leave(self) -> None:
        self.bridge.commit_pending()
        self.following.stop()
        self.rooms.stop()
        self.panes.year.stop()
        self.panes.source.stop()
        self.panes.remember()
        self.settings.put("last_submission", self.bridge.key or "")
        self.bridge.close()


def _may_command(key: QKeyEvent) -> bool:
    """Whether a command or a menu may be given by this key."""
    names = QtCore.Qt
    held = names.KeyboardModifier.ControlModifier | names.KeyboardModifier.AltModifier
    return bool(key.modifiers() & held) or names.Key.Key_F1 <= key.key() <= names.Key.Key_F35
