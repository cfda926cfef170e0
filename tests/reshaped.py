"""What becomes of forms on their way: other counties' headings, programs that lose merges, sheets
with more on them than one form; and how far what was read is from what was written.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from core.address import At
from core.forms import BasicData, Overall, Project
from core.intake.account import account
from core.intake.extract import ReadForm, extract
from core.intake.grid import Document
from core.intake.readers import READERS
from core.intake.recognise import recognise
from core.schema.form import leaves
from core.text import squash
from tests import variants as v
from tests.variants import Block, C, Table

Record = BasicData | Overall | Project
SHEET = "xl/worksheets/sheet1.xml"
OFFICIAL = v.Layout()
_WORDS = frozenset({"title", "blank"})


# How far what was read is from what was written


@dataclass(frozen=True, slots=True)
class Judged:
    """Places by what became of them: `silent` are wrong without a word, `lost` nowhere at all,
    `doubtful` are marked, `unread` kept as text."""

    silent: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def judged(form: ReadForm, wanted: Record) -> Judged:
    """Every place of a form weighed against the record that was written; blanks do not count."""
    got = {at.path: value for at, _, value in leaves(form.filled.record)}
    want = {at.path: value for at, _, value in leaves(wanted)}
    kept = "\n".join(squash(item.text) for item in form.filled.unread.values())
    found: dict[str, list[str]] = {"silent": [], "lost": [], "doubtful": [], "unread": []}
    for path in sorted({*got, *want} - _WORDS):
        here, there = got.get(path), want.get(path)
        source = form.filled.sources.get(At(path))
        if source is not None and source.doubt and there is not None:
            found["doubtful"].append(path)
        elif here == there or (here is not None and squash(str(here)) == squash(str(there))):
            continue
        elif here is not None:
            found["silent"].append(path)
        else:
            told = At(path) in form.filled.unread or squash(str(there)) in kept
            found["unread" if told else "lost"].append(path)
    return Judged(*(tuple(paths) for paths in found.values()))


def forms_in(data: bytes, kind: str) -> list[ReadForm]:
    """The forms of a file, each with all its cells accounted for."""
    return forms_of(READERS[kind](data))


def forms_of(document: Document) -> list[ReadForm]:
    """The forms of a document, each with all its cells accounted for."""
    found = []
    for recognition in recognise(document):
        form = extract(document, recognition)
        assert account(recognition, form.filled) == ()
        found.append(form)
    return found


# Blocks


def written(record: Record, layout: v.Layout = OFFICIAL) -> tuple[str, Table, list[Block]]:
    """A record in a layout as title, table and what stands below."""
    if isinstance(record, BasicData):
        title, table, *tail = v.basic(record, layout)
    elif isinstance(record, Overall):
        title, table, *tail = v.overall(record, layout)
    else:
        title, table, *tail = v.project(record, layout)
    assert isinstance(title, str)
    assert isinstance(table, list)
    return title, table, tail


def respelt(blocks: Sequence[Block], change: Callable[[str], str]) -> list[Block]:
    """The blocks with the text of every cell changed."""

    def cell(item: C) -> C:
        return replace(item, text=change(item.text)) if isinstance(item.text, str) else item

    return [
        block if isinstance(block, str) else [[cell(item) for item in row] for row in block]
        for block in blocks
    ]


def heading_at(table: Table) -> int:
    """The row of 一级指标, 二级指标, 三级指标."""
    return next(
        index for index, row in enumerate(table) if any(cell.text == "三级指标" for cell in row)
    )


def two_row_head(record: Overall | Project) -> list[Block]:
    """年度指标值 over 指标性质, 指标值, 度量单位; the headings behind it are two rows high."""
    title, table, tail = written(record, v.Layout(split_target=True, lead=False))
    at = heading_at(table)
    tall = [C(text, rows=2) for text in ("实际完成值", "分值", "得分", "偏差原因分析及改进措施")]
    upper = [C("绩效指标", 3), C("年度指标值", 3), *tall]
    names = ("一级\n指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位")
    lower = [C(text) for text in names]
    return [title, [*table[:at], upper, lower, *table[at + 1 :]], *tail]


def with_points_of_levels(record: Overall) -> list[Block]:
    """分值 behind 一级指标 and again behind the indicators."""
    title, table, tail = written(record, v.Layout(points=""))
    at = heading_at(table)
    points = {item.level1: str(item.level1_weight) for item in record.indicators}
    made: Table = []
    for index, row in enumerate(table):
        cells = list(row)
        first = str(cells[0].text)
        if index == at:
            cells.insert(2, C("分值"))
        elif index > at and first in points:
            cells.insert(1, C(points[first], rows=cells[0].rows))
        elif first == "总分":
            cells[0] = replace(cells[0], columns=cells[0].columns + 1)
        elif index < at:
            cells[-1] = replace(cells[-1], columns=cells[-1].columns + 1)
        made.append(cells)
    return [title, made, *tail]


def numbered(record: Overall | Project) -> list[Block]:
    """序号 before the indicators."""
    title, table, tail = written(record, v.Layout(lead=False))
    at = heading_at(table)
    made: Table = []
    for index, row in enumerate(table):
        cells = list(row)
        if index == at:
            cells = [C("序号"), *cells]
        elif index > at and cells[0].text != "总分":
            cells = [C(str(index - at)), *cells]
        else:
            cells[-1] = replace(cells[-1], columns=cells[-1].columns + 1)
        made.append(cells)
    return [title, made, *tail]


# Files


def edited(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()) if name == part else text)
    return out.getvalue()


def shifted(data: bytes, down: int, right: int) -> bytes:
    """The workbook with empty rows over its first sheet and empty columns before it."""

    def spot(letter: str, number: str) -> str:
        return f"{chr(ord(letter) + right)}{int(number) + down}"

    def change(xml: str) -> str:
        xml = re.sub(r'<c r="([A-Z])(\d+)"', lambda m: f'<c r="{spot(m[1], m[2])}"', xml)
        xml = re.sub(r'<row r="(\d+)"', lambda m: f'<row r="{int(m[1]) + down}"', xml)
        ranges = r'ref="([A-Z])(\d+):([A-Z])(\d+)"'
        return re.sub(ranges, lambda m: f'ref="{spot(m[1], m[2])}:{spot(m[3], m[4])}"', xml)

    return edited(data, SHEET, change)


def beside(left: Sequence[Block], right: Sequence[Block], gap: int, *, merged: bool) -> bytes:
    """A workbook with one form to the right of another."""
    first = v.xlsx({"表": left}, merged=merged)
    width = max(sum(c.columns for c in row) for b in left if not isinstance(b, str) for row in b)
    second = shifted(v.xlsx({"表": right}, merged=merged), 0, width + gap)
    with zipfile.ZipFile(io.BytesIO(second)) as package:
        other = package.read(SHEET).decode()
    rows = dict(re.findall(r'(?s)<row r="(\d+)">(.*?)</row>', other))
    ranges = re.findall(r"<mergeCell .*?/>", other)

    def change(xml: str) -> str:
        def row(found: re.Match[str]) -> str:
            return f'<row r="{found[1]}">{found[2]}{rows.pop(found[1], "")}</row>'

        xml = re.sub(r'(?s)<row r="(\d+)">(.*?)</row>', row, xml)
        rest = "".join(f'<row r="{number}">{cells}</row>' for number, cells in rows.items())
        xml = xml.replace("</sheetData>", f"{rest}</sheetData>")
        return xml.replace("</mergeCells>", "".join(ranges) + "</mergeCells>")

    return edited(first, SHEET, change)


def as_tabs(blocks: Sequence[Block]) -> bytes:
    """A Word file whose table was turned into text: a line a row, a tab between two cells."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        hanging: dict[int, tuple[int, int]] = {}
        for row in block:
            cells, column, parts = list(row), 0, list[str]()
            while cells or column in hanging:
                if column in hanging:
                    left, columns = hanging.pop(column)
                    parts.append("")
                    if left > 1:
                        hanging[column] = (left - 1, columns)
                    column += columns
                    continue
                cell = cells.pop(0)
                parts.append(str(cell.text).replace("\n", ""))
                if cell.rows > 1:
                    hanging[column] = (cell.rows - 1, cell.columns)
                column += cell.columns
            lines.append("\t".join(parts))
    return v.docx_xml("".join(map(_tabbed, lines)))


def _tabbed(line: str) -> str:
    texts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t"))
    return f"<w:p><w:r>{'<w:tab/>'.join(texts)}</w:r></w:p>"


def in_text_box(body: str) -> bytes:
    """A Word file whose body stands in a text box."""
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    end = "</w:txbxContent></v:textbox></v:shape>"
    return v.docx_xml(f"<w:p><w:r><w:pict>{shape}{body}{end}</w:pict></w:r></w:p>")
