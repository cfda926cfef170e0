"""Values that are easily lost on paper come back as they were, in Word and in Excel."""

import dataclasses
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.address import At
from core.forms import BasicData, Overall, Project
from core.forms.papers import paper_of
from core.forms.project import ProjectFund
from core.forms.report import Section
from core.intake.reading import read_file
from core.schema.form import Form, get, leaves, put
from core.source import Unread
from core.submission import Filled
from tests.core.strategies import records
from tests.core.writers import made
from tests.core.writers.test_round_trip import (
    GENERATE,
    Writer,
    narrow_basic,
    narrow_overall,
    narrow_project,
    writer,
)

__all__ = ["writer"]
TEXTS = (
    "=SUM(A1:A2)", "+1 次", "-3", "@某", "'=1+1", "=", "-", "1e5", "007", "3/4", "2024-01-02",
    "ＩＴ系统　２期（含Ａ、Ｂ）", "≥９５％", "第一行\n\n第三行", "　缩进在行内　的空格", "5'30\"",
    "a<b>&c;", "㎡ ㏊ ≧ ① Ⅳ 𠮷", "%", "TRUE", "#N/A", "长" * 3000,
)  # fmt: skip
NUMBERS = ("0", "0.00", "-12.3456", "9.20", "123456789012.34", "0.0001", "1000000000", "-0.5")
UNREADABLE = ("约200", "见附件3", "10左右", "12..3", "三千余", "一百二", "超100%", "元旦前")


def back(filled: Filled, writer: Writer, folder: Path) -> Filled:
    path = folder / f"form.{writer[0]}"
    writer[1]([filled], path)
    return next(form.filled for form in read_file(path).forms if form.filled.code == filled.code)


def same(value: Decimal | None, figure: str, writer: Writer) -> bool:
    """Word keeps the noughts behind a figure; in a workbook 9.20 is the number 9.2."""
    return str(value) == figure if writer[0] == "docx" else value == Decimal(figure)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_what_it_is(text: str, writer: Writer, tmp_path: Path) -> None:
    row = dataclasses.replace(
        made.INDICATORS[0], target=text.strip(), actual=text.strip(), deviation=text.strip()
    )
    record = dataclasses.replace(made.OVERALL, indicators=(row,))
    found = back(Filled("f2", record), writer, tmp_path)
    assert not found.unread
    assert isinstance(found.record, Overall)
    assert found.record.indicators == (row,)


@pytest.mark.parametrize("text", [text for text in TEXTS if "\n\n" not in text])
def test_a_report_s_text_stays_what_it_is(text: str, writer: Writer, tmp_path: Path) -> None:
    first = Section(
        no=1, heading="一、部门（单位）基本情况", text=f"职能：\n{text.strip()}\n如上。"
    )
    record = dataclasses.replace(made.REPORT, sections=(first, *made.SECTIONS[1:]))
    found = back(Filled("f4", record), writer, tmp_path)
    assert found.record == record


@pytest.mark.parametrize("figure", NUMBERS)
def test_a_number_keeps_its_digits(figure: str, writer: Writer, tmp_path: Path) -> None:
    value = Decimal(figure)
    funds = (
        ProjectFund(row="total", initial_budget=value, annual_budget=value, executed=value),
        *made.PROJECT.funds[1:],
    )
    found = back(Filled("f3", dataclasses.replace(made.PROJECT, funds=funds)), writer, tmp_path)
    assert isinstance(found.record, Project)
    said = found.record.funds[0]
    for each in (said.initial_budget, said.annual_budget, said.executed):
        assert same(each, figure, writer)
    line = dataclasses.replace(made.BASIC.lines[0], prior_final=value, budget=value, final=value)
    basic = dataclasses.replace(made.BASIC, lines=(line, *made.BASIC.lines[1:]))
    again = back(Filled("f1", basic), writer, tmp_path).record
    assert isinstance(again, BasicData)
    assert same(again.lines[0].final, figure, writer)


@pytest.mark.parametrize("rate", ["0", "100", "90.1", "100.00", "250.5", "0.01"])
def test_a_rate_keeps_its_decimals(rate: str, writer: Writer, tmp_path: Path) -> None:
    fund = dataclasses.replace(made.OVERALL.fund, rate=Decimal(rate))
    record = dataclasses.replace(made.OVERALL, fund=fund)
    found = back(Filled("f2", record), writer, tmp_path).record
    assert isinstance(found, Overall)
    assert same(found.fund.rate, rate, writer)


def slots(record: Form) -> list[At]:
    """The places of figures that have a cell of their own."""
    return [
        at
        for at, spec, _ in leaves(record)
        if spec.kind is not None
        and spec.kind.numeric
        and (cell := paper_of(record).cell_of(at)) is not None
        and cell.parts == (at,)
        and at.path.partition(".")[0] not in {"buildings", "total"}
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "narrow"),
    [(BasicData, narrow_basic), (Overall, narrow_overall), (Project, narrow_project)],
    ids=["f1", "f2", "f3"],
)
def test_what_was_not_read_comes_back_unread(
    form: type[Form], narrow: Any, writer: Writer, tmp_path: Path
) -> None:
    """Text in the place of a figure is printed there, and read there again as it stands."""

    @given(records(form).map(narrow), st.data())
    @settings(max_examples=10, deadline=None, phases=GENERATE)
    def holds(record: Form, data: st.DataObject) -> None:
        places = data.draw(st.sets(st.sampled_from(slots(record)), min_size=1, max_size=3))
        texts = {at: data.draw(st.sampled_from(UNREADABLE)) for at in places}
        for at in texts:
            record = put(record, at, None)
        filled = Filled(record.CODE, record, unread={at: Unread(t, "") for at, t in texts.items()})
        found = back(filled, writer, tmp_path)
        assert {at: found.text(at) for at in texts} == texts
        for at, _, value in leaves(record):
            if at not in texts and value is not None and at.path != "blank":
                assert get(found.record, at) == value, at

    holds()
