"""OpenDocument text and spreadsheets (.odt, .ods; flat .fodt, .fods), read by walking their XML.

What is printed is read: tracked deletions, notes and comments are out. Of a spreadsheet the
value is taken, not its rounded picture; cells repeated to the end of the sheet are not cells.
Hidden sheets are left out, hidden rows and columns are read as doubtful, as those of .xlsx are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from lxml import etree

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.package import DAMAGED, TOO_LARGE, Package, times, whole
from core.intake.readers.merges import MERGE_SPLIT
from core.intake.readers.numbering import Level, Numbering
from core.intake.readers.raised import RAISED
from core.intake.readers.workbook import (
    HIDDEN,
    MAX_CELLS,
    MAX_WIDTH,
    NOT_CALCULATED,
    covering,
    smaller,
    within,
)  # fmt: skip
from core.number import places_of, read_number, short

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_O, _X, _T, _D, _ST = (
    f"{{{_NS}{name}:1.0}}" for name in ("office", "text", "table", "drawing", "style")
)
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_OUT = frozenset(
    {_X + "tracked-changes", _X + "note", _O + "annotation", _X + "ruby-text", _X + "hidden-text"}
)
_ROW_GROUPS = frozenset(
    _T + name for name in ("table-header-rows", "table-rows", "table-row-group")
)
_HEADERS = tuple(
    name + kind + page
    for name, page in ((_ST, ""), (_ST, "-left"), (_ST, "-first"), (_LOEXT, "-first"))
    for kind in ("header", "footer")
)
FLAT = _O + "document"
"""The root of a document in one XML file."""
_NO_TEXT = "这个 XML 文件不是文字文档，也不是表格；请导入 Word 或 Excel 原件。"
_MAX_SPAN = 1000
_MAX_DEPTH = 100
_FIGURES = {"一": "chineseCounting", "①": "decimalEnclosedCircle", "a": "lowerLetter",
            "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}  # fmt: skip


def read_odt(data: bytes) -> Document:
    """The paragraphs and tables of a text; raises `Refused` for what cannot be opened."""
    return _text_in(*_parts(data, "text"), "odt")


def read_ods(data: bytes) -> Document:
    """The sheets as grids; raises `Refused` for what cannot be opened."""
    return _sheets_in(*_parts(data, "spreadsheet"), "ods")


def read_flat(root: etree._Element) -> Document:
    """The document in one XML file (.fodt, .fods); raises `Refused` for any other kind of it."""
    text, sheets = (root.find(f"{_O}body/{_O}{kind}") for kind in ("text", "spreadsheet"))
    if text is not None:
        return _text_in(text, [root], "xml")
    if sheets is not None:
        return _sheets_in(sheets, [root], "xml")
    raise Refused("unsupported", _NO_TEXT)


def _text_in(body: etree._Element, styles: list[etree._Element], kind: str) -> Document:
    whole = body.getroottree().getroot()
    _as_shown(body, [*styles, whole])
    walk = _Walk(_list_styles([*styles, whole]))
    walk.blocks_of(body)
    return Document(kind, tuple(walk.blocks), _margins(styles))


def _sheets_in(body: etree._Element, styles: list[etree._Element], kind: str) -> Document:
    unseen = _hidden_styles(body.getroottree())
    grids: list[Grid] = []
    for sheet in body.iter(_T + "table"):
        if sheet.get(_T + "style-name") in unseen:
            continue
        grid = _grid(len(grids), sheet, _Walk({}), name=sheet.get(_T + "name"))
        if grid.cells:
            grids.append(grid)
            within(grids)
    return Document(kind, tuple(grids), _margins(styles))


def _parts(data: bytes, kind: str) -> tuple[etree._Element, list[etree._Element]]:
    """The body of a package and what it shares: styles, with the heads and feet of its pages."""
    package = Package(data)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        raise Refused("encrypted", "文件设有密码，打不开；请取消密码后再导入。")
    body = package.xml("content.xml").find(f"{_O}body/{_O}{kind}")
    if body is None:
        raise Refused("damaged", DAMAGED)
    return body, [package.xml("styles.xml")] if "styles.xml" in package else []


@dataclass(slots=True)
class _Walk:
    """The walk over a text: collects blocks, counts tables, paragraphs and list numbers."""

    styles: dict[str, dict[int, Level]]
    blocks: list[Grid | Paragraph] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0
    numbering: Numbering = field(default_factory=Numbering)
    named: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)

    def blocks_of(self, parent: etree._Element) -> None:
        for child, mark in self.flow(parent):
            if child.tag == _T + "table":
                self.table(child)
            else:
                self.paragraph(child, mark)

    def flow(
        self, parent: etree._Element, place: tuple[str, int] | None = None, deep: int = 0
    ) -> Iterator[tuple[etree._Element, str | None]]:
        """Paragraphs and tables in order, each with its automatic number."""
        if deep > _MAX_DEPTH:
            raise Refused("unsafe", TOO_LARGE)
        for child in parent:
            if child.tag in {_X + "p", _X + "h"}:
                text = place is not None and _text(child).strip()
                yield child, self.numbering.count(*place) if place and text else None
                place = None
            elif child.tag == _T + "table":
                yield child, None
            elif child.tag == _X + "list":
                inner = (place[0], place[1] + 1) if place else (self._list(child), 0)
                for item in child:
                    yield from self.flow(item, inner, deep + 1)
            elif child.tag in {_X + "section", _X + "index-body", _D + "text-box"}:
                yield from self.flow(child, place, deep + 1)

    def _list(self, element: etree._Element) -> str:
        """The counter of a list: its own, or the one it continues."""
        style = element.get(_X + "style-name", "")
        follows = self.named.get(element.get(_X + "continue-list", ""))
        if follows is None and element.get(_X + "continue-numbering") == "true":
            follows = self.last.get(style)
        name = follows or f"{style}#{len(self.numbering.lists)}"
        self.named[element.get(_XML_ID, "")] = name
        self.last[style] = name
        self.numbering.lists.setdefault(name, name)
        self.numbering.levels.setdefault(name, self.styles.get(style, {}))
        return name

    def paragraph(self, element: etree._Element, mark: str | None) -> None:
        self.blocks.append(Paragraph(self.paragraphs, _text(element), mark))
        self.paragraphs += 1
        for box in element.iter(_D + "text-box"):
            self.blocks_of(box)

    def table(self, element: etree._Element) -> None:
        cells = [cell for row in _rows(element) for cell in row]
        rows = list(_rows(element))
        if all(len(row) == 1 for row in rows) and any(
            cell.find(f".//{_T}table") is not None for cell in cells
        ):
            for cell in cells:
                self.blocks_of(cell)
            return
        self.blocks.append(_grid(self.tables, element, self))
        self.tables += 1

    def cell_text(self, cell: etree._Element) -> str:
        lines: list[str] = []
        for child, mark in self.flow(cell):
            if child.tag == _T + "table":
                lines += ["\t".join(map(self.cell_text, row)) for row in _rows(child)]
            else:
                lines.append(f"{mark or ''}{_text(child)}")
        return "\n".join(lines)


def _text(paragraph: etree._Element) -> str:
    parts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == _X + "s":
            parts.append(" " * times(child.get(_X + "c"), _MAX_SPAN))
        elif child.tag == _X + "tab":
            parts.append("\t")
        elif child.tag == _X + "line-break":
            parts.append("\n")
        elif child.tag not in _OUT and not child.tag.startswith(_D):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _as_shown(body: etree._Element, roots: list[etree._Element]) -> None:
    """Take hidden text out of a body, and put raised figures in for those that are shown so."""
    looks = {
        style.get(_ST + "name", ""): found
        for root in roots
        for style in root.iter(_ST + "style")
        for found in style.iterchildren(_ST + "text-properties")
        if found.get(_X + "display") == "none" or _is_raised(found)
    }
    for span in list(body.iter(_X + "span", _X + "p", _X + "h")) if looks else ():
        found = looks.get(span.get(_X + "style-name", ""))
        if found is None:
            continue
        if found.get(_X + "display") == "none":
            span[:] = []
            span.text = ""
        elif span.text:
            span.text = span.text.translate(RAISED)


def _is_raised(looks: etree._Element) -> bool:
    return looks.get(_ST + "text-position", "").startswith("super")


def _count(element: etree._Element, name: str) -> int:
    return times(element.get(_T + name), 10**7)


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    """The rows of a table, each its cells; a row repeated empty to the end is given once."""
    for child in table:
        if child.tag in _ROW_GROUPS:
            yield from _rows(child)
        elif child.tag == _T + "table-row":
            cells = [cell for cell in child if cell.tag.startswith(_T) and "cell" in cell.tag]
            empty = all(len(cell) == 0 for cell in cells)
            for _ in range(1 if empty else min(_count(child, "number-rows-repeated"), _MAX_SPAN)):
                yield cells


def _grid(index: int, table: etree._Element, walk: _Walk, name: str | None = None) -> Grid:
    found: list[Cell] = []
    covered: list[Cell] = [] if name is not None else found
    columns = _hidden_columns(table) if name is not None else frozenset()
    row = -1
    for row, cells in enumerate(_rows(table)):
        column = 0
        hidden = name is not None and bool(cells) and _is_hidden(cells[0].getparent())
        for cell in cells:
            repeated = _count(cell, "number-columns-repeated")
            alone = _count(cell, "number-columns-spanned") == _count(cell, "number-rows-spanned")
            blank = name is not None and len(cell) == 0 and alone
            if cell.tag == _T + "covered-table-cell" or blank:
                held = _cell(cell, row, column, walk, name is not None).text if len(cell) else ""
                if held.strip():
                    covered.append(Cell(row, column, held, note=MERGE_SPLIT))
                column += repeated
                continue
            for _ in range(min(repeated, _MAX_SPAN)):
                made = _cell(cell, row, column, walk, name is not None)
                if made.text and (hidden or column in columns):
                    made = made._replace(note=HIDDEN)
                found.append(made)
                column += 1
        if len(found) > MAX_CELLS:
            raise Refused("too_large", TOO_LARGE)
    height = max((cell.row + cell.rows for cell in found), default=0)
    width = max((cell.end for cell in found), default=0)
    if width > MAX_WIDTH:
        raise Refused("too_large", TOO_LARGE)
    if name is not None and covered:
        _tell_covered(found, {(cell.row, cell.column): cell.text for cell in covered})
    return Grid(index, tuple(found), min(height, row + 1), width, name)


def _tell_covered(found: list[Cell], under: dict[tuple[int, int], str]) -> None:
    """Note on the first cell of each merged range what stands under it."""
    merges = [(n, cell) for n, cell in enumerate(found) if cell.rows > 1 or cell.columns > 1]
    if sum(cell.rows * cell.columns for _, cell in merges) > MAX_CELLS:
        raise Refused("too_large", TOO_LARGE)
    for number, cell in merges:
        for place in product(range(cell.row, cell.row + cell.rows), range(cell.column, cell.end)):
            found[number] = covering(found[number], under.get(place, ""))


def _is_hidden(line: etree._Element | None) -> bool:
    """Whether a row or column is hidden, by hand or by a filter."""
    return line is not None and line.get(_T + "visibility", "visible") != "visible"


def _hidden_columns(sheet: etree._Element) -> frozenset[int]:
    found: set[int] = set()
    column = 0
    for item in sheet.iter(_T + "table-column"):
        behind = column + _count(item, "number-columns-repeated")
        if _is_hidden(item):
            found.update(range(column, min(behind, _MAX_SPAN)))
        column = behind
    return frozenset(found)


def _hidden_styles(tree: etree._ElementTree) -> frozenset[str]:
    """The styles whose sheets are not shown."""
    return frozenset(
        style.get(_ST + "name", "")
        for style in tree.iter(_ST + "style")
        for looks in style.iterchildren(_ST + "table-properties")
        if looks.get(_T + "display") == "false"
    )


def _cell(element: etree._Element, row: int, column: int, walk: _Walk, sheet: bool) -> Cell:
    rows = min(_count(element, "number-rows-spanned"), _MAX_SPAN)
    columns = min(_count(element, "number-columns-spanned"), _MAX_SPAN)
    text = walk.cell_text(element)
    kind = element.get(_O + "value-type", "string")
    if not sheet or kind == "string":
        formula = element.get(_T + "formula") if sheet and not text else None
        if formula is not None:
            return Cell(row, column, f"={formula}", rows, columns, doubt=NOT_CALCULATED)
        return Cell(row, column, text, rows, columns)
    if kind == "date":
        day = element.get(_O + "date-value", text)[:10]
        return Cell(row, column, day, rows, columns)
    return _number(element, Cell(row, column, text, rows, columns), kind)


def _number(element: etree._Element, shown: Cell, kind: str) -> Cell:
    """A cell of a sheet that holds a number, exactly and not as rounded for the eye.

    Where its format adds wording, or shows it by tens of thousands, it is what is seen.
    """
    value = read_number(element.get(_O + "value", ""))
    if value is None or kind not in {"float", "percentage", "currency"}:
        return shown
    percent = kind == "percentage"
    exact: Decimal = value.value * 100 if percent else value.value
    seen = read_number(shown.text.strip().removesuffix("%" * percent))
    shown = shown._replace(percent=percent, number=True)
    if seen is None and re.search(r"\d", shown.text):
        return shown
    if seen is not None and abs(seen.value - exact) > Decimal(1).scaleb(-places_of(seen.value)):
        return shown._replace(note=smaller(short(exact), shown.text))
    return shown._replace(text=f"{short(exact)}{'%' * percent}")


def _margins(shared: list[etree._Element]) -> tuple[str, ...]:
    """The lines of the page headers and footers, each once."""
    found: dict[str, None] = {}
    for page in (page for root in shared for page in root.iter(_ST + "master-page")):
        for part in page.iterchildren(*_HEADERS):
            if part.get(_ST + "display") != "false":
                found.update((_text(line).strip(), None) for line in part.iter(_X + "p"))
    found.pop("", None)
    return tuple(found)


def _list_styles(roots: list[etree._Element]) -> dict[str, dict[int, Level]]:
    """The levels of each list style, by the style's name."""
    return {
        style.get(_ST + "name", ""): dict(map(_level, style))
        for root in roots
        for style in root.iter(_X + "list-style")
    }


def _level(element: etree._Element) -> tuple[int, Level]:
    number = whole(element.get(_X + "level"), 1)
    shape = element.get(_ST + "num-format", "")
    style = _FIGURES.get(shape[:1], "decimal") if shape else "none"
    pattern = element.get(_LOEXT + "num-list-format")
    if pattern is not None:
        text = re.sub(r"%(\d)%", r"%\1", pattern)
    else:
        above = min(whole(element.get(_X + "display-levels"), 1), number)
        figures = ".".join(f"%{n}" for n in range(number - above + 1, number + 1))
        text = (
            f"{element.get(_ST + 'num-prefix', '')}{figures}{element.get(_ST + 'num-suffix', '')}"
        )
    return number - 1, Level(style, text, whole(element.get(_X + "start-value"), 1))
