"""What the files of filled templates are called."""

import pytest

from core.filling.files import _project
from core.forms.report import ProjectReport
from core.submission import Filled

UNIT = "青溪县水利局"


@pytest.mark.parametrize(
    ("project", "title", "called"),
    [
        ("渠道维修", "2024年度河道清淤项目支出绩效自评报告", "渠道维修"),
        (None, "2024年度青溪县水利局河道清淤项目支出绩效自评报告", "河道清淤"),
        (None, "青溪县水利局2024年度防汛抗旱专项资金绩效自评报告", "防汛抗旱专项资金"),
        (None, "关于2024年度道路养护项目支出绩效自评情况的报告", "道路养护"),
        (None, "2024年度项目支出绩效自评报告", "未填名称"),
        (None, None, "未填名称"),
    ],
)
def test_a_report_is_named_by_its_project_or_by_its_title(
    project: str | None, title: str | None, called: str
) -> None:
    filled = Filled("f5", ProjectReport(title=title, project=project))
    assert _project(filled, 2, UNIT) == f"项目2（{called}）"
