"""Explaining a table: which cells were pointed at, what they may mean, what is read with them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from core.address import At
from core.initials import sounds_like
from core.intake.grid import Document, Grid
from core.intake.mapping import Layout, Meaning, Pointed, choices, learn, meanings, spread
from core.intake.marks import TABLE_FORMS
from core.intake.reading import read_document
from core.source import Source
from core.submission import Filled
from gui.models.cells import SURE, UNREAD, CellLine, cell_lines

FORM_NAMES = {None: "由程序判断", "f1": "附件1 基础数据表", "f2": "附件2 整体支出绩效自评表",
              "f3": "附件3 项目支出绩效自评表"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explaining:
    """A document whose table `index` is being explained."""

    document: Document
    index: int
    pointed: dict[tuple[int, int], Pointed] = field(default_factory=dict)
    form: str | None = None

    @property
    def grid(self) -> Grid:
        return next(
            block
            for block in self.document.blocks
            if isinstance(block, Grid) and block.index == self.index
        )

    def turned(self, index: int) -> Explaining:
        """At another table; what was pointed at in this one is let go."""
        return self if index == self.index else replace(self, index=index, pointed={})

    def pointing(self, row: int, column: int, means: str, *, content: bool = False) -> Explaining:
        """With the cell at a place explained, or explained anew."""
        at = Pointed(row, column, means, content)
        return replace(self, pointed={**self.pointed, (row, column): at})

    def without(self, row: int, column: int) -> Explaining:
        """With the cell at a place not explained."""
        rest = {place: at for place, at in self.pointed.items() if place != (row, column)}
        return replace(self, pointed=rest)

    def said_to_be(self, form: str | None) -> Explaining:
        """With the table said to be a form; None leaves it to the program."""
        return replace(self, form=form)

    def layout(self, name: str) -> Layout:
        return learn(name, self.grid, tuple(self.pointed.values()), self.form)

    @property
    def says(self) -> bool:
        """Whether anything was explained."""
        return bool(self.pointed) or self.form is not None

    def offered(self, text: str, known: str | None = None) -> tuple[Meaning, ...]:
        """The wordings that a search finds: of the form chosen, of the one known, or of all."""
        form = self.form or known
        every = choices() if form is None else meanings(form)
        wanted = "".join(text.split())
        return tuple(meaning for meaning in every if _found(meaning, wanted))

    def preview(self) -> tuple[CellLine, ...]:
        """What is read from this table now, unread cells first."""
        layouts = (self.layout("预览"),) if self.says else ()
        lines = [
            line
            for form in read_document(self.document, layouts=layouts).forms
            for line in cell_lines(form.filled)
            if line.source.table == self.index
        ]
        return tuple(sorted(lines, key=lambda line: line.kind != UNREAD))


def counts(lines: tuple[CellLine, ...]) -> tuple[int, int, int]:
    """How many cells are sure, doubtful and unread."""
    unread = sum(line.kind == UNREAD for line in lines)
    sure = sum(line.kind == SURE for line in lines)
    return sure, len(lines) - sure - unread, unread


def form_of(lines: tuple[CellLine, ...]) -> str | None:
    """The form that the program takes the table for, by what is read from it."""
    found = {f"f{line.form.removeprefix('附件')[:1]}" for line in lines} & set(TABLE_FORMS)
    return found.pop() if len(found) == 1 else None


def tables_of(document: Document) -> tuple[int, ...]:
    """The tables of a document that say something."""
    return tuple(
        block.index
        for block in document.blocks
        if isinstance(block, Grid) and any(cell.text.strip() for cell in block.cells)
    )


def whole(document: Document) -> Document:
    """The document with a cell at every place of its tables."""
    blocks = tuple(spread(b) if isinstance(b, Grid) else b for b in document.blocks)
    return replace(document, blocks=blocks)


def needy_table(document: Document, forms: tuple[Filled, ...], unknown: tuple[int, ...]) -> int:
    """The table to begin with: one that nobody knows, else the one with most unread cells."""
    tables = tables_of(document)
    known = [index for index in unknown if index in tables]
    if known:
        return known[0]
    unread = [_source(form, at).table for form in forms for at in form.unread]
    return max(tables, key=unread.count, default=0)


def _source(form: Filled, at: At) -> Source:
    return form.sources.get(at, Source(""))


def _found(meaning: Meaning, wanted: str) -> bool:
    if not wanted or wanted in f"{meaning.group}{meaning.words}":
        return True
    return wanted.isascii() and wanted.isalpha() and sounds_like(meaning.words, wanted)
