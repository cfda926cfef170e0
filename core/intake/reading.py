"""From a file on disk to the forms in it. A bad file is a value with a problem, never an error."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from core.errors import Refused
from core.intake.extract import ReadForm, extract, year_of_name
from core.intake.grid import Document
from core.intake.package import DAMAGED, MAX_FILE, TOO_LARGE
from core.intake.readers import READERS, detect
from core.intake.recognise import recognise
from core.progress import Report, silent, step
from core.submission import numbered

_HINTS = {
    "xlsb": "二进制 Excel 文件，请另存为 .xlsx 后再导入。",
    "xml": "XML 格式的 Office 文件，请另存为 .docx 或 .xlsx 后再导入。",
    "ofd": "OFD 文件不能直接读取，请导入 Word 或 Excel 原件。",
    "image": "图片不能读取，请导入 Word 或 Excel 原件。",
    "rar": "压缩包，请解压后再导入。",
    "7z": "压缩包，请解压后再导入。",
    "gzip": "压缩包，请解压后再导入。",
    "zip": "压缩包，请解压后再导入。",
}
T = TypeVar("T")
_OTHER = "不是 Word 或 Excel 文件，不能读取；请导入 .docx 或 .xlsx 文件。"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file was not read: a code of the contract and one Chinese sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file as read: its forms, or the problem that kept it from being read.

    `format` is what the bytes are, whatever the name says.
    """

    path: Path
    name: str
    sha256: str
    format: str
    problem: Problem | None = None
    forms: tuple[ReadForm, ...] = ()
    data: bytes = field(default=b"", repr=False)


def read_file(path: Path) -> FileReading:
    """Read one file. Never raises for a bad file: `problem` says what is wrong with it."""
    path = Path(path)
    blank = FileReading(path, path.name, "", "unknown")
    try:
        if path.stat().st_size > MAX_FILE:
            return replace(blank, problem=Problem("too_large", TOO_LARGE))
        data = path.read_bytes()
    except OSError as error:
        message = f"文件打不开（{error.strerror or '读取失败'}），请关闭正在使用它的程序后再试。"
        return replace(blank, problem=Problem("damaged", message))
    kind = detect(data)
    reading = replace(blank, sha256=hashlib.sha256(data).hexdigest(), format=kind, data=data)
    try:
        forms = read_bytes(data, kind, path.name)
    except Refused as refused:
        return replace(reading, problem=Problem(refused.code, str(refused)))
    except (RecursionError, MemoryError):
        return replace(reading, problem=Problem("too_large", TOO_LARGE))
    owned = (replace(form.filled, file=reading.sha256) for form in forms)
    return replace(
        reading,
        forms=tuple(
            replace(form, filled=filled) for form, filled in zip(forms, owned, strict=True)
        ),
    )


def read_bytes(data: bytes, kind: str, name: str) -> tuple[ReadForm, ...]:
    """The forms in the bytes of a file; raises `Refused` when it holds none or will not open."""
    if kind == "empty":
        raise Refused("damaged", "文件是空的，没有任何内容。")
    if kind == "damaged":
        raise Refused("damaged", DAMAGED)
    if kind == "encrypted":
        raise Refused("encrypted", "文件设有密码，打不开；请取消密码后再导入。")
    if kind not in READERS:
        raise Refused("unsupported", _HINTS.get(kind, _OTHER))
    forms = read_document(READERS[kind](data), name)
    if not forms:
        message = "没有找到基础数据表、自评表或自评报告，请确认是不是要导入的文件。"
        raise Refused("no_form", message)
    return forms


def read_document(document: Document, name: str = "") -> tuple[ReadForm, ...]:
    """The forms of a document, keyed, with the unit and year of the file where they name none."""
    forms = [extract(document, found) for found in recognise(document)]
    unit = _common([form.unit for form in forms if form.filled.code in {"f2", "f4"}]) or _common(
        [form.unit for form in forms]
    )
    year = _common([form.year for form in forms]) or year_of_name(name)
    keyed = numbered(tuple(form.filled for form in forms))
    ordered = sorted(forms, key=lambda form: form.filled.code)
    return tuple(
        replace(form, filled=filled, unit=form.unit or unit, year=form.year or year)
        for form, filled in zip(ordered, keyed, strict=True)
    )


def _common(values: Sequence[T | None]) -> T | None:
    known = [value for value in values if value is not None]
    return max(known, key=known.count) if known else None


def read_paths(paths: Sequence[Path], report: Report = silent) -> tuple[FileReading, ...]:
    """Read files, and the files in folders and their folders, in the order of their names."""
    files = [file for path in paths for file in _files(Path(path))]
    found = []
    for done, file in enumerate(files):
        step(report, done, len(files), file.name)
        found.append(read_file(file))
    step(report, len(files), len(files), "")
    return tuple(found)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    inside = sorted(item for item in path.rglob("*") if item.is_file())
    return [item for item in inside if not item.name.startswith(("~$", ".", "._"))]
