"""A project form as another province prints it, with made-up figures.

│ 年度目标 │ 年度总体目标 │ 年度目标完成情况 │   beside the rows, over the goals
│ 指标性质 │ 指标值 │ 度量单位 │               the target in three columns
no 分值 beside the money; 项目负责人 and 财务负责人 under the table
"""

from decimal import Decimal
from pathlib import Path

import docx
import pytest

from core.assess import assess
from core.forms import Project
from core.intake import collect, read_file
from core.intake.reading import FileReading
from core.schema.form import is_empty
from core.scheme import load_scheme

HEAD = (
    "项目资金（万元）",
    "",
    "年初预算数",
    "调整后预算数(A)",
    "执行数(B)",
    "执行率(B/A)",
    "得分",
    "原因",
)
LEVELS = ("一级指标", "二级指标", "三级指标")
ROWS = (
    ("项目名称", "农技推广", "", "", "", "", "", ""),
    ("主管部门", "青溪县农业农村局", "", "", "实施单位", "青溪县农技站", "", ""),
    HEAD,
    ("", "总额", "120.00", "110.50", "105.30", "95.29%", "9.53", ""),
    ("", "其中：财政资金", "120.00", "110.50", "105.30", "95.29%", "/", ""),
    ("年度目标", "年度总体目标", "", "", "年度目标完成情况", "", "", ""),
    ("", "办好培训。", "", "", "全年办了12期培训，到场的有三千多人。", "", "", ""),
    (*LEVELS, "指标性质", "指标值", "度量单位", "权重", "完成值", "得分"),
    ("产出指标", "数量指标", "农技培训", "≥", "12", "期", "40", "12", "40"),
    ("产出指标", "数量指标", "印发资料", "≥", "5000", "份", "20", "5200", "20"),
    ("效益指标", "社会效益指标", "群众会用新技术", "定性", "提升", "", "20", "提升", "20"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90", "%", "10", "92", "10"),
    ("合计", "", "", "", "", "", "100", "", "99.53"),
)  # fmt: skip


@pytest.fixture
def reading(tmp_path: Path) -> FileReading:
    document = docx.Document()
    document.add_paragraph("项目支出绩效自评表（2024年度）")
    table = document.add_table(len(ROWS), 9)
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    goals = [number for number, row in enumerate(ROWS) if "年度目标" in row or "办好培训。" in row]
    table.cell(goals[0], 0).merge(table.cell(goals[1], 0)).text = "年度目标"
    for number in goals:
        for left, right in ((1, 3), (4, 8)):
            text = ROWS[number][left]
            table.cell(number, left).merge(table.cell(number, right)).text = text
    document.add_paragraph("项目负责人：甲        财务负责人：乙")
    document.save(str(tmp_path / "项目.docx"))
    return read_file(tmp_path / "项目.docx")


def project(reading: FileReading) -> Project:
    (form,) = reading.forms
    record = form.filled.record
    assert isinstance(record, Project)
    return record


def test_goals_under_the_headings_of_this_province(reading: FileReading) -> None:
    record = project(reading)
    assert record.goal.expected == "办好培训。"
    assert record.goal.actual == "全年办了12期培训，到场的有三千多人。"


def test_targets_in_three_columns(reading: FileReading) -> None:
    record = project(reading)
    assert [row.target for row in record.indicators] == ["≥12期", "≥5000份", "提升", "≥90%"]


def test_nobody_else_is_taken_for_the_head_of_the_unit(reading: FileReading) -> None:
    record = project(reading)
    assert is_empty(record.sign)


def test_points_of_the_execution_are_what_is_left_of_100(reading: FileReading) -> None:
    record = project(reading)
    assert record.fund.weight is None
    (proposal,) = collect([reading])
    assessment = assess(proposal.submission, load_scheme())
    scores = assessment.scores["f3"]
    assert scores.fund.computed == Decimal("9.53")
    assert scores.total.computed == Decimal("99.53")
    assert not {"ZP-02", "ZP-10", "ZP-12"} & {found.check for found in assessment.findings}
