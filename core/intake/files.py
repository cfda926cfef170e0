"""Files and folders on disk: found, and loaded, or one sentence why not."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.errors import Refused
from core.intake.archives import passed_over
from core.intake.package import MAX_FILE, TOO_LARGE

CLOUD = "这个文件还在云盘上，没有下载到本机；请在网盘或 OneDrive 里设为“始终保留在此设备上”再导入。"
_FOLDER = "没有权限打开这个文件夹，里面的文件没有读取；请换到自己的文件夹再导入。"
_NO_RIGHTS = "没有权限打开这个文件；请复制到自己的文件夹再导入。"
_IN_USE = "文件正被别的程序占用；请在 WPS 或 Word、Excel 中关闭后再导入。"
_GONE = "文件已不在原来的位置，可能刚被移走或改名；请重新选择。"
_TOO_LONG = "文件的路径太长，系统打不开；请复制到桌面等层级少的文件夹再导入。"
_NO_FILE = "这不是普通文件，不能读取。"
_BROKEN = "文件读不出来，U 盘或网络可能断开了；请检查后再导入。"
_ELSEWHERE = 0x1000 | 0x40000 | 0x400000
"""FILE_ATTRIBUTE_OFFLINE, _RECALL_ON_OPEN, _RECALL_ON_DATA_ACCESS of Windows: reading such a file
would fetch it from the network."""
_USED, _LOCKED, _LONG = 32, 33, 206
"""ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_FILENAME_EXCED_RANGE of Windows."""
_LONGEST = 260
"""Characters of a path that Windows opens unless it was told otherwise."""


def files_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files, and those in folders and their folders, each once, in the order of their names.

    A folder that will not open stands for what is in it; `load` says why.
    """
    return tuple(dict.fromkeys(file for path in paths for file in _files(Path(path))))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found: list[Path] = []
    closed: list[Path] = []

    def miss(error: OSError) -> None:
        closed.append(Path(error.filename))

    for folder, _, names in os.walk(path, onerror=miss):
        found += [Path(folder, name) for name in names if not passed_over(name)]
    yield from sorted([file for file in found if file.is_file()] + closed)


def load(path: Path) -> bytes:
    """The bytes of a file; raises `Refused` with a sentence when they cannot be had."""
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise Refused("damaged", _FOLDER)
        if not stat.S_ISREG(state.st_mode):
            raise Refused("unsupported", _NO_FILE)
        if elsewhere(getattr(state, "st_file_attributes", 0)):
            raise Refused("unsupported", CLOUD)
        if state.st_size > MAX_FILE:
            raise Refused("too_large", TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise Refused("damaged", sentence_of(error, path)) from error


def elsewhere(attributes: int) -> bool:
    """Whether Windows' attributes of a file say that its content is in the cloud only."""
    return bool(attributes & _ELSEWHERE)


def sentence_of(error: OSError, path: Path) -> str:
    """What an error of the system means to the clerk."""
    code: int | None = getattr(error, "winerror", None)
    if code in {_USED, _LOCKED}:
        return _IN_USE
    long = code is not None and len(str(path)) >= _LONGEST
    if error.errno == errno.ENAMETOOLONG or code == _LONG or long:
        return _TOO_LONG
    if isinstance(error, PermissionError):
        return _NO_RIGHTS
    return _GONE if isinstance(error, FileNotFoundError) else _BROKEN
