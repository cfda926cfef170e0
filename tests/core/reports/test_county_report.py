"""The county's report: every figure traced, sections in the clerk's words, last year compared."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from core.checks.catalogue import CATALOGUE
from core.reports.county_report import Sender, county_report, sections_of
from core.reports.county_sections import Years, advice
from core.reports.problems import names, problems_of
from core.reports.report import Paragraph, Report
from core.reports.section import Section, changes
from core.reports.unit_year import UnitYear
from core.reports.weak import weakest
from tests.core.reports.made import COUNTY, YEAR

SENDER = Sender(dt.date(2025, 6, 30), "某县财政局", "某县人民政府")
YEARS = Years(YEAR, COUNTY)
SECTIONS = {section.key: section for section in sections_of(YEARS)}


def texts(report: Report) -> list[str]:
    return [part.text for part in report.parts if isinstance(part, Paragraph)]


def last_year() -> tuple[UnitYear, ...]:
    """The same papers, handed in a year earlier."""
    return tuple(
        replace(
            unit,
            year=YEAR - 1,
            submission=replace(unit.submission, year=YEAR - 1) if unit.submission else None,
        )
        for unit in COUNTY
    )


@pytest.mark.parametrize("section", SECTIONS.values(), ids=list(SECTIONS))
def test_every_figure_with_a_unit_is_a_fact(section: Section) -> None:
    """Amounts, rates and scores of the text stand in the annex (examples quote findings)."""
    told = {fact.shown for fact in section.facts}
    own = [text.partition("。如")[0] for text in section.paragraphs]
    found = re.findall(r"\d+\.\d\d(?:万元|%|分)", "".join(own))
    assert set(found) <= told
    assert all(fact.how for fact in section.facts)


def test_the_annex_lists_every_fact() -> None:
    report = county_report(YEARS, SENDER, {})
    rows = report.table("sources").rows
    assert len(rows) == sum(len(section.facts) for section in SECTIONS.values())
    assert report.cover[0] == "某县财政局"
    assert report.lead == ("某县人民政府：",)


def test_missing_units_are_named() -> None:
    missing = [unit.unit for unit in COUNTY if unit.submission is None]
    assert all(name in SECTIONS["overview"].paragraphs[0] for name in missing)


def test_problems_come_with_an_example_of_a_unit() -> None:
    first = problems_of(COUNTY)[0]
    assert any(first.example.startswith(unit.unit) for unit in COUNTY)
    assert first.title in SECTIONS["problems"].paragraphs[1]
    assert {problem.code[:2] for problem in problems_of(COUNTY)} <= advice().keys()


def test_every_check_has_a_name_for_the_county_s_report() -> None:
    assert names().keys() == {rule.code for rule in CATALOGUE}


def test_the_weakest_group_comes_first() -> None:
    rates = [group.rate for group in weakest(COUNTY)]
    assert rates == sorted(rates)


def test_last_year_is_compared_over_the_same_units() -> None:
    assert SECTIONS["change"].parts == ()
    years = replace(YEARS, before=last_year())
    change = next(section for section in sections_of(years) if section.key == "change")
    assert "持平" in change.paragraphs[0]
    assert len(change.parts) == 1


def test_a_rewritten_section_stays_and_is_marked_once_a_figure_changed() -> None:
    kept = SECTIONS["overview"].kept("全县一盘棋。\n\n逐级落实。")
    report = county_report(YEARS, SENDER, {"overview": kept})
    assert texts(report)[1:3] == ["全县一盘棋。", "逐级落实。"]
    fewer = replace(YEARS, units=COUNTY[:-1])
    marked = texts(county_report(fewer, SENDER, {"overview": kept}))
    assert "请核对" in marked[1]
    assert "应报送单位数" in marked[1]


def test_a_year_of_nothing_has_sections_all_the_same() -> None:
    empty = Years(YEAR, tuple(replace(unit, submission=None) for unit in COUNTY))
    assert len(sections_of(empty)) == len(SECTIONS)


def test_changes_name_the_figures() -> None:
    assert changes("a=1\nb=2", "a=1\nb=2") == ""
    assert changes("a=1\nb=2", "a=3") == "a由1变为3；b由2变为无"
