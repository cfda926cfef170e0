"""A batch of files in a folder: none replaces another, an open one costs only its name."""

import pickle
from pathlib import Path

import pytest

from core.errors import InUse, UserError
from core.writers.filing import Filing
from core.writers.target import save


def test_two_units_never_get_one_file(tmp_path: Path) -> None:
    filing = Filing(tmp_path)
    for name in ("甲/局", "甲:局", "甲_局", "ABC", "abc"):
        filing.write(filing.base(name), "txt", lambda target: save(b"", target))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "ABC.txt", "abc（2）.txt", "甲_局.txt", "甲_局（2）.txt", "甲_局（3）.txt",
    ]  # fmt: skip
    assert len(filing.paths) == 5
    assert len(filing.notes) == 5


def test_an_open_file_is_written_under_another_name(tmp_path: Path) -> None:
    def held(target: Path) -> None:
        if target.name == "表.txt":
            raise InUse("正在打开", tmp_path / "表（2）.txt")
        save(b"", target)

    filing = Filing(tmp_path)
    assert filing.write(filing.base("表"), "txt", held) == tmp_path / "表（2）.txt"
    assert len(filing.notes) == 1


def test_a_batch_of_children_tells_where_its_files_are(tmp_path: Path) -> None:
    meant = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    there = [tmp_path / "甲.txt", tmp_path / "乙（2）.txt"]
    filing = Filing(tmp_path)
    filing.keep(there, meant)
    assert filing.paths == there
    assert len(filing.notes) == 1
    again = pickle.loads(pickle.dumps(InUse("正在打开", there[1])))
    assert (str(again), again.free) == ("正在打开", there[1])


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    with pytest.raises(UserError):
        Filing(tmp_path / "文件" / "下").write("表", "txt", lambda target: save(b"", target))
