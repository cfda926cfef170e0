"""f3 项目支出绩效自评表: the self-evaluation of one first-level project."""

from typing import Annotated

from core.forms.money import AnnualBudget, Executed, InitialBudget, Rate, Score, Weight
from core.forms.parts import Goal, GoalPart, Indicators, Sign, Total, TotalPart
from core.schema import specs
from core.schema.form import Form, Record, form, record

FUND_ROWS = {
    "total": (
        "年度资金总额",
        "资金总额",
        "总额",
        "项目资金总额",
        "年度资金合计",
        "年度资金总额合计",
        "合计",
        "预算资金总额",
        "年度预算资金总额",
        "项目预算资金总额",
        "年度总金额",
        "年度预算总额",
        "预算总额",
        "项目预算总额",
        "支出总额",
        "金额合计",
        "资金合计",
    ),
    "current": (
        "其中：当年财政拨款",
        "当年财政拨款",
        "本年财政拨款",
        "财政拨款",
        "当年财政资金",
        "财政资金",
        "本年财政资金",
        "年度财政拨款",
        "当年财政拨款资金",
        "一般公共预算拨款",
        "本年一般公共预算拨款",
        "当年一般公共预算拨款",
        "政府预算资金",
    ),
    "carried": (
        "上年结转资金",
        "上年结转",
        "结转资金",
        "上年结转结余",
        "上年结转结余资金",
        "以前年度结转资金",
        "上年结余",
        "上年结余资金",
        "上年结余结转",
        "上年结余结转资金",
        "结转结余资金",
    ),
    "other": ("其他资金", "单位资金", "其他", "自筹资金", "其他来源资金", "其他收入"),
}
"""The rows of 项目资金 with their spellings, the official wording first."""


@record
class ProjectFund(Record):
    """A row of 项目资金; only the total is scored."""

    row: Annotated[str, specs.choice(tuple(FUND_ROWS))] = ""
    initial_budget: InitialBudget = None
    annual_budget: AnnualBudget = None
    executed: Executed = None
    weight: Weight = None
    rate: Rate = None
    score: Score = None


@form("f3", "项目支出绩效自评表")
class Project(Form):
    """f3: one project's money, goals and indicators. `blank` when it was left empty."""

    title: Annotated[str | None, specs.text("项目支出绩效自评表")] = None
    year: Annotated[int | None, specs.year("年度")] = None
    project: Annotated[
        str | None,
        specs.text(
            "项目支出名称",
            "项目名称",
            "专项资金名称",
            "专项名称",
            "专项资金项目名称",
            "转移支付(项目)名称",
            "专项(项目)名称",
            "资金(项目)名称",
        ),
    ] = None
    authority: Annotated[
        str | None,
        specs.text(
            "主管部门",
            "主管单位",
            "主管部门名称",
            "地方主管部门",
            "业务主管部门",
            "项目主管部门",
            "预算主管部门",
            "主管部门及代码",
            "预算部门",
        ),
    ] = None
    implementer: Annotated[
        str | None, specs.text("实施单位", "项目实施单位", "项目单位", "资金使用单位")
    ] = None
    funds: Annotated[tuple[ProjectFund, ...], specs.rows(ProjectFund, "项目资金")] = ()
    goal: GoalPart = Goal()
    indicators: Indicators = ()
    total: TotalPart = Total()
    sign: Annotated[Sign, specs.group(Sign)] = Sign()
    blank: Annotated[bool, specs.flag("空表")] = False

    @property
    def fund(self) -> ProjectFund:
        """The row that is scored, 年度资金总额; an empty one when the form has none."""
        return next((row for row in self.funds if row.row == "total"), ProjectFund(row="total"))


def template_funds() -> tuple[ProjectFund, ...]:
    """The four rows of the official form, empty."""
    return tuple(ProjectFund(row=row) for row in FUND_ROWS)
