"""Reading a submitted Word file, provenance included, against two ways of only getting its text."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from benchmarks.ratio import Ratio, Target, timed
from lxml import etree

from core.intake import read_file
from core.resources import resource

AGAIN = 5
"""A file is read so often in a turn, as a county's files are read one after the other."""
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
    reference = "python-docx rows/cells"
    return Ratio(name, ours / count, reference, theirs / count, Target(at_least=4), faster=True)


def each_by_itself() -> Ratio:
    """The file of all that gains least, read again and again by itself."""
    found = []
    for path in files():
        again = [path] * AGAIN
        ours, theirs = timed(each(read_file, again), each(rows_and_cells, again))
        name = f"read {path.stem[:12]} by itself, the least gain"
        reference = "python-docx rows/cells"
        target = Target(at_least=4)
        found.append(Ratio(name, ours / AGAIN, reference, theirs / AGAIN, target, faster=True))
    return min(found, key=lambda line: line.ratio)


def against_floor() -> Ratio:
    paths = files()
    ours, theirs = timed(each(read_file, paths), each(unzip_and_parse, paths))
    count = len(paths)
    return Ratio("read a Word submission", ours / count, "unzip + lxml parse", theirs / count)
