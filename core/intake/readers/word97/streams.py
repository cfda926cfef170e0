"""The streams of a Word 97-2003 file and the numbers in them, never trusted.

Every read is bounds-checked: what points outside its stream is a damaged file.
"""

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import olefile

from core.errors import Refused

DAMAGED = "文件已损坏，打不开；请用 WPS 或 Word 打开后另存为 .docx 再导入。"
OLD = "这是 Word 95 或更早的文件；请用 WPS 或 Word 打开后另存为 .docx 再导入。"
ENCRYPTED = "文件设有密码，打不开；请取消密码后再导入。"
_MAGIC = 0xA5EC
_WORD_97 = 0x00C1
_FIB_BASE = 32
_MAX_STREAM = 128 * 2**20
_POOL, _DEEP, _WORKBOOKS = "ObjectPool", 3, frozenset({"Workbook", "Book", "Package"})
_LENGTHS = (3, 4, 5)
"""Where the numbers of characters stand among the long ones of the file information block."""


def damaged(cause: Exception | None = None) -> Refused:
    error = Refused("damaged", DAMAGED)
    error.__cause__ = cause
    return error


def u8(data: bytes, at: int) -> int:
    return _unpack("<B", data, at)


def u16(data: bytes, at: int) -> int:
    return _unpack("<H", data, at)


def i16(data: bytes, at: int) -> int:
    return _unpack("<h", data, at)


def u32(data: bytes, at: int) -> int:
    return _unpack("<I", data, at)


def i32(data: bytes, at: int) -> int:
    return _unpack("<i", data, at)


def _unpack(form: str, data: bytes, at: int) -> int:
    if at < 0:
        raise damaged()
    try:
        value: int = struct.unpack_from(form, data, at)[0]
    except struct.error as error:
        raise damaged(error) from error
    return value


def piece(data: bytes, at: int, length: int) -> bytes:
    """`length` bytes from `at`; a damaged file when they are not all there."""
    if at < 0 or length < 0 or at + length > len(data):
        raise damaged()
    return data[at : at + length]


@dataclass(frozen=True, slots=True)
class Streams:
    """The three streams and the file information block's index of structures.

    `text_length` counts the characters of the main text; footnotes come behind, then the page
    headers and footers, which stand between the positions `heads`. `objects` are the sheets that
    stand in the document, by the numbers that its text calls them by.
    """

    main: bytes
    table: bytes
    data: bytes
    text_length: int
    index: tuple[tuple[int, int], ...]
    heads: tuple[int, int] = (0, 0)
    objects: Mapping[int, bytes] = field(default_factory=dict)

    def structure(self, number: int) -> bytes:
        """The structure that entry `number` of the index names; empty when there is none."""
        if number >= len(self.index):
            return b""
        start, length = self.index[number]
        return piece(self.table, start, length) if length else b""


def open_streams(data: bytes) -> Streams:
    """Raises `Refused` for what is no Word 97-2003 file, is encrypted or damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            main = _stream(ole, "WordDocument")
            if u16(main, 0) != _MAGIC or u16(main, 2) < _WORD_97:
                raise Refused("unsupported", OLD)
            flags = u16(main, 10)
            if flags & 0x0100:
                raise Refused("encrypted", ENCRYPTED)
            table = _stream(ole, "1Table" if flags & 0x0200 else "0Table")
            more = _stream(ole, "Data") if ole.exists("Data") else b""
            objects = dict(_objects(ole)) if ole.exists(_POOL) else {}
    except (OSError, ValueError, IndexError, AttributeError, TypeError, struct.error) as error:
        raise damaged(error) from error
    words = _FIB_BASE + 2 + 2 * u16(main, _FIB_BASE)
    longs = words + 2
    pairs = longs + 4 * u16(main, words)
    count = min(u16(main, pairs), 1000)
    index = tuple(struct.iter_unpack("<II", piece(main, pairs + 2, 8 * count)))
    text, notes, heads = (u32(main, longs + 4 * n) for n in _LENGTHS)
    first = text + notes
    return Streams(main, table, more, text, index, (first, first + heads), objects)


def _objects(ole: "olefile.OleFileIO[str]") -> Iterator[tuple[int, bytes]]:
    """The workbooks in the storages of the pool, as streams or packages."""
    for path in ole.listdir():
        if len(path) != _DEEP or path[0] != _POOL or path[2] not in _WORKBOOKS:
            continue
        number = path[1].removeprefix("_")
        if number.isascii() and number.isdigit():
            yield int(number), _stream(ole, "/".join(path))


def _stream(ole: "olefile.OleFileIO[str]", name: str) -> bytes:
    if ole.get_size(name) > _MAX_STREAM:
        raise damaged()
    content: bytes = ole.openstream(name).read()
    return content
