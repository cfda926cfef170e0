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
from benchmarks.ratio import Ratio, timed
from lxml import etree

from core.editing import PutSubmission, Step
from core.intake import collect, read_file, read_paths
from core.workspace import Workspace
from core.writers import write_docx

if sys.platform != "win32":
    import resource

FILES, INDICATORS = 1_000, 20
MEMORY = 400e6
"""Bytes that the largest process of an import may take."""
WALKED = 50
"""Files that the other libraries walk; their time is taken for all."""
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
        modern = [path for path in files if path.suffix in {".docx", ".xlsx"}]
        floor = _timed(_parse, modern) * len(files)
        walk = _timed(_walk, modern[:: max(1, len(modern) // WALKED)]) * len(files)
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
    return Ratio(name, found.seconds, reference, found.walk, ">= 10, in 10 s", faster=True)


def against_parsing() -> Ratio:
    found = imported()
    return Ratio(f"import {FILES} files", found.seconds, "unzip + lxml parse", found.floor)


def memory() -> Ratio:
    found = imported().memory / 1e9
    name = "memory of an import, largest process"
    return Ratio(name, found, "what it may take", MEMORY / 1e9, "<= 1", unit="MB")


def against_libreoffice() -> Ratio | None:
    """A binary Word file read, against its conversion; None without LibreOffice."""
    if shutil.which("soffice") is None:
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        write_docx(made_up.submission(INDICATORS).forms, folder / "form.docx")
        convert([folder / "form.docx"], "doc", folder, folder / "profile")
        old = folder / "form.doc"

        def theirs() -> None:
            convert([old], "docx", folder / "out", folder / "profile")

        ours, reference = timed(functools.partial(read_file, old), theirs, rounds=2)
    return Ratio("read a .doc", ours, "LibreOffice to .docx", reference, ">= 500", faster=True)
