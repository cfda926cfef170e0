"""f4 and f5 from the blocks of a report: cover, title, sections, tables, signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.address import At
from core.forms import FORMS
from core.intake import labels, titles
from core.intake.grid import Cell, Grid, Paragraph
from core.intake.headings import Heading, contents_in, find_headings
from core.intake.money_headings import year_word
from core.intake.recognise import Recognition
from core.intake.report_ends import COVER_END, project_line, seal, stray, take_signature
from core.intake.rows import Column, Columns, Row, rows_of
from core.intake.taking import Taking
from core.source import strange_column
from core.text import clean, squash

_IN_TITLE = "没有另外写明，取自标题"
_LONGEST_LINE = 60
_TITLE_LINES = 4


def take_report(form: Recognition) -> Taking:
    """Take title, cover, sections, tables and signature of a report."""
    taking = Taking(FORMS[form.code])
    paragraphs = [
        line for block in form.body if isinstance(block, Paragraph) for line in _lines(block)
    ]
    contents = contents_in(paragraphs, form.code)
    paragraphs = [line for at, line in enumerate(paragraphs) if at not in contents]
    headings = find_headings(paragraphs, form.code)
    first = headings[0].position if headings else _after_title(paragraphs)
    end = take_signature(taking, paragraphs, headings[-1].position + 1 if headings else first)
    _head(taking, paragraphs[:first], form.code)
    captions = _tables(taking, form.body)
    if headings:
        _sections(taking, paragraphs[:end], headings, captions)
    else:
        _unheaded(taking, [p for p in paragraphs[first:end] if p.index not in captions])
    _whose(taking)
    texts = [value for path, value in taking.values.items() if path.endswith(".text")]
    taking.values["blank"] = not any(texts) and "tables.0.title" not in taking.values
    return taking


def _lines(paragraph: Paragraph) -> list[Paragraph]:
    """A paragraph broken by line breaks, as one paragraph a line."""
    if "\n" not in paragraph.text:
        return [paragraph]
    first, *rest = paragraph.text.split("\n")
    lines = [Paragraph(paragraph.index, text) for text in rest]
    return [Paragraph(paragraph.index, first, paragraph.heading), *lines]


def _head(taking: Taking, paragraphs: Sequence[Paragraph], code: str) -> None:
    """Cover and title; a title with its year wins over the short one under the cover."""
    pending: list[Paragraph] = []
    for paragraph in paragraphs:
        text = squash(paragraph.printed)
        if not text:
            continue
        day = not titles.says_year(text, titled="title" in taking)
        if (
            titles.is_annex(text)
            or COVER_END.match(text)
            or (day and seal(taking, paragraph, "cover"))
        ):
            pending = _beside_title(taking, pending)
            continue
        pending.append(paragraph)
        if titles.is_report_title(paragraph.printed):
            pending = _beside_title(taking, _title(taking, pending))
        elif len(text) > _LONGEST_LINE or text.endswith(("。", "：", ":")):
            pending = _beside_title(taking, pending)
    left = [line for line in pending if not (code == "f5" and project_line(taking, line))]
    _beside_title(taking, left)


def _title(taking: Taking, lines: list[Paragraph]) -> list[Paragraph]:
    """Take the title that the last of these lines ends; returns the lines before it."""
    first = len(lines) - 1
    while first > 0 and len(lines) - first < _TITLE_LINES:
        if titles.year_in(lines[first].printed) is not None:
            break
        first -= 1
    title = "".join(squash(line.printed) for line in lines[first:])
    year = titles.year_in(title)
    if "title" not in taking or year is not None:
        taking.put("title", title, lines[first].source)
    if year is not None:
        taking.put("year", year, lines[first].source)
    return lines[:first]


def _beside_title(taking: Taking, lines: list[Paragraph]) -> list[Paragraph]:
    """The lines of a cover beside its title: the unit's name, the year; all else is unread."""
    for line in lines:
        if _year(taking, line):
            continue
        name = titles.plain_name(line.printed)
        if "cover.unit" not in taking and titles.names_unit(name):
            taking.paragraph("cover.unit", line, name)
        elif squash(str(taking.values.get("cover.unit"))) != squash(name):
            stray(taking, [line])
    return []


def _year(taking: Taking, line: Paragraph) -> bool:
    """A line of the cover that is the year of a title without one, or says it again."""
    year = titles.only_year(line.printed)
    if year is None or taking.values.get("year") not in (None, year):
        return False
    if "year" not in taking:
        taking.put("year", year, line.source)
        if "度" not in line.printed:
            taking.doubt("year", "标题没有写明年度，取自封面上的年份")
    return True


def _sections(
    taking: Taking,
    paragraphs: Sequence[Paragraph],
    headings: Sequence[Heading],
    captions: set[int],
) -> None:
    """The text under each heading, without the captions of its tables."""
    for index, heading in enumerate(headings):
        last = headings[index + 1].position if index + 1 < len(headings) else len(paragraphs)
        path = f"sections.{index}"
        head = paragraphs[heading.position]
        taking.put(f"{path}.no", index + 1, head.source)
        taking.paragraph(f"{path}.heading", head, heading.text)
        body = [heading.rest] if heading.rest else []
        under = paragraphs[heading.position + 1 : last]
        inside = [paragraph for paragraph in under if paragraph.index not in captions]
        body += [paragraph.printed for paragraph in inside if paragraph.printed.strip()]
        text = clean("\n".join(body))
        spoken = next((p for p in inside if p.printed.strip()), None)
        source = head if heading.rest or spoken is None else spoken
        if text:
            taking.put(f"{path}.text", text, source.source)
        else:
            taking.values[f"{path}.text"] = None


def _after_title(paragraphs: Sequence[Paragraph]) -> int:
    """Where the text of a report without headings begins: behind its last title."""
    found = [i for i, p in enumerate(paragraphs) if titles.is_report_title(p.printed)]
    return found[-1] + 1 if found else 0


def _unheaded(taking: Taking, paragraphs: Sequence[Paragraph]) -> None:
    """A report without headings is one section."""
    spoken = [paragraph for paragraph in paragraphs if paragraph.printed.strip()]
    if not spoken:
        return
    taking.values["sections.0.heading"] = None
    text = clean("\n".join(paragraph.printed for paragraph in spoken))
    taking.put("sections.0.text", text, spoken[0].source)
    taking.doubt("sections.0.text", "没有找到各部分的标题")


def _tables(taking: Taking, body: Sequence[Grid | Paragraph]) -> set[int]:
    """Take the tables; returns the paragraphs that are their captions."""
    captions: set[int] = set()
    count = rows = 0
    above: list[Paragraph] = []
    columns: Columns | None = None
    for block in body:
        if isinstance(block, Paragraph):
            if titles.is_continued(block.text):
                captions.add(block.index)
            elif block.text.strip():
                above.append(block)
            continue
        said = [line.printed for line in above[-3:]]
        said += [cell.text for row in rows_of(block)[:2] for cell in row.filled]
        head = _head_of(block)
        if head is None and columns is not None and not above:
            rows = _table_rows(taking, rows_of(block), columns, f"tables.{count - 1}", rows)
            continue
        taking.counts_in(titles.money_units(said))
        columns = None
        if head is None:
            for cell in block.cells:
                taking.orphan(block, cell, "报告中的表格，栏目不认识")
        else:
            columns, rows = _table(taking, block, head, f"tables.{count}")
            captions |= _caption(taking, f"tables.{count}.title", above)
            count += 1
        above = []
    return captions


def _head_of(grid: Grid) -> int | None:
    """The row of a table that is its headings, or None if none of them is known."""
    for row in rows_of(grid):
        names = {labels.find(labels.TABLE_ROW, cell.text) for cell in row.cells}
        if len(names - {None, "label"}) > 1:
            return row.index
    return None


def _caption(taking: Taking, path: str, above: list[Paragraph]) -> set[int]:
    found: set[int] = set()
    for paragraph in reversed(above[-3:]):
        text = paragraph.printed.strip()
        if titles.is_money_unit(text):
            found.add(paragraph.index)
            continue
        short = len(text) <= _LONGEST_LINE and not re.search(r"[。；，]|[:：]$", text)
        if short and not text.startswith(("（", "(")) and path not in taking:
            taking.paragraph(path, paragraph, text)
            found.add(paragraph.index)
        break
    return found


def _table(taking: Taking, grid: Grid, head: int, path: str) -> tuple[Columns, int]:
    """Take a table by the row of its headings; returns its columns and how many rows it has."""
    rows = rows_of(grid)
    taking.values.setdefault(f"{path}.title", None)
    for row in rows[:head]:
        for cell in row.filled:
            if titles.is_money_unit(cell.text):
                taking.wording(grid, cell)
            elif len(row.filled) == 1 and f"{path}.title" not in taking:
                taking.cell(f"{path}.title", grid, cell)
            else:
                taking.orphan(grid, cell, "报告中的表格，栏目不认识")
    columns = _columns(taking, rows[head])
    return columns, _table_rows(taking, rows[head + 1 :], columns, path, 0)


def _table_rows(
    taking: Taking, rows: Sequence[Row], columns: Columns, path: str, count: int
) -> int:
    """Take the rows under the headings, behind the `count` that were there; returns how many."""
    for row in rows:
        if row.filled:
            _table_row(taking, row, columns, f"{path}.rows.{count}")
            count += 1
    return count


def _columns(taking: Taking, row: Row) -> Columns:
    names = [labels.find(labels.TABLE_ROW, cell.text) for cell in row.cells]
    columns = []
    years = [year_word(cell.text) for cell in row.cells]
    latest = max((year for year in years if year is not None), default=0)
    for ordinal, (name, cell) in enumerate(zip(names, row.cells, strict=True)):
        year = years[ordinal]
        if year is not None and (year < 0 or 0 < year < latest):
            name = None  # noqa: PLW2901 what was spent the year before has no field
        if cell.text.strip() and (name or ordinal == 0):
            taking.wording(row.grid, cell)
        elif cell.text.strip():
            taking.heading(row.grid, cell)
        columns.append(Column(name or ("label" if ordinal == 0 else None), cell))
    return Columns(row, tuple(columns))


def _table_row(taking: Taking, row: Row, columns: Columns, path: str) -> None:
    taking.values.setdefault(f"{path}.label", None)
    for column, cell in columns.of(row):
        if cell.row != row.index:
            continue
        if column.name is None or f"{path}.{column.name}" in taking:
            _strange(taking, row, column, cell)
        elif column.name == "label":
            text = clean(cell.text).replace("\n", "").rstrip("：:")
            taking.cell(f"{path}.label", row.grid, cell, text)
        else:
            taking.cell(f"{path}.{column.name}", row.grid, cell)


def _strange(taking: Taking, row: Row, column: Column, cell: Cell) -> None:
    heading = clean(column.heading.text).replace("\n", "")
    taking.orphan(row.grid, cell, strange_column(heading))


def _whose(taking: Taking) -> None:
    """The reporting unit: of the cover, the signature, or the title, and what project it is on."""
    title = taking.values.get("title") or ""
    for path, name in (
        ("cover.unit", taking.values.get("cover.unit")),
        ("signature.unit", taking.values.get("signature.unit")),
        ("title", titles.unit_in(title)),
    ):
        if name:
            taking.put("unit", name, taking.sources[At(path)])
            break
    if taking.form.CODE != "f5" or "project" in taking:
        return
    unit, project = titles.project_in(title, taking.values.get("unit"))
    for path, name in (("unit", unit), ("project", project)):
        if name and path not in taking:
            taking.put(path, name, taking.sources[At("title")])
            taking.doubt(path, _IN_TITLE)
