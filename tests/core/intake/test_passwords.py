"""Files that programs have locked: opened with the right password, and with no other."""

from pathlib import Path

import pytest

from core.errors import Refused
from core.intake import read_paths
from core.intake.archives import members
from core.intake.passwords import ENCRYPTED, WRONG
from core.intake.reading import read_all
from tests.core.intake.locked import ARCHIVE_PASSWORD, FOLDER, PASSWORD
from tests.core.test_cli import UNIT

FORMATS = ("docx", "doc", "odt", "pdf", "xlsx", "xls", "ods")
ARCHIVES = ("aes.zip", "old.zip")


@pytest.mark.parametrize("kind", FORMATS)
def test_only_its_password_opens_a_file(kind: str) -> None:
    path = FOLDER / f"form.{kind}"
    closed, wrong, opened = (
        next(read_all(path, passwords=given)) for given in ((), ("1234",), ("1234", PASSWORD))
    )
    assert closed.problem is not None
    assert (closed.problem.code, closed.problem.message) == ("encrypted", ENCRYPTED)
    assert wrong.problem is not None
    assert (wrong.problem.code, wrong.problem.message) == ("encrypted", WRONG)
    assert opened.format == kind
    assert [(form.filled.code, form.unit) for form in opened.forms] == [("f2", UNIT)]
    assert opened.data == path.read_bytes()


@pytest.mark.parametrize("name", ARCHIVES)
def test_only_its_password_opens_an_archive(name: str) -> None:
    path = FOLDER / name
    for given in ((), ("1234",)):
        (closed,) = read_all(path, passwords=given)
        assert closed.problem is not None
        assert (closed.name, closed.problem.code) == (name, "encrypted")
    readings = list(read_all(path, passwords=(PASSWORD, ARCHIVE_PASSWORD)))
    assert [reading.name for reading in readings] == [f"{name}/form.docx", f"{name}/form.xlsx"]
    assert all(reading.forms for reading in readings)


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_locked_archive_that_was_changed(name: str) -> None:
    data = bytearray((FOLDER / name).read_bytes())
    data[len(data) // 3] ^= 0xFF
    try:
        found = list(members(bytes(data), (ARCHIVE_PASSWORD,)))
    except Refused as refused:
        assert refused.code in {"encrypted", "damaged"}  # noqa: PT017 either is right
    else:
        assert any(isinstance(content, Refused) for _, content in found)


@pytest.mark.slow
def test_one_password_of_several_for_each_file_of_a_folder() -> None:
    readings = read_paths([FOLDER], passwords=(ARCHIVE_PASSWORD, PASSWORD))
    opened = {reading.path.name for reading in readings if reading.forms}
    assert opened == {f"form.{kind}" for kind in FORMATS} | {*ARCHIVES, "double.zip"}


def test_a_password_is_kept_nowhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    (reading,) = read_all(FOLDER / "form.docx", passwords=(PASSWORD,))
    assert PASSWORD not in repr(reading)
    assert PASSWORD not in caplog.text
    assert list(tmp_path.iterdir()) == []
