"""dev.py: which command does what, and what it leaves as exit status."""

import ast
import subprocess
import sys
from pathlib import Path

import commands
import pytest

BUILD = Path(__file__).parents[2] / "build"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the environment's Python was asked to do; everything succeeds."""
    done: list[str] = []

    def run(*arguments: str, offscreen: bool = False) -> int:
        done.append(" ".join(arguments) + (" (off screen)" if offscreen else ""))
        return 0

    monkeypatch.setattr("environment.run", run)
    monkeypatch.setattr("environment.is_current", lambda: True)
    monkeypatch.setattr("system.needed", lambda *_: [])
    return done


def test_everything_is_checked(ran: list[str]) -> None:
    assert commands.main(["test"]) == 0
    assert ran == [
        "-m ruff check .",
        "-m ruff format --check .",
        "-m mypy",
        "-m pytest (off screen)",
    ]


def test_options_go_to_pytest_alone(ran: list[str]) -> None:
    assert commands.main(["test", "-k", "paper"]) == 0
    assert ran == ["-m pytest -k paper (off screen)"]


def test_one_failure_fails_the_whole_but_stops_nothing(
    ran: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str, offscreen: bool = False) -> int:
        del offscreen
        ran.append(" ".join(arguments))
        return int("mypy" in arguments)

    monkeypatch.setattr("environment.run", run)
    assert commands.main(["test"]) == 1
    assert ran[-1] == "-m pytest"
    assert capsys.readouterr().out.endswith("not clean: mypy\n")


@pytest.mark.parametrize(
    ("display", "what"), [(True, "-m gui --data d"), (False, "build/walk.py --data d")]
)
def test_without_a_display_the_console_walks(
    ran: list[str], monkeypatch: pytest.MonkeyPatch, display: bool, what: str
) -> None:
    monkeypatch.setattr("system.has_display", lambda: display)
    assert commands.main(["run", "--data", "d"]) == 0
    assert ran == [what]


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["dance"], 2), (["--help"], 0)])
def test_the_commands_are_listed(
    arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(arguments) == status
    listing = capsys.readouterr().out
    assert all(command.__name__ in listing for command in commands.COMMANDS)


def test_the_front_door_speaks_to_every_python() -> None:
    """No syntax of Python 3 in it: an old one must reach the sentence about itself."""
    tree = ast.parse((BUILD / "dev.py").read_text("ascii"))
    modern = (ast.FunctionDef, ast.AnnAssign, ast.JoinedStr, ast.NamedExpr)
    assert [node for node in ast.walk(tree) if isinstance(node, modern)] == []


def test_only_the_standard_library_before_the_environment() -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import commands"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code, str(BUILD)], check=False)
    assert done.returncode == 0
