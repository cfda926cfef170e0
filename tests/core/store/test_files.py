"""The submitted files in the data folder."""

import hashlib
from pathlib import Path

import pytest

from core.errors import UserError
from core.store import files


def test_bytes_come_back(tmp_path: Path) -> None:
    sha256 = files.keep(tmp_path, b"PK")
    assert sha256 == hashlib.sha256(b"PK").hexdigest()
    assert files.path_of(tmp_path, sha256) == tmp_path / sha256[:2] / sha256
    assert files.read(tmp_path, sha256) == b"PK"


def test_the_same_file_is_kept_once(tmp_path: Path) -> None:
    sha256 = files.keep(tmp_path, b"PK")
    before = files.path_of(tmp_path, sha256).stat().st_mtime_ns
    assert files.keep(tmp_path, b"PK") == sha256
    assert files.path_of(tmp_path, sha256).stat().st_mtime_ns == before
    assert list(files.kept(tmp_path)) == [sha256]


def test_a_file_cut_short_is_kept_again(tmp_path: Path) -> None:
    sha256 = files.keep(tmp_path, b"PK12")
    files.path_of(tmp_path, sha256).write_bytes(b"PK")
    files.keep(tmp_path, b"PK12")
    assert files.read(tmp_path, sha256) == b"PK12"


def test_several_files_are_kept_at_once(tmp_path: Path) -> None:
    contents = [b"PK1", b"PK2", b"PK1"]
    sums = files.keep_all(tmp_path, contents)
    assert [files.read(tmp_path, sha256) for sha256 in sums] == contents
    assert set(files.kept(tmp_path)) == set(sums)


def test_one_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / hashlib.sha256(b"PK").hexdigest()[:2]).write_text("in the way")
    with pytest.raises(UserError):
        files.keep_all(tmp_path, [b"PK", b"PK2"])


def test_lost_and_changed_files_are_refused(tmp_path: Path) -> None:
    sha256 = files.keep(tmp_path, b"PK")
    files.path_of(tmp_path, sha256).write_bytes(b"XX")
    with pytest.raises(UserError):
        files.read(tmp_path, sha256)
    files.path_of(tmp_path, sha256).unlink()
    with pytest.raises(UserError):
        files.read(tmp_path, sha256)


def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    (tmp_path / hashlib.sha256(b"PK").hexdigest()[:2]).write_text("in the way")
    with pytest.raises(UserError):
        files.keep(tmp_path, b"PK")


def test_only_kept_files_are_listed(tmp_path: Path) -> None:
    sha256 = files.keep(tmp_path, b"PK")
    (tmp_path / sha256[:2] / f"{sha256}.part").write_bytes(b"")
    (tmp_path / sha256[:2] / "notes").write_bytes(b"")
    assert list(files.kept(tmp_path)) == [sha256]
