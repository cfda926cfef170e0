"""The county's own templates filled for many units, into a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from core.errors import UserError
from core.filling.fill import fill_forms
from core.progress import Report, silent, step
from core.submission import FileInfo, Filled, Submission
from core.writers.filing import Filing
from core.writers.target import save


@dataclass(frozen=True, slots=True)
class Own:
    """A template file, and the codes of the forms that it is used for."""

    name: str
    data: bytes
    codes: frozenset[str]


def own_templates(
    chosen: Mapping[str, FileInfo], file_data: Callable[[str], bytes]
) -> tuple[Own, ...]:
    """The templates of a folder; a file chosen for several forms once. UserError when one is
    lost."""
    files = {file.sha256: file for file in chosen.values()}
    return tuple(
        Own(
            file.name.rpartition(".")[0] or file.name,
            file_data(sha256),
            frozenset(code for code, other in chosen.items() if other.sha256 == sha256),
        )
        for sha256, file in files.items()
    )


def fill_units(
    templates: Sequence[Own],
    submissions: Sequence[Submission],
    filing: Filing,
    report: Report = silent,
) -> None:
    """Fill every template for every unit; what did not fit is noted in the filing.

    UserError when a file cannot be written at all; raises `Cancelled`.
    """
    for done, submission in enumerate(submissions):
        step(report, done, len(submissions), f"填写{submission.unit}")
        for own in templates:
            _fill(own, submission, filing)


def _fill(own: Own, submission: Submission, filing: Filing) -> None:
    forms = [form for form in submission.forms if form.code in own.codes]
    try:
        made = fill_forms(own.data, forms)
    except UserError as error:
        raise UserError(f"模板“{own.name}”：{error}") from error
    if not made:
        filing.notes.append(f"{submission.unit}：没有“{own.name}”里的表。")
    for number, (project, filling) in enumerate(made, 1):
        name = _project(project, number) if project else ""
        base = filing.base(f"{submission.unit}{submission.year}年度{name}{own.name}")
        path = filing.write(base, filling.format, partial(save, filling.data))
        filing.notes += [f"{path.name}：{problem}" for problem in filling.problems]


def _project(filled: Filled, number: int) -> str:
    return f"项目{number}（{getattr(filled.record, 'project', None) or '未填名称'}）"
