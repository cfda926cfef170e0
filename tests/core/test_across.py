"""A year's reports compared with each other."""

import dataclasses
import time
from decimal import Decimal
from random import Random

from core.across import alike, check_together, with_across
from core.assess import assess
from core.checks.xy import COMMON
from core.forms import BasicData, OverallReport
from core.forms.report import Section
from core.scheme import load_scheme
from core.submission import Filled, Submission
from tests.core.clean import clean_submission

SCHEME = load_scheme()
WORDS = "巡查修缮采购维护培训督导宣讲整改核验登记走访调研统计归档评估"


def paragraph(seed: int, length: int = 80) -> str:
    """A made-up paragraph that shares no long piece with that of another seed."""
    return "".join(Random(seed).choices(WORDS, k=length)) + "。"


def wrote(unit: str, *texts: str) -> Submission:
    sections = tuple(Section(no=n, heading=f"第{n}部分", text=t) for n, t in enumerate(texts, 1))
    return Submission(unit, 2024, (Filled("f4", OverallReport(sections=sections)),))


def names(found: tuple[Submission, ...]) -> list[str]:
    return [submission.unit for submission in found]


def found(*year: Submission) -> dict[str, list[str]]:
    """The places of the copies, by unit."""
    result = with_across(year, {submission.key: () for submission in year}, SCHEME)
    return {
        submission.unit: [finding.place.at.path for finding in result[submission.key]]
        for submission in year
    }


def test_a_copied_paragraph_is_found_on_both_sides() -> None:
    assert found(
        wrote("甲局", paragraph(1), paragraph(2)),
        wrote("乙局", paragraph(3), "　" + paragraph(2).replace("。", "2024年")),
        wrote("丙局", paragraph(4)),
    ) == {"甲局": ["sections.1.text"], "乙局": ["sections.1.text"], "丙局": []}


def test_what_many_have_is_the_template() -> None:
    units = [wrote(f"{n}局", paragraph(0), paragraph(n)) for n in range(1, COMMON + 2)]
    assert not any(found(*units).values())
    assert all(not others for others in alike(units).values())


def test_the_template_does_not_hide_a_copy() -> None:
    units = [wrote(f"{n}局", paragraph(0), paragraph(n)) for n in range(1, COMMON + 3)]
    copy = wrote("抄局", paragraph(0), paragraph(1))
    assert len(alike([*units, copy])[copy.key]) == COMMON
    assert found(*units, copy) == {
        **{unit.unit: [] for unit in units},
        "1局": ["sections.1.text"],
        "抄局": ["sections.1.text"],
    }


def test_the_index_leads_to_what_comparing_all_would_find() -> None:
    year = [
        wrote(f"{n}局", paragraph(0), paragraph(n % 7), paragraph(100 + n % 3), paragraph(n))
        for n in range(20)
    ]
    quick = with_across(year, {submission.key: () for submission in year}, SCHEME)
    for submission in year:
        others = tuple(other for other in year if other is not submission)
        slow = assess(submission, SCHEME, others=others).findings
        expected = {(f.place, f.message) for f in slow if f.check == "XY-05"}
        assert {(f.place, f.message) for f in quick[submission.key]} == expected


def test_years_are_not_compared_with_each_other() -> None:
    """A unit that repeats itself next year is XY-04's matter."""
    last = dataclasses.replace(wrote("甲局", paragraph(1)), year=2023)
    assert found(last, wrote("甲局", paragraph(1)), wrote("乙局", paragraph(2))) == {
        "甲局": [], "乙局": [],
    }  # fmt: skip


def test_findings_stand_in_the_order_of_the_catalogue() -> None:
    one, other = wrote("甲局", paragraph(1)), wrote("乙局", paragraph(1))
    own = {item.key: assess(item, SCHEME).findings for item in (one, other)}
    both = with_across((one, other), own, SCHEME)[one.key]
    full = assess(one, SCHEME, others=(other,)).findings
    assert both == full


def year_of(units: int, first: int = 0) -> list[Submission]:
    """Reports of 20 000 characters, with a template of ten paragraphs and ten copied ones."""
    template = tuple(paragraph(10**9 + n) for n in range(10))
    return [
        wrote(
            f"{n}局",
            "\n".join(template),
            *(
                "\n".join(
                    paragraph(1000 * (first + n) + 12 * part + line, 200) for line in range(12)
                )
                for part in range(8)
            ),
            paragraph(10**7 + n // 2 if n < 20 else 10**6 + n),
        )
        for n in range(units)
    ]


def spent(year: list[Submission]) -> float:
    """Seconds of work that comparing a year takes."""
    start = time.process_time()
    with_across(year, {submission.key: () for submission in year}, SCHEME)
    return time.process_time() - start


def test_a_year_of_150_units_finds_its_copies() -> None:
    year = year_of(150)
    result = with_across(year, {submission.key: () for submission in year}, SCHEME)
    assert sum(map(len, result.values())) == 20


def test_the_work_grows_with_the_units_and_not_with_their_pairs() -> None:
    """Four times the units are sixteen times the pairs. No text is met twice."""
    assert spent(year_of(120, 1000)) < 10 * spent(year_of(30, 5000))


def test_submissions_that_came_together_are_each_compared_with_the_year_before() -> None:
    """Last year's finals differ by one line: XY-01 in this year's, nothing in last year's."""
    now = clean_submission()
    basic = next(form for form in now.forms if form.code == "f1")
    assert isinstance(basic.record, BasicData)
    lines = tuple(
        dataclasses.replace(line, final=Decimal(9)) if line.item == "reception" else line
        for line in basic.record.lines
    )
    old = dataclasses.replace(basic, record=dataclasses.replace(basic.record, lines=lines))
    before = Submission(now.unit, now.year - 1, (old,))
    other = Submission("另一局", now.year - 1, (old,))
    found = check_together((before, now, other), load_scheme())
    codes = {key: {f.check for f in each if f.check == "XY-01"} for key, each in found.items()}
    assert codes == {before.key: set(), now.key: {"XY-01"}, other.key: set()}
