"""What the commands share: the data folder that must be there, lines that steer no terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli_options import called, say
from core.errors import UserError
from core.unit import Unit
from core.workspace import Workspace
from tests.core.test_cli_reports import run

COMMANDS = (
    "check", "export --to docx --out 出", "summary --year 2024 --out 出",
    "return-slip --year 2024 --out 出", "returns --year 2024 --out 出",
    "remind --year 2024 --out 出",
    "county-report --year 2024 --out 出", "blank --year 2025 --out 出",
    "fill --year 2024 --out 出", "disclose --year 2024 --out 出", "archive --year 2024 --out 出",
    "scheme export 出.toml --year 2024", "scheme try 10-50-30-10 --year 2024",
    "scheme use 10-50-30-10 --year 2024", "backup --out 出.zip", "verify",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_by_a_wrong_name_is_not_begun(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run(*command.split(), "--data", "错", status=1)
    assert not any(tmp_path.iterdir())


def test_an_import_without_files_begins_nothing(tmp_path: Path) -> None:
    run("import", "--data", tmp_path / "新", "--year", 2024, status=2)
    assert not any(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full, of Linux")
@pytest.mark.parametrize("command", [["rules"], ["read", ".", "--json"]], ids=["lines", "json"])
def test_output_on_a_full_disk_is_one_sentence(command: list[str], tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "core", *command],
            stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(root)}, cwd=tmp_path, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_a_name_from_outside_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("某局\x1b]0;x\x07\x9b2J\r\n第二行\t表")
    assert capsys.readouterr().out == "某局]0;x2J\n第二行\t表\n"


def test_a_unit_by_its_name_its_short_one_or_its_code(tmp_path: Path) -> None:
    """甲县林草局 is also called 林草局; 水田局 is only like 甲县水田局, which is told."""
    workspace = Workspace.open(tmp_path)
    workspace.set_units([Unit("甲县林草局", code="105", aliases=("林草局",))])
    names = ("甲县林草局", "甲县水田局")
    for unit in ("甲县林草局", "林草局", "105"):
        assert called(workspace, unit, names) == "甲县林草局"
    assert called(workspace, None, names) is None
    with pytest.raises(UserError, match="甲县水田局"):
        called(workspace, "水田局", names)
    workspace.close()
