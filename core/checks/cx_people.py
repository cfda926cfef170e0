"""CX: the staff of f1 against the staff of the report."""

import dataclasses
from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.bd_values import rate_fits
from core.checks.finding import HINT, WARNING
from core.checks.narrative.arithmetic import verdicts
from core.checks.narrative.counts import active, authorized, staffings
from core.checks.narrative.figures import COUNT
from core.checks.narrative.story import tell
from core.checks.rule import Breach, Case, Rule, example, rule
from core.checks.said import key_of, reports, words
from core.forms import BasicData
from core.forms.basic_data import Staff
from core.number import short


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
        yield Breach(
            place,
            f"{name}应为基础数据表的{short(value)}人，现为报告的{short(number)}人，"
            f"差{short(abs(number - value))}人",
            value,
            number,
            also=(Place(key, At(path)),),
            severity=HINT if told else None,
        )


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
