"""Commands on a year's scheme: written to a file, tried on the year, taken into use."""

from decimal import Decimal
from pathlib import Path

import click

from core.cli_options import DATA, FOLDER, SCHEME, THE_YEAR, YEAR, opened, require_year, say
from core.number import short
from core.scheme import dump_scheme, load_scheme
from core.trial import Trial
from core.writers.target import save

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(help="评分方案：导出、试算、启用。")
def scheme() -> None:
    """The commands on a scheme."""


@scheme.command("export", help="把评分方案写成一个文件，可以改了再启用，也可以交给别的县用。")
@click.argument("target", type=_FILE, metavar="文件.toml")
@click.option("--data", type=FOLDER, help="数据文件夹。")
@YEAR
@SCHEME
def export_command(target: Path, data: Path | None, year: int | None, scheme: str) -> None:
    if (data is None) != (year is None):
        raise click.UsageError("导出某个年度的方案，请同时写 --data 和 --year。")
    if data is not None and year is not None:
        with opened(data) as workspace:
            text = dump_scheme(workspace.scheme(year))
    else:
        text = dump_scheme(load_scheme(scheme))
    save(text.encode(), target)
    say(str(target))


@scheme.command(
    "try",
    help="用一个方案（文件或自带方案的名称）试算一个年度，列出得分、等次或问题会变的单位，什么都不改。",
)
@click.argument("source", metavar="方案")
@DATA
@THE_YEAR
def try_command(source: str, data: Path, year: int) -> None:
    with opened(data) as workspace:
        require_year(workspace, year)
        trials = workspace.try_scheme(year, load_scheme(source))
    for trial in trials:
        say(_line(trial))
    say(f"{len({trial.unit for trial in trials})} 个单位会变。")


@scheme.command("use", help="启用一个方案（文件或自带方案的名称），全年重算；可以撤销。")
@click.argument("source", metavar="方案")
@DATA
@THE_YEAR
def use_command(source: str, data: Path, year: int) -> None:
    with opened(data) as workspace:
        change = workspace.set_scheme_text(year, dump_scheme(load_scheme(source)))
    say(change.label)


def _line(trial: Trial) -> str:
    total = _change(_points(trial.total_before), _points(trial.total_after))
    grade = _change(trial.grade_before or "—", trial.grade_after or "—")
    count = _change(str(trial.findings_before), str(trial.findings_after))
    return f"{trial.unit}\t{trial.form}\t总分 {total}\t等次 {grade}\t问题 {count}"


def _points(total: Decimal | None) -> str:
    return "—" if total is None else short(total)


def _change(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"
