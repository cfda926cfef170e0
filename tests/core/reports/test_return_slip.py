"""退回修改通知: what goes on it, in which order, in which words."""

import dataclasses
import datetime as dt

from core.address import At, Place
from core.checks.catalogue import CATALOGUE
from core.checks.finding import ERROR, HINT, WARNING, Finding
from core.reports.mending import how_to_mend, sentences
from core.reports.report import Paragraph, Table
from core.reports.return_slip import Letter, return_slip, to_mend
from tests.core.reports.made import DAY, MARKED_DOWN, MISSING
from tests.core.reports.test_lists import explained

LETTER = Letter("绩退〔2025〕7号", DAY, dt.date(2025, 4, 30), "某县财政局", "周某 0700-2222222")


def codes(table: Table) -> list[object]:
    return [row[0] for row in table.rows]


def test_only_errors_and_warnings_unless_hints_are_wanted() -> None:
    assert {finding.severity for finding in to_mend(MARKED_DOWN)} == {ERROR, WARNING}
    every = to_mend(MARKED_DOWN, (ERROR, WARNING, HINT))
    assert len(every) == len(MARKED_DOWN.findings)


def test_findings_stand_in_the_order_of_forms_and_cells() -> None:
    found = to_mend(MARKED_DOWN, (ERROR, WARNING, HINT))
    assert [finding.place.form for finding in found] == sorted(
        finding.place.form for finding in found
    )
    on_f3 = [finding.place.at.path for finding in found if finding.place.form == "f3"]
    assert on_f3.index("funds.0.rate") < on_f3.index("indicators.0.score")
    assert on_f3[-1].startswith("sign")


def test_what_was_explained_is_left_out() -> None:
    checks = {finding.check for finding in to_mend(explained(MARKED_DOWN, "BD-10"))}
    assert "BD-10" not in checks
    assert "CP-01" in checks


def test_the_letter_names_unit_number_deadline_and_sender() -> None:
    slip = return_slip(MARKED_DOWN, LETTER)
    assert slip is not None
    text = "".join(part.text for part in slip.parts if isinstance(part, Paragraph))
    for words in ("某县水田局", LETTER.number, "2025年4月30日", LETTER.contact):
        assert words in text
    assert slip.closing == ("某县财政局", "2025年4月20日")
    (table,) = slip.tables
    assert codes(table) == list(range(1, len(to_mend(MARKED_DOWN)) + 1))
    assert {row[table.column("reply")] for row in table.rows} == {""}


def test_nothing_to_mend_no_slip() -> None:
    assert return_slip(MISSING, LETTER) is None
    assert return_slip(MARKED_DOWN, LETTER, ()) is None


def test_every_check_says_how_to_mend() -> None:
    assert {rule.code for rule in CATALOGUE} | {"general"} == set(sentences())


def test_a_sentence_without_its_figure_falls_back() -> None:
    place = (Place("f1", At("staff.control_rate")),)
    told = Finding("BD-01", ERROR, "控制率计算", place, "", expected="95", found="96")
    silent = Finding("BD-01", ERROR, "控制率计算", place, "")
    assert "95%" in how_to_mend(told)
    assert how_to_mend(silent) == sentences()["general"]


def test_the_tenth_project_comes_behind_the_second() -> None:
    rate = At("funds.0.rate")
    found = tuple(
        Finding("ZP-01", ERROR, "执行率", (Place(form, rate),), "")
        for form in ("f3#10", "f4", "f3#2", "f3")
    )
    assessment = MARKED_DOWN.assessment
    assert assessment is not None
    unit = dataclasses.replace(
        MARKED_DOWN, assessment=dataclasses.replace(assessment, findings=found)
    )
    assert [each.place.form for each in to_mend(unit)] == ["f3", "f3#2", "f3#10", "f4"]


def test_figures_of_a_percentage_bear_its_sign() -> None:
    assert MARKED_DOWN.assessment is not None
    found = tuple(
        Finding(
            "ZP-01", ERROR, "执行率", (Place("f2", At(path)),), "", expected="97.30", found=found
        )
        for path, found in (("fund.rate", "98.3"), ("fund.executed", "98.3"), ("", "缺"))
    )
    assessment = dataclasses.replace(MARKED_DOWN.assessment, findings=found)
    slip = return_slip(dataclasses.replace(MARKED_DOWN, assessment=assessment), LETTER)
    assert slip is not None
    (table,) = slip.tables
    figures = {row[2:4] for row in table.rows}
    assert figures == {("98.3%", "97.30%"), ("98.3", "97.30"), ("缺", "97.30")}
