"""The columns of money that 附件2 and 附件3 share, with their spellings, the official one first."""

from decimal import Decimal
from typing import Annotated

from core.schema import specs

InitialBudget = Annotated[
    Decimal | None,
    specs.amount(
        "年初预算数",
        "年初预算",
        "年初预算金额",
        "年初预算安排",
        "年初部门预算数",
        "年初批复预算数",
        "年初数",
        "年初预算安排数",
        "年初预算批复数",
        "年初下达预算数",
        "年初部门预算",
    ),
]
AnnualBudget = Annotated[
    Decimal | None,
    specs.amount(
        "全年预算数",
        "全年预算",
        "调整后预算数",
        "调整后预算",
        "调整预算数",
        "调整后全年预算数",
        "全年预算金额",
        "年度预算数",
        "预算金额",
        "全年预算数(A)",
        "预算数",
        "预算数(A)",
        "全年(调整)预算数",
        "全年预算安排数",
        "年度预算金额",
        "本年预算数",
        "当年预算数",
        "预算安排数",
        "计划安排数",
        "调整后预算金额",
        "全年调整预算数",
        "全年调整预算",
        "调整预算",
        "年度调整预算数",
        "全年调整后预算数",
    ),
]
Executed = Annotated[
    Decimal | None,
    specs.amount(
        "全年执行数",
        "全年执行",
        "执行数",
        "全年执行数(B)",
        "执行数(B)",
        "实际执行数",
        "全年支出数",
        "预算执行数",
        "实际支出数",
        "实际支出",
        "全年实际支出数",
        "全年执行金额",
        "执行金额",
        "支出数",
        "决算数",
        "支出决算",
        "支出决算数",
        "年度执行数",
        "本年执行数",
        "当年执行数",
        "全年支出金额",
        "实际执行金额",
        "实际使用数",
        "资金执行数",
        "预算执行金额",
        "本年支出数",
        "全年决算数",
        "全年支出",
    ),
]
Weight = Annotated[
    Decimal | None,
    specs.points(
        "分值",
        "权重",
        "执行率分值",
        "执行率权重",
        "标准分",
        "满分",
        "参考分值",
        "指标分值",
        "分值权重",
        "权重分值",
        "指标权重",
        "标准分值",
        "满分值",
    ),
]
Rate = Annotated[
    Decimal | None,
    specs.percent(
        "执行率", "执行率(B/A)", "预算执行率", "资金执行率", "预算完成率", "支出率", "预算支出率"
    ),
]
Score = Annotated[
    Decimal | None,
    specs.points(
        "得分",
        "自评得分",
        "执行率得分",
        "预算执行得分",
        "自评分",
        "实际得分",
        "单位自评得分",
        "单位自评分",
        "部门自评得分",
        "自评分值",
        "实得分",
    ),
]
