"""Word 2007 and later, read by walking its XML: cells with spans, paragraphs, automatic numbers.

What a printed page shows is read, and nothing else: insertions are in, deletions, hidden text
and field codes are out. A table that only wraps its contents (one cell a row, with a table
inside, or nothing but one cell) is opened; any other nested table becomes text of its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.package import Package, parse_xml, whole
from core.intake.readers.docx_plain import PlainCell, swept
from core.intake.readers.inserted import CHUNK, OBJECT, Inserts
from core.intake.readers.merges import MERGE_LOST, MERGE_SPLIT, is_said
from core.intake.readers.numbering import Numbering, load_numbering
from core.intake.readers.raised import RAISED

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_P, _R, _T, _TBL, _TR, _TC = (_W + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
_TRPR, _TCPR, _GRID_SPAN, _V_MERGE, _H_MERGE = (
    _W + name for name in ("trPr", "tcPr", "gridSpan", "vMerge", "hMerge")
)
_WIDEST = 1000
_RPR, _VANISH, _VAL = _W + "rPr", _W + "vanish", _W + "val"
_THROUGH = {
    *(_W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdt")),
    *(_W + name for name in ("sdtContent", "customXml", "dir", "bdo", "ruby", "rubyBase")),
    *(_MC + name for name in ("AlternateContent", "Choice")),
    *(_M + name for name in ("oMath", "oMathPara", "r")),
}
_HOLDERS = {_W + name for name in ("drawing", "pict", "object", "txbxContent")}
_CHOICES = _MC + "AlternateContent"
_TEXT_BOX = _W + "txbxContent"
_MARKS = {
    _W + "br": "\n", _W + "cr": "\n", _W + "tab": "\t", _W + "ptab": "\t",
    _W + "noBreakHyphen": "-",
}  # fmt: skip
_PRIVATE = 0xF000
"""Symbol fonts put their characters behind this code point."""
_TICKS = {0xFC: "√", 0xFE: "☑", 0x52: "☑", 0xA8: "□", 0x6F: "□", 0xA3: "□", 0xFB: "×"}
_RUNS = frozenset({_R, _M + "r"})
_TEXTS = frozenset({_T, _M + "t"})
_SYM = _W + "sym"
_V_ALIGN = _W + "vertAlign"
"""A raised digit is a footnote's or an exponent, never part of the figure before it."""
_OFF = frozenset({"0", "false", "off"})


def read_docx(data: bytes) -> Document:
    """The document's tables and paragraphs; raises `Refused` for what cannot be opened."""
    return _read(data, outermost=True)


def _inner(data: bytes) -> Document:
    """A document that stands in another; what is put into it in turn is not opened."""
    return _read(data, outermost=False)


def _read(data: bytes, *, outermost: bool) -> Document:
    package = Package(data)
    main = package.main()
    raw = package.read(main)
    body = parse_xml(raw).find(_W + "body")
    inserts = Inserts(package, main, _inner) if outermost else None
    document = read_body(body, load_numbering(package, main, raw), "docx", inserts)
    return replace(document, margins=_margins(package, main))


def _margins(package: Package, main: str) -> tuple[str, ...]:
    """The lines of the page headers and footers, each once."""
    related = package.related(main).values()
    paths = (path for kind, path in related if kind in {"header", "footer"} and path in package)
    return lines_in(map(package.xml, paths))


def lines_in(parts: Iterable[etree._Element]) -> tuple[str, ...]:
    """The lines of elements of a document that are no part of its body, each once."""
    lines = (_text(line, []).strip() for part in parts for line in part.iter(_P))
    return tuple(dict.fromkeys(filter(None, lines)))


def read_body(
    body: etree._Element | None, numbering: Numbering, name: str, inserts: Inserts | None = None
) -> Document:
    """The tables and paragraphs of a body, its automatic numbers given by `numbering`.

    `inserts` opens what other parts of the package put in; without it that is left out.
    """
    walk = _Walk(numbering, inserts)
    if body is not None:
        walk.blocks_of(body)
    return Document(name, tuple(walk.blocks))


def _through(parent: etree._Element) -> list[etree._Element]:
    """The children, with content controls, insertions and the like opened."""
    children = list(parent)
    if _THROUGH.isdisjoint([child.tag for child in children]):
        return children
    found: list[etree._Element] = []
    for child in children:
        found += _through(child) if child.tag in _THROUGH else [child]
    return found


def _number(properties: etree._Element | None, name: str, default: int) -> int:
    mark = properties.find(_W + name) if properties is not None else None
    value = mark.get(_VAL, "") if mark is not None else ""
    return min(whole(value, default), _WIDEST)


def _symbol(mark: etree._Element) -> str:
    code = mark.get(_W + "char", "")
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if point < _PRIVATE:
        return chr(point)
    return _TICKS.get(point - _PRIVATE, chr(point - _PRIVATE) if point > _PRIVATE + 0x1F else "")


def _run(run: etree._Element, out: list[str], boxes: list[etree._Element]) -> None:
    raised = False
    for child in run:
        tag = child.tag
        if tag in _TEXTS:
            text = child.text or ""
            out.append(text.translate(RAISED) if raised else text)
        elif tag == _RPR:
            looks = {mark.tag: mark.get(_VAL) for mark in child}
            if _VANISH in looks and looks[_VANISH] not in _OFF:
                return
            raised = looks.get(_V_ALIGN) == "superscript"
        elif tag in _MARKS:
            out.append(_MARKS[tag])
        elif tag == _SYM:
            out.append(_symbol(child))
        elif tag in _THROUGH and tag not in _HOLDERS:
            _inline(child, out, boxes)
        elif tag in _HOLDERS:
            boxes.extend(_boxes(child))


def _inline(parent: etree._Element, out: list[str], boxes: list[etree._Element]) -> None:
    for child in parent:
        tag = child.tag
        if tag in _RUNS:
            _run(child, out, boxes)
        elif tag in _HOLDERS:
            boxes.extend(_boxes(child))
        elif tag in _THROUGH:
            _inline(child, out, boxes)


def _boxes(holder: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing and the object in a holder, each once: the fallback of an old
    reader is left out."""
    for box in holder.iter(_TEXT_BOX, OBJECT):
        up = box.getparent()
        while up is not None and up is not holder and up.tag != _MC + "Fallback":
            up = up.getparent()
        if up is holder or up is None:
            yield box


def _text(paragraph: etree._Element, boxes: list[etree._Element]) -> str:
    out: list[str] = []
    _inline(paragraph, out, boxes)
    return "".join(out)


@dataclass(slots=True)
class _Walk:
    """The walk over a body: collects blocks and counts tables, paragraphs and numbers."""

    numbering: Numbering
    inserts: Inserts | None
    blocks: list[Grid | Paragraph] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0

    def blocks_of(self, parent: etree._Element) -> None:
        for child in _through(parent):
            if child.tag == _P:
                self.paragraph(child)
            elif child.tag == _TBL:
                self.table(child)
            elif child.tag == CHUNK:
                self.insert(child)

    def insert(self, element: etree._Element) -> None:
        """Take the blocks of a part of its own as if they stood here."""
        for block in self.inserts.blocks(element) if self.inserts else ():
            if isinstance(block, Grid):
                self._add(replace(block, index=self.tables))
            else:
                self.blocks.append(replace(block, index=self.paragraphs))
                self.paragraphs += 1

    def paragraph(self, element: etree._Element) -> None:
        boxes: list[etree._Element] = []
        text = _text(element, boxes)
        heading = self.numbering.mark(element) if text.strip() else None
        self.blocks.append(Paragraph(self.paragraphs, text, heading))
        self.paragraphs += 1
        for box in boxes:
            if box.tag == OBJECT:
                self.insert(box)
            else:
                self.blocks_of(box)

    def table(self, element: etree._Element) -> None:
        plain = swept(element)
        if plain is not None:
            lines = [(0, [self._plain(cell) for cell in line]) for line in plain]
            self._add(_grid(self.tables, lines))
            return
        rows = [row for row in _through(element) if row.tag == _TR]
        cells = [[cell for cell in _through(row) if cell.tag == _TC] for row in rows]
        wraps = all(len(line) == 1 for line in cells) and (
            len(cells) == 1 or element.find(f".//{_TC}//{_TBL}") is not None
        )
        if wraps:
            for line in cells:
                self.blocks_of(line[0])
            return
        self._add(_grid(self.tables, _walked(rows, cells, self.cell_text)))

    def _add(self, grid: Grid) -> None:
        self.tables += 1
        self.blocks.append(grid)

    def _plain(self, cell: PlainCell) -> _Part:
        lines: list[str] = []
        for paragraph, words in cell.paragraphs:
            text = "".join(words)
            mark = self.numbering.mark(paragraph) if text and not text.isspace() else None
            lines.append(f"{mark}{text}" if mark else text)
        merge, text = cell.merge, "\n".join(lines)
        said = merge != "continue" or any(map(is_said, lines))
        return cell.columns, merge, None, text, said

    def cell_text(self, cell: etree._Element) -> str:
        lines: list[str] = []
        for child in _through(cell):
            if child.tag == _P:
                boxes: list[etree._Element] = []
                text = _text(child, boxes)
                mark = self.numbering.mark(child) if text.strip() else None
                lines.append(f"{mark}{text}" if mark else text)
                lines += [line for box in boxes for line in self._box_lines(box)]
            elif child.tag == _TBL:
                rows = [row for row in _through(child) if row.tag == _TR]
                lines += [
                    "\t".join(self.cell_text(inner) for inner in _through(row) if inner.tag == _TC)
                    for row in rows
                ]
        return "\n".join(lines)

    def _box_lines(self, box: etree._Element) -> Iterator[str]:
        """What a text box or an embedded object in a cell says, a row of a table by tabs."""
        if box.tag != OBJECT:
            yield from (_text(line, []) for line in box.iter(_P))
        for block in self.inserts.blocks(box) if self.inserts and box.tag == OBJECT else ():
            if isinstance(block, Paragraph):
                yield block.text
            else:
                yield from ("\t".join(cell.text for cell in row) for row in block.lines)


def _span(cell: etree._Element) -> tuple[int, str | None, str | None]:
    """How many grid columns a cell spans, and its part in a merge down and across."""
    columns, merge, beside = 1, None, None
    first = cell[0] if len(cell) else None
    if first is None or first.tag != _TCPR:
        return columns, merge, beside
    for mark in first.iterchildren(_GRID_SPAN, _V_MERGE, _H_MERGE):
        tag = mark.tag
        if tag == _GRID_SPAN:
            columns = max(1, min(whole(mark.get(_VAL), 1), _WIDEST))
        elif tag == _V_MERGE:
            merge = mark.get(_VAL) or "continue"
        else:
            beside = mark.get(_VAL) or "continue"
    return columns, merge, beside


_Part = tuple[int, str | None, str | None, str, bool]
"""A cell as its row has it: grid columns, its part in a merge down and across, its text, and
whether a cell that a merge covers holds a text all the same; marks are none."""


def _walked(
    rows: list[etree._Element],
    cells: list[list[etree._Element]],
    text_of: Callable[[etree._Element], str],
) -> Iterator[tuple[int, list[_Part]]]:
    """The rows that are not deleted, each with the column that it begins in."""
    for row, line in zip(rows, cells, strict=True):
        properties = row.find(_TRPR)
        column = 0
        if properties is not None:
            if properties.find(_W + "del") is not None:
                continue
            column = _number(properties, "gridBefore", 0)
        parts: list[_Part] = []
        for cell in line:
            columns, merge, beside = _span(cell)
            said = merge != "continue" or any(is_said(text.text or "") for text in cell.iter(_T))
            parts.append((columns, merge, beside, text_of(cell), said))
        yield column, parts


def _grid(index: int, rows: Iterable[tuple[int, list[_Part]]]) -> Grid:
    """The cells of a table with their spans.

    A cell that goes on with one that never began a merge goes on with the cell over it; one with
    a text of its own, which no office program writes, is a cell of its own. Both bear a note.
    """
    done: list[Cell] = []
    over: dict[int, int] = {}
    """By column, the number of the cell in the row above."""
    merging: set[int] = set()
    """The columns in which the row above has part of a merge."""
    last_rows: dict[int, int] = {}
    width = height = 0
    for first, line in rows:
        column = first
        still: dict[int, int] = {}
        going_on: set[int] = set()
        left: int | None = None
        for columns, merge, beside, text, said in line:
            torn = done[left] if beside == "continue" and left is not None else None
            if left is not None and torn is not None and not (text.strip() and is_said(text)):
                column += columns
                done[left] = torn._replace(columns=max(torn.end, column) - torn.column)
                continue
            above = over.get(column) if merge == "continue" else None
            if above is None:
                left = len(done)
                done.append(Cell(height, column, text, 1, columns))
                if torn is not None and torn.text.strip():
                    done[left] = done[left]._replace(note=MERGE_SPLIT)
            else:
                upper, begun = done[above], column in merging
                if (begun or upper.columns == columns) and not (said and text.strip()):
                    if not begun and upper.text.strip():
                        done[above] = upper._replace(note=MERGE_LOST)
                    last_rows[above] = height
                    left = above
                else:
                    note = MERGE_SPLIT if begun and upper.text.strip() else None
                    left = len(done)
                    own = text if said else ""
                    done.append(Cell(height, column, own, 1, columns, note=note))
            still[column] = left
            if merge is not None:
                going_on.add(column)
            column += columns
        over, merging = still, going_on
        width = max(width, column)
        height += 1
    for number, last in last_rows.items():
        done[number] = done[number]._replace(rows=last + 1 - done[number].row)
    return Grid(index, tuple(done), height, width)
