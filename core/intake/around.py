"""What stands around a form's rows: title, year, unit, signature line, remarks, loose pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.intake import labels, titles
from core.intake.grid import Cell, Grid, Paragraph
from core.intake.recognise import Recognition
from core.intake.rows import Row
from core.intake.taking import Taking, is_filler
from core.source import Source
from core.text import clean, squash

_SEAL = re.compile(r"[(（]\s*(?:盖|公|签)\s*章\s*[)）]")
_HEAD = frozenset({"title", "year", "unit", "project", "authority", "implementer"})
"""What a form may have told before its table begins."""
_NOT_RIGHT = "不认识的内容"


def in_yuan(form: Recognition) -> bool:
    """Whether the form's labels give its money in 元."""
    texts = [paragraph.printed for paragraph in form.before]
    texts += [cell.text for row in form.rows for cell in row.own if not cell.number]
    return titles.in_yuan(texts)


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text that say something."""
    return (line for line in text.split("\n") if line.strip())


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
        year = titles.only_year(text)
        if year is not None:
            _year(taking, year, paragraph.source)
            continue
        if titles.is_continued(text) or _line(taking, texts[index], None, None, paragraph):
            continue
        taking.stray(paragraph, _NOT_RIGHT)


def take_after(taking: Taking, form: Recognition) -> None:
    """Signature and remarks from the paragraphs under the table."""
    for paragraph in form.after:
        if titles.is_note(paragraph.printed):
            continue
        if not _line(taking, paragraph.printed, None, None, paragraph):
            taking.stray(paragraph, _NOT_RIGHT)


def take_title(taking: Taking, title: str, source: Source) -> None:
    """The title without its annex mark, and the year it names."""
    text = titles.without_annex(clean(title).replace("\n", ""))
    taking.put("title", text.strip(), source)
    year = titles.year_in(title)
    if year is not None and "year" not in taking:
        taking.put("year", year, source)


def _year(taking: Taking, year: int, source: Source) -> None:
    if "year" not in taking:
        taking.put("year", year, source)


def take_lone(taking: Taking, row: Row) -> bool:
    """A row that says one thing: title, annex mark, unit line, signature, remark."""
    filled = row.filled
    if len(filled) != 1:
        return False
    cell = filled[0]
    if titles.is_note(cell.text) or titles.is_continued(cell.text):
        taking.wording(row.grid, cell)
        return True
    lines = cell.text.split("\n")
    found = titles.find_title(lines)
    title = "".join(lines[index].strip() for index in found) if found is not None else None
    if title is not None:
        take_title(taking, title, row.grid.source(cell))
    known = title is not None
    for index, line in enumerate(lines):
        if not line.strip() or (found is not None and index in found):
            continue
        year = titles.only_year(line) if _HEAD.issuperset(taking.values) else None
        if year is not None:
            _year(taking, year, row.grid.source(cell))
            known = True
        elif (
            titles.is_annex(line)
            or titles.is_money_unit(line)
            or _line(taking, line, row.grid, cell, None)
        ):
            known = True
        elif title is not None and not titles.is_date_line(line):
            taking.orphan(row.grid, cell, _NOT_RIGHT)
    if known:
        taking.wording(row.grid, cell)
    return known


def _line(
    taking: Taking, text: str, grid: Grid | None, cell: Cell | None, paragraph: Paragraph | None
) -> bool:
    """`label：value` pairs of unit and signature in a line."""
    table = labels.PROJECT_LEAD if taking.form.CODE == "f3" else labels.UNIT_LEAD
    found, before = labels.pairs(table, titles.without_money_unit(text))
    if not found or not titles.is_lead(before):
        return False
    for path, raw in found:
        value = _SEAL.sub("", raw).strip()
        if path in taking and not value:
            continue
        if grid is not None and cell is not None:
            taking.entry(path, grid, cell, value)
        elif paragraph is not None:
            taking.paragraph(path, paragraph, value)
    return True


def take_pairs(taking: Taking, row: Row, table: labels.Lookup) -> bool:
    """Labels and values of a row, in one cell or side by side, both to the fields of `table`."""
    taken = False
    used: set[int] = set()
    for cell in row.filled:
        if id(cell) in used:
            continue
        path = labels.find(table, cell.text)
        if path is not None:
            taken = True
            taking.wording(row.grid, cell)
            value = row.right_of(cell)
            if value is None or labels.find(table, value.text) is not None:
                if path not in taking:
                    taking.put(path, None, row.grid.source(cell))
                continue
            if value.row != row.index or labels.pairs(table, value.text)[0]:
                continue
            used.add(id(value))
            taking.entry(path, row.grid, value)
        elif take_inline(taking, row, cell, table):
            taken = True
    return taken


def take_inline(taking: Taking, row: Row, cell: Cell, table: labels.Lookup) -> bool:
    """The pairs inside one cell: 其中：一般公共预算：974.89, one or several."""
    found, before = labels.pairs(table, cell.text)
    if found and _may_lead(before):
        right = row.right_of(cell)
        beside = right is not None and right.row == row.index and _is_value(right, table)
        for path, value in found:
            if right is not None and beside and not value and len(found) == 1:
                taking.entry(path, row.grid, right)
                taking.wording(row.grid, cell)
            else:
                taking.entry(path, row.grid, cell, value)
        return True
    lines = list(lines_of(cell.text))
    split = [
        re.fullmatch(r"(.*?\D)\s*([0-9０-９][0-9０-９,，.．]*\s*(?:万元|元)?)\s*", x) for x in lines
    ]
    named = [labels.find(table, match[1]) if match else None for match in split]
    if not named or None in named:
        return False
    for name, match in zip(named, split, strict=True):
        if name is not None and match is not None:
            taking.entry(name, row.grid, cell, match[2])
    return True


def _may_lead(before: str) -> bool:
    folded = re.sub(r"[:：、,，\s]", "", before)
    return folded in {"", "其中"} or re.fullmatch(r"[(（]?\d{1,2}[)）.．]?", folded) is not None


def _is_value(cell: Cell, table: labels.Lookup) -> bool:
    return (
        bool(cell.text.strip())
        and labels.find(table, cell.text) is None
        and not labels.pairs(table, cell.text)[0]
        and not labels.is_wording(cell.text)
    )


def orphans(taking: Taking, row: Row, why: str = _NOT_RIGHT) -> None:
    """Every cell of the row that nothing has taken is kept as unread."""
    for cell in row.filled:
        if (row.grid.index, cell.row, cell.column) in taking.done:
            continue
        if labels.is_label(cell.text) or is_filler(cell.text):
            taking.wording(row.grid, cell)
        else:
            taking.orphan(row.grid, cell, why)
