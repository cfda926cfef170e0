"""A made-up unit whose submission contradicts nothing, in each of the three weight layouts.

    执行10 产出30 效益30 满意度10 成本20 · 执行10 产出50（含成本）效益30 满意度10 ·
    执行10 产出40 成本20 效益20 满意度10

All figures of one layout serve the others: only the points move.
"""

import dataclasses
import datetime as dt
from decimal import Decimal

from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Building, Line, Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Goal, Indicator, Sign, Total
from core.forms.project import ProjectFund
from core.forms.report import Seal, Section
from core.scheme import SCHEMES
from core.submission import Filled, Submission, numbered

UNIT = "云溪县古籍保护中心"
YEAR = 2024
PROJECT = "古籍数字化专项"
SIGN = Sign(
    filled_by="何静", date=dt.date(2025, 3, 20), phone="0730-1234567", head="陈明远"
)  # fmt: skip
LAYOUTS = SCHEMES

_A, _B, _C = LAYOUTS
# level1, level2, level3, target, actual, points in the three layouts (0: not in this layout)
_ROWS = (
    ("产出", "数量指标", "古籍扫描册数", "≥600册", "640册", (10, 10, 20)),
    ("产出", "质量指标", "扫描件验收合格率", "≥98%", "99.2%", (10, 20, 10)),
    ("产出", "时效指标", "扫描任务办结时间", "2024年12月31日前", "2024年11月20日", (10, 10, 10)),
    ("产出", "成本指标", "部门支出总额", "≤320万元", "316万元", (0, 10, 0)),
    ("成本", "经济成本指标", "部门支出总额", "≤320万元", "316万元", (10, 0, 10)),
    ("成本", "社会成本指标", "借阅服务中断次数", "≤3次", "1次", (5, 0, 5)),
    ("成本", "生态环境成本指标", "办公用纸量", "≤200包", "170包", (5, 0, 5)),
    ("效益", "经济效益指标", "节约复制费用", "≥2万元", "2.3万元", (5, 5, 5)),
    ("效益", "社会效益指标", "线上阅览人次", "≥5000人次", "5600人次", (10, 10, 5)),
    ("效益", "生态效益指标", "纸质复制减少情况", "明显减少", "明显减少", (5, 5, 5)),
    ("效益", "可持续影响指标", "古籍长期保存机制", "健全", "健全", (10, 10, 5)),
    ("满意度", "服务对象满意度指标", "读者满意度", "≥95%", "97%", (10, 10, 10)),
)


def _n(text: str) -> Decimal:
    return Decimal(text)


def indicators(layout: str) -> tuple[Indicator, ...]:
    """The rows of a layout, every target met and every point given."""
    column = LAYOUTS.index(layout)
    rows = [row for row in _ROWS if row[5][column]]
    sums: dict[str, int] = {}
    for row in rows:
        sums[row[0]] = sums.get(row[0], 0) + row[5][column]
    return tuple(
        Indicator(
            level1=f"{level1}指标",
            level1_weight=Decimal(sums[level1]),
            level2=level2,
            level3=level3,
            target=target,
            actual=actual,
            weight=Decimal(points[column]),
            score=Decimal(points[column]),
        )
        for level1, level2, level3, target, actual, points in rows
    )


def basic_data() -> BasicData:
    """f1: every total the sum of its parts, nothing over budget."""
    amounts = (
        ("three_public", "“三公”经费", "3", "3.2", "2.8"),
        ("vehicle", "1、公务用车购置和维护经费", "2", "2", "1.8"),
        ("vehicle_purchase", "其中：公车购置", "0", "0", "0"),
        ("vehicle_operation", "公车运行维护", "2", "2", "1.8"),
        ("abroad", "2、出国经费", "0", "0", "0"),
        ("reception", "3、公务接待", "1", "1.2", "1"),
        ("project", "项目支出：", "52", "60", "60"),
        ("project_business", "1、业务工作经费", "6", "10", "10"),
        ("project_operation", "2、运行维护经费", "0", "0", "0"),
        ("special", "3、县级专项资金（一个专项一行）", "46", "50", "50"),
        ("special_line", PROJECT, "46", "50", "50"),
        ("public", "公用经费", "40", "42", "41"),
        ("public_office", "其中：办公经费", "10", "10", "9.5"),
        ("public_utilities_travel", "水费、电费、差旅费", "8", "8", "7.6"),
        ("public_meeting_training", "会议费、培训费", "3", "3", "2.4"),
        ("procurement", "政府采购金额", "12", "15", "14.8"),
        ("basic_adjustment", "部门基本支出预算调整", "0", "20", "20"),
    )
    return BasicData(
        title="2024年度部门整体支出绩效评价基础数据表",
        year=YEAR,
        unit=UNIT,
        staff=Staff(authorized=_n("20"), actual=_n("18"), control_rate=_n("90")),
        lines=tuple(
            Line(item=item, label=label, prior_final=_n(a), budget=_n(b), final=_n(c))
            for item, label, a, b, c in amounts
        ),
        buildings=(
            Building(
                completed_year=YEAR,
                approved_area=_n("0"),
                actual_area=_n("0"),
                area_rate=_n("0"),
                approved_investment=_n("0"),
                actual_investment=_n("0"),
                investment_rate=_n("0"),
            ),
        ),
        thrift="严格执行公务接待审批和公车派车登记，办公用品集中采购。",
        sign=SIGN,
    )


def overall(layout: str = _A) -> Overall:
    """f2: 316 of 320万元 spent, hence 9.88 of 10 points, 99.88 in all."""
    return Overall(
        title="2024年度部门整体支出绩效自评表",
        year=YEAR,
        unit=UNIT,
        fund=Fund(
            initial_budget=_n("300"),
            annual_budget=_n("320"),
            executed=_n("316"),
            weight=_n("10"),
            rate=_n("98.75"),
            score=_n("9.88"),
        ),
        income=Income(
            general_public=_n("320"),
            government_fund=_n("0"),
            special_account=_n("0"),
            other=_n("0"),
        ),
        expenditure=Expenditure(basic=_n("256"), project=_n("60")),
        goal=Goal(
            expected="1.完成馆藏善本扫描600册。\n2.开放线上阅览，服务读者5000人次。",
            actual="1.扫描善本640册，全部通过验收。\n2.线上阅览平台接待读者5600人次。",
        ),
        indicators=indicators(layout),
        total=Total(weight=_n("100"), score=_n("99.88")),
        sign=SIGN,
    )


def project(layout: str = _A) -> Project:
    """f3: the one special project, all its money spent, full marks."""
    money = {"initial_budget": _n("50"), "annual_budget": _n("50"), "executed": _n("50")}
    nothing = {"initial_budget": _n("0"), "annual_budget": _n("0"), "executed": _n("0")}
    rows = tuple(
        dataclasses.replace(row, target="≤50万元", actual="50万元", level3="项目支出总额")
        if row.target == "≤320万元"
        else row
        for row in indicators(layout)
    )
    return Project(
        title="2024年度项目支出绩效自评表",
        year=YEAR,
        project=PROJECT,
        authority=UNIT,
        implementer=UNIT,
        funds=(
            ProjectFund(row="total", weight=_n("10"), rate=_n("100"), score=_n("10"), **money),
            ProjectFund(row="current", **money),
            ProjectFund(row="carried", **nothing),
            ProjectFund(row="other", **nothing),
        ),
        goal=Goal(
            expected="扫描馆藏善本600册并建立影像目录。",
            actual="扫描馆藏善本640册，影像目录录入640条，均已通过专家验收。",
        ),
        indicators=rows,
        total=Total(weight=_n("100"), score=_n("100")),
        sign=SIGN,
    )


_OVERALL_TEXT = (
    (
        "一、部门（单位）基本情况",
        (
            "（一）主要职能\n负责全县古籍普查、修复、数字化和阅览服务。\n（二）机构和人员\n内设办公室、修复室和"
            "阅览室。编制20人，年末共有人员24人，其中在职18人，离退休6人。\n（三）绩效目标\n扫描馆藏善本，"
            "开放线上阅览。"
        ),
    ),
    (
        "二、一般公共预算支出情况",
        (
            "2024年年初预算300万元，全年支出316万元，其中：基本支出256万元，项目支出60万元。\n（一）基本支出情况\n"
            "基本支出256万元，其中：人员经费215万元，公用经费41万元。\n三公经费预算3.2万元，决算2.8万元，"
            "比上年3万元减少0.2万元，其中：公务用车运行维护费1.8万元，公务接待费1万元。\n（二）项目支出情况\n"
            "项目支出60万元，其中：业务工作经费10万元，古籍数字化专项50万元。"
        ),
    ),
    ("三、政府性基金预算支出情况", "无。"),
    ("四、国有资本经营预算支出情况", "无。"),
    ("五、社会保险基金预算支出情况", "无。"),
    (
        "六、部门整体支出绩效情况",
        (
            "对照自评表逐项打分，部门整体支出绩效自评得分99.88分，等次为优。善本扫描和线上阅览按计划推进，"
            "读者反映较好。"
        ),
    ),
    ("七、存在的问题及原因分析", "扫描设备数量偏少，遇到大开本古籍时进度较慢。"),
    ("八、下一步改进措施", "来年申请添置大幅面扫描仪一台，错开阅览高峰安排扫描。"),
    (
        "九、部门整体支出绩效自评结果拟应用和公开情况",
        "自评结果作为编制下年预算的依据，随部门决算在县政府网站公开。",
    ),
    ("十、其他需要说明的情况", "无。"),
)
_PROJECT_TEXT = (
    ("一、项目支出基本情况", "古籍数字化专项预算50万元，用于善本扫描和影像目录建设。"),
    ("二、绩效评价工作情况", "成立自评小组，查阅账簿和验收单，抽查扫描影像。"),
    ("三、项目支出主要绩效及评价结论", "项目支出50万元，自评得分100分，等次为优。"),
    ("四、绩效评价指标分析", "扫描册数、验收合格率和办结时间均达到年初设定的指标值。"),
    ("五、主要经验及做法、存在的问题及原因分析", "先易后难分批扫描；大开本古籍耗时较长。"),
    ("六、有关建议", "建议来年为大幅面扫描设备安排专门预算。"),
    ("七、其他需要说明的问题", "无。"),
)


def _sections(texts: tuple[tuple[str, str], ...]) -> tuple[Section, ...]:
    return tuple(
        Section(no=number, heading=heading, text=text)
        for number, (heading, text) in enumerate(texts, 1)
    )


def overall_report() -> OverallReport:
    """f4: ten sections whose figures are those of f1 and f2."""
    return OverallReport(
        title=f"2024年度{UNIT}整体支出绩效自评报告",
        year=YEAR,
        unit=UNIT,
        cover=Seal(unit=UNIT, date=dt.date(2025, 3, 20)),
        sections=_sections(_OVERALL_TEXT),
        signature=Seal(unit=UNIT, date=dt.date(2025, 3, 20)),
    )


def project_report() -> ProjectReport:
    """f5: seven sections on the one special project."""
    return ProjectReport(
        title="2024年度项目支出绩效自评报告",
        year=YEAR,
        unit=UNIT,
        project=PROJECT,
        cover=Seal(unit=UNIT, date=dt.date(2025, 3, 20)),
        sections=_sections(_PROJECT_TEXT),
        signature=Seal(unit=UNIT, date=dt.date(2025, 3, 20)),
    )


def clean_submission(layout: str = _A) -> Submission:
    """All five forms of the made-up unit in one of the `LAYOUTS`."""
    records = (
        basic_data(),
        overall(layout),
        project(layout),
        overall_report(),
        project_report(),
    )
    return Submission(UNIT, YEAR, numbered(tuple(Filled(r.CODE, r) for r in records)))
