"""Passwords on the command line, and what it says of files that are not whole."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from core import cli_readings
from core.cli import cli
from core.cli_readings import SOME_UNREAD
from core.submission import Filled
from core.workspace import Workspace
from core.writers import write_docx
from tests.core.intake.locked import FOLDER, PASSWORD
from tests.core.test_cli import UNIT, document, form, run

LOCKED = FOLDER / "form.docx"
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_passwords_from_a_file(encoding: str, tmp_path: Path) -> None:
    known = tmp_path / "密码.txt"
    known.write_text(f"1234\n{PASSWORD}\n", encoding=encoding)
    assert UNIT in run("read", LOCKED, "--password-file", known).stdout
    assert document("read", LOCKED, status=SOME_UNREAD)["files"][0]["problem"]["code"] == (
        "encrypted"
    )


def test_a_password_is_asked_for_on_a_terminal_until_one_fits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cli_readings, "_on_terminal", lambda: True)
    found = CliRunner().invoke(cli, ["read", str(LOCKED)], input=f"1234\n{PASSWORD}\n")
    assert found.exit_code == 0
    assert UNIT in found.stdout
    assert PASSWORD not in found.output
    skipped = CliRunner().invoke(cli, ["read", str(LOCKED)], input="\n")
    assert skipped.exit_code == SOME_UNREAD


def test_a_file_of_which_a_part_is_missing_says_so(tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    write_docx((Filled("f2", form()),), path)
    path.write_bytes(path.read_bytes()[:-40])
    (found,) = document("read", path, status=SOME_UNREAD)["files"]
    assert found["problem"] is None
    assert found["warning"] in run("read", path, status=SOME_UNREAD).stdout
    assert found["warning"] in run("check", path, status=SOME_UNREAD).stdout


def test_half_a_file_is_not_stored_unseen(tmp_path: Path) -> None:
    path, data = tmp_path / "表.docx", tmp_path / "数据"
    write_docx((Filled("f2", form()),), path)
    path.write_bytes(path.read_bytes()[:-40])
    run("import", path, "--data", data, "--year", "2024", status=SOME_UNREAD)
    workspace = Workspace.open(data)
    assert workspace.years() == ()
    workspace.close()
