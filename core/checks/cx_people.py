"""CX: the staff of f1 against the staff of the report."""

import dataclasses
import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.bd_values import rate_fits
from core.checks.finding import HINT, WARNING
from core.checks.narrative.arithmetic import verdicts
from core.checks.narrative.counts import active, authorized, staffings
from core.checks.narrative.figures import COUNT, PERCENT
from core.checks.narrative.sentences import words_before
from core.checks.narrative.story import tell
from core.checks.rule import Breach, Case, Rule, example, rule
from core.checks.said import key_of, reports, words
from core.checks.sums import prints_as, rate_of
from core.forms import BasicData
from core.forms.basic_data import Staff
from core.number import short

_RATE = re.compile(
    "^(?:@|全?年末?|末|本|我|单位|部门|局)*(?:在职|在编|财政供养)?人员(?:编制)?控制率(?:为|是|达到?|:)*$"
)


def _staff(actual: int) -> BasicData:
    return BasicData(staff=Staff(authorized=Decimal(50), actual=Decimal(actual)))


@rule(
    "CX-04",
    title="人员：基础数据表=报告",
    severity=WARNING,
    basis="基础数据表编制数、实际在职人数=报告的编制、在职人数",
    passes=example(_staff(48), words("人员编制50名，在职人员48人。")),
    breaks=example(_staff(47), words("人员编制50名，在职人员48人。")),
)
def staff(case: Case) -> Iterator[Breach]:
    """Only a hint where another rule tells the number that is wrong.

    NR-12 or NR-02 to NR-04 where the sentence of the report contradicts itself; BD-01 where the
    number of the report gives the 控制率 that f1 prints, and f1's own does not.
    """
    form = case.first(BasicData)
    if form is None:
        return
    key = key_of(case, BasicData)
    told_otherwise = False
    for name, read, value, path in (
        ("编制数", authorized, form.staff.authorized, "staff.authorized"),
        ("实际在职人数", active, form.staff.actual, "staff.actual"),
    ):
        said = [(place, text, n) for place, _, text in reports(case) for n in read(text)]
        if value is None or not said or any(n == value for _, _, n in said):
            continue
        place, text, number = said[0]
        if sum((n for _, _, n in said), Decimal(0)) == value:
            continue
        due = dataclasses.replace(form.staff, **{path.removeprefix("staff."): number})
        told = _disagrees(text, number, read is active)
        told = told or (not rate_fits(form.staff) and rate_fits(due))
        told_otherwise = True
        yield Breach(
            place,
            f"{name}应为基础数据表的{short(value)}人，现为报告的{short(number)}人，"
            f"差{short(abs(number - value))}人",
            value,
            number,
            also=(Place(key, At(path)),),
            severity=HINT if told else None,
        )

    if not told_otherwise:
        yield from _rate(case, form.staff, Place(key, At("staff.control_rate")))


def _rate(case: Case, staff: Staff, cell: Place) -> Iterator[Breach]:
    """The 控制率 of the report, where its numbers of people are those of f1."""
    known = [staff.control_rate]
    if staff.authorized and staff.actual is not None:
        known.append(rate_of(staff.actual, staff.authorized))
    rates = [rate for rate in known if rate is not None]
    said = [(place, rate) for place, _, text in reports(case) for rate in _rates_in(text)]
    if not rates or any(prints_as(rate, told) for _, told in said for rate in rates):
        return
    for place, told in said[:1]:
        yield Breach(
            place,
            f"控制率应为基础数据表的{short(rates[0])}%，现为报告的{short(told)}%",
            f"{short(rates[0])}%",
            f"{short(told)}%",
            also=(cell,),
        )


def _rates_in(text: str) -> Iterator[Decimal]:
    """Every 控制率 of the unit's staff in a text."""
    for told in tell(text).told:
        skeleton = told.sentence.skeleton
        for at, figure in told.sentence.figures.items() if "控制率" in skeleton else ():
            if figure.mark == PERCENT and _RATE.search(words_before(skeleton, at, "，;。()")):
                yield figure.value


def _disagrees(text: str, number: Decimal, of_staff: bool) -> bool:
    """Whether what the report says of a number of people is wrong by itself."""
    found = [verdict for verdict in verdicts(text) if verdict.severity != HINT]
    if any(verdict.code == "NR-12" for verdict in found):
        return True
    if of_staff and any(not staffing.agrees for staffing in staffings(text)):
        return True
    wrong = {start for verdict in found for start in verdict.figures}
    figures = (f for told in tell(text).told for f in told.sentence.figures.values())
    return any(f.mark == COUNT and f.value == number and f.start in wrong for f in figures)


RULES: tuple[Rule, ...] = (staff,)
