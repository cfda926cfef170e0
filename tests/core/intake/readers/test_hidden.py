"""What stands in hidden rows and columns is read and marked; hidden sheets are left out."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest

from core.intake.grid import Grid
from core.intake.readers import READERS
from core.intake.readers.workbook import HIDDEN
from tests.core.intake.readers.flat_files import excel
from tests.core.intake.readers.xlsb_files import book, record, sheet
from tests.hostile.valid import open_document, open_table

ROWS = (("甲", "乙"), ("丙", "丁"))
ROW, COLUMN = "row", "column"


def ods(hidden: str) -> bytes:
    table = open_table(ROWS)
    if hidden == ROW:
        first, _, rest = table.rpartition("<table:table-row>")
        return spreadsheet(f'{first}<table:table-row table:visibility="filter">{rest}')
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    return spreadsheet(table.replace("<table:table-row>", f"{columns}<table:table-row>", 1))


def spreadsheet(body: str) -> bytes:
    return open_document("spreadsheet", body)


def xlsb(hidden: str) -> bytes:
    content = sheet(ROWS)
    if hidden == ROW:
        head = struct.pack("<I", 1)
        marked = head + bytes(7) + b"\x10" + bytes(5)
        return book({"表": content.replace(record(0, head + bytes(13)), record(0, marked))})
    columns = record(60, struct.pack("<4IH", 1, 1, 0, 0, 1))
    return book({"表": content.replace(record(145), columns + record(145))})


def xml(hidden: str) -> bytes:
    lines = [
        "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row)
        for row in ROWS
    ]
    if hidden == ROW:
        return excel(f'<Row>{lines[0]}</Row><Row ss:Hidden="1">{lines[1]}</Row>')
    columns = '<Column ss:Index="2" ss:Hidden="1"/>'
    return excel(f"{columns}<Row>{lines[0]}</Row><Row>{lines[1]}</Row>")


@pytest.mark.parametrize("hidden", [ROW, COLUMN])
@pytest.mark.parametrize("made", [ods, xlsb, xml])
def test_the_hidden_is_read_with_a_note(made: Callable[[str], bytes], hidden: str) -> None:
    (grid,) = READERS[made.__name__](made(hidden)).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["甲", "乙", "丙", "丁"]
    marked = [cell.text for cell in grid.cells if cell.note == HIDDEN]
    assert marked == (["丙", "丁"] if hidden == ROW else ["乙", "丁"])


@pytest.mark.parametrize("shown", ["true", "false"])
def test_a_hidden_sheet_of_ods_is_left_out(shown: str) -> None:
    looks = (
        '<style:style style:name="ta2" style:family="table">'
        f'<style:table-properties table:display="{shown}"/></style:style>'
    )
    second = open_table().replace("<table:table ", '<table:table table:style-name="ta2" ')
    blocks = READERS["ods"](spreadsheet(looks + open_table(ROWS) + second)).blocks
    assert len(blocks) == (2 if shown == "true" else 1)


@pytest.mark.parametrize("number", ["²", "", "-1", "9" * 5000])
def test_numbers_that_are_none(number: str) -> None:
    cells = f'<table:table-cell table:number-columns-spanned="{number}">'
    body = open_table(ROWS).replace("<table:table-cell>", cells)
    assert len(READERS["ods"](spreadsheet(body)).blocks) == 1
    page = f'<table><tr><td colspan="{number}">甲</td><td>乙</td></tr></table>'
    assert len(READERS["html"](page.encode()).blocks) == 1
