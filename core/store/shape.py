"""Whether a database has the tables that this program made, and nothing that acts by itself.

Other programs may look into the database and add tables and views of their own. What they took
away would be met in the middle of the work, and a trigger would change what is stored unseen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from core.errors import UserError
from core.store.database import Rows
from core.store.schema import all_tables

_ADVICE = "数据库被别的程序改动过，请用备份恢复。"


def shape_problems(db: Rows) -> Iterator[str]:
    """What is missing or strange in a database of the newest version, a Chinese sentence each."""
    found: dict[str, set[str]] = defaultdict(set)
    for table, column in db.execute(
        """SELECT tables.name, columns.name FROM sqlite_master AS tables
           JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'"""
    ):
        found[table].add(column)
    for spec in all_tables():
        if spec.name not in found:
            yield f"数据库缺少表 {spec.name}。"
        elif lost := spec.columns.keys() - found[spec.name]:
            yield f"数据库的表 {spec.name} 缺少列 {'、'.join(sorted(lost))}。"
    if "value" in found["meta"]:
        done = db.execute("SELECT value FROM meta WHERE name = 'done'").fetchone()
        if done is None or not str(done[0]).isdecimal():
            yield "数据库没有记下做到了哪一步。"
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        yield f"数据库中有本程序没有的触发器 {name}。"


def refuse_altered(db: Rows) -> None:
    """UserError names the first thing that is missing or strange."""
    problem = next(shape_problems(db), None)
    if problem is not None:
        raise UserError(problem + _ADVICE)
