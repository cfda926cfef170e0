"""The house keeps its shape: who imports whom, how long modules are, what must stand nowhere."""

import re
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
LONG = 400
EXPLAINS = re.compile(r"\b(lines?|long|longer)\b")
FOREIGN = re.compile(
    r"(?<![\w.~/*])/(home|root|work|Users|opt|mnt|srv)/\w"
    r"|[A-Z]:\\+Users"
    r"|https?://[\w.-]*(pypi|npmjs|index|mirror|registry)"
)
NAMELESS = re.compile(r"(\w+_)?(utils?|managers?|helpers?|misc|common)")


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def length(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def tracked_texts() -> dict[str, str]:
    """The text files of the repository by name; outside a checkout there is nothing to look at."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    if listing.returncode:
        pytest.skip("not a checkout")
    paths = [ROOT / entry for entry in listing.stdout.decode().split("\0") if entry]
    contents = {name(path): path.read_bytes() for path in paths if path.is_file()}
    return {
        key: data.decode("utf-8", "replace") for key, data in contents.items() if b"\0" not in data
    }


def test_import_contracts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    kept = lint_imports(no_cache=True, no_logo=True) == 0
    assert kept, capsys.readouterr().out


@pytest.mark.parametrize("path", modules("core", "gui", "build"), ids=name)
def test_a_long_module_says_why(path: Path) -> None:
    pieces = path.read_text("utf-8").split('"""')
    explained = len(pieces) > 1 and EXPLAINS.search(pieces[1])
    assert length(path) <= LONG or explained, f"{length(path)} lines"


def test_modules_are_short(capsys: pytest.CaptureFixture[str]) -> None:
    sizes = [size for path in modules("core", "gui") if (size := length(path)) > 1]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(sizes)} modules, median {median(sizes):.0f} lines, longest {max(sizes)}\n"
        )
    assert median(sizes) <= 150


def test_no_room_for_anything() -> None:
    nameless = [
        name(path) for path in modules("core", "gui", "build") if NAMELESS.fullmatch(path.stem)
    ]
    assert nameless == []


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in modules("tests")}
    assert [name(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_nothing_of_one_machine() -> None:
    """No absolute path of somebody's home, no address of a package registry."""
    texts = tracked_texts()
    found = {key: match.group() for key in texts if (match := FOREIGN.search(texts[key]))}
    assert found == {}
