"""Words, headings, tables, years and copies: the last case that passes, the first that does not."""

from decimal import Decimal
from typing import Any

import pytest

from core.across import alike
from core.address import Place
from core.checks.outline import FIVE, SEVEN, TEN, missing_sections
from core.checks.rule import Case, submission_of
from core.checks.tables import torn_cells
from core.checks.wording import out_of_order, slips, texts_of
from core.checks.xy import as_another_unit
from core.forms import BasicData, Form, Overall, OverallReport
from core.forms.basic_data import Building, Line, Staff
from core.forms.parts import Indicator, Total
from core.forms.report import OVERALL_SECTIONS, Section, Table, TableRow
from core.number import short
from core.scheme import Grade, load_scheme
from tests.core.checks.look import findings

D = Decimal
CENT = D("0.005")


def told(form: Form, code: str, **more: Any) -> list[str]:
    found = findings(form, group=code, **more)
    return [f"{finding.severity[0]} {finding.place.at.path}" for finding in found]


# ---- WF


@pytest.mark.parametrize(
    ("year", "built", "found"),
    [
        (2024, [2024], []),
        (2024, [None, 2023, 2022], ["提 buildings.1.completed_year"]),
        (None, [2024], []),
        (None, [2023], ["提 buildings.0.completed_year"]),
    ],
)
def test_the_year_of_buildings(year: int | None, built: list[int | None], found: list[str]) -> None:
    """The form's year, else the submission's, 2024; one finding for the whole form."""
    buildings = tuple(Building(completed_year=each) for each in built)
    assert told(BasicData(year=year, buildings=buildings), "WF-01") == found


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [
        ("≥95%", "1", ["警 indicators.0.actual"]),
        ("≥95%", "1.01", []),
        ("≥95%", "0", []),
        ("≥95%", "-0.5", []),
        ("≥95%", "≥0.95", ["警 indicators.0.actual"]),
        ("0.95", "96％", ["警 indicators.0.target"]),
        (None, "0.95", []),
        ("95", "0.95", []),
        ("0.95", None, []),
    ],
)
def test_lost_percent(target: str | None, actual: str | None, found: list[str]) -> None:
    form = Overall(indicators=(Indicator(level3="合格率", target=target, actual=actual),))
    assert told(form, "WF-03") == found


def test_what_a_lost_percent_should_be() -> None:
    form = Overall(indicators=(Indicator(level3="合格率", target="≥95%", actual="0.985"),))
    (found,) = findings(form, group="WF-03")
    assert (found.expected, found.found) == ("98.5%", "0.985")


def test_one_finding_names_every_misspelt_cell_once() -> None:
    rows = (
        Indicator(level3="中心作经费", target="职贵"),
        Indicator(level3="职贵"),
        Indicator(level3="职责"),
    )
    (found,) = findings(Overall(indicators=rows), group="WF-04")
    assert [place.at.path for place in found.places] == [
        "indicators.0.level3", "indicators.0.target", "indicators.1.level3",
    ]  # fmt: skip
    assert found.message.count("“职贵”") == 1


def test_only_the_repetition_is_taken_out() -> None:
    assert slips("召开全县工作会议召开") == (("召开全县工作会议召开", "全县工作会议召开"),)


def test_texts_of_groups_and_rows() -> None:
    form = Overall(unit="局", indicators=(Indicator(level3="甲"), Indicator(target="乙")))
    assert list(texts_of(form)) == [
        ("unit", "局"), ("indicators.0.level3", "甲"), ("indicators.1.target", "乙"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1.甲\n2.乙\n3.丙\n5.丁", ("5.", "4")),
        ("2.甲\n3.乙", None),
        ("一、甲\n二、乙\n四、丁", ("四、", "3")),
        ("一、甲\n二、乙，三、丙\n四、丁", None),
        ("（1）甲\n（2）乙\n（4）丁", ("（4）", "3")),
        ("（一）甲\n（二）乙\n（3）丙", None),
        ("1.甲\n2.乙\n三、丙", ("三、", "3（与前面的序号同一体例）")),
        ("1.甲\n1.乙\n2.丙", None),
        ("十、甲\n十一、乙\n十三、丙", ("十三、", "12")),
    ],
)
def test_what_number_should_stand_there(text: str, wrong: tuple[str, str] | None) -> None:
    assert out_of_order(text) == wrong


# ---- the outline of a report


def test_a_report_without_a_section() -> None:
    """But for two whose words, 支出情况 and 绩效, stand in other headings too."""
    found = [
        missing_sections((TEN,), [head for head in OVERALL_SECTIONS if head != name], [])
        for name in OVERALL_SECTIONS
    ]
    assert found == [() if n in {1, 5} else (part.name,) for n, part in enumerate(TEN)]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("存在的主要问题\n人手不足。", False),
        ("（七）存在的不足\n人手不足。", False),
        ("人手不足，任务很重。", True),
        (
            "7.部门在资金使用管理和绩效管理方面还有一些不足和困难之处需要加以说明以及改进提高完善的地方很多",
            True,
        ),
        ("人手不足，问题很多", True),
        ("问题很多。", True),
        ("人员少、困难多", False),
    ],
)
def test_a_section_may_stand_as_a_line(text: str, missing: bool) -> None:
    """Numbered and no longer than a heading, or very short, and no sentence."""
    heads = [head for head in OVERALL_SECTIONS if "问题" not in head]
    assert bool(missing_sections((TEN,), heads, [text])) == missing


def test_a_section_may_be_treated_in_the_text() -> None:
    heads = [head for head in OVERALL_SECTIONS if "政府性基金" not in head]
    said = "今年没有政府性基金安排的支出，结余为零，与上年一样。"
    assert missing_sections((TEN,), heads, []) == ("政府性基金预算支出情况",)
    assert missing_sections((TEN,), heads, [said]) == ()


def test_the_template_that_fits_best_counts() -> None:
    old = [part.name for part in FIVE]
    assert missing_sections((TEN, FIVE), old, []) == ()
    assert missing_sections((TEN, FIVE), old[:-1], []) == (FIVE[-1].name,)
    both = [*old, "政府性基金预算支出情况"]
    assert "国有资本经营预算支出情况" in missing_sections((TEN, FIVE), both, [])
    assert missing_sections((SEVEN,), [part.name for part in SEVEN], []) == ()


# ---- tables inside reports


def table(*rows: tuple[str, Any, Any, Any]) -> Table:
    return Table(
        rows=tuple(
            TableRow(label=label, **{
                name: None if value is None else D(str(value))
                for name, value in zip(("budget", "added", "final"), values, strict=True)
            })
            for label, *values in rows
        )
    )  # fmt: skip


def torn(made: Table) -> list[tuple[int, str, str, str, bool, bool]]:
    return [
        (c.row, c.column, short(c.expected), short(c.found), c.tail, c.column_fails)
        for c in torn_cells(made, CENT)
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("基本支出", 10, 5, 16)], [(0, "final", "15", "16", False, False)]),
        ([("基本支出", 10, 5, 14)], [(0, "final", "15", "14", False, False)]),
        ([("基本支出", 10, 5, "15.01")], [(0, "final", "15", "15.01", True, False)]),
        ([("基本支出", 10, 5, "15.02")], [(0, "final", "15", "15.02", False, False)]),
        ([("合计", 10, 5, 15), ("其中：甲", 4, 5, 9), ("乙", 10, 5, 15)], []),
        ([("甲", 10, None, 11), ("乙", 6, None, 6), ("丙", 4, None, 4)],
         [(0, "final", "10", "11", False, True)]),
        ([("甲", 6, None, 6), ("乙", 4, None, 4), ("总计", 10, None, 11)],
         [(2, "final", "10", "11", False, True)]),
        ([("甲", 10, None, "10.01"), ("乙", 6, None, 6), ("丙", 4, None, 4)],
         [(0, "final", "10", "10.01", True, True)]),
        ([("甲", 10, 1, "11.01"), ("乙", 6, 1, 7), ("丙", 4, 0, 4)],
         [(0, "final", "11", "11.01", True, True)]),
        ([("合计", 0, 0, 0), ("甲", 0, 0, 0)], []),
        ([], []),
        ([("合计", 10, 2, 12), (None, 4, 1, 5), ("乙", 6, 1, 7)], []),
    ],
)  # fmt: skip
def test_tables(rows: list[Any], found: list[Any]) -> None:
    assert torn(table(*rows)) == found


def test_two_slips_in_two_rows_and_columns() -> None:
    rows = [("甲", 329, 83, 412), ("乙", 225 + 7, 60, 285), ("丙", 104, 23 + 9, 127)]
    assert [cell[:4] for cell in torn(table(*rows))] == [
        (1, "budget", "225", "232"), (2, "added", "23", "32"),
    ]  # fmt: skip


def test_what_is_said_of_a_torn_cell() -> None:
    (cell,) = torn_cells(
        table(("甲：", 329, 83, 413), ("乙", 225, 60, 285), ("丙", 104, 23, 127)), CENT
    )
    assert "“甲”" in cell.says
    assert "329+83=412≠413" in cell.says
    assert "285+127=412≠413" in cell.says


# ---- across years


def basic(prior: str | None, final: str | None, posts: int | None = 50) -> BasicData:
    line = Line(
        item="reception",
        label="3、公务接待",
        prior_final=None if prior is None else D(prior),
        final=None if final is None else D(final),
    )
    return BasicData(staff=Staff(authorized=None if posts is None else D(posts)), lines=(line,))


@pytest.mark.parametrize(
    ("now", "then", "found"),
    [
        (basic("2.5", "9"), basic("9", "2.5"), []),
        (basic("2.51", "9"), basic("9", "2.5"), ["提 lines.0.prior_final"]),
        (basic("2.52", "9"), basic("9", "2.5"), ["错 lines.0.prior_final"]),
        (basic("2.52", "9"), basic("9", None), []),
        (basic(None, "9"), basic("9", "2.5"), []),
        (basic("0", "9"), basic("9", "2.5"), []),
        (basic("2.52", "9"), BasicData(), []),
    ],
)
def test_last_years_finals(now: BasicData, then: BasicData, found: list[str]) -> None:
    assert told(now, "XY-01", previous=(then,)) == found
    assert told(now, "XY-01") == []


def test_a_total_that_misses_by_one_of_its_parts() -> None:
    def form(*finals: str, prior: tuple[str, ...] = ("", "", "")) -> BasicData:
        items = ("three_public", "abroad", "reception")
        return BasicData(
            lines=tuple(
                Line(item=item, final=D(final), prior_final=D(first) if first else None)
                for item, final, first in zip(items, finals, prior, strict=True)
            )
        )

    then = form("5", "2", "3")
    assert told(form("9", "9", "9", prior=("6", "2", "4")), "XY-01", previous=(then,)) == [
        "提 lines.0.prior_final", "错 lines.2.prior_final",
    ]  # fmt: skip
    assert told(form("9", "9", "9", prior=("6", "2", "3")), "XY-01", previous=(then,)) == [
        "错 lines.0.prior_final"
    ]


def test_lines_of_the_units_own_are_matched_by_name() -> None:
    def form(**amounts: tuple[int, int]) -> BasicData:
        rows = (
            Line(item="special_line", label=name, prior_final=D(prior), final=D(final))
            for name, (prior, final) in amounts.items()
        )
        return BasicData(lines=tuple(rows))

    then = form(甲专项=(1, 6), 乙专项=(1, 8))
    assert told(form(乙专项=(8, 1), 甲专项=(6, 1), 丙专项=(9, 1)), "XY-01", previous=(then,)) == []
    assert told(form(乙专项=(6, 1), 甲专项=(6, 1)), "XY-01", previous=(then,)) == [
        "错 lines.0.prior_final"
    ]
    twice = BasicData(lines=(*then.lines, *then.lines))
    assert told(form(甲专项=(7, 1)), "XY-01", previous=(twice,)) == []


@pytest.mark.parametrize(
    ("then", "now", "found"),
    [
        ("95", "85", []),
        ("95", "84.99", ["提 total.score"]),
        ("85", "95.01", ["提 total.score"]),
        (None, "85", []),
        ("95", None, []),
    ],
)
def test_a_jump_of_the_score(then: str | None, now: str | None, found: list[str]) -> None:
    before, after = (Overall(total=Total(score=None if t is None else D(t))) for t in (then, now))
    assert told(after, "XY-02", previous=(before,)) == found
    assert told(after, "XY-02", previous=(BasicData(),)) == []


def test_two_grades_up_or_down() -> None:
    grades = tuple(Grade(name, D(least)) for name, least in (("优", 90), ("良", 88), ("中", 0)))
    high, low = Overall(total=Total(score=D(91))), Overall(total=Total(score=D(87)))
    changes = {"grades": grades}
    assert told(low, "XY-02", previous=(high,), changes=changes) == ["提 total.score"]
    assert told(high, "XY-02", previous=(low,), changes=changes) == ["提 total.score"]


@pytest.mark.parametrize(
    ("then", "now", "found"),
    [(50, 50, []), (50, 51, ["提 staff.authorized"]), (None, 51, []), (50, None, [])],
)
def test_posts(then: int | None, now: int | None, found: list[str]) -> None:
    assert told(basic(None, None, now), "XY-03", previous=(basic(None, None, then),)) == found
    assert told(basic(None, None, now), "XY-03", previous=(Overall(),)) == []


def goals(year: int | None, *rows: tuple[str | None, str | None]) -> Overall:
    return Overall(year=year, indicators=tuple(Indicator(level3=n, target=t) for n, t in rows))


THREE = (("培训期数", "6期"), ("走访户数", "2023户"), ("合格率", "95%"))


@pytest.mark.parametrize(
    ("now", "then", "found"),
    [
        (goals(2024, *THREE), goals(2023, *THREE), []),
        (goals(None, *THREE), goals(None, *THREE), ["提 indicators"]),
        (goals(None, *THREE[:2]), goals(None, *THREE[:2]), []),
        (goals(None, *THREE, (None, "9")), goals(None, *THREE), ["提 indicators"]),
        (goals(2024, *THREE[:2], ("2024年合格率", None)),
         goals(2023, *THREE[:2], ("2023年合格率", None)), []),
        (goals(2024, THREE[0], THREE[2], ("2024年合格率", None)),
         goals(2023, THREE[0], THREE[2], ("2023年合格率", None)), ["提 indicators"]),
    ],
)  # fmt: skip
def test_the_same_indicators_again(now: Overall, then: Overall, found: list[str]) -> None:
    assert told(now, "XY-04", previous=(then,)) == found


def test_a_copied_paragraph_is_named_with_its_place() -> None:
    words = "坚持问题导向，逐项建立台账，明确责任人和完成时限，定期通报进展情况。" * 2
    mine = OverallReport(
        sections=(
            Section(no=1, heading="一、情况", text="短。"),
            Section(no=2, heading="二、绩效", text=f"开头一段话。\n{words}"),
        )
    )
    other = OverallReport(sections=(Section(no=1, heading="一、情况", text=words),))
    (found,) = findings(mine, group="XY-05", others=((BasicData(),), (other,)))
    assert found.place.at.path == "sections.1.text"
    assert "另一局" in found.message
    (found,) = findings(mine, group="XY-04", previous=(other,))
    assert "1段" in found.message


WATER, SCHOOLS = "青溪县水利局", "青溪县教育局"


@pytest.mark.parametrize(
    ("name", "mine", "others", "found"),
    [
        ("水利工程巡查次数", SCHOOLS, (WATER,), ["f2 indicators.1.level3"]),
        ("水利工程巡查次数", SCHOOLS, (WATER, "甲局", "乙局", "丙局"), ["f2 indicators.1.level3"]),
        ("水利工程巡查次数", SCHOOLS, (WATER, "甲局", "乙局", "丙局", "丁局"), []),
        ("水利工程巡查次数", SCHOOLS, ("甲局",), []),
        ("水利工程巡查次数", "城北水利站", (WATER,), []),
        ("水利巡查率", SCHOOLS, (WATER,), []),
        ("工程巡查完成次数", SCHOOLS, (WATER,), []),
        ("水利工程巡查次数", SCHOOLS, ("水局",), []),
    ],
)
def test_an_indicator_of_another_units_field(
    name: str, mine: str, others: tuple[str, ...], found: list[str]
) -> None:
    forms = (goals(2024, ("培训期数", "6期"), (name, "9次"), (name, "3次")),)
    theirs = tuple(submission_of((goals(2024, (name, "12次")),), unit, 2024) for unit in others)
    own = submission_of(forms, mine, 2024)
    case = Case(own, load_scheme(), {}, others=theirs)
    places = [breach.at for breach in as_another_unit.run(case)]
    assert [f"{at.form} {at.at.path}" for at in places if isinstance(at, Place)] == found
    if others == (WATER,):
        assert len(alike((own, *theirs))[own.key]) == (name.startswith("水利工程"))
        assert alike((own, *theirs))[theirs[0].key] == ()
