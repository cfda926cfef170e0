"""From a file on disk to the forms in it. A bad file is a value with a problem, never an error."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePath
from typing import TypeVar

from core.collector import resting
from core.errors import Refused
from core.intake.archives import members, passed_over
from core.intake.extract import ReadForm, extract, year_of_name
from core.intake.files import load
from core.intake.grid import Document
from core.intake.leftover import TARGET, Leftover, speaks_of_forms
from core.intake.mapping import Layout, mapped, used
from core.intake.opening import opened
from core.intake.package import TOO_LARGE
from core.intake.readers import detect
from core.intake.recognise import survey
from core.intake.remains import Remnant
from core.intake.rescue import files_left
from core.intake.titles import unit_in
from core.submission import numbered

_NO_FORM = "没有找到基础数据表、自评表或自评报告，请确认是不是要导入的文件。"
_UNRULED = (
    "文件里有自评表的文字，但表格没有框线，分不清哪个数属于哪一栏，没有读取；"
    "请导入 Word 或 Excel 原件，或照着录入。"
)
_ONLY_TARGET = "只有绩效目标表，没有自评表；请导入填了实际完成值和得分的自评表。"
_BLANK = "文件里没有文字，只有图片或空白页；请导入原件，或照着图片录入。"
_MAX_NESTED = 2
_NESTED = "压缩包里套着压缩包太多层，没有打开；请解压后再导入。"
_ARCHIVE_CUT = "压缩包不完整，只取出了前面的 {} 个文件，后面的缺失；请单位重新发送压缩包。"
_NOTHING_LEFT = "文件不完整，还能读出的部分里没有自评材料；请单位重新报送。"
_DAMAGED_DOUBT = "文件不完整，请对照原件核对"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file was not read: a code of the contract and one Chinese sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file as read: its forms, or the problem that kept it from being read.

    `format` is what the bytes are, whatever the name says. `leftovers` are what belongs to none of
    the forms, `layouts` the names of the remembered layouts that tables were read by. `warning`
    says what was lost of a damaged file: what is left is doubtful, all of it.
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
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What the bytes of a file hold: forms, what is left over, names of the layouts used."""

    forms: tuple[ReadForm, ...]
    leftovers: tuple[Leftover, ...] = ()
    layouts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Help:
    """What the clerk gives along: passwords, and the layouts explained before."""

    passwords: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()


def read_file(
    path: Path, passwords: tuple[str, ...] = (), layouts: tuple[Layout, ...] = ()
) -> FileReading:
    """Read one file. Never raises for a bad file: `problem` says what is wrong with it.

    A file behind a password is opened with the one of those given that fits; its `data` stay as
    they were submitted. Tables of one of the `layouts` are read as it says.
    """
    path = Path(path)
    try:
        data = load(path)
    except Refused as refused:
        return unread(path, refused.code, str(refused))
    return _reading(path, path.name, data, detect(data, path.name), _Help(passwords, layouts))


def read_all(
    path: Path,
    skip: int = 0,
    passwords: tuple[str, ...] = (),
    layouts: tuple[Layout, ...] = (),
) -> Iterator[FileReading]:
    """Read one file, or the files in an archive but for the first ones; never raises for one."""
    path, given = Path(path), _Help(passwords, layouts)
    try:
        data = load(path)
    except Refused as refused:
        yield unread(path, refused.code, str(refused))
        return
    for leaf in islice(_leaves(path, path.name, data, given, 0), skip, None):
        if isinstance(leaf, FileReading):
            yield leaf
        else:
            yield _reading(path, *leaf, given)


def reread(
    reading: FileReading, layouts: tuple[Layout, ...], passwords: tuple[str, ...] = ()
) -> FileReading:
    """A file that was read before, read again by the layouts that are remembered now."""
    kind = detect(reading.data, PurePath(reading.name).name)
    return _reading(reading.path, reading.name, reading.data, kind, _Help(passwords, layouts))


def told_apart(readings: Sequence[FileReading]) -> tuple[FileReading, ...]:
    """The readings, files of the same name in different folders named with their folder."""
    paths: dict[str, set[Path]] = {}
    for reading in readings:
        paths.setdefault(reading.name, set()).add(reading.path)
    return tuple(
        replace(reading, name=f"{_folder(reading.path, paths[reading.name])}{reading.name}")
        if len(paths[reading.name]) > 1
        else reading
        for reading in readings
    )


def _folder(path: Path, others: set[Path]) -> str:
    """As much of the folders above a file as tells it from the others of its name."""
    for depth in range(1, len(path.parts)):
        above = path.parts[-depth - 1 : -1]
        if sum(other.parts[-depth - 1 : -1] == above for other in others) == 1:
            return "".join(f"{name}/" for name in above)
    return ""


def unread(path: Path, code: str, message: str) -> FileReading:
    """The reading of a file that was not even opened, or not to the end."""
    return FileReading(path, path.name, "", "unknown", Problem(code, message))


def _leaves(
    path: Path, name: str, data: bytes, given: _Help, depth: int
) -> Iterator[FileReading | tuple[str, bytes, str]]:
    """Name, bytes and format of each file, archives opened; a reading for one that will not."""
    kind = detect(data, PurePath(name).name)
    if kind == "damaged" and (left := files_left(data)):
        yield from _left(path, name, left, given, depth)
        return
    if kind != "zip":
        yield name, data, kind
        return
    if depth == _MAX_NESTED:
        yield _closed(path, name, Refused("unsafe", _NESTED), "zip")
        return
    try:
        found = list(members(data, given.passwords))
    except Refused as refused:
        yield _closed(path, name, refused, "zip")
        return
    if not found:
        yield _closed(path, name, Refused("no_form", "压缩包里没有文件。"), "zip")
    for inner, content in found:
        whole = f"{name}/{inner}"
        if isinstance(content, Refused):
            yield _closed(path, whole, content, "unknown")
        else:
            yield from _leaves(path, whole, content, given, depth + 1)


def _left(
    path: Path, name: str, left: Sequence[Remnant], given: _Help, depth: int
) -> Iterator[FileReading | tuple[str, bytes, str]]:
    """The files that are left of an archive without its index, and that some may be missing."""
    if depth < _MAX_NESTED:
        for part in left:
            if passed_over(part.name):
                continue
            yield from _leaves(path, f"{name}/{part.name}", part.content, given, depth + 1)
    refused = Refused("damaged", _ARCHIVE_CUT.format(len(left)))
    yield _closed(path, name, refused, "zip")


def _closed(path: Path, name: str, refused: Refused, kind: str) -> FileReading:
    return replace(unread(path, refused.code, str(refused)), name=name, format=kind)


@resting()
def _reading(path: Path, name: str, data: bytes, kind: str, given: _Help) -> FileReading:
    reading = FileReading(path, name, hashlib.sha256(data).hexdigest(), kind, data=data)
    try:
        file = opened(data, kind, given.passwords)
        found = read_document(file.document, PurePath(name).name, given.layouts)
    except Refused as refused:
        return replace(reading, problem=Problem(refused.code, str(refused)))
    except (RecursionError, MemoryError):
        return replace(reading, problem=Problem("too_large", TOO_LARGE))
    reading = replace(
        reading,
        format=file.format,
        forms=tuple(_of_file(form, reading.sha256, file.warning) for form in found.forms),
        leftovers=found.leftovers,
        layouts=found.layouts,
        warning=file.warning,
    )
    if found.forms:
        return reading
    lost = Problem("damaged", _NOTHING_LEFT)
    return replace(reading, problem=_no_form(found.leftovers) if file.warning is None else lost)


def _of_file(form: ReadForm, sha256: str, warning: str | None) -> ReadForm:
    """The form with its file named; what comes from a damaged file is doubtful, all of it."""
    filled = replace(form.filled, file=sha256)
    if warning is not None:
        sources = {
            at: source._replace(doubt="；".join(filter(None, (_DAMAGED_DOUBT, source.doubt))))
            for at, source in filled.sources.items()
        }
        filled = replace(filled, sources=sources)
    return replace(form, filled=filled)


def _no_form(leftovers: Sequence[Leftover]) -> Problem:
    """Why a file that could be opened gives no form."""
    if not leftovers:
        return Problem("no_form", _BLANK)
    if any(item.kind == TARGET for item in leftovers):
        return Problem("no_form", _ONLY_TARGET)
    return Problem("no_form", _UNRULED if speaks_of_forms(leftovers) else _NO_FORM)


def read_document(document: Document, name: str = "", layouts: tuple[Layout, ...] = ()) -> Contents:
    """What a document holds; its forms keyed, with the file's unit and year if they name none."""
    document = mapped(document, layouts)
    found = survey(document)
    forms = [extract(document, form) for form in found.forms]
    unit = (
        _common([form.unit for form in forms if form.filled.code in {"f2", "f4"}])
        or _common([form.unit for form in forms])
        or next(filter(None, map(unit_in, document.margins)), None)
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
