"""From a file on disk to the forms in it. A bad file is a value with a problem, never an error."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePath
from typing import TypeVar

from core.errors import Refused
from core.intake.archives import members, passed_over
from core.intake.extract import ReadForm, extract, year_of_name
from core.intake.grid import Document
from core.intake.leftover import TARGET, Leftover
from core.intake.mapping import Layout, mapped, used
from core.intake.package import DAMAGED, MAX_FILE, TOO_LARGE
from core.intake.passwords import ENCRYPTED, EXCEL_DEFAULT, decrypted
from core.intake.readers import READERS, detect
from core.intake.recognise import survey
from core.submission import numbered

_HINTS = {
    "ofd": "OFD 文件不能直接读取，请导入 Word 或 Excel 原件。",
    "image": "图片不能读取，请导入 Word 或 Excel 原件。",
    "rar": "RAR 压缩包不能直接读取，请解压后再导入。",
    "7z": "7z 压缩包不能直接读取，请解压后再导入。",
    "gzip": "这种压缩包不能直接读取，请解压后再导入。",
    "shortcut": "这是快捷方式，不是文件本身；请找到它指向的文件再导入。",
    "owner": "这是文件打开时留下的临时文件（~$ 开头），不是材料本身；请导入同名的原件。",
    "cloud": "这是云文档的链接，内容不在本机；请在 WPS 或网盘中下载为 Word 或 Excel 文件后再导入。",
    "program": "这是程序，不是文档，没有打开。",
    "pptx": "这是演示文稿，请导入 Word 或 Excel 文件。",
    "ppt": "这是演示文稿，请导入 Word 或 Excel 文件。",
    "odp": "这是演示文稿，请导入 Word 或 Excel 文件。",
    "word2": "这是很早的 Word 文件；请用 WPS 或 Word 打开后另存为 .docx 再导入。",
}
_BAD = {
    "empty": ("damaged", "文件是空的，没有任何内容。"),
    "hollow": ("damaged", "文件里全是空字节，可能还没有从云盘下载完；请下载好再导入。"),
    "damaged": ("damaged", DAMAGED),
    "encrypted": ("encrypted", ENCRYPTED),
}
_WITH_PASSWORD = frozenset({"encrypted", "doc", "xls"})
_NO_FORM = "没有找到基础数据表、自评表或自评报告，请确认是不是要导入的文件。"
_ONLY_TARGET = "只有绩效目标表，没有自评表；请导入填了实际完成值和得分的自评表。"
_BLANK = "文件里没有文字，只有图片或空白页；请导入原件，或照着图片录入。"
_MAX_NESTED = 2
_NESTED = "压缩包里套着压缩包太多层，没有打开；请解压后再导入。"
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

    `format` is what the bytes are, whatever the name says. `leftovers` are what belongs to none of
    the forms, `layouts` the names of the remembered layouts that tables were read by.
    """

    path: Path
    name: str
    sha256: str
    format: str
    problem: Problem | None = None
    forms: tuple[ReadForm, ...] = ()
    data: bytes = field(default=b"", repr=False)
    leftovers: tuple[Leftover, ...] = ()
    layouts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What the bytes of a file hold: forms, what is left over, names of the layouts used."""

    forms: tuple[ReadForm, ...]
    leftovers: tuple[Leftover, ...] = ()
    layouts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Help:
    """What the clerk gives along: a password, and the layouts explained before."""

    password: str | None = None
    layouts: tuple[Layout, ...] = ()


def read_file(
    path: Path, password: str | None = None, layouts: tuple[Layout, ...] = ()
) -> FileReading:
    """Read one file. Never raises for a bad file: `problem` says what is wrong with it.

    A file behind a password is opened with the one that is given; its `data` stay as they were
    submitted. Tables of one of the `layouts` are read as it says.
    """
    path = Path(path)
    data = _loaded(path)
    if isinstance(data, FileReading):
        return data
    return _reading(path, path.name, data, detect(data, path.name), _Help(password, layouts))


def read_all(
    path: Path,
    skip: int = 0,
    password: str | None = None,
    layouts: tuple[Layout, ...] = (),
) -> Iterator[FileReading]:
    """Read one file, or the files in an archive but for the first ones; never raises for one."""
    path = Path(path)
    data = _loaded(path)
    if isinstance(data, FileReading):
        yield data
        return
    for leaf in islice(_leaves(path, path.name, data, 0), skip, None):
        if isinstance(leaf, FileReading):
            yield leaf
        else:
            yield _reading(path, *leaf, _Help(password, layouts))


def reread(reading: FileReading, layouts: tuple[Layout, ...]) -> FileReading:
    """A file that was read before, read again by the layouts that are remembered now."""
    given = _Help(layouts=layouts)
    return _reading(reading.path, reading.name, reading.data, reading.format, given)


def unread(path: Path, code: str, message: str) -> FileReading:
    """The reading of a file that was not even opened, or not to the end."""
    return FileReading(path, path.name, "", "unknown", Problem(code, message))


def _loaded(path: Path) -> bytes | FileReading:
    try:
        if path.stat().st_size > MAX_FILE:
            return unread(path, "too_large", TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        message = f"文件打不开（{error.strerror or '读取失败'}），请关闭正在使用它的程序后再试。"
        return unread(path, "damaged", message)


def _leaves(
    path: Path, name: str, data: bytes, depth: int
) -> Iterator[FileReading | tuple[str, bytes, str]]:
    """Name, bytes and format of each file, archives opened; a reading for one that will not."""
    kind = detect(data, PurePath(name).name)
    if kind != "zip":
        yield name, data, kind
        return
    if depth == _MAX_NESTED:
        yield replace(unread(path, "unsafe", _NESTED), name=name, format="zip")
        return
    try:
        found = list(members(data))
    except Refused as refused:
        yield replace(unread(path, refused.code, str(refused)), name=name, format="zip")
        return
    if not found:
        yield replace(unread(path, "no_form", "压缩包里没有文件。"), name=name, format="zip")
    for inner, content in found:
        yield from _leaves(path, f"{name}/{inner}", content, depth + 1)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """A file becomes many small objects, none of them garbage: looking for some costs a fifth."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@_collector_resting()
def _reading(path: Path, name: str, data: bytes, kind: str, given: _Help) -> FileReading:
    reading = FileReading(path, name, hashlib.sha256(data).hexdigest(), kind, data=data)
    try:
        kind, found = _unlocked(data, kind, PurePath(name).name, given)
    except Refused as refused:
        return replace(reading, problem=Problem(refused.code, str(refused)))
    except (RecursionError, MemoryError):
        return replace(reading, problem=Problem("too_large", TOO_LARGE))
    forms = tuple(
        replace(form, filled=replace(form.filled, file=reading.sha256)) for form in found.forms
    )
    reading = replace(
        reading, format=kind, forms=forms, leftovers=found.leftovers, layouts=found.layouts
    )
    return reading if forms else replace(reading, problem=_no_form(found.leftovers))


def _no_form(leftovers: Sequence[Leftover]) -> Problem:
    """Why a file that could be opened gives no form."""
    if not leftovers:
        return Problem("no_form", _BLANK)
    targets = any(item.kind == TARGET for item in leftovers)
    return Problem("no_form", _ONLY_TARGET if targets else _NO_FORM)


def _unlocked(data: bytes, kind: str, name: str, given: _Help) -> tuple[str, Contents]:
    """Format and contents of a file that may need a password."""
    try:
        return kind, read_bytes(data, kind, name, given.layouts)
    except Refused as refused:
        if refused.code != "encrypted" or kind not in _WITH_PASSWORD:
            raise
    try:
        inner = decrypted(data, EXCEL_DEFAULT if given.password is None else given.password)
    except Refused as refused:
        message = ENCRYPTED if given.password is None else str(refused)
        raise Refused(refused.code, message) from refused
    kind = detect(inner)
    return kind, read_bytes(inner, kind, name, given.layouts)


def read_bytes(data: bytes, kind: str, name: str, layouts: tuple[Layout, ...] = ()) -> Contents:
    """The contents of the bytes of a file; raises `Refused` when it will not open."""
    if kind in _BAD:
        raise Refused(*_BAD[kind])
    if kind not in READERS:
        raise Refused("unsupported", _HINTS.get(kind, _OTHER))
    return read_document(READERS[kind](data), name, layouts)


def read_document(document: Document, name: str = "", layouts: tuple[Layout, ...] = ()) -> Contents:
    """What a document holds; its forms keyed, with the file's unit and year if they name none."""
    document = mapped(document, layouts)
    found = survey(document)
    forms = [extract(document, form) for form in found.forms]
    unit = _common([form.unit for form in forms if form.filled.code in {"f2", "f4"}]) or _common(
        [form.unit for form in forms]
    )
    year = _common([form.year for form in forms]) or year_of_name(name)
    keyed = numbered(tuple(form.filled for form in forms))
    ordered = sorted(forms, key=lambda form: form.filled.code)
    complete = tuple(
        replace(form, filled=filled, unit=form.unit or unit, year=form.year or year)
        for form, filled in zip(ordered, keyed, strict=True)
    )
    return Contents(complete, found.leftovers, used(document))


def _common(values: Sequence[T | None]) -> T | None:
    known = [value for value in values if value is not None]
    return max(known, key=known.count) if known else None


def files_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files, and those in folders and their folders, in the order of their names."""
    return tuple(file for path in paths for file in _files(Path(path)))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    inside = sorted(item for item in path.rglob("*") if item.is_file())
    return [item for item in inside if not passed_over(item.name)]
