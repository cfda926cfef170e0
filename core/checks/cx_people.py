"""CX: the staff of f1 against the staff of the report."""

from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.finding import WARNING
from core.checks.narrative.counts import active, authorized, staffings
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
    """Silent on 在职 where the staff do not add up: that is NR-12."""
    form = case.first(BasicData)
    if form is None:
        return
    key = key_of(case, BasicData)
    for name, read, value, path in (
        ("编制数", authorized, form.staff.authorized, "staff.authorized"),
        ("实际在职人数", active, form.staff.actual, "staff.actual"),
    ):
        said = [(place, n) for place, _, text in reports(case) for n in read(text)]
        if value is None or not said or any(n == value for _, n in said):
            continue
        if read is active and any(not s.agrees for _, _, t in reports(case) for s in staffings(t)):
            continue
        place, number = said[0]
        if sum((n for _, n in said), Decimal(0)) == value:
            continue
        yield Breach(
            place,
            f"{name}应为基础数据表的{short(value)}人，现为报告的{short(number)}人，"
            f"差{short(abs(number - value))}人",
            value,
            number,
            also=(Place(key, At(path)),),
        )


RULES: tuple[Rule, ...] = (staff,)
