"""Files into the program: read on a worker, reviewed by the clerk, stored as one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.editing.edits import PutSubmission, SetLayout
from core.errors import Refused, UserError
from core.intake import FileReading, read_paths
from core.intake.leftover import TABLE
from core.intake.mapping import Layout, of_texts, to_text
from core.intake.opening import opened
from core.intake.readers import detect
from core.intake.reading import reread
from core.intake.unlocking import locked, replaced
from core.progress import Report
from core.resubmission import lost_reviews
from core.submission import Submission, numbered, renewed
from gui.bridge import Bridge
from gui.dialogs import Dialogs
from gui.models.mapping import Explaining, needy_table
from gui.models.review import ReviewLine
from gui.resubmitting import again, compare_line, learnt
from gui.reviewing import forms_to_store, kept, review_lines, stored_files, typed
from gui.settings import Settings
from gui.tasks import Task
from gui.unlocking import Unlocking
from gui.views.beside import BesideDialog
from gui.views.layouts import LayoutsDialog
from gui.views.mapping import MappingDialog
from gui.views.progress import ProgressView
from gui.views.resubmission import ResubmissionDialog
from gui.views.review import Helps, ReviewDialog

_TOLD = 3
"""How many reviewed scores that went are told one by one."""


class Importing(QObject):
    """Reads, has the clerk review, stores."""

    def __init__(
        self,
        bridge: Bridge,
        dialogs: Dialogs,
        settings: Settings,
        progress: ProgressView,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._bridge = bridge
        self._dialogs = dialogs
        self._settings = settings
        self._progress = progress
        self._unit: str | None = None
        self.task: Task | None = None
        self.dialog: ReviewDialog | None = None
        self.mapping: MappingDialog | None = None
        self.layouts: LayoutsDialog | None = None
        self.comparing: ResubmissionDialog | None = None
        self.beside: BesideDialog | None = None
        self.unlocking = Unlocking(bridge, progress, self)

    def ask_files(self, unit: str | None = None) -> None:
        """Import files of the clerk's choice, for a unit if one is named."""
        last = self._settings.get("recent_files_dir")
        paths = self._dialogs.open_files("导入报送文件", last)
        if paths:
            self._settings.put("recent_files_dir", str(paths[0].parent))
            self.start(paths, unit)

    def ask_folder(self) -> None:
        """Import a folder with all its folders."""
        folder = self._dialogs.open_folder("导入文件夹", self._settings.get("recent_files_dir"))
        if folder is not None:
            self._settings.put("recent_files_dir", str(folder))
            self.start([folder])

    def ask_layouts(self) -> None:
        """Show the layouts that are remembered."""
        self.layouts = LayoutsDialog(self._bridge, self._dialogs, self._window)
        self.layouts.open()

    def start(self, paths: Sequence[Path], unit: str | None = None) -> None:
        """Read files and folders on a worker; the review list follows, of a unit if named."""
        if not self._bridge.writable:
            self._bridge.tell("本窗口只读，不能导入。", alarm=True)
            return
        if self.task is not None:
            self._bridge.tell("上一批文件还在读取，这一批没有读，请等一会再导入。", alarm=True)
            return
        self._bridge.commit_pending()
        chosen, layouts, known = tuple(paths), self._layouts(), self._bridge.passwords

        def work(report: Report) -> tuple[FileReading, ...]:
            return read_paths(chosen, report, passwords=known, layouts=layouts)

        self._unit = unit
        self.task = Task(work, self._read, self._failed, self)
        self.task.finished.connect(self._over)
        self._progress.watch(self.task, "正在读取…")
        self.task.start()

    def stop(self) -> None:
        """Stop what is under way, for closing."""
        if self.task is not None:
            self.task.abandon()
            self.task = None
        self.unlocking.stop()

    def _over(self) -> None:
        self.task = None

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._bridge.tell(str(error), alarm=True)

    def _read(self, readings: tuple[FileReading, ...]) -> None:
        """The passwords first, if there are locked files, then the review."""
        if not readings:
            self._bridge.tell("没有找到可以读取的文件。", alarm=True)
            return
        stored = stored_files(self._bridge.workspace)
        shut = tuple(reading for reading in locked(readings) if reading.sha256 not in stored)
        if not shut:
            self._review(readings)
            return

        def review(opened: tuple[FileReading, ...]) -> None:
            self._review(replaced(readings, opened))

        self.unlocking.ask(shut, self._layouts(), review, self._window)

    def _review(self, readings: tuple[FileReading, ...]) -> None:
        units = self._bridge.workspace.unit_names()
        helps = Helps(self.explain, self.compare, self.compared, self.type_in, self.unlock, units)
        self.dialog = ReviewDialog(self._lines(readings), self.store, self._window, helps)
        self.dialog.open()

    def _lines(self, readings: Sequence[FileReading]) -> tuple[ReviewLine, ...]:
        return review_lines(readings, self._bridge.workspace, self._bridge.year, self._unit)

    def unlock(self) -> None:
        """Ask for the password of the files under review that are still locked."""
        if self.dialog is not None:
            shut = tuple(line.reading for line in self.dialog.model.lines if line.locked)
            self.unlocking.ask(shut, self._layouts(), self._put_unlocked, self.dialog)

    def _put_unlocked(self, readings: tuple[FileReading, ...]) -> None:
        """Files that were opened take the place of their locked lines."""
        if self.dialog is None:
            return
        out: list[ReviewLine] = []
        done: set[Path] = set()
        for line in self.dialog.model.lines:
            path = line.reading.path
            if not line.locked:
                out.append(line)
            elif path not in done:
                done.add(path)
                out += self._lines([fresh for fresh in readings if fresh.path == path])
        self.dialog.put_lines(out)

    def type_in(self, row: int) -> None:
        """Have the clerk say whose forms a scan holds; they are typed once the list is stored."""
        if self.dialog is None:
            return
        model, workspace = self.dialog.model, self._bridge.workspace

        def take(unit: str, year: int, codes: tuple[str, ...]) -> None:
            model.replace(row, typed(model.lines[row], unit, year, codes))

        line = model.lines[row]
        known = line.unit, line.year or self._bridge.year
        self.beside = BesideDialog(
            line.reading.name, workspace.unit_names(), known, self._there, take, self.dialog
        )
        self.beside.open()

    def _there(self, unit: str, year: int) -> frozenset[str]:
        """The forms of a unit that a scan may not begin anew; projects may have several."""
        stored = self._bridge.workspace.submission(f"{year}/{unit}")
        forms = stored.forms if stored is not None else ()
        named = {form.code for form in forms if getattr(form.record, "project", None) is None}
        return frozenset(named)

    def explain(self, line: ReviewLine) -> None:
        """Have the clerk explain the layout of a file's tables; what it helps is read again."""
        reading = line.reading
        kind = detect(reading.data, PurePath(reading.name).name)
        try:
            document = opened(reading.data, kind, self._bridge.passwords).document
        except Refused as refused:
            self._bridge.tell(str(refused), alarm=True)
            return
        unknown = [item.table for item in reading.leftovers if item.kind == TABLE]
        strange = tuple(index for index in unknown if index is not None)
        start = Explaining(document, needy_table(document, line.forms, strange))
        name = f"{line.unit or PurePath(reading.name).stem}的版式"
        names = frozenset(self._bridge.workspace.layouts())
        self.mapping = MappingDialog(start, name, names, self.remember, self.dialog)
        self.mapping.open()

    def remember(self, layout: Layout) -> bool:
        """Keep a layout, and read again the files under review that it may help."""
        edits = (SetLayout(layout.name, to_text(layout)),)
        if not self._bridge.submit(f"记住版式“{layout.name}”", edits):
            return False
        if self.dialog is not None:
            self.dialog.put_lines(self._read_again(self.dialog.model.lines))
        return True

    def _read_again(self, lines: Sequence[ReviewLine]) -> tuple[ReviewLine, ...]:
        """The lines as they were, but those with open questions read by what is remembered now."""
        layouts, done, out = self._layouts(), set[str](), list[ReviewLine]()
        for line in lines:
            before = line.reading
            if not line.open_questions:
                out.append(line)
            elif before.sha256 not in done:
                done.add(before.sha256)
                fresh = self._lines((reread(before, layouts, self._bridge.passwords),))
                out += (kept(line, fresh[0]),) if len(fresh) == 1 else fresh
        return tuple(out)

    def _layouts(self) -> tuple[Layout, ...]:
        return of_texts(self._bridge.workspace.layouts().values())

    def store(self, lines: tuple[ReviewLine, ...]) -> None:
        """Store what the clerk has agreed to, as one step."""
        groups: dict[tuple[str, int], list[ReviewLine]] = {}
        for line in lines:
            if line.year is not None:
                groups.setdefault((line.unit, line.year), []).append(line)
        try:
            self._bridge.workspace.keep_files([line.reading for line in lines])
            handed_in = [self._handed_in(*key, group) for key, group in groups.items()]
        except UserError as error:
            self._bridge.tell(str(error), alarm=True)
            return
        there = self._bridge.workspace.submission
        lost = [words for new in handed_in for words in lost_reviews(there(new.key), new)]
        put = [renewed(there(new.key), new) for new in handed_in]
        put.sort(key=lambda new: -new.year)
        if put:
            label = f"导入{put[0].unit}" if len(put) == 1 else f"导入 {len(put)} 份报送"
            edits = tuple(PutSubmission(new.key, new) for new in put)
            named = learnt(self._bridge.workspace, lines)
            if self._bridge.submit(label, (*edits, *named)):
                self._open(put, lines)
                said = [
                    f"“{edit.after.aliases[-1]}”就是{edit.name}" for edit in named if edit.after
                ]
                if said:
                    self._bridge.tell(f"记住了{'，'.join(said)}；不对的可以撤销。")
                if lost:
                    more = f"；另有 {len(lost) - _TOLD} 处" if lost[_TOLD:] else ""
                    self._bridge.tell("；".join(lost[:_TOLD]) + more + "。", alarm=True)

    def _open(self, put: Sequence[Submission], lines: Sequence[ReviewLine]) -> None:
        """Look at what was stored; at the form that is to be typed, if there is one."""
        typing = [line for line in lines if line.typing]
        self._bridge.open(f"{typing[0].year}/{typing[0].unit}" if typing else put[0].key)
        submission = self._bridge.submission
        if typing and submission is not None:
            sha256 = typing[0].reading.sha256
            key = next((form.key for form in submission.forms if form.file == sha256), None)
            self._bridge.turn(key)

    def compared(self, line: ReviewLine) -> bool:
        """Whether a form of the line is stored already."""
        return again(self._bridge.workspace, line)

    def compare(self, row: int) -> None:
        """Show a line of the review list beside what is stored."""
        if self.dialog is not None:
            workspace = self._bridge.workspace
            self.comparing = compare_line(workspace, self.dialog.model, row, self.dialog)
            if self.comparing is not None:
                self.comparing.open()

    def _handed_in(self, unit: str, year: int, lines: Sequence[ReviewLine]) -> Submission:
        """The new forms with the files they came from."""
        infos = {
            line.reading.sha256: self._bridge.workspace.keep_file(line.reading) for line in lines
        }
        there = self._there(unit, year)
        new = [filled for line in lines for filled in forms_to_store(line, unit, year, there)]
        return Submission(unit, year, numbered(tuple(new)), tuple(infos.values()))
