"""The commands that close a year: what is published, and the archive."""

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from core.archive import archive_year
from core.checks.where import where
from core.cli_options import DATA, OUT, THE_YEAR, UNIT, opened, progress
from core.errors import UserError
from core.reports.county_report import Sender
from core.reports.disclosure import Warned, published, removed, warned
from core.submission import Submission
from core.writers.pdf import write_pdf
from core.writers.target import renamed, safe_name


@click.command(help="导出公开稿（PDF）：去掉电话、证件和账号，先查不宜公开的词。")
@DATA
@THE_YEAR
@UNIT
@OUT
@click.option("--despite", is_flag=True, help="有待核实的词也照样导出（已经人工核实）。")
def disclose(data: Path, year: int, unit: str | None, out: Path, despite: bool) -> None:
    with opened(data) as workspace:
        chosen = [s for s in workspace.submissions(year) if unit in {None, s.unit} and s.forms]
    if not chosen:
        raise UserError("数据文件夹中没有符合条件的单位。")
    out.mkdir(parents=True, exist_ok=True)
    held_back = 0
    for submission in chosen:
        _tell(submission, "已隐去", removed(submission.forms))
        doubts = warned(submission.forms)
        _tell(submission, "请核实", doubts)
        if doubts and not despite:
            held_back += 1
            click.echo(f"{submission.unit}：有待核实的词，没有导出；核实后加 --despite", err=True)
            continue
        name = f"{submission.unit}{year}年度绩效自评（公开稿）"
        if note := renamed(name):
            click.echo(note, err=True)
        target = out / f"{safe_name(name)}.pdf"
        write_pdf([published(filled) for filled in submission.forms], target)
        click.echo(str(target))
    if held_back:
        sys.exit(1)


def _tell(submission: Submission, what: str, found: Sequence[Warned]) -> None:
    for each in found:
        place = where(submission, each.place)
        click.echo(
            f"{submission.unit} {place}：{what}{each.kind}「{each.word}」（…{each.around}…），"
            f"{each.why}",
            err=True,
        )


@click.command(help="把一年的材料归档成一个文件夹，带索引和校验清单。")
@DATA
@THE_YEAR
@OUT
@click.option("--office", default="", help="归档单位。")
def archive(data: Path, year: int, out: Path, office: str) -> None:
    today = dt.datetime.now().astimezone().date()
    with opened(data) as workspace:
        made = archive_year(workspace, year, out, Sender(today, office), progress())
    click.echo(str(made))
