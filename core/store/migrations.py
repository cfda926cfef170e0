"""Versions of the database, and the numbered functions that lift an older one.

A new database is made in the newest version (core/store/schema.py). A change of a table or of a
form's specs adds one function here: `MIGRATIONS[0]` lifts version 1 to version 2, and so on. It
may use SQL only, never the specs, which go on changing. `tests/upgrade` keeps a folder of each
version and compares the lifted schema with a new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from core.errors import UserError
from core.store.database import Rows

if TYPE_CHECKING:
    from sqlite_utils import Database

_VERSION = re.compile("[1-9][0-9]{0,5}")
Migration = Callable[["Database"], None]


def _report_texts(db: Database) -> None:
    """Version 2: sections of the county's report in the clerk's words."""
    db.table("report_texts").create(
        {"section": str, "text": str, "facts": str},
        pk="section",
        not_null={"section", "text", "facts"},
        strict=True,
    )


def _layouts(db: Database) -> None:
    """Version 3: layouts of tables that the clerk has explained."""
    db.table("layouts").create(
        {"name": str, "text": str}, pk="name", not_null={"name", "text"}, strict=True
    )


def _papers(db: Database) -> None:
    """Version 4: letterhead, the county's own templates, slips of returns."""
    db.table("letterhead").create(
        {"name": str, "text": str}, pk="name", not_null={"name", "text"}, strict=True
    )
    db.table("templates").create(
        {"form": str, "sha256": str, "name": str, "format": str, "size": int},
        pk="form",
        not_null={"form", "sha256", "name", "format", "size"},
        strict=True,
    )
    db.execute("ALTER TABLE returns ADD COLUMN number TEXT")
    db.execute("ALTER TABLE returns ADD COLUMN deadline TEXT")


MIGRATIONS: tuple[Migration, ...] = (_report_texts, _layouts, _papers)
VERSION = 1 + len(MIGRATIONS)
"""The version that this program reads and writes."""


def version_of(db: Rows) -> int:
    """The version of a database; 0 when it is empty, UserError when it is of another program."""
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return 0
    row = None
    if "meta" in tables:
        row = db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
    if row is None or not _VERSION.fullmatch(str(row[0])):
        raise UserError("文件夹里的 jixiao.db 不是本程序的数据库，请选择另一个文件夹。")
    return int(row[0])


def refuse_newer(version: int) -> None:
    """UserError when the database was written by a later edition of the program."""
    if version > VERSION:
        raise UserError(
            f"这个数据文件夹由更新版本的程序写成（数据版本 {version}，"
            f"本程序只认到 {VERSION}），请升级程序后再打开。"
        )


def refuse_older(version: int) -> None:
    """UserError when the database would have to be lifted first, which takes writing."""
    if version < VERSION:
        raise UserError("这个数据文件夹由旧版本的程序写成，要先在能写入时打开一次，完成升级。")


def migrate(db: Database) -> None:
    """Lift the database to the newest version, all or nothing."""
    with db.atomic():
        version = version_of(db)
        for migration in MIGRATIONS[version - 1 :]:
            migration(db)
        db.execute("UPDATE meta SET value = ? WHERE name = 'version'", [str(VERSION)])
