"""Reports as other counties write them: contents before the text, other numbers, own tables."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from core.forms.report import OVERALL_SECTIONS, OverallReport
from core.intake import titles
from core.intake.readers import READERS
from core.intake.reading import Contents, read_document
from tests import variants as v
from tests.variants import UNIT, Block, C, Table

D = Decimal
TITLE = "2024年度部门整体支出绩效自评报告"
NUMBERS = "一二三四五六七八九十"
HEADINGS = [f"{n}、{name}" for n, name in zip(NUMBERS, OVERALL_SECTIONS, strict=True)]
END = [UNIT, "2025年4月8日"]


def body(spelt: Callable[[str], str] = str) -> list[Block]:
    return [
        text for line in HEADINGS for text in (spelt(line), "正文，支出12.5万元。", "（一）小节")
    ]


def read(*blocks: Block) -> Contents:
    return read_document(READERS["docx"](v.docx(blocks)))


def report(contents: Contents) -> OverallReport:
    (form,) = contents.forms
    record = form.filled.record
    assert isinstance(record, OverallReport)
    return record


@pytest.mark.parametrize("behind", ["\t{}", "……{}", "......{}", "   {}", " {}", "{}", ""])
@pytest.mark.parametrize("again", [True, False])
def test_a_table_of_contents_is_no_text(behind: str, again: bool) -> None:
    """With a cover before it and the title once more behind it, it is still one report."""
    contents = [f"{line}{behind.format(page)}" for page, line in enumerate(HEADINGS, 1)]
    second = [f"{UNIT}{TITLE}"] if again else []
    found = read("附件4", UNIT, TITLE, *END, "目  录", *contents, *second, *body(), *END)
    record = report(found)
    assert [section.heading for section in record.sections] == HEADINGS
    assert all((section.text or "").startswith("正文") for section in record.sections)
    assert not found.leftovers
    assert not found.forms[0].filled.unread


def test_the_unit_over_the_title_is_that_of_the_cover() -> None:
    record = report(read(UNIT, TITLE, *body(), *END))
    assert (record.title, record.cover.unit, record.signature.unit) == (TITLE, UNIT, UNIT)


@pytest.mark.parametrize(
    "spelt",
    [
        lambda line: f"（{line[0]}）{line[2:]}",
        lambda line: f"第{line[0]}部分 {line[2:]}",
        lambda line: f"{NUMBERS.index(line[0]) + 1}.{line[2:]}",
        lambda line: line[2:],
    ],
    ids=["brackets", "parts", "figures", "bare"],
)
def test_numbers_before_the_headings(spelt: Callable[[str], str]) -> None:
    lines: list[Block] = [
        text for line in HEADINGS for text in (spelt(line), "正文，支出12.5万元。", "1、小节")
    ]
    record = report(read(TITLE, *lines, *END))
    assert [section.heading for section in record.sections] == [spelt(line) for line in HEADINGS]


TRAVEL: Table = [
    [C("项目"), C("2023年决算数"), C("2024年预算数"), C("2024年决算数")],
    [C("三公经费"), C("4.1"), C("4"), C("3.15")],
    [C("公务接待费"), C("1.5"), C("1.5"), C("1.1")],
]


def test_a_table_of_the_report_is_no_basic_data_and_last_year_no_final() -> None:
    lines = body()
    found = read(TITLE, *lines[:5], TRAVEL, *lines[5:], *END)
    rows = report(found).tables[0].rows
    assert [(row.label, row.budget, row.final) for row in rows] == [
        ("三公经费", D("4"), D("3.15")),
        ("公务接待费", D("1.5"), D("1.1")),
    ]
    texts = [item.text for item in found.forms[0].filled.unread.values()]
    assert texts == ["4.1", "1.5"]


def test_a_table_of_the_report_in_yuan() -> None:
    table: Table = [
        [C("预算项目"), C("本年预算"), C("年中追加"), C("本年决算金额")],
        [C("合计"), C("1000000"), C("50000"), C("1050000")],
    ]
    lines = body()
    found = read(TITLE, *lines[:5], "单位：元", table, *lines[5:], *END)
    (row,) = report(found).tables[0].rows
    assert (row.budget, row.added, row.final) == (D("100"), D("5"), D("105"))


def test_sections_counted_in_figures_under_names_of_their_own() -> None:
    names = ["部门概况", "一般公共预算支出情况", "部门整体绩效情况", "存在问题", "改进建议"]
    headings = [f"{n}.{name}" for n, name in enumerate(names, 1)]
    lines = [text for line in headings for text in (line, "1.一是做了。", "2.二是做好了。")]
    record = report(read(f"{UNIT}{TITLE}", *lines))
    assert [section.heading for section in record.sections] == headings


@pytest.mark.parametrize("between", ["", "续表"])
def test_a_table_of_a_report_goes_on_behind_a_page(between: str) -> None:
    head = [C("预算项目"), C("本年预算"), C("年中追加"), C("本年决算金额")]
    first = [C("基本支出"), C("230"), C("10"), C("240")]
    second = [C("公用经费"), C("30"), C(""), C("28")]
    lone: Table = [[C("编制：甲")], [C("复核：乙")]]
    contents = read(UNIT + TITLE, *body(), [head, first], between, [second], "表毕。", lone)
    (made,) = report(contents).tables
    assert [(row.label, row.final) for row in made.rows] == [
        ("基本支出", D("240")),
        ("公用经费", D("28")),
    ]


GENERAL = "部门整体支出绩效自评报告"


@pytest.mark.parametrize(
    "head",
    [
        [f"{UNIT}2024年度{GENERAL}"],
        [f"2024年度{UNIT}", GENERAL],
        [f"{UNIT}2024年度", GENERAL],
        [f"{UNIT}关于2024年度部门整体支出绩效自评的报告"],
        [f"{UNIT}2024年度绩效自评报告"],
        [f"{UNIT}2024年部门预算绩效自评报告"],
        [f"{UNIT}{GENERAL}", "（2024年度）"],
        ["2024年度", UNIT, GENERAL],
        ["2024年", UNIT, GENERAL],
        [UNIT, GENERAL, "2024年度"],
        [TITLE, f"——{UNIT}"],
        [TITLE, f"（{UNIT}）"],
        [GENERAL, "（2024年度）", f"{UNIT}（本级）"],
    ],
)
def test_unit_and_year_that_only_the_cover_names(head: list[str]) -> None:
    found = read(*head, *body())
    (form,) = found.forms
    assert ((form.unit or "").removesuffix("（本级）"), form.year) == (UNIT, 2024)
    assert {"unit", "year"} <= {at.path for at in form.filled.sources}
    assert not found.leftovers
    assert not form.filled.unread


def test_the_year_of_the_title_goes_before_a_year_beside_it() -> None:
    (form,) = read(TITLE, "2025年", *body()).forms
    assert (form.year, len(form.filled.unread)) == (2024, 1)


def test_a_bare_year_under_the_title_is_no_year_reported_on() -> None:
    (form,) = read(UNIT, GENERAL, "2025年", *body()).forms
    assert (form.year, len(form.filled.unread)) == (None, 1)


def test_a_project_in_the_title_is_no_unit() -> None:
    (form,) = read(f"{UNIT}河道清淤项目2024年度绩效自评报告", *body()).forms
    assert form.unit is None


@pytest.mark.parametrize(
    ("title", "known", "unit", "project"),
    [
        ("2024年度青溪县水利局河道清淤项目支出绩效自评报告", None, "青溪县水利局", "河道清淤"),
        (
            "青溪县水利局2024年度河道清淤项目绩效评价报告",
            "青溪县水利局",
            "青溪县水利局",
            "河道清淤",
        ),
        ("河道清淤项目支出绩效自评报告", None, None, "河道清淤"),
        ("2024年度项目支出绩效自评报告", None, None, None),
        ("青溪县水利局2024年度项目支出绩效自评报告", None, None, None),
    ],
)
def test_unit_and_project_in_a_title(
    title: str, known: str | None, unit: str | None, project: str | None
) -> None:
    assert titles.project_in(title, known) == (unit, project)
