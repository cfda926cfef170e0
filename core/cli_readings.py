"""What the commands that read files share: the files, their passwords, a line for each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from core.cli_options import say, text_of
from core.forms import FORMS
from core.intake import FileReading, read_paths
from core.intake.leftover import sentences
from core.intake.mapping import Layout
from core.intake.unlocking import locked, unlock
from core.progress import Report
from core.submission import Filled

SOME_UNREAD = 3
_ASK = "密码（直接回车跳过）"
_PATH = click.Path(exists=True, path_type=Path)


def _some(context: click.Context, option: click.Parameter, paths: tuple[Path, ...]) -> object:
    del context, option
    if not paths:
        raise click.UsageError("请给出文件或文件夹。")
    return paths


PATHS = click.argument("paths", nargs=-1, type=_PATH, metavar="文件或文件夹...", callback=_some)
MAYBE_PATHS = click.argument("paths", nargs=-1, type=_PATH, metavar="[文件或文件夹...]")
PASSWORDS = click.option(
    "--password-file",
    "passwords",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="写着文件密码的文本文件，一行一个；在终端上运行时也可以不给，届时询问。",
)


def read_files(
    paths: Sequence[Path], passwords: Path | None = None, layouts: tuple[Layout, ...] = ()
) -> tuple[FileReading, ...]:
    """The readings of files and folders; on a terminal a password is asked for what is locked.

    `passwords` is a text file with one a line. A password never stands among the arguments, where
    every user of the machine could see it.
    """
    known = () if passwords is None else tuple(filter(None, text_of(passwords).splitlines()))
    tell = _progress()
    readings = read_paths(paths, tell, passwords=known, layouts=layouts)
    while (shut := locked(readings)) and _on_terminal():
        for reading in shut:
            say(line_of(reading), err=True)
        given = click.prompt(_ASK, "", hide_input=True, show_default=False, err=True)
        if not given:
            break
        known = (*known, given)
        readings = unlock(readings, known, tell, layouts)
    return readings


def tell_end(readings: Sequence[FileReading]) -> None:
    """End with the status that says whether all of every file was read."""
    if any(reading.problem is not None or reading.warning is not None for reading in readings):
        sys.exit(SOME_UNREAD)


def line_of(reading: FileReading) -> str:
    """What became of a file."""
    if reading.problem is not None:
        return f"{reading.name}：{reading.problem.message}"
    forms = "、".join(
        f"{FORMS[form.filled.code].NAME}{_counts(form.filled)}" for form in reading.forms
    )
    units = {form.unit for form in reading.forms if form.unit}
    years = {form.year for form in reading.forms if form.year}
    whose = "、".join(sorted(units)) or "单位不明"
    when = "、".join(map(str, sorted(years))) or "年度不明"
    beside = "".join(f"；{sentence}" for sentence in sentences(reading.leftovers))
    lost = f"\n  {reading.warning}" if reading.warning else ""
    return f"{reading.name}：{whose} {when}　{forms}{beside}{lost}"


def _counts(filled: Filled) -> str:
    """How many cells of a form are to be looked at, and how many were not understood."""
    doubts = sum(source.doubt is not None for source in filled.sources.values())
    parts = [f"请核对 {doubts} 格" if doubts else ""]
    parts += [f"未读懂 {len(filled.unread)} 格" if filled.unread else ""]
    said = "，".join(filter(None, parts))
    return f"（{said}）" if said else ""


def _on_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _progress() -> Report:
    """Progress as lines on standard error, one a file when there are several."""
    told = -1

    def tell(done: int, total: int, what: str) -> bool:
        nonlocal told
        if what and total > 1 and done > told:
            say(f"[{done + 1}/{total}] {what}", err=True)
        told = done
        return True

    return tell
