"""Opening a data folder, and what happens when the world refuses."""

import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.address import At, Place
from core.editing import Enter, PutSubmission, Step
from core.editing.codec import submission_json
from core.errors import UserError
from core.store import migrations
from core.store.database import DATABASE, connect, transaction
from core.store.store import IN_USE, NOT_WRITABLE, open_store
from core.workspace import Workspace
from tests.core.store.samples import long_submission

ROOT = Path(__file__).parents[3]
KEY = "2024/甲局"
SCORE = Place("f2", At("fund.score"))

NEXT = migrations.VERSION + 1


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "data")
    submission = long_submission("甲局")
    opened.dispatch(Step("导入", (PutSubmission(KEY, submission),)))
    yield opened
    opened.close()


def type_score(workspace: Workspace, text: str) -> None:
    workspace.dispatch(Step("填写", (Enter(KEY, SCORE, text),)))


def score(workspace: Workspace) -> str:
    submission = workspace.submission(KEY)
    assert submission is not None
    return submission.text(SCORE)


def stored_score(folder: Path) -> str:
    """What another program would find."""
    with closing(connect(folder / DATABASE, read_only=True)) as db:
        return str(db.execute("SELECT fund_score FROM f2").fetchone()[0])


def test_pragmas_of_a_connection(workspace: Workspace) -> None:
    db = workspace._store.db
    found = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("foreign_keys", "journal_mode", "synchronous")
    }
    assert found == {"foreign_keys": 1, "journal_mode": "delete", "synchronous": 2}


@pytest.mark.parametrize("name", ["data", "绩效 2024", "50% #1"])
def test_a_folder_is_made(tmp_path: Path, name: str) -> None:
    store = open_store(tmp_path / "new" / name)
    store.close()
    assert (tmp_path / "new" / name / DATABASE).exists()


def test_a_second_window_looks_only(workspace: Workspace) -> None:
    second = Workspace.open(workspace.folder)
    assert second.read_only_reason == IN_USE
    assert score(second) == "10"
    with pytest.raises(UserError):
        type_score(second, "9")
    with pytest.raises(UserError):
        second._store.keep(b"PK")
    assert score(second) == "10"
    second.close()
    assert not workspace.read_only


def test_the_lock_is_free_after_closing(workspace: Workspace) -> None:
    workspace.close()
    second = Workspace.open(workspace.folder)
    assert not second.read_only
    second.close()


def test_a_folder_that_cannot_be_written(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.close()

    def refused(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("core.store.store.take_lock", refused)
    looking = Workspace.open(workspace.folder)
    assert looking.read_only_reason == NOT_WRITABLE
    assert score(looking) == "10"
    looking.close()
    with pytest.raises(UserError):
        Workspace.open(workspace.folder / "nothing")


def test_something_else_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, no folder")
    with pytest.raises(UserError):
        open_store(tmp_path / "file")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meta SET value = '99' WHERE name = 'version'",
        "UPDATE meta SET value = '四' WHERE name = 'version'",
        "DELETE FROM meta",
    ],
)
def test_a_database_of_no_known_version_is_refused_and_left_alone(
    workspace: Workspace, change: str
) -> None:
    workspace._store.db.execute(change)
    workspace.close()
    before = (workspace.folder / DATABASE).read_bytes()
    for _ in range(2):
        with pytest.raises(UserError):
            Workspace.open(workspace.folder)
    assert (workspace.folder / DATABASE).read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all, but text" * 100, b"SQLite format 3\x00"])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(UserError):
        open_store(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as other:
        other.execute("CREATE TABLE t (x)")
    with pytest.raises(UserError):
        open_store(tmp_path)


def test_an_older_database_is_copied_and_lifted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.close()
    monkeypatch.setattr(
        migrations,
        "MIGRATIONS",
        (
            *migrations.MIGRATIONS,
            lambda db: db.execute("ALTER TABLE units ADD COLUMN phone TEXT"),
        ),
    )
    monkeypatch.setattr(migrations, "VERSION", NEXT)
    store = open_store(workspace.folder)
    assert "phone" in store.db.table("units").columns_dict
    assert migrations.version_of(store.db) == NEXT
    store.close()
    with closing(connect(workspace.folder / f"jixiao-v{NEXT - 1}.db", read_only=True)) as copy:
        assert migrations.version_of(copy) == NEXT - 1
        assert "phone" not in copy.table("units").columns_dict


def test_a_migration_that_fails_changes_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.close()

    def fails(db: object) -> None:
        db.execute("DELETE FROM units WHERE 0")  # type: ignore[attr-defined]
        db.execute("ALTER TABLE units ADD COLUMN phone TEXT")  # type: ignore[attr-defined]
        raise RuntimeError

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, fails))
    monkeypatch.setattr(migrations, "VERSION", NEXT)
    with pytest.raises(RuntimeError):
        open_store(workspace.folder)
    monkeypatch.undo()
    again = Workspace.open(workspace.folder)
    assert score(again) == "10"
    again.close()


def test_an_older_database_is_not_lifted_by_one_who_looks(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "VERSION", NEXT)
    with pytest.raises(UserError):
        Workspace.open(workspace.folder)


def test_a_full_disk_refuses_the_edit(workspace: Workspace) -> None:
    db = workspace._store.db
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}")
    large = long_submission("乙局", 400)
    with pytest.raises(UserError):
        workspace.dispatch(Step("导入", (PutSubmission(large.key, large),)))
    assert [found.unit for found in workspace.submissions(2024)] == ["甲局"]
    assert workspace.undo_label == "导入"
    assert workspace.redo_label is None
    db.execute("PRAGMA max_page_count = 1000000")
    workspace.dispatch(Step("再次导入", (PutSubmission(large.key, large),)))
    assert len(workspace.submissions(2024)) == 2


def test_a_disk_that_may_only_be_read_refuses_the_edit(workspace: Workspace) -> None:
    workspace._store.db.execute("PRAGMA query_only = ON")
    with pytest.raises(UserError):
        type_score(workspace, "9")
    assert score(workspace) == "10"


def test_other_programs_find_the_figures_in_views(workspace: Workspace) -> None:
    with closing(connect(workspace.folder / DATABASE, read_only=True)) as db:
        scores = list(db.query("SELECT * FROM submitted_scores"))
        forms = list(db.query("SELECT * FROM submitted_forms"))
    assert [(row["year"], row["unit"], row["form"]) for row in scores] == [(2024, "甲局", "f2")]
    assert (scores[0]["annual_budget"], scores[0]["executed"]) == ("120.50", "118.00")
    assert (forms[0]["sources"], forms[0]["unread"]) == (40, 0)


def test_our_own_mistakes_are_no_refusals(workspace: Workspace) -> None:
    with pytest.raises(sqlite3.IntegrityError), transaction(workspace._store.db):
        workspace._store.db.execute("INSERT INTO submissions (unit, year) VALUES (99, 1)")


def test_a_locked_database_refuses_the_edit(workspace: Workspace) -> None:
    type_score(workspace, "9")
    with closing(sqlite3.connect(workspace.folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError):
            type_score(workspace, "8")
        with pytest.raises(UserError):
            workspace.undo()
        other.execute("ROLLBACK")
    assert score(workspace) == "9"
    type_score(workspace, "8")
    assert stored_score(workspace.folder) == "8"


def test_a_program_that_dies_leaves_the_old_state(workspace: Workspace) -> None:
    """Another process is killed amid a transaction, after its pages have reached the file."""
    workspace.close()
    child = subprocess.Popen(
        [sys.executable, "-c", DIES, str(workspace.folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline() == "written\n"
    child.kill()
    child.wait()
    assert (workspace.folder / f"{DATABASE}-journal").exists()
    again = Workspace.open(workspace.folder)
    assert not again.read_only, "the system has freed the lock"
    assert score(again) == "10"
    (found,) = again.submissions(2024)
    assert submission_json(found) == submission_json(long_submission("甲局"))
    assert again.undo_label == "导入"
    again.close()


DIES = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from core.editing import PutSubmission, Step
    from core.store import journal
    from core.workspace import Workspace
    from tests.core.store.samples import long_submission

    workspace = Workspace.open(Path(sys.argv[1]))
    workspace._store.db.execute("PRAGMA cache_size = 2")
    push = journal.push

    def stay(db, entry):
        push(db, entry)
        print("written", flush=True)
        time.sleep(60)

    journal.push = stay
    large = long_submission("乙局", 300)
    workspace.dispatch(
        Step("死", (PutSubmission("2024/甲局", None), PutSubmission(large.key, large)))
    )
    """
)
