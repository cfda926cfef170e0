"""Filling a template: read it as a submission is read, and write where each field was found.

A template may be blank or last year's filled form; what stood in a slot gives way. What the
template has no place for is told, and so is whatever reads back otherwise than it was written.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from core.address import At
from core.errors import Refused, UserError
from core.filling.excel import ExcelTemplate
from core.filling.pen import NOT_SINGLE, Pen, form_in
from core.filling.template import Template
from core.filling.word import WordTemplate
from core.intake.extract import extract
from core.intake.readers import detect
from core.intake.recognise import recognise
from core.number import short
from core.schema.form import leaves
from core.submission import Filled
from core.text import squash
from core.writers.shown import shown

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")
OPENERS: Mapping[str, Callable[[bytes], Template]] = MappingProxyType(
    {"docx": WordTemplate.open, "xlsx": ExcelTemplate.open}
)
"""Format of a template → how it is opened."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A filled template: the file, its format, and in Chinese what did not fit."""

    data: bytes
    format: str
    problems: tuple[str, ...]


def codes_in(data: bytes) -> tuple[str, ...]:
    """The grid forms (f1, f2, f3) of a template, in its order; raises as `fill_template`."""
    _, template = _open(data)
    found = (form.code for form in recognise(template.document()))
    return tuple(dict.fromkeys(code for code in found if code in {"f1", "f2", "f3"}))


def fill_forms(data: bytes, forms: Sequence[Filled]) -> tuple[tuple[Filled | None, Filling], ...]:
    """Fill a template with a unit's forms, one file, or one for each project if there are several.

    A file comes with the project's form, or None. Forms that the template does not hold are left
    out; empty when it holds none of them. Raises as `fill_template`.
    """
    codes = codes_in(data)
    single = [form for form in forms if form.code in codes and form.code != "f3"]
    projects = [form for form in forms if form.code == "f3"] if "f3" in codes else []
    file, kind, done = data, "docx", False
    problems: tuple[str, ...] = ()
    for form in single:
        filling = fill_template(file, form)
        file, kind, done = filling.data, filling.format, True
        problems = (*problems, *filling.problems)
    if not done and not projects:
        return ()
    problems = (*problems, *_left(data, codes))
    if not projects:
        return ((None, Filling(file, kind, problems)),)
    made = []
    for form in projects:
        filling = fill_template(file, form)
        whole = dataclasses.replace(filling, problems=(*problems, *filling.problems))
        made.append((form if len(projects) > 1 else None, whole))
    return tuple(made)


def _left(data: bytes, codes: Sequence[str]) -> tuple[str, ...]:
    """That a template holds more than the forms that were filled, such as another's report."""
    found = recognise(_open(data)[1].document())
    others = {form.code for form in found} - set(codes)
    return ("模板文件里还有自评报告，原样保留，请删去或改写",) if others else ()


def fill_template(data: bytes, filled: Filled) -> Filling:
    """Fill the template's form of this kind.

    `Refused` for a file that cannot be opened; `UserError` for one that is neither Word nor Excel
    of today, or holds no such form.
    """
    kind, template = _open(data)
    pen = Pen(template, filled)
    pen.fill()
    made = template.data()
    problems = (*pen.problems, *_differences(kind, made, filled, pen.told))
    return Filling(made, kind, tuple(dict.fromkeys(problems)))


def _open(data: bytes) -> tuple[str, Template]:
    kind = detect(data)
    if kind not in OPENERS:
        raise UserError(
            "模板要用 Word（.docx）或 Excel（.xlsx）文件，请用 WPS 或 Office 另存后再用。"
        )
    try:
        return kind, OPENERS[kind](data)
    except Refused as error:
        raise UserError(f"模板打不开：{error}") from error


def _differences(kind: str, data: bytes, filled: Filled, told: set[At]) -> tuple[str, ...]:
    """What reads back otherwise than it was written; wording of the template is not compared."""
    document = OPENERS[kind](data).document()
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
