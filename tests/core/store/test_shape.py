"""What other programs did to a database is met with a sentence, never in the middle of the work."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.editing import PutSubmission, Step
from core.errors import UserError
from core.intake.mapping import of_texts
from core.store.database import DATABASE
from core.store.schema import all_tables
from core.store.verify import verify
from core.workspace import Workspace
from tests.core.store.samples import long_submission

YEAR, KEY = 2024, "2024/甲局"
ENDLESS = """DROP TABLE deadlines;
    CREATE VIEW deadlines AS WITH RECURSIVE n(year) AS (SELECT 1 UNION ALL SELECT year + 1 FROM n)
    SELECT year, '' AS day FROM n"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "data"
    workspace = Workspace.open(folder)
    workspace.dispatch(Step("导入", (PutSubmission(KEY, long_submission("甲局")),)))
    workspace.close()
    return folder


def altered(whole: Path, folder: Path, sql: str) -> Path:
    shutil.copytree(whole, folder)
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        db.executescript(f"PRAGMA foreign_keys = OFF; {sql}")
    return folder


def look_at_all(folder: Path) -> None:
    """Whatever the window or the command line would load of a year."""
    workspace = Workspace.open(folder)
    try:
        workspace.submissions(YEAR)
        workspace.received()
        workspace.history(KEY)
        of_texts(workspace.layouts().values())
    finally:
        workspace.close()


@pytest.mark.parametrize(
    "sql",
    [
        *(f"DROP TABLE {spec.name}" for spec in all_tables()),
        "ALTER TABLE f2 RENAME COLUMN fund_score TO points",
        "CREATE TRIGGER t AFTER INSERT ON steps BEGIN DELETE FROM files; END",
        ENDLESS,
        "DELETE FROM meta WHERE name = 'done'",
        "UPDATE meta SET value = '0' WHERE name = 'version'",
    ],
)
def test_a_database_of_another_shape_is_not_opened(whole: Path, tmp_path: Path, sql: str) -> None:
    folder = altered(whole, tmp_path / "data", sql)
    with pytest.raises(UserError):
        Workspace.open(folder)
    assert verify(folder)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO deadlines VALUES (2024, 'soon')",
        "INSERT INTO letterhead VALUES ('bogus', '')",
        "INSERT INTO layouts VALUES ('x', '{')",
        "UPDATE units SET name = CAST(x'cac7' AS TEXT), position = 0",
        "UPDATE f2 SET goal_actual = CAST(x'cac7' AS TEXT)",
        "UPDATE f2 SET fund_score = 'NaN'",
        "UPDATE f2 SET fund_score = '1E+999999'",
        "UPDATE submissions SET status = 'passed'",
        "UPDATE submissions SET status = 'x', status_words = '', status_day = '2024-01-01'",
        "UPDATE steps SET at = 'x'",
    ],
)
def test_a_value_of_another_kind_is_a_sentence(whole: Path, tmp_path: Path, sql: str) -> None:
    with pytest.raises(UserError):
        look_at_all(altered(whole, tmp_path / "data", sql))


def test_what_others_add_is_left_alone(whole: Path, tmp_path: Path) -> None:
    sql = "CREATE TABLE mine (x); CREATE VIEW theirs AS SELECT 1; ALTER TABLE units ADD note TEXT"
    folder = altered(whole, tmp_path / "data", sql)
    look_at_all(folder)
    assert not verify(folder)
