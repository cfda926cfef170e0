"""The folder's lock: one program writes, others look. The system frees it when a program dies."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is held; closing the file gives it back."""

    file: IO[bytes]

    def release(self) -> None:
        self.file.close()


def take_lock(path: Path) -> Lock | None:
    """The lock, or None when another window holds it.

    PermissionError or another OSError when the folder cannot be written at all.
    """
    file = path.open("ab")
    try:
        _take(file)
    except OSError:
        file.close()
        return None
    return Lock(file)


def is_free(path: Path) -> bool:
    """Whether the lock could be taken now; False too where nothing can be written."""
    try:
        lock = take_lock(path)
    except OSError:
        return False
    if lock is None:
        return False
    lock.release()
    return True
