"""f2 部门整体支出绩效自评表: money, goals, indicators, score."""

from decimal import Decimal
from typing import Annotated

from core.forms.money import AnnualBudget, Executed, InitialBudget, Rate, Score, Weight
from core.forms.parts import Goal, GoalPart, Indicators, Sign, Total, TotalPart
from core.schema import specs
from core.schema.form import Form, Record, form, record


@record
class Fund(Record):
    """年度资金总额."""

    initial_budget: InitialBudget = None
    annual_budget: AnnualBudget = None
    executed: Executed = None
    weight: Weight = None
    rate: Rate = None
    score: Score = None


@record
class Income(Record):
    """按收入性质分."""

    general_public: Annotated[
        Decimal | None,
        specs.amount(
            "一般公共预算",
            "一般公共预算拨款",
            "一般公共预算资金",
            "一般公共预算财政拨款",
            "一般公共预算收入",
            "一般公共预算拨款收入",
        ),
    ] = None
    government_fund: Annotated[
        Decimal | None,
        specs.amount(
            "政府性基金拨款",
            "政府性基金",
            "政府性基金预算",
            "政府性基金预算拨款",
            "政府性基金预算资金",
            "政府性基金收入",
            "政府性基金预算财政拨款",
        ),
    ] = None
    special_account: Annotated[
        Decimal | None,
        specs.amount(
            "纳入专户管理的非税收入拨款",
            "纳入专户管理的非税收入",
            "财政专户管理资金",
            "专户非税",
            "专户管理的非税收入拨款",
            "纳入财政专户管理的非税收入拨款",
            "财政专户管理的非税收入拨款",
            "专户管理的非税收入",
            "财政专户管理资金收入",
        ),
    ] = None
    other: Annotated[Decimal | None, specs.amount("其他资金", "其他收入", "其他")] = None


@record
class Expenditure(Record):
    """按支出性质分."""

    basic: Annotated[
        Decimal | None,
        specs.amount("基本支出", "基本支出总额", "基本支出合计", "基本支出金额", "基本支出小计"),
    ] = None
    project: Annotated[
        Decimal | None,
        specs.amount("项目支出", "项目支出总额", "项目支出合计", "项目支出金额", "项目支出小计"),
    ] = None


@form("f2", "部门整体支出绩效自评表")
class Overall(Form):
    """f2: the unit's own evaluation of all it spent."""

    title: Annotated[str | None, specs.text("自评表")] = None
    year: Annotated[int | None, specs.year("年度")] = None
    unit: Annotated[
        str | None,
        specs.text(
            "预算部门名称",
            "市级预算部门名称",
            "县级预算部门名称",
            "区级预算部门名称",
            "预算部门、单位名称",
            "预算单位名称",
            "部门(单位)名称",
            "单位名称",
            "部门名称",
            "填报单位",
            "填报单位（盖章）",
            required=True,
        ),
    ] = None
    fund: Annotated[
        Fund,
        specs.group(
            Fund,
            "年度资金总额",
            "资金总额",
            "总额",
            "年度资金总额(万元)",
            "预算资金总额",
            "年度预算资金总额",
            "部门预算资金总额",
            "年度资金合计",
            "年度资金总额合计",
            "年度总金额",
            "年度资金总金额",
            "年度预算总额",
            "预算总额",
            "部门预算总额",
            "部门整体支出总额",
            "整体支出总额",
            "年度支出总额",
            "支出总额",
            "金额合计",
        ),
    ] = Fund()
    income: Annotated[Income, specs.group(Income, "按收入性质分")] = Income()
    expenditure: Annotated[Expenditure, specs.group(Expenditure, "按支出性质分")] = Expenditure()
    goal: GoalPart = Goal()
    indicators: Indicators = ()
    total: TotalPart = Total()
    sign: Annotated[Sign, specs.group(Sign)] = Sign()
