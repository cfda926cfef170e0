"""What several forms share: signature line, goals, indicators, total."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from core.schema import specs
from core.schema.form import Record, record


@record
class Sign(Record):
    """The line under a form."""

    filled_by: Annotated[
        str | None, specs.text("填表人", "填报人", "制表人", "经办人", "填表人签名", "填报人签字")
    ] = None
    date: Annotated[
        dt.date | None, specs.date("填报日期", "填表日期", "填报时间", "填表时间", "日期")
    ] = None
    phone: Annotated[str | None, specs.text("联系电话", "电话", "联系方式")] = None
    head: Annotated[
        str | None,
        specs.text(
            "单位负责人签字",
            "单位负责人",
            "负责人签字",
            "单位负责人（签字）",
            "单位负责人签名",
            "部门负责人",
            "部门负责人签字",
            "负责人",
        ),
    ] = None


@record
class Goal(Record):
    """年度总体目标: what was planned and what came of it."""

    expected: Annotated[
        str | None,
        specs.text(
            "预期目标",
            "年初设定目标",
            "年度目标",
            "预期总体目标",
            "年初目标",
            "年初绩效目标",
            "年度预期目标",
            "预期绩效目标",
            "年初预期目标",
            multiline=True,
        ),
    ] = None
    actual: Annotated[
        str | None,
        specs.text(
            "实际完成情况",
            "目标实际完成情况",
            "年度目标实际完成情况",
            "年度绩效目标实际完成情况",
            "年度总体绩效目标完成情况",
            "年度目标完成情况",
            "实际完成目标",
            "目标完成情况",
            "全年实际完成情况",
            "全年完成情况",
            "年度完成情况",
            "年度实际完成情况",
            "年度绩效目标完成情况",
            "总体目标完成情况",
            "绩效目标完成情况",
            "年度总体目标实际完成情况",
            "年度总体目标完成情况",
            "年度总体目标完成情况综述",
            "总体完成情况",
            "年度总体完成情况",
            "总体目标完成情况综述",
            "年度目标完成情况综述",
            "完成情况",
            multiline=True,
        ),
    ] = None


@record
class Indicator(Record):
    """One row of the indicator table; level names stand on every row, without their points."""

    level1: Annotated[str | None, specs.text("一级指标", "一级绩效指标", "一级指标名称")] = None
    level1_weight: Annotated[Decimal | None, specs.points("一级指标分值")] = None
    level2: Annotated[
        str | None, specs.text("二级指标", "二级绩效指标", "二级指标名称", "指标类别")
    ] = None
    level3: Annotated[
        str | None,
        specs.text(
            "三级指标",
            "三级绩效指标",
            "三级指标名称",
            "指标名称",
            "绩效指标名称",
            "指标内容",
            "三级指标内容",
            "具体指标",
            "具体指标名称",
            multiline=True,
        ),
    ] = None
    target: Annotated[
        str | None,
        specs.text(
            "年度指标值",
            "指标值",
            "目标值",
            "年初目标值",
            "年初指标值",
            "年度目标值",
            "预期指标值",
            "预期值",
            "预期目标值",
            "计划指标值",
            "计划值",
            "计划目标值",
            "绩效指标值",
            "全年指标值",
            "年初设定指标值",
            "全年目标值",
            "本年目标值",
            "年度预期指标值",
            "年初设定值",
            "目标指标值",
            "绩效目标值",
            "年度绩效指标值",
            "计划完成值",
            "预期完成值",
            multiline=True,
        ),
    ] = None
    actual: Annotated[
        str | None,
        specs.text(
            "实际完成值",
            "完成值",
            "全年实际值",
            "全年完成值",
            "实际值",
            "实际完成指标值",
            "实际完成情况",
            "全年实际完成值",
            "年度实际完成值",
            "实际完成",
            "完成指标值",
            "实际指标值",
            "年度完成值",
            "指标完成值",
            "指标完成情况",
            "完成情况",
            "完成数",
            "实际完成数",
            "年度实际值",
            "本年完成值",
            "当年完成值",
            "年末完成值",
            "完成结果",
            "实际完成指标",
            "全年完成情况",
            "全年实际完成情况",
            "实际情况",
            multiline=True,
        ),
    ] = None
    standard: Annotated[
        str | None,
        specs.text(
            "评扣分标准",
            "评(扣)分标准",
            "评分标准",
            "扣分标准",
            "计分标准",
            "评分细则",
            "评分规则",
            "计分规则",
            "得分计算方法",
            "评分办法",
            "评分方法",
            "评价标准",
            "评分说明",
            "评分依据",
            "赋分标准",
            "计分方法",
            "计分办法",
            multiline=True,
        ),
    ] = None
    weight: Annotated[
        Decimal | None,
        specs.points(
            "分值",
            "总分值",
            "权重",
            "标准分",
            "分值(权重)",
            "指标分值",
            "分值权重",
            "权重分值",
            "指标权重",
            "标准分值",
            "满分",
            "权重/分值",
            "标准分数",
            "满分值",
            "应得分",
            "参考分值",
        ),
    ] = None
    score: Annotated[
        Decimal | None,
        specs.points(
            "得分",
            "自评得分",
            "自评分",
            "评分",
            "实际得分",
            "指标得分",
            "自评分值",
            "评价得分",
            "单位自评得分",
            "自评分数",
            "单位自评分",
            "部门自评得分",
            "实得分",
            "得分情况",
            "指标自评得分",
        ),
    ] = None
    deviation: Annotated[
        str | None,
        specs.text(
            "偏差原因分析及改进措施",
            "偏差原因分析",
            "未完成原因分析",
            "未完成原因及拟采取的改进措施",
            "未完成原因及改进措施",
            "偏差原因及改进措施",
            "偏差原因分析与改进措施",
            "偏差原因分析和改进措施",
            "偏差分析及改进措施",
            "原因分析及改进措施",
            "未完成原因",
            "未完成原因分析及改进措施",
            "未完成原因分析与拟采取的改进措施",
            "未完成原因和改进措施",
            "扣分原因",
            "扣分原因及改进措施",
            "偏差原因",
            "偏离原因分析及改进措施",
            "未完成原因分析及整改措施",
            "偏差原因分析及整改措施",
            "未完成原因说明",
            "差异原因分析及改进措施",
            "扣分原因及整改措施",
            "扣分原因说明",
            "扣分说明",
            "原因分析",
            "偏差原因说明",
            "未达标原因及改进措施",
            "未完成原因及整改措施",
            "差异原因说明",
            "差异原因",
            "偏差说明",
            "原因说明",
            "指标完成情况分析",
            "绩效指标完成情况分析",
            multiline=True,
        ),
    ] = None


@record
class Total(Record):
    """总分."""

    weight: Annotated[Decimal | None, specs.points("分值", "总分值")] = None
    score: Annotated[Decimal | None, specs.points("得分")] = None


GoalPart = Annotated[Goal, specs.group(Goal, "年度总体目标", "年度绩效目标", "总体目标")]
Indicators = Annotated[tuple[Indicator, ...], specs.rows(Indicator, "绩效指标")]
TotalPart = Annotated[
    Total,
    specs.group(
        Total,
        "总分",
        "合计",
        "总计",
        "总分合计",
        "自评总分",
        "总得分",
        "合计得分",
        "得分合计",
        "综合得分",
        "自评总得分",
        "自评得分合计",
        "最终得分",
        "最终自评得分",
        "自评综合得分",
        "综合自评得分",
        "综合评价得分",
        "综合评分",
        "评价总分",
        "评价总得分",
        "总评分",
        "总体得分",
        "整体得分",
        "绩效自评总分",
        "项目总分",
        "部门总分",
        "得分总计",
        "自评得分总计",
        "自评分合计",
        "分值合计",
        "总分值及得分",
    ),
]
"""The parts as 附件2 and 附件3 have them, with what their labels may say."""
