"""Files into the program: read on a worker, reviewed by the clerk, stored as one step."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path, PurePath

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.differ import differences
from core.editing.edits import PutSubmission, SetLayout
from core.errors import Refused, UserError
from core.intake import FileReading, collect, read_paths
from core.intake.collect import named_unit
from core.intake.leftover import TABLE
from core.intake.mapping import Layout, of_texts, to_text
from core.intake.readers import READERS
from core.intake.reading import reread
from core.progress import Report
from core.resubmission import counterpart
from core.submission import Filled, Submission, numbered, renewed
from core.workspace import Workspace
from gui.bridge import Bridge
from gui.dialogs import Dialogs
from gui.models.mapping import Explaining, needy_table
from gui.models.review import ReviewLine
from gui.resubmitting import again, compare_line, learnt
from gui.settings import Settings
from gui.tasks import Task
from gui.views.layouts import LayoutsDialog
from gui.views.mapping import MappingDialog
from gui.views.progress import ProgressView
from gui.views.resubmission import ResubmissionDialog
from gui.views.review import ReviewDialog


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
            self._bridge.tell("上一批文件还在读取，请稍候。", alarm=True)
            return
        self._bridge.commit_pending()
        chosen = tuple(paths)
        layouts = self._layouts()

        def work(report: Report) -> tuple[FileReading, ...]:
            return read_paths(chosen, report, layouts=layouts)

        self._unit = unit
        self.task = Task(work, self._review, self._failed, self)
        self.task.finished.connect(self._over)
        self._progress.watch(self.task, "正在读取…")
        self.task.start()

    def stop(self) -> None:
        """Stop what is under way, for closing."""
        if self.task is not None:
            self.task.abandon()
            self.task = None

    def _over(self) -> None:
        self.task = None

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._bridge.tell(str(error), alarm=True)

    def _review(self, readings: tuple[FileReading, ...]) -> None:
        if not readings:
            self._bridge.tell("没有找到可以读取的文件。", alarm=True)
            return
        lines = review_lines(readings, self._bridge.workspace, self._bridge.year, self._unit)
        self.dialog = ReviewDialog(
            lines, self.store, self._window, self.explain, self.compare, self.compared
        )
        self.dialog.open()

    def explain(self, line: ReviewLine) -> None:
        """Have the clerk explain the layout of a file's tables; what it helps is read again."""
        try:
            document = READERS[line.reading.format](line.reading.data)
        except Refused as refused:
            self._bridge.tell(str(refused), alarm=True)
            return
        unknown = [item.table for item in line.reading.leftovers if item.kind == TABLE]
        strange = tuple(index for index in unknown if index is not None)
        start = Explaining(document, needy_table(document, line.forms, strange))
        name = f"{line.unit or PurePath(line.reading.name).stem}的版式"
        self.mapping = MappingDialog(start, name, self.remember, self.dialog)
        self.mapping.open()

    def remember(self, layout: Layout) -> bool:
        """Keep a layout, and read again the files under review that it may help."""
        edits = (SetLayout(layout.name, to_text(layout)),)
        if not self._bridge.submit(f"记住版式“{layout.name}”", edits):
            return False
        if self.dialog is not None:
            self.dialog.model.put_lines(self._read_again(self.dialog.model.lines))
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
                fresh = (reread(before, layouts),)
                workspace, year = self._bridge.workspace, self._bridge.year
                out += review_lines(fresh, workspace, year, self._unit)
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
            put = [self._submission(*key, group) for key, group in groups.items()]
            put.sort(key=lambda new: -new.year)
        except UserError as error:
            self._bridge.tell(str(error), alarm=True)
            return
        if put:
            label = f"导入{put[0].unit}" if len(put) == 1 else f"导入 {len(put)} 份报送"
            edits = tuple(PutSubmission(new.key, new) for new in put)
            named = learnt(self._bridge.workspace, lines)
            if self._bridge.submit(label, (*edits, *named)):
                self._bridge.open(put[0].key)
                said = [
                    f"“{edit.after.aliases[-1]}”就是{edit.name}" for edit in named if edit.after
                ]
                if said:
                    self._bridge.tell(f"记住了{'，'.join(said)}；不对的可以撤销。")

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

    def _submission(self, unit: str, year: int, lines: Sequence[ReviewLine]) -> Submission:
        """The new forms in place of the old ones they replace, beside all others."""
        infos = {
            line.reading.sha256: self._bridge.workspace.keep_file(line.reading) for line in lines
        }
        new = [
            dataclasses.replace(filled, file=line.reading.sha256)
            for line in lines
            for filled in line.forms
        ]
        handed_in = Submission(unit, year, numbered(tuple(new)), tuple(infos.values()))
        return renewed(self._bridge.workspace.submission(handed_in.key), handed_in)


def review_lines(
    readings: Sequence[FileReading], workspace: Workspace, year: int | None, unit: str | None = None
) -> tuple[ReviewLine, ...]:
    """What is proposed for each file; a file that names no unit is matched with the others'.

    With `unit` all are proposed for it; files that name another one say so. A file that is stored
    already, or comes twice, is not ticked.
    """
    listed = workspace.unit_names()
    named = {form.unit for reading in readings for form in reading.forms if form.unit}
    stored = [sub for y in workspace.years() for sub in workspace.submissions(y)]
    known = {sub.unit for sub in stored}
    before = {
        info.sha256: f"{sub.unit}{sub.year}年度已导入的“{info.name}”"
        for sub in stored
        for info in sub.files
    }
    lines: list[ReviewLine] = []
    for reading in readings:
        if reading.problem is not None:
            says = reading.problem.message
            lines.append(ReviewLine(reading, (), "", None, take=False, says=says))
            continue
        twice = before.get(reading.sha256)
        before.setdefault(reading.sha256, f"“{reading.name}”")
        nameless = not any(form.unit for form in reading.forms)
        units = (*listed, *sorted((known | named) - set(listed))) if nameless else listed
        for proposal in collect((reading,), units, year, workspace.other_names()):
            new = proposal.submission
            doubts = [doubt.removeprefix(reading.name).rstrip("。") for doubt in proposal.doubts]
            if unit is not None and new.unit != unit:
                doubts = [f"文件像是「{new.unit}」的，按「{unit}」读入"]
                new = dataclasses.replace(new, unit=unit)
            old = workspace.submission(new.key)
            same = [f"和{twice}是同一个文件，已跳过"] if twice else []
            told = same or _resubmitted(reading, new.forms, old)
            says = "；".join([*told, *doubts])
            lines.append(
                ReviewLine(
                    reading,
                    new.forms,
                    new.unit,
                    new.year or None,
                    take=twice is None,
                    says=says,
                    named=named_unit(new.forms, reading),
                )
            )
    return tuple(lines)


def _resubmitted(
    reading: FileReading, forms: Sequence[Filled], old: Submission | None
) -> list[str]:
    if not all(form.sure for form in reading.forms):
        return ["表的种类不能确定，请核对"]
    if old is None:
        return []
    pairs = [(before, form) for form in forms if (before := counterpart(form, old))]
    codes = "、".join(sorted({form.code[1:] for _, form in pairs}))
    count = sum(len(differences(before, form)) for before, form in pairs)
    return [f"重新报送，将替换附件{codes}，{count} 处不同"] if pairs else []
