"""BD-01, BD-02, BD-15, BD-16: staff, buildings and odd values in the 基础数据表."""

from collections.abc import Iterator
from decimal import Decimal

from core.address import At
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.lines import (
    COLUMNS,
    label_of,
    line,
    rows_of,
    shown,
)
from core.checks.rule import PRINTED, Breach, Look, example, rule
from core.checks.sums import prints_as, rate_of
from core.checks.where import cut
from core.forms import BasicData
from core.forms.basic_data import Building, Staff
from core.number import round_to, short
from core.schema.form import spec_at

_HUNDRED = Decimal(100)
_LARGE = Decimal(100)
_NUMBERS = frozenset({"staff", "lines", "buildings"})


@rule(
    "BD-01",
    BasicData,
    title="控制率计算",
    severity=ERROR,
    basis="控制率=实际在职人数÷编制数×100%",
    tolerance=PRINTED,
    passes=example(
        BasicData(
            staff=Staff(
                authorized=Decimal("62"), actual=Decimal("51"), control_rate=Decimal("82.3")
            )
        )
    ),
    breaks=example(
        BasicData(
            staff=Staff(authorized=Decimal("62"), actual=Decimal("51"), control_rate=Decimal("85"))
        )
    ),
)
def staff_rate(form: BasicData, look: Look) -> Iterator[Breach]:
    staff = form.staff
    yield from _rate(
        At("staff.control_rate"), staff.actual, staff.authorized, staff.control_rate, "控制率"
    )
    del look


def rate_fits(staff: Staff) -> bool:
    """Whether the printed 控制率 is that of the numbers; with one of the three blank it is."""
    if staff.control_rate is None or staff.actual is None or not staff.authorized:
        return True
    return prints_as(rate_of(staff.actual, staff.authorized), staff.control_rate)


@rule(
    "BD-02",
    BasicData,
    title="超编",
    severity=WARNING,
    basis="实际在职人数不应超过编制数",
    passes=example(BasicData(staff=Staff(authorized=Decimal("16"), actual=Decimal("16")))),
    breaks=example(BasicData(staff=Staff(authorized=Decimal("16"), actual=Decimal("17")))),
)
def overstaffed(form: BasicData, look: Look) -> Iterator[Breach]:
    del look
    have, may = form.staff.actual, form.staff.authorized
    if have is not None and may is not None and have > may:
        rate = f"（控制率{short(round_to(rate_of(have, may), 2))}%）" if may > 0 else ""
        yield Breach(
            At("staff.actual"),
            f"应不超过编制{short(may)}人，现为在职{short(have)}人，超编{short(have - may)}人{rate}",
            expected=f"不超过{short(may)}",
            found=short(have),
            also=(At("staff.authorized"),),
        )


@rule(
    "BD-15",
    BasicData,
    title="楼堂馆所控制率",
    severity=ERROR,
    basis="规模控制率=实际规模÷批复规模；投资概算控制率=实际投资÷预算投资",
    tolerance=PRINTED,
    passes=example(
        BasicData(
            buildings=(
                Building(
                    approved_area=Decimal("500"),
                    actual_area=Decimal("450"),
                    area_rate=Decimal("90"),
                ),
            )
        )
    ),
    breaks=example(
        BasicData(
            buildings=(
                Building(
                    approved_area=Decimal("500"),
                    actual_area=Decimal("450"),
                    area_rate=Decimal("95"),
                ),
            )
        )
    ),
)
def building_rates(form: BasicData, look: Look) -> Iterator[Breach]:
    del look
    for index, building in enumerate(form.buildings):
        here = At.of("buildings", index)
        area = (building.actual_area, building.approved_area, building.area_rate)
        money = (
            building.actual_investment,
            building.approved_investment,
            building.investment_rate,
        )
        for name, title, (part, whole, printed) in (
            ("area_rate", "规模控制率", area),
            ("investment_rate", "投资概算控制率", money),
        ):
            wrong = list(_rate(here.child(name), part, whole, printed, title))
            yield from wrong
            if not wrong and part and whole and part > whole > 0:
                yield Breach(
                    here.child(name),
                    f"{title}应不超过100%，现为{short(round_to(rate_of(part, whole), 2))}%",
                    expected="不超过100%",
                    found=f"{short(part)}÷{short(whole)}",
                    severity=WARNING,
                )


def _rate(
    at: At, part: Decimal | None, whole: Decimal | None, printed: Decimal | None, title: str
) -> Iterator[Breach]:
    """A printed rate against its two numbers; with nothing to divide by, blank and 0 both serve."""
    if printed is None or part is None or whole is None:
        return
    if whole == 0:
        if printed not in {Decimal(0), _HUNDRED}:
            yield Breach(
                at, f"{title}没有分母，应为空白或0，现为{short(printed)}%", "空白", f"{printed}%"
            )
        return
    exact = rate_of(part, whole)
    if not prints_as(exact, printed):
        due = round_to(exact, 2)
        fraction = prints_as(exact, printed.scaleb(2))
        apart = f"差{short(abs(due - printed))}个百分点"
        yield Breach(
            at,
            f"{title}应为{short(part)}÷{short(whole)}={short(due)}%，现为{short(printed)}%，"
            f"{'疑百分数格式丢失' if fraction else apart}",
            expected=due,
            found=printed,
            severity=HINT if fraction else None,
        )


@rule(
    "BD-16",
    BasicData,
    title="异常值",
    severity=WARNING,
    basis="金额单位为万元；数字栏应填数字，不应为负数",
    tolerance="达到上年的100倍以上才报",
    passes=shown(line("reception", "1.64", "1.59", "1.59")),
    breaks=shown(line("reception", "1.64", "1.59", "15900")),
)
def strange_values(form: BasicData, look: Look) -> Iterator[Breach]:
    for row in rows_of(form):
        for column in COLUMNS:
            amount = getattr(row.line, column)
            if amount is None:
                continue
            at = row.at.child(column)
            before = row.line.prior_final or Decimal(0)
            if amount < 0 and row.line.item != "basic_adjustment":
                yield Breach(
                    at, f"应不小于0，现{label_of(row)}为{short(amount)}", "不小于0", amount
                )
            elif amount >= _LARGE and before > 0 and amount > before * look.scheme.limits.jump:
                yield Breach(
                    at,
                    f"{label_of(row)}现为{short(amount)}，是上年{short(before)}的"
                    f"{short(round_to(amount / before, 0))}倍，应以万元为单位，疑按元填列",
                    expected="万元",
                    found=amount,
                    also=(row.at.child("prior_final"),),
                )
    for name in ("authorized", "actual"):
        heads = getattr(form.staff, name)
        if heads is not None and (heads < 0 or heads != heads.to_integral_value()):
            yield Breach(At.of("staff", name), f"人数应为整数，现为{short(heads)}", "整数", heads)
    yield from _not_understood(look)


def _not_understood(look: Look) -> Iterator[Breach]:
    """Number cells whose text is no number; cells for which the form has no field are a hint."""
    for at, unread in look.filled.unread.items():
        words = f"现为“{cut(unread.text)}”（{unread.why}）"
        if at.field == "cells":
            yield Breach(at, f"应为样表所列内容，{words}", found=unread.text, severity=HINT)
        elif at.field.partition(".")[0] in _NUMBERS:
            kind = spec_at(BasicData, at).kind
            if kind is not None and kind.numeric:
                yield Breach(at, f"应为数字，{words}", "数字", unread.text)


RULES = (
    staff_rate,
    overstaffed,
    building_rates,
    strange_values,
)
