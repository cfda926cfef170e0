"""问题清单, 常见问题 and 报送登记: what was found, how often, and who has handed in what."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from core.checks.catalogue import CATALOGUE
from core.checks.finding import SEVERITIES
from core.forms import FORMS
from core.reports.mending import how_to_mend, told
from core.reports.report import COUNT, Column, Row, Table, day_words
from core.reports.unit_year import STANDING, UnitYear, signed_on

_DIMENSIONS = {
    "BD": "基础数据", "ZP": "自评打分", "CX": "表间衔接", "XY": "年度衔接", "CP": "完整性",
    "WF": "规范性", "NR": "报告内容",
}  # fmt: skip
OPEN = "待处理"


def findings_table(units: Sequence[UnitYear]) -> Table:
    """问题清单: every finding of every unit, with what became of it."""
    rows: list[Row] = []
    for unit in units:
        if unit.submission is None:
            continue
        for standing in unit.findings:
            finding, mark = standing.finding, standing.mark
            place, fact = told(unit.submission, finding)
            rows.append(
                (
                    len(rows) + 1, unit.unit, finding.severity,
                    _DIMENSIONS.get(finding.check[:2], ""), finding.check, finding.title,
                    place, fact, how_to_mend(finding), finding.basis,
                    STANDING[mark.state] if mark else OPEN, mark.words if mark else "",
                )
            )  # fmt: skip
    columns = (
        Column("no", "序号", COUNT, 9),
        Column("unit", "单位", width=24, left=True),
        Column("severity", "等级", width=10),
        Column("dimension", "复核维度", width=17),
        Column("check", "检查编号", width=15),
        Column("title", "复核发现", width=24, left=True),
        Column("place", "位置", width=36, left=True),
        Column("fact", "事实及判定", width=56, left=True),
        Column("mend", "处理建议", width=36, left=True),
        Column("basis", "核验依据", width=30, left=True),
        Column("state", "状态", width=13),
        Column("words", "说明", width=17, left=True),
    )
    return Table("findings", "问题清单", columns, tuple(rows))


def frequent_table(units: Sequence[UnitYear]) -> Table:
    """常见问题: how often each check found something, in how many units."""
    times: Counter[str] = Counter()
    among: Counter[str] = Counter()
    for unit in units:
        codes = [standing.finding.check for standing in unit.findings]
        times.update(codes)
        among.update(set(codes))
    rules = {rule.code: rule for rule in CATALOGUE}
    order = list(rules)

    def weight(code: str) -> tuple[int, int, int, int]:
        severity = SEVERITIES.index(rules[code].severity)
        return -among[code], severity, -times[code], order.index(code)

    rows: tuple[Row, ...] = tuple(
        (rules[code].title, code, rules[code].severity, among[code], times[code], rules[code].basis)
        for code in sorted(times, key=weight)
    )
    columns = (
        Column("title", "问题", width=60, left=True),
        Column("check", "检查编号", width=24),
        Column("severity", "等级", width=18),
        Column("units", "涉及单位数", COUNT, 26),
        Column("times", "条数", COUNT, 20, formula="COUNTIF([findings.check:],[check])",
               total="SUM([times:])"),
        Column("basis", "依据", width=110, left=True),
    )  # fmt: skip
    total: Row = ("合计", "", "", None, sum(times.values()), "")
    return Table("frequent", "常见问题", columns, rows, total)


def register_table(units: Sequence[UnitYear]) -> Table:
    """报送登记: who fills in, which annexes came, when signed, how often returned."""
    columns = (
        Column("no", "序号", COUNT, 10),
        Column("unit", "单位", width=50, left=True),
        Column("contact", "联系人", width=18),
        Column("phone", "电话", width=30),
        *(
            Column(code, f"附件{code[1:]}", COUNT, 13, "附件（份）", total=f"SUM([{code}:])")
            for code in FORMS
        ),
        Column("signed", "填报日期", width=27),
        Column("received", "报送日期", width=27),
        Column("files", "文件数", COUNT, 14, total="SUM([files:])"),
        Column("returns", "退回次数", COUNT, 16, total="SUM([returns:])"),
        Column("returned", "最近退回", width=27),
        Column("state", "状态", width=20),
    )
    rows = tuple(_registered(number, unit) for number, unit in enumerate(units, 1))
    total: list[str | int | None] = ["", "合计"]
    for place, column in enumerate(columns[2:], 2):
        total.append(sum(_number(row[place]) for row in rows) if column.total else "")
    return Table("register", "报送登记", columns, rows, tuple(total))


def _registered(number: int, unit: UnitYear) -> Row:
    came = Counter(filled.code for filled in unit.forms)
    signs = [getattr(filled.record, "sign", None) for filled in unit.forms]
    filled_by = next((sign.filled_by for sign in signs if sign and sign.filled_by), "")
    phone = next((sign.phone for sign in signs if sign and sign.phone), "")
    last = unit.returns[-1].day if unit.returns else None
    return (
        number,
        unit.unit,
        (unit.about.contact if unit.about else "") or filled_by,
        (unit.about.phone if unit.about else "") or phone,
        *(came[code] for code in FORMS),
        _day(signed_on(unit.forms)),
        _day(unit.received) + ("（逾期）" if unit.late else ""),
        len(unit.submission.files) if unit.submission else 0,
        len(unit.returns),
        _day(last),
        unit.status,
    )


def _day(day: dt.date | None) -> str:
    return day_words(day) if day else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
