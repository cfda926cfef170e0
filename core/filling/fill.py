"""Filling a template: read it as a submission is read, and write where each field was found.

A template may be blank or last year's filled form; what stood in a slot gives way. What the
template has no place for is told, and so is whatever reads back otherwise than it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from core.address import At
from core.errors import Refused, UserError
from core.filling.excel import ExcelTemplate
from core.filling.finding import form_in
from core.filling.pen import NOT_SINGLE, Pen
from core.filling.report_pen import ReportPen
from core.filling.template import Template
from core.filling.word import WordTemplate
from core.forms import FORMS
from core.intake.extract import extract
from core.intake.grid import Document, Grid
from core.intake.leftover import TEXT
from core.intake.mapping import Layout, mapped
from core.intake.readers import READERS, detect
from core.intake.recognise import recognise, survey
from core.number import short
from core.schema.form import leaves
from core.submission import Filled
from core.text import squash
from core.writers.shown import shown

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")
REPORTS = frozenset({"f4", "f5"})
_OF_PROJECTS = frozenset({"f3", "f5"})
_SHORTEST_NAME = 4
Layouts = tuple[Layout, ...]
OPENERS: Mapping[str, Callable[[bytes, Layouts], Template]] = MappingProxyType(
    {"docx": WordTemplate.open, "xlsx": ExcelTemplate.open}
)
"""Format of a template → how it is opened."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A filled template: the file, its format, and in Chinese what did not fit."""

    data: bytes
    format: str
    problems: tuple[str, ...]


Made = tuple[Filled | None, Filling]
"""A filled template, with the form of the project where there is a file for each."""


def fill_forms(data: bytes, forms: Sequence[Filled], layouts: Layouts = ()) -> tuple[Made, ...]:
    """Fill a template with a unit's forms, one file, or one for each project if there are several.

    Tables of a remembered layout are filled by it.
    A file comes with the project's form, or None. Forms that the template does not hold are left
    out; empty when it holds none of them. Raises as `fill_template`.
    """
    kind, template = open_template(data, layouts)
    before = template.document()
    there = {form.code for form in recognise(before)}
    foreign = _foreign(before)
    codes = there if kind == "docx" else there - REPORTS
    single = [form for form in forms if form.code in codes - _OF_PROJECTS]
    projects = _projects([form for form in forms if form.code in codes & _OF_PROJECTS])
    if not single and not projects:
        return ()
    common = _fill_all(kind, template, single, layouts)
    file = template.data()
    made: list[Made] = []
    for number, group in enumerate(projects or [[]]):
        page = open_template(file, layouts)[1] if number else template
        problems = [*template.losses, *common, *_fill_all(kind, page, group, layouts)]
        problems += _left(there, {form.code for form in (*single, *group)})
        problems += foreign
        whole = page.data()
        after = mapped(READERS[kind](whole), layouts)
        problems += _stale(before, after, page.around, (*single, *group))
        filling = Filling(whole, kind, tuple(dict.fromkeys(problems)))
        made.append((group[0] if len(projects) > 1 else None, filling))
    return tuple(made)


def _projects(forms: Sequence[Filled]) -> list[list[Filled]]:
    """The tables and reports of projects, those of one project together."""
    groups: dict[tuple[str, int], list[Filled]] = {}
    unnamed: dict[str, int] = {}
    for form in forms:
        name = squash(str(getattr(form.record, "project", None) or ""))
        number = 0
        if not name:
            number = unnamed[form.code] = unnamed.get(form.code, 0) + 1
        while any(other.code == form.code for other in groups.get((name, number), ())):
            number += 1
        groups.setdefault((name, number), []).append(form)
    return list(groups.values())


def _left(there: set[str], filled: set[str]) -> tuple[str, ...]:
    """That a template holds more than the forms that were filled, such as another's report."""
    names = "、".join(FORMS[code].NAME for code in sorted(there - filled))
    return (f"模板里的{names}没有填，原样保留，请删去或改写",) if names else ()


def _foreign(template: Document) -> tuple[str, ...]:
    """The tables that belong to no form: they stay, maybe with another unit's figures."""
    return tuple(
        f"模板里“{'：'.join(filter(None, (item.sheet, item.text)))}”不是附件的表，"
        "原样保留，请删去或改写"
        for item in survey(template).leftovers
        if item.kind != TEXT
    )


def fill_template(data: bytes, filled: Filled, layouts: Layouts = ()) -> Filling:
    """Fill the template's form of this kind.

    `Refused` for a file that cannot be opened; `UserError` for one that is neither Word nor Excel
    of today, or holds no such form, or is a workbook where a report is wanted.
    """
    kind, template = open_template(data, layouts)
    problems = (*template.losses, *_fill_all(kind, template, [filled], layouts))
    return Filling(template.data(), kind, tuple(dict.fromkeys(problems)))


def _fill_all(
    kind: str, template: Template, forms: Sequence[Filled], layouts: Layouts
) -> tuple[str, ...]:
    """Fill an open template with some forms; what did not fit."""
    problems: tuple[str, ...] = ()
    for filled in forms:
        if filled.code in REPORTS:
            problems += _report(template, filled)
            continue
        pen = Pen(template, filled)
        pen.fill()
        back = mapped(READERS[kind](template.data()), layouts)
        problems += (*pen.problems, *_differences(back, filled, pen.told))
    return problems


def _report(template: Template, filled: Filled) -> tuple[str, ...]:
    """Fill a report; what it says and the file does not is told."""
    if not isinstance(template, WordTemplate):
        raise UserError("自评报告的模板要用 Word（.docx）文件。")
    pen = ReportPen(template, filled)
    pen.fill()
    words = squash("".join(_texts(template.document())))
    missing = [
        text
        for at, spec, _ in leaves(filled.record)
        if spec.multiline or at.field in {"tables", "cover.date", "signature.date", "project"}
        for text in shown(filled, at).split("\n")
        if squash(text) not in words
    ]
    lost = [f"模板里没有位置，没有填入：{text}" for text in missing]
    return (*pen.problems, *lost)


def _texts(document: Document) -> list[str]:
    """Every text of a document."""
    found: list[str] = []
    for block in document.blocks:
        found += [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
    return found


def _stale(
    before: Document, after: Document, around: str, forms: Sequence[Filled]
) -> tuple[str, ...]:
    """That the name of the unit for which a template was filled before still stands in it."""
    names = {read.unit for form in recognise(before) if (read := extract(before, form)).unit}
    said = [shown(filled, at) for filled in forms for at, _, _ in leaves(filled.record)]
    told = squash("".join(said))
    words = squash("".join((*_texts(after), around)))
    found = sorted(
        name
        for name in filter(None, names)
        if len(name) >= _SHORTEST_NAME and squash(name) in words and squash(name) not in told
    )
    return tuple(f"模板里还有“{name}”，请核对后改写" for name in found)


def open_template(data: bytes, layouts: Layouts = ()) -> tuple[str, Template]:
    """The format of a template and the template, open; `UserError` when it cannot be used."""
    kind = detect(data)
    if kind not in OPENERS:
        raise UserError(
            "模板要用 Word（.docx）或 Excel（.xlsx）文件，请用 WPS 或 Office 另存后再用。"
        )
    try:
        return kind, OPENERS[kind](data, layouts)
    except Refused as error:
        raise UserError(f"模板打不开：{error}") from error


def _differences(document: Document, filled: Filled, told: set[At]) -> tuple[str, ...]:
    """What reads back otherwise than it was written; wording of the template is not compared."""
    back = extract(document, form_in(document, filled.code)).filled
    there = {at for at, _, _ in leaves(back.record)} | back.unread.keys()
    problems = []
    for at, spec, _ in leaves(filled.record):
        if at in told or at.path in NOT_SINGLE or at.field in {"lines", "funds"}:
            continue
        text = shown(filled, at)
        if text and not _same(text, shown(back, at) if at in there else ""):
            problems.append(f"“{spec.label}”填入后读回不一致，请核对：{text}")
    extra = len(getattr(back.record, "indicators", ())) - len(
        getattr(filled.record, "indicators", ())
    )
    if extra > 0:
        problems.append(f"模板里原有的指标有{extra}行没有清除，请核对")
    return tuple(problems)


def _same(one: str, other: str) -> bool:
    return _bare(squash(one).rstrip("%")) == _bare(squash(other).rstrip("%"))


def _bare(text: str) -> str:
    """9.20 and 9.2 are one figure in a workbook."""
    return short(Decimal(text)) if _FIGURE.fullmatch(text) else text
