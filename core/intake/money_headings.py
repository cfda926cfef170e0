"""What headings say of a year: those over money in f1, planned or spent, and all others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from core.intake import labels
from core.intake.grid import Cell
from core.intake.rows import Column, Columns, Row
from core.text import squash

_ONLY_YEAR = re.compile(r"[(（]?(?:(?:19|20)\d\d年?度?|[上本当]年度?)[)）]?")
_HEADING_YEAR = re.compile(r"((?:19|20)\d\d)|(上|本|当)年")
_PAST = re.compile(r"(?:(?:19|20)\d\d年度?|上年度?)(?:完成|支出|实际)?(?:数|额|金额)?")
_MONEY_HEADING = re.compile("决算|预算|支出数|执行数|实际支出|实际数|实际发生|实际执行")
_SPENT = re.compile("决算|执行|实际")
_PART_OF_YEAR = re.compile("季度|半年|[0-9０-９一二三四五六七八九十]月")
_SUM = re.compile(r"\s*(?:[合小总]\s*计|总\s*额|金\s*额)\s*")
_INITIAL = re.compile(r"\s*年初(?:预算)?数?\s*")
_DIGIT = re.compile("[0-9０-９]")
_LONGEST = 40
_ORDER = ("prior_final", "budget", "final")
"""The columns of 经费控制情况 as 附件1 has them."""


@lru_cache(maxsize=8192)
def is_money_heading(text: str) -> bool:
    """Whether a text heads a column of 经费控制情况: 2023年决算数, 上年实际支出, 本年预算."""
    if len(text) > _LONGEST:
        return False
    folded = squash(text)
    if _MONEY_HEADING.search(folded) is None:
        return False
    return "数" in folded or _HEADING_YEAR.search(folded) is not None


@lru_cache(maxsize=8192)
def is_year_heading(text: str) -> bool:
    """Whether a text over headings of money says nothing but their year: 2023年, 上年."""
    return _ONLY_YEAR.fullmatch(squash(text)) is not None


@lru_cache(maxsize=8192)
def is_past_heading(text: str) -> bool:
    """Whether a heading beside those of money only names a year: 上年数, 2023年支出.

    It is that of what was spent last year where no other one is.
    """
    return _PAST.fullmatch(squash(text)) is not None


def money_columns(cells: list[Cell], texts: list[str]) -> dict[int, str]:
    """上年决算数, 本年预算数, 本年决算数 by what each heading says, not by its place.

    Of two that are called alike and name no year, nobody knows which is which.
    """
    years = [year_word(text) for text in texts]
    alike = {text for text, year in zip(texts, years, strict=True) if year is None}
    alike = {text for text in alike if texts.count(text) > 1}
    named = sorted({year for year in years if year is not None and year > 0})
    latest = named[-1] if named else None
    names: dict[int, str] = {}
    # What was planned first is the budget, what it was adjusted to is not.
    for cell, year in sorted(zip(cells, years, strict=True), key=lambda at: "调整" in at[0].text):
        folded = squash(cell.text)
        budget = "预算" in folded and not _SPENT.search(folded)
        prior = year == -1 or (latest is not None and year is not None and 0 < year < latest)
        older = latest is not None and year is not None and 0 < year < latest - 1
        older = older or _PART_OF_YEAR.search(cell.text) is not None
        name = "budget" if budget else "prior_final" if prior else "final"
        unclear = older or (budget and prior) or (year is None and cell.text in alike)
        if not unclear and name not in names.values():
            names[id(cell)] = name
    return names


def slipped_columns(cells: list[Cell], texts: list[str]) -> dict[int, str]:
    """The columns in the order of the form, where both 决算数 bear one year by a slip; else none.

    2023年决算数, 2024年预算数, 2023年决算数 are those of last year, this year, this year.
    """
    alike = len(texts) == len(_ORDER) and squash(texts[0]) == squash(texts[2])
    if not alike or year_word(texts[0]) is None:
        return {}
    budgets = ["预算" in text and not _SPENT.search(text) for text in map(squash, texts)]
    if budgets != [name == "budget" for name in _ORDER]:
        return {}
    return {id(cell): name for cell, name in zip(cells, _ORDER, strict=True)}


def of_this_year(columns: Sequence[Column]) -> list[Column]:
    """Headings of which several say the same of different years: only the latest is this year's.

    2023年完成值 beside 2024年完成值 is that of no field, and so is 上年执行数 beside 全年执行数.
    """
    named = [column.name for column in columns]
    twice = {name for name in named if name is not None and named.count(name) > 1}
    if not twice:
        return list(columns)
    years = {id(c): year_word(c.heading.text) for c in columns if c.name in twice}
    found = []
    for column in columns:
        year = years.get(id(column))
        others = [years[id(c)] for c in columns if c.name in twice and c.name == column.name]
        past = year == -1 and set(others) != {-1}
        older = year is not None and year > 0 and year < max(other or 0 for other in others)
        found.append(replace(column, name=None) if past or older else column)
    return found


def parted(columns: Columns, row: Row) -> tuple[Column, ...]:
    """The columns under headings that a second row parts, 财政拨款 │ 其他 │ 合计: the sum counts.

    Of a budget in 年初 │ 调整后 the initial one does.

    None where the row is no such one: words under the headings and nowhere else.
    """
    first = columns.columns[0].heading
    words = row.filled
    if len(words) <= 1 or words[0].column < first.column:
        return ()
    if any(labels.find(labels.ITEM, cell.text) or _DIGIT.search(cell.text) for cell in words):
        return ()
    owners = [
        [column for column in columns.columns if column.heading.column <= cell.column][-1]
        for cell in words
    ]
    shared = [owner for owner in owners if owners.count(owner) > 1]
    found = [column for column in columns.columns if column not in shared]
    for owner, cell in zip(owners, words, strict=True):
        if owner in shared:
            parts = [part for whose, part in zip(owners, words, strict=True) if whose is owner]
            found.append(replace(owner, heading=cell, name=_counted(owner, cell, parts)))
    if not shared:
        return ()
    return tuple(sorted(found, key=lambda column: column.heading.column))


def _counted(owner: Column, part: Cell, parts: Sequence[Cell]) -> str | None:
    """The owner's name where a part stands for all of it: the sum, of a budget the initial one."""
    sums = any(_SUM.fullmatch(cell.text) for cell in parts)
    counts = _INITIAL if owner.name == "budget" and not sums else _SUM
    return owner.name if counts.fullmatch(part.text) else None


def is_other_year(text: str, year: int | None) -> bool:
    """Whether the name of a row names another year than that of its form."""
    said = year_word(text)
    return said == -1 or (bool(said) and year is not None and said != year)


@lru_cache(maxsize=8192)
def year_word(text: str) -> int | None:
    """The year of a heading: its number, -1 for 上年, 0 for 本年, None where it says nothing."""
    found = _HEADING_YEAR.search(squash(text))
    if found is None:
        return None
    return int(found[1]) if found[1] else (-1 if found[2] == "上" else 0)
