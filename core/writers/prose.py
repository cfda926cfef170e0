"""Reports f4 and f5 on paper: cover, headed text, tables, signature."""

import re
from dataclasses import dataclass

from core.address import At
from core.forms import OverallReport, ProjectReport, Report
from core.forms.report import OVERALL_SECTIONS, PROJECT_SECTIONS, Table
from core.schema.form import is_empty, leaves
from core.submission import Filled
from core.writers.shown import loose, printable, shown

NUMERALS = "一二三四五六七八九十"
TABLE_HEADS = ("预算项目", "本年预算", "年中追加", "本年决算金额")
TABLE_UNIT = "金额单位：万元"
_BLANK = "　" * 8
_COLUMNS = ("label", "budget", "added", "final")
_TITLE_END = re.compile("(?<=.)(?=(?:部门)?(?:整体|项目)支出绩效(?:自评|评价)报告$)")
_WHERE = "一般公共预算"
"""The tables tell what was spent of it, so they are printed in the section about it."""


@dataclass(frozen=True, slots=True)
class ProseTable:
    """A table inside a report: its rows as places, four each."""

    title: str
    rows: tuple[tuple[At, ...], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A section: its heading, the paragraphs below it, and the tables after them."""

    heading: str
    paragraphs: tuple[str, ...]
    tables: tuple[ProseTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """A report as it is printed. `cover` and `signature` are lines, empty when there is none.

    `preamble` stands over the first heading: text of the report that belongs to no section.
    """

    annex: str
    title: str
    cover: tuple[str, ...]
    preamble: tuple[str, ...]
    passages: tuple[Passage, ...]
    signature: tuple[str, ...]


def is_prose(filled: Filled) -> bool:
    """Whether the form is a report and not a grid."""
    return isinstance(filled.record, Report)


def prose_of(filled: Filled) -> Prose:
    """The report on paper; TypeError for a form that is a grid.

    A report that is signed at its end has no cover unless one was filled in; any other has one,
    to be filled in by hand where it is empty.
    """
    record = filled.record
    if not isinstance(record, Report):
        raise TypeError(record.CODE)
    signed = not is_empty(record.signature) or _unread(filled, "signature")
    covered = not is_empty(record.cover) or _unread(filled, "cover")
    project = shown(filled, At("project")) if isinstance(record, ProjectReport) else ""
    return Prose(
        annex="附件4" if isinstance(record, OverallReport) else "附件5",
        title=printable(_title(record)),
        cover=_cover(filled, project) if covered or project or not signed else (),
        preamble=loose(filled, {at for at, _, _ in leaves(record)} - {At("year"), At("unit")}),
        passages=_passages(filled, record),
        signature=_signature(filled) if signed else (),
    )


def title_lines(title: str, room: int) -> str:
    """The title, broken before 部门整体支出绩效自评报告 if it is longer than `room` characters.

    Where the year and the unit then still do not fit on a line, each gets one.
    """
    if len(title) <= room:
        return title
    first, *rest = _TITLE_END.sub("\n", title, count=1).split("\n")
    if sum(0.5 if sign.isascii() else 1 for sign in first) > room:
        first = first.replace("年度", "年度\n", 1)
    return "\n".join((first, *rest))


def _unread(filled: Filled, group: str) -> bool:
    return any(at.within(At(group)) for at in filled.unread)


def _title(record: Report) -> str:
    return record.title or (f"{record.year}年度{record.NAME}" if record.year else record.NAME)


def _cover(filled: Filled, project: str) -> tuple[str, ...]:
    unit = shown(filled, At("cover.unit"))
    day = shown(filled, At("cover.date"))
    return (
        *((f"项目名称：{project}",) if project else ()),
        f"部门（单位）名称：{unit or _BLANK}（盖章）",
        day or "　　年　　月　　日",
    )


def _signature(filled: Filled) -> tuple[str, ...]:
    lines = (shown(filled, At("signature.unit")), shown(filled, At("signature.date")))
    return tuple(line for line in lines if line)


def _passages(filled: Filled, record: Report) -> tuple[Passage, ...]:
    tables = tuple(_table(filled, index, table) for index, table in enumerate(record.tables))
    if not record.sections:
        return tuple(Passage(heading, ()) for heading in _template(record))
    places = [At.of("sections", index, "heading") for index in range(len(record.sections))]
    headings = [shown(filled, place) for place in places]
    last = len(headings) - 1
    home = next((index for index, text in enumerate(headings) if _WHERE in text), last)
    return tuple(
        Passage(heading, _paragraphs(filled, index), tables if index == home else ())
        for index, heading in enumerate(headings)
    )


def _paragraphs(filled: Filled, section: int) -> tuple[str, ...]:
    text = shown(filled, At.of("sections", section, "text"))
    return tuple(text.split("\n")) if text else ()


def _template(record: Report) -> tuple[str, ...]:
    names = PROJECT_SECTIONS if isinstance(record, ProjectReport) else OVERALL_SECTIONS
    return tuple(f"{NUMERALS[index]}、{name}" for index, name in enumerate(names))


def _table(filled: Filled, index: int, table: Table) -> ProseTable:
    here = At.of("tables", index)
    rows = tuple(
        tuple(here.child("rows", row, name) for name in _COLUMNS) for row in range(len(table.rows))
    )
    return ProseTable(shown(filled, here.child("title")), rows)
