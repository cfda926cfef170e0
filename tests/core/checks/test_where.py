"""Places in the words of the paper."""

import pytest

from core.address import At, Place
from core.checks.where import cut, where
from core.forms import BasicData, Overall, OverallReport, Project
from core.forms.basic_data import Line
from core.forms.parts import Indicator
from core.forms.project import ProjectFund
from core.forms.report import Section, Table, TableRow
from core.submission import Filled, Submission, numbered

_FORMS = (
    BasicData(lines=(Line(item="special_line", label="古籍专项"), Line(item="project"))),
    Overall(indicators=(Indicator(level3="读者\n满意度"), Indicator(level2="数量指标"))),
    Project(project="古籍专项", funds=(ProjectFund(row="current"),)),
    OverallReport(
        sections=(Section(heading="七、存在的问题"),),
        tables=(Table(rows=(TableRow(label="人员经费"),)),),
    ),
)


@pytest.mark.parametrize(
    ("form", "path", "words"),
    [
        ("f1", "lines.0.final", "基础数据表 古籍专项 本年决算数"),
        ("f1", "lines.1.final", "基础数据表 项目支出 本年决算数"),
        ("f1", "staff.actual", "基础数据表 财政供养人员情况 实际在职人数"),
        ("f2", "fund.score", "自评表 年度资金总额 得分"),
        ("f2", "indicators.0.actual", "自评表 指标1“读者满意度” 实际完成值"),
        ("f2", "indicators.1.score", "自评表 指标2“数量指标” 得分"),
        ("f2", "indicators.9.score", "自评表 绩效指标第10行 得分"),
        ("f2", "", "自评表"),
        ("f2", "cells.1.4.0", "自评表 第2个表第5行第1列"),
        ("f4", "paragraphs.6", "自评报告 第7段"),
        ("f3", "funds.0.rate", "项目自评表（古籍专项） 其中：当年财政拨款 执行率"),
        ("f1", "buildings.1.area_rate", "基础数据表 楼堂馆所控制情况第2行 规模控制率"),
        ("f4", "sections.0.text", "自评报告 “七、存在的问题” 正文"),
        ("f4", "tables.0.rows.0.final", "自评报告 第1行 “人员经费” 本年决算金额"),
        ("f5", "title", "f5"),
    ],
)
def test_where(form: str, path: str, words: str) -> None:
    forms = numbered(tuple(Filled(record.CODE, record) for record in _FORMS))
    assert where(Submission("某局", 2024, forms), Place(form, At(path))) == words


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("25\n25", "25 25"),
        ("1.入库\n2.出库", "1.入库2.出库"),
        ("≥ 95 %", "≥95%"),
        (" 完成 3 次\n", "完成3次"),
        ("一" * 40, "一" * 40),
        ("一" * 41, "一" * 40 + "…"),
    ],
)
def test_a_cell_in_a_sentence_is_one_line(text: str, line: str) -> None:
    assert cut(text) == line
