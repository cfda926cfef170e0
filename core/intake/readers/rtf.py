"""Rich text (.rtf, and .doc files that are rich text inside), read by its control words.

Rows of tables are defined as in Word's binary files, by the edges and merges of their cells, so
the same code puts them together. The printed number of a list item stands in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from core.errors import Refused
from core.intake.grid import Document, Grid, Paragraph
from core.intake.package import DAMAGED, TOO_LARGE
from core.intake.readers.raised import RAISED
from core.intake.readers.word97.sprms import MAX_COLUMNS, RowCell
from core.intake.readers.word97.tables import Table, to_grid

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
)
_SKIPPED = frozenset(
    {b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"footnote", b"annotation",
     b"fldinst", b"listtable", b"listoverridetable", b"themedata", b"datastore", b"latentstyles",
     b"xmlnstbl", b"filetbl", b"revtbl", b"rsidtbl", b"generator", b"bkmkstart", b"bkmkend",
     b"nonshppict", b"sp", b"tc", b"upr", b"xe", b"nonesttables", b"pn", b"mmathpr"}
)  # fmt: skip
_MARGINS = frozenset(
    part + page for part in (b"header", b"footer") for page in (b"", b"l", b"r", b"f")
)
_MARKS = {b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "\u2013", b"lquote": "‘",
          b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"enspace": " ",
          b"emspace": " ", b"softline": "\n"}  # fmt: skip
_SHOWN = frozenset({b"fldrslt", b"shptxt", b"nesttableprops", b"listtext", b"ud"})
_FONT_WORDS = frozenset(
    {
        b"fonttbl",
        b"f",
        b"fcharset",
        b"ansicpg",
        b"uc",
        b"v",
        b"deleted",
        b"plain",
        b"super",
        b"sub",
        b"nosupersub",
    }
)
_POSITIONS = frozenset({b"super", b"sub", b"nosupersub"})
_ROW_WORDS = frozenset({b"trowd", b"trleft", b"clmrg", b"clvmgf", b"clvmrg", b"cellx"})
_PARAGRAPH_WORDS = frozenset(
    {b"pard", b"intbl", b"itap", b"par", b"sect", b"page", b"cell", b"nestcell", b"row",
     b"nestrow"}
)  # fmt: skip
_KNOWN = frozenset(
    {
        b"u",
        b"bin",
        *_SKIPPED,
        *_MARGINS,
        *_SHOWN,
        *_MARKS,
        *_FONT_WORDS,
        *_ROW_WORDS,
        *_PARAGRAPH_WORDS,
    }
)
"""All others, nine of ten, say only how the text looks."""
_SIGNS = {b"~": " ", b"_": "-", b"-": "", b"\n": "\r", b"\r": "\r"}
_CODES = {134: "gb18030", 136: "big5", 128: "cp932", 129: "cp949", 0: "cp1252", 2: "cp1252"}
_MAX_DEPTH = 400
_MAX_TABLE_DEPTH = 16


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits: whether its text is shown, the font, how deep in tables it stands.

    `margin` tells that it belongs to the head or foot of the pages.
    """

    shown: bool = True
    margin: bool = False
    hidden: bool = False
    raised: bool = False
    deleted: bool = False
    font: int = -1
    after_unicode: int = 1
    fonts: bool = False
    depth: int = 0
    in_table: bool = False


@dataclass(slots=True)
class _Definition:
    """The row that is being defined: cells' right edges and merges."""

    left: int = 0
    edges: list[tuple[int, int]] = field(default_factory=list)
    flags: int = 0

    def cells(self) -> tuple[RowCell, ...]:
        out = []
        left = self.left
        for right, flags in self.edges[:MAX_COLUMNS]:
            out.append(
                RowCell(left, right, bool(flags & 2), bool(flags & 0x60), bool(flags & 0x40))
            )
            left = right
        return tuple(out)


def read_rtf(data: bytes) -> Document:
    """The tables and paragraphs of a text; raises `Refused` for what cannot be opened."""
    reader = _Reader()
    for found in _TOKEN.finditer(data):
        word = found[1]
        if word is None:
            reader.take(found)
            continue
        reader.flush()
        word = word.lower()
        if word in _KNOWN:
            reader.word(word, found[2])
    reader.finish()
    if reader.groups or not reader.begun:
        raise Refused("damaged", DAMAGED)
    lines = (line.strip() for line in "".join(reader.margins).split("\n"))
    return Document("rtf", tuple(reader.blocks), tuple(dict.fromkeys(filter(None, lines))))


@dataclass(slots=True)
class _Reader:
    """The walk over the tokens: the open groups, the text of the paragraph, open tables."""

    blocks: list[Grid | Paragraph] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    groups: list[_State] = field(default_factory=list)
    begun: bool = False
    code: str = "cp1252"
    codes: dict[int, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    skip: int = 0
    rows: dict[int, _Definition] = field(default_factory=dict)
    open: list[Table] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0

    def take(self, found: re.Match[bytes]) -> None:
        """Whatever is no control word."""
        _, _, code, sign, brace, plain = found.groups()
        if brace:
            self.flush()
            self._brace(brace)
            self.skip = 0
        elif code:
            self._byte(bytes((int(code, 16),)))
        elif sign:
            self._sign(sign)
        elif plain:
            self._byte(plain)

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            self.begun = True
            if len(self.groups) > _MAX_DEPTH:
                raise Refused("unsafe", TOO_LARGE)
            self.groups.append(self.state)
        elif self.groups:
            self.state = self.groups.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.state = replace(self.state, shown=False)
        elif sign in b"\\{}":
            self._byte(sign)
        elif sign in {b"\n", b"\r"}:
            self.word(b"par", None)
        else:
            self.flush()
            self._add(_SIGNS.get(sign, ""))

    def _byte(self, plain: bytes) -> None:
        if self.skip:
            dropped = min(self.skip, len(plain))
            self.skip -= dropped
            plain = plain[dropped:]
        if self._visible:
            self.raw += plain

    @property
    def _visible(self) -> bool:
        return self.state.shown and not self.state.hidden and not self.state.deleted

    def flush(self) -> None:
        if self.raw:
            code = self.codes.get(self.state.font, self.code)
            # A font of Western letters may carry Chinese ones in a Chinese file.
            if code == "cp1252" and self.code != "cp1252" and not self.raw.isascii():
                code = self.code
            self._add(self.raw.decode(code, "replace"))
            self.raw.clear()

    def _add(self, text: str) -> None:
        if text and self._visible:
            text = text.translate(RAISED) if self.state.raised else text
            (self.margins if self.state.margin else self.text).append(text)

    def word(self, word: bytes, number: bytes | None) -> None:
        value = int(number) if number else None
        if word == b"u":
            if value is not None:
                self._add(chr(value % 0x10000))
                self.skip = self.state.after_unicode
        elif word in _SKIPPED or word in _SHOWN:
            self.state = replace(self.state, shown=word in _SHOWN)
        elif word in _MARGINS:
            self.state = replace(self.state, margin=True)
        elif word in _MARKS:
            self._add(_MARKS[word])
        elif word == b"bin":
            raise Refused("unsupported", "RTF 文件含有二进制内容，请另存为 .docx 后再导入。")
        elif word in _FONT_WORDS:
            self._font(word, value)
        elif not self.state.margin:
            (self._row if word in _ROW_WORDS else self._paragraph_word)(word, value)
        elif word in _PARAGRAPH_WORDS:
            self.margins.append("\n")

    def _font(self, word: bytes, value: int | None) -> None:
        """Fonts, codings and what hides text."""
        if word == b"fonttbl":
            self.state = replace(self.state, shown=False, fonts=True)
        elif word == b"f" and value not in {None, self.state.font}:
            self.state = replace(self.state, font=value)
        elif word == b"fcharset" and self.state.fonts and value is not None:
            self.codes[self.state.font] = _CODES.get(value, self.code)
        elif word == b"ansicpg" and value is not None:
            self.code = "gb18030" if value == 936 else f"cp{value}"  # noqa: PLR2004 code page
            try:
                "".encode(self.code)
            except LookupError:
                self.code = "cp1252"
        elif word == b"uc" and value is not None:
            self.state = replace(self.state, after_unicode=min(value, 8))
        else:
            self._look(word, value)

    def _look(self, word: bytes, value: int | None) -> None:
        """What hides text or raises it above the line."""
        if word == b"v":
            self.state = replace(self.state, hidden=value != 0)
        elif word == b"deleted":
            self.state = replace(self.state, deleted=value != 0)
        elif word == b"plain":
            self.state = replace(self.state, hidden=False, deleted=False, raised=False)
        elif word in _POSITIONS:
            self.state = replace(self.state, raised=word == b"super" and value != 0)

    def _row(self, word: bytes, value: int | None) -> None:
        """The definition of a row."""
        row = self.rows.setdefault(max(self.state.depth, 1), _Definition())
        if word == b"trowd":
            self.rows[max(self.state.depth, 1)] = _Definition()
        elif word == b"trleft":
            row.left = value or 0
        elif word in {b"clmrg", b"clvmgf", b"clvmrg"}:
            row.flags |= {b"clmrg": 2, b"clvmgf": 0x60, b"clvmrg": 0x20}[word]
        else:
            row.edges.append((value or 0, row.flags))
            row.flags = 0

    def _paragraph_word(self, word: bytes, value: int | None) -> None:
        if word == b"pard":
            self.state = replace(self.state, in_table=False, depth=0)
        elif word == b"intbl":
            self.state = replace(self.state, in_table=True, depth=max(self.state.depth, 1))
        elif word == b"itap" and value is not None:
            depth = min(max(value, 0), _MAX_TABLE_DEPTH)
            self.state = replace(self.state, in_table=depth > 0, depth=depth)
        elif word in {b"par", b"sect", b"page"}:
            if word == b"par" or self.text:
                self._end_paragraph()
        elif word in {b"cell", b"nestcell"}:
            self._end_cell(1 if word == b"cell" else max(self.state.depth, 2))
        elif word in {b"row", b"nestrow"}:
            self._end_row(1 if word == b"row" else max(self.state.depth, 2))

    def _taken(self) -> str:
        text = "".join(self.text)
        self.text.clear()
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _to_depth(self, depth: int) -> None:
        while len(self.open) > depth:
            table = self.open.pop()
            if table.cells or table.open:
                table.end_row(())
            if self.open:
                self.open[-1].open.append(table)
            else:
                self._table(table)
        while len(self.open) < depth:
            self.open.append(Table())

    def _end_paragraph(self) -> None:
        depth = self.state.depth if self.state.in_table else 0
        self._to_depth(depth)
        if depth:
            self.open[-1].open.append(self._taken())
        else:
            self._paragraph(self._taken())

    def _end_cell(self, depth: int) -> None:
        self._to_depth(depth)
        self.open[-1].open.append(self._taken())
        self.open[-1].end_cell()

    def _end_row(self, depth: int) -> None:
        self._to_depth(depth)
        self.open[-1].end_row(self.rows.get(depth, _Definition()).cells())

    def finish(self) -> None:
        self.flush()
        if self.text:
            self._end_paragraph()
        self._to_depth(0)

    def _paragraph(self, text: str) -> None:
        self.blocks.append(Paragraph(self.paragraphs, text))
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
