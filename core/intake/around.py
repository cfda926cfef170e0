"""What stands around a form's rows: title, year, unit, signature line, remarks, loose pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from types import MappingProxyType

from core.address import At
from core.intake import labels, titles
from core.intake.grid import Cell, Grid, Paragraph
from core.intake.marks import heads_indicators
from core.intake.recognise import Recognition
from core.intake.rows import Row
from core.intake.taking import Taking, is_filler
from core.intake.totals import BESIDE, alone
from core.number import read_number
from core.source import Source
from core.text import clean, squash

_SEAL = re.compile(r"[(（]\s*(?:盖|公|签)\s*章\s*[)）]")
HEAD = frozenset({"title", "year", "unit", "project", "authority", "implementer"})
"""What a form may have told before its table begins."""
_NAMES = frozenset({"unit", "authority", "implementer"})
_SHORT_UNIT = re.compile(r"\s*(?:部门|单位)[:：]\s*(\S{1,40})\s*")
_SCORE = "total.score"
_STAGES = frozenset({"fund.initial_budget", "fund.annual_budget", "fund.executed", "fund.rate"})
_AMOUNTS = ("income.", "expenditure.", "total.")
_ALONE = frozenset({"thrift", *labels.MONEY.values(), *labels.SIGN_PATHS.values()})
"""What else may stand apart from its label."""
_ENDS_LABEL = re.compile("[:：]")
_BETWEEN = "；;，,、。 "
"""What parts the pairs of a cell: 一般公共预算：974.89；其他资金：10."""
_SUMS = frozenset({"小计", "合计", "总计", "金额", "总额"})
_LONGEST_LABEL = 24
_ABOUT_MONEY = re.compile(
    r"^[^0-9０-９]*(?:资金|预算|金额|经费|收入|支出|投资|决算|执行)[^0-9０-９]*$"
)
_PARTS = re.compile(r"[\n，；;、]|,(?!\d)")
_AMOUNT_LAST = re.compile(r"(.*?\D)\s*([0-9０-９][0-9０-９,，.．]*\s*(?:[亿万千百]?元)?)\s*")
"""A label with its amount behind it and no colon: 基本支出 861.24万元."""
_LONGEST_PAIR = 240
"""No label with its amount is longer; the time for one grows by the square of its blanks."""
_LEADS = MappingProxyType(
    {"f1": labels.BASIC_LEAD, "f2": labels.OVERALL_LEAD, "f3": labels.PROJECT_LEAD}
)
"""By form, what lines over and under its table may say."""
_OVER_TITLE = "表中没有写明单位，取自标题上方"
_APART = "与栏目名之间隔着空格"
NOT_RIGHT = "不认识的内容"


def set_out(taking: Taking, form: Recognition) -> None:
    """Learn what holds for all of a form: which rows are remarks, and its unit of money.

    The unit is asked of labels alone, not of what indicators say.
    """
    taking.notes = notes_in(form.rows)
    texts = [paragraph.printed for paragraph in form.before]
    for row in form.rows:
        if heads_indicators(row):
            break
        money = [cell for cell in row.filled if "元" in cell.text]
        if money:
            lone = len(row.filled) == 1
            texts += [cell.text for cell in money if lone or _asks(cell)]
            texts += _parted_unit(row)
    taking.counts_in(titles.money_units(texts))


def _parted_unit(row: Row) -> list[str]:
    """The unit of money that stands in a cell behind that of its label: 单位： │ 元."""
    return [
        f"单位：{squash(cell.text)}"
        for label, cell in pairwise(row.filled)
        if cell.text.endswith("元")
        and titles.is_money_unit(f"{label.text.rstrip('：: ')}：{cell.text}")
    ]


def _asks(cell: Cell) -> bool:
    """Whether a cell is a label about money: a known one, or short and without figures."""
    if cell.number:
        return False
    known = bool(labels.spellings(cell.text))
    return known or (
        len(cell.text) <= _LONGEST_LABEL and _ABOUT_MONEY.search(cell.text) is not None
    )


def notes_in(rows: Sequence[Row]) -> frozenset[tuple[int, int]]:
    """The rows that are official remarks: 注：1.… and the numbered ones that follow it."""
    found: set[tuple[int, int]] = set()
    noted = False
    for row in rows:
        if not row.filled:
            continue
        text = row.filled[0].text
        alone = len(row.filled) == 1
        noted = alone and (titles.is_note(text) or (noted and titles.is_note_line(text)))
        if noted:
            found.add((row.grid.index, row.index))
    return frozenset(found)


def take_before(taking: Taking, form: Recognition) -> None:
    """Title, year and unit from the paragraphs over the table."""
    texts = [paragraph.printed for paragraph in form.before]
    lines = titles.find_title(texts)
    if lines is not None:
        first = form.before[lines.start]
        take_title(taking, "".join(texts[index].strip() for index in lines), first.source)
    for index, paragraph in enumerate(form.before):
        text = squash(texts[index])
        named = lines is not None and index in lines
        if not text or named or titles.is_annex(text) or titles.is_money_unit(text):
            continue
        year = titles.only_year(titles.without_money_unit(texts[index]))
        if year is not None and take_year(taking, year, paragraph.source):
            continue
        if titles.is_continued(text) or labels.is_wording(text):
            continue
        if take_line(taking, texts[index], None, None, paragraph):
            continue
        if lines is not None and index < lines.start and titles.names_unit(texts[index]):
            taking.over_title = texts[index].strip(), paragraph.source
            continue
        taking.stray(paragraph, NOT_RIGHT)


def take_after(taking: Taking, form: Recognition) -> None:
    """Signature and remarks from the paragraphs under the table; the unit if no label named it."""
    _over_title(taking)
    noted = False
    for paragraph in form.after:
        text = paragraph.printed
        noted = titles.is_note(text) or (noted and titles.is_note_line(text))
        if noted:
            continue
        if not take_line(taking, paragraph.printed, None, None, paragraph):
            taking.stray(paragraph, NOT_RIGHT)


def _over_title(taking: Taking) -> None:
    """The unit's name over the title, if no label has told another."""
    if taking.over_title is None:
        return
    name, source = taking.over_title
    if taking.form.CODE != "f3" and "unit" not in taking:
        taking.put("unit", name, source)
        taking.doubt("unit", _OVER_TITLE)
    elif all(squash(str(taking.values.get(path))) != squash(name) for path in _NAMES):
        taking.left(source, NOT_RIGHT)


def take_title(taking: Taking, title: str, source: Source) -> None:
    """The title without its annex mark, and the year it names."""
    text = titles.without_annex(clean(title).replace("\n", ""))
    taking.put("title", text.strip(), source)
    year = titles.year_in(title)
    if year is not None and "year" not in taking:
        taking.put("year", year, source)


def take_year(taking: Taking, year: int, source: Source) -> bool:
    """Take the year of a line of its own; False where it is another than the one known."""
    if "year" not in taking:
        taking.put("year", year, source)
    return bool(taking.values["year"] == year)


def take_line(
    taking: Taking, text: str, grid: Grid | None, cell: Cell | None, paragraph: Paragraph | None
) -> bool:
    """`label：value` pairs of unit and signature in a line: of a cell, or a paragraph."""
    found, before = _said_in(taking, text)
    if found and _names_unit(before):
        # An f3 has no field for the unit beside the day.
        _strange(taking, grid, cell, paragraph)
    elif not found or not titles.is_lead(before):
        return False
    for path, raw in found:
        named, day = titles.without_day(_SEAL.sub("", raw).strip())
        named, year = titles.without_year(named)
        value, rest = alone(named.strip()) if path == _SCORE else (named.strip(), "")
        if path in taking and not value:
            continue
        _enter(taking, path, value, grid, cell, paragraph)
        if day:
            _enter(taking, "sign.date", day, grid, cell, paragraph)
        if year is not None and not take_year(taking, year, taking.sources[At(path)]):
            rest = f"{year}年度"
        if rest and At(path) in taking.sources:
            taking.doubt(path, BESIDE.format(rest))
    return True


def _said_in(taking: Taking, text: str) -> tuple[list[tuple[str, str]], str]:
    """The pairs of a line, and what stands before the first of them."""
    said = titles.without_money_unit(text)
    money = taking.form.CODE == "f2" and ("预算" in said or "执行" in said)
    found, before = _money(said) if money else ([], "")
    if not found:
        found, before = labels.pairs(_LEADS[taking.form.CODE], said)
    return (found, before) if found else (_named(taking, said), "")


def _named(taking: Taking, text: str) -> list[tuple[str, str]]:
    """A unit's name behind its label and a blank, 部门名称　青溪县档案馆, or behind 部门：."""
    short = _SHORT_UNIT.fullmatch(text)
    if short is not None and taking.form.CODE != "f3" and titles.names_unit(short[1]):
        return [("unit", short[1])]
    label, *rest = text.strip().split(maxsplit=1)
    path = labels.find(_LEADS[taking.form.CODE], label) if rest else None
    return [(path, rest[0])] if path in _NAMES and titles.names_unit(rest[0]) else []


def _enter(
    taking: Taking,
    path: str,
    value: str,
    grid: Grid | None,
    cell: Cell | None,
    paragraph: Paragraph | None,
) -> None:
    if grid is not None and cell is not None:
        taking.entry(path, grid, cell, value)
    elif paragraph is not None:
        taking.line(path, paragraph, value)


def _strange(
    taking: Taking, grid: Grid | None, cell: Cell | None, paragraph: Paragraph | None
) -> None:
    if grid is not None and cell is not None:
        taking.orphan(grid, cell, NOT_RIGHT)
    elif paragraph is not None:
        taking.stray(paragraph, NOT_RIGHT)


def _money(text: str) -> tuple[list[tuple[str, str]], str]:
    """Stages of the budget in a line; 得分 alone would be that of the whole form."""
    found, before = labels.pairs(labels.FUND_LEAD, text)
    stages = {path for path, _ in found} & _STAGES
    return (found, before) if stages else ([], "")


def _names_unit(before: str) -> bool:
    """Whether what stands before the first label of a line is the unit with a label."""
    found, lead = labels.pairs(labels.UNIT, before)
    return bool(found) and titles.is_lead(lead)


def take_pairs(taking: Taking, row: Row, table: labels.Lookup) -> bool:
    """Labels and values of a row, in one cell or side by side, both to the fields of `table`."""
    taken = False
    used: set[int] = set()
    for cell in row.filled:
        if id(cell) in used:
            continue
        path = labels.find(table, cell.text)
        if path is None and _takes_year(taking, row, cell):
            taken = True
            continue
        if path is not None:
            taken = True
            taking.wording(row.grid, cell)
            value = _value_of(row, cell, path)
            if value is None or _heads_another(path, value, table):
                if path not in taking:
                    taking.put(path, None, row.grid.source(cell))
                continue
            if value.row != row.index or labels.pairs(table, value.text)[0]:
                continue
            used.add(id(value))
            apart = path not in taking and value is not row.right_of(cell)
            taking.entry(path, row.grid, value)
            if apart:
                taking.doubt(path, _APART)
        elif take_inline(taking, row, cell, table):
            taken = True
    return taken


def _heads_another(path: str, cell: Cell, table: labels.Lookup) -> bool:
    """Whether what stands beside a label is the next one, as in 其他资金 │ 小计."""
    summed = path in labels.MONEY.values() and squash(cell.text) in _SUMS
    return summed or labels.find(table, cell.text) is not None


def _takes_year(taking: Taking, row: Row, label: Cell) -> bool:
    """年度 with nothing but a year beside it, before anything of the form but its head."""
    if squash(label.text) not in labels.YEAR or not HEAD.issuperset(taking.values):
        return False
    value = row.right_of(label)
    year = titles.only_year(value.text) if value is not None else None
    if value is None or year is None or not take_year(taking, year, row.grid.source(value)):
        return False
    for cell in (label, value):
        taking.wording(row.grid, cell)
    return True


def _value_of(row: Row, label: Cell, path: str) -> Cell | None:
    """The cell beside a label; a value may stand behind the empty cells of a merge that is lost."""
    value = row.right_of(label)
    if value is None or value.text.strip() or (path not in HEAD and path not in _ALONE):
        return value
    said = next((cell for cell in row.filled if cell.column >= value.end), None)
    if said is None or labels.is_label(said.text) or _ENDS_LABEL.search(said.text):
        return value
    fits = read_number(said.text) is not None if path in labels.MONEY.values() else True
    return said if fits else value


def take_inline(taking: Taking, row: Row, cell: Cell, table: labels.Lookup) -> bool:
    """The pairs inside one cell: 其中：一般公共预算：974.89, one or several."""
    found, before = labels.pairs(table, cell.text)
    if found and _may_lead(before):
        right = _value_of(row, cell, found[0][0]) if len(found) == 1 else row.right_of(cell)
        beside = right is not None and right.row == row.index and _is_value(right, table)
        for path, value in found:
            if right is not None and beside and not value and len(found) == 1:
                apart = path not in taking and right is not row.right_of(cell)
                taking.entry(path, row.grid, right)
                taking.wording(row.grid, cell)
                if apart:
                    taking.doubt(path, _APART)
            else:
                taking.entry(path, row.grid, cell, _alone(path, value, last=value is found[-1][1]))
        return True
    lines = [part for part in _PARTS.split(cell.text) if part.strip()]
    if any(len(line) > _LONGEST_PAIR for line in lines):
        return False
    split = [_AMOUNT_LAST.fullmatch(line) for line in lines]
    named = [labels.find(table, match[1]) if match else None for match in split]
    if not named or None in named:
        return False
    for name, match in zip(named, split, strict=True):
        if name is not None and match is not None:
            taking.entry(name, row.grid, cell, match[2])
    return True


def _alone(path: str, value: str, *, last: bool) -> str:
    """A value without what parts it from the next one, and a name without its seal."""
    if path in _NAMES:
        return _SEAL.sub("", value).strip(_BETWEEN)
    return value if last and not path.startswith(_AMOUNTS) else value.rstrip(_BETWEEN)


def _may_lead(before: str) -> bool:
    folded = re.sub(r"[:：、,，\s]", "", before).removesuffix("其中")
    return (
        not folded
        or labels.is_wording(folded)
        or re.fullmatch(r"[(（]?\d{1,2}[)）.．]?", folded) is not None
    )


def _is_value(cell: Cell, table: labels.Lookup) -> bool:
    return (
        bool(cell.text.strip())
        and labels.find(table, cell.text) is None
        and not labels.pairs(table, cell.text)[0]
        and not labels.is_wording(cell.text)
    )


def orphans(taking: Taking, row: Row, why: str = NOT_RIGHT) -> None:
    """Every cell of the row that nothing has taken is kept as unread."""
    for cell in row.filled:
        if (row.grid.index, cell.row, cell.column) in taking.done:
            continue
        if labels.is_label(cell.text) or is_filler(cell.text):
            taking.wording(row.grid, cell)
        else:
            taking.orphan(row.grid, cell, why)
