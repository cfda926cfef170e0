"""A made-up submission: one of each form, with sums that hold and one that does not."""

import datetime as dt
from decimal import Decimal

from core.address import At
from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Building, Line, Staff
from core.forms.overall import Fund, Income
from core.forms.parts import Goal, Indicator, Sign, Total
from core.forms.project import ProjectFund
from core.forms.report import Seal, Section, Table, TableRow
from core.source import Unread
from core.submission import Filled

SIGN = Sign(filled_by="赵某", date=dt.date(2025, 4, 10), phone="0700-1234567", head="钱某")


def number(text: str) -> Decimal:
    return Decimal(text)


def line(item: str, label: str, final: str | None) -> Line:
    return Line(item=item, label=label, final=number(final) if final else None)


BASIC = BasicData(
    title="2024年度部门整体支出绩效评价基础数据表",
    year=2024,
    unit="某县水田局",
    staff=Staff(authorized=number("40"), actual=number("35"), control_rate=number("87.5")),
    lines=(
        line("three_public", "“三公”经费", "3.60"),
        line("vehicle", "1、公务用车购置和维护经费", "2.10"),
        line("vehicle_operation", "公车运行维护", "2.10"),
        line("abroad", "2、出国经费", None),
        line("reception", "3、公务接待", "1.5"),
        line("special", "3、县级专项资金（一个专项一行）", "70"),
        line("special_line", "=水渠修缮", "60"),
        line("special_line", "林路灯", "9.5"),
    ),
    buildings=(Building(completed_year=2024, approved_area=number("120")),),
    thrift="开会不发笔",
    sign=SIGN,
)
INDICATORS = (
    Indicator(
        level1="产出指标", level1_weight=number("50"), level2="数量指标", level3="修渠长度",
        target="12", actual="≧12㎡", weight=number("50"), score=number("50"),
    ),
    Indicator(
        level1="产出指标", level1_weight=number("50"), level2="数量指标", level3="+1 次",
        target="@某", weight=number("40.00"), score=number("39.5"), deviation="雨季停工\n已补修",
    ),
)  # fmt: skip
OVERALL = Overall(
    title="2024年度部门整体支出绩效自评表",
    year=2024,
    unit="某县水田局",
    fund=Fund(
        annual_budget=number("200"), executed=number("180.2"), weight=number("10"),
        rate=number("90.1"), score=number("9.2"),
    ),
    income=Income(general_public=number("180.20")),
    goal=Goal(expected="目标1：修渠。\n目标2：护林。", actual="已完成"),
    indicators=INDICATORS,
    total=Total(weight=number("100"), score=number("98.70")),
    sign=SIGN,
)  # fmt: skip
PROJECT = Project(
    title="2024年度项目支出绩效自评表",
    year=2024,
    project="水渠修缮",
    funds=(
        ProjectFund(row="total", annual_budget=number("60"), executed=number("60")),
        ProjectFund(row="current", annual_budget=number("50"), executed=number("60")),
    ),
    indicators=INDICATORS,
)
SECTIONS = (
    Section(no=1, heading="一、部门（单位）基本情况", text="（一）职能\n管水管田。"),
    Section(no=2, heading="二、一般公共预算支出情况", text="全年支出180.2万元。"),
    Section(no=3, heading="三、其他需要说明的情况"),
)
TABLES = (
    Table(
        title="2024年度部门基本支出情况",
        rows=(TableRow(label="基本支出", budget=number("100"), final=number("110.20")),),
    ),
)
REPORT = OverallReport(
    title="2024年度某县水田局部门整体支出绩效自评报告",
    year=2024,
    unit="某县水田局",
    sections=SECTIONS,
    tables=TABLES,
    signature=Seal(unit="某县水田局", date=dt.date(2025, 4, 10)),
)
PROJECT_REPORT = ProjectReport(
    title="2024年度项目支出绩效自评报告",
    year=2024,
    unit="某县水田局",
    project="水渠修缮",
    cover=Seal(unit="某县水田局", date=dt.date(2025, 4, 10)),
    sections=SECTIONS[:1],
)
UNREAD = {At("fund.initial_budget"): Unread("约200", "不是数字")}
FORMS = (
    Filled("f1", BASIC),
    Filled("f2", OVERALL, unread=UNREAD),
    Filled("f3", PROJECT),
    Filled("f4", REPORT),
    Filled("f5", PROJECT_REPORT),
)
