"""The lines of the review list: what is proposed for each file that was read."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from core.differ import differences
from core.editing.apply import blank_form
from core.intake import FileReading, collect
from core.intake.beside_files import named_in_folders, says_no_unit
from core.intake.collect import match_unit, named_unit
from core.intake.extract import year_of_name
from core.intake.pictures import may_show
from core.resubmission import counterpart, same_form
from core.submission import Filled, Submission
from core.workspace import Workspace
from gui.models.review import ReviewLine

_OF_PROJECTS = {"f3", "f5"}
_LATER = re.compile(r"修改|修订|更正|更新|最终|最新|定稿|终稿|重报|第[二三四五]稿|[vV][2-9]")
TYPING = "照着录入：保存后对照原件填写"


def review_lines(
    readings: Sequence[FileReading], workspace: Workspace, year: int | None, unit: str | None = None
) -> tuple[ReviewLine, ...]:
    """What is proposed for each file; a file that names no unit is matched with the others'.

    With `unit` all are proposed for it; files that name another one say so. Not ticked are a file
    that is stored already or comes twice, one of which a part is missing, one whose unit was only
    guessed, and one that has nothing but forms that another file of the unit has too.
    """
    listed = workspace.unit_names()
    named = {form.unit for reading in readings for form in reading.forms if form.unit}
    beside = named_in_folders(readings)
    known = {sub.unit for y in workspace.years() for sub in workspace.submissions(y)}
    before = stored_files(workspace)
    lines: list[ReviewLine] = []
    for reading in readings:
        twice = before.get(reading.sha256)
        if reading.data:
            before.setdefault(reading.sha256, f"“{reading.name}”")
        same = [f"和{twice}是同一个文件，已跳过"] if twice else []
        if reading.problem is not None:
            lines.append(_closed(reading, workspace, year, unit, same))
            continue
        nameless = not any(form.unit for form in reading.forms)
        units = (*listed, *sorted((known | named) - set(listed))) if nameless else listed
        others = workspace.other_names()
        for proposal in collect((reading,), units, year, others, beside=beside):
            new = proposal.submission
            called = named_unit(new.forms, reading)
            doubts = [
                doubt.removeprefix(reading.name).removeprefix("中的").rstrip("。")
                for doubt in proposal.doubts
            ]
            if nameless and says_no_unit(called):
                # 附件1 is no name of a unit: none is made of it, and none is learnt by it.
                if new.unit == called:
                    new = dataclasses.replace(new, unit="")
                    doubts = ["没有写明单位，文件名也看不出，请填上单位"]
                called = ""
            guessed = unit is None and _guessed(called, new.unit, units, workspace)
            if unit is not None and new.unit != unit:
                doubts = [f"文件像是「{new.unit}」的，按「{unit}」读入"] if new.unit else []
                new = dataclasses.replace(new, unit=unit)
            if guessed:
                doubts = [f"「{called}」像是「{new.unit}」，是的请打勾，不是的请改单位"]
            told = same or _resubmitted(reading, new.forms, workspace.submission(new.key))
            lost = [reading.warning.rstrip("。")] if reading.warning else []
            lines.append(
                ReviewLine(
                    reading,
                    new.forms,
                    new.unit,
                    new.year or None,
                    take=twice is None and not guessed and not lost,
                    says="；".join([*lost, *told, *doubts]),
                    named=called,
                    guessed=guessed,
                )
            )
    return _once(lines)


def _once(lines: Sequence[ReviewLine]) -> tuple[ReviewLine, ...]:
    """Forms of a unit that come twice are told, as when a table is sent as Word and as Excel.

    The file with the most forms stays ticked; of those that have as many the one whose name says
    that it is the later one, else the first.
    """
    out = list(lines)
    there: dict[tuple[str, int | None], list[tuple[str, Filled]]] = {}

    def first(row: int) -> tuple[int, bool]:
        return -len(out[row].forms), not _LATER.search(out[row].reading.name)

    for row in sorted(range(len(out)), key=first):
        line = out[row]
        if not (line.take and line.ready):
            continue
        before = there.setdefault((line.unit, line.year), [])
        pairs = [(form, twin) for form in line.forms if (twin := _twin(form, before))]
        whole = len(pairs) == len(line.forms)
        if pairs:
            said = [_twice(pairs), *filter(None, [line.says])]
            out[row] = dataclasses.replace(line, take=not whole, says="；".join(said))
        if not whole:
            before += [(line.reading.name, form) for form in line.forms]
    return tuple(out)


def _twin(form: Filled, before: Sequence[tuple[str, Filled]]) -> tuple[str, Filled] | None:
    """The same form in another file; forms of projects that bear no name must be equal."""
    for name, other in before:
        nameless = form.code in _OF_PROJECTS and getattr(form.record, "project", None) is None
        if same_form(form, other) and not (nameless and differences(other, form)):
            return name, other
    return None


def _twice(pairs: Sequence[tuple[Filled, tuple[str, Filled]]]) -> str:
    names = "、".join(dict.fromkeys(f"“{name}”" for _, (name, _) in pairs))
    codes = "、".join(dict.fromkeys(form.code[1:] for form, _ in pairs))
    count = sum(len(differences(other, form)) for form, (_, other) in pairs)
    unlike = f"{count} 处不同" if count else "内容相同"
    return f"附件{codes}在{names}里也有，{unlike}；两份只勾一份"


def stored_files(workspace: Workspace) -> dict[str, str]:
    """The files of all submissions by SHA-256: whose they are and what they are called."""
    return {
        info.sha256: f"{sub.unit}{sub.year}年度已导入的“{info.name}”"
        for year in workspace.years()
        for sub in workspace.submissions(year)
        for info in sub.files
    }


def _closed(
    reading: FileReading,
    workspace: Workspace,
    year: int | None,
    unit: str | None,
    same: Sequence[str],
) -> ReviewLine:
    """A file that was not read: why, and whether its pages can be shown to type from."""
    problem = reading.problem
    says, locked = (problem.message, problem.code == "encrypted") if problem else ("", False)
    listed, called = workspace.unit_names(), named_unit((), reading)
    told = "；".join([*same, says])
    if locked or not may_show(reading.data, reading.format):
        return ReviewLine(reading, (), "", None, take=False, says=told)
    whose = unit or match_unit(called, listed, workspace.other_names()) or ""
    when = year_of_name(reading.name) or year
    named = called if whose else ""
    return ReviewLine(reading, (), whose, when, take=False, says=told, named=named, pages=True)


def _guessed(called: str, unit: str, units: Sequence[str], workspace: Workspace) -> bool:
    """Whether a unit was taken for another name of it that may as well be another unit's."""
    others = workspace.other_names()
    meant = match_unit(called, units, others, guess=False)
    return meant is None and match_unit(called, units, others) == unit


def typed(line: ReviewLine, unit: str, year: int, codes: Sequence[str]) -> ReviewLine:
    """The line of a scan as empty forms of a unit, to be typed beside its pages once stored."""
    forms = tuple(
        Filled(code, blank_form(code, unit, year), file=line.reading.sha256) for code in codes
    )
    return dataclasses.replace(
        line, forms=forms, unit=unit, year=year, take=True, typing=True, says=TYPING
    )


def _resubmitted(
    reading: FileReading, forms: Sequence[Filled], old: Submission | None
) -> list[str]:
    unsure = [] if all(form.sure for form in reading.forms) else ["表的种类不能确定，请核对"]
    if old is None:
        return unsure
    pairs = [(before, form) for form in forms if (before := counterpart(form, old))]
    codes = "、".join(sorted({form.code[1:] for _, form in pairs}))
    count = sum(len(differences(before, form)) for before, form in pairs)
    again = [f"重新报送，将替换附件{codes}，{count} 处不同"] if pairs else []
    return [*unsure, *again]


def forms_to_store(
    line: ReviewLine, unit: str, year: int, there: frozenset[str]
) -> tuple[Filled, ...]:
    """The forms of a line with their file; empty ones bear the unit's name, and replace nothing."""
    sha256 = line.reading.sha256
    if not line.typing:
        return tuple(dataclasses.replace(filled, file=sha256) for filled in line.forms)
    codes = [filled.code for filled in line.forms if filled.code not in there]
    return typed(line, unit, year, codes).forms


def kept(before: ReviewLine, fresh: ReviewLine) -> ReviewLine:
    """A line of a file that was read again, with what the clerk had decided about it."""
    if not before.forms:
        return fresh
    return dataclasses.replace(
        fresh, unit=before.unit, year=before.year, take=before.take, guessed=before.guessed
    )
