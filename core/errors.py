"""The two exceptions that reach the clerk as a sentence, or as nothing at all.

Wrong *data* is never an exception: it is kept as unread text and becomes a finding.
"""

from __future__ import annotations

import errno
from pathlib import Path
from types import MappingProxyType

_REASONS = MappingProxyType(
    {
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "只能读，不能写",
        errno.ENOENT: "没有这个文件或文件夹",
        errno.ENOTDIR: "路径中有一段不是文件夹",
        errno.EISDIR: "这是文件夹",
        errno.EEXIST: "已有同名的文件",
        errno.ENAMETOOLONG: "名称太长",
        errno.ENOSPC: "磁盘空间不足",
        errno.EBUSY: "正被别的程序占用",
        errno.EIO: "磁盘读写出错",
    }
)
"""The system's usual refusals; it tells them in English, except on a Chinese Windows."""


class UserError(Exception):
    """The world refused: one Chinese sentence saying what happened and what to do."""


def reason(error: OSError) -> str:
    """Why the system refused, as words to stand in a sentence."""
    known = _REASONS.get(error.errno or 0)
    return known or error.strerror or f"系统错误 {error.errno}"


class InUse(UserError):
    """A file could not be replaced, another program holds it; `free` is a name to take instead."""

    def __init__(self, message: str, free: Path) -> None:
        super().__init__(message)
        self.free = free

    def __reduce__(self) -> tuple[type[InUse], tuple[str, Path]]:
        """A child process hands it over whole."""
        return InUse, (str(self), self.free)


class Cancelled(Exception):
    """The clerk pressed cancel; nothing is shown."""


class Refused(UserError):
    """A file that was not read; `code` is one of the contract's problem codes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
