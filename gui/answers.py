"""What each command does. The table of all commands stands in one place, so it is long.

A command that belongs to a view is the view's own method; what opens a room or a dialog is one
of `Rooms`; the rest stands below.
"""

# ruff: noqa: PLW0108 — rooms are furnished, and panes filled, when a command is first given

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from core.editing.edits import AddForm, PutSubmission, RemoveForm
from core.resources import resource
from core.text import clean
from gui import TITLE, __version__
from gui import actions as commands
from gui.bridge import Bridge
from gui.dialogs import Dialogs
from gui.models.marks import annex_of
from gui.panes import JUDGING, UNITS, Panes
from gui.rooms import Rooms
from gui.views.findings import FindingsView
from gui.views.paper import PaperView
from gui.views.report import ReportView

_LISTED = 20


def _cut(view: PaperView | ReportView) -> None:
    view.copy_cell()
    view.clear_cell()


class Answers(QObject):
    """Answers every command; lives as long as the window."""

    folder_wanted = Signal(object)
    """The clerk wants to work in another data folder."""
    anew_wanted = Signal()
    """The window is to be built anew: in another look, or to write where it could only look."""

    def __init__(self, bridge: Bridge, dialogs: Dialogs, rooms: Rooms, panes: Panes) -> None:
        super().__init__(panes)
        self.bridge = bridge
        self.dialogs = dialogs
        self.rooms = rooms
        self.panes = panes

    def slots(self) -> dict[str, Callable[[], None]]:
        """What to do, by the name of the command."""
        form, rooms = self._form_command, self.rooms
        return {
            "import_files": lambda: rooms.importing.ask_files(),
            "import_folder": lambda: rooms.importing.ask_folder(),
            "layouts": lambda: rooms.importing.ask_layouts(),
            "import_sample": lambda: rooms.importing.start([resource("sample", "files")]),
            "open_folder": self.open_folder,
            "reopen_folder": self.anew_wanted.emit,
            "export_form": lambda: rooms.exporting.form(),
            "export_unit": lambda: rooms.exporting.unit(),
            "export_year": lambda: rooms.exporting.year(),
            "preview": lambda: rooms.exporting.preview(),
            "print_form": lambda: rooms.exporting.print_form(),
            "print_unit": lambda: rooms.exporting.print_unit(),
            "settings": self.settings,
            "scheme_options": rooms.scheme,
            "quit": self.quit,
            "undo": self.bridge.undo,
            "redo": self.bridge.redo,
            "edit_cell": form(lambda view: view.edit_cell()),
            "clear_cell": form(lambda view: view.clear_cell()),
            "cut_cell": form(_cut),
            "copy_cell": form(lambda view: view.copy_cell()),
            "paste_cell": form(lambda view: view.paste_cell()),
            "fill_down": form(lambda view: view.fill_down()),
            "pick_value": form(lambda view: view.pick_value()),
            "select_all": form(lambda view: view.select_all()),
            "accept_source": form(lambda view: view.accept_source()),
            "cell_history": rooms.cell_history,
            "unit_history": rooms.unit_history,
            "insert_above": form(lambda view: view.insert_row(below=False)),
            "insert_below": form(lambda view: view.insert_row(below=True)),
            "remove_row": form(lambda view: view.remove_row()),
            "move_up": form(lambda view: view.move_row(-1)),
            "move_down": form(lambda view: view.move_row(1)),
            "find_unit": self.panes.find_unit,
            "add_units": self.add_units,
            "remove_form": self.remove_form,
            "remove_unit": self.remove_unit,
            "next_finding": lambda: self.step_finding(1),
            "previous_finding": lambda: self.step_finding(-1),
            "other_place": self._judging(FindingsView.other_place),
            "by_rule": self.by_rule,
            "take_suggestion": self._judging(FindingsView.take_suggestion),
            "take_all": self.take_all,
            "take_year": rooms.suggestions,
            "explain": self._judging(FindingsView.explain),
            "ignore": self._judging(FindingsView.ignore),
            "send_back": self._judging(FindingsView.send_back),
            "reopen": self._judging(FindingsView.reopen),
            "score": self.begin_review,
            "unscore": lambda: self.panes.scores.take_back(),
            "pass_unit": lambda: self.panes.sign_off.pass_unit(),
            "return_unit": lambda: self.panes.sign_off.return_unit(),
            "withdraw": lambda: self.panes.sign_off.withdraw(),
            "next_form": lambda: self.panes.step_form(1),
            "previous_form": lambda: self.panes.step_form(-1),
            "next_unit": lambda: self.panes.step_unit(1),
            "previous_unit": lambda: self.panes.step_unit(-1),
            "zoom_in": lambda: self.panes.zoom_by(1),
            "zoom_out": lambda: self.panes.zoom_by(-1),
            "zoom_reset": lambda: self.panes.paper.canvas.set_zoom(1.0),
            "zoom_width": lambda: self.panes.paper.canvas.fit_width(),
            "toggle_source": lambda: self.panes.toggle_source(),
            "toggle_units": lambda: self.panes.toggle(UNITS),
            "toggle_judging": lambda: self.panes.toggle(JUDGING),
            "next_pane": lambda: self.panes.step_pane(1),
            "previous_pane": lambda: self.panes.step_pane(-1),
            "handbook": rooms.handbook,
            "help_keys": rooms.keys,
            "open_log": self.tell_folder,
            "about": self.about,
            **{name: self._year_command(name) for name in commands.YEARLY},
            **{name: self._paper_command(name) for name in commands.PAPERS},
        }

    def _form_command(self, do: Callable[[PaperView | ReportView], None]) -> Callable[[], None]:
        def run() -> None:
            self.bridge.commit_pending()
            do(self.panes.form_view)

        return run

    def _year_command(self, name: str) -> Callable[[], None]:
        return lambda: self.rooms.yearly.slots()[name]()

    def _paper_command(self, name: str) -> Callable[[], None]:
        return lambda: self.rooms.papers[name]()

    def _judging(self, do: Callable[[FindingsView], None]) -> Callable[[], None]:
        """A command of the findings panel, which is brought into sight for it."""

        def run() -> None:
            self.panes.show_judging(scoring=False)
            do(self.panes.findings)

        return run

    def by_rule(self) -> None:
        """Between the year's findings by rule and the unit's, on the desk from wherever one is."""
        year, findings = self.bridge.year, self.panes.findings
        there = self.bridge.workspace.submissions(year) if year is not None else ()
        if not there:
            self.bridge.tell("还没有报送的材料，没有问题可看。")
            return
        elsewhere = not self.panes.pages.on_desk
        self.panes.pages.show_desk()
        if self.bridge.submission is None:
            self.bridge.open(there[0].key)
        self.panes.show_judging(scoring=False)
        if elsewhere and findings.by_rule.isChecked():
            findings.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            findings.toggle_year()

    def step_finding(self, by: int) -> None:
        """Go to another finding: its words are in sight, and the keys where it can be mended."""
        panes = self.panes
        if panes.right.isVisible() and panes.findings.isHidden():
            panes.show_judging(scoring=False)
        panes.findings.step(by)
        focus = panes.window().focusWidget()
        if focus is not None and panes.units.isAncestorOf(focus):
            panes.stack.currentWidget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_review(self) -> None:
        """Ask for a reviewed score, with the scores in sight."""
        self.panes.show_judging(scoring=True)
        self.panes.scores.begin()

    def open_folder(self) -> None:
        parent = self.bridge.workspace.folder.parent
        folder = self.dialogs.open_folder("打开数据文件夹", str(parent))
        if folder is not None:
            self.go_to_folder(folder)

    def go_to_folder(self, folder: Path) -> None:
        """Work in another data folder."""
        self.bridge.commit_pending()
        self.folder_wanted.emit(folder)

    def quit(self) -> None:
        self.panes.window().close()

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
            from core.suggest import recalculation  # noqa: PLC0415 — with the rules, when asked

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

    def settings(self) -> None:
        self.rooms.settings(self.anew_wanted.emit)

    def tell_folder(self) -> None:
        folder = self.bridge.workspace.folder
        self.dialogs.tell("数据文件夹", f"数据和错误记录都在：\n{folder}")

    def about(self) -> None:
        what = "部门整体支出绩效自评的审核、评分与汇总"
        self.dialogs.tell("关于", f"{TITLE}　{__version__}\n{what}")
