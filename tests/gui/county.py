"""A made-up unit with five small forms, and its files."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from core.address import At
from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Line, Staff, template_lines
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Goal, Indicator, Sign, Total
from core.forms.project import ProjectFund
from core.forms.report import Section, Table, TableRow
from core.source import Unread
from core.submission import Filled, Submission
from core.writers import write_docx

UNIT, YEAR = "青石县林草局", 2024
KEY = f"{YEAR}/{UNIT}"


def overall() -> Overall:
    """
    产出指标（60分） 数量指标 造林面积   ≥60亩  70亩  30 30
                     质量指标 成活率     ≥90%   95%   30 30
    满意度指标（30分） 群众满意 群众满意度 ≥90%   95%   30 30
    """
    return Overall(
        title="2024年度部门整体支出绩效自评表",
        year=YEAR,
        unit=UNIT,
        fund=Fund(
            initial_budget=Decimal(100), annual_budget=Decimal(100), executed=Decimal(90),
            weight=Decimal(10), rate=Decimal(90), score=Decimal(9),
        ),
        income=Income(general_public=Decimal(90)),
        expenditure=Expenditure(basic=Decimal(60), project=Decimal(30)),
        goal=Goal(expected="植树造林", actual="全部完成"),
        indicators=(
            row("产出指标", 60, "数量指标", "造林面积", "≥60亩", "70亩"),
            row("产出指标", 60, "质量指标", "成活率", "≥90%", "95%"),
            row("满意度指标", 30, "群众满意", "群众满意度", "≥90%", "95%"),
        ),
        total=Total(weight=Decimal(100), score=Decimal(99)),
        sign=Sign(filled_by="张三", date=date(2025, 4, 1)),
    )  # fmt: skip


def row(level1: str, weight: int, level2: str, level3: str, target: str, actual: str) -> Indicator:
    return Indicator(
        level1=level1, level1_weight=Decimal(weight), level2=level2, level3=level3, target=target,
        actual=actual, weight=Decimal(30), score=Decimal(30),
    )  # fmt: skip


def basic_data() -> BasicData:
    lines = tuple(
        Line(
            item=line.item,
            label=line.label,
            prior_final=Decimal(1),
            budget=Decimal(1),
            final=Decimal(1),
        )
        for line in template_lines()
    )
    staff = Staff(authorized=Decimal(10), actual=Decimal(9), control_rate=Decimal(90))
    return BasicData(year=YEAR, unit=UNIT, staff=staff, lines=lines)


def report() -> OverallReport:
    rows = (
        TableRow(label="合计", budget=Decimal(10), final=Decimal(10)),
        TableRow(label="人员经费", budget=Decimal(10), final=Decimal(10)),
    )
    return OverallReport(
        title="2024年度部门整体支出绩效自评报告",
        year=YEAR,
        unit=UNIT,
        sections=(
            Section(no=1, heading="一、部门（单位）基本情况", text="本单位编制10人。"),
            Section(no=2, heading="二、一般公共预算支出情况", text="全年支出90万元。"),
        ),
        tables=(Table(title="部门基本支出情况", rows=rows),),
    )


def submission() -> Submission:
    """One form of each kind; f1 holds a cell that could not be read."""
    unread = {At("thrift"): Unread("略", "不是文字")}
    project = Project(
        year=YEAR, project="造林专项", funds=(ProjectFund(row="total", annual_budget=Decimal(30)),)
    )
    return Submission(
        UNIT,
        YEAR,
        (
            Filled("f1", basic_data(), unread=unread),
            Filled("f2", overall()),
            Filled("f3", project),
            Filled("f4", report()),
            Filled("f5", ProjectReport(year=YEAR, unit=UNIT, project="造林专项")),
        ),
    )


def submitted(folder: Path, name: str = "林草局自评.docx") -> Path:
    """A Word file as a unit would hand it in."""
    target = folder / name
    write_docx((Filled("f1", basic_data()), Filled("f2", overall())), target)
    return target
