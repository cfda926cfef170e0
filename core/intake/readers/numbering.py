"""Automatic numbers of Word paragraphs, as they are printed: 一、 (二) 3."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from core.intake.package import Package, whole

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = _W + "val"
_DIGITS = "〇一二三四五六七八九"
_DEEPEST = 20
_CIRCLES, _LETTERS, _HUNDRED = 20, 26, 100
_USED_STYLE = re.compile(rb'<w:pStyle w:val="([^"]+)"')
_STYLE_NUMBER = re.compile(rb'<w:numId w:val="(\d+)"')
_STYLE_LEVEL = re.compile(rb'<w:ilvl w:val="(\d{1,9})"')
_STYLE_PARENT = re.compile(rb'<w:basedOn w:val="([^"]+)"')
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how its figures are written, the wording around them, the first one."""

    format: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts the automatic numbers of one document, paragraph by paragraph."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, paragraph: etree._Element) -> str | None:
        """The number that is printed before this paragraph, or None; counts it."""
        place = self._place(paragraph) if self.lists else None
        return self.count(*place) if place is not None else None

    def count(self, number: str, level: int) -> str | None:
        """Count one on in a list at a level and give what is printed, or None."""
        abstract = self.lists.get(number)
        found = self.levels.get(abstract, {}) if abstract else {}
        if abstract is None or level not in found:
            return None
        counts = self.counts.setdefault(abstract, {})
        fresh = self.starts.get((number, level))
        if fresh is not None and (number, level) not in self.begun:
            counts[level] = fresh
        else:
            counts[level] = counts.get(level, found[level].start - 1) + 1
        self.begun.add((number, level))
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return _printed(found, counts, level)

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(_W + "pPr")
        if properties is None:
            return None
        style = properties.find(_W + "pStyle")
        inherited = self.styles.get(style.get(_VAL, "")) if style is not None else None
        own = properties.find(_W + "numPr")
        return _numbered(own, inherited) if own is not None else inherited


def _numbered(own: etree._Element, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    number, level = own.find(_W + "numId"), own.find(_W + "ilvl")
    value = number.get(_VAL, "") if number is not None else inherited[0] if inherited else ""
    if value in {"", "0"}:
        return None
    depth = level.get(_VAL, "0") if level is not None else str(inherited[1] if inherited else 0)
    return value, whole(depth, 0)


def _printed(levels: dict[int, Level], counts: dict[int, int], level: int) -> str | None:
    own = levels[level]
    if own.format in {"bullet", "none"}:
        return None

    def shown(match: re.Match[str]) -> str:
        depth = int(match.group(1)) - 1
        at = levels.get(depth)
        count = counts.get(depth, at.start if at else 1)
        return _figure(count, at.format if at else "decimal")

    return _PLACE.sub(shown, own.text) or None


def _figure(count: int, style: str) -> str:
    if style in {"chineseCounting", "chineseCountingThousand", "japaneseCounting",
                 "ideographDigital", "taiwaneseCountingThousand", "taiwaneseCounting"}:  # fmt: skip
        return chinese(count)
    if (
        style in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
        and 1 <= count <= _CIRCLES
    ):
        return chr(0x245F + count)
    if style in {"lowerLetter", "upperLetter"} and 1 <= count <= _LETTERS:
        return chr((97 if style == "lowerLetter" else 65) + count - 1)
    if style in {"lowerRoman", "upperRoman"}:
        roman = _roman(count)
        return roman if style == "upperRoman" else roman.lower()
    return str(count)


def chinese(count: int) -> str:
    """A small number in Chinese figures: 12 → 十二."""
    if not 0 < count < _HUNDRED:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _roman(count: int) -> str:
    out = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while count >= value and len(out) < _DEEPEST:
            out, count = out + sign, count - value
    return out


def load_numbering(package: Package, main: str, raw: bytes) -> Numbering:
    """The list definitions of a document (`raw` is its XML); an empty counter if it has none."""
    parts = {kind: path for kind, path in package.related(main).values() if path in package}
    if "numbering" not in parts:
        return Numbering()
    used = set(_USED_STYLE.findall(raw))
    styled = package.read(parts["styles"]) if used and "styles" in parts else b""
    styles = _styles(styled, used)
    if b":numPr" not in raw and not styles:
        return Numbering()
    found = Numbering(styles=styles)
    root = package.xml(parts["numbering"])
    for item in root.iter(_W + "abstractNum"):
        found.levels[item.get(_W + "abstractNumId", "")] = dict(map(_level, item.iter(_W + "lvl")))
    for item in root.iter(_W + "num"):
        abstract = item.find(_W + "abstractNumId")
        number = item.get(_W + "numId", "")
        found.lists[number] = abstract.get(_VAL, "") if abstract is not None else ""
        for override in item.iter(_W + "lvlOverride"):
            start = override.find(_W + "startOverride")
            if start is not None:
                level = whole(override.get(_W + "ilvl"), 0)
                found.starts[number, level] = whole(start.get(_VAL), 1)
    return found


def _level(item: etree._Element) -> tuple[int, Level]:
    def value(name: str, default: str) -> str:
        mark = item.find(_W + name)
        return mark.get(_VAL, default) if mark is not None else default

    start = value("start", "1")
    level = Level(value("numFmt", "decimal"), value("lvlText", ""), whole(start, 1))
    return whole(item.get(_W + "ilvl"), 0), level


def _styles(raw: bytes, used: set[bytes]) -> dict[str, tuple[str, int]]:
    """Numbering that the used paragraph styles bring along, by style id, basedOn followed.

    Styles are looked up in the bytes: their part is often ten times as long as the document.
    """
    if b":numPr" not in raw:
        return {}
    found = {}
    for name in used:
        here: bytes | None = name
        for _ in range(_DEEPEST):
            at = raw.find(b'w:styleId="%s"' % here) if here else -1
            if at < 0:
                break
            style = raw[at : raw.find(b"</w:style>", at)]
            number, level = _STYLE_NUMBER.search(style), _STYLE_LEVEL.search(style)
            if number is not None:
                if number[1] != b"0":
                    place = number[1].decode(), int(level[1]) if level else 0
                    found[name.decode("utf-8", "replace")] = place
                break
            parent = _STYLE_PARENT.search(style)
            here = parent[1] if parent else None
    return found
