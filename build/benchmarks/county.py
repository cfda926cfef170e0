"""Files of a made-up county of any size: the sample county's, each under a unit of its own."""

import itertools
import shutil
import subprocess
import zipfile
from pathlib import Path

from core.intake import read_file
from core.resources import resource

CONVERTED = {".docx": "doc", ".xlsx": "xls"}
OLD_SHARE = 10
"""One file in so many is of the formats before 2007, where LibreOffice is there to make it."""


def write_county(folder: Path, count: int) -> tuple[Path, ...]:
    """Write so many files, one for each unit; give their paths."""
    folder.mkdir()
    samples = sorted(path for path in resource("sample", "files").rglob("*.*") if _names(path))
    made = [
        _renamed(path, folder, number)
        for number, path in zip(range(count), itertools.cycle(samples), strict=False)
    ]
    if shutil.which("soffice"):
        for old, new in CONVERTED.items():
            _convert([path for path in made[::OLD_SHARE] if path.suffix == old], new)
    return tuple(sorted(folder.iterdir()))


def _names(path: Path) -> str | None:
    """The unit that a file names."""
    return next((form.unit for form in read_file(path).forms if form.unit), None)


def _renamed(path: Path, folder: Path, number: int) -> Path:
    """A copy of the file that names another unit."""
    unit = str(_names(path))
    target = folder / f"{number:04}{path.suffix}"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xml"):
                content = content.replace(unit.encode(), f"{unit}{number}".encode())
            new.writestr(name, content)
    return target


def _convert(paths: list[Path], kind: str) -> None:
    """Replace files by what LibreOffice makes of them, under a profile of its own."""
    if not paths:
        return
    folder = paths[0].parent
    convert(paths, kind, folder, folder.with_name("profile"))
    for path in paths:
        if path.with_suffix(f".{kind}").exists():
            path.unlink()


def convert(paths: list[Path], kind: str, target: Path, profile: Path) -> None:
    """Convert files by LibreOffice, with a profile of its own."""
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    wanted = ["--convert-to", kind, "--outdir", str(target), *map(str, paths)]
    subprocess.run([*command, *wanted], check=True, capture_output=True, timeout=600)
