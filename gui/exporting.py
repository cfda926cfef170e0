"""Forms out of the program: files, preview, print. The pages are made on a worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.errors import UserError
from core.progress import Report, step
from core.submission import Filled, Submission
from core.writers import EXPORTERS, svg_pages
from gui.bridge import Bridge
from gui.dialogs import KINDS, Dialogs, documents
from gui.models.marks import annex_of
from gui.printing import print_pages
from gui.settings import Settings
from gui.tasks import Task
from gui.views.preview import PreviewDialog
from gui.views.progress import ProgressView

_UNSAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\r\t', "_"))


class Exporting(QObject):
    """Asks where to, makes the files, says what came of it."""

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
        self.task: Task | None = None
        self.dialog: PreviewDialog | None = None

    def stop(self) -> None:
        """Stop what is under way, for closing."""
        if self.task is not None:
            self.task.abandon()
            self.task = None

    def form(self) -> None:
        """Save the form that is looked at."""
        filled, submission = self._bridge.filled, self._bridge.submission
        if filled is not None and submission is not None:
            self._one_file((filled,), f"{_title(submission)}{annex_of(filled.key)}")

    def unit(self) -> None:
        """Save all forms of the unit as one file."""
        submission = self._bridge.submission
        if submission is not None:
            self._one_file(submission.forms, _title(submission))

    def year(self) -> None:
        """Save a file for each unit of the year."""
        year = self._bridge.year
        submissions = self._bridge.workspace.submissions(year) if year is not None else ()
        if not submissions:
            self._bridge.tell("本年度还没有报送，没有可以导出的内容。", alarm=True)
            return
        words = {f"{word}（.{kind}）": kind for kind, word in KINDS.items() if kind in EXPORTERS}
        chosen = self._dialogs.choose("导出全年", "每个单位一个文件，格式：", list(words))
        folder = (
            self._dialogs.open_folder("导出到文件夹", self._settings.get("export_dir"))
            if chosen
            else None
        )
        if chosen is None or folder is None:
            return
        self._settings.put("export_dir", str(folder))
        export, kind = EXPORTERS[words[chosen]], words[chosen]

        def work(report: Report) -> int:
            for number, submission in enumerate(submissions):
                step(report, number, len(submissions), submission.unit)
                export(submission.forms, folder / f"{_title(submission)}.{kind}")
            return len(submissions)

        self.run(work, lambda count: self._bridge.tell(f"已导出 {count} 个文件到 {folder}"))

    def preview(self) -> None:
        """Look at all forms of the unit as pages."""
        submission = self._bridge.submission
        if submission is not None:
            self._pages(submission.forms, _title(submission), self._show)

    def print_form(self) -> None:
        filled, submission = self._bridge.filled, self._bridge.submission
        if filled is not None and submission is not None:
            self._pages((filled,), f"{_title(submission)}{annex_of(filled.key)}", self._print)

    def print_unit(self) -> None:
        submission = self._bridge.submission
        if submission is not None:
            self._pages(submission.forms, _title(submission), self._print)

    def _one_file(self, forms: Sequence[Filled], title: str) -> None:
        self._bridge.commit_pending()
        forms = self._fresh(forms)
        folder = self._settings.get("export_dir") or documents()
        suggested = Path(folder) / f"{title}.docx"
        target = self._dialogs.save_file("导出", suggested, tuple(EXPORTERS))
        if target is None:
            return
        self._settings.put("export_dir", str(target.parent))
        export = EXPORTERS[target.suffix[1:].lower()]

        def work(report: Report) -> None:
            step(report, 0, 1, "导出")
            export(forms, target)

        self.run(work, lambda _: self._bridge.tell(f"已导出到 {target}"))

    def _pages(
        self,
        forms: Sequence[Filled],
        title: str,
        done: Callable[[str, tuple[bytes, ...]], None],
    ) -> None:
        self._bridge.commit_pending()
        forms = self._fresh(forms)

        def work(report: Report) -> tuple[bytes, ...]:
            step(report, 0, 1, "排版")
            return svg_pages(forms)

        self.run(work, lambda pages: done(title, pages))

    def _fresh(self, forms: Sequence[Filled]) -> tuple[Filled, ...]:
        """The same forms as they stand after the open editors were committed."""
        submission = self._bridge.submission
        found: Mapping[str, Filled] = {f.key: f for f in submission.forms} if submission else {}
        return tuple(found.get(form.key, form) for form in forms)

    def _show(self, title: str, pages: tuple[bytes, ...]) -> None:
        self.dialog = PreviewDialog(title, pages, lambda: self._print(title, pages), self._window)
        self.dialog.open()

    def _print(self, title: str, pages: tuple[bytes, ...]) -> None:
        printer = self._dialogs.printer(title)
        if printer is None:
            return
        try:
            print_pages(printer, pages)
        except UserError as error:
            self._failed(error)
        else:
            self._bridge.tell(f"已送去打印：{title}")

    def run(self, work: Callable[[Report], Any], done: Callable[[Any], None]) -> None:
        """Do a piece of work with progress, one at a time."""
        if self.task is not None:
            self._bridge.tell("上一项导出还没有完成，请稍候。", alarm=True)
            return

        def finished(result: Any) -> None:
            self.task = None
            done(result)

        self.task = Task(work, finished, self._failed, self)
        self.task.finished.connect(self._over)
        self._progress.watch(self.task, "正在准备…")
        self.task.start()

    def _over(self) -> None:
        self.task = None

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._bridge.tell(str(error), alarm=True)


def _title(submission: Submission) -> str:
    return f"{submission.year}年{submission.unit}".translate(_UNSAFE)
