"""The command that writes the county's report of a year."""

import datetime as dt
from pathlib import Path

import click

from core.cli_options import DATA, OUT, THE_YEAR, opened
from core.errors import UserError
from core.reports.county_report import Sender, county_report, sections_of
from core.reports.county_sections import Years
from core.reports.section import Section, changes
from core.reports.unit_year import county_year
from core.workspace import Workspace
from core.writers.report_docx import write_report_docx
from core.writers.report_pdf import write_report_pdf
from core.writers.target import safe_name

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_TEXT = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    "county-report", help="导出绩效自评情况报告（Word、PDF）；改写过的章节保留改写的文字。"
)
@DATA
@THE_YEAR
@OUT
@click.option("--office", default="", help="落款单位。")
@click.option("--to", default="", help="主送机关，如“某县人民政府”。")
@click.option("--date", "day", type=_DAY, help="报告日期，如 2025-06-30，默认今天。")
@click.option(
    "--rewrite", type=(str, _TEXT), multiple=True, metavar="章节 文件",
    help="用文本文件（UTF-8）改写一节，如 总体情况 总体.txt；可撤销。",
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
    today = day.date() if day else dt.datetime.now().astimezone().date()
    with opened(data) as workspace:
        years = Years(year, county_year(workspace, year), county_year(workspace, year - 1))
        if not years.handed_in:
            raise UserError(f"数据文件夹中没有{year}年度的报送材料。")
        sections = sections_of(years)
        for title, file in rewrite:
            section = _named(sections, title)
            text = section.kept(file.read_text(encoding="utf-8-sig"))
            workspace.set_report_text(year, section.key, text)
        for title in reset:
            workspace.set_report_text(year, _named(sections, title).key, None)
        _tell_changes(workspace, year, sections)
        report = county_report(years, Sender(today, office, to), workspace.report_texts(year))
    out.mkdir(parents=True, exist_ok=True)
    base = safe_name(report.title)
    write_report_docx((report,), out / f"{base}.docx")
    write_report_pdf((report,), out / f"{base}.pdf")
    for kind in ("docx", "pdf"):
        click.echo(str(out / f"{base}.{kind}"))


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
            click.echo(f"请核对“{section.title}”：{changed}", err=True)
