"""The commands that put paper out for the county: summary, return slips, blank forms."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import click

from core.checks.finding import ERROR, HINT, WARNING
from core.cli_options import DATA, FOLDER, OUT, SCHEME, THE_YEAR, UNIT, opened
from core.errors import UserError
from core.judgement import RETURNED
from core.reports.blank import BlankUnit, blank_forms, blank_units
from core.reports.report import Report
from core.reports.return_slip import Letter, return_slip
from core.reports.summary import summary_report
from core.reports.unit_year import county_year
from core.scheme import load_scheme
from core.standing import sign_off
from core.writers.blank_xlsx import write_blank_xlsx
from core.writers.docx import write_docx
from core.writers.report_files import write_reports
from core.writers.target import safe_name

DAYS = 10
"""How long a unit has to answer when no deadline is given."""
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command(help="导出全县汇总：汇总表、排名、等次、三公、项目、问题、登记、底稿。")
@DATA
@THE_YEAR
@OUT
def summary(data: Path, year: int, out: Path) -> None:
    with opened(data) as workspace:
        units = county_year(workspace, year)
    if not any(unit.submission for unit in units):
        raise UserError(f"数据文件夹中没有{year}年度的报送材料。")
    report = summary_report(units, year)
    out.mkdir(parents=True, exist_ok=True)
    _tell(write_reports((report,), out, report.title, ("xlsx", "docx", "pdf")))


@click.command("return-slip", help="导出退回修改通知，一个单位一份。")
@DATA
@THE_YEAR
@UNIT
@OUT
@click.option("--number", default=1, show_default=True, help="第一份通知的编号。")
@click.option("--date", "day", type=_DAY, help="通知日期，如 2025-04-20，默认今天。")
@click.option("--deadline", type=_DAY, help=f"报回期限，默认通知日期后{DAYS}天。")
@click.option("--office", default="", help="落款单位。")
@click.option("--contact", default="", help="联系人和电话。")
@click.option("--hints", is_flag=True, help="把提示也写进通知。")
@click.option("--together", is_flag=True, help="全部写进一个文件，便于一次打印。")
@click.option("--record", is_flag=True, help="把这次退回记入报送登记。")
def return_slips(
    data: Path,
    year: int,
    unit: str | None,
    out: Path,
    number: int,
    day: dt.datetime | None,
    deadline: dt.datetime | None,
    office: str,
    contact: str,
    hints: bool,
    together: bool,
    record: bool,
) -> None:
    severities = (ERROR, WARNING, HINT) if hints else (ERROR, WARNING)
    today = day.date() if day else dt.datetime.now().astimezone().date()
    last = deadline.date() if deadline else today + dt.timedelta(days=DAYS)
    with opened(data) as workspace:
        units = [each for each in county_year(workspace, year) if unit in {None, each.unit}]
        chosen = [each.submission for each in units if each.submission]
        if not chosen:
            raise UserError("数据文件夹中没有符合条件的单位。")
        slips: dict[str, tuple[str, Report]] = {}
        for each in units:
            mark = f"绩退〔{today.year}〕{number + len(slips)}号"
            slip = return_slip(each, Letter(mark, today, last, office, contact), severities)
            if slip is not None:
                slips[each.unit] = mark, slip
            elif each.submission:
                click.echo(f"{each.unit}：没有需要退回修改的问题", err=True)
        out.mkdir(parents=True, exist_ok=True)
        if together and slips:
            every = [slip for _, slip in slips.values()]
            _tell(write_reports(every, out, f"{year}年度退回修改通知"))
        else:
            for name, (_, slip) in slips.items():
                _tell(write_reports((slip,), out, f"{name}{year}年度退回修改通知"))
        for submission in chosen if record else ():
            if submission.unit in slips:
                findings = workspace.assessment(submission.key).findings
                words = slips[submission.unit][0]
                step = sign_off(submission, findings, RETURNED, words, today)
                workspace.dispatch(step)


def _tell(paths: Iterable[Path]) -> None:
    for path in paths:
        click.echo(str(path))


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
    if data is not None:
        with opened(data) as workspace:
            found = blank_units(workspace.county_units(), workspace.submissions(year - 1))
        units = tuple(each for each in found if unit in {None, each.name})
        if not units:
            raise UserError("单位名单和上年材料中没有符合条件的单位。")
    rules = load_scheme(scheme)
    out.mkdir(parents=True, exist_ok=True)
    for each in units:
        forms = blank_forms(each, year, rules, indicators=indicators)
        base = safe_name(f"{each.name or ''}{year}年度绩效自评空表")
        paths = out / f"{base}.docx", out / f"{base}.xlsx"
        write_docx(forms, paths[0])
        write_blank_xlsx(forms, paths[1])
        _tell(paths)
