"""Whether a data folder is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from core.errors import UserError
from core.progress import Report, silent, step
from core.store import files
from core.store.database import DATABASE, connect, refusals
from core.store.migrations import refuse_newer, refuse_older, version_of
from core.store.shape import shape_problems
from core.store.store import FILES
from core.store.submissions import load_year


def verify(folder: Path, report: Report = silent) -> tuple[str, ...]:
    """What is wrong with a data folder, a Chinese sentence each; empty when it is whole.

    Looks at the database's own integrity, at what refers to what, at every form, and compares
    each kept file with its SHA-256. Files that neither a submission nor the history knows are named
    as well, though they do no harm: an import that was broken off leaves them.
    """
    path = folder / DATABASE
    if not path.exists():
        return (f"「{folder}」中没有数据库 {DATABASE}。",)
    try:
        with closing(connect(path, read_only=True)) as db, refusals():
            refuse_newer(version_of(db))
            refuse_older(version_of(db))
            strange = tuple(shape_problems(db))
            if strange:
                return (*_database_problems(db), *strange)
            return (
                *_database_problems(db),
                *_form_problems(db, report),
                *_file_problems(db, folder / FILES, report),
            )
    except UserError as error:
        return (str(error),)


def _database_problems(db: Database) -> Iterator[str]:
    for (says,) in db.execute("PRAGMA integrity_check"):
        if says != "ok":
            yield f"数据库内部不一致：{says}"
    for table, row, other, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"数据库的表 {table} 第 {row} 行缺少它所属的 {other}。"


def _form_problems(db: Database, report: Report) -> Iterator[str]:
    years = [year for (year,) in db.execute("SELECT year FROM years ORDER BY year").fetchall()]
    for done, year in enumerate(years):
        step(report, done, len(years), f"检查{year}年的表")
        try:
            load_year(db, year)
        except UserError as error:
            yield str(error)


def _file_problems(db: Database, folder: Path, report: Report) -> Iterator[str]:
    rows = db.execute(
        """SELECT files.sha256, '「' || units.name || '」' || submissions.year || '年的原始文件「'
               || files.name || '」'
           FROM files JOIN submissions ON submissions.id = files.submission
           JOIN units ON units.id = submissions.unit
           ORDER BY submissions.year, units.name, files.position"""
    ).fetchall()
    rows += db.execute("SELECT sha256, '模板「' || name || '」' FROM templates").fetchall()
    kept = set(files.kept(folder))
    for done, (sha256, whose) in enumerate(rows):
        step(report, done, len(rows), "核对原始文件")
        if sha256 not in kept:
            yield f"{whose}不见了。"
            continue
        try:
            files.read(folder, sha256)
        except UserError:
            yield f"{whose}已被改动或损坏。"
    for sha256 in sorted(kept - {row[0] for row in rows}):
        if not _in_history(db, sha256):
            yield f"原始文件 {sha256[:12]}… 不属于任何单位（导入没有完成），无害，可以保留。"


def _in_history(db: Database, sha256: str) -> bool:
    """Whether undo or redo may need the file again."""
    found = db.execute(
        "SELECT 1 FROM journal WHERE instr(forward, ?) OR instr(inverse, ?) LIMIT 1",
        [sha256, sha256],
    )
    return found.fetchone() is not None
