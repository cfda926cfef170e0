"""The submitted files, kept as they came in, each under its SHA-256."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from core.errors import UserError, reason

_AT_ONCE = 8
_NAME = re.compile(r"[0-9a-f]{64}")


def path_of(folder: Path, sha256: str) -> Path:
    """Where a file's bytes lie: `files/ab/ab…`."""
    return folder / sha256[:2] / sha256


def keep(folder: Path, data: bytes) -> str:
    """Keep bytes, once however often they come; their SHA-256. UserError when it cannot be done."""
    sha256 = hashlib.sha256(data).hexdigest()
    _keep(folder, sha256, data)
    return sha256


def keep_all(folder: Path, contents: Sequence[bytes]) -> tuple[str, ...]:
    """Keep the bytes of several files; the waiting for the disk is done together.

    A disk that turns takes a fiftieth of a second for each file that must have arrived.
    """
    sums = tuple(hashlib.sha256(data).hexdigest() for data in contents)
    different = dict(zip(sums, contents, strict=True))
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(partial(_keep, folder), different, different.values()))
    return sums


def _keep(folder: Path, sha256: str, data: bytes) -> None:
    path = path_of(folder, sha256)
    if path.exists() and path.stat().st_size == len(data):
        return
    unfinished = path.with_name(f"{sha256}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise UserError(f"原始文件无法存入数据文件夹（{reason(error)}），没有导入。") from error


def read(folder: Path, sha256: str) -> bytes:
    """The bytes as they came in; UserError when they are lost or were changed."""
    try:
        data = path_of(folder, sha256).read_bytes()
    except OSError as error:
        raise UserError("保存的原始文件读不出来，请用备份恢复。") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UserError("保存的原始文件已被改动，与导入时不符，请用备份恢复。")
    return data


def kept(folder: Path) -> Iterator[str]:
    """The SHA-256 sums of all files that lie there."""
    for path in sorted(folder.glob("??/*")):
        if _NAME.fullmatch(path.name) and path.parent.name == path.name[:2]:
            yield path.name
