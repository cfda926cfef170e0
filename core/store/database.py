"""Connections to the database, and SQLite's refusals as sentences.

What is only read is read through a bare connection: sqlite_utils, which writes, takes longer to
load than all that a data folder needs to be opened, and is imported at the first writing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from core.errors import UserError

if TYPE_CHECKING:
    from sqlite_utils import Database

DATABASE = "jixiao.db"
"""Its name in the data folder."""
BUSY_SECONDS = 0.5
"""How long to wait for another program that has the database open before giving up."""

_REFUSALS = {
    sqlite3.SQLITE_FULL: "磁盘空间不足，没有写成。请清理磁盘后重做。",
    sqlite3.SQLITE_BUSY: "数据库正被另一个程序占用，这次操作没有完成。请关闭那个程序后重试。",
    sqlite3.SQLITE_LOCKED: "数据库正被另一个程序占用，这次操作没有完成。请关闭那个程序后重试。",
    sqlite3.SQLITE_READONLY: "数据文件夹不能写入，这次修改没有保存。请检查文件夹的权限。",
    sqlite3.SQLITE_IOERR: "读写磁盘出错，这次操作没有完成。请检查磁盘或U盘是否仍然连接。",
    sqlite3.SQLITE_CANTOPEN: "打不开数据库文件，请检查文件夹是否仍在、是否有权限。",
    sqlite3.SQLITE_CORRUPT: "数据库文件已损坏，请用备份恢复。",
    sqlite3.SQLITE_NOTADB: "文件夹里的 jixiao.db 不是数据库文件，请用备份恢复。",
}
_PRIMARY = 0xFF
_STRANGE_TEXT = "Could not decode"
"""What Python says, without a code, of a text that another program has written in GBK."""


class Rows(Protocol):
    """What is read through: a bare connection, or the one of sqlite_utils."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> sqlite3.Cursor: ...


def connect(path: Path, *, read_only: bool = False) -> Database:
    """A connection of this thread with the pragmas of the house, to write through."""
    return writing(connect_bare(path, read_only=read_only))


def writing(connection: sqlite3.Connection) -> Database:
    """The same connection, to write through."""
    from sqlite_utils import Database  # noqa: PLC0415 — as the docstring says

    return Database(connection, execute_plugins=False)


def connect_bare(
    path: Path, *, read_only: bool = False, patience: float = BUSY_SECONDS
) -> sqlite3.Connection:
    """A connection of this thread with the pragmas of the house, to read through.

    `patience`: how many seconds to wait for another program that has the database.
    """
    mode = "ro" if read_only else "rwc"
    with refusals():
        connection = sqlite3.connect(
            f"{_uri(path)}?mode={mode}",
            uri=True,
            timeout=patience,
            isolation_level=None,
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            if not read_only:
                connection.execute("PRAGMA journal_mode = DELETE")
        except BaseException:
            connection.close()
            raise
    return connection


def _uri(path: Path) -> str:
    """Without a host, which SQLite refuses: a Windows share is `file:////host/share/…`."""
    text = path.resolve().as_posix()
    return f"file://{'' if text.startswith('/') else '/'}{quote(text)}"


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the world refused (full, locked, read-only, damaged) into a `UserError`.

    A broken constraint or a wrong statement is our mistake and passes through.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        if str(error).startswith(_STRANGE_TEXT):
            code = sqlite3.SQLITE_CORRUPT
        if code not in _REFUSALS:
            raise
        raise UserError(_REFUSALS[code]) from error


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """All or nothing; refusals are sentences."""
    with refusals(), db.atomic():
        yield


def copy_database(path: Path, target: Path) -> None:
    """A compact copy of the stored state, by a connection of its own."""
    with refusals(), closing(connect(path, read_only=True)) as db:
        db.execute("VACUUM INTO ?", [str(target)])
