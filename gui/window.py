"""The window: puts the views together and answers every command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from core.editing.edits import AddForm, PutSubmission, RemoveForm
from core.forms import FORMS
from core.resources import resource
from core.scheme import load_scheme, scheme_names
from core.submission import Filled
from core.workspace import Change, Workspace
from gui import __version__, style
from gui import actions as commands
from gui.bridge import Bridge, Notice
from gui.dialogs import Dialogs
from gui.errors import Mishap
from gui.exporting import Exporting
from gui.importing import Importing
from gui.models.marks import annex_of
from gui.originals import Originals
from gui.settings import Settings
from gui.views.findings import FindingsView
from gui.views.keys import KeysDialog
from gui.views.notice import NoticeBar
from gui.views.paper import PaperView
from gui.views.progress import ProgressView
from gui.views.report import ReportView
from gui.views.scores import ScoresView
from gui.views.source import SourceView
from gui.views.units import UnitsView
from gui.views.welcome import WelcomeView

TITLE = "绩效自评工作台"
_PAPER, _REPORT, _WELCOME = range(3)
_REPORTS = {"f4", "f5"}


class FormView(Protocol):
    """What the commands ask of whichever view shows the form."""

    def edit_cell(self) -> None: ...
    def clear_cell(self) -> None: ...
    def copy_cell(self) -> None: ...
    def paste_cell(self) -> None: ...
    def accept_source(self) -> None: ...
    def has_row(self) -> bool: ...
    def insert_row(self, *, below: bool) -> None: ...
    def remove_row(self) -> None: ...
    def move_row(self, step: int) -> None: ...


class Window(QMainWindow):
    """One window on one data folder."""

    folder_wanted = Signal(object)
    """The clerk wants to work in another data folder."""

    def __init__(self, workspace: Workspace, settings: Settings, dialogs: Dialogs) -> None:
        super().__init__()
        self.settings = settings
        self.dialogs = dialogs
        self.bridge = Bridge(workspace, self)
        self.originals = Originals(workspace)
        self.progress = ProgressView(self)
        self.importing = Importing(self.bridge, dialogs, settings, self.progress, self)
        self.exporting = Exporting(self.bridge, dialogs, settings, self.progress, self)
        self.actions_by_name = commands.build(self, self._slots())
        self._open_menus = commands.fill(self.menuBar(), self.actions_by_name)
        self._tool_bar()
        self.units = UnitsView(self.bridge)
        self.paper = PaperView(self.bridge, self.originals)
        self.report = ReportView(self.bridge)
        names = ("import_files", "import_folder", "import_sample")
        self.welcome = WelcomeView([self.actions_by_name[name] for name in names])
        self.scores = ScoresView(self.bridge)
        self.findings = FindingsView(self.bridge)
        self.source = SourceView(self.bridge, self.originals)
        self.banner, self.notice = NoticeBar(), NoticeBar()
        self.tabs, self.stack = QTabBar(), QStackedWidget()
        self._compose()
        self._status()
        self._menus()
        self.setAcceptDrops(True)
        self.setWindowTitle(TITLE)
        self._connect()
        self._restore()
        self._open_first()

    # Putting together

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

    def _compose(self) -> None:
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(style.ELIDE)
        self.tabs.setUsesScrollButtons(True)
        for view in (self.paper, self.report, self.welcome):
            self.stack.addWidget(view)
        forms = QWidget()
        column = QVBoxLayout(forms)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.middle = _split(Qt.Orientation.Vertical, forms, self.source)
        self.right = _split(Qt.Orientation.Vertical, self.scores, self.findings)
        self.whole = _split(Qt.Orientation.Horizontal, self.units, self.middle, self.right)
        self.middle.setSizes([style.WINDOW[1], style.PANEL_SOURCE])
        self.right.setSizes([style.WINDOW[1] // 2, style.WINDOW[1] // 2])
        self.whole.setSizes([style.PANEL_LEFT, style.WINDOW[0], style.PANEL_RIGHT])
        self.whole.setStretchFactor(0, 0)
        self.whole.setStretchFactor(1, 1)
        self.whole.setStretchFactor(2, 0)
        self.middle.setStretchFactor(0, 1)
        self.units.setMinimumWidth(style.PANEL_LEFT * 3 // 4)
        self.right.setMinimumWidth(style.PANEL_RIGHT * 3 // 4)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.notice)
        column.addWidget(self.whole, 1)
        self.setCentralWidget(centre)
        self.paper.canvas.menu.addActions([self.actions_by_name[name] for name in _CELL_MENU])
        if self.bridge.workspace.read_only:
            reason = self.bridge.workspace.read_only_reason or ""
            self.banner.show_notice(Notice(f"只读：{reason}", alarm=True))
            self.banner.closer.hide()

    def _status(self) -> None:
        self.saved = QLabel("已打开")
        self.place = QLabel(str(self.bridge.workspace.folder))
        self.place.setProperty("role", "caption")
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.saved)
        bar.addPermanentWidget(self.progress)
        bar.addPermanentWidget(self.place)

    def _menus(self) -> None:
        recent = self._open_menus["recent"]
        for name in self.settings.get("recent_folders"):
            recent.addAction(name, _calling(self._want_folder, Path(name)))
        recent.setEnabled(not recent.isEmpty())
        add = self._open_menus["add_form"]
        for code, cls in FORMS.items():
            add.addAction(f"附件{code[1:]}　{cls.NAME}", _calling(self.add_form, code))
        schemes = self._open_menus["scheme"]
        for name in scheme_names():
            schemes.addAction(load_scheme(name).title, _calling(self.set_scheme, name))

    def _connect(self) -> None:
        bridge = self.bridge
        bridge.opened.connect(self._show_forms)
        bridge.turned.connect(self._turned)
        bridge.located.connect(self._enable)
        bridge.changed.connect(self._changed)
        bridge.noticed.connect(self._notice)
        bridge.saved.connect(self._saved)
        self.tabs.currentChanged.connect(self._tab)

    def _restore(self) -> None:
        geometry = self.settings.get_bytes("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(*style.WINDOW)
        sizes = self.settings.get("splitters")
        for name in ("whole", "middle", "right"):
            if name in sizes:
                splitter: QSplitter = getattr(self, name)
                splitter.setSizes(sizes[name])
        zoom = self.settings.get("zoom")
        if zoom:
            self.paper.canvas.set_zoom(zoom)
        else:
            self.paper.canvas.fit_width()

    def _open_first(self) -> None:
        workspace = self.bridge.workspace
        last = self.settings.get("last_submission")
        keys = [sub.key for year in workspace.years() for sub in workspace.submissions(year)]
        if keys:
            self.bridge.open(last if last in keys else keys[0])
        self._show_forms()

    # Following the bridge

    @property
    def form_view(self) -> FormView:
        """The view that shows the current form."""
        filled = self.bridge.filled
        return self.report if filled is not None and filled.code in _REPORTS else self.paper

    @Slot()
    def _show_forms(self) -> None:
        """A tab for each form of the submission."""
        submission = self.bridge.submission
        forms = submission.forms if submission else ()
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for filled in forms:
            index = self.tabs.addTab(_tab_text(filled))
            self.tabs.setTabData(index, filled.key)
            self.tabs.setTabToolTip(index, filled.record.NAME)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(bool(forms))
        self.tabs.updateGeometry()
        self.right.setVisible(submission is not None)
        self.source.setVisible(submission is not None and self.settings.get("source_shown"))
        self._turned()
        title = f"{submission.unit}　{submission.year}年度 — {TITLE}" if submission else TITLE
        self.setWindowTitle(title)

    @Slot()
    def _turned(self) -> None:
        filled = self.bridge.filled
        for index in range(self.tabs.count()):
            if self.tabs.tabData(index) == self.bridge.form:
                self.tabs.setCurrentIndex(index)
        if filled is None:
            self._welcome()
        else:
            self.stack.setCurrentIndex(_REPORT if filled.code in _REPORTS else _PAPER)
        self._enable()

    def _welcome(self) -> None:
        self.stack.setCurrentIndex(_WELCOME)
        empty = not self.bridge.workspace.years()
        if self.bridge.key is not None:
            self.welcome.tell("这个单位还没有表", "可在“报表”菜单中补填一张表", choices=False)
        elif empty:
            self.welcome.tell(
                "把报送的文件拖到这里",
                "Word、Excel 文件或整个文件夹都可以，读入后先核对再保存",
                choices=self.bridge.writable,
            )
        else:
            self.welcome.tell("在左边选择一个单位", "或把新收到的文件拖到这里", choices=False)

    @Slot(int)
    def _tab(self, index: int) -> None:
        if index >= 0:
            self.bridge.turn(self.tabs.tabData(index))

    @Slot(object)
    def _changed(self, change: Change) -> None:
        keys = [self.tabs.tabData(index) for index in range(self.tabs.count())]
        submission = self.bridge.submission
        if change.structural and keys != [f.key for f in (submission.forms if submission else ())]:
            self._show_forms()
            self.paper.reload()
            self.report.reload()
            self.source.reload()
        self._enable()

    @Slot()
    def _enable(self) -> None:
        """Switch commands on and off by what is looked at, and name what can be undone."""
        bridge = self.bridge
        row = bridge.filled is not None and self.form_view.has_row()
        holds = {
            "": True,
            "unit": bridge.submission is not None,
            "form": bridge.filled is not None,
            "cell": bridge.place is not None,
            "row": row,
        }
        for name, action in self.actions_by_name.items():
            command = commands.COMMAND[name]
            action.setEnabled(holds[command.needs] and (bridge.writable or not command.writes))
        for name, label in (
            ("undo", bridge.workspace.undo_label),
            ("redo", bridge.workspace.redo_label),
        ):
            action = self.actions_by_name[name]
            word = commands.COMMAND[name].text
            action.setText(f"{word} {label}" if label else word)
            action.setIconText(word)
            action.setEnabled(bool(label) and bridge.writable)
        for name in ("add_form", "scheme"):
            self._open_menus[name].setEnabled(bridge.writable and bridge.year is not None)

    @Slot(object)
    def _notice(self, notice: Notice) -> None:
        if notice.alarm or notice.details:
            self.notice.show_notice(notice)
        else:
            self.saved.setText(notice.text)

    @Slot(object)
    def _saved(self, what: tuple[str, object]) -> None:
        label, when = what
        self.notice.hide()
        self.saved.setText(f"已保存：{label}　{when:%H:%M:%S}")

    @Slot(object)
    def show_mishap(self, mishap: Mishap) -> None:
        self.notice.show_notice(Notice(mishap.sentence, alarm=True, details=mishap.details))

    # Commands

    def _slots(self) -> dict[str, Callable[[], None]]:
        form = self._form_command
        return {
            "import_files": self.importing.ask_files,
            "import_folder": self.importing.ask_folder,
            "import_sample": self.import_sample,
            "open_folder": self.open_folder,
            "export_form": self.exporting.form,
            "export_unit": self.exporting.unit,
            "export_year": self.exporting.year,
            "preview": self.exporting.preview,
            "print_form": self.exporting.print_form,
            "print_unit": self.exporting.print_unit,
            "quit": self.quit,
            "undo": self.bridge.undo,
            "redo": self.bridge.redo,
            "edit_cell": form(lambda view: view.edit_cell()),
            "clear_cell": form(lambda view: view.clear_cell()),
            "copy_cell": form(lambda view: view.copy_cell()),
            "paste_cell": form(lambda view: view.paste_cell()),
            "accept_source": form(lambda view: view.accept_source()),
            "insert_above": form(lambda view: view.insert_row(below=False)),
            "insert_below": form(lambda view: view.insert_row(below=True)),
            "remove_row": form(lambda view: view.remove_row()),
            "move_up": form(lambda view: view.move_row(-1)),
            "move_down": form(lambda view: view.move_row(1)),
            "find_unit": self.find_unit,
            "remove_form": self.remove_form,
            "remove_unit": self.remove_unit,
            "next_finding": lambda: self.findings.step(1),
            "previous_finding": lambda: self.findings.step(-1),
            "next_form": lambda: self.step_form(1),
            "previous_form": lambda: self.step_form(-1),
            "next_unit": lambda: self.units.step(1),
            "previous_unit": lambda: self.units.step(-1),
            "zoom_in": lambda: self.paper.canvas.zoom_by(1),
            "zoom_out": lambda: self.paper.canvas.zoom_by(-1),
            "zoom_reset": lambda: self.paper.canvas.set_zoom(1.0),
            "zoom_width": self.fit_width,
            "toggle_source": self.toggle_source,
            "next_pane": lambda: self.step_pane(1),
            "previous_pane": lambda: self.step_pane(-1),
            "help_keys": self.help_keys,
            "open_log": self.tell_folder,
            "about": self.about,
        }

    def _form_command(self, do: Callable[[FormView], None]) -> Callable[[], None]:
        def run() -> None:
            self.bridge.commit_pending()
            do(self.form_view)

        return run

    def import_sample(self) -> None:
        self.importing.start([resource("sample", "files")])

    def open_folder(self) -> None:
        folder = self.dialogs.open_folder(
            "打开数据文件夹", str(self.bridge.workspace.folder.parent)
        )
        if folder is not None:
            self._want_folder(folder)

    def _want_folder(self, folder: Path) -> None:
        self.bridge.commit_pending()
        self.folder_wanted.emit(folder)

    def quit(self) -> None:
        self.close()

    def find_unit(self) -> None:
        self.units.search.setFocus()
        self.units.search.selectAll()

    def add_form(self, code: str) -> None:
        if self.bridge.key is not None:
            submission = self.bridge.submission
            before = {form.key for form in submission.forms} if submission else set()
            if self.bridge.submit(f"补填{annex_of(code)}", (AddForm(self.bridge.key, code),)):
                after = self.bridge.submission
                new = [form.key for form in (after.forms if after else ())]
                self.bridge.turn(next((key for key in new if key not in before), None))

    def remove_form(self) -> None:
        key, form = self.bridge.key, self.bridge.form
        if key is not None and form is not None:
            self.bridge.commit_pending()
            self.bridge.submit(f"移除{annex_of(form)}", (RemoveForm(key, form),))

    def remove_unit(self) -> None:
        submission = self.bridge.submission
        if submission is None:
            return
        question = f"移除{submission.unit}{submission.year}年度的全部表？可以撤销。"
        if self.dialogs.confirm("移除本单位的报送", question, "移除"):
            edit = PutSubmission(submission.key, None)
            self.bridge.submit(f"移除{submission.unit}", (edit,))

    def set_scheme(self, name: str) -> None:
        if self.bridge.year is not None:
            self.bridge.commit_pending()
            self.bridge.attempt(
                lambda: self.bridge.workspace.set_scheme(self.bridge.year or 0, name)
            )

    def step_form(self, by: int) -> None:
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def step_pane(self, by: int) -> None:
        """Move the focus round: units, form, scores, findings, source."""
        panes = [self.units, self.stack.currentWidget(), self.scores, self.findings, self.source]
        seen = [pane for pane in panes if pane.isVisible()]
        focus = self.focusWidget()
        here = next((i for i, pane in enumerate(seen) if focus and pane.isAncestorOf(focus)), -1)
        target = seen[(here + by) % len(seen)]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fit_width(self) -> None:
        self.paper.canvas.fit_width()

    def toggle_source(self) -> None:
        shown = not self.settings.get("source_shown")
        self.settings.put("source_shown", shown)
        self.source.setVisible(shown and self.bridge.submission is not None)

    def help_keys(self) -> None:
        KeysDialog(commands.keys_help(), self).open()

    def tell_folder(self) -> None:
        folder = self.bridge.workspace.folder
        self.dialogs.tell("数据文件夹", f"数据和错误记录都在：\n{folder}")

    def about(self) -> None:
        self.dialogs.tell("关于", f"{TITLE}　{__version__}\n部门整体支出绩效自评的审核、评分与汇总")

    # Files dropped on the window, and closing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.bridge.writable:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.importing.start(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.bridge.commit_pending()
        self.importing.stop()
        self.exporting.stop()
        self.settings.put_bytes("geometry", self.saveGeometry())
        sizes = {name: getattr(self, name).sizes() for name in ("whole", "middle", "right")}
        self.settings.put("splitters", sizes)
        canvas = self.paper.canvas
        self.settings.put("zoom", 0.0 if canvas.fitting else float(canvas.zoom))
        self.settings.put("last_submission", self.bridge.key or "")
        self.settings.sync()
        self.bridge.close()
        super().closeEvent(event)


_CELL_MENU = (
    "edit_cell", "clear_cell", "copy_cell", "paste_cell", "accept_source", "insert_above",
    "insert_below", "remove_row", "move_up", "move_down",
)  # fmt: skip


def _calling(function: Callable[..., None], *values: object) -> Callable[[], None]:
    """A slot without arguments, so that the state of a menu line is not passed on."""
    return lambda: function(*values)


def _split(orientation: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    for widget in widgets:
        splitter.addWidget(widget)
    splitter.setChildrenCollapsible(False)
    return splitter


def _tab_text(filled: Filled) -> str:
    short = {
        "f1": "基础数据表", "f2": "整体自评表", "f3": "项目自评表",
        "f4": "整体自评报告", "f5": "项目自评报告",
    }[filled.code]  # fmt: skip
    name = getattr(filled.record, "project", None) if filled.code in {"f3", "f5"} else None
    number = filled.key.partition("#")[2]
    return f"附件{filled.code[1:]} {name or short}" + (f" {number}" if number and not name else "")
