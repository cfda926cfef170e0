"""What the commands of the command line share: options, an open data folder, what is said."""

import datetime as dt
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from core.errors import UserError, reason
from core.progress import Report
from core.scheme import DEFAULT_SCHEME, scheme_names
from core.store.database import DATABASE
from core.submission import Submission
from core.workspace import Workspace
from core.writers.filing import Filing

FOLDER = click.Path(file_okay=False, path_type=Path)
YEARS = click.IntRange(1990, 2100)
DAY = click.DateTime(formats=["%Y-%m-%d"])
DATA = click.option("--data", type=FOLDER, required=True, help="数据文件夹。")
YEAR = click.option("--year", type=YEARS, help="年度。")
THE_YEAR = click.option("--year", type=YEARS, required=True, help="年度。")
UNIT = click.option("--unit", help="单位名称。")
OUT = click.option("--out", type=FOLDER, required=True, help="导出到的文件夹。")
_SCHEMES = f"评分方案：{'、'.join(scheme_names())}，或方案文件（.toml）的路径。"
SCHEME = click.option("--scheme", default=DEFAULT_SCHEME, show_default=True, help=_SCHEMES)
MAYBE_SCHEME = click.option("--scheme", help=f"{_SCHEMES}默认 {DEFAULT_SCHEME}。")
_MOST_ALIKE = 5
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def say(text: str, err: bool = False) -> None:
    """A line on standard output or standard error.

    Names come from outside; signs in them that would steer the terminal are left out.
    """
    print_out(_UNSEEN.sub("", text), err)


def print_out(text: str, err: bool = False) -> None:
    """Text as it stands; UserError when it cannot be written, as to a file on a full disk."""
    try:
        click.echo(text, err=err)
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is still held back would fail again when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise UserError(f"结果没有写完（{reason(error)}）。") from error


def tell_filing(filing: Filing) -> None:
    """Which files were written, and what did not get the name that was meant."""
    for note in filing.notes:
        say(note, err=True)
    for path in filing.paths:
        say(str(path))


def progress() -> Report:
    """Progress as lines on standard error, one a step."""
    told = ""

    def tell(done: int, total: int, what: str) -> bool:
        nonlocal told
        if what and what != told:
            say(f"[{done}/{total}] {what}", err=True)
        told = what
        return True

    return tell


def today() -> dt.date:
    """The day that papers bear unless another is given."""
    return dt.datetime.now().astimezone().date()


def text_of(file: Path) -> str:
    """A text file in the encoding of whatever editor wrote it; UserError when it is none."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError(f"「{file}」打不开（{reason(error)}）。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"「{file}」不是文本文件。")


@contextmanager
def opened(data: Path, *, begin: bool = False) -> Iterator[Workspace]:
    """The data folder, closed afterwards; UserError when there is none, unless it may begin."""
    if not begin and not (data / DATABASE).exists():
        raise UserError(f"「{data}」不是数据文件夹，请核对 --data。")
    workspace = Workspace.open(data)
    try:
        yield workspace
    finally:
        workspace.close()


def require_year(workspace: Workspace, year: int) -> None:
    """UserError when nothing was handed in for the year."""
    if not workspace.submissions(year):
        raise UserError(f"数据文件夹中没有{year}年度的报送材料。")


def chosen(workspace: Workspace, year: int | None, unit: str | None) -> tuple[Submission, ...]:
    """What was handed in for a year, or all years, by a unit, or all; UserError when nothing."""
    years = workspace.years() if year is None else (year,)
    found = [each for one in years for each in workspace.submissions(one)]
    if not found:
        raise UserError(f"数据文件夹中没有{'' if year is None else f'{year}年度的'}报送材料。")
    name = called(workspace, unit, [each.unit for each in found])
    return tuple(each for each in found if name in {None, each.unit})


def called(workspace: Workspace, unit: str | None, among: Sequence[str]) -> str | None:
    """The name of the unit that is meant by its name, another name or its code; None for all.

    UserError when it is not `among` these, with the names that are like it.
    """
    name = unit if unit is None else workspace.other_names().get(unit, unit)
    if unit is None or name in among:
        return name
    alike = [other for other in dict.fromkeys(among) if unit in other or other in unit]
    more = "等" if len(alike) > _MOST_ALIKE else ""
    hint = f"，名称相近的有：{'、'.join(alike[:_MOST_ALIKE])}{more}" if unit and alike else ""
    raise UserError(f"没有「{unit}」的材料{hint}。请核对 --unit。")
