"""The sections of the county's report, written from the year's figures in official Chinese.

Each function gives one section; every figure in its text goes through a `Ledger`, so that the
annex can say how it was counted. Amounts in 万元.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from core.number import round_to
from core.reports.overview import column_sums, grades_table, summary_table
from core.reports.problems import Problem, problems_of, problems_table
from core.reports.report import AMOUNT, COUNT, PERCENT, PIE, POINTS, Chart, Column, Row, Table
from core.reports.section import Ledger, Section
from core.reports.spending import projects_table, three_public_table
from core.reports.unit_year import UnitYear, rate
from core.reports.weak import weak_table, weakest
from core.resources import resource

_SUM = "汇总表“{}”栏合计"
_MOST_NAMES = 8
_TOLD = 6
_WEAK = 3


@dataclass(frozen=True, slots=True)
class Years:
    """What the report is written from: the year's units, and those of the year before.

    `county` is its name, empty for 我县.
    """

    year: int
    units: Sequence[UnitYear]
    before: Sequence[UnitYear] = ()
    county: str = ""

    @property
    def handed_in(self) -> list[UnitYear]:
        return [unit for unit in self.units if unit.submission]


def overview(years: Years) -> Section:
    """总体情况: who handed in, how the reviewing went."""
    ledger = Ledger()
    due, came = len(years.units), len(years.handed_in)
    missing = [unit.unit for unit in years.units if unit.submission is None]
    forms = [filled for unit in years.handed_in for filled in unit.forms]
    returned = [unit for unit in years.handed_in if unit.returns]
    passed = [unit for unit in years.handed_in if unit.status == "已通过"]
    share = rate(Decimal(came), Decimal(due)) or Decimal(0)
    first = (
        f"按照预算绩效管理工作要求，{years.county or '我县'}组织开展了{years.year}年度"
        "部门整体支出绩效自评工作。"
        f"应报送单位{ledger.say('应报送单位数', due, COUNT, '单位名单及已报送单位的个数')}个，"
        f"已报送{ledger.say('已报送单位数', came, COUNT, '存有当年材料的单位个数')}个，"
        f"报送率{ledger.say('报送率', share, PERCENT, '已报送单位数÷应报送单位数')}"
    )
    if missing:
        count = ledger.say("未报送单位数", len(missing), COUNT, "应报送单位数－已报送单位数")
        first += f"；未报送{count}个，{_are(missing)}"
    counts = {
        code: ledger.say(
            f"{name}份数", sum(f.code == code for f in forms), COUNT, "报送登记份数合计"
        )
        for code, name in (("f2", "整体自评表"), ("f3", "项目自评表"), ("f4", "整体自评报告"))
    }
    second = (
        f"共收到部门整体支出绩效自评表{counts['f2']}份、项目支出绩效自评表{counts['f3']}份、"
        f"部门整体支出绩效自评报告{counts['f4']}份。"
    )
    if returned or passed:
        back = ledger.say("退回单位数", len(returned), COUNT, "报送登记中退回次数大于0的单位")
        through = ledger.say("通过单位数", len(passed), COUNT, "报送登记中状态为已通过的单位")
        second += f"经审核，退回修改{back}个单位，审核通过{through}个单位。"
    return Section("overview", "总体情况", (f"{first}。", second), tuple(ledger.facts))


def money(years: Years) -> Section:
    """资金执行和得分情况: the county's sums, rate, mean and grades."""
    ledger = Ledger()
    summary = summary_table(years.units)
    totals = dict(zip((column.key for column in summary.columns), summary.total or (), strict=True))
    said = []
    for key, words in (
        ("initial", "年初预算"), ("annual", "全年预算"), ("executed", "全年执行"),
        ("basic", "基本支出"), ("project", "项目支出"),
    ):  # fmt: skip
        amount = totals[key]
        if isinstance(amount, Decimal):
            said.append(f"{words}{ledger.say(words, amount, AMOUNT, _SUM.format(words))}")
    executed = totals["rate"]
    if isinstance(executed, Decimal):
        said.append(f"执行率{ledger.say('执行率', executed, PERCENT, '全年执行÷全年预算')}")
    paragraphs = [f"已报送单位{'，'.join(said)}。"] if said else []
    grades = grades_table(years.units)
    mean = totals["final"]
    if isinstance(mean, Decimal):
        how = "有认定得分的单位的算术平均；认定得分依次取复核分、复算分、自评分"
        paragraphs.append(
            f"部门整体支出绩效平均认定得分{ledger.say('平均认定得分', mean, POINTS, how)}。"
            f"其中，{_grades(ledger, grades)}。"
        )
    chart = Chart(PIE, "各等次单位数", grades.key, "grade", ("count",))
    parts = (grades.without("units"), chart)
    return Section("money", "资金执行和得分情况", tuple(paragraphs), tuple(ledger.facts), parts)


def _grades(ledger: Ledger, grades: Table) -> str:
    places = {key: grades.column(key) for key in ("grade", "count", "share")}
    said = []
    for row in grades.rows:
        count, share = row[places["count"]], row[places["share"]]
        if isinstance(count, Decimal) and isinstance(share, Decimal) and count:
            name = str(row[places["grade"]])
            number = ledger.say(f"{name}单位数", count, COUNT, "等次分布表“单位数”")
            part = ledger.say(f"{name}占比", share, PERCENT, "等次分布表“占比”")
            said.append(f"{name}{number}个，占{part}")
    return "；".join(said)


def spending(years: Years) -> Section:
    """三公经费和项目支出."""
    ledger = Ledger()
    paragraphs = []
    table = three_public_table(years.units)
    totals = dict(zip((column.key for column in table.columns), table.total or (), strict=True))
    budget, final = totals["three_public_budget"], totals["three_public_final"]
    if isinstance(budget, Decimal) and isinstance(final, Decimal):
        said = (
            f"“三公”经费预算{ledger.say('三公预算', budget, AMOUNT, '三公表“预算”栏合计')}，"
            f"决算{ledger.say('三公决算', final, AMOUNT, '三公表“决算”栏合计')}"
        )
        change, growth = totals["change"], totals["growth"]
        if isinstance(change, Decimal):
            word = "增加" if change > 0 else "减少" if change < 0 else "持平"
            said += f"，比上年{word}"
            if change:
                said += ledger.say("三公比上年", abs(change), AMOUNT, "三公表“比上年”栏合计")
            if isinstance(growth, Decimal) and change:
                part = ledger.say("三公增减率", abs(growth), PERCENT, "比上年增减额÷上年决算")
                said += f"，{'增长' if change > 0 else '下降'}{part}"
        paragraphs.append(f"{said}。{_over_budget(ledger, table)}")
    projects = projects_table(years.units)
    place = projects.column("executed")
    if projects.rows:
        count = ledger.say("项目个数", len(projects.rows), COUNT, "项目表行数")
        said = f"报送绩效自评的项目{count}个"
        total = (projects.total or ())[place] if projects.total else None
        if isinstance(total, Decimal):
            said += f"，全年执行{ledger.say('项目执行', total, AMOUNT, '项目表“全年执行”栏合计')}"
        paragraphs.append(f"{said}。")
    if not paragraphs:
        paragraphs = ["报送材料中没有“三公”经费和项目支出数据。"]
    return Section("spending", "“三公”经费和项目支出情况", tuple(paragraphs), tuple(ledger.facts))


def _over_budget(ledger: Ledger, table: Table) -> str:
    unit, budget, final = (
        table.column(key) for key in ("unit", "three_public_budget", "three_public_final")
    )
    names = [str(row[unit]) for row in table.rows if _more(row[final], row[budget])]
    if not names:
        return "各单位“三公”经费决算均未超过预算。"
    count = ledger.say("三公超预算单位数", len(names), COUNT, "三公表中决算大于预算的行数")
    return f"“三公”经费决算超过预算的单位{count}个，{_are(names)}。"


def _more(one: object, other: object) -> bool:
    return isinstance(one, Decimal) and isinstance(other, Decimal) and one > other


def problems(years: Years) -> Section:
    """存在的主要问题: the most widespread findings, each with one example."""
    ledger = Ledger()
    found = problems_of(years.units)
    if not found:
        return Section("problems", "存在的主要问题", ("审核中没有发现需要修改或说明的问题。",))
    units = len({name for problem in found for name in problem.units})
    times = sum(problem.times for problem in found)
    how = "问题清单中的错误和警告，不含已说明、不作处理的"
    opening = (
        f"审核发现需要修改或说明的问题{ledger.say('问题条数', times, COUNT, how)}条，"
        f"涉及{ledger.say('有问题单位数', units, COUNT, '有上述问题的单位')}个单位。"
        "涉及单位较多的问题有："
    )
    paragraphs = [opening]
    for number, problem in enumerate(found[:_TOLD], 1):
        paragraphs.append(f"{number}．{_problem(ledger, problem)}")
    return Section(
        "problems", "存在的主要问题", tuple(paragraphs), tuple(ledger.facts),
        (problems_table(found),),
    )  # fmt: skip


def _problem(ledger: Ledger, problem: Problem) -> str:
    count = ledger.say(
        f"{problem.code}涉及单位数", len(problem.units), COUNT, f"有{problem.code}问题的单位"
    )
    times = ledger.say(f"{problem.code}条数", problem.times, COUNT, f"{problem.code}问题的条数")
    return f"{problem.title}，涉及{count}个单位、{times}条。如{problem.example}。"


def weak(years: Years) -> Section:
    """薄弱指标: where most points were lost, by 二级指标."""
    ledger = Ledger()
    groups = weakest(years.units)
    lost = [group for group in groups if group.score < group.weight]
    if not groups:
        said = "报送材料中没有可以比较得分的指标。"
    elif not lost:
        said = "各类指标均为满分，没有得分率偏低的指标。"
    else:
        listed = []
        for group in lost[:_WEAK]:
            how = f"该类指标认定得分之和÷分值之和，共{group.rows}项"
            part = ledger.say(f"{group.name}得分率", group.rate, PERCENT, how)
            below = ledger.say(
                f"{group.name}未得满分项数", group.short, COUNT, "得分小于分值的项数"
            )
            listed.append(f"{group.name}（得分率{part}，{below}项未得满分）")
        said = f"按二级指标汇总，得分率较低的是{'、'.join(listed)}。"
    return Section(
        "weak",
        "薄弱指标分析",
        (said,),
        tuple(ledger.facts),
        (weak_table(groups),) if groups else (),
    )


_COMPARED = (
    ("annual", "全年预算", AMOUNT), ("executed", "全年执行", AMOUNT), ("rate", "执行率", PERCENT),
    ("final", "平均认定得分", POINTS), ("three_final", "“三公”经费决算", AMOUNT),
)  # fmt: skip


def change(years: Years) -> Section:
    """与上年度比较, over the units that handed in for both years."""
    title = "与上年度比较"
    ledger = Ledger()
    both = {u.unit for u in years.handed_in} & {u.unit for u in years.before if u.submission}
    if not both:
        said = f"没有{years.year - 1}年度的报送材料，本报告不作年度比较。"
        return Section("change", title, (said,))
    now = _sums([unit for unit in years.units if unit.unit in both])
    then = _sums([unit for unit in years.before if unit.unit in both])
    rows: list[Row] = []
    said_parts = []
    for key, words, kind in _COMPARED:
        old, new = then[key], now[key]
        if old is None or new is None:
            continue
        gap = new - old
        moved_by = _cell(gap, kind).replace("%", "个百分点")
        rows.append((words, _cell(old, kind), _cell(new, kind), moved_by))
        how = f"两年都报送的单位，汇总表“{words}”"
        was = ledger.say(f"上年{words}", old, kind, how)
        is_now = ledger.say(f"本年{words}", new, kind, how)
        word = "增加" if gap > 0 else "减少" if gap < 0 else "持平"
        moved = word + (
            ledger.say(f"{words}增减", abs(gap), kind, "本年－上年") if gap else ""
        ).replace("%", "个百分点")
        said_parts.append(f"{words}由{was}变为{is_now}，{moved}")
    count = ledger.say("两年都报送的单位数", len(both), COUNT, "两个年度都存有材料的单位")
    said = f"两年都报送材料的{count}个单位中，{'；'.join(said_parts)}。"
    columns = (
        Column("item", "项目", width=50, left=True),
        Column("then", f"{years.year - 1}年度", width=36),
        Column("now", f"{years.year}年度", width=36),
        Column("gap", "增减", width=36),
    )
    return Section(
        "change", title, (said,), tuple(ledger.facts),
        (Table("change", "与上年度比较", columns, tuple(rows)),),
    )  # fmt: skip


def _cell(value: Decimal, kind: str) -> str:
    text = f"{round_to(value, 2):f}"
    return f"{text}{'%' if kind == PERCENT else '分' if kind == POINTS else '万元'}"


def _sums(units: Sequence[UnitYear]) -> dict[str, Decimal | None]:
    table = summary_table(units)
    totals = dict(zip((column.key for column in table.columns), table.total or (), strict=True))
    sums = column_sums(table.columns, table.rows)
    values = {key: totals.get(key) for key, _, _ in _COMPARED}
    values["three_final"] = sums.get("three_final")
    return {key: value if isinstance(value, Decimal) else None for key, value in values.items()}


def proposals(years: Years) -> Section:
    """下一步工作: what the problems call for, the most widespread kind first."""
    kinds = dict.fromkeys(problem.code[:2] for problem in problems_of(years.units))
    said = [advice()[kind] for kind in kinds if kind in advice()]
    numbered = tuple(f"{number}．{text}" for number, text in enumerate(said, 1))
    last = "将绩效自评结果作为安排下年度预算、完善政策和改进管理的重要依据，并按规定公开。"
    return Section("next", "下一步工作", (*numbered, f"{len(said) + 1}．强化结果应用。{last}"))


@cache
def advice() -> dict[str, str]:
    """Kind of check → what is proposed."""
    return tomllib.loads(resource("words", "advice.toml").read_text(encoding="utf-8"))


def _are(names: Sequence[str]) -> str:
    """Which they are: 为某某局; 分别是某某局、某某委."""
    return f"{'分别是' if len(names) > 1 else '为'}{_names(names)}"


def _names(names: Sequence[str]) -> str:
    """Some names, and how many there are where they are too many to print."""
    if len(names) <= _MOST_NAMES:
        return "、".join(names)
    return f"{'、'.join(names[:_MOST_NAMES])}等{len(names)}个单位"
