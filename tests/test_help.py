"""The handbook: every page can be reached, every link leads somewhere, nothing is left out."""

import re
from pathlib import Path

import pytest

from core.cli import cli
from core.resources import resource
from gui.actions import COMMANDS, MENUS, Command

HELP = resource("help")
PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted(HELP.glob("*.md"))}
ALL = "\n".join(PAGES.values())
LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.mark.parametrize("name", PAGES)
def test_the_index_names_every_page(name: str) -> None:
    assert name == "index.md" or name in LINK.findall(PAGES["index.md"])


@pytest.mark.parametrize("name", PAGES)
def test_no_link_is_dead(name: str) -> None:
    dead = [link for link in LINK.findall(PAGES[name]) if not (HELP / link).exists()]
    assert dead == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_title(name: str) -> None:
    titles = [line for line in PAGES[name].splitlines() if line.startswith("# ")]
    assert len(titles) == 1
    assert PAGES[name].startswith("# ")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_menu_line_is_explained(command: Command) -> None:
    """A command's wording stands in the handbook, and so does its key."""
    assert command.text.rstrip("…") in ALL
    if command.keys:
        assert command.keys[0] in ALL


def test_every_menu_that_is_named_exists() -> None:
    """「**文件 → 导入文件…**」 names a menu and a line of it."""
    lines = {(MENUS[command.menu].partition("(")[0], command.text) for command in COMMANDS}
    named = {(menu, line.strip()) for menu, line in re.findall(r"\*\*(\w+) → ([^*]+)\*\*", ALL)}
    assert named <= lines


def test_a_key_behind_a_command_is_its_own() -> None:
    """「**上一个问题**（Shift+F8）」."""
    keys = {command.text.rstrip("…"): command.keys for command in COMMANDS}
    told = re.findall(r"\*\*(?:\w+ → )?([^*→]+?)…?\*\*（((?:Ctrl|Alt|Shift|F\d)[^，）、]*)", ALL)
    assert [pair for pair in told if pair[0] in keys and pair[1] not in keys[pair[0]]] == []


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_of_the_command_line_is_explained(name: str) -> None:
    assert f"`{name}" in PAGES["命令行.md"]


def test_the_readme_shows_what_is_there() -> None:
    root = Path(__file__).parent.parent
    readme = (root / "README.md").read_text(encoding="utf-8")
    places = [link for link in LINK.findall(readme) if "://" not in link]
    assert [place for place in places if not (root / place).exists()] == []
