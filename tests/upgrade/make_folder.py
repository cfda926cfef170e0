"""Make the small data folder that later versions of the program must still open.

    python -m tests.upgrade.make_folder

Run once for each version of the database, when it is new: writes `v<version>.zip`, a backup, and
`v<version>.json`, what the program must find in it. Files that are there are never made again.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.address import At, Place
from core.editing import (
    AddForm,
    Enter,
    InsertRow,
    MoveRow,
    PutSubmission,
    PutUnit,
    RemoveForm,
    RemoveRow,
    SetDeadline,
    SetLetterhead,
    SetMark,
    SetReview,
    SetStatus,
    SetTemplate,
    Step,
)
from core.editing.codec import submission_json
from core.forms import BasicData, Overall, OverallReport, Project
from core.forms.basic_data import Building, Line, Staff, template_lines
from core.forms.overall import Fund
from core.forms.parts import Indicator, Sign
from core.forms.project import ProjectFund
from core.forms.report import Seal, Section, Table, TableRow
from core.judgement import IGNORED, RETURNED, Mark
from core.letterhead import NO_LETTERHEAD, Letterhead
from core.scheme import scheme_names
from core.source import Source, Unread
from core.store.backup import backup
from core.store.migrations import VERSION
from core.submission import FileInfo, Filled, Submission, numbered
from core.unit import Unit
from core.workspace import Workspace

HERE = Path(__file__).parent
KEY = "2024/青石县苗圃管理站"


@dataclass(frozen=True)
class HandedIn:
    """A made-up file."""

    name: str
    data: bytes
    format: str = "docx"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def handed_in(file: FileInfo) -> Submission:
    """A form of every kind, with every kind of value, source and unread cell."""
    indicators = (
        Indicator(level1="产出指标", level1_weight=Decimal(30), level2="数量指标",
                  level3="育苗数量", target="≥12万株", actual="12.5万株", weight=Decimal("15.00"),
                  score=Decimal(15)),
        Indicator(level1="产出指标", level2="质量指标", level3="成活率", target="≥90%",
                  actual="88%", weight=Decimal(15), deviation="夏季干旱\n已补种"),
    )  # fmt: skip
    basic = BasicData(
        year=2024,
        unit="青石县苗圃管理站",
        staff=Staff(authorized=Decimal(12), actual=Decimal(11), control_rate=Decimal("91.67")),
        lines=(
            *template_lines()[:2],
            Line(item="project_line", label="苗木采购", budget=Decimal("-0.5")),
        ),
        buildings=(Building(completed_year=2021, approved_area=Decimal("310.5")),),
        thrift="压减会议\n\n集中采购",
        sign=Sign(filled_by="甲某", date=dt.date(2025, 4, 9)),
    )
    overall = Overall(year=2024, fund=Fund(executed=Decimal("98.20")), indicators=indicators)
    project = Project(project="苗木采购", funds=(ProjectFund(row="total", rate=Decimal(100)),))
    report = OverallReport(
        cover=Seal(unit="青石县苗圃管理站"),
        sections=(Section(no=1, heading="基本情况", text="本站有苗圃三处。"),),
        tables=(Table(title="支出", rows=(TableRow(label="合计", final=Decimal("98.2")),)),),
    )
    cell = Source("15分", 0, 9, 7, doubt="已规范")
    sheet = Source("苗木采购", 2, 1, 1, sheet="项目")
    forms = (
        Filled("f1", basic, {At("thrift"): Source("压减会议", paragraph=4)}, {}, file.sha256),
        Filled("f2", overall, {At("indicators.0.score"): cell},
               {At("indicators.1.score"): Unread("十三分", "不是数字")}, file.sha256),
        Filled("f3", project, {At("project"): sheet}, {}, None),
        Filled("f3", Project(blank=True), {}, {}, None),
        Filled("f4", report, {}, {}, None),
    )  # fmt: skip
    return Submission("青石县苗圃管理站", 2024, numbered(forms), (file,))


def fill(workspace: Workspace) -> None:
    """Every kind of step; the last one undone."""
    file = workspace.keep_file(HandedIn("苗圃站自评.docx", b"PK made up"))
    submission = handed_in(file)
    workspace.dispatch(Step("导入1个文件", (PutSubmission(KEY, submission),)))
    workspace.add_units(["青石县水文站", "青石县苗圃管理站"])
    nursery = Unit("青石县苗圃管理站", "101", "张三", "0000-1", aliases=("苗圃站",), exempt=("f3",))
    last = SetDeadline(2024, dt.date(2025, 3, 31))
    head = SetLetterhead(Letterhead("青石县", "青石县财政局文件", "青石县财政局", "李四 0000-2"))
    own = SetTemplate("f2", file)
    workspace.dispatch(Step("设置", (PutUnit(nursery.name, nursery), last, head, own)))
    indicators = At("indicators")
    workspace.dispatch(
        Step(
            "修改指标",
            (
                InsertRow(KEY, "f2", indicators, 1),
                Enter(KEY, Place("f2", At("indicators.1.level3")), "新增指标"),
                MoveRow(KEY, "f2", indicators, 1, 2),
                RemoveRow(KEY, "f2", indicators, 1),
            ),
        )
    )
    workspace.dispatch(Step("填写得分", (Enter(KEY, Place("f2", At("fund.score")), "约9"),)))
    workspace.dispatch(Step("删除空表", (RemoveForm(KEY, "f3#2"),)))
    workspace.dispatch(Step("新建自评表", (AddForm("2023/青石县水文站", "f2"),)))
    workspace.set_scheme(2024, scheme_names()[1])
    row = Place("f2", At("indicators.0.score"))
    day = dt.date(2025, 4, 10)
    workspace.dispatch(
        Step(
            "审核",
            (
                SetReview(KEY, row, "12.50", "无佐证材料"),
                SetMark(KEY, Mark("ZP-13", row, "15", "", IGNORED, "已核实", day)),
                SetStatus(KEY, RETURNED, "请更正", day, 2, "绩退〔2025〕1号", dt.date(2025, 4, 20)),
            ),
        )
    )
    workspace.dispatch(Step("填写单位", (Enter(KEY, Place("f2", At("unit")), "苗圃站"),)))
    workspace.undo()


def found(workspace: Workspace) -> dict[str, Any]:
    """What the program finds in a folder, as JSON."""
    years = workspace.years()
    own = {code: file.sha256 for code, file in workspace.templates().items()}
    head = workspace.letterhead
    return {
        **({"templates": own} if own else {}),
        **({"letterhead": dataclasses.asdict(head)} if head != NO_LETTERHEAD else {}),
        "units": [unit._asdict() for unit in workspace.county_units()],
        "deadlines": {str(year): str(workspace.deadline(year)) for year in years},
        "schemes": {str(year): workspace.scheme(year).name for year in years},
        "submissions": [
            submission_json(submission)
            for year in years
            for submission in workspace.submissions(year)
        ],
        "undo": workspace.undo_label,
        "redo": workspace.redo_label,
    }


def main() -> None:
    """Write the folder of this version beside this file."""
    archive, expected = HERE / f"v{VERSION}.zip", HERE / f"v{VERSION}.json"
    if archive.exists():
        raise SystemExit(f"{archive.name} is there already and must stay as it is")
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Workspace.open(Path(temporary) / "data")
        fill(workspace)
        text = json.dumps(found(workspace), ensure_ascii=False, indent=1, sort_keys=True)
        workspace.close()
        backup(Path(temporary) / "data", archive)
    expected.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
