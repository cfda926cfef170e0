"""The county's own files of the forms: chosen, looked through, kept, filled for one unit or all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.errors import UserError, reason
from core.filling.files import fill_units, own_templates
from core.filling.slots import Slots, slots_in
from core.forms import FORMS
from core.intake.mapping import Layout, of_texts
from core.progress import Report, step
from core.submission import FileInfo, Submission
from core.writers.filing import Filing
from gui.models.marks import annex_of
from gui.papers.means import Means
from gui.views.templates import TemplateLine, TemplatesDialog

_Found = tuple[Slots, ...] | str
_Looked = dict[str, _Found]
"""What was found in each file: its forms with their places, or why it cannot be used."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A template as the data folder keeps files."""

    name: str
    format: str
    data: bytes


def open_templates(means: Means) -> None:
    """Look through the templates that were chosen, then show them."""
    workspace = means.bridge.workspace
    chosen, file_data = workspace.templates(), workspace.file_data
    layouts = of_texts(workspace.layouts().values())
    means.bridge.commit_pending()

    def work(report: Report) -> _Looked:
        files = {file.sha256: file.name for file in chosen.values()}
        looked = {}
        for done, (sha256, name) in enumerate(files.items()):
            step(report, done, len(files), f"查看模板 {name}")
            looked[sha256] = _looked_at(sha256, file_data, layouts)
        return looked

    means.exporting.run(work, partial(_show, means))


def _looked_at(
    sha256: str, file_data: Callable[[str], bytes], layouts: tuple[Layout, ...]
) -> _Found:
    """The places of a kept template, or why it can be used no more."""
    try:
        return slots_in(file_data(sha256), layouts)
    except UserError as error:
        return str(error)


def _show(means: Means, looked: _Looked) -> None:
    dialog = TemplatesDialog(
        _lines(means, looked),
        means.bridge.submission.unit if means.bridge.submission else "",
        means.window,
        writable=means.bridge.writable,
    )
    dialog.choose_wanted.connect(partial(_choose, means, looked, dialog))
    dialog.drop_wanted.connect(partial(_drop, means, looked, dialog))
    dialog.fill_wanted.connect(partial(_fill, means, dialog))
    dialog.open()


def _lines(means: Means, looked: _Looked) -> list[TemplateLine]:
    chosen = means.bridge.workspace.templates()
    lines = []
    for code, form in FORMS.items():
        file = chosen.get(code)
        found = looked.get(file.sha256, ()) if file else ()
        trouble = found if isinstance(found, str) else ""
        forms = () if isinstance(found, str) else found
        slots = next((each for each in forms if each.code == code), None)
        lines.append(
            TemplateLine(
                code,
                f"{annex_of(code)}　{form.NAME}",
                file.name if file else "",
                slots.found if slots else (),
                slots.missing if slots else (),
                trouble,
            )
        )
    return lines


def _choose(means: Means, looked: _Looked, dialog: TemplatesDialog, code: str) -> None:
    """Take a file for a form; it must hold that form."""
    path = means.dialogs.open_template(f"{annex_of(code)}的模板", "")
    if path is None:
        return

    layouts = of_texts(means.bridge.workspace.layouts().values())

    def work(report: Report) -> tuple[bytes, tuple[Slots, ...]]:
        step(report, 0, 1, f"查看模板 {path.name}")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UserError(f"「{path.name}」读不出来（{reason(error)}），请另选一个。") from error
        return data, slots_in(data, layouts)

    def done(found: tuple[bytes, tuple[Slots, ...]]) -> None:
        data, forms = found
        held = [slots.code for slots in forms]
        if code not in held:
            names = "、".join(annex_of(each) for each in held)
            dialog.complain(f"「{path.name}」里没有{annex_of(code)}，有{names}。")
            return
        file = _keep(means, path, data)
        if file is None:
            return
        looked[file.sha256] = forms
        others = [each for each in held if each != code and each not in _chosen(means)]
        for each in (code, *others):
            _set(means, each, file)
        dialog.show_lines(_lines(means, looked), code)
        also = "、".join(annex_of(each) for each in others)
        dialog.say(f"已采用「{path.name}」" + (f"，{also}也用它。" if also else "。"))

    means.exporting.run(work, done, dialog)


def _chosen(means: Means) -> set[str]:
    return set(means.bridge.workspace.templates())


def _keep(means: Means, path: Path, data: bytes) -> FileInfo | None:
    """The file in the data folder, so that it is there next time."""
    kept: list[FileInfo] = []
    workspace = means.bridge.workspace
    read = _Kept(path.name, path.suffix[1:].lower(), data)
    means.bridge.attempt(lambda: kept.append(workspace.keep_file(read)))
    return kept[0] if kept else None


def _set(means: Means, code: str, file: FileInfo | None) -> None:
    workspace = means.bridge.workspace
    means.bridge.attempt(lambda: workspace.set_template(code, file, annex_of(code)))


def _drop(means: Means, looked: _Looked, dialog: TemplatesDialog, code: str) -> None:
    _set(means, code, None)
    dialog.show_lines(_lines(means, looked), code)


def _fill(means: Means, dialog: TemplatesDialog, whole_year: bool) -> None:
    """Fill every chosen template, for the unit that is looked at or for all."""
    submissions = _submissions(means, whole_year)
    if not submissions:
        dialog.complain("没有可以填的单位：先打开一个报送了的单位，或者先导入。")
        return
    folder = means.exporting.ask_folder("填好的模板")
    if folder is None:
        return
    workspace = means.bridge.workspace
    chosen, file_data = dict(workspace.templates()), workspace.file_data
    layouts = of_texts(workspace.layouts().values())

    def work(report: Report) -> Filing:
        filing = Filing(folder)
        fill_units(own_templates(chosen, file_data), submissions, filing, report, layouts)
        return filing

    def done(filing: Filing) -> None:
        dialog.accept()
        means.exporting.tell_filed(filing)

    means.exporting.run(work, done, dialog)


def _submissions(means: Means, whole_year: bool) -> tuple[Submission, ...]:
    year, one = means.bridge.year, means.bridge.submission
    if not whole_year:
        return (one,) if one is not None else ()
    return means.bridge.workspace.submissions(year) if year is not None else ()
