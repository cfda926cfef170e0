"""A data folder as a zip file, back, and what verify says of a folder."""

import shutil
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from core.editing import PutSubmission, Step
from core.errors import Cancelled, UserError
from core.store import files
from core.store.backup import backup, restore
from core.store.database import DATABASE, connect
from core.store.verify import verify
from core.submission import FileInfo, Submission
from core.workspace import Workspace
from tests.core.store.samples import long_submission

CONTENT = b"PK\x03\x04 as it came in"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one submission and its file."""
    workspace = Workspace.open(tmp_path / "data")
    submission = with_file(workspace, "甲局", CONTENT)
    workspace.dispatch(Step("导入", (PutSubmission(submission.key, submission),)))
    workspace.close()
    return tmp_path / "data"


def with_file(workspace: Workspace, unit: str, content: bytes) -> Submission:
    sha256 = workspace._store.keep(content)
    found = long_submission(unit, 2)
    return Submission(
        unit, found.year, found.forms, (FileInfo(sha256, "甲.docx", "docx", len(content)),)
    )


def execute(folder: Path, sql: str) -> None:
    with closing(connect(folder / "jixiao.db")) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(sql)


def the_file(folder: Path) -> Path:
    (sha256,) = files.kept(folder / "files")
    return files.path_of(folder / "files", sha256)


def test_a_whole_folder_has_no_problems(folder: Path) -> None:
    assert verify(folder) == ()


def test_backup_and_back(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.zip"
    backup(folder, target)
    assert restore(target, tmp_path / "again" / "data") == ()
    again = Workspace.open(tmp_path / "again" / "data")
    (submission,) = again.submissions(2024)
    assert again.file_data(submission.files[0].sha256) == CONTENT
    assert submission.forms == long_submission("甲局", 2).forms
    assert again.undo_label == "导入"
    again.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "backup.zip", "data"]


def test_backup_while_a_window_works_in_the_folder(folder: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(folder)
    workspace.add_units(["乙局"])
    backup(folder, tmp_path / "backup.zip")
    workspace.close()
    assert restore(tmp_path / "backup.zip", tmp_path / "again") == ()


def test_an_older_backup_stays_when_a_new_one_fails(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.zip"
    backup(folder, target)
    before = target.read_bytes()
    with pytest.raises(Cancelled):
        backup(folder, target, lambda *_: False)
    shutil.rmtree(folder)
    with pytest.raises(UserError):
        backup(folder, target)
    assert target.read_bytes() == before


def test_restore_wants_an_empty_folder(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "backup.zip")
    with pytest.raises(UserError):
        restore(tmp_path / "backup.zip", folder)
    (tmp_path / "empty").mkdir()
    assert restore(tmp_path / "backup.zip", tmp_path / "empty") == ()


@pytest.mark.parametrize("keep", [0, 40, 4000])
def test_a_backup_cut_short_leaves_nothing(folder: Path, tmp_path: Path, keep: int) -> None:
    target = tmp_path / "backup.zip"
    backup(folder, target)
    target.write_bytes(target.read_bytes()[:keep])
    with pytest.raises(UserError):
        restore(target, tmp_path / "again")
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("name", ["../evil.txt", "files/ab/../../evil", "C:/evil", "readme.txt"])
def test_a_zip_of_something_else_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "backup.zip"
    backup(folder, target)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, "x")
    with pytest.raises(UserError):
        restore(target, tmp_path / "again")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "data"]


def test_a_newer_backup_is_refused(folder: Path, tmp_path: Path) -> None:
    execute(folder, "UPDATE meta SET value = '99' WHERE name = 'version'")
    backup(folder, tmp_path / "backup.zip")
    with pytest.raises(UserError):
        restore(tmp_path / "backup.zip", tmp_path / "again")


def test_a_damaged_file_is_found_and_still_backed_up(folder: Path, tmp_path: Path) -> None:
    the_file(folder).write_bytes(b"changed")
    (problem,) = verify(folder)
    assert "甲.docx" in problem
    backup(folder, tmp_path / "backup.zip")
    assert restore(tmp_path / "backup.zip", tmp_path / "again") == (problem,)


def test_a_lost_file_is_found(folder: Path) -> None:
    the_file(folder).unlink()
    (problem,) = verify(folder)
    assert "甲.docx" in problem


def test_files_that_nothing_needs_any_more_are_named(folder: Path) -> None:
    """An import taken back can be made again until another step takes its place."""
    workspace = Workspace.open(folder)
    workspace.undo()
    assert verify(folder) == ()
    workspace.add_units(["乙局"])
    (problem,) = verify(folder)
    assert the_file(folder).name[:12] in problem
    workspace.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE f2 SET fund_score = '九'",
        "DELETE FROM units",
        "DELETE FROM f2",
        "UPDATE meta SET value = '99' WHERE name = 'version'",
    ],
)
def test_a_damaged_database_is_found(folder: Path, damage: str) -> None:
    execute(folder, damage)
    assert verify(folder)


def test_a_broken_page_is_found(folder: Path) -> None:
    data = bytearray((folder / "jixiao.db").read_bytes())
    data[4096 * 3 : 4096 * 6] = bytes(4096 * 3)
    (folder / "jixiao.db").write_bytes(data)
    assert verify(folder)


def test_an_index_that_differs_from_its_table_is_found(folder: Path, tmp_path: Path) -> None:
    path = folder / "jixiao.db"
    page, index_leaf, name = 4096, 10, "甲局".encode()
    data = path.read_bytes()
    pages = [data[start : start + page] for start in range(0, len(data), page)]
    path.write_bytes(
        b"".join(
            each.replace(name, "乙局".encode()) if each[0] == index_leaf else each for each in pages
        )
    )
    assert verify(folder)
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as archive:
        archive.write(path, "jixiao.db")
    with pytest.raises(UserError):
        restore(tmp_path / "backup.zip", tmp_path / "again")


def test_a_zip_without_a_database_is_no_backup(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as archive:
        archive.writestr("files/", "")
    with pytest.raises(UserError):
        restore(tmp_path / "backup.zip", tmp_path / "again")


def test_a_backup_without_anything_in_its_database_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as made:
        made.writestr(DATABASE, b"")
    with pytest.raises(UserError):
        restore(tmp_path / "backup.zip", tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_a_target_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError):
        backup(folder, tmp_path / "file" / "backup.zip")
    (tmp_path / "backup.zip").mkdir()
    with pytest.raises(UserError):
        backup(folder, tmp_path / "backup.zip")


def test_no_folder_at_all(tmp_path: Path) -> None:
    assert len(verify(tmp_path / "nowhere")) == 1
