"""A Word template: its cells and paragraphs found by the reader, and changed in place.

The reader itself says which element became which cell: a copy of the body is read in which every
cell and paragraph bears its number.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from core.errors import Refused
from core.filling.clean_docx import W, clean_parts
from core.filling.losses import losses_in_word
from core.filling.official import official_line
from core.filling.template import Ink, Shape, Spot
from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.mapping import Layout, mapped
from core.intake.package import DAMAGED, Package, parse_xml
from core.intake.readers.docx import read_body
from core.intake.readers.numbering import load_numbering

_P, _R, _T, _TC, _TR, _BODY = (W + name for name in ("p", "r", "t", "tc", "tr", "body"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CELL, _LINE = "\ue000{}\ue001", "\ue002{}\ue003"
_MARGIN = re.compile(r"(?:header|footer)\d*\.xml$")
_CELL_MARK = re.compile("\n?\ue000(\\d+)\ue001")
_LINE_MARK = re.compile("\ue002(\\d+)\ue003")
_NEEDED = tuple(W + name for name in ("sectPr", "drawing", "pict"))
_OWN = ("numPr", "sectPr", "pageBreakBefore", "framePr", "color", "highlight", "i", "iCs")
_NOTED = ("color", "highlight", "shd", "i", "iCs", "vanish")
"""What a line of guidance may bear and a line of the report does not."""
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


@dataclass(slots=True)
class _Sign:
    """A character of a paragraph and the text element it stands in, None for tabs and breaks."""

    sign: str
    holder: etree._Element | None
    place: int = 0


@dataclass(slots=True)
class WordTemplate:
    """An open Word template."""

    main: str
    parts: dict[str, bytes]
    root: etree._Element
    losses: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()
    cells: dict[tuple[int, int, int], etree._Element] = field(default_factory=dict)
    rows: dict[tuple[int, int], etree._Element] = field(default_factory=dict)
    lines: dict[int, etree._Element] = field(default_factory=dict)

    @classmethod
    def open(cls, data: bytes, layouts: tuple[Layout, ...] = ()) -> WordTemplate:
        """The cleaned template; raises `Refused` for a file that cannot be opened."""
        package = Package(data)
        main, parts = clean_parts(package)
        root = parse_xml(parts[main])
        if root.find(f"{W}body") is None:
            raise Refused("damaged", DAMAGED)
        return cls(main, parts, root, losses_in_word(package), layouts)

    @property
    def around(self) -> str:
        """What headers and footers say."""
        roots = (parse_xml(part) for name, part in self.parts.items() if _MARGIN.search(name))
        return "".join(words.text or "" for root in roots for words in root.iter(_T))

    def document(self) -> Document:
        """The template as the reader sees it."""
        body = self.root.find(f"{W}body")
        assert body is not None, "looked for when it was opened"
        marked = copy.deepcopy(body)
        for number, line in enumerate(list(marked.iter(_P))):
            line.append(_run_of(_LINE.format(number)))
        for number, cell in enumerate(list(marked.iter(_TC))):
            mark = etree.SubElement(cell, _P)
            mark.append(_run_of(_CELL.format(number)))
        numbering = load_numbering(Package(_zipped(self.parts)), self.main, self.parts[self.main])
        read = read_body(marked, numbering, "docx")
        cells, lines = list(body.iter(_TC)), list(body.iter(_P))
        self.cells, self.rows, self.lines = {}, {}, {}
        blocks: list[Grid | Paragraph] = []
        for block in read.blocks:
            if isinstance(block, Grid):
                blocks.append(self._grid(block, cells))
            elif not _CELL_MARK.search(block.text):
                found = _LINE_MARK.search(block.text)
                if found:
                    self.lines[block.index] = lines[int(found[1])]
                text = _LINE_MARK.sub("", block.text)
                heading = block.heading if text.strip() else None
                blocks.append(replace(block, text=text, heading=heading))
        return mapped(Document("docx", tuple(blocks)), self.layouts)

    def _grid(self, grid: Grid, cells: Sequence[etree._Element]) -> Grid:
        made: list[Cell] = []
        for cell in grid.cells:
            marks = _CELL_MARK.findall(cell.text)
            if marks:
                element = cells[int(marks[-1])]
                self.cells[grid.index, cell.row, cell.column] = element
                self.rows.setdefault((grid.index, cell.row), _row_of(element))
            made.append(cell._replace(text=_LINE_MARK.sub("", _CELL_MARK.sub("", cell.text))))
        return Grid(grid.index, tuple(made), grid.height, grid.width, grid.sheet)

    def reshape(self, shape: Shape) -> None:
        """Replace rows of a table by copies of its rows; see `Shape`."""
        here = [self._row(shape.table, row) for row in range(shape.first, shape.last + 1)]
        parent = here[0].getparent()
        assert parent is not None, "a row stands in a table"
        place = parent.index(here[0])
        sides = {start for tr in here for start, tc in _starts(tr) if _merge(tc) is not None}
        sides -= set(shape.levels)
        opened = {start for start, tc in _starts(here[0]) if _merge(tc) == "restart"}
        fresh = [copy.deepcopy(self._row(shape.table, row)) for row in shape.order]
        for row in here:
            parent.remove(row)
        parent[place:place] = fresh
        for number, tr in enumerate(fresh):
            for start, tc in _starts(tr):
                if start in shape.levels:
                    _merge_level(tc, start, number, shape)
                elif start in sides:
                    begins = number == 0 and start in opened
                    _set_merge(tc, "restart" if begins else "continue")

    def _row(self, table: int, row: int) -> etree._Element:
        """The row element; one whose cells all go on from above has none of its own."""
        if (table, row) in self.rows:
            return self.rows[table, row]
        above = self._row(table, row - 1)
        found = next(above.itersiblings(_TR), None)
        assert found is not None, "the row is in the table"
        return found

    def write(self, spot: Spot, ink: Ink) -> None:
        """Put a text in place of a cell's contents, in the look that it has."""
        _fill(self.cells[spot.table or 0, spot.row, spot.column], ink.text)

    def replace(self, spot: Spot, changes: Sequence[tuple[int, int, str]]) -> bool:
        """Change parts of a cell's or a paragraph's text; False when they cannot be told apart."""
        if spot.paragraph is not None:
            element = self.lines.get(spot.paragraph)
            paragraphs = [] if element is None else [element]
        else:
            cell = self.cells.get((spot.table or 0, spot.row, spot.column))
            paragraphs = [] if cell is None else list(cell.iter(_P))
        signs = _signs(paragraphs)
        for start, end, text in sorted(changes, reverse=True):
            if end > len(signs) or not _replace(signs, start, end, text.replace("\n", " ")):
                return False
        return True

    def text(self, spot: Spot) -> str:
        """The text of a place as `replace` counts it."""
        if spot.paragraph is not None:
            return "".join(s.sign for s in _signs([self.lines[spot.paragraph]]))
        cell = self.cells[spot.table or 0, spot.row, spot.column]
        return "".join(s.sign for s in _signs(list(cell.iter(_P))))

    def retell(self, paragraph: int, text: str) -> None:
        """Put a text in place of a paragraph's, in the look that it has."""
        _say(self.lines[paragraph], text)

    def drop(self, paragraph: int) -> None:
        """Take a paragraph away; one that a page, a picture or its cell needs is only emptied."""
        element = self.lines[paragraph]
        parent = element.getparent()
        needed = any(next(element.iter(tag), None) is not None for tag in _NEEDED)
        needed = needed or any(map(_breaks_page, element.iter(f"{W}br")))
        alone = parent is not None and parent.tag != _BODY and len(parent.findall(_P)) == 1
        if needed or alone or parent is None:
            _say(element, "")
        else:
            parent.remove(element)

    def line(self, text: str, like: int | None) -> etree._Element:
        """A new paragraph that looks like one of the template's, None for official letters."""
        if like is not None:
            return _like(self.lines[like], text)
        made: etree._Element = official_line(text)
        return made

    def put(self, place: tuple[int, bool], elements: Sequence[etree._Element]) -> None:
        """Elements of a body behind a paragraph, or before it."""
        anchor = self.lines[place[0]]
        if place[1]:
            for element in elements:
                anchor.addprevious(element)
        else:
            for element in reversed(elements):
                anchor.addnext(element)

    def data(self) -> bytes:
        """The Word file."""
        xml = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return _zipped({**self.parts, self.main: xml})


def _breaks_page(element: etree._Element) -> bool:
    return element.get(f"{W}type") == "page"


def _like(model: etree._Element, text: str) -> etree._Element:
    """A new paragraph that looks like another, without its number, colour and marks."""
    made = etree.Element(_P)
    look = model.find(f"{W}pPr")
    if look is not None:
        made.append(_without(look, _OWN))
    run = next((r for r in model.iter(_R) if r.find(_T) is not None), None)
    face = None if run is None else run.find(f"{W}rPr")
    words = _run_of(text.replace("\t", " "))
    if face is not None:
        words.insert(0, _without(face, _NOTED))
    made.append(words)
    return made


def _without(look: etree._Element, names: Iterable[str]) -> etree._Element:
    made = copy.deepcopy(look)
    for name in names:
        for mark in list(made.iter(W + name)):
            parent = mark.getparent()
            if parent is not None:
                parent.remove(mark)
    return made


def _say(line: etree._Element, text: str) -> None:
    """The text in the first run that bears some; all other words of the paragraph go."""
    texts = list(line.iter(_T))
    for element in list(line.iter(*_SIGNS)):
        run = element.getparent()
        if run is not None and run.tag == _R and not _breaks_page(element):
            run.remove(element)
    for element in texts[1:]:
        element.text = ""
    if texts:
        texts[0].text = text
        texts[0].set(_SPACE, "preserve")
    elif text:
        line.append(_run_of(text))


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            package.writestr(name, parts[name])
    return out.getvalue()


def _run_of(text: str) -> etree._Element:
    made = etree.Element(_R)
    words = etree.SubElement(made, _T)
    words.text = text
    words.set(_SPACE, "preserve")
    return made


def _row_of(cell: etree._Element) -> etree._Element:
    return next(cell.iterancestors(_TR))


def _starts(tr: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row with the grid columns they begin in."""
    before = tr.find(f"{W}trPr/{W}gridBefore")
    column = int(before.get(f"{W}val", "0")) if before is not None else 0
    for tc in [c for c in tr.iter(_TC) if _row_of(c) is tr]:
        yield column, tc
        span = tc.find(f"{W}tcPr/{W}gridSpan")
        column += int(span.get(f"{W}val", "1")) if span is not None else 1


def _merge(tc: etree._Element) -> str | None:
    mark = tc.find(f"{W}tcPr/{W}vMerge")
    return None if mark is None else mark.get(f"{W}val", "continue")


def _merge_level(tc: etree._Element, column: int, number: int, shape: Shape) -> None:
    for span in shape.spans:
        if span.column == column and span.first <= number < span.first + span.rows:
            kind = None if span.rows == 1 else "restart" if number == span.first else "continue"
            _set_merge(tc, kind)
            return
    _set_merge(tc, None)


def _set_merge(tc: etree._Element, kind: str | None) -> None:
    look = tc.find(f"{W}tcPr")
    if look is None:
        look = etree.Element(f"{W}tcPr")
        tc.insert(0, look)
    for old in look.findall(f"{W}vMerge"):
        look.remove(old)
    if kind is None:
        return
    mark = etree.Element(f"{W}vMerge")
    mark.set(f"{W}val", kind)
    before = [n for n in ("cnfStyle", "tcW", "gridSpan", "hMerge") if look.find(W + n) is not None]
    look.insert(len(before), mark)
    if kind == "continue":
        _fill(tc, "")


def _fill(tc: etree._Element, text: str) -> None:
    """One paragraph a line, each looking like the cell's first."""
    first = next(tc.iter(_P), None)
    look = None if first is None else first.find(f"{W}pPr")
    run = None if first is None else next((r for r in tc.iter(_R)), None)
    face = run.find(f"{W}rPr") if run is not None else None
    if face is None and look is not None:
        face = look.find(f"{W}rPr")
    for child in [child for child in tc if child.tag != f"{W}tcPr"]:
        tc.remove(child)
    for line in text.split("\n"):
        made = etree.SubElement(tc, _P)
        if look is not None:
            made.append(copy.deepcopy(look))
        if line:
            words = _run_of(line.replace("\t", " "))
            if face is not None:
                words.insert(0, _as_run_look(face))
            made.append(words)


def _as_run_look(face: etree._Element) -> etree._Element:
    made = copy.deepcopy(face)
    for mark in made.findall(f"{W}vanish"):
        made.remove(mark)
    return made


def _signs(paragraphs: Sequence[etree._Element]) -> list[_Sign]:
    """The characters of paragraphs, one after the other with a line break between."""
    found: list[_Sign] = []
    for number, line in enumerate(paragraphs):
        if number:
            found.append(_Sign("\n", None))
        for element in line.iter(_T, *_SIGNS):
            run = element.getparent()
            if run is not None and run.find(f"{W}rPr/{W}vanish") is not None:
                continue
            if element.tag == _T:
                text = element.text or ""
                found += [_Sign(sign, element, place) for place, sign in enumerate(text)]
            elif element.tag in _SIGNS and run is not None and run.tag == _R:
                found.append(_Sign(_SIGNS[element.tag], None))
    return found


def _replace(signs: list[_Sign], start: int, end: int, text: str) -> bool:
    """Change a part of the signs and of the elements behind them."""
    anchor = signs[start - 1] if start > 0 and signs[start - 1].holder is not None else None
    holder, place = (anchor.holder, anchor.place + 1) if anchor else (None, 0)
    if holder is None and start < len(signs) and signs[start].holder is not None:
        holder, place = signs[start].holder, signs[start].place
    if holder is None:
        return not text
    for sign in reversed(signs[start:end]):
        if sign.holder is not None:
            old = sign.holder.text or ""
            sign.holder.text = old[: sign.place] + old[sign.place + 1 :]
    words = holder.text or ""
    holder.text = words[:place] + text + words[place:]
    holder.set(_SPACE, "preserve")
    return True
