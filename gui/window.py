"""The window: menus, tool bar and status bar round the panes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QToolBar

from core.forms import FORMS
from core.scheme import load_scheme, scheme_names
from core.workspace import Change, Workspace
from gui import TITLE, style
from gui import actions as commands
from gui.answers import Answers
from gui.bridge import Bridge, Notice
from gui.dialogs import Dialogs
from gui.editors.elided import ElidedLabel
from gui.errors import Mishap
from gui.following import Following
from gui.labels import Label
from gui.panes import Panes
from gui.rooms import Rooms
from gui.settings import Settings
from gui.views.progress import ProgressView

_LABEL = 28
_BEGIN = ("import_files", "import_folder", "import_sample")
_CELL_MENU = (
    "edit_cell", "clear_cell", "copy_cell", "paste_cell", "fill_down", "",
    "accept_source", "cell_history", "",
    "insert_above", "insert_below", "remove_row", "move_up", "move_down",
)  # fmt: skip


class Window(QMainWindow):
    """One window on one data folder."""

    def __init__(self, workspace: Workspace, settings: Settings, dialogs: Dialogs) -> None:
        super().__init__()
        self.settings = settings
        self.dialogs = dialogs
        self.bridge = Bridge(workspace, self)
        self.progress = ProgressView(self)
        self.panes = Panes(self.bridge, settings)
        self.rooms = Rooms(self.bridge, dialogs, settings, self.progress, self.panes)
        self.answers = Answers(self.bridge, dialogs, self.rooms, self.panes)
        self.actions_by_name = commands.build(self, self.answers.slots())
        self.panes.welcome.offer([self.actions_by_name[name] for name in _BEGIN])
        self.setCentralWidget(self.panes)
        self._cell_menu()
        self._open_menus = commands.fill(self.menuBar(), self.actions_by_name)
        self._menus()
        self._tool_bar()
        self._status()
        self.setAcceptDrops(True)
        self.bridge.opened.connect(self._opened)
        self.bridge.turned.connect(self._enable)
        self.bridge.located.connect(self._enable)
        self.bridge.changed.connect(self._changed)
        self.bridge.noticed.connect(self._notice)
        self.bridge.saved.connect(self._saved)
        self.panes.pages.turned.connect(self._enable)
        self.panes.year.awaited.connect(self._await)
        self.following = Following(self.bridge, self)
        self.following.released.connect(self._released)
        for bar in (self.panes.banner, self.panes.notice):
            bar.given.connect(self._give)
        self._restore()

    def _cell_menu(self) -> None:
        menu = self.panes.paper.canvas.menu
        for name in _CELL_MENU:
            if name:
                menu.addAction(self.actions_by_name[name])
            else:
                menu.addSeparator()

    def _tool_bar(self) -> None:
        bar = QToolBar("工具栏", self)
        bar.setMovable(False)
        bar.setIconSize(QSize(style.ICON_SIZE, style.ICON_SIZE))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in commands.TOOLS:
            if name:
                bar.addAction(self.actions_by_name[name])
            else:
                bar.addSeparator()
        self.addToolBar(bar)

    def _status(self) -> None:
        self.saved = Label("已打开")
        self.place = ElidedLabel(str(self.bridge.workspace.folder))
        self.place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.place.setProperty("role", "caption")
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.saved)
        bar.addPermanentWidget(self.progress)
        bar.addPermanentWidget(self.place, 1)

    def _menus(self) -> None:
        recent = self._open_menus["recent"]
        for name in self.settings.get("recent_folders"):
            recent.addAction(name, _calling(self.answers.go_to_folder, Path(name)))
        recent.setEnabled(not recent.isEmpty())
        add = self._open_menus["add_form"]
        for code, cls in FORMS.items():
            add.addAction(f"附件{code[1:]}　{cls.NAME}", _calling(self.answers.add_form, code))
        schemes = self._open_menus["scheme"]
        for name in scheme_names():
            schemes.addAction(load_scheme(name).title, _calling(self.answers.set_scheme, name))

    def _restore(self) -> None:
        """The window as it was left, on the submission that was looked at."""
        geometry = self.settings.get_bytes("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            style.take_size(self, style.WINDOW)
        self.panes.restore()
        self.bridge.open(self._last() or self._first())
        self.panes.show_forms()
        self._opened()

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
        submission = self.bridge.submission
        title = f"{submission.unit}　{submission.year}年度 — {TITLE}" if submission else TITLE
        self.setWindowTitle(title)
        self._enable()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.structural:
            self._opened()
        self._enable()

    @Slot()
    def _enable(self) -> None:
        """Switch commands on and off by what is looked at, and name what can be undone."""
        bridge = self.bridge
        holds = {
            "": True,
            "unit": bridge.submission is not None,
            "form": bridge.filled is not None,
            "cell": bridge.place is not None,
            "row": bridge.filled is not None and self.panes.form_view.has_row(),
        }
        for name, action in self.actions_by_name.items():
            command = commands.COMMAND[name]
            # What is not seen is not changed: on the board and in the summary the desk rests.
            usable = holds[command.needs] and (self.panes.pages.on_desk or not command.needs)
            action.setEnabled(usable and (bridge.writable or not command.writes))
        for name, label in (
            ("undo", bridge.workspace.undo_label),
            ("redo", bridge.workspace.redo_label),
        ):
            action = self.actions_by_name[name]
            word = commands.COMMAND[name].text
            short = label if len(label or "") <= _LABEL else f"{(label or '')[:_LABEL]}…"
            action.setText(f"{word} {short}" if label else word)
            action.setIconText(word)
            action.setEnabled(bool(label) and bridge.writable)
        self._open_menus["scheme"].setEnabled(bridge.writable and bridge.year is not None)
        self._open_menus["add_form"].setEnabled(bridge.writable and bridge.key is not None)

    @Slot(object)
    def _notice(self, notice: Notice) -> None:
        if not notice.alarm:
            self.saved.setText(notice.text)

    @Slot()
    def _released(self) -> None:
        """The permanent sentence that nothing can be changed here gives way to an offer."""
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
        self.panes.notice.show_notice(Notice(mishap.sentence, alarm=True, details=mishap.details))

    # Files dropped on the window, and closing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.bridge.writable:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.rooms.importing.start(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.bridge.commit_pending()
        self.following.stop()
        self.rooms.stop()
        self.panes.year.stop()
        self.panes.source.stop()
        self.panes.remember()
        self.settings.put_bytes("geometry", self.saveGeometry())
        self.settings.put("last_submission", self.bridge.key or "")
        self.settings.sync()
        self.bridge.close()
        super().closeEvent(event)


def _calling(function: Callable[..., None], *values: object) -> Callable[[], None]:
    """A slot without arguments, so that the state of a menu line is not passed on."""
    return lambda: function(*values)
