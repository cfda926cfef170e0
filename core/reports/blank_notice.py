"""填报说明: the page that goes out with the blank forms: when they are due, and whom to ask."""

from __future__ import annotations

import datetime as dt

from core.letterhead import Letterhead
from core.reports.report import Paragraph, Report, day_words


def blank_notice(year: int, head: Letterhead, last: dt.date | None, day: dt.date) -> Report:
    """The notice for the forms of a year; `last` is the day by which they must come back."""
    where = head.office or "财政部门"
    until = f"于{day_words(last)}前" if last else "按规定的时间"
    ask = (Paragraph(f"联系人：{head.contact}"),) if head.contact else ()
    return Report(
        f"{head.county}{year}年度部门整体支出绩效自评空表填报说明",
        (
            Paragraph(
                f"{year}年度部门整体支出绩效自评空表随本说明发给各单位，请逐项填写，"
                f"{until}将电子版和盖章纸质件报{where}。"
            ),
            Paragraph("一、空表怎样填", "section"),
            Paragraph(
                "Word 空表装有五个附件，Excel 空表装有附件1、附件2、附件3。"
                "Excel 空表浅黄色的格子由单位填写，合计、控制率、执行率、总分自动计算，"
                "填完请看“填表自查”一页，没有“请核对”再报送。"
            ),
            Paragraph("已经写好的单位名称、上年决算数和指标，请核对；有变动的，请改正并说明。"),
            Paragraph("二、金额和日期", "section"),
            Paragraph("金额单位为万元，保留两位小数；没有发生的填0，不设的指标留空。"),
            Paragraph("日期写成“2025年4月10日”这样的格式；百分数带“%”。"),
            Paragraph("三、报送前核对", "section"),
            Paragraph(
                "各表、报告中的同一数字应当一致；扣分的指标应写明原因；"
                "填表人、填报日期、联系电话、单位负责人签字不要漏填。"
            ),
            *ask,
        ),
        closing=(head.office or "（盖章）", day_words(day)),
        head=head.head,
    )
