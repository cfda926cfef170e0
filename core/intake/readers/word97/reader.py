"""Word 97-2003: from marked paragraphs to tables and paragraphs in document order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from core.intake.grid import Document, Grid, Paragraph
from core.intake.readers.numbering import Numbering
from core.intake.readers.opener import Opener
from core.intake.readers.word97 import sprms
from core.intake.readers.word97.lists import load_lists
from core.intake.readers.word97.streams import open_streams, u16, u32
from core.intake.readers.word97.tables import Table, to_grid
from core.intake.readers.word97.text import Block, blocks, margins
from core.intake.readers.xls import read_xls
from core.intake.readers.xlsx import read_xlsx

_MAX_DEPTH = 16
_SHEETS = {"xls": read_xls, "xlsx": read_xlsx}


def read_doc(data: bytes) -> Document:
    """The document's tables and paragraphs; raises `Refused` for what cannot be opened."""
    streams = open_streams(data)
    found = [(block, _place(block.group, block.mark)) for block in blocks(streams)]
    listed = any(place.number for _, place in found)
    walk = _Walk(load_lists(streams) if listed else Numbering(), streams.objects)
    for block, place in found:
        walk.take(block, place)
    walk.close(0)
    return Document("doc", tuple(walk.blocks), margins(streams))


@dataclass(frozen=True, slots=True)
class _Place:
    """What the formatting says of a block: how deep in tables, and what its mark closes."""

    depth: int = 0
    cell: bool = False
    row: bool = False
    number: tuple[str, int] | None = None


@lru_cache(maxsize=4096)
def _place(group: bytes, mark: str) -> _Place:
    flags: dict[int, int] = {}
    for code, operand in sprms.sprms(group):
        if code in {sprms.IN_TABLE, sprms.ROW_END, sprms.INNER_CELL, sprms.INNER_ROW_END}:
            flags[code] = operand[0]
        elif code == sprms.LIST:
            flags[code] = u16(operand, 0)
        elif code == sprms.LIST_LEVEL:
            flags[code] = operand[0]
        elif code == sprms.DEPTH:
            flags[code] = u32(operand, 0)
    listed = flags.get(sprms.LIST, 0)
    number = (str(listed), flags.get(sprms.LIST_LEVEL, 0)) if 0 < listed < 0xF801 else None
    deep = flags.get(sprms.DEPTH, 0)
    depth = min(max(deep, 1), _MAX_DEPTH) if flags.get(sprms.IN_TABLE) or deep else 0
    outer_end = mark == "\x07" and depth <= 1
    row = bool(flags.get(sprms.INNER_ROW_END) or (flags.get(sprms.ROW_END) and outer_end))
    cell = not row and (outer_end or bool(flags.get(sprms.INNER_CELL)))
    return _Place(max(depth, 1) if cell or row else depth, cell, row, number)


@dataclass(slots=True)
class _Walk:
    """The walk over the text: open tables by depth, finished blocks, counters."""

    numbering: Numbering
    objects: Mapping[int, bytes]
    opener: Opener = field(default_factory=lambda: Opener(_SHEETS))
    blocks: list[Grid | Paragraph] = field(default_factory=list)
    open: list[Table] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0

    def take(self, block: Block, place: _Place) -> None:
        if len(self.open) != place.depth:
            self.close(place.depth)
            self.open += [Table() for _ in range(place.depth - len(self.open))]
        if place.row:
            self.open[-1].end_row(sprms.row_cells(block.group))
            return
        mark = self.numbering.count(*place.number) if place.number and block.text.strip() else None
        if not self.open:
            self._paragraph(block.text, mark)
            for inner in self._inserted(block):
                self._insert(inner)
            return
        self.open[-1].open.append(f"{mark}{block.text}" if mark else block.text)
        self.open[-1].open += [line for inner in self._inserted(block) for line in _lines(inner)]
        if place.cell:
            self.open[-1].end_cell()

    def close(self, depth: int) -> None:
        """Finish the tables deeper than `depth`."""
        while len(self.open) > depth:
            table = self.open.pop()
            if table.cells or table.open:
                table.end_row(())
            if self.open:
                self.open[-1].open.append(table)
            else:
                self._table(table)

    def _inserted(self, block: Block) -> Iterator[Grid | Paragraph]:
        for number in block.objects:
            yield from self.opener.blocks(self.objects[number], embedded=True)

    def _insert(self, block: Grid | Paragraph) -> None:
        """Take a block of an object as if it stood here."""
        if isinstance(block, Paragraph):
            self._paragraph(block.text)
            return
        self.blocks.append(replace(block, index=self.tables))
        self.tables += 1

    def _paragraph(self, text: str, mark: str | None = None) -> None:
        self.blocks.append(Paragraph(self.paragraphs, text, mark))
        self.paragraphs += 1

    def _table(self, table: Table) -> None:
        if not table.only_wraps:
            self.blocks.append(to_grid(table, self.tables))
            self.tables += 1
            return
        for row in table.rows:
            for part in row.cells[0]:
                if isinstance(part, Table):
                    self._table(part)
                else:
                    self._paragraph(part)


def _lines(block: Grid | Paragraph) -> Iterator[str]:
    """What an object says in the cell of a table, a row of its own by tabs."""
    if isinstance(block, Paragraph):
        yield block.text
    else:
        yield from ("\t".join(cell.text for cell in row) for row in block.lines)
