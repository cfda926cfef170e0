"""CP: cells that should not have been left blank."""

from collections.abc import Iterator
from decimal import Decimal

from core.address import At
from core.checks import lines as basic
from core.checks.finding import HINT
from core.checks.rule import Breach, Look, Rule, example, rule
from core.forms import BasicData, Overall, Project
from core.forms.basic_data import Building, Line
from core.forms.parts import Indicator
from core.number import short
from core.source import Source

_COLUMNS = (("prior_final", "上年决算数"), ("budget", "本年预算数"), ("final", "本年决算数"))
_BUILDING = (
    "approved_area",
    "actual_area",
    "area_rate",
    "approved_investment",
    "actual_investment",
    "investment_rate",
)
_NOTHING = frozenset({"", "无", "暂无", "没有"})


@rule(
    "CP-06",
    BasicData,
    title="厉行节约措施空白",
    severity=HINT,
    basis="厉行节约保障措施应填写",
    passes=example(BasicData(thrift="严格执行公务接待标准。")),
    breaks=example(BasicData(thrift="无")),
)
def no_thrift(form: BasicData, _: Look) -> Iterator[Breach]:
    words = (form.thrift or "").strip(" 。.")
    if words in _NOTHING:
        yield Breach(At("thrift"), f"应填写措施，现为{words or '空白'}", "有内容", words or "空白")


def _three(budget: str | None) -> BasicData:
    value = Decimal(budget) if budget else None
    line = Line(item="reception", label="3、公务接待", prior_final=Decimal(3), budget=value,
                final=Decimal(0))  # fmt: skip
    return BasicData(lines=(line,))


@rule(
    "CP-07",
    BasicData,
    Overall,
    Project,
    title="单元格漏填",
    severity=HINT,
    basis="同一行其他栏有数的，该栏应填数（没有的填0）",
    passes=example(_three("2")),
    breaks=example(_three(None)),
)
def forgotten_cell(form: BasicData | Overall | Project, look: Look) -> Iterator[Breach]:
    """A single blank among numbers; what another check says of the cell is not said twice."""
    if isinstance(form, BasicData):
        yield from _forgotten_lines(form, look)
    else:
        yield from _forgotten_scores(form, look)


def _forgotten_lines(form: BasicData, look: Look) -> Iterator[Breach]:
    staff = form.staff
    for name, words, other in (
        ("authorized", "编制数", staff.actual),
        ("actual", "实际在职人数", staff.authorized),
    ):
        at = At.of("staff", name)
        if getattr(staff, name) is None and other is not None and _is_void(look, at):
            yield Breach(at, f"{words}应填写，现为空白", "数值", "空白")
    for row in basic.rows_of(form):
        if row.line.item in {"basic_adjustment", "procurement"}:
            continue
        blank = [(name, words) for name, words in _COLUMNS if getattr(row.line, name) is None]
        filled = [value for value in basic.values(row) if value is not None]
        if len(blank) != 1 or not any(filled) or not _is_void(look, row.at.child(blank[0][0])):
            continue
        if blank[0][0] == "budget" and row.line.final:
            continue
        yield Breach(
            row.at.child(blank[0][0]),
            f"{blank[0][1]}应为数值或0，现为空白，同行其他栏为"
            f"{'、'.join(short(value) for value in filled)}",
            "数值或0",
            "空白",
        )


def _forgotten_scores(form: Overall | Project, look: Look) -> Iterator[Breach]:
    """A row with points to win but no score; 资金 with money but no rate, points or score."""
    fund, start = form.fund, At("fund")
    if isinstance(form, Project):
        rows = [index for index, row in enumerate(form.funds) if row.row == "total"]
        start = At.of("funds", rows[0]) if rows else start
    if fund.executed is not None:
        names = (("annual_budget", "全年预算数"), ("rate", "执行率"), ("score", "得分"))
        for name, words in names:
            at = start.child(name)
            if getattr(fund, name) is None and _is_void(look, at):
                yield Breach(at, f"{words}应填写，现为空白", "数值", "空白")
    for index, row in enumerate(form.indicators):
        if row.weight is None or row.score is not None or not row.actual:
            continue
        at = At.of("indicators", index, "score")
        if _is_void(look, at):
            yield Breach(at, f"得分应填写，现为空白，分值为{short(row.weight)}", "数值", "空白")


def _is_void(look: Look, at: At) -> bool:
    """Whether the cell is really blank: no unread text, and no 「——」 in the file."""
    source: Source | None = look.filled.sources.get(at)
    return look.unread(at) is None and not (source and source.text.strip())


@rule(
    "CP-08",
    BasicData,
    title="楼堂馆所未填",
    severity=HINT,
    basis="没有楼堂馆所的，各格填0",
    passes=example(BasicData(buildings=(Building(approved_area=Decimal(0)),))),
    breaks=example(BasicData(buildings=(Building(completed_year=2024),))),
)
def no_buildings(form: BasicData, look: Look) -> Iterator[Breach]:
    for index, building in enumerate(form.buildings):
        places = [At.of("buildings", index, name) for name in _BUILDING]
        if all(getattr(building, name) is None for name in _BUILDING) and all(
            _is_void(look, at) for at in places
        ):
            yield Breach(places[0], "六格应填数（没有的填0），现为空白", "无则填0", "六格空白")


@rule(
    "CP-10",
    Overall,
    Project,
    title="评扣分标准未填",
    severity=HINT,
    basis="设有评扣分标准栏的应填写",
    passes=example(
        Overall(indicators=(Indicator(level3="甲", standard="按比例", weight=Decimal(10)),) * 2)
    ),
    breaks=example(
        Overall(
            indicators=(
                Indicator(level3="甲", standard="每少一次扣1分", weight=Decimal(10)),
                Indicator(level3="乙", weight=Decimal(10)),
            )
        )
    ),
)
def no_standard(form: Overall | Project, look: Look) -> Iterator[Breach]:
    """The column exists when a cell of it was read, even an empty one; one finding a form."""
    places = [At.of("indicators", i, "standard") for i in range(len(form.indicators))]
    exists = any(at in look.filled.sources or at in look.filled.unread for at in places) or any(
        row.standard for row in form.indicators
    )
    blank = [
        at
        for at, row in zip(places, form.indicators, strict=True)
        if row.weight is not None and not row.standard and at not in look.filled.unread
    ]
    if exists and blank:
        yield Breach(
            blank[0],
            f"评扣分标准应填写，现有{len(blank)}项空白",
            "有内容",
            f"{len(blank)}项空白",
            also=tuple(blank[1:]),
        )


RULES: tuple[Rule, ...] = (no_thrift, forgotten_cell, no_buildings, no_standard)
