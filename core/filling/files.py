"""The county's own templates filled for many units, into a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from core.errors import UserError
from core.filling.confined import each_apart
from core.filling.fill import Layouts, Made, fill_forms
from core.progress import Report, silent
from core.submission import FileInfo, Filled, Submission
from core.text import squash
from core.writers.filing import Filing
from core.writers.target import save

_NO_SUBJECT = re.compile(r"20\d\d年度?|^关于|(项目)?(支出)?(绩效)?(自评|评价)(情况)?的?(报告)?$")


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
    layouts: Layouts = (),
) -> None:
    """Fill every template for every unit; what did not fit is noted in the filing.

    The templates are opened in confined children. UserError when one cannot be used or a file
    cannot be written at all; raises `Cancelled`.
    """
    wanted = [(own, submission) for submission in submissions for own in templates]
    names = [f"填写{submission.unit}" for _, submission in wanted]
    for (own, submission), made in zip(
        wanted, each_apart(partial(_made, layouts=layouts), wanted, names, report), strict=True
    ):
        if isinstance(made, UserError):
            raise UserError(f"模板“{own.name}”：{made}") from made
        _file(own, submission, made, filing)


def _made(wanted: tuple[Own, Submission], layouts: Layouts) -> tuple[Made, ...]:
    """A template filled with a unit's forms; done in a confined child."""
    own, submission = wanted
    forms = [form for form in submission.forms if form.code in own.codes]
    return fill_forms(own.data, forms, layouts)


def _file(own: Own, submission: Submission, made: Sequence[Made], filing: Filing) -> None:
    if not made:
        filing.notes.append(f"{submission.unit}：没有“{own.name}”里的表。")
    for number, (project, filling) in enumerate(made, 1):
        name = _project(project, number, submission.unit) if project else ""
        base = filing.base(f"{submission.unit}{submission.year}年度{name}{own.name}")
        path = filing.write(base, filling.format, partial(save, filling.data))
        filing.notes += [f"{path.name}：{problem}" for problem in filling.problems]


def _project(filled: Filled, number: int, unit: str) -> str:
    """What a file of one project is called. A report seldom has a line for the project's name: then
    it is what the title says beside the year, the unit and the kind of paper."""
    record = filled.record
    named = getattr(record, "project", None) or _subject(getattr(record, "title", None) or "", unit)
    return f"项目{number}（{named or '未填名称'}）"


def _subject(title: str, unit: str) -> str:
    return _NO_SUBJECT.sub("", squash(title).replace(squash(unit), "", 1))
