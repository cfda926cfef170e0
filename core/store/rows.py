"""Rows written by their keys."""

from __future__ import annotations

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
    if not rows:
        return
    sets = ", ".join(f'"{column}" = excluded."{column}"' for column in columns)
    db.conn.executemany(
        f"""INSERT INTO {table} ({names((*key, *columns))})
            VALUES ({", ".join("?" * len(rows[0]))})
            ON CONFLICT ({names(key)}) DO UPDATE SET {sets}""",
        rows,
    )


def delete(
    db: Database, table: str, key: Sequence[str], rows: Iterable[tuple[int | str, ...]]
) -> None:
    """Take the rows with these keys away."""
    where = " AND ".join(f'"{column}" = ?' for column in key)
    for values in rows:
        db.table(table).delete_where(where, list(values))
