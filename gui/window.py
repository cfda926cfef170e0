"""The window: menus, tool bar and status bar round the panes; answers every command.

It is long because the table of all commands and what they do stands in one place.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QToolBar

from core.editing.edits import AddForm, PutSubmission, RemoveForm
from core.forms import FORMS
from core.resources import resource
from core.scheme import load_scheme, scheme_names
from core.suggest import recalculation
from core.text import clean
from core.workspace import Change, Workspace
from gui import __version__, style
from gui import actions as commands
from gui.bridge import Bridge, Notice
from gui.dialogs import Dialogs
from gui.errors import Mishap
from gui.exporting import Exporting
from gui.histories import cell_history, unit_history
from gui.importing import Importing
from gui.models.marks import annex_of
from gui.panes import JUDGING, UNITS, Panes
from gui.settings import Settings
from gui.trials import Trials
from gui.views.findings import FindingsView
from gui.views.handbook import HandbookDialog
from gui.views.keys import KeysDialog
from gui.views.paper import PaperView
from gui.views.progress import ProgressView
from gui.views.report import ReportView
from gui.views.scheme import SchemeDialog
from gui.views.settings import SettingsDialog
from gui.yearly import Yearly

TITLE = "绩效自评工作台"
_LABEL = 28
_LISTED = 20
_BEGIN = ("import_files", "import_folder", "import_sample")
_CELL_MENU = (
    "edit_cell", "clear_cell", "copy_cell", "paste_cell", "fill_down", "accept_source",
    "cell_history",
    "insert_above", "insert_below", "remove_row", "move_up", "move_down",
)  # fmt: skip


class Window(QMainWindow):
    """One window on one data folder."""

    folder_wanted = Signal(object)
    """The clerk wants to work in another data folder."""
    look_wanted = Signal()
    """The clerk has chosen another look."""

    def __init__(self, workspace: Workspace, settings: Settings, dialogs: Dialogs) -> None:
        super().__init__()
        self.settings = settings
        self.dialogs = dialogs
        self.bridge = Bridge(workspace, self)
        self.progress = ProgressView(self)
        self.importing = Importing(self.bridge, dialogs, settings, self.progress, self)
        self.exporting = Exporting(self.bridge, dialogs, settings, self.progress, self)
        self.trials = Trials(self.bridge, self.progress, self)
        self.actions_by_name = commands.build(self, self._slots())
        self.panes = Panes(self.bridge, settings, [self.actions_by_name[name] for name in _BEGIN])
        self.yearly = Yearly(
            self.bridge, dialogs, settings, self.importing, self.exporting, self.panes.pages,
            self.panes.year, self,
        )  # fmt: skip
        self.setCentralWidget(self.panes)
        self.panes.paper.canvas.menu.addActions([self.actions_by_name[n] for n in _CELL_MENU])
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
        self._restore()

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
        self.saved = QLabel("已打开")
        place = QLabel(str(self.bridge.workspace.folder))
        place.setProperty("role", "caption")
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.saved)
        bar.addPermanentWidget(self.progress)
        bar.addPermanentWidget(place)

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

    def _restore(self) -> None:
        """The window as it was left, on the submission that was looked at."""
        geometry = self.settings.get_bytes("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            style.take_size(self, style.WINDOW)
        self.panes.restore()
        workspace = self.bridge.workspace
        keys = [sub.key for year in workspace.years() for sub in workspace.submissions(year)]
        last = self.settings.get("last_submission")
        if keys:
            self.bridge.open(last if last in keys else keys[0])
        self.panes.show_forms()
        self._opened()

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

    @Slot(object)
    def _saved(self, what: tuple[str, object]) -> None:
        label, when = what
        self.saved.setText(f"已保存：{label}　{when:%H:%M:%S}")

    @Slot(object)
    def show_mishap(self, mishap: Mishap) -> None:
        self.panes.notice.show_notice(Notice(mishap.sentence, alarm=True, details=mishap.details))

    # Commands

    def _slots(self) -> dict[str, Callable[[], None]]:
        form = self._form_command
        return {
            "import_files": lambda: self.importing.ask_files(),  # noqa: PLW0108 — no argument
            "import_folder": self.importing.ask_folder,
            "layouts": self.importing.ask_layouts,
            "import_sample": lambda: self.importing.start([resource("sample", "files")]),
            "open_folder": self.open_folder,
            "export_form": self.exporting.form,
            "export_unit": self.exporting.unit,
            "export_year": self.exporting.year,
            "preview": self.exporting.preview,
            "print_form": self.exporting.print_form,
            "print_unit": self.exporting.print_unit,
            "settings": self.open_settings,
            "scheme_options": self.open_scheme,
            "quit": self.quit,
            "undo": self.bridge.undo,
            "redo": self.bridge.redo,
            "edit_cell": form(lambda view: view.edit_cell()),
            "clear_cell": form(lambda view: view.clear_cell()),
            "copy_cell": form(lambda view: view.copy_cell()),
            "paste_cell": form(lambda view: view.paste_cell()),
            "fill_down": form(lambda view: view.fill_down()),
            "select_all": form(lambda view: view.select_all()),
            "accept_source": form(lambda view: view.accept_source()),
            "cell_history": lambda: self._open(cell_history(self.bridge, self)),
            "unit_history": lambda: self._open(unit_history(self.bridge, self)),
            "insert_above": form(lambda view: view.insert_row(below=False)),
            "insert_below": form(lambda view: view.insert_row(below=True)),
            "remove_row": form(lambda view: view.remove_row()),
            "move_up": form(lambda view: view.move_row(-1)),
            "move_down": form(lambda view: view.move_row(1)),
            "find_unit": self.find_unit,
            "add_units": self.add_units,
            "remove_form": self.remove_form,
            "remove_unit": self.remove_unit,
            "next_finding": lambda: self.panes.findings.step(1),
            "previous_finding": lambda: self.panes.findings.step(-1),
            "other_place": self._judging(FindingsView.other_place),
            "by_rule": self._judging(FindingsView.toggle_year),
            "take_suggestion": self._judging(FindingsView.take_suggestion),
            "take_all": self.take_all,
            "explain": self._judging(FindingsView.explain),
            "ignore": self._judging(FindingsView.ignore),
            "send_back": self._judging(FindingsView.send_back),
            "reopen": self._judging(FindingsView.reopen),
            "score": self.begin_review,
            "unscore": lambda: self.panes.scores.take_back(),  # noqa: PLW0108
            "pass_unit": lambda: self.panes.sign_off.pass_unit(),  # noqa: PLW0108
            "return_unit": lambda: self.panes.sign_off.return_unit(),  # noqa: PLW0108
            "withdraw": lambda: self.panes.sign_off.withdraw(),  # noqa: PLW0108
            "next_form": lambda: self.panes.step_form(1),
            "previous_form": lambda: self.panes.step_form(-1),
            "next_unit": lambda: self.panes.step_unit(1),
            "previous_unit": lambda: self.panes.step_unit(-1),
            "zoom_in": lambda: self.panes.zoom_by(1),
            "zoom_out": lambda: self.panes.zoom_by(-1),
            "zoom_reset": lambda: self.panes.paper.canvas.set_zoom(1.0),
            "zoom_width": lambda: self.panes.paper.canvas.fit_width(),  # noqa: PLW0108 — made later
            "toggle_source": lambda: self.panes.toggle_source(),  # noqa: PLW0108
            "toggle_units": lambda: self.panes.toggle(UNITS),
            "toggle_judging": lambda: self.panes.toggle(JUDGING),
            "next_pane": lambda: self.panes.step_pane(1),
            "previous_pane": lambda: self.panes.step_pane(-1),
            "handbook": lambda: HandbookDialog(resource("help"), self).open(),
            "help_keys": lambda: KeysDialog(commands.keys_help(), self).open(),
            "open_log": self.tell_folder,
            "about": self.about,
            **{name: _later(self, name) for name in commands.YEARLY},
        }

    def _form_command(self, do: Callable[[PaperView | ReportView], None]) -> Callable[[], None]:
        def run() -> None:
            self.bridge.commit_pending()
            do(self.panes.form_view)

        return run

    def _judging(self, do: Callable[[FindingsView], None]) -> Callable[[], None]:
        """A command of the findings panel, which is brought into sight for it."""

        def run() -> None:
            self.panes.show_judging(scoring=False)
            do(self.panes.findings)

        return run

    def begin_review(self) -> None:
        """Ask for a reviewed score, with the scores in sight."""
        self.panes.show_judging(scoring=True)
        self.panes.scores.begin()

    def _open(self, dialog: QDialog | None) -> None:
        if dialog is not None:
            dialog.open()

    def open_folder(self) -> None:
        parent = self.bridge.workspace.folder.parent
        folder = self.dialogs.open_folder("打开数据文件夹", str(parent))
        if folder is not None:
            self._want_folder(folder)

    def _want_folder(self, folder: Path) -> None:
        self.bridge.commit_pending()
        self.folder_wanted.emit(folder)

    def quit(self) -> None:
        self.close()

    def find_unit(self) -> None:
        search = self.panes.pages.search or self.panes.units.search
        search.setFocus()
        search.selectAll()

    def add_units(self) -> None:
        """Put units on the county's list, one in a line."""
        text = self.dialogs.lines("添加单位", "应报送的单位，一行一个：")
        names = [name for line in text.splitlines() if (name := clean(line))]
        if names:
            self.bridge.attempt(lambda: self.bridge.workspace.add_units(names))

    def take_all(self) -> None:
        """Take every suggestion of the unit, after a look at the list, as one step."""
        key = self.bridge.key
        offered = self.bridge.workspace.suggestions(key) if key and self.bridge.submission else ()
        if key is None or not offered:
            self.bridge.tell("本单位没有可以直接采用的建议。")
            return
        lines = [f"{annex_of(s.place.form)}　填 {s.text or '（空）'}　{s.why}" for s in offered]
        more = f"\n……共 {len(lines)} 处" if lines[_LISTED:] else ""
        question = "\n".join(lines[:_LISTED]) + more
        if self.dialogs.confirm("采用建议", question, "全部采用"):
            self.bridge.commit_pending()
            step = recalculation((key, item) for item in offered)
            self.bridge.attempt(lambda: self.bridge.workspace.dispatch(step))

    def add_form(self, code: str) -> None:
        """Add an empty form to the submission, begun with it if need be, and turn to it."""
        submission, key = self.bridge.submission, self.bridge.key
        if key is None:
            return
        before = {form.key for form in submission.forms} if submission else set()
        if self.bridge.submit(f"补填{annex_of(code)}", (AddForm(key, code),)):
            after = self.bridge.submission
            new = [form.key for form in (after.forms if after else ()) if form.key not in before]
            self.bridge.turn(new[0] if new else self.bridge.form)

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
        """Score the year by another shipped scheme."""
        year = self.bridge.year
        if year is not None:
            self.bridge.commit_pending()
            self.bridge.attempt(lambda: self.bridge.workspace.set_scheme(year, name))

    def open_settings(self) -> None:
        scheme = self.open_scheme if self.bridge.year is not None else None
        SettingsDialog(self.settings, scheme, self._want_look, self).open()

    def _want_look(self) -> None:
        self.look_wanted.emit()

    def open_scheme(self) -> None:
        """The options of the year's scheme."""
        year, workspace = self.bridge.year, self.bridge.workspace
        if year is None:
            return
        self.bridge.commit_pending()

        def save(text: str) -> bool:
            return self.bridge.attempt(lambda: workspace.set_scheme_text(year, text))

        keep = save if self.bridge.writable else None
        scheme = workspace.scheme(year)
        dialog = SchemeDialog(year, scheme, self.trials.try_out, keep, self)
        dialog.finished.connect(self.trials.stop)
        dialog.open()

    def tell_folder(self) -> None:
        folder = self.bridge.workspace.folder
        self.dialogs.tell("数据文件夹", f"数据和错误记录都在：\n{folder}")

    def about(self) -> None:
        what = "部门整体支出绩效自评的审核、评分与汇总"
        self.dialogs.tell("关于", f"{TITLE}　{__version__}\n{what}")

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
        self.trials.stop()
        self.panes.year.stop()
        self.panes.remember()
        self.settings.put_bytes("geometry", self.saveGeometry())
        self.settings.put("last_submission", self.bridge.key or "")
        self.settings.sync()
        self.bridge.close()
        super().closeEvent(event)


def _later(window: Window, name: str) -> Callable[[], None]:
    """A slot of the year's commands, which are made after the actions."""
    return lambda: window.yearly.slots()[name]()  # noqa: PLW0108 — made later


def _calling(function: Callable[..., None], *values: object) -> Callable[[], None]:
    """A slot without arguments, so that the state of a menu line is not passed on."""
    return lambda: function(*values)
