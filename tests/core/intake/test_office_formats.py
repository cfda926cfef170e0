"""The same records through the formats of an office program: each is read as the record, or told.

LibreOffice writes the files; without it, or when it is told to be quick, there is nothing to test.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from core.forms import BasicData, Overall, Project
from core.intake import read_file
from core.schema.form import to_json
from tests import variants as v
from tests.variants import BASIC, OVERALL, PROJECT, Layout

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]
Record = BasicData | Overall | Project
TEXT = ("doc", "odt", "rtf", "html", "docx")
TABLES = ("xls", "ods", "xlsx", "html")
FILTERS: Mapping[str, str] = {
    "doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "docx": "docx:MS Word 2007 XML",
    "xls": "xls:MS Excel 97", "xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods:calc8",
    "odt": "odt:writer8",
}  # fmt: skip
PAPERS: Mapping[str, tuple[Record, Callable[[], list[v.Block]]]] = {
    "official": (OVERALL, lambda: v.overall(OVERALL)),
    "levels-blank": (OVERALL, lambda: v.overall(OVERALL, Layout(levels="blank"))),
    "three-columns": (OVERALL, lambda: v.overall(OVERALL, Layout(split_target=True))),
    "cells": (OVERALL, lambda: v.overall(OVERALL, Layout(sign="cells", split_pairs=True))),
    "cut": (OVERALL, lambda: v.cut(v.overall(OVERALL), 13)),
    "project": (PROJECT, lambda: v.project(PROJECT, Layout(sign="row"))),
    "basic": (BASIC, lambda: v.basic(BASIC, Layout(filler=True))),
}


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `kind/from` for each format, all files of a format made in one run."""
    folder = tmp_path_factory.mktemp("office")
    for name, (_, blocks) in PAPERS.items():
        (folder / f"{name}.docx").write_bytes(v.docx(blocks()))
        (folder / f"{name}.xlsx").write_bytes(v.xlsx({"表": blocks()}))
    for source, kinds in (("docx", TEXT), ("xlsx", TABLES)):
        for kind in kinds:
            _convert(folder, source, kind)
    return folder


def _convert(folder: Path, source: str, kind: str) -> None:
    assert SOFFICE is not None
    command = [
        SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", FILTERS.get(kind, kind), "--outdir", str(folder / f"{kind}-{source}"),
        *map(str, sorted(folder.glob(f"*.{source}"))),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=110)


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize(
    ("source", "kind"),
    [*(("docx", kind) for kind in TEXT), *(("xlsx", kind) for kind in TABLES)],
)
def test_through_an_office_program(converted: Path, source: str, kind: str, name: str) -> None:
    wanted, _ = PAPERS[name]
    reading = read_file(converted / f"{kind}-{source}" / f"{name}.{kind}")
    assert reading.problem is None
    (form,) = reading.forms
    assert form.filled.record == wanted, to_json(form.filled.record)
    assert not form.filled.unread
    assert not reading.leftovers
