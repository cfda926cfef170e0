"""Long runs and many rows take time by their length, not by its square."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.readers import READERS
from core.intake.reading import read_document
from tests.hostile import valid

SECONDS = 4.0
"""Of the processor; with the square of its length each of these takes ten or more."""
TITLE = "部门整体支出绩效自评表"
BLANKS = "\u3000" * 20_000


def grid(*rows: Sequence[str]) -> Document:
    cells = [
        Cell(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line)
    ]
    return Document("docx", (Paragraph(0, TITLE), Grid(0, tuple(cells), len(rows), 2)))


def report(heading: str) -> Document:
    texts = ("部门整体支出绩效自评报告", heading, "二、绩效自评情况", "年初预算432.23万元。")
    return Document("docx", tuple(Paragraph(n, text) for n, text in enumerate(texts)))


LONG = {
    "rows of totals": grid(*[("总分", "1")] * 25_000),
    "blanks in an amount": grid(
        ("预算部门名称", "云岭县测量局"), (f"预算{BLANKS}数", ""), ("年度资金总额", "432.23")
    ),
    "blanks in a line over the table": grid(
        (f"填报单位：云岭县测量局{BLANKS}单位：万元{BLANKS}填报日期：2024年3月1日",),
        ("预算部门名称", "云岭县测量局"),
        ("年度资金总额", "432.23"),
    ),
    "blanks in a heading": report(f"一、{BLANKS}部门基本情况"),
}


@pytest.mark.parametrize("name", LONG)
def test_time_grows_with_the_length(name: str) -> None:
    start = time.process_time()
    read_document(LONG[name])
    assert time.process_time() - start < SECONDS


def test_a_run_of_digits_in_a_pdf() -> None:
    drawn = b"0" * 400_000
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn)
    data = valid.pdf() + valid.pdf_of((stream,))
    start = time.process_time()
    READERS["pdf"](data)
    assert time.process_time() - start < SECONDS
