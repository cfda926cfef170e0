"""The command that fills the county's own Word or Excel files of the forms."""

from pathlib import Path

import click

from core.cli_options import DATA, OUT, THE_YEAR, UNIT, chosen, opened, progress, tell_filing
from core.errors import UserError
from core.filling.files import Own, fill_units, own_templates
from core.forms import FORMS
from core.intake.mapping import of_texts
from core.writers.filing import Filing

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(help="用县里自己的 Word（.docx）或 Excel（.xlsx）表作模板，填入已存储的数。")
@click.option(
    "--template", type=_FILE,
    help="模板文件，空表或填好的旧表都行；不写就用窗口里选定的模板。",
)  # fmt: skip
@DATA
@THE_YEAR
@UNIT
@OUT
def fill(template: Path | None, data: Path, year: int, unit: str | None, out: Path) -> None:
    with opened(data) as workspace:
        wanted = chosen(workspace, year, unit)
        kept = own_templates(workspace.templates(), workspace.file_data)
        layouts = of_texts(workspace.layouts().values())
    if template is not None:
        kept = (Own(template.stem, template.read_bytes(), frozenset(FORMS)),)
    if not kept:
        raise UserError("没有选定的模板，请用 --template 指明文件。")
    filing = Filing(out)
    fill_units(kept, wanted, filing, progress(), layouts)
    tell_filing(filing)
