"""The options of a scheme with the basis of each, for whoever sets a year's rules."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a county decides: the keys of the scheme that hold it, and what that rests on."""

    title: str
    keys: tuple[str, ...]
    basis: str


OPTIONS = (
    Option(
        "预算执行分值",
        ("weights.execution",),
        "财预〔2020〕10号：预算资金执行率10分；有的市自评表定为20分",
    ),
    Option(
        "执行率的分母",
        ("execution.denominator",),
        "省级绩效目标自评表：“预算执行率=预算执行数/调整后预算数”；有的县按年初预算数",
    ),
    Option(
        "执行率超过100%",
        ("execution.cap",),
        "自评表表注：得分不得超过该项分值；个别系统不封顶",
    ),
    Option(
        "预算为零",
        ("execution.zero_budget",),
        "年初没有预算的按全年预算数计分；两数都为零的不适用，由县里定为0分、满分或摊入各项指标",
    ),
    Option(
        "一级指标分值模板",
        ("weights.groups", "weights.enforce"),
        "“一级指标分值统一设置为:产出指标50分、效益指标30分、满意度指标10分、预算资金执行率10分”；"
        "财预〔2021〕101号：设成本指标的为40、20、20、10分；各县自评表另有规定的从其规定",
    ),
    Option(
        "反向指标超出指标值",
        ("reverse.rule", "reverse.accepted"),
        "省级预算管理一体化系统按超出比例扣分；常见表注按指标值÷完成值计分；成本控制从严的超出即0分",
    ),
    Option(
        "及格门槛和逾期",
        ("quantity.pass_below", "quantity.late", "quantity.late_percent"),
        "财预〔2020〕10号：未完成的“按照完成值与指标值的比例记分”；财预〔2021〕101号：可设及格门槛",
    ),
    Option(
        "超额完成",
        ("overshoot.rule", "overshoot.percent"),
        "财预〔2020〕10号：因指标值偏低而大幅超额的按偏离度扣分；有的省系统达到130%的只要求说明原因",
    ),
    Option(
        "定性指标分档",
        ("quality.bands", "quality.default"),
        "财预〔2020〕10号和自评表表注：“100-80%(含80%)、80-60%(含60%)、60-0%”三档",
    ),
    Option(
        "满意度计分",
        ("satisfaction.rule", "satisfaction.steps"),
        "财预〔2021〕101号示例：90%以上满分，80%至90%得八成，60%至80%得五成，60%以下不得分；或按比例",
    ),
    Option(
        "得分的小数位",
        ("places",),
        "各县自评表得分保留两位小数，也有保留一位的，均四舍五入",
    ),
    Option(
        "等次界限",
        ("grades",),
        "财预〔2020〕10号：90分以上为优、80至90分为良、60至80分为中、60分以下为差；有的省为80、70、60分",
    ),
    Option(
        "须说明原因",
        ("reasons.rate", "reasons.score"),
        "省级绩效目标自评表：“预算执行率未达到90%的需说明原因”；财预〔2020〕10号：未完成的应分析偏差原因",
    ),
    Option(
        "误差和预警界限",
        (
            "limits.addend",
            "limits.score",
            "limits.adjustment",
            "limits.overrun",
            "limits.divergence",
            "limits.jump",
        ),
        "表列两位小数，n项相加的尾差不超过0.005×（n+1）万元；绩效监控预警：得分率高出执行率5%以上的核实",
    ),
    Option(
        "必报附件",
        ("attachments.always", "attachments.projects"),
        "通知所列附件：附件1、2、4各单位都报，有项目支出的加报附件3、5",
    ),
    Option(
        "金额单位",
        ("money",),
        "基础数据表、自评表表头：金额单位万元；有的县填元",
    ),
    Option(
        "表内用词",
        ("labels.level", "labels.unit"),
        "各地自评表有县级、市级、区级、本级专项资金，预算部门、预算单位等写法",
    ),
    Option(
        "基本支出预算调整的含义",
        ("adjustment",),
        "基础数据表“部门基本支出预算调整”：各地有填调整数的，有填全部基本支出的",
    ),
    Option(
        "检查的轻重",
        ("severities",),
        "县里对各项检查的要求：退回修改、说明、参考或不查",
    ),
    Option(
        "报告的章节",
        ("outline",),
        "整体支出绩效自评报告提纲：现行十节，旧提纲五节",
    ),
)
