"""XY-06, XY-07: figures a head and scores among the units of a county."""

import dataclasses
from decimal import Decimal

import pytest

from core.across import with_across
from core.checks.finding import HINT, Finding
from core.checks.usual import measures, usual_by_unit, usual_of
from core.forms import BasicData, Overall
from core.forms.basic_data import Line, Staff
from core.forms.overall import Expenditure
from core.forms.parts import Total
from core.scheme import load_scheme
from core.submission import Filled, Submission

D = Decimal


def unit(
    name: str, public: str | None = "20", basic: str = "150", staff: str = "10", score: str = "95"
) -> Submission:
    """公用经费 20, 基本支出 150 and 10 of staff, or what is given."""
    data = BasicData(
        staff=Staff(actual=D(staff)),
        lines=(
            Line(item="three_public", final=D(3)),
            Line(item="public", final=D(public) if public else None),
        ),
    )
    overall = Overall(
        expenditure=Expenditure(basic=D(basic)), total=Total(weight=D(100), score=D(score))
    )
    return Submission(name, 2024, (Filled("f1", data), Filled("f2", overall)))


def county(*more: Submission, count: int = 8) -> list[Submission]:
    """Units that spend 18 to 25, and these."""
    return [unit(f"{n}局", public=str(18 + n)) for n in range(count)] + list(more)


def found(units: list[Submission], kinds: dict[str, str] | None = None) -> dict[str, list[Finding]]:
    """What the other units show, by unit."""
    result = with_across(units, {u.key: () for u in units}, load_scheme(), kinds or {})
    return {u.unit: list(result[u.key]) for u in units if result[u.key]}


def test_figures_a_head() -> None:
    assert [(m.name, m.value) for m in measures(unit("甲局"))] == [
        ("人均三公经费", D("0.3")),
        ("人均公用经费", D(2)),
        ("人均基本支出", D(15)),
    ]
    assert measures(dataclasses.replace(unit("甲局"), forms=())) == ()
    assert [m.name for m in measures(unit("甲局", public=None))] == ["人均三公经费", "人均基本支出"]


def test_yuan_among_ten_thousands_stand_out() -> None:
    """One unit filled in 元: 公用经费 200,000 with the others' 20."""
    (finding,) = found(county(unit("元局", public="200000")))["元局"]
    assert (finding.check, finding.severity) == ("XY-06", HINT)
    assert finding.place.at.path == "lines.1.final"
    assert (finding.expected, finding.found) == ("2.2", "20000")


def test_a_wrong_staff_is_one_finding_with_all_that_it_moves() -> None:
    (finding,) = found(county(unit("少局", staff="1")))["少局"]
    assert [place.at.path for place in finding.places] == [
        "lines.0.final",
        "lines.1.final",
        "expenditure.basic",
    ]


@pytest.mark.parametrize(("public", "odd"), [("59", False), ("62", False), ("75", True)])
def test_three_times_the_median_and_far_from_the_quartiles(public: str, odd: bool) -> None:
    """Nine units: 18 to 25 and this; median 22, quartiles 20 and 24, so beyond 66."""
    assert bool(found(county(unit("多局", public=public)))) is odd


def test_of_few_units_nothing_is_usual() -> None:
    assert found(county(unit("元局", public="200000"), count=6)) == {}


def test_units_are_compared_with_those_of_their_kind() -> None:
    schools = [unit(f"{n}校", public="200") for n in range(9)]
    offices = county(unit("多局", public="200"), count=12)
    kinds = {u.unit: "学校" for u in schools} | {u.unit: "行政" for u in offices}
    assert set(found([*schools, *offices], kinds)) == {"多局"}
    usual = usual_by_unit([*schools, *offices], kinds)
    assert usual["2024/0校"].kind == "学校"
    few = usual_by_unit(offices, {"多局": "派出机构"})
    assert few["2024/多局"].kind == ""
    assert len(few["2024/多局"].values["人均公用经费"]) == 13


def test_years_are_kept_apart() -> None:
    old = dataclasses.replace(unit("旧局", public="200000"), year=2023)
    assert found([*county(), old]) == {}


@pytest.mark.parametrize(
    ("scores", "full"),
    [
        (["100"] * 5, 5),
        (["100"] * 9 + ["98"], 9),
        (["100"] * 8 + ["98", "97"], 0),
        (["100"] * 4, 0),
    ],
)
def test_full_marks_nearly_everywhere(scores: list[str], full: int) -> None:
    units = [unit(f"{n}局", score=score) for n, score in enumerate(scores)]
    told = [f for findings in found(units).values() for f in findings]
    assert [(f.check, f.place.at.path) for f in told] == [("XY-07", "total.score")] * full


def test_quartiles_as_in_a_spreadsheet() -> None:
    usual = usual_of([unit(f"{n}局", public=str(n * 10)) for n in range(1, 9)])
    assert usual.values["人均公用经费"] == tuple(D(n) for n in range(1, 9))
    (measure,) = [m for m in measures(unit("甲局", public="900")) if m.name == "人均公用经费"]
    assert usual.odd(measure) == (D("2.75"), D("4.5"), D("6.25"))
