"""Two figures in a cell, several figures a row, two columns of labels: taken, or told of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.address import At
from core.forms import BasicData, Overall, Project
from core.intake.extract import ReadForm
from core.intake.readers import READERS
from core.intake.reading import read_document
from tests import variants as v
from tests.variants import BASIC, OVERALL, PROJECT, C

D = Decimal
JOINED = v.Layout(columns=("level1", "level2", "level3", "target", "actual", "weight", "deviation"))


def read(blocks: list[v.Block], kind: str = "docx") -> ReadForm:
    data = v.docx(blocks) if kind == "docx" else v.xlsx({"表": blocks}, merged=kind == "xlsx")
    (form,) = read_document(READERS["docx" if kind == "docx" else "xlsx"](data)).forms
    return form


def joined(heading: str, order: tuple[str, str]) -> list[v.Block]:
    """The form with weight and score in one column of this heading."""
    layout = replace(JOINED, labels={"weight": heading})
    title, table, *tail = v.overall(OVERALL, layout)
    assert isinstance(table, list)
    for item, row in zip(OVERALL.indicators, table[11:], strict=False):
        row[-2] = C("/".join(str(getattr(item, name)) for name in order))
    total = "/".join(str(getattr(OVERALL.total, name)) for name in order)
    table[-1] = [C("总分", 6), C(total), C("")]
    return [title, table, *tail]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "unmerged"])
@pytest.mark.parametrize(
    ("heading", "order"),
    [("分值/得分", ("weight", "score")), ("得分/分值", ("score", "weight")),
     ("分值及得分", ("weight", "score"))],
)  # fmt: skip
def test_weight_and_score_in_one_column(heading: str, order: tuple[str, str], kind: str) -> None:
    form = read(joined(heading, order), kind)
    assert form.filled.record == OVERALL
    for name in order:
        assert form.filled.sources[At(f"indicators.0.{name}")].doubt


def test_one_figure_where_two_should_be_is_unread() -> None:
    blocks = joined("分值/得分", ("weight", "score"))
    table = blocks[1]
    assert isinstance(table, list)
    table[12][-2] = C("10")
    form = read(blocks)
    record = form.filled.record
    assert isinstance(record, Overall)
    assert record.indicators[1].score is None
    assert [unread.text for unread in form.filled.unread.values()] == ["10"]


def with_sources(*rows: tuple[str, str, str, str]) -> list[v.Block]:
    """The form with its sources of money as rows under the headings of funds."""
    title, table, *tail = v.overall(OVERALL)
    assert isinstance(table, list)
    table[1][0] = C("年度预算申请（万元）", rows=2 + len(rows))
    lines: v.Table = [[C(name, 2), C(a), C(b), C(c), C(""), C(""), C("")] for name, a, b, c in rows]
    return [title, [*table[:3], *lines, *table[8:]], *tail]


def test_a_source_of_money_takes_what_was_spent() -> None:
    form = read(with_sources(
        ("其中：一般公共预算", "318.40", "342.16", "330.07"), ("其他资金", "0", "10", "10"),
    ))  # fmt: skip
    record = form.filled.record
    assert isinstance(record, Overall)
    assert (record.income.general_public, record.income.other) == (D("330.07"), D("10"))
    assert form.filled.sources[At("income.general_public")].doubt
    assert {u.text for u in form.filled.unread.values()} == {"318.40", "342.16", "0", "10"}


def test_or_the_budget_where_nothing_was_spent() -> None:
    record = read(with_sources(("一般公共预算", "318.40", "342.16", ""))).filled.record
    assert isinstance(record, Overall)
    assert record.income.general_public == D("342.16")


def test_rows_of_money_that_the_form_does_not_have() -> None:
    title, table, *tail = v.project(PROJECT)
    assert isinstance(table, list)
    table[2][0] = C("项目资金（万元）", rows=7)
    strange: v.Table = [
        [C(name, 2), C("20"), C("20"), C("20"), C("/"), C("/"), C("/")]
        for name in ("中央资金", "省级资金")
    ]
    form = read([title, [*table[:5], *strange, *table[5:]], *tail])
    record = form.filled.record
    assert isinstance(record, Project)
    assert record.funds == PROJECT.funds
    assert {"中央资金", "省级资金", "20"} <= {u.text for u in form.filled.unread.values()}
    assert any("省级资金" in u.why for u in form.filled.unread.values() if u.text == "20")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "unmerged"])
def test_numbers_before_the_labels(kind: str) -> None:
    title, table, *tail = v.basic(BASIC)
    assert isinstance(table, list)
    ends = next(i for i, row in enumerate(table) if str(row[0].text).startswith("楼堂馆所"))
    wide: v.Table = []
    numbers = ("一", "1.1", "（一）", "2", "3、")
    for index, row in enumerate(table):
        first = row[0]
        if index == 2:
            wide.append([C("序号"), C("项目"), *row[1:]])
        elif 2 < index < ends:
            wide.append([C(numbers[index % 5]), first, *row[1:]])
        elif first.rows > 1 or index >= ends:
            wide.append([C(first.text, 2, first.rows), *row[1:]] if index != ends + 1 else row)
        else:
            wide.append(row)
    form = read([title, wide, *tail], kind)
    record = form.filled.record
    assert isinstance(record, BasicData)
    assert record.lines == BASIC.lines
    assert record == BASIC
