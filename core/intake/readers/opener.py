"""Opening what stands in a document as a file of its own.

An object of a program that makes no documents is a picture to the reader.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace

import olefile

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.readers.detect import detect

_SHUT = frozenset({"damaged", "encrypted"})
_MOST = 20
"""So many are opened of a document; each may be as large as a file of its own."""
EMBEDDED = "取自文件里嵌入的表格，请核对"
CLOSED = "〔这里嵌入的内容打不开，没有读取〕"


class Opener:
    """Opens what stands in one document with the readers that are given it."""

    def __init__(self, readers: Mapping[str, Callable[[bytes], Document]]) -> None:
        self._readers = readers
        self._opened = 0

    def blocks(self, data: bytes, *, embedded: bool) -> tuple[Grid | Paragraph, ...]:
        """The blocks of a file put in; of an embedded sheet, which its picture may show otherwise,
        every cell is doubtful."""
        data = _unwrapped(data)
        kind = detect(data)
        if embedded and kind not in {*self._readers, *_SHUT}:
            return ()
        self._opened += 1
        if self._opened > _MOST or kind not in self._readers:
            return (Paragraph(0, CLOSED),)
        try:
            found = self._readers[kind](data).blocks
        except Refused:
            return (Paragraph(0, CLOSED),)
        return tuple(map(_noted, found)) if embedded else found


def _noted(block: Grid | Paragraph) -> Grid | Paragraph:
    if isinstance(block, Paragraph):
        return block
    return replace(block, cells=tuple(map(_doubtful, block.cells)))


def _doubtful(cell: Cell) -> Cell:
    return cell._replace(note="；".join(filter(None, (cell.note, EMBEDDED))))


def _unwrapped(data: bytes) -> bytes:
    """The file in an object's wrapping, or the object itself where it has none."""
    if not data.startswith(olefile.MAGIC):
        return data
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("Package"):
                inner: bytes = ole.openstream("Package").read()
                return inner
    except (OSError, ValueError, IndexError, AttributeError, TypeError):
        return data
    return data
