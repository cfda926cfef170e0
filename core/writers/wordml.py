"""The few elements of WordprocessingML that the Word writer is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Font:
    """A type face and its size in points."""

    name: str
    size: float
    bold: bool = False


def twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def el(tag: str, *children: Element, **attributes: str | int) -> Element:
    """`el("jc", val="center")` is `<w:jc w:val="center"/>`."""
    made = cast(Element, OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run_look(font: Font) -> Element:
    half_points = round(font.size * 2)
    face = el("rFonts", ascii=font.name, hAnsi=font.name, eastAsia=font.name, cs=font.name)
    weight = [el("b")] if font.bold else []
    return el("rPr", face, *weight, el("sz", val=half_points), el("szCs", val=half_points))


def run(text: str, font: Font) -> Element:
    """Text in one font; tabs are blanks, since a tab would leave the column."""
    made = el("r", run_look(font))
    for number, line in enumerate(text.replace("\t", " ").split("\n")):
        if number:
            made.append(el("br"))
        words = el("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def field(code: str, font: Font) -> Element:
    """A field that Word computes, such as the page number."""
    return el("fldSimple", run("1", font), instr=code)


def paragraph(
    *runs: Element,
    align: str = "left",
    indent: int = 0,
    first_line: int = 0,
    size: float = 10.5,
    line: float = 1.0,
    pitch: float = 0,
    before: float = 0,
    after: float = 0,
    keep_next: bool = False,
    new_page: bool = False,
    outline: bool = False,
) -> Element:
    """A paragraph; `indent` and `first_line` in characters of `size` points, `before` and
    `after` in points. `line` is in lines of the font, `pitch` instead of it in points.

    An `outline` paragraph stands in Word's navigation pane.
    """
    look = el("pPr")
    if keep_next:
        look.append(el("keepNext"))
    if new_page:
        look.append(el("pageBreakBefore"))
    spacing = {"before": round(before * 20), "after": round(after * 20)}
    height, rule = (pitch * 20, "exact") if pitch else (line * 240, "auto")
    look.append(el("spacing", **spacing, line=round(height), lineRule=rule))
    if indent or first_line:
        # Word goes by the characters, WPS and others by the twips.
        wide = round(20 * size)
        look.append(
            el(
                "ind",
                leftChars=100 * indent,
                left=wide * indent,
                firstLineChars=100 * first_line,
                firstLine=wide * first_line,
            )
        )
    look.append(el("jc", val=align))
    if outline:
        look.append(el("outlineLvl", val=0))
    return el("p", look, *runs)


def hairline() -> Element:
    """An empty paragraph that takes next to no room."""
    spacing = el("spacing", before=0, after=0, line=20, lineRule="exact")
    return el("p", el("pPr", spacing, el("rPr", el("sz", val=2), el("szCs", val=2))))


def cell(
    paragraphs: Iterable[Element],
    *,
    width: int,
    columns: int = 1,
    merge: str = "",
    align: str = "center",
) -> Element:
    """A cell of a row; `merge` is `restart`, `continue` or nothing; `width` in twips."""
    look = el("tcPr", el("tcW", w=width, type="dxa"))
    if columns > 1:
        look.append(el("gridSpan", val=columns))
    if merge:
        look.append(el("vMerge", val=merge))
    look.append(el("vAlign", val=align))
    return el("tc", look, *paragraphs)


def row(cells: Iterable[Element], *, head: bool, whole: bool, height: int) -> Element:
    """`head` rows are repeated on each page, `whole` ones never break; `height` is a minimum."""
    look = el("trPr")
    if whole:
        look.append(el("cantSplit"))
    look.append(el("trHeight", val=height, hRule="atLeast"))
    if head:
        look.append(el("tblHeader"))
    return el("tr", look, *cells)


def table(rows: Iterable[Element], widths: Iterable[int]) -> Element:
    """A centred table of fixed widths (twips) with thin lines all over."""
    widths = tuple(widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = el(
        "tblBorders", *(el(side, val="single", sz=4, space=0, color="000000") for side in sides)
    )
    room = (("top", 28), ("left", 45), ("bottom", 28), ("right", 45))
    margins = el("tblCellMar", *(el(side, w=width, type="dxa") for side, width in room))
    look = el(
        "tblPr",
        el("tblW", w=sum(widths), type="dxa"),
        el("jc", val="center"),
        lines,
        el("tblLayout", type="fixed"),
        margins,
    )
    grid = el("tblGrid", *(el("gridCol", w=width) for width in widths))
    return el("tbl", look, grid, *rows)
