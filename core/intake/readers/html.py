"""Web pages, and the pages that office programs save under the name of a workbook (.htm, .mht).

The text is taken as a browser shows it; what is hidden, scripts and remarks are out, and
nothing that the page points to is ever fetched.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.package import DAMAGED, TOO_LARGE, times
from core.intake.readers.raised import RAISED
from core.intake.readers.workbook import MAX_CELLS

_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_OUT = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "rt", "rp", "del", "comment"}
)
_BREAKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "section", "article",
     "blockquote", "center", "body", "form", "dd", "dt", "dl", "pre", "hr"}
)  # fmt: skip
_BLANK = re.compile(r"[ \t\r\n\f]+")
_SHEET = re.compile(r"#?table\d+")
"""How Calc calls the place of a sheet in the page that it saves a workbook as."""
_NOTE = re.compile("#(?:sdfootnote|sdendnote|_ftn|_edn)")
_MAX_SPAN = 1000
_MAX_DEPTH = 200


def read_html(data: bytes) -> Document:
    """The tables and paragraphs of a page; raises `Refused` for what cannot be opened."""
    return Document("html", _blocks([_decoded(data)]))


def read_mht(data: bytes) -> Document:
    """The pages of a web archive, in order; raises `Refused` for what cannot be opened."""
    # A blank line ends the headers, and some programs begin with one.
    begins = data.removeprefix(codecs.BOM_UTF8).lstrip()
    # The newer policy takes headers apart to the last sign, by the square of their length.
    message = email.message_from_bytes(begins, policy=email.policy.compat32)
    pages = [
        _decoded(payload)
        for part in message.walk()
        if part.get_content_type() == "text/html"
        and isinstance(payload := part.get_payload(decode=True), bytes)
    ]
    return Document("mht", _blocks(pages))


def _decoded(data: bytes) -> str:
    """The text of a page: by its byte order mark, its own word, else UTF-8, else GB 18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    stated = _META.search(data[:4096])
    names = [stated.group(1).decode("ascii")] if stated else []
    if names and names[0].lower() in {"gb2312", "gbk"}:
        names = ["gb18030"]
    for name in (*names, "utf-8-sig", "gb18030"):
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


def _blocks(pages: list[str]) -> tuple[Grid | Paragraph, ...]:
    walk = _Walk()
    for page in pages:
        if not page.strip():
            continue
        parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True,
                                  remove_pis=True, encoding="utf-8")  # fmt: skip
        try:
            root = etree.fromstring(page.encode("utf-8", "replace"), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Refused("damaged", DAMAGED) from error
        if root is not None:
            walk.flow(root, 0)
            walk.end_paragraph()
    return tuple(walk.blocks)


@dataclass(slots=True)
class _Walk:
    """The walk over a page: collects blocks and counts tables and paragraphs."""

    blocks: list[Grid | Paragraph] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0
    sheet: str | None = None
    """The sheet that the next table is, where the page is a workbook saved by Calc."""

    def flow(self, element: etree._Element, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise Refused("unsafe", TOO_LARGE)
        self.line.append(_one_line(element.text))
        for child in element:
            if child.tag == "table" and not _hidden(child):
                self.end_paragraph()
                self.table(child, depth)
            elif self._is_special(child):
                pass
            elif isinstance(child.tag, str) and child.tag not in _OUT and not _hidden(child):
                if child.tag in _BREAKS:
                    self.end_paragraph()
                self.flow(child, depth + 1)
                if child.tag in _BREAKS:
                    self.end_paragraph()
            self.line.append(_one_line(child.tail))

    def _is_special(self, child: etree._Element) -> bool:
        """Take what is no running text: a line break, a raised figure, the name of a sheet."""
        if child.tag == "br":
            self.line.append("\n")
        elif child.tag == "sup":
            notes = any(map(_is_note, child.iter("a")))
            raised = "" if notes else "".join(map(str, child.itertext()))
            self.line.append(_one_line(raised).translate(RAISED))
        elif child.tag == "a" and _SHEET.fullmatch(child.get("name", "")):
            named = _collapsed("".join(map(str, child.itertext())))
            self.sheet = named.partition(": ")[2] or None
        else:
            return _lists_sheets(child) or _is_note(child)
        return True

    def end_paragraph(self) -> None:
        text = _collapsed("".join(self.line))
        self.line.clear()
        if text:
            self.blocks.append(Paragraph(self.paragraphs, text))
            self.paragraphs += 1

    def table(self, element: etree._Element, depth: int) -> None:
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in _rows(element)]
        framed = all(len(row) <= 1 for row in rows) and any(
            cell.find(".//table") is not None for row in rows for cell in row
        )
        if framed:
            for row in rows:
                for cell in row:
                    self.flow(cell, depth + 1)
                    self.end_paragraph()
            return
        grid = replace(_grid(self.tables, rows), sheet=self.sheet)
        self.sheet = None
        if grid.cells:
            self.blocks.append(grid)
            self.tables += 1


def _lists_sheets(element: etree._Element) -> bool:
    """Whether an element is the list of sheets over those that Calc saves."""
    links = element.findall("a") if element.tag == "center" else []
    return bool(links) and all(_SHEET.fullmatch(link.get("href", "")) for link in links)


def _is_note(element: etree._Element) -> bool:
    """Whether an element is the mark of a footnote, a link to it."""
    return element.tag == "a" and _NOTE.match(element.get("href", "")) is not None


def _hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr" and not _hidden(child):
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child)


def _one_line(text: str | None) -> str:
    """A line break in the source of a page is a blank."""
    return _BLANK.sub(" ", text or "")


def _collapsed(text: str) -> str:
    lines = (_BLANK.sub(" ", line).strip(" ") for line in text.split("\n"))
    kept = "\n".join(lines).strip("\n")
    return kept if kept.strip() else ""


def _cell_text(cell: etree._Element) -> str:
    """The text of a cell: paragraphs by line; line breaks in the source are blanks."""
    inner = _Walk()
    inner.flow(cell, 0)
    inner.end_paragraph()
    lines: list[str] = []
    for block in inner.blocks:
        if isinstance(block, Grid):
            lines += ["\t".join(part.text for part in row) for row in block.lines]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _span(cell: etree._Element, name: str) -> int:
    return times(cell.get(name, "").strip(), _MAX_SPAN)


def _grid(index: int, rows: list[list[etree._Element]]) -> Grid:
    if sum(map(len, rows)) > MAX_CELLS:
        raise Refused("too_large", TOO_LARGE)
    done: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for element in cells:
            while (row, column) in taken:
                column += 1
            down = min(_span(element, "rowspan"), len(rows) - row)
            across = _span(element, "colspan")
            done.append(Cell(row, column, _cell_text(element), down, across))
            taken.update((row + r, column + c) for r in range(down) for c in range(across))
            column += across
        if len(taken) > MAX_CELLS:
            raise Refused("too_large", TOO_LARGE)
    width = max((cell.end for cell in done), default=0)
    return Grid(index, tuple(done), len(rows), width)
