"""The command that fills the county's own Word or Excel file of a form."""

from pathlib import Path

import click

from core.cli_options import DATA, OUT, THE_YEAR, UNIT, opened
from core.errors import UserError
from core.filling import fill_forms
from core.submission import Filled
from core.writers.target import safe_name, save

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(help="用县里自己的 Word（.docx）或 Excel（.xlsx）表作模板，填入已存储的数。")
@click.option("--template", type=_FILE, required=True, help="模板文件，空表或填好的旧表都行。")
@DATA
@THE_YEAR
@UNIT
@OUT
def fill(template: Path, data: Path, year: int, unit: str | None, out: Path) -> None:
    blank = template.read_bytes()
    with opened(data) as workspace:
        chosen = [s for s in workspace.submissions(year) if unit in {None, s.unit}]
    if not chosen:
        raise UserError("数据文件夹中没有符合条件的单位。")
    out.mkdir(parents=True, exist_ok=True)
    for submission in chosen:
        made = fill_forms(blank, submission.forms)
        if not made:
            click.echo(f"{submission.unit}：没有模板里的表", err=True)
        for number, (project, filling) in enumerate(made, 1):
            name = _project(project, number) if project else ""
            base = safe_name(f"{submission.unit}{year}年度{name}{template.stem}")
            target = out / f"{base}.{filling.format}"
            save(filling.data, target)
            click.echo(str(target))
            for problem in filling.problems:
                click.echo(f"  {problem}", err=True)


def _project(filled: Filled, number: int) -> str:
    return f"项目{number}（{getattr(filled.record, 'project', None) or '未填名称'}）"
