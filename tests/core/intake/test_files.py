"""What a disk can do to a file: each its own sentence, nothing left out in silence."""

import errno
import os
from pathlib import Path

import pytest

from core.errors import Refused
from core.intake import files, read_paths
from core.intake.files import CLOUD, elsewhere, files_in, load, sentence_of
from core.intake.reading import told_apart, unread

_AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def said(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        load(path)
    return str(refused.value)


def test_files_of_folders_once_each_in_order(tmp_path: Path) -> None:
    for name in ("乙/2.docx", "甲/1.docx", "甲/~$1.docx", "甲/.hidden", "甲/.1.docx.icloud"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = files_in([tmp_path, tmp_path / "甲" / "1.docx"])
    assert [path.name for path in found] == ["2.docx", ".1.docx.icloud", "1.docx"]


@pytest.mark.skipif(_AS_ROOT, reason="root may open everything")
def test_a_folder_without_rights_stands_for_what_is_in_it(tmp_path: Path) -> None:
    closed = tmp_path / "关着"
    closed.mkdir(mode=0)
    assert files_in([tmp_path]) == (closed,)


def test_a_folder_that_will_not_open_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "关着"
    closed.mkdir()
    scan = os.scandir

    def refusing(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "no", str(closed))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert files_in([tmp_path]) == (closed,)
    monkeypatch.undo()
    assert said(closed)


def test_each_misfortune_has_its_sentence(tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    busy = OSError(errno.EACCES, "busy", str(path))
    busy.winerror = 32  # type: ignore[attr-defined]
    errors = [
        busy,
        PermissionError(errno.EACCES, "no"),
        FileNotFoundError(errno.ENOENT, "gone"),
        OSError(errno.ENAMETOOLONG, "long"),
        OSError(errno.EIO, "broken"),
    ]
    told = {sentence_of(error, path) for error in errors}
    assert len(told) == len(errors)
    assert all(text.endswith("。") and text.count("。") == 1 for text in told)


def test_a_path_that_is_too_long_for_the_system(tmp_path: Path) -> None:
    long = tmp_path / ("长" * 300)
    assert said(long) == sentence_of(OSError(errno.ENAMETOOLONG, ""), long)


def test_a_path_that_is_too_long_for_windows() -> None:
    error = FileNotFoundError(errno.ENOENT, "gone")
    error.winerror = 3  # type: ignore[attr-defined]
    assert sentence_of(error, Path("C:/" + "x" * 300)) == sentence_of(
        OSError(errno.ENAMETOOLONG, ""), Path()
    )


@pytest.mark.parametrize("attributes", [0x1000, 0x40000, 0x400000, 0x400020])
def test_a_file_in_the_cloud_is_not_fetched(attributes: int) -> None:
    assert elsewhere(attributes)
    assert not elsewhere(0x20)


def test_a_file_in_the_cloud_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "表.docx"
    path.write_bytes(b"x")
    monkeypatch.setattr(files, "elsewhere", lambda attributes: True)
    assert said(path) == CLOUD


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "表.docx")
    assert said(tmp_path / "表.docx")


@pytest.mark.slow
def test_a_file_that_went_away_and_two_of_one_name(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "表.docx").write_bytes(b"words")
    readings = read_paths([tmp_path, tmp_path / "没有.docx"])
    assert [reading.name for reading in readings] == ["乙/表.docx", "甲/表.docx", "没有.docx"]
    assert all(reading.problem is not None for reading in readings)


def test_as_much_of_the_folders_as_tells_files_apart() -> None:
    paths = [Path("a/x/表.docx"), Path("b/x/表.docx"), Path("c/别的.docx")]
    readings = [unread(path, "damaged", "坏。") for path in paths]
    assert [reading.name for reading in told_apart(readings)] == [
        "a/x/表.docx", "b/x/表.docx", "别的.docx",
    ]  # fmt: skip
