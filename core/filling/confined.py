"""Templates are opened in child processes that can do nothing but fill them.

A template comes from outside like a submission, so it is worked on under the same limits: capped
memory and time, no writing, no network, no programs. One that makes its child crash or hang costs
a sentence.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

from core.errors import UserError
from core.intake.confine import confine
from core.progress import Report, silent, step

SECONDS = 30.0
"""How long one piece of work may take; the longest report takes three."""
_HUNG = "模板太复杂，长时间填不完；请把表格和文字复制到新文件，另存后再用。"
_DIED = "模板打开时出错退出，文件可能已损坏；请用 WPS 或 Office 打开后另存再用。"
_TOO_LARGE = "模板太大，没有打开；请删去图片和多余的空行空列，另存后再用。"
_POLL = 0.1
A = TypeVar("A")
B = TypeVar("B")


@dataclass(slots=True)
class _Child:
    """A child with the number of the item it works on, and its deadline."""

    process: BaseProcess
    line: Connection
    number: int = -1
    deadline: float = 0.0


def each_apart(
    work: Callable[[A], B],
    items: Sequence[A],
    names: Sequence[str] = (),
    report: Report = silent,
    seconds: float = SECONDS,
) -> Iterator[B | UserError]:
    """What `work` makes of each item, in their order, done in confined children.

    `work` is a function of a module; `names` are told as progress. A `UserError` that it raises, or
    that a child's end means, stands in place of what was to be made; any other exception is raised.
    Raises `Cancelled`.
    """
    waiting = iter(range(len(items)))
    made: dict[int, B | UserError] = {}
    children: list[_Child] = []
    due = 0
    try:
        for _ in range(min(len(items), os.cpu_count() or 1)):
            children.append(_start(work))
            _give(children[-1], next(waiting, -1), items, seconds)
        while due < len(items):
            step(report, due, len(items), names[due] if names else "")
            for child in _ready([child for child in children if child.number >= 0]):
                answer = _answer(child)
                made[child.number] = answer
                if not child.process.is_alive():
                    children.remove(child)
                    children.append(child := _start(work))
                _give(child, next(waiting, -1), items, seconds)
            while due in made:
                yield made.pop(due)
                due += 1
        step(report, due, len(items), "")
    finally:
        for child in children:
            _end(child)


def apart(work: Callable[[A], B], item: A, seconds: float = SECONDS) -> B:
    """What `work` makes of one item, done in a confined child; raises as it does."""
    (made,) = each_apart(work, [item], seconds=seconds)
    if isinstance(made, UserError):
        raise made
    return made


def _start(work: Callable[[A], B]) -> _Child:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    return _Child(process, ours)


def _give(child: _Child, number: int, items: Sequence[A], seconds: float) -> None:
    child.number, child.deadline = number, time.monotonic() + seconds
    if number >= 0:
        # A child that has died meanwhile is found out when it is waited for.
        with suppress(OSError):
            child.line.send(items[number])


def _ready(busy: Sequence[_Child]) -> list[_Child]:
    """The children that have answered, died or run out of time."""
    answered = wait([child.line for child in busy], timeout=_POLL)
    now = time.monotonic()
    return [child for child in busy if child.line in answered or now > child.deadline]


def _answer(child: _Child) -> B | UserError:
    """What a child has made, or why it has not; one that is no more is ended."""
    if not child.line.poll():
        _end(child)
        return UserError(_HUNG)
    try:
        found: B | UserError | Exception = child.line.recv()
    except (EOFError, OSError):
        _end(child)
        return UserError(_DIED)
    if isinstance(found, Exception) and not isinstance(found, UserError):
        raise found
    return found


def _end(child: _Child) -> None:
    child.line.close()
    child.process.kill()
    child.process.join()


def _work(line: Connection, work: Callable[[A], B]) -> None:
    """What a child does: one item after the other until the line closes."""
    confine()
    while True:
        try:
            item = line.recv()
        except EOFError:
            return
        line.send(_made(work, item))


def _made(work: Callable[[A], B], item: A) -> B | Exception:
    try:
        return work(item)
    except (MemoryError, RecursionError):
        return UserError(_TOO_LARGE)
    except Exception as error:
        # It is told or raised again by the program.
        return error
