"""BD: inside the 基础数据表 — sums, rates, growth, blanks.

A total of 经费控制情况 may be blank while its parts are filled; its effective value is then their
sum, so that one blank total (BD-08) is not reported again by the sums above it. Long because the
group has sixteen rules, each with its two examples.
"""

from collections.abc import Iterator
from decimal import Decimal

from core.address import At
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.lines import (
    COLUMNS,
    Row,
    children,
    column_words,
    effective,
    label_of,
    of_item,
    parents,
    rows_of,
    values,
)
from core.checks.rule import Breach, Look, example, rule
from core.checks.sums import add, excess, gap, prints_as, rate_of
from core.forms import BasicData
from core.forms.basic_data import Building, Line, Staff
from core.number import round_to, short
from core.schema.form import spec_at

_HUNDRED = Decimal(100)
_TOTALS = ("three_public", "vehicle", "project", "special", "transfer", "public")
_THREE_PUBLIC = ("three_public", "vehicle", "abroad", "reception")
_SAME_LINES = 3
_LARGE = Decimal(100)


def _d(text: str) -> Decimal:
    return Decimal(text)


def _line(item: str, prior: str = "", budget: str = "", final: str = "", label: str = "") -> Line:
    """A line for the examples; an empty text is a blank cell."""
    prior_final, planned, done = (
        Decimal(text) if text else None for text in (prior, budget, final)
    )
    return Line(item=item, label=label or None, prior_final=prior_final, budget=planned, final=done)


def _lines(*lines: Line) -> BasicData:
    return BasicData(lines=lines)


@rule(
    "BD-01",
    BasicData,
    title="控制率计算",
    severity=ERROR,
    basis="控制率=实际在职人数÷编制数×100%",
    passes=example(
        BasicData(staff=Staff(authorized=_d("62"), actual=_d("51"), control_rate=_d("82.3")))
    ),
    breaks=example(
        BasicData(staff=Staff(authorized=_d("62"), actual=_d("51"), control_rate=_d("85")))
    ),
)
def staff_rate(form: BasicData, look: Look) -> Iterator[Breach]:
    staff = form.staff
    yield from _rate(
        At("staff.control_rate"), staff.actual, staff.authorized, staff.control_rate, "控制率"
    )
    del look


@rule(
    "BD-02",
    BasicData,
    title="超编",
    severity=WARNING,
    basis="实际在职人数不应超过编制数",
    passes=example(BasicData(staff=Staff(authorized=_d("16"), actual=_d("16")))),
    breaks=example(BasicData(staff=Staff(authorized=_d("16"), actual=_d("17")))),
)
def overstaffed(form: BasicData, look: Look) -> Iterator[Breach]:
    del look
    have, may = form.staff.actual, form.staff.authorized
    if have is not None and may and have > may:
        rate = round_to(rate_of(have, may), 2)
        yield Breach(
            At("staff.actual"),
            f"应不超过编制{short(may)}人，现为在职{short(have)}人，超编{short(have - may)}人"
            f"（控制率{short(rate)}%）",
            expected=f"不超过{short(may)}",
            found=short(have),
            also=(At("staff.authorized"),),
        )


def _sum_breaches(form: BasicData, look: Look, item: str) -> Iterator[Breach]:
    """A total line against its parts, column by column; blank totals are BD-08's matter."""
    for total in of_item(form, item):
        parts = children(form, total)
        if item == "vehicle" and all(v is None for part in parts for v in values(part)):
            continue
        for column in COLUMNS:
            amounts = [effective(form, part, column) for part in parts]
            found = gap(getattr(total.line, column), amounts, look.scheme.limits.addend)
            if found and item == "project" and _without_transfer(form, total, column):
                continue
            if found:
                yield Breach(
                    total.at.child(column),
                    f"{label_of(total)}{column_words(column)}按下级合计{found.says}",
                    expected=found.sum,
                    found=found.total,
                    also=tuple(part.at.child(column) for part in parts),
                    severity=found.severity,
                )


def _without_transfer(form: BasicData, total: Row, column: str) -> bool:
    """Whether the total holds once 上级转移支付, which some forms list apart, is left out."""
    own = [part for part in children(form, total) if part.line.item != "transfer"]
    printed: Decimal | None = getattr(total.line, column)
    return add(effective(form, part, column) for part in own) == printed


@rule(
    "BD-03",
    BasicData,
    title="三公经费合计",
    severity=ERROR,
    basis="三公经费=公务用车购置和维护经费+出国经费+公务接待",
    passes=example(_lines(_line("three_public", "1.64"), _line("reception", "1.64"))),
    breaks=example(_lines(_line("three_public", "1.94"), _line("reception", "1.64"))),
)
def three_public_sum(form: BasicData, look: Look) -> Iterator[Breach]:
    yield from _sum_breaches(form, look, "three_public")


@rule(
    "BD-04",
    BasicData,
    title="公务用车合计",
    severity=ERROR,
    basis="公务用车购置和维护经费=公车购置+公车运行维护",
    passes=example(_lines(_line("vehicle", "3"), _line("vehicle_operation", "3"))),
    breaks=example(_lines(_line("vehicle", "3"), _line("vehicle_operation", "2"))),
)
def vehicle_sum(form: BasicData, look: Look) -> Iterator[Breach]:
    yield from _sum_breaches(form, look, "vehicle")


@rule(
    "BD-05",
    BasicData,
    title="项目支出合计",
    severity=ERROR,
    basis="项目支出=各编号行之和（业务工作经费、运行维护经费、自列项目、专项资金）",
    passes=example(
        _lines(
            _line("project", final="20"),
            _line("project_business", final="7"),
            _line("project_line", final="13", label="2、某项经费"),
        )
    ),
    breaks=example(
        _lines(
            _line("project", final="20"),
            _line("project_business", final="7"),
            _line("project_line", final="10", label="2、某项经费"),
        )
    ),
)
def project_sum(form: BasicData, look: Look) -> Iterator[Breach]:
    yield from _sum_breaches(form, look, "project")


@rule(
    "BD-06",
    BasicData,
    title="专项资金明细合计",
    severity=ERROR,
    basis="专项资金=各专项之和（一个专项一行）",
    passes=example(
        _lines(
            _line("special", final="26"),
            _line("special_line", final="6", label="甲专项"),
            _line("special_line", final="20", label="乙专项"),
        )
    ),
    breaks=example(
        _lines(
            _line("special", final="26"),
            _line("special_line", final="6", label="甲专项"),
            _line("special_line", final="10", label="乙专项"),
        )
    ),
)
def special_sum(form: BasicData, look: Look) -> Iterator[Breach]:
    yield from _sum_breaches(form, look, "special")
    yield from _sum_breaches(form, look, "transfer")


@rule(
    "BD-07",
    BasicData,
    title="公用经费不小于其中",
    severity=ERROR,
    basis="公用经费不小于其中办公经费、水电差旅费、会议培训费之和",
    passes=example(_lines(_line("public", final="65.82"), _line("public_office", final="7.56"))),
    breaks=example(_lines(_line("public", final="5.82"), _line("public_office", final="7.56"))),
)
def public_covers_parts(form: BasicData, look: Look) -> Iterator[Breach]:
    for total in of_item(form, "public"):
        parts = children(form, total)
        for column in COLUMNS:
            amounts = [getattr(part.line, column) for part in parts]
            found = excess(getattr(total.line, column), amounts, look.scheme.limits.addend)
            if found:
                yield Breach(
                    total.at.child(column),
                    f"公用经费{column_words(column)}应不小于其中三行之和{short(found.sum)}，"
                    f"现为{short(found.total)}，差{short(found.difference)}",
                    expected=f"不小于{short(found.sum)}",
                    found=found.total,
                    also=tuple(part.at.child(column) for part in parts),
                    severity=found.severity,
                )


@rule(
    "BD-08",
    BasicData,
    title="合计行空白",
    severity=ERROR,
    basis="有下级数字的合计行应填写合计数",
    passes=example(_lines(_line("special", final="6"), _line("special_line", final="6"))),
    breaks=example(_lines(_line("special"), _line("special_line", final="6"))),
)
def blank_total(form: BasicData, look: Look) -> Iterator[Breach]:
    for item in _TOTALS:
        for total in of_item(form, item):
            parts = children(form, total)
            blank = [
                (column, together)
                for column in COLUMNS
                if getattr(total.line, column) is None
                and look.unread(total.at.child(column)) is None
                and (together := add(effective(form, part, column) for part in parts)) is not None
            ]
            if not blank:
                continue
            sums = "、".join(short(together) for _, together in blank)
            words = "、".join(column_words(column) for column, _ in blank)
            least = "不小于" if item == "public" else ""
            yield Breach(
                total.at.child(blank[0][0]),
                f"{label_of(total)}的{words}应为{least}{sums}（下级合计），现为空白",
                expected=f"{least}{sums}",
                found="空白",
                also=tuple(total.at.child(column) for column, _ in blank[1:]),
                severity=None if any(together for _, together in blank) else HINT,
            )


@rule(
    "BD-09",
    BasicData,
    title="合计有数、明细全空",
    severity=WARNING,
    basis="项目支出、专项资金应分项填列，一个专项一行",
    passes=example(_lines(_line("project", final="6"), _line("project_business", final="6"))),
    breaks=example(_lines(_line("project", final="6"), _line("project_business"))),
)
def total_without_parts(form: BasicData, look: Look) -> Iterator[Breach]:
    for item in ("project", "special"):
        for total in of_item(form, item):
            parts = children(form, total)
            unread = any(look.unread(part.at.child(c)) for part in parts for c in COLUMNS)
            below = [effective(form, part, column) for part in parts for column in COLUMNS]
            filled = [value for value in values(total) if value]
            if filled and not unread and all(value is None for value in below):
                sums = "、".join(map(short, filled))
                yield Breach(
                    total.at.child("final"),
                    f"{label_of(total)}填{sums}，应分项填列，现下级各行均为空白",
                    expected="分项填列",
                    found=sums,
                    also=tuple(part.at.child("final") for part in parts),
                )


def _over_budget(row: Row) -> bool:
    line = row.line
    return line.final is not None and line.budget is not None and line.final > line.budget


@rule(
    "BD-10",
    BasicData,
    title="三公决算超预算",
    severity=WARNING,
    basis="三公经费决算数不应超过预算数",
    passes=example(_lines(_line("reception", budget="0.5", final="0.23"))),
    breaks=example(_lines(_line("reception", budget="0.5", final="0.73"))),
)
def three_public_over(form: BasicData, look: Look) -> Iterator[Breach]:
    """The total with its items behind it; the items alone when the total keeps within budget."""
    del look
    items = [row for row in rows_of(form) if row.line.item in _THREE_PUBLIC[1:]]
    over = [row for row in items if _over_budget(row)]
    totals = [row for row in of_item(form, "three_public") if _over_budget(row)]
    for row in totals or over:
        also = over if totals else []
        parts = "；其中" + "、".join(map(_over_words, also)) if also else ""
        yield Breach(
            row.at.child("final"),
            f"应不超过预算{_amount(row.line.budget)}，现决算{_over_words(row)}{parts}",
            expected=f"不超过{_amount(row.line.budget)}",
            found=row.line.final,
            also=(row.at.child("budget"), *(part.at.child("final") for part in also)),
        )


def _amount(value: Decimal | None) -> str:
    return "空白" if value is None else short(value)


def _over_words(row: Row) -> str:
    beyond = (row.line.final or Decimal(0)) - (row.line.budget or Decimal(0))
    return f"{label_of(row)}{_amount(row.line.final)}，超{short(beyond)}万元"


@rule(
    "BD-11",
    BasicData,
    title="三公决算较上年增长",
    severity=HINT,
    basis="三公经费决算数一般不高于上年",
    passes=example(_lines(_line("three_public", "1.64", final="1.59"))),
    breaks=example(_lines(_line("three_public", "1.5", final="1.59"))),
)
def three_public_growth(form: BasicData, look: Look) -> Iterator[Breach]:
    del look
    for row in of_item(form, "three_public"):
        before, now = row.line.prior_final, row.line.final
        if before is not None and now is not None and now > before:
            grown = f"，增长{short(round_to(rate_of(now - before, before), 2))}%" if before else ""
            yield Breach(
                row.at.child("final"),
                f"应不高于上年{short(before)}，现为{short(now)}，"
                f"增加{short(now - before)}万元{grown}",
                expected=f"不高于{short(before)}",
                found=now,
                also=(row.at.child("prior_final"),),
            )


@rule(
    "BD-12",
    BasicData,
    title="公用经费决算超预算",
    severity=WARNING,
    basis="公用经费决算数超过预算数一定比例的应说明原因",
    passes=example(_lines(_line("public", budget="74.18", final="74.41"))),
    breaks=example(_lines(_line("public", budget="74.18", final="94.41"))),
)
def public_over(form: BasicData, look: Look) -> Iterator[Breach]:
    for total in of_item(form, "public"):
        for row in (total, *children(form, total)):
            planned, spent = row.line.budget, row.line.final
            if planned is None or spent is None or planned <= 0:
                continue
            over = rate_of(spent - planned, planned)
            if over > look.scheme.limits.overrun:
                yield Breach(
                    row.at.child("final"),
                    f"应不超过预算{short(planned)}，现{label_of(row)}决算{short(spent)}，"
                    f"超{short(round_to(over, 2))}%",
                    expected=f"不超过{short(planned)}",
                    found=spent,
                    also=(row.at.child("budget"),),
                    severity=None if row is total else HINT,
                )


@rule(
    "BD-13",
    BasicData,
    title="无预算有决算",
    severity=HINT,
    basis="支出应有预算",
    passes=example(_lines(_line("public", budget="5", final="5"))),
    breaks=example(_lines(_line("public", budget="0", final="5"))),
)
def spent_without_budget(form: BasicData, look: Look) -> Iterator[Breach]:
    """Once for a total; its parts only where the total has a budget. 预算调整 is no budget line.

    三公 with a budget of 0 is over budget (BD-10).
    """
    reported: set[At] = set()
    for row in rows_of(form):
        if any(total.at in reported for total in parents(form, row)):
            reported.add(row.at)
            continue
        planned = row.line.budget
        unread = look.unread(row.at.child("budget"))
        if row.line.item == "basic_adjustment" or planned or unread or not row.line.final:
            continue
        if row.line.item in _THREE_PUBLIC and planned is not None:
            continue
        if row.line.final > 0 and not (planned is None and _is_sum(form, row, "budget")):
            reported.add(row.at)
            yield Breach(
                row.at.child("budget"),
                f"{label_of(row)}应有预算数，现预算{_amount(planned)}，决算{short(row.line.final)}",
                expected="预算数大于0或说明",
                found=row.line.final,
                also=(row.at.child("final"),),
            )


def _is_sum(form: BasicData, row: Row, column: str) -> bool:
    """Whether the cell is a total left blank above filled parts (BD-08)."""
    return add(effective(form, part, column) for part in children(form, row)) is not None


@rule(
    "BD-14",
    BasicData,
    title="三列数字完全相同",
    severity=HINT,
    basis="上年决算、本年预算、本年决算三列一般不会完全相同",
    passes=example(
        _lines(
            _line("special_line", "6", "6", "6"),
            _line("special_line", "20", "20", "20"),
            _line("special_line", "14", "14", "13"),
        )
    ),
    breaks=example(
        _lines(
            _line("special_line", "6", "6", "6"),
            _line("special_line", "20", "20", "20"),
            _line("special_line", "14", "14", "14"),
        )
    ),
)
def same_columns(form: BasicData, look: Look) -> Iterator[Breach]:
    del look
    same = [
        row
        for row in of_item(form, "special_line")
        if row.line.final and len(set(values(row))) == 1
    ]
    if len(same) >= _SAME_LINES:
        figures = "、".join(_amount(row.line.final) for row in same)
        yield Breach(
            same[0].at.child("final"),
            f"{len(same)}个专项（{figures}）的三列数字完全相同，请核实是否照抄",
            found=figures,
            also=tuple(row.at.child("final") for row in same[1:]),
        )


@rule(
    "BD-15",
    BasicData,
    title="楼堂馆所控制率",
    severity=ERROR,
    basis="规模控制率=实际规模÷批复规模；投资概算控制率=实际投资÷预算投资",
    passes=example(
        BasicData(
            buildings=(
                Building(approved_area=_d("500"), actual_area=_d("450"), area_rate=_d("90")),
            )
        )
    ),
    breaks=example(
        BasicData(
            buildings=(
                Building(approved_area=_d("500"), actual_area=_d("450"), area_rate=_d("95")),
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
            if not wrong and part is not None and whole and part > whole > 0:
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
        fraction = printed <= 1 and prints_as(exact, printed.scaleb(2))
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
    passes=example(_lines(_line("reception", "1.64", "1.59", "1.59"))),
    breaks=example(_lines(_line("reception", "1.64", "1.59", "15900"))),
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
            elif (
                column != "prior_final"
                and amount >= _LARGE
                and before > 0
                and amount > before * look.scheme.limits.jump
            ):
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
    for at, unread in look.filled.unread.items():
        kind = spec_at(BasicData, at).kind
        if kind is not None and kind.numeric:
            yield Breach(at, f"应为数字，现为“{unread.text}”（{unread.why}）", "数字", unread.text)


RULES = (
    staff_rate,
    overstaffed,
    three_public_sum,
    vehicle_sum,
    project_sum,
    special_sum,
    public_covers_parts,
    blank_total,
    total_without_parts,
    three_public_over,
    three_public_growth,
    public_over,
    spent_without_budget,
    same_columns,
    building_rates,
    strange_values,
)
