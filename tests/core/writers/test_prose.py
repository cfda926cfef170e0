"""What of a report is printed where."""

import dataclasses

import pytest

from core.address import At
from core.forms import BasicData, OverallReport, ProjectReport
from core.source import Unread
from core.submission import Filled
from core.writers.prose import prose_of, title_lines
from tests.core.writers.made import FORMS, PROJECT_REPORT, REPORT


def test_a_signed_report_has_no_cover_and_its_tables_stand_with_the_money() -> None:
    prose = prose_of(FORMS[3])
    assert prose.cover == ()
    assert prose.signature == ("某县水田局", "2025年4月10日")
    assert [len(passage.tables) for passage in prose.passages] == [0, 1, 0]
    assert prose.passages[0].paragraphs == ("（一）职能", "管水管田。")


def test_tables_without_their_section_stand_at_the_end() -> None:
    sections = tuple(dataclasses.replace(part, heading="某节") for part in REPORT.sections)
    prose = prose_of(Filled("f4", dataclasses.replace(REPORT, sections=sections)))
    assert [len(passage.tables) for passage in prose.passages] == [0, 0, 1]


def test_the_cover_names_project_unit_and_day() -> None:
    prose = prose_of(FORMS[4])
    assert prose.cover == (
        "项目名称：水渠修缮", "部门（单位）名称：某县水田局（盖章）", "2025年4月10日",
    )  # fmt: skip
    assert prose.signature == ()


def test_an_unread_day_stays_on_the_cover() -> None:
    record = dataclasses.replace(PROJECT_REPORT, cover=OverallReport().cover, project=None)
    unread = {At("cover.date"): Unread("二〇二五年春", "不是完整的日期")}
    assert "二〇二五年春" in prose_of(Filled("f5", record, unread=unread)).cover


def test_blank_reports_have_a_cover_to_fill_in_and_the_official_headings() -> None:
    overall, project = (prose_of(Filled(cls.CODE, cls())) for cls in (OverallReport, ProjectReport))
    assert overall.cover[-1] == "　　年　　月　　日"
    assert (len(overall.passages), len(project.passages)) == (10, 7)
    assert overall.passages[9].heading == "十、其他需要说明的情况"


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("自评报告", "自评报告"),
        (
            "2024年度某县水田局部门整体支出绩效自评报告",
            "2024年度某县水田局\n部门整体支出绩效自评报告",
        ),
        (
            "2024年度中共某某县直属机关工作委员会部门整体支出绩效自评报告",
            "2024年度\n中共某某县直属机关工作委员会\n部门整体支出绩效自评报告",
        ),
        ("某县某局关于水渠修缮情况的一份很长的报告", "某县某局关于水渠修缮情况的一份很长的报告"),
    ],
)
def test_long_titles_break_where_one_reads_on(title: str, broken: str) -> None:
    assert title_lines(title, 14) == broken


def test_a_grid_is_no_prose() -> None:
    with pytest.raises(TypeError):
        prose_of(Filled("f1", BasicData()))
