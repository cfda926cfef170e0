"""Rows written by their keys."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database


def names(columns: Iterable[str]) -> str:
    """Columns as SQL names them."""
    return ", ".join(f'"{column}"' for column in columns)


def insert(db: Database, table: str, row: Mapping[str, str | int | None]) -> int:
    """Put a row that SQLite numbers; its number."""
    marks = ", ".join("?" * len(row))
    done = db.execute(f"INSERT INTO {table} ({names(row)}) VALUES ({marks})", list(row.values()))
    return int(done.lastrowid or 0)


def upsert(
    db: Database,
    table: str,
    key: tuple[str, ...],
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Put rows in place of those with their keys; in one statement, an import has 100 000."""
    if rows:
        db.conn.executemany(_upserting(table, key, columns), rows)


@functools.cache
def _upserting(table: str, key: tuple[str, ...], columns: tuple[str, ...]) -> str:
    sets = ", ".join(f'"{column}" = excluded."{column}"' for column in columns)
    return f"""INSERT INTO {table} ({names((*key, *columns))})
        VALUES ({", ".join("?" * len((*key, *columns)))})
        ON CONFLICT ({names(key)}) DO UPDATE SET {sets}"""


def delete(
    db: Database, table: str, key: Sequence[str], rows: Iterable[tuple[int | str, ...]]
) -> None:
    """Take the rows with these keys away."""
    gone = tuple(rows)
    if gone:
        where = " AND ".join(f'"{column}" = ?' for column in key)
        db.conn.executemany(f"DELETE FROM {table} WHERE {where}", gone)
