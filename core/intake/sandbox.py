"""Submitted files are parsed in child processes that can do nothing but parse.

A child has a cap on memory and time, may neither write nor reach the network nor start programs,
and is kept warm from file to file. A file that makes it crash or hang costs that file only: the
child is ended and another one goes on with the next.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from core.intake.confine import confine
from core.intake.mapping import Layout
from core.intake.reading import FileReading, files_in, read_all, unread
from core.progress import Report, silent, step

Read = Callable[[Path], tuple[FileReading, ...]]
SECONDS = 30.0
"""How long one file, or one archive, may take; the largest real ones take a second."""
_HUNG = "文件太复杂，长时间读不完，已跳过；请另存一份，或复制内容到新文件后再导入。"
_DIED = "读取时出错退出，已跳过；文件可能已损坏，请另存一份后再导入。"
_POLL = 0.1


@dataclass(slots=True)
class _Child:
    """A child process with the file it is reading and its deadline."""

    process: BaseProcess
    line: Connection
    number: int = -1
    deadline: float = 0.0


def read_paths(
    paths: Sequence[Path],
    report: Report = silent,
    seconds: float = SECONDS,
    read: Read = read_all,
    password: str | None = None,
    layouts: tuple[Layout, ...] = (),
) -> tuple[FileReading, ...]:
    """Read files, folders and archives, each file in a capped child; raises `Cancelled`.

    The readings come in the order of the files, whichever was finished first. `read` is what a
    child does with a file; files behind a password are opened with the one that is given, tables
    of a remembered layout are read by it.
    """
    if password is not None or layouts:
        read = partial(read_all, password=password, layouts=layouts)
    files = files_in(paths)
    found: dict[int, tuple[FileReading, ...]] = {}
    children: list[_Child] = []
    waiting = iter(range(len(files)))
    try:
        for _ in range(min(len(files), os.cpu_count() or 1)):
            children.append(_start(read))
            _give(children[-1], waiting, files, seconds)
        while len(found) < len(files):
            step(report, len(found), len(files), files[min(len(found), len(files) - 1)].name)
            for child in tuple(_ready(children)):
                found[child.number] = _result(child, files[child.number])
                if child.line.closed:
                    children.remove(child)
                    children.append(_start(read))
                    _give(children[-1], waiting, files, seconds)
                else:
                    _give(child, waiting, files, seconds)
        step(report, len(files), len(files), "")
    finally:
        for child in children:
            _end(child)
    return tuple(reading for number in sorted(found) for reading in found[number])


def _ready(children: Sequence[_Child]) -> Iterator[_Child]:
    """The children that have answered, died or run out of time."""
    busy = [child for child in children if child.number >= 0]
    answered = wait([child.line for child in busy], timeout=_POLL)
    now = time.monotonic()
    for child in busy:
        if child.line in answered or now > child.deadline:
            yield child


def _give(child: _Child, waiting: Iterator[int], files: Sequence[Path], seconds: float) -> None:
    child.number = next(waiting, -1)
    child.deadline = time.monotonic() + seconds
    if child.number >= 0:
        child.line.send(files[child.number])


def _result(child: _Child, file: Path) -> tuple[FileReading, ...]:
    if not child.line.poll():
        _end(child)
        return (unread(file, "timeout", _HUNG),)
    try:
        found: tuple[FileReading, ...] = child.line.recv()
    except (EOFError, OSError):
        _end(child)
        return (unread(file, "damaged", _DIED),)
    return found


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
    while True:
        try:
            path: Path = line.recv()
        except EOFError:
            return
        line.send(read(path))
