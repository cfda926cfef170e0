"""Work on an untrusted file done in a confined child process, for whoever needs one answer."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

from core.errors import Refused
from core.intake.confine import confine
from core.progress import Report, silent, step

T = TypeVar("T")
SECONDS = 30.0
"""How long the child may take for the next part of its answer."""
_HUNG = "文件太复杂，长时间打不开；请用 WPS 或 Word 打开原件对照。"
_DIED = "打开文件时出错；请用 WPS 或 Word 打开原件对照。"
_POLL = 0.1


def apart(
    work: Callable[[], Iterable[T]], report: Report = silent, seconds: float = SECONDS
) -> Iterator[T]:
    """What `work` yields in a child process that may do nothing but compute.

    `work` must be able to travel there: a function of a module, or a `partial` of one. Raises the
    child's `Refused`, one for a child that dies or takes too long, and `Cancelled`.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    try:
        count = 0
        while True:
            deadline = time.monotonic() + seconds
            while not ours.poll(_POLL):
                step(report, count, 0, "")
                if time.monotonic() > deadline:
                    raise Refused("timeout", _HUNG)
            try:
                answer: tuple[str, T | str] | None = ours.recv()
            except (EOFError, OSError) as error:
                raise Refused("damaged", _DIED) from error
            if answer is None:
                return
            code, found = answer
            if code:
                raise Refused(code, str(found))
            yield found  # type: ignore[misc]
            count += 1
    finally:
        ours.close()
        process.kill()
        process.join()


def _work(line: Connection, work: Callable[[], Iterable[T]]) -> None:
    confine()
    # Who asked may have gone.
    with suppress(BrokenPipeError):
        try:
            for found in work():
                line.send(("", found))
        except Refused as refused:
            line.send((refused.code, str(refused)))
        else:
            line.send(None)
