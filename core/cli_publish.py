"""The commands that close a year: what is published, and the archive."""

import sys
from pathlib import Path

import click

from core.archive import archive_year
from core.cli_options import (
    DATA,
    OUT,
    THE_YEAR,
    UNIT,
    chosen,
    opened,
    progress,
    say,
    tell_filing,
    today,
)
from core.publishing import Concern, concerns, publish
from core.reports.county_report import sender


@click.command(help="导出公开稿（PDF）：去掉电话、证件和账号，先查不宜公开的词。")
@DATA
@THE_YEAR
@UNIT
@OUT
@click.option("--despite", is_flag=True, help="有待核实的词也照样导出（已经人工核实）。")
def disclose(data: Path, year: int, unit: str | None, out: Path, despite: bool) -> None:
    with opened(data) as workspace:
        wanted = [each for each in chosen(workspace, year, unit) if each.forms]
    found = concerns(wanted)
    for each in found:
        say(_said(each), err=True)
    doubtful = {each.unit for each in found if not each.hidden and not despite}
    for name in sorted(doubtful):
        say(f"{name}：有待核实的词，没有导出；核实后加 --despite", err=True)
    filing = publish([each for each in wanted if each.unit not in doubtful], out)
    tell_filing(filing)
    if doubtful:
        sys.exit(1)


def _said(each: Concern) -> str:
    what, found = "已隐去" if each.hidden else "请核实", each.warned
    said = f"{what}{found.kind}「{found.word}」（…{found.around}…），{found.why}"
    return f"{each.unit} {each.place}：{said}"


@click.command(help="把一年的材料归档成一个文件夹，带索引和校验清单。")
@DATA
@THE_YEAR
@OUT
@click.option("--office", default="", help="归档单位，默认用数据文件夹里设置的。")
def archive(data: Path, year: int, out: Path, office: str) -> None:
    with opened(data) as workspace:
        who = sender(workspace.letterhead, today(), office)
        made = archive_year(workspace, year, out, who, progress())
    say(str(made))
