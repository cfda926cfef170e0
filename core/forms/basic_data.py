"""f1 部门整体支出绩效评价基础数据表: staff, 三公, projects, running costs, buildings."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from core.forms.parts import Sign
from core.schema import specs
from core.schema.form import Form, Record, form, record


@dataclass(frozen=True, slots=True)
class Item:
    """A kind of line of 经费控制情况: its code, official wording and place in the tree.

    `labels` hold further spellings; `prefix` marks kinds recognised by how the label begins;
    `parent` is the line whose total this one is a part of; `depth` is how far it is indented.
    """

    code: str
    label: str
    labels: tuple[str, ...] = ()
    parent: str | None = None
    depth: int = 0


ITEMS = (
    Item(
        "three_public", "“三公”经费",
        ("三公经费", "三公经费支出", "三公经费合计", "三公经费总额", "三公经费小计"),
    ),
    Item(
        "vehicle",
        "1、公务用车购置和维护经费",
        (
            "公务用车购置和维护经费", "公务用车购置及运行费", "公务用车购置及运行维护费",
            "公务用车购置和运行维护费", "公务用车经费", "公务用车购置及维护经费",
            "公务用车购置和运行维护经费", "公务用车费", "公务用车购置及运行维护经费",
            "公务用车购置及维护费", "公务用车购置和维护费", "公务用车购置和运行费",
            "公务用车购置费和运行维护费", "公务用车购置费及运行维护费", "公车购置和维护经费",
            "公车购置及运行维护费", "公车购置及维护经费", "公务用车购置及维护",
            "公务用车购置和维护", "公务用车购置及运行", "公务用车购置及运行维护",
            "公务用车购置和运行维护",
        ),
        parent="three_public",
        depth=1,
    ),
    Item(
        "vehicle_purchase", "其中：公车购置",
        ("公车购置", "公务用车购置", "公务用车购置费", "公车购置费", "公车购置经费",
         "公务用车购置经费"),
        parent="vehicle", depth=2,
    ),
    Item(
        "vehicle_operation", "公车运行维护",
        (
            "公车运行维护费", "公务用车运行维护", "公务用车运行维护费", "公车运行费", "公车运行",
            "公务用车运行费", "公车维护", "公车运行维护经费", "公务用车运行维护经费",
            "公务用车维护费", "公车维护费", "公务用车运行经费",
        ),
        parent="vehicle", depth=2,
    ),
    Item(
        "abroad", "2、出国经费",
        ("出国经费", "因公出国(境)费", "因公出国（境）费用", "出国(境)经费", "因公出国经费",
         "因公出国(境)经费", "出国费", "出国(境)费", "因公出国境费", "因公出国境费用",
         "因公出国(境)支出", "因公出国(境)", "出国境经费", "出国(境)费用", "因公出国费用"),
        parent="three_public", depth=1,
    ),
    Item(
        "reception", "3、公务接待",
        ("公务接待", "公务接待费", "公务接待经费", "公务接待费用", "接待费", "公务接待支出",
         "国内公务接待费"),
        parent="three_public", depth=1,
    ),
    Item(
        "project", "项目支出：",
        ("项目支出", "项目支出合计", "项目经费", "项目支出总额", "项目支出小计"),
    ),
    Item(
        "project_business", "1、业务工作经费",
        ("业务工作经费", "业务工作费", "业务经费", "业务工作专项", "业务工作专项经费"),
        parent="project", depth=1,
    ),
    Item(
        "project_operation", "2、运行维护经费",
        ("运行维护经费", "运行维护费", "运行维护专项", "运行维护专项经费"),
        parent="project", depth=1,
    ),
    Item("project_line", "", parent="project", depth=1),
    Item(
        "special", "3、县级专项资金（一个专项一行）",
        ("县级专项资金", "市级专项资金", "区级专项资金", "本级专项资金", "专项资金",
         "县本级专项资金", "市本级专项资金", "区本级专项资金", "专项资金合计", "专项资金小计"),
        parent="project", depth=1,
    ),
    Item("special_line", "", parent="special", depth=2),
    Item(
        "transfer", "上级转移支付（一个专项一行）",
        ("上级转移支付", "上级专项资金", "上级转移支付资金", "上级专项转移支付",
         "上级转移支付项目", "上级专项转移支付资金", "上级转移支付合计"),
        parent="project", depth=1,
    ),
    Item("transfer_line", "", parent="transfer", depth=2),
    Item(
        "public", "公用经费",
        ("公用经费支出", "公用经费合计", "日常公用经费", "公用经费总额", "公用支出", "日常公用支出",
         "公用经费小计"),
    ),
    Item(
        "public_office", "其中：办公经费", ("办公经费", "办公费", "办公费用"),
        parent="public", depth=1,
    ),
    Item(
        "public_utilities_travel", "水费、电费、差旅费",
        ("水费电费差旅费", "水电费、差旅费", "水费、电费和差旅费", "水电差旅费",
         "水费、电费及差旅费", "水、电、差旅费", "水费/电费/差旅费", "水电费差旅费"),
        parent="public", depth=1,
    ),
    Item(
        "public_meeting_training", "会议费、培训费",
        ("会议费培训费", "会议费和培训费", "会议培训费", "会议费及培训费", "会议费/培训费",
         "会议、培训费"),
        parent="public", depth=1,
    ),
    Item(
        "procurement", "政府采购金额",
        ("政府采购", "政府采购支出", "政府采购预算金额", "政府采购总额", "政府采购支出金额"),
    ),
    Item(
        "basic_adjustment", "部门基本支出预算调整",
        ("基本支出预算调整", "部门基本支出预算调整数", "基本支出预算调整数",
         "部门基本支出预算调整情况", "基本支出预算调整情况",
         "部门整体支出预算调整", "整体支出预算调整", "部门整体支出预算调整数"),
    ),
)  # fmt: skip
ITEM = {item.code: item for item in ITEMS}
OPEN_ITEMS = frozenset({"project_line", "special_line", "transfer_line"})
"""Lines that a unit may add as many of as it has, each with a label of its own."""


@record
class Staff(Record):
    """财政供养人员情况."""

    authorized: Annotated[
        Decimal | None,
        specs.count(
            "编制数",
            "编制人数",
            "核定编制数",
            "编制",
            "核定编制",
            "人员编制",
            "人员编制数",
            "编制人员数",
            "核定编制人数",
        ),
    ] = None
    actual: Annotated[
        Decimal | None,
        specs.count(
            "实际在职人数",
            "在职人数",
            "实有在职人数",
            "实际在职",
            "实有人数",
            "在职人员数",
            "实际在职人员数",
            "实有在职人员数",
            "在编在职人数",
            "实际在编人数",
            "在编人数",
            "实有在编人数",
        ),
    ] = None
    control_rate: Annotated[
        Decimal | None,
        specs.percent("控制率", "人员控制率", "在职人员控制率", "财政供养人员控制率"),
    ] = None


@record
class Line(Record):
    """A row of 经费控制情况."""

    item: Annotated[str, specs.choice(tuple(item.code for item in ITEMS))] = ""
    label: Annotated[str | None, specs.text("经费控制情况")] = None
    prior_final: Annotated[Decimal | None, specs.amount("上年决算数")] = None
    budget: Annotated[Decimal | None, specs.amount("本年预算数")] = None
    final: Annotated[Decimal | None, specs.amount("本年决算数")] = None


@record
class Building(Record):
    """楼堂馆所控制情况, one row of finished buildings."""

    completed_year: Annotated[int | None, specs.year("完工年份")] = None
    approved_area: Annotated[Decimal | None, specs.area("批复规模", "批复面积", "批复建设规模")] = (
        None
    )
    actual_area: Annotated[Decimal | None, specs.area("实际规模", "实际面积", "实际建设规模")] = (
        None
    )
    area_rate: Annotated[
        Decimal | None, specs.percent("规模控制率", "面积控制率", "建设规模控制率")
    ] = None
    approved_investment: Annotated[
        Decimal | None,
        specs.amount(
            "预算投资",
            "批复投资",
            "概算投资",
            "投资概算",
            "批复概算",
            "投资预算",
            "预算投资额",
            "批复投资额",
            "概算投资额",
        ),
    ] = None
    actual_investment: Annotated[
        Decimal | None, specs.amount("实际投资", "决算投资", "实际投资额", "实际完成投资")
    ] = None
    investment_rate: Annotated[
        Decimal | None, specs.percent("投资概算控制率", "投资控制率", "概算控制率")
    ] = None


@form("f1", "部门整体支出绩效评价基础数据表")
class BasicData(Form):
    """f1: what the unit has, spends and builds."""

    title: Annotated[str | None, specs.text("基础数据表")] = None
    year: Annotated[int | None, specs.year("年度")] = None
    unit: Annotated[
        str | None,
        specs.text(
            "填报单位", "单位名称", "预算部门名称", "预算单位名称", "部门名称", "填报单位（盖章）"
        ),
    ] = None
    staff: Annotated[Staff, specs.group(Staff, "财政供养人员情况")] = Staff()
    lines: Annotated[tuple[Line, ...], specs.rows(Line, "经费控制情况")] = ()
    buildings: Annotated[tuple[Building, ...], specs.rows(Building, "楼堂馆所控制情况")] = ()
    thrift: Annotated[
        str | None, specs.text("厉行节约保障措施", "厉行节约措施", multiline=True)
    ] = None
    sign: Annotated[Sign, specs.group(Sign)] = Sign()


def template_lines() -> tuple[Line, ...]:
    """The lines of the official form, empty."""
    return tuple(
        Line(item=item.code, label=item.label)
        for item in ITEMS
        if item.code not in OPEN_ITEMS and item.code != "transfer"
    )
