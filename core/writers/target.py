"""Putting a finished file in its place: whole, or not at all."""

import errno
import os
import re
import secrets
from pathlib import Path

from core.errors import InUse, UserError, reason

_FORBIDDEN = re.compile(
    r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+'
)
"""What Windows forbids, and what cannot be seen or turns the writing round."""
_RESERVED = re.compile(
    r"(con|conin\$|conout\$|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])"
    r"(\s*\..*)?",
    re.IGNORECASE,
)
_LONGEST_PATH = 259
"""Characters of a path that Windows opens without being set up for longer ones."""
_LONGEST = 180
"""Bytes of UTF-8; file systems take 255, and an ending and a date may follow."""


def save(data: bytes, target: Path) -> None:
    """Write the file through a temporary one beside it; UserError when that cannot be done."""
    if os.name == "nt" and is_too_long(target):
        raise UserError(_too_long(target))
    draft = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        _write(data, draft)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UserError(_folder_refused(error, target)) from error
    try:
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        if error.errno == errno.ENAMETOOLONG:
            raise UserError(_too_long(target)) from error
        free = free_name(target)
        raise InUse(
            f"无法替换「{target.name}」：它可能正在其他程序中打开，请关闭后再导出，"
            f"或另存为「{free.name}」。",
            free,
        ) from error


def _write(data: bytes, draft: Path) -> None:
    with draft.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def is_too_long(target: Path) -> bool:
    """Whether Windows would not open a file of this path."""
    return len(str(target.absolute())) > _LONGEST_PATH


def _too_long(target: Path) -> str:
    return f"「{target.name}」连同文件夹的路径太长，没有写成；请换一个路径短的文件夹。"


def _folder_refused(error: OSError, target: Path) -> str:
    folder = target.parent
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"文件夹「{folder}」不存在，请另选一个文件夹。"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"没有权限写入文件夹「{folder}」，请另选一个文件夹。"
    if error.errno == errno.ENOSPC:
        return f"磁盘空间不足，「{target.name}」没有写成，请清理后重试。"
    return f"无法写入「{target.name}」（{reason(error)}），请另选一个文件夹。"


def free_name(target: Path) -> Path:
    """The path itself, or the first of 「名称（2）」, 「名称（3）」… that nothing has yet."""
    number = 2
    free = target
    while free.exists():
        free = target.with_name(f"{target.stem}（{number}）{target.suffix}")
        number += 1
    return free


def renamed(text: str) -> str | None:
    """What was changed to make the text a file name, in a sentence; None when nothing was."""
    name = safe_name(text)
    if name == text:
        return None
    return f"文件名「{' '.join(text.split())}」含有不能使用的字符或太长，已改为「{name}」。"


def safe_name(text: str) -> str:
    """The text as a file name that Windows and Linux accept, without its ending."""
    name = re.sub(r"\s+", " ", _FORBIDDEN.sub("_", text)).strip(" .")
    name = name.encode()[:_LONGEST].decode(errors="ignore").rstrip(" .")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return name or "未命名"
