"""What is usual among the units of a year: figures a head, and how many gave themselves 100."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.address import At, Place
from core.forms import BasicData, Overall
from core.number import round_to
from core.submission import Submission

_FEWEST = 8
"""Of fewer units nothing is usual."""
_TIMES = 3
_FULL = Decimal(100)
_CENT = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit's figure that can be compared: 万元 a head, and the amount that it comes from."""

    name: str
    value: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class Usual:
    """The figures of all units of a kind in order; of how many scores how many are 100.

    `kind` is their 单位性质, empty for the whole county.
    """

    kind: str
    values: Mapping[str, tuple[Decimal, ...]]
    scored: int
    full: int

    def odd(self, measure: Measure) -> tuple[Decimal, Decimal, Decimal] | None:
        """Lower quartile, median and upper quartile that a measure is far from; None if it is not.

        Far is three times the distance of the quartiles beyond them, and three times as much or
        as little as the median.
        """
        row = self.values.get(measure.name, ())
        if len(row) < _FEWEST:
            return None
        low, middle, high = (_quantile(row, n) for n in (1, 2, 3))
        spread = _TIMES * (high - low)
        above = measure.value > high + spread and measure.value > _TIMES * middle
        below = measure.value < low - spread and measure.value * _TIMES < middle
        return (low, middle, high) if above or below else None


def _quantile(row: tuple[Decimal, ...], quarter: int) -> Decimal:
    """By linear interpolation, as spreadsheets do."""
    whole, rest = divmod((len(row) - 1) * quarter, 4)
    if not rest:
        return row[whole]
    return row[whole] + (row[whole + 1] - row[whole]) * rest / 4


def measures(submission: Submission) -> tuple[Measure, ...]:
    """基本支出, 公用经费 and 三公经费 a head of the staff; what is blank or 0 is left out."""
    staff = next(
        (f.record.staff.actual for f in submission.forms if isinstance(f.record, BasicData)), None
    )
    if not staff:
        return ()
    found = []
    for filled in submission.forms:
        form = filled.record
        if isinstance(form, Overall) and form.expenditure.basic:
            found.append(
                ("人均基本支出", form.expenditure.basic, Place(filled.key, At("expenditure.basic")))
            )
        if isinstance(form, BasicData):
            for index, line in enumerate(form.lines):
                if line.item in _LINES and line.final:
                    place = Place(filled.key, At.of("lines", index, "final"))
                    found.append((_LINES[line.item], line.final, place))
    return tuple(
        Measure(name, round_to(value / staff, _CENT), place) for name, value, place in found
    )


_LINES = {"public": "人均公用经费", "three_public": "人均三公经费"}


def usual_of(submissions: Iterable[Submission], kind: str = "") -> Usual:
    """What is usual among these."""
    values: dict[str, list[Decimal]] = {}
    scores: list[Decimal] = []
    for submission in submissions:
        for measure in measures(submission):
            values.setdefault(measure.name, []).append(measure.value)
        scores += [
            filled.record.total.score
            for filled in submission.forms
            if isinstance(filled.record, Overall) and filled.record.total.score is not None
        ]
    ordered = {name: tuple(sorted(row)) for name, row in values.items()}
    return Usual(kind, ordered, len(scores), sum(score == _FULL for score in scores))


def usual_by_unit(
    submissions: Iterable[Submission], kinds: Mapping[str, str]
) -> Mapping[str, Usual]:
    """For each unit what is usual in its year: among those of its kind, if they are enough.

    `kinds` are the 单位性质 by name of the unit.
    """
    years: dict[int, list[Submission]] = {}
    groups: dict[tuple[int, str], list[Submission]] = {}
    for submission in submissions:
        years.setdefault(submission.year, []).append(submission)
        group = (submission.year, kinds.get(submission.unit, ""))
        groups.setdefault(group, []).append(submission)
    county = {year: usual_of(found) for year, found in years.items()}
    result: dict[str, Usual] = {}
    for (year, kind), found in groups.items():
        alone = kind and len(found) >= _FEWEST
        usual = usual_of(found, kind) if alone else county[year]
        result |= dict.fromkeys((submission.key for submission in found), usual)
    return result
