"""The child processes: order, one bad file, and what a child may not do."""

import sys
from pathlib import Path

import pytest

from core.errors import Cancelled
from core.intake import read_paths
from core.submission import Filled
from core.writers import write_docx
from tests.core.intake.crafted import behave, crash_at
from tests.core.intake.test_archives import packed
from tests.core.test_cli import form

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "z"):
        write_docx((Filled("f2", form()),), tmp_path / f"{name}.docx")
    return tmp_path


def test_files_come_in_their_order(folder: Path) -> None:
    write_docx((Filled("f2", form()),), folder / "m.docx")
    readings = read_paths([folder])
    assert [reading.name for reading in readings] == ["a.docx", "m.docx", "z.docx"]
    assert all(reading.forms for reading in readings)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ("hang", "timeout"), ("crash", "damaged"), ("memory", "damaged"), ("write", "damaged"),
        ("network", "damaged"), ("program", "damaged"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore")
def test_a_child_that_misbehaves_costs_one_file(folder: Path, wish: str, code: str) -> None:
    (folder / f"{wish}.docx").write_bytes((folder / "a.docx").read_bytes())
    readings = read_paths([folder], seconds=8 if wish == "hang" else 30, read=behave)
    problems = {reading.name: reading.problem for reading in readings}
    bad = problems.pop(f"{wish}.docx")
    assert bad is not None
    assert bad.code == code
    assert problems == {"a.docx": None, "z.docx": None}
    assert not list(folder.glob("*.stolen"))


def test_a_mistake_of_the_program_is_told_as_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mistake.docx").write_bytes((folder / "a.docx").read_bytes())
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(error))
    problems = [reading.problem for reading in read_paths([folder], read=behave)]
    assert [problem and problem.code for problem in problems] == [None, "unsupported", None]
    (error,) = told
    assert "fictional" in str(error)
    assert "crafted.py" in str(error)


def test_a_crash_costs_one_file_of_an_archive(folder: Path) -> None:
    good, bad = (folder / "a.docx").read_bytes(), b"crash here"
    data = packed(**{"1.docx": good, "2.txt": bad, "3.docx": good, "4.txt": bad, "5.docx": good})
    (folder / "m.zip").write_bytes(data)
    readings = read_paths([folder / "m.zip"], read=crash_at)
    names = [(reading.name, reading.problem is None) for reading in readings]
    assert names == [
        ("m.zip/1.docx", True), ("m.zip/第2个文件", False), ("m.zip/3.docx", True),
        ("m.zip/第4个文件", False), ("m.zip/5.docx", True),
    ]  # fmt: skip


def test_cancelling_ends_the_children(folder: Path) -> None:
    def stop(done: int, total: int, what: str) -> bool:
        del total, what
        return done == 0

    with pytest.raises(Cancelled):
        read_paths([folder], stop)


def test_nothing_to_read(tmp_path: Path) -> None:
    assert read_paths([tmp_path]) == ()
