"""Forms out of the program: files, preview, print. The pages are made on a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.errors import Cancelled, InUse, UserError
from core.progress import Report, step
from core.submission import Filled, Submission
from core.writers import EXPORTERS, svg_pages, write_pdf
from core.writers.crowded import crowded
from core.writers.filing import Filing
from core.writers.target import renamed, safe_name
from core.year_export import export_all, job
from gui.bridge import Bridge
from gui.dialogs import KINDS, Dialogs, documents
from gui.models.marks import annex_of
from gui.printing import Printable, Setup, misfits, print_pages, setup_of
from gui.settings import Settings
from gui.spool import Spool
from gui.tasks import Task
from gui.views.preview import PreviewDialog
from gui.views.progress import ProgressView

_TOLD = 12
"""So many notes of a batch are listed."""
PREPARING = "正在准备…"
_Set = tuple[Spool, tuple[str, ...]]
"""Pages, and what does not fit on them."""


class Place(Protocol):
    """A dialog in which work goes on: it shows the progress and says what came of it."""

    def begin(self, task: Task) -> None: ...
    def say(self, text: str) -> None: ...
    def complain(self, text: str) -> None: ...


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

    # Files

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
        words: dict[str, tuple[str, ...]] = {
            f"{KINDS[kind]}（.{kind}）": (kind,) for kind in EXPORTERS
        }
        words["以上三种都要"] = tuple(EXPORTERS)
        chosen = self._dialogs.choose("导出全年", "每个单位一个文件，格式：", list(words))
        folder = self.ask_folder("全年的表") if chosen else None
        if chosen is None or folder is None:
            return
        kinds = words[chosen]

        def work(report: Report) -> Filing:
            filing = Filing(folder)
            filing.make_folder()
            jobs = [
                job(each.unit, each.forms, folder / filing.base(_title(each)), kinds)
                for each in submissions
            ]
            filing.keep(export_all(jobs, report), [path for one in jobs for _, path in one.targets])
            return filing

        self.run(work, self.tell_filed)

    def ask_folder(self, what: str) -> Path | None:
        """Where to put many files of something; remembered for next time."""
        folder = self._dialogs.open_folder(f"{what}存到文件夹", self._settings.get("export_dir"))
        if folder is not None:
            self._settings.put("export_dir", str(folder))
        return folder

    def save(
        self,
        title: str,
        name: str,
        writers: Mapping[str, Callable[[Path], None]],
        place: Place | None = None,
        written: Callable[[], None] | None = None,
    ) -> None:
        """Ask where to put a file and write it, by its ending; `written` is called when it is
        there. What its name may not hold is replaced and told.
        """
        folder = self._settings.get("export_dir") or documents()
        kinds = tuple(writers)
        suggested = Path(folder) / f"{safe_name(name)}.{kinds[0]}"
        target = self._dialogs.save_file(title, suggested, kinds)
        if target is None:
            return
        self._settings.put("export_dir", str(target.parent))
        writer = writers[target.suffix[1:].lower()]
        self._write(target, writer, renamed(name) or "", place, written)

    def _write(
        self,
        target: Path,
        writer: Callable[[Path], None],
        note: str,
        place: Place | None,
        written: Callable[[], None] | None,
    ) -> None:
        """Write one file; beside it, if the clerk wants, when another program holds it."""

        def work(report: Report) -> Path:
            step(report, 0, 1, "导出")
            writer(target)
            return target

        def failed(error: BaseException) -> None:
            if isinstance(error, InUse) and self._dialogs.confirm(
                "文件正在使用", str(error), f"另存为「{error.free.name}」"
            ):
                self._write(error.free, writer, note, place, written)
            else:
                self._failed(error, place)

        def done(path: Path) -> None:
            said = f"已导出到 {path}　{note}".rstrip()
            self._bridge.tell(said)
            if place is not None:
                place.say(said)
            if written is not None:
                written()

        self.run(work, done, place, failed)

    def tell_filed(self, filing: Filing) -> None:
        """Say how many files were written, and what did not go as meant, once for all."""
        said = f"已导出 {len(filing.paths)} 个文件到 {filing.folder}"
        self._bridge.tell(said)
        if filing.notes:
            more = len(filing.notes) - _TOLD
            lines = [*filing.notes[:_TOLD], *([f"……还有 {more} 条"] if more > 0 else [])]
            details = "\n".join(filing.notes) if more > 0 else ""
            self._dialogs.tell("导出", "\n".join([f"{said}。", *lines]), details)

    def _one_file(self, forms: Sequence[Filled], title: str) -> None:
        self._bridge.commit_pending()
        forms = self._fresh(forms)
        writers = {kind: partial(export, forms) for kind, export in EXPORTERS.items()}
        self.save("导出", title, writers)

    def _fresh(self, forms: Sequence[Filled]) -> tuple[Filled, ...]:
        """The same forms as they stand after the open editors were committed."""
        submission = self._bridge.submission
        found: Mapping[str, Filled] = {f.key: f for f in submission.forms} if submission else {}
        return tuple(found.get(form.key, form) for form in forms)

    # Preview and print

    def preview(self) -> None:
        """Look at all forms of the unit as pages."""
        submission = self._bridge.submission
        if submission is not None:
            self.show_pages(self._forms(submission.forms, _title(submission)))

    def print_form(self) -> None:
        filled, submission = self._bridge.filled, self._bridge.submission
        if filled is not None and submission is not None:
            title = f"{_title(submission)}{annex_of(filled.key)}"
            self.print_out(self._forms((filled,), title))

    def print_unit(self) -> None:
        submission = self._bridge.submission
        if submission is not None:
            self.print_out(self._forms(submission.forms, _title(submission)))

    def _forms(self, forms: Sequence[Filled], title: str) -> Printable:
        self._bridge.commit_pending()
        return forms_to_print([("", self._fresh(forms))], title)

    def show_pages(
        self,
        what: Printable,
        place: Place | None = None,
        parent: QWidget | None = None,
        sent: Callable[[], None] | None = None,
    ) -> None:
        """Look at a document before it is printed; `sent` is called when it was, or is a file."""

        def show(made: _Set) -> None:
            pages, notes = made
            self.dialog = PreviewDialog(
                what.title,
                pages,
                (*notes, *misfits(self.setup, pages.sizes)),
                lambda: self._print(what, pages, sent, self.dialog),
                lambda: self._save(what, self.dialog, sent),
                parent or self._window,
            )
            self.dialog.open()

        self.run(partial(_pages, what), show, place)

    def print_out(self, what: Printable) -> None:
        """Print a document at once; what does not fit is told before."""

        def ask(made: _Set) -> None:
            pages, notes = made
            told = (*notes, *misfits(self.setup, pages.sizes))
            if not told or self._dialogs.confirm("打印前请看", "\n".join(told), "照样打印"):
                self._print(what, pages)

        self.run(partial(_pages, what), ask)

    @property
    def setup(self) -> Setup:
        """How the clerk printed last, or set it up."""
        names = ("printer", "paper", "sides", "margin")
        return Setup(*(self._settings.get(name) for name in names))

    def _print(
        self,
        what: Printable,
        pages: Spool,
        sent: Callable[[], None] | None = None,
        place: Place | None = None,
    ) -> None:
        if not self._dialogs.has_printer():
            question = "这台电脑没有装打印机。可以存成 PDF 文件，拿到有打印机的电脑上打印。"
            if self._dialogs.confirm("没有打印机", question, "存为 PDF"):
                self._save(what, place, sent)
            return
        printer = self._dialogs.printer(what.title, self.setup)
        if printer is None:
            return
        before = self.setup
        chosen = setup_of(printer, before)
        new = [
            note
            for note in misfits(chosen, pages.sizes)
            if note not in misfits(before, pages.sizes)
        ]
        if new and not self._dialogs.confirm("打印前请看", "\n".join(new), "照样打印"):
            return
        for name in ("printer", "paper", "sides"):
            self._settings.put(name, getattr(chosen, name))
        try:
            with self._dialogs.watching("正在送打印机…") as report:
                print_pages(printer, pages, chosen.margin, report)
        except Cancelled:
            self._bridge.tell("打印已取消。")
        except UserError as error:
            self._failed(error, place)
        else:
            self._bridge.tell(f"已送去打印：{what.title}")
            if sent is not None:
                sent()

    def _save(self, what: Printable, place: Place | None, sent: Callable[[], None] | None) -> None:
        """The document as PDF, for printing elsewhere."""
        self.save("存为 PDF", what.title, {"pdf": what.pdf}, place, sent)

    # Work

    def run(
        self,
        work: Callable[[Report], Any],
        done: Callable[[Any], None],
        place: Place | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Do a piece of work with progress, one at a time; in a dialog if `place` is one."""
        if self.task is not None:
            self._bridge.tell("上一项导出还没有完成，请稍候。", alarm=True)
            return

        def finished(result: Any) -> None:
            self.task = None
            done(result)

        self.task = Task(work, finished, failed or (lambda error: self._failed(error, place)), self)
        self.task.finished.connect(self._over)
        if place is None:
            self._progress.watch(self.task, PREPARING)
        else:
            place.begin(self.task)
        self.task.start()

    def _over(self) -> None:
        self.task = None

    def _failed(self, error: BaseException, place: Place | None) -> None:
        if not isinstance(error, UserError):
            raise error
        if place is None:
            self._bridge.tell(str(error), alarm=True)
        else:
            place.complain(str(error))


def forms_to_print(units: Sequence[tuple[str, Sequence[Filled]]], title: str) -> Printable:
    """Official forms as a document, unit by unit."""
    every = [form for _, forms in units for form in forms]

    def pages(report: Report) -> Iterator[bytes]:
        for done, (unit, forms) in enumerate(units):
            step(report, done, len(units), f"排版{unit}")
            yield from svg_pages(forms)

    return Printable(title, pages, partial(write_pdf, every), partial(crowded, every))


def _pages(what: Printable, report: Report) -> _Set:
    """The pages, and what does not fit on them."""
    return Spool(what.pages(report)), tuple(what.notes())


def _title(submission: Submission) -> str:
    return f"{submission.year}年{submission.unit}"
