"""OFD (GB/T 33190), the fixed pages of Chinese offices: places of characters and of lines, as in
a PDF.

What is drawn is put into a plain PDF and read by its reader, so that both are judged alike.
Lengths are millimetres, from the upper left corner of the page.
"""

from __future__ import annotations

import posixpath
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from core.errors import Refused
from core.intake.grid import Document
from core.intake.package import DAMAGED, TOO_LARGE, Package
from core.intake.readers.pdf import read_pdf

_POINT = 72 / 25.4
_A4 = (210.0, 297.0)
_MAX_PAGES, _MAX_SIGNS = 200, 400_000
_NEAR = 0.15
"""Characters by which a sign may stand off its place and still be one word with the one before."""
_WIDE, _NARROW = 1.0, 0.5
"""How far a Chinese sign and one of ASCII reach, in characters."""
_OPERANDS = {"M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0, "S": 2}
_DRAWN = {"M": "m", "L": "l", "S": "m"}
_BASIC = 0x10000
"""Where signs begin that the PDF's font of two bytes has no place for."""
_FONT = """<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H
/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"""
_LETTERS = """<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 1000/W[32 126 500]
/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>
/FontDescriptor<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 -120 1000 880]
/Ascent 880/Descent -120/ItalicAngle 0/CapHeight 700/StemV 80>>>>"""
_CODES = """begincmap
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}
endcmap"""


def read_ofd(data: bytes) -> Document:
    """The tables and paragraphs of the pages; raises `Refused` for what cannot be read."""
    package = Package(data)
    roots = [root.text or "" for root in _named(package.xml("OFD.xml"), "DocRoot")]
    pages = [page for root in roots for page in _pages(package, root.lstrip("/"))]
    if not pages:
        raise Refused("damaged", DAMAGED)
    return replace(read_pdf(_pdf(pages)), format="ofd")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: its size in points, what draws it, and the signs that stand there."""

    width: float
    height: float
    drawing: str
    signs: frozenset[str]


def _named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of a name, whatever edition of the standard they are of."""
    return root.iter(*(f"{{*}}{name}" for name in names))


def _pages(package: Package, main: str) -> Iterator[_Page]:
    root = package.xml(main)
    folder = posixpath.dirname(main)
    size = _size(root) or _A4
    places = {
        item.get("ID", ""): _place(folder, item.get("BaseLoc", ""))
        for item in _named(root, "TemplatePage")
    }
    for number, item in enumerate(_named(root, "Page")):
        if number >= _MAX_PAGES:
            raise Refused("too_large", TOO_LARGE)
        page = package.xml(_place(folder, item.get("BaseLoc", "")))
        under = [places.get(used.get("TemplateID", ""), "") for used in _named(page, "Template")]
        layers = [*(package.xml(path) for path in under if path in package), page]
        yield _drawn(layers, _size(page) or size)


def _place(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _size(root: etree._Element) -> tuple[float, float] | None:
    """The size of the paper that a page or the whole document names."""
    for box in _named(root, "PhysicalBox"):
        numbers = _numbers(box.text)
        if len(numbers) == len(("x", "y", "width", "height")) and min(numbers[2:]) > 0:
            return numbers[2], numbers[3]
    return None


def _numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; `g 3 2.5` is three times 2.5."""
    found: list[float] = []
    words = deque((text or "").split())
    try:
        while words:
            word = words.popleft()
            if word != "g":
                found.append(float(word))
                continue
            times = int(words.popleft())
            if times > _MAX_SIGNS - len(found):
                raise Refused("too_large", TOO_LARGE)
            found += [float(words.popleft())] * times
    except (ValueError, IndexError) as error:
        raise Refused("damaged", DAMAGED) from error
    if not all(abs(number) < _MAX_SIGNS for number in found):
        raise Refused("damaged", DAMAGED)
    return found


def _drawn(layers: Sequence[etree._Element], size: tuple[float, float]) -> _Page:
    width, height = size
    parts: list[str] = []
    signs: set[str] = set()
    for layer in layers:
        for item in _named(layer, "TextObject", "PathObject"):
            if item.get("Visible") == "false":
                continue
            place = _Place.of(item, height)
            if item.tag.endswith("PathObject"):
                parts += _path(item, place)
            else:
                parts += _text(item, place, signs)
            if len(parts) > _MAX_SIGNS:
                raise Refused("too_large", TOO_LARGE)
    return _Page(width * _POINT, height * _POINT, "\n".join(parts), frozenset(signs))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an object stands on its page, and how it is turned and stretched there."""

    left: float
    top: float
    height: float
    matrix: tuple[float, ...]

    @classmethod
    def of(cls, item: etree._Element, height: float) -> _Place:
        box = _numbers(item.get("Boundary")) or [0.0, 0.0]
        matrix = tuple(_numbers(item.get("CTM"))) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        if len(box) < len("xy") or len(matrix) != len("abcdef"):
            raise Refused("damaged", DAMAGED)
        return cls(box[0], box[1], height, matrix)

    def at(self, x: float, y: float) -> str:
        """A place of the object in the PDF's points, which count from the lower left corner."""
        a, b, c, d, e, f = self.matrix
        right = self.left + a * x + c * y + e
        down = self.top + b * x + d * y + f
        return f"{right * _POINT:.2f} {(self.height - down) * _POINT:.2f}"


def _path(item: etree._Element, place: _Place) -> Iterator[str]:
    """The straight lines of a path; of a curve only where it ends."""
    filled = item.get("Fill") == "true"
    stroked = item.get("Stroke", "true") == "true"
    for data in _named(item, "AbbreviatedData"):
        words = (data.text or "").split()
        at = 0
        while at < len(words):
            name = words[at]
            if name not in _OPERANDS:
                raise Refused("damaged", DAMAGED)
            numbers = _numbers(" ".join(words[at + 1 : at + 1 + _OPERANDS[name]]))
            if len(numbers) < _OPERANDS[name]:
                raise Refused("damaged", DAMAGED)
            yield f"{place.at(*numbers[-2:])} {_DRAWN.get(name, 'm')}" if numbers else "h"
            at += 1 + _OPERANDS[name]
        if filled or stroked:
            yield ("B" if stroked else "f") if filled else "S"
        else:
            yield "n"


def _text(item: etree._Element, place: _Place, signs: set[str]) -> Iterator[str]:
    """The signs of a text: those that follow each other as print does are one word."""
    size = (_numbers(item.get("Size")) or [0.0])[0]
    stretched = size * abs(place.matrix[3] or place.matrix[1])
    for code in _named(item, "TextCode"):
        text = (code.text or "").strip("\n\r\t")
        x, y = ((_numbers(code.get(name)) or [0.0])[0] for name in ("X", "Y"))
        across, down = _numbers(code.get("DeltaX")), _numbers(code.get("DeltaY"))
        word, begins = "", (x, y)
        for n, sign in enumerate(text):
            word += sign
            reach = size * (_NARROW if sign.isascii() else _WIDE)
            right = across[n] if n < len(across) else reach if not across else across[-1]
            below = down[n] if n < len(down) else 0.0
            x, y = x + right, y + below
            if abs(right - reach) > _NEAR * size or below or n == len(text) - 1:
                yield _shown(word, place.at(*begins), stretched * _POINT)
                word, begins = "", (x, y)
        signs.update(text)


def _shown(word: str, place: str, size: float) -> str:
    codes = word.encode("utf-16-be", "surrogatepass").hex()
    return f"BT /F {size:.2f} Tf 1 0 0 1 {place} Tm <{codes}> Tj ET"


def _pdf(pages: Sequence[_Page]) -> bytes:
    """A PDF of these pages, its letters in a font that has but widths."""
    used = sorted({sign for page in pages for sign in page.signs if ord(sign) < _BASIC})
    named = [f"<{ord(sign):04x}> <{ord(sign):04x}>" for sign in used]
    groups = [named[n : n + 100] for n in range(0, len(named), 100)]
    codes = "\n".join(f"{len(g)} beginbfchar\n" + "\n".join(g) + "\nendbfchar" for g in groups)
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        _FONT,
        _LETTERS,
        _stream(_CODES.format(codes)),
    ]
    for n, page in enumerate(pages):
        box = f"[0 0 {page.width:.2f} {page.height:.2f}]"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Contents {7 + 2 * n} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects.append(_stream(page.drawing))
    out = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return bytes(out) + end.encode("ascii")


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"
