"""What the commands of the command line share: options, and an open data folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from core.progress import Report
from core.scheme import DEFAULT_SCHEME, scheme_names
from core.workspace import Workspace

FOLDER = click.Path(file_okay=False, path_type=Path)
YEARS = click.IntRange(1990, 2100)
DATA = click.option("--data", type=FOLDER, required=True, help="数据文件夹。")
YEAR = click.option("--year", type=YEARS, help="年度。")
THE_YEAR = click.option("--year", type=YEARS, required=True, help="年度。")
UNIT = click.option("--unit", help="单位名称。")
OUT = click.option("--out", type=FOLDER, required=True, help="导出到的文件夹。")
SCHEME = click.option(
    "--scheme", default=DEFAULT_SCHEME, show_default=True,
    help=f"评分方案：{'、'.join(scheme_names())}，或方案文件（.toml）的路径。",
)  # fmt: skip


def progress() -> Report:
    """Progress as lines on standard error, one a step."""
    told = ""

    def tell(done: int, total: int, what: str) -> bool:
        nonlocal told
        if what and what != told:
            click.echo(f"[{done}/{total}] {what}", err=True)
        told = what
        return True

    return tell


@contextmanager
def opened(data: Path) -> Iterator[Workspace]:
    """The data folder, closed afterwards."""
    workspace = Workspace.open(data)
    try:
        yield workspace
    finally:
        workspace.close()
