"""The county at a glance: 汇总表, 排名 and 等次分布.

Which total counts: the reviewed one, else the recomputed, else the submitted (认定得分). A rate is
executed ÷ 全年预算, whatever the unit printed.
"""

from collections.abc import Sequence
from decimal import Decimal

from core.checks.finding import ERROR, WARNING
from core.forms import BasicData
from core.forms.overall import Overall
from core.number import round_to, short
from core.reports.report import AMOUNT, COUNT, PERCENT, POINTS, Column, Row, Table, Value
from core.reports.unit_year import UnitYear, rate

MONEY_UNIT = "金额单位：万元"
TOTAL = "合计"
_USUAL = "已报送"
"""The state that is not worth a remark."""
_FINAL = "IF(ISNUMBER([reviewed]),[reviewed],IF(ISNUMBER([computed]),[computed],[submitted]))"
_RATE = "ROUND([executed]/[annual],4)"


def summary_table(units: Sequence[UnitYear]) -> Table:
    """汇总表: a line for each unit of the county, in its order."""
    ranks = rank_of(units)
    rows = tuple(_line(number, unit, ranks) for number, unit in enumerate(units, 1))
    columns = (
        Column("no", "序号", COUNT, 10),
        Column("unit", "单位", width=42, left=True),
        _money("initial", "年初预算", "收支"),
        _money("annual", "全年预算", "收支"),
        _money("executed", "全年执行", "收支"),
        Column("rate", "执行率", PERCENT, 18, "收支", _RATE, _RATE),
        _money("basic", "基本支出", "收支"),
        _money("project", "项目支出", "收支"),
        _points("submitted", "自评"),
        _points("computed", "复算"),
        _points("reviewed", "复核"),
        Column("final", "认定", POINTS, 12.5, "得分", _FINAL, "ROUND(AVERAGE([final:]),2)"),
        Column("grade", "等次", width=10, formula=_lookup(units)),
        Column("rank", "排名", COUNT, 10, formula="RANK([final],[final:])"),
        _money("three_prior", "上年", "三公经费", 14),
        _money("three_budget", "预算", "三公经费", 14),
        _money("three_final", "决算", "三公经费", 14),
        _heads("authorized", "编制", "人员"),
        _heads("actual", "在职", "人员"),
        _heads("errors", "错误", "问题数"),
        _heads("warnings", "警告", "问题数"),
        Column("remark", "备注", width=27.5, left=True),
    )
    return Table("summary", "汇总表", columns, rows, _totals(columns, rows), MONEY_UNIT)


def rank_of(units: Sequence[UnitYear]) -> dict[str, int]:
    """The rank by 认定得分; equal totals share a rank, as Excel's RANK has it."""
    finals = {unit.unit: unit.scores().final for unit in units}
    known = [final for final in finals.values() if final is not None]
    return {
        name: 1 + sum(other > final for other in known)
        for name, final in finals.items()
        if final is not None
    }


def ranking_table(units: Sequence[UnitYear]) -> Table:
    """排名: the units that have a score, the best first, looked up in 汇总表."""
    ranks = rank_of(units)
    ranked = sorted(
        (unit for unit in units if unit.unit in ranks), key=lambda unit: ranks[unit.unit]
    )
    columns = (
        Column("rank", "名次", COUNT, 14, formula="RANK([final],[final:])"),
        Column("unit", "单位", width=60, left=True),
        Column("final", "认定得分", POINTS, 24, formula=_looked_up("final")),
        Column("grade", "等次", width=18, formula=_looked_up("grade")),
        Column("submitted", "自评得分", POINTS, 24, formula=_looked_up("submitted")),
        Column("gap", "认定比自评", POINTS, 30, formula="[final]-[submitted]"),
        Column("rate", "执行率", PERCENT, 28, formula=_looked_up("rate")),
        Column("errors", "错误", COUNT, 16, "问题数", _looked_up("errors")),
        Column("warnings", "警告", COUNT, 16, "问题数", _looked_up("warnings")),
    )
    return Table(
        "ranking", "排名", columns, tuple(_place(unit, ranks[unit.unit]) for unit in ranked)
    )


def grades_table(units: Sequence[UnitYear]) -> Table:
    """等次分布: how many units earned which grade; those without a score last."""
    rows: list[Row] = []
    top: Decimal | None = None
    for name, least in _bands(units):
        finals = [
            (unit.unit, scores.final)
            for unit in units
            if (scores := unit.scores()).grade == name and scores.final is not None
        ]
        span = (
            f"{short(least)}分及以上" if top is None else f"{short(least)}—{short(top)}分（不含）"
        )
        count = Decimal(len(finals))
        rows.append(
            (
                name, span, count, rate(count, Decimal(len(units))),
                _mean([final for _, final in finals]), "、".join(unit for unit, _ in finals),
            )
        )  # fmt: skip
        top = least
    without = [unit for unit in units if unit.scores().grade is None]
    count = Decimal(len(without))
    names = "、".join(
        unit.unit if unit.submission else f"{unit.unit}（{unit.status}）" for unit in without
    )
    rows.append(("未评等次", "", count, rate(count, Decimal(len(units))), None, names))
    columns = (
        Column("grade", "等次", width=24),
        Column("span", "分数段", width=40),
        Column("count", "单位数", COUNT, 20, formula=_COUNTED, total="SUM([count:])"),
        Column("share", "占比", PERCENT, 22, formula=_SHARE, total=_SHARE),
        Column("mean", "平均认定得分", POINTS, 28, formula=_MEAN),
        Column("units", "单位", width=110, left=True),
    )
    every = Decimal(len(units))
    total: Row = (TOTAL, "", every, rate(every, every), None, "")
    return Table("grades", "等次分布", columns, tuple(rows), total)


_COUNTED = (
    'IF([grade]="未评等次",COUNTA([summary.unit:])-COUNTA([summary.grade:]),'
    "COUNTIF([summary.grade:],[grade]))"
)
_SHARE = "ROUND([count]/COUNTA([summary.unit:]),4)"
_MEAN = "ROUND(AVERAGEIF([summary.grade:],[grade],[summary.final:]),2)"


def _line(number: int, unit: UnitYear, ranks: dict[str, int]) -> Row:
    form = unit.overall[1] if unit.overall else Overall()
    scores, basic = unit.scores(), unit.basic or BasicData()
    three = next((line for line in basic.lines if line.item == "three_public"), None)
    counted = unit.submission is not None
    return (
        number,
        unit.unit,
        form.fund.initial_budget,
        form.fund.annual_budget,
        form.fund.executed,
        rate(form.fund.executed, form.fund.annual_budget),
        form.expenditure.basic,
        form.expenditure.project,
        scores.submitted,
        scores.computed,
        scores.reviewed,
        scores.final,
        scores.grade,
        ranks.get(unit.unit),
        three.prior_final if three else None,
        three.budget if three else None,
        three.final if three else None,
        basic.staff.authorized,
        basic.staff.actual,
        unit.count(ERROR) if counted else None,
        unit.count(WARNING) if counted else None,
        _remark(unit),
    )


def _remark(unit: UnitYear) -> str:
    if unit.submission is None:
        return unit.status
    missing = "、".join(f"附件{code[1:]}" for code in unit.lacking)
    state = "" if unit.status == _USUAL else unit.status
    return "；".join(
        filter(None, (state, "逾期" if unit.late else "", f"缺{missing}" if missing else ""))
    )


def _place(unit: UnitYear, rank: int) -> Row:
    scores = unit.scores()
    form = unit.overall[1] if unit.overall else Overall()
    gap = None
    if scores.final is not None and scores.submitted is not None:
        gap = scores.final - scores.submitted
    return (
        rank, unit.unit, scores.final, scores.grade, scores.submitted, gap,
        rate(form.fund.executed, form.fund.annual_budget),
        unit.count(ERROR), unit.count(WARNING),
    )  # fmt: skip


def _totals(columns: Sequence[Column], rows: Sequence[Row]) -> Row:
    """The sums below the columns that have one, the county's rate, the mean of the totals."""
    sums = column_sums(columns, rows)
    keys = [column.key for column in columns]
    sums["rate"] = rate(sums["executed"], sums["annual"])
    finals = [row[keys.index("final")] for row in rows]
    sums["final"] = _mean([final for final in finals if isinstance(final, Decimal)])
    return ("", f"{TOTAL}（得分为平均）", *(sums.get(key) for key in keys[2:]))


def column_sums(columns: Sequence[Column], rows: Sequence[Row]) -> dict[str, Decimal | None]:
    """The sum of every column that is summed; None below an empty one."""
    sums: dict[str, Decimal | None] = {}
    for place, column in enumerate(columns):
        if column.total == f"SUM([{column.key}:])":
            values = [Decimal(v) for row in rows if isinstance(v := row[place], Decimal | int)]
            sums[column.key] = sum(values, Decimal(0)) if values else None
    return sums


def _mean(values: Sequence[Value]) -> Decimal | None:
    numbers = [value for value in values if isinstance(value, Decimal)]
    return round_to(sum(numbers, Decimal(0)) / len(numbers), 2) if numbers else None


def _money(key: str, title: str, group: str, width: float = 18) -> Column:
    return Column(key, title, AMOUNT, width, group, total=f"SUM([{key}:])")


def _points(key: str, title: str) -> Column:
    return Column(key, title, POINTS, 12.5, "得分")


def _heads(key: str, title: str, group: str) -> Column:
    return Column(key, title, COUNT, 10, group, total=f"SUM([{key}:])")


def _looked_up(key: str) -> str:
    return f"INDEX([summary.{key}:],MATCH([unit],[summary.unit:],0))"


def _bands(units: Sequence[UnitYear]) -> tuple[tuple[str, Decimal], ...]:
    """The grades of the year with the least total of each, the best first."""
    grades = units[0].scheme.grades if units else ()
    return tuple((grade.name, grade.least) for grade in grades)


def _lookup(units: Sequence[UnitYear]) -> str:
    """The grade of a total: the last least total that it reaches."""
    rising = _bands(units)[::-1]
    leasts = ",".join(short(least) for _, least in rising)
    names = ",".join(f'"{name}"' for name, _ in rising)
    return f"LOOKUP([final],{{{leasts}}},{{{names}}})"
