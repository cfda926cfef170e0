"""Files appear whole or not at all, and a refusal is one sentence."""

import errno
import os
from pathlib import Path

import pytest

from core.errors import UserError
from core.writers.target import free_name, is_too_long, renamed, safe_name, save


def test_replaces_the_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "表.docx"
    target.write_bytes(b"old")
    save(b"new", target)
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不存在"):
        save(b"", tmp_path / "没有" / "表.docx")


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere"
)
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match="没有权限"):
        save(b"", tmp_path / "表.docx")
    tmp_path.chmod(0o700)


def test_a_target_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path) -> None:
    """What Windows does for a file open in Word happens everywhere for a folder."""
    target = tmp_path / "表.docx"
    target.mkdir()
    with pytest.raises(UserError, match="关闭"):
        save(b"new", target)
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("某县/水田局：2024*", "某县_水田局：2024_"),
        ("  .自评表. ", "自评表"),
        ("CON", "_CON"),
        ("a\nb\tc", "a_b_c"),
        ("", "未命名"),
        ("？", "？"),
        ("com¹", "_com¹"),
        ("CON .报表", "_CON .报表"),
        ("NULL", "NULL"),
        ("表\u202ecod.exe", "表_cod.exe"),
        ("\ud800表", "_表"),
    ],
)
def test_safe_names(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_long_names_are_cut_between_characters() -> None:
    assert safe_name("县" * 200) == "县" * 60


def test_a_refused_file_is_offered_another_name(tmp_path: Path) -> None:
    """The name that is offered is free, also when the first choice is not."""
    target = tmp_path / "表.docx"
    assert free_name(target) == target
    target.mkdir()
    (tmp_path / "表（2）.docx").touch()
    assert free_name(target).name == "表（3）.docx"
    with pytest.raises(UserError, match="表（3）"):
        save(b"new", target)


def test_a_changed_name_is_said() -> None:
    assert renamed("某某局2024年度") is None
    said = renamed("某某局<一科>:2024")
    assert said is not None
    assert safe_name("某某局<一科>:2024") in said


def test_a_path_that_is_too_long_is_one_sentence(tmp_path: Path) -> None:
    assert not is_too_long(tmp_path / "表.docx")
    assert is_too_long(tmp_path / ("县" * 60) / ("乡" * 60) / ("村" * 60) / ("组" * 60) / "表.docx")
    with pytest.raises(UserError, match="太长"):
        save(b"", tmp_path / f"{'长' * 100}.docx")


@pytest.mark.parametrize("fails", ["write", "fsync", "replace"])
def test_whatever_fails_leaves_the_old_file_and_nothing_else(
    fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Disk full while writing, a dead stick while flushing, the target held open."""
    target = tmp_path / "表.docx"
    target.write_bytes(b"old")

    def fail(*args: object, **given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if fails == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    elif fails == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr("core.writers.target._write", fail)
    with pytest.raises(UserError):
        save(b"new", target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
