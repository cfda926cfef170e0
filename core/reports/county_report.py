"""绩效自评情况报告: the county's report of a year to its government.

The program writes every section from the figures; a section that the clerk has rewritten keeps
the clerk's words, and says 请核对 when a figure under them has changed. Tables, charts and annexes
are always made anew. The annex lists every figure of the text with how it was counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.letterhead import Letterhead
from core.report_text import ReportText
from core.reports import county_sections
from core.reports.county_sections import Years
from core.reports.overview import ranking_table
from core.reports.report import (
    BAR,
    COUNT,
    Chart,
    Column,
    Heading,
    Paragraph,
    Part,
    Report,
    Row,
    Table,
    day_words,
)
from core.reports.section import Section

SECTIONS: tuple[Callable[[Years], Section], ...] = (
    county_sections.overview,
    county_sections.money,
    county_sections.spending,
    county_sections.problems,
    county_sections.weak,
    county_sections.change,
    county_sections.proposals,
)
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who reports to whom on which day; `office` and `to` may be left to the pen.

    `head` is the line over the first page.
    """

    day: dt.date
    office: str = ""
    to: str = ""
    head: str = ""


def sender(letterhead: Letterhead, day: dt.date, office: str = "", to: str = "") -> Sender:
    """The sender by the folder's letterhead, where nothing else is said."""
    return Sender(day, office or letterhead.office, to or letterhead.addressed, letterhead.head)


def sections_of(years: Years) -> tuple[Section, ...]:
    """The sections as the program writes them, in order."""
    return tuple(section(years) for section in SECTIONS)


def county_report(years: Years, sender: Sender, texts: Mapping[str, ReportText]) -> Report:
    """The report; `texts` are the sections in the clerk's words, by key."""
    sections = sections_of(years)
    parts: list[Part] = []
    for number, section in enumerate(sections):
        parts.append(Paragraph(f"{_NUMERALS[number]}、{section.title}", "section"))
        parts += section.printed(texts.get(section.key))
        parts += section.parts
    ranking = ranking_table(years.units)
    parts.append(Paragraph("附件：1．各单位绩效自评得分情况"))
    parts.append(Paragraph("　　　2．报告数字来源"))
    annexes: tuple[Part, ...] = (
        Heading("附件1　各单位绩效自评得分情况"),
        ranking,
        *(
            (Chart(BAR, "认定得分（前二十名）", "ranking", "unit", ("final",)),)
            if ranking.rows
            else ()
        ),
        Heading("附件2　报告数字来源"),
        Paragraph("本表列出正文中的各项数字及其统计口径。", "note"),
        _sources(sections),
    )
    day = day_words(sender.day)
    title = f"{years.county}{years.year}年度部门整体支出绩效自评情况报告"
    office = sender.office or "（盖章）"
    return Report(
        title,
        (*parts, Paragraph(office, "right"), Paragraph(day, "right"), *annexes),
        lead=(f"{sender.to.rstrip('：:')}：",) if sender.to else (),
        cover=(office, day),
        head=sender.head,
    )


def _sources(sections: tuple[Section, ...]) -> Table:
    columns = (
        Column("no", "序号", COUNT, 12),
        Column("section", "章节", width=38, left=True),
        Column("name", "数字", width=42, left=True),
        Column("shown", "值", width=28),
        Column("how", "统计口径", width=60, left=True),
    )
    rows: list[Row] = [
        (section.title, fact.name, fact.shown, fact.how)
        for section in sections
        for fact in section.facts
    ]
    return Table("sources", "数字来源", columns, tuple((n, *row) for n, row in enumerate(rows, 1)))
