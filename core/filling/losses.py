"""What of a template cannot come into a filled file, told in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.intake.package import Package

_PARTS = (
    ("宏", re.compile(r"vbaProject\.bin$|(?:^|/)macrosheets/|vbaData\.xml$")),
    ("外部链接", re.compile(r"(?:^|/)(?:externalLinks|queryTables)/|(?:^|/)connections\.xml$")),
    ("嵌入对象和控件", re.compile(r"(?:^|/)(?:embeddings|activeX|ctrlProps|controls)/")),
    ("批注", re.compile(r"(?:^|/)comments[^/]*\.xml$")),
)
_OF_EXCEL = (("数据透视表", re.compile(r"(?:^|/)pivotTables/")),)
_OF_WORD = (("图表", re.compile(r"(?:^|/)(?:charts|diagrams)/")),)
_SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|grpSp|cxnSp)[ >]")
_WARNED = (
    ("部分图片", re.compile(r"image", re.IGNORECASE)),
    ("部分条件格式或数据验证", re.compile(r"extension is not supported", re.IGNORECASE)),
    ("形状和文本框", re.compile(r"shapes", re.IGNORECASE)),
)
"""What openpyxl says in English while it leaves something out."""


def losses_in_word(package: Package) -> tuple[str, ...]:
    """What a Word template loses; empty when nothing."""
    return _told(_named(package, (*_PARTS, *_OF_WORD)))


def losses_in_excel(
    package: Package, said: Iterable[str], cleaned: Iterable[str]
) -> tuple[str, ...]:
    """What a workbook loses: by its parts, by what openpyxl said as it was opened, and what was
    taken out of its cells."""
    found = [*_named(package, (*_PARTS, *_OF_EXCEL)), *cleaned]
    found += [name for name, words in _WARNED if any(map(words.search, said))]
    drawings = (name for name in package.names("xl/drawings/") if name.endswith(".xml"))
    if any(_SHAPE.search(package.read(name)) for name in drawings):
        found.append("形状和文本框")
    return _told(found)


def _named(package: Package, kinds: Iterable[tuple[str, re.Pattern[str]]]) -> list[str]:
    names = package.names("")
    return [kind for kind, name in kinds if any(map(name.search, names))]


def _told(found: Iterable[str]) -> tuple[str, ...]:
    words = "、".join(dict.fromkeys(found))
    return (f"模板里的{words}没有带入",) if words else ()
