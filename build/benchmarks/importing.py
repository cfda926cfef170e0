"""From files on disk to stored, scored and checked submissions, the sandbox on."""

import functools
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
from benchmarks import made_up
from benchmarks.county import convert, write_county
from benchmarks.ratio import Ratio, Target, timed
from lxml import etree

from core.editing import PutSubmission, Step
from core.intake import collect, read_paths
from core.intake.readers import READERS
from core.workspace import Workspace
from core.writers import write_docx

if sys.platform != "win32":
    import resource

FILES, INDICATORS = 1_000, 20
MEMORY = 400e6
"""Bytes that the largest process of an import may take."""
WALKED = 20
"""So many files of each kind are walked by the other libraries before us and as many after us, on
one core, as these libraries do; their time is taken for all."""
_PARTS = ("word/document.xml", "xl/sharedStrings.xml", "xl/worksheets/")


@dataclass(frozen=True, slots=True)
class Imported:
    """Seconds that an import took, its submissions, and the most memory in bytes (one process)."""

    seconds: float
    floor: float
    walk: float
    submissions: int
    memory: int


@functools.cache
def imported() -> Imported:
    """Import a county once and measure the references over the same files."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        files = write_county(Path(name) / "files", FILES)
        modern = [path for path in files if path.suffix in {".docx", ".xlsx"}]
        before = _walked(modern, 0)
        start = time.perf_counter()
        workspace = Workspace.open(Path(name) / "data")
        try:
            keys = _import(workspace, files)
            for key in keys:
                workspace.assessment(key)
        finally:
            workspace.close()
        seconds = time.perf_counter() - start
        peak = _peak()
        floor = _timed(_parse, modern) * len(files)
        walk = (before + _walked(modern, 1)) / 2 * len(files)
    return Imported(seconds, floor, walk, len(keys), peak)


def _import(workspace: Workspace, files: tuple[Path, ...]) -> tuple[str, ...]:
    readings = read_paths(files)
    proposals = collect(readings)
    workspace.keep_files([reading for found in proposals for reading in found.readings])
    puts = (PutSubmission(found.submission.key, found.submission) for found in proposals)
    workspace.dispatch(Step("导入", tuple(puts)))
    return tuple(found.submission.key for found in proposals)


def _peak() -> int:
    """The most memory in bytes that this process or a child of it has taken; 0 where untold."""
    if sys.platform == "win32":
        return 0
    kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) * 1024


def _walked(paths: Sequence[Path], turn: int) -> float:
    """Seconds per file that the other libraries take, each kind by a few of its files."""
    total = 0.0
    for kind in (".docx", ".xlsx"):
        of_kind = [path for path in paths if path.suffix == kind]
        total += _timed(_walk, of_kind[turn :: max(1, len(of_kind) // WALKED)]) * len(of_kind)
    return total / len(paths)


def _timed(work: Callable[[Path], None], paths: Sequence[Path]) -> float:
    """Seconds per file."""
    start = time.perf_counter()
    for path in paths:
        work(path)
    return (time.perf_counter() - start) / len(paths)


def _parse(path: Path) -> None:
    """The least that reading a file can cost: unpack its text and parse it."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith(_PARTS) and name.endswith(".xml"):
                etree.fromstring(package.read(name))


def _walk(path: Path) -> None:
    """Walk the cells as the libraries offer them."""
    if path.suffix == ".docx":
        for table in docx.Document(str(path)).tables:
            for row in table.rows:
                for cell in row.cells:
                    str(cell.text)
    else:
        for sheet in openpyxl.load_workbook(path, data_only=True):
            for line in sheet.iter_rows(values_only=True):
                tuple(line)


def against_libraries() -> Ratio:
    found = imported()
    name = f"import {FILES} files, {found.submissions} units"
    reference = "python-docx, openpyxl walking"
    target = Target(at_least=10, within=10)
    return Ratio(name, found.seconds, reference, found.walk, target, faster=True)


def against_parsing() -> Ratio:
    found = imported()
    return Ratio(f"import {FILES} files", found.seconds, "unzip + lxml parse", found.floor)


def memory() -> Ratio:
    found = imported().memory / 1e9
    name = "memory of an import, largest process"
    return Ratio(name, found, "what it may take", MEMORY / 1e9, Target(at_most=1), unit="MB")


def against_libreoffice() -> Ratio | None:
    """A binary Word file made tables and text, against its conversion; None without LibreOffice.

    Either way there is then a document to look for forms in. LibreOffice is started anew, as a
    program that used it would start it for a file; its profile is there already.
    """
    if shutil.which("soffice") is None:
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        write_docx(made_up.submission(INDICATORS).forms, folder / "form.docx")
        convert([folder / "form.docx"], "doc", folder, folder / "profile")
        old = folder / "form.doc"
        data = old.read_bytes()

        def theirs() -> None:
            convert([old], "docx", folder / "out", folder / "profile")

        ours, reference = timed(functools.partial(READERS["doc"], data), theirs, rounds=5)
    target = Target(at_least=500)
    return Ratio("a .doc to tables", ours, "LibreOffice to .docx", reference, target, faster=True)
