"""LibreOffice, where it is installed, to open what the program wrote."""

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def converted(data: bytes, ending: str, to: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format."""
    assert OFFICE is not None
    source = folder / f"made.{ending}"
    source.write_bytes(data)
    out = folder / "out"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return out / f"made.{to}"


def recalculated(book: bytes, folder: Path) -> openpyxl.Workbook:
    """The workbook with every formula computed anew: stored results are taken away before."""
    bare = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(book)).save(bare)
    path = converted(bare.getvalue(), "xlsx", "xlsx", folder)
    return openpyxl.load_workbook(path, data_only=True)
