"""Reading a submitted Word file, provenance included, against two ways of only getting its text."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from benchmarks.ratio import Ratio, timed
from lxml import etree

from core.intake import read_file
from core.resources import resource

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def files() -> tuple[Path, ...]:
    """Genuine submissions where there are any beside the checkout, else the sample county's."""
    found = sorted(SAMPLES.glob("*.docx")) or sorted(resource("sample", "files").rglob("*.docx"))
    return tuple(found)


def each(read: Callable[[Path], object], paths: Sequence[Path]) -> Callable[[], None]:
    def work() -> None:
        for path in paths:
            read(path)

    return work


def rows_and_cells(path: Path) -> int:
    """The text of every cell, as one gets it from python-docx."""
    tables = docx.Document(str(path)).tables
    return sum(len(cell.text) for table in tables for row in table.rows for cell in row.cells)


def unzip_and_parse(path: Path) -> object:
    """The least that reading a Word file can cost."""
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def against_python_docx() -> Ratio:
    paths = files()
    ours, theirs = timed(each(read_file, paths), each(rows_and_cells, paths))
    count = len(paths)
    name = f"read a Word submission ({count} files)"
    return Ratio(name, ours / count, "python-docx rows/cells", theirs / count, ">= 4", faster=True)


def against_floor() -> Ratio:
    paths = files()
    ours, theirs = timed(each(read_file, paths), each(unzip_and_parse, paths))
    count = len(paths)
    return Ratio("read a Word submission", ours / count, "unzip + lxml parse", theirs / count)
