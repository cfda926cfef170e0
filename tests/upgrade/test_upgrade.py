"""A data folder of every version of the database is opened by this one."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.store.backup import restore
from core.store.database import connect
from core.store.migrations import VERSION
from core.store.schema import create_schema
from core.store.verify import verify
from core.workspace import Workspace
from tests.upgrade.make_folder import HERE, HandedIn, found

VERSIONS = range(1, VERSION + 1)


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture
def workspace(version: int, tmp_path: Path) -> Iterator[Workspace]:
    restore(HERE / f"v{version}.zip", tmp_path / "data")
    opened = Workspace.open(tmp_path / "data")
    yield opened
    opened.close()


def test_everything_is_found(workspace: Workspace, version: int) -> None:
    expected = json.loads((HERE / f"v{version}.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(found(workspace))) == expected
    file = HandedIn("", b"PK made up")
    assert workspace.file_data(file.sha256) == file.data
    assert verify(workspace.folder) == ()


def test_all_steps_can_be_taken_back_and_made_again(workspace: Workspace) -> None:
    workspace.redo()
    before = found(workspace)
    taken_back = 0
    while workspace.undo():
        taken_back += 1
    assert taken_back == 10
    assert workspace.years() == ()
    while workspace.redo():
        pass
    assert found(workspace) == before


def test_the_lifted_schema_is_that_of_a_new_folder(workspace: Workspace, tmp_path: Path) -> None:
    """If this fails, a spec or a table has changed: add a migration (core/store/migrations.py)."""
    with closing(connect(tmp_path / "new.db")) as new, new.atomic():
        create_schema(new)
        with closing(connect(workspace.folder / "jixiao.db", read_only=True)) as lifted:
            assert columns(lifted) == columns(new)
            assert lifted.view_names() == new.view_names()


def columns(db: Database) -> dict[str, dict[str, type]]:
    """Every table with its columns."""
    return {table.name: dict(table.columns_dict) for table in db.tables}
