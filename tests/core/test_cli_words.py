"""What the command line says of itself is Chinese, whatever is wrong with the call."""

import re
import sys
from pathlib import Path

import click
import pytest

from core import cli_words
from core.cli import cli, main

WRAPPED = re.compile(r"\n {8,}")
NAMES = re.compile(
    r"python -m [\w.]+|--[a-z-]+|\S*/\S*|\w*\.(?:toml|txt)|docx|xlsx|pdf|json|JSON|PDF|Word|Excel"
)


@pytest.fixture(autouse=True)
def click_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `main` puts into click is taken out after each test."""
    for module in cli_words._MODULES:
        for name in {"_", "ngettext"} & vars(module).keys():
            monkeypatch.setattr(module, name, vars(module)[name])


def commands(command: click.Command, *called: str) -> list[tuple[str, ...]]:
    """A command as it is called, and all that are below it."""
    below = command.commands if isinstance(command, click.Group) else {}
    return [called, *(each for name in below for each in commands(below[name], *called, name))]


COMMANDS = commands(cli)


def said(
    call: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["core", *call])
    with pytest.raises(SystemExit) as end:
        main()
    out, err = capsys.readouterr()
    assert isinstance(end.value.code, int)
    return end.value.code, out + err


def english(text: str, call: tuple[str, ...]) -> set[str]:
    """The words in it that are neither Chinese nor names of what was called."""
    names = {word for command in COMMANDS for word in command} | {*call}
    return set(re.findall("[A-Za-z]{2,}(?:-[a-z]+)*", NAMES.sub("", WRAPPED.sub("", text)))) - names


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, text = said((*command, "--help"), monkeypatch, capsys)
    assert status == 0
    assert not english(text, command)


@pytest.mark.parametrize(
    "call",
    [
        "", "nothing", "chek", "scheme", "scheme nothing", "read", "read /nowhere", "read --jsn",
        "read --json=3", "read --bogus", "check --data", "export", "export --data . --to odt",
        "export --data . --year abc", "export --data . --year 1200", "verify --data . more",
        "verify --data . more and", "backup --data . --out .", "check --data pyproject.toml",
        "return-slip --date x --data . --year 2024 --out .", "scheme export",
        "county-report --data . --year 2024 --out . --rewrite overview",
        "county-report --data . --year 2024 --out . --rewrite overview /nowhere",
    ],
)  # fmt: skip
def test_wrong_calls(
    call: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    words = tuple(call.split())
    status, text = said(words, monkeypatch, capsys)
    assert status == 2
    assert not english(text, words)
