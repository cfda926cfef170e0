"""The command that writes the county's report of a year."""

import datetime as dt
from functools import partial
from pathlib import Path

import click

from core.cli_options import (
    DATA,
    DAY,
    OUT,
    THE_YEAR,
    opened,
    require_year,
    say,
    tell_filing,
    text_of,
    today,
)
from core.errors import UserError
from core.reports.county_report import county_report, sections_of, sender
from core.reports.county_sections import Years
from core.reports.section import Section, changes
from core.reports.unit_year import county_year
from core.workspace import Workspace
from core.writers.filing import Filing
from core.writers.report_files import WRITERS

_TEXT = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    "county-report", help="导出绩效自评情况报告（Word、PDF）；改写过的章节保留改写的文字。"
)
@DATA
@THE_YEAR
@OUT
@click.option("--office", default="", help="落款单位，默认用数据文件夹里设置的。")
@click.option("--to", default="", help="主送机关，如“某县人民政府”，默认用设置的。")
@click.option("--date", "day", type=DAY, help="报告日期，如 2025-06-30，默认今天。")
@click.option(
    "--rewrite", type=(str, _TEXT), multiple=True, metavar="章节 文件",
    help="用文本文件改写一节，如 总体情况 总体.txt；可撤销。",
)  # fmt: skip
@click.option("--reset", multiple=True, metavar="章节", help="恢复程序写的文字；可撤销。")
def county_report_command(
    data: Path,
    year: int,
    out: Path,
    office: str,
    to: str,
    day: dt.datetime | None,
    rewrite: tuple[tuple[str, Path], ...],
    reset: tuple[str, ...],
) -> None:
    with opened(data) as workspace:
        require_year(workspace, year)
        head = workspace.letterhead
        years = Years(
            year, county_year(workspace, year), county_year(workspace, year - 1), head.county
        )
        sections = sections_of(years)
        for title, file in rewrite:
            section = _named(sections, title)
            text = section.kept(text_of(file))
            workspace.set_report_text(year, section.key, text)
        for title in reset:
            workspace.set_report_text(year, _named(sections, title).key, None)
        _tell_changes(workspace, year, sections)
        texts = workspace.report_texts(year)
        report = county_report(
            years, sender(head, day.date() if day else today(), office, to), texts
        )
    filing = Filing(out)
    base = filing.base(report.title)
    for kind in ("docx", "pdf"):
        filing.write(base, kind, partial(WRITERS[kind], (report,)))
    tell_filing(filing)


def _named(sections: tuple[Section, ...], title: str) -> Section:
    for section in sections:
        if title in {section.title, section.key}:
            return section
    known = "、".join(section.title for section in sections)
    raise UserError(f"报告中没有“{title}”这一节，可以写：{known}。")


def _tell_changes(workspace: Workspace, year: int, sections: tuple[Section, ...]) -> None:
    texts = workspace.report_texts(year)
    for section in sections:
        kept = texts.get(section.key)
        changed = changes(kept.facts, section.fingerprint) if kept else ""
        if changed:
            say(f"请核对“{section.title}”：{changed}", err=True)
