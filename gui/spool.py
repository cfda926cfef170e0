"""Typeset pages on their way to the screen and the printer.

A page takes half a megabyte and a county's papers have two thousand: they wait in a file without
a name, packed, and only those that are looked at are unpacked.
"""

from __future__ import annotations

import re
import tempfile
import weakref
import zlib
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QByteArray, QSizeF
from PySide6.QtSvg import QSvgRenderer

_SIZE = re.compile(rb'<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"')
_QUICK = 1
_AT_HAND = 12


class Spool:
    """Pages in order; `sizes` are their widths and heights in points."""

    def __init__(self, pages: Iterable[bytes] = ()) -> None:
        self._file = tempfile.TemporaryFile(prefix="jixiao-")  # noqa: SIM115 — lives with the spool
        weakref.finalize(self, self._file.close)
        self._places: list[tuple[int, int]] = []
        self._drawn: dict[int, QSvgRenderer] = {}
        self.sizes: list[QSizeF] = []
        for page in pages:
            self.add(page)

    def add(self, page: bytes) -> None:
        """Put a page behind the others."""
        found = _SIZE.match(page)
        if found is None:
            raise ValueError("a page without its size")
        packed = zlib.compress(page, _QUICK)
        start = self._file.seek(0, 2)
        self._file.write(packed)
        self._places.append((start, len(packed)))
        self.sizes.append(QSizeF(float(found[1]), float(found[2])))

    def __len__(self) -> int:
        return len(self._places)

    def page(self, number: int) -> bytes:
        """The page as it was put in."""
        start, length = self._places[number]
        self._file.seek(start)
        return zlib.decompress(self._file.read(length))

    def renderer(self, number: int) -> QSvgRenderer:
        """The page, ready to be painted; the last few stay at hand."""
        if number not in self._drawn:
            while len(self._drawn) >= _AT_HAND:
                del self._drawn[next(iter(self._drawn))]
            self._drawn[number] = QSvgRenderer(QByteArray(self.page(number)))
        return self._drawn[number]

    def __iter__(self) -> Iterator[bytes]:
        return map(self.page, range(len(self)))
