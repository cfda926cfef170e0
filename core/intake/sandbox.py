"""Submitted files are parsed in child processes that can do nothing but parse.

A child has a cap on memory and time, may neither write nor reach the network nor start programs,
and is kept warm from file to file. A file that makes it crash or hang costs that file only, in an
archive too: the child is ended and another one goes on with the next.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from core.collector import resting, settled
from core.intake.confine import confine
from core.intake.files import files_in
from core.intake.mapping import Layout
from core.intake.reading import FileReading, read_all, told_apart, unread
from core.progress import Report, silent, step

Read = Callable[[Path, int], Iterable[FileReading]]
"""Reads a file, or those in an archive but for the first ones."""
SECONDS = 30.0
"""How long one file may take; the largest real ones take a second."""
_HUNG = "文件太复杂，长时间读不完，已跳过；请另存一份，或复制内容到新文件后再导入。"
_FAILED = "读取这个文件时程序内部出错，没有读取；请另存一份或导入别的格式，并把错误告诉维护人员。"
_DIED = "读取时出错退出，已跳过；文件可能已损坏，请另存一份后再导入。"
_POLL = 0.1


class ReadingFailed(Exception):
    """A mistake of the program itself while a child read a file, with the child's traceback."""


@dataclass(slots=True)
class _Child:
    """A child process with the file it is reading and its deadline.

    `skip` are the files of an archive that were read before this child was started; `fresh` tells
    that it has read none yet.
    """

    process: BaseProcess
    line: Connection
    number: int = -1
    deadline: float = 0.0
    skip: int = 0
    fresh: bool = True


@resting()
def read_paths(
    paths: Sequence[Path],
    report: Report = silent,
    seconds: float = SECONDS,
    read: Read = read_all,
    passwords: tuple[str, ...] = (),
    layouts: tuple[Layout, ...] = (),
) -> tuple[FileReading, ...]:
    """Read files, folders and archives, each file in a capped child; raises `Cancelled`.

    The readings come in the order of the files, whichever was finished first. `read` is what a
    child does with a file; files behind a password are opened with the one of those given that
    fits, tables of a remembered layout are read by it.
    """
    if passwords or layouts:
        read = partial(read_all, passwords=passwords, layouts=layouts)
    files = files_in(paths)
    found: list[list[FileReading]] = [[] for _ in files]
    children: list[_Child] = []
    waiting = iter(range(len(files)))
    try:
        for _ in range(min(len(files), os.cpu_count() or 1)):
            children.append(_start(read))
            _give(children[-1], next(waiting, -1), files, seconds)
        while busy := [child for child in children if child.number >= 0]:
            first = min(child.number for child in busy)
            step(report, first, len(files), files[first].name)
            for child in tuple(_ready(busy)):
                here, file = found[child.number], files[child.number]
                answer = _answer(child)
                if isinstance(answer, FileReading):
                    here.append(answer)
                    child.fresh = False
                    child.deadline = time.monotonic() + seconds
                elif answer is None:
                    _give(child, next(waiting, -1), files, seconds)
                else:
                    here.append(_lost(file, len(here), *answer))
                    # One that was begun again and came no further is given up.
                    stuck = child.skip > 0 and child.fresh
                    number = next(waiting, -1) if stuck else child.number
                    children.remove(child)
                    children.append(_start(read))
                    _give(children[-1], number, files, seconds, 0 if stuck else len(here))
        step(report, len(files), len(files), "")
    finally:
        for child in children:
            _end(child)
    named = told_apart([reading for readings in found for reading in readings])
    settled()  # a county's half a million sources, which hold no circles
    return named


def _ready(busy: Sequence[_Child]) -> Iterator[_Child]:
    """The children that have answered, died or run out of time."""
    answered = wait([child.line for child in busy], timeout=_POLL)
    now = time.monotonic()
    for child in busy:
        if child.line in answered or now > child.deadline:
            yield child


def _give(child: _Child, number: int, files: Sequence[Path], seconds: float, skip: int = 0) -> None:
    child.number, child.skip, child.fresh = number, skip, True
    child.deadline = time.monotonic() + seconds
    if number >= 0:
        # A child that has died meanwhile is found out when it is waited for.
        with suppress(OSError):
            child.line.send((files[number], skip))


def _answer(child: _Child) -> FileReading | tuple[str, str] | None:
    """A reading, None when the file is done with, or code and sentence of a child's end.

    A mistake of the program itself goes to `sys.excepthook`, which numbers it in the window.
    """
    if not child.line.poll():
        _end(child)
        return "timeout", _HUNG
    try:
        found: FileReading | str | None = child.line.recv()
    except (EOFError, OSError):
        _end(child)
        return "damaged", _DIED
    if isinstance(found, str):
        _end(child)
        sys.excepthook(ReadingFailed, ReadingFailed(found), None)
        return "unsupported", _FAILED
    return found


def _lost(file: Path, before: int, code: str, message: str) -> FileReading:
    """A file that was not read; in an archive it is told by its place."""
    name = f"{file.name}/第{before + 1}个文件" if before else file.name
    return replace(unread(file, code, message), name=name)


def _start(read: Read) -> _Child:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, read), daemon=True)
    process.start()
    theirs.close()
    return _Child(process, ours)


def _end(child: _Child) -> None:
    child.line.close()
    child.process.kill()
    child.process.join()


def _work(line: Connection, read: Read) -> None:
    """What a child does: read one file after the other until the line is closed."""
    confine()
    settled()
    while True:
        try:
            path, skip = line.recv()
        except EOFError:
            return
        try:
            for reading in read(path, skip):
                line.send(reading)
        except (MemoryError, OSError):
            # What a file may drive a library to; the child is ended with it.
            return
        except Exception:
            line.send(traceback.format_exc())
            return
        line.send(None)
