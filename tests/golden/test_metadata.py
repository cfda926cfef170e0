"""No document tells of the machine it was made on, nor of the libraries that made it."""

import getpass
import io
import socket
import tempfile
import zipfile
from pathlib import Path

import pytest

from core.resources import resource_dir
from core.writers.shown import MAKER
from tests.golden.documents import DOCUMENTS

LEAST = 5
"""Shorter names of machines stand in any file."""
LIBRARIES = ("openpyxl", "python-docx", "Macintosh", "thumbnail", "2013-12-23")


def everything(path: Path) -> str:
    """All parts of a document, their names too, unpacked."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name.encode() + package.read(name) for name in package.namelist()]
    return b"".join(parts).decode("utf-8", "replace")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_bears_no_trace_of_its_machine(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    DOCUMENTS[name](path)
    whole = everything(path)
    user = getpass.getuser()
    traces = [str(Path.home()), str(resource_dir().parent), tempfile.gettempdir(), str(tmp_path)]
    traces += [f">{user}<", f"/{user}/"]
    if len(host := socket.gethostname()) >= LEAST:
        traces.append(host)
    assert [trace for trace in (*traces, *LIBRARIES) if trace in whole] == []


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.endswith((".docx", ".xlsx"))])
def test_its_properties_name_the_program(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    DOCUMENTS[name](path)
    with zipfile.ZipFile(path) as package:
        if "docProps/core.xml" in package.namelist():
            assert MAKER in package.read("docProps/core.xml").decode()
        else:
            assert name == "模板填表.docx"
