"""The commands that put paper out for the county: summary, letters to units, blank forms."""

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from core.checks.finding import ERROR, HINT, WARNING
from core.cli_options import (
    DATA,
    DAY,
    FOLDER,
    OUT,
    SCHEME,
    THE_YEAR,
    UNIT,
    called,
    opened,
    require_year,
    say,
    tell_filing,
    today,
)
from core.errors import UserError
from core.letterhead import NO_LETTERHEAD, Letterhead
from core.reports.blank import BlankUnit, blank_units
from core.reports.blank_notice import blank_notice
from core.reports.reminder import DAYS as REMINDED
from core.reports.reminder import Dates, lacking_units, reminders_of, usual_deadline
from core.reports.report import Report
from core.reports.returned import returned_report
from core.reports.slips import DAYS, Batch, given, next_number, recorded, slips_of
from core.reports.summary import summary_report
from core.reports.unit_year import county_year
from core.scheme import load_scheme
from core.writers.blank_files import Wanted, write_blanks
from core.writers.filing import Filing
from core.writers.letter_files import write_letters
from core.writers.report_files import WRITERS


@click.command(help="导出全县汇总：汇总表、排名、等次、三公、项目、问题、登记、底稿。")
@DATA
@THE_YEAR
@OUT
def summary(data: Path, year: int, out: Path) -> None:
    with opened(data) as workspace:
        require_year(workspace, year)
        report = summary_report(county_year(workspace, year), year, workspace.letterhead)
    _write(report, out)


@click.command("return-slip", help="导出退回修改通知，一个单位一份。")
@DATA
@THE_YEAR
@UNIT
@OUT
@click.option(
    "--number", type=click.IntRange(min=1), help="第一份通知的编号，默认接着今年已用的编。"
)
@click.option("--date", "day", type=DAY, help="通知日期，如 2025-04-20，默认今天。")
@click.option("--deadline", type=DAY, help=f"报回期限，默认通知日期后{DAYS}天。")
@click.option("--office", help="落款单位，默认用数据文件夹里设置的。")
@click.option("--contact", help="联系人和电话，默认用设置的。")
@click.option("--hints", is_flag=True, help="把提示也写进通知。")
@click.option("--together", is_flag=True, help="全部写进一个文件，便于一次打印。")
@click.option("--record", is_flag=True, help="把这次退回记入退回登记。")
def return_slips(
    data: Path,
    year: int,
    unit: str | None,
    out: Path,
    number: int | None,
    day: dt.datetime | None,
    deadline: dt.datetime | None,
    office: str | None,
    contact: str | None,
    hints: bool,
    together: bool,
    record: bool,
) -> None:
    severities = (ERROR, WARNING, HINT) if hints else (ERROR, WARNING)
    given_on = day.date() if day else today()
    last = deadline.date() if deadline else given_on + dt.timedelta(days=DAYS)
    if last < given_on:
        raise click.UsageError("报回期限不应早于通知日期。")
    with opened(data) as workspace:
        if record and workspace.read_only_reason is not None:
            raise UserError(f"{workspace.read_only_reason}退回记不进登记，没有写通知。")
        head = signed(workspace.letterhead, office, contact)
        require_year(workspace, year)
        units = [each for each in county_year(workspace, year) if each.submission]
        name = called(workspace, unit, [each.unit for each in units])
        units = [each for each in units if name in {None, each.unit}]
        first = number or next_number(given(workspace, given_on), head.prefix, given_on.year)
        slips = slips_of(units, head, Batch(given_on, last, first, severities))
        there = {slip.unit.unit for slip in slips}
        for each in units:
            if each.unit not in there:
                say(f"{each.unit}：没有需要退回修改的问题", err=True)
        whole = f"{year}年度退回修改通知" if together else None
        tell_filing(write_letters(slips, out, whole))
        step = recorded(slips)
        if record and step is not None:
            workspace.dispatch(step)


@click.command("remind", help="导出催报函：没有报送、缺附件的单位，一个单位一份。")
@DATA
@THE_YEAR
@UNIT
@OUT
@click.option("--date", "day", type=DAY, help="发函日期，如 2025-04-20，默认今天。")
@click.option(
    "--deadline", type=DAY, help=f"补报期限，默认发函后{REMINDED}天，不早于本年度的报送期限。"
)
@click.option("--office", help="落款单位，默认用数据文件夹里设置的。")
@click.option("--contact", help="联系人和电话，默认用设置的。")
@click.option("--together", is_flag=True, help="全部写进一个文件，便于一次打印。")
def remind(
    data: Path,
    year: int,
    unit: str | None,
    out: Path,
    day: dt.datetime | None,
    deadline: dt.datetime | None,
    office: str | None,
    contact: str | None,
    together: bool,
) -> None:
    given_on = day.date() if day else today()
    with opened(data) as workspace:
        due = workspace.deadline(year)
        last = deadline.date() if deadline else usual_deadline(given_on, due)
        if last < given_on:
            raise click.UsageError("补报期限不应早于发函日期。")
        if not workspace.unit_names():
            require_year(workspace, year)
        there = [each.unit for each in workspace.submissions(year)]
        name = called(workspace, unit, [*workspace.unit_names(), *there])
        lacking = lacking_units(workspace, year)
        wanted = [each for each in lacking if name in {None, each.unit.name}]
        head = signed(workspace.letterhead, office, contact)
    if not wanted:
        say(f"{name or '各单位'}：应报的材料都已报送", err=True)
    reminders = reminders_of(wanted, head, Dates(given_on, last, due))
    tell_filing(write_letters(reminders, out, f"{year}年度绩效自评催报函" if together else None))


def signed(head: Letterhead, office: str | None, contact: str | None) -> Letterhead:
    """The letterhead with another office and contact, where they were given."""
    said = {"office": office, "contact": contact}
    return replace(head, **{name: text for name, text in said.items() if text is not None})


@click.command("returns", help="导出退回登记：哪天、第几号、退给哪个单位、现在怎样。")
@DATA
@THE_YEAR
@OUT
def returns_register(data: Path, year: int, out: Path) -> None:
    with opened(data) as workspace:
        require_year(workspace, year)
        county = workspace.letterhead.county
        report = returned_report(county_year(workspace, year), year, today(), county)
    _write(report, out)


def _write(report: Report, out: Path) -> None:
    """The report as a workbook, for Word and as PDF."""
    filing = Filing(out)
    base = filing.base(report.title)
    for kind, writer in WRITERS.items():
        filing.write(base, kind, partial(writer, (report,)))
    tell_filing(filing)


@click.command(help="导出发给各单位填报的空表；用 --data 带上单位名称和上年的数。")
@SCHEME
@THE_YEAR
@OUT
@click.option("--data", type=FOLDER, help="数据文件夹。")
@UNIT
@click.option("--indicators/--no-indicators", default=True, help="是否带上上年的指标。")
def blank(
    scheme: str, year: int, out: Path, data: Path | None, unit: str | None, indicators: bool
) -> None:
    units: tuple[BlankUnit, ...] = (BlankUnit(unit),)
    head, last = NO_LETTERHEAD, None
    if data is not None:
        with opened(data) as workspace:
            found = blank_units(workspace.county_units(), workspace.submissions(year - 1))
            head, last = workspace.letterhead, workspace.deadline(year)
            name = called(workspace, unit, [each.name for each in found if each.name])
        units = tuple(each for each in found if name in {None, each.name})
        if not units:
            raise UserError("没有单位名单，也没有上年的材料，不知道发给哪些单位。")
    wanted = Wanted(year, load_scheme(scheme), indicators=indicators)
    notice = blank_notice(year, head, last, today()) if data is not None else None
    tell_filing(write_blanks(units, wanted, out, notice))
