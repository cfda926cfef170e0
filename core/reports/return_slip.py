"""退回修改通知: the letter that goes back to a unit with what is to be mended.

Findings that the unit explained or the clerk lets rest are left out. They stand in the order of
the forms and of the cells on them, so that the unit can go through its papers once.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from core.address import At
from core.checks.finding import ERROR, HINT, SEVERITIES, WARNING, Finding
from core.number import read_number
from core.reports.mending import how_to_mend, told
from core.reports.report import COUNT, Column, Paragraph, Part, Report, Table, day_words
from core.reports.unit_year import UnitYear
from core.schema.form import leaves, spec_at
from core.schema.kinds import PERCENT
from core.submission import Submission

_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Letter:
    """What the desk writes on a slip: its number, day, deadline, and who sends it.

    `office` signs; `contact` is a name with a telephone number; `head` stands over the letter. Each
    may be left to the pen.
    """

    number: str
    day: dt.date
    deadline: dt.date
    office: str = ""
    contact: str = ""
    head: str = ""


def return_slip(
    unit: UnitYear, letter: Letter, severities: tuple[str, ...] = (ERROR, WARNING)
) -> Report | None:
    """The slip of a unit; None when there is nothing to mend or nothing was handed in."""
    findings = to_mend(unit, severities)
    if unit.submission is None or not findings:
        return None
    return Report(
        "绩效自评材料退回修改通知",
        (
            Paragraph(f"编号：{letter.number}", "right"),
            Paragraph(f"{unit.unit}：", "left"),
            Paragraph(_opening(unit, findings, letter)),
            _table(unit.submission, findings),
            *_ending(letter),
        ),
        closing=(letter.office or "（盖章）", day_words(letter.day)),
        head=letter.head,
    )


def to_mend(unit: UnitYear, severities: tuple[str, ...] = (ERROR, WARNING)) -> tuple[Finding, ...]:
    """The findings that go on the slip, in the order of form and place."""
    if unit.submission is None:
        return ()
    order = _order(unit.submission)
    found = [
        item.finding
        for item in unit.findings
        if item.finding.severity in severities and not item.settled
    ]
    behind = len(order)

    def place(finding: Finding) -> tuple[str, int, int]:
        code, _, number = finding.place.form.partition("#")
        key = (finding.place.form, finding.place.at)
        return code, int(number or 1), order.get(key, behind)

    return tuple(sorted(found, key=place))


def _order(submission: Submission) -> Mapping[tuple[str, At], int]:
    """Where each cell, row and group stands when the papers are gone through once."""
    order: dict[tuple[str, At], int] = {}
    for filled in submission.forms:
        for at, _, _ in leaves(filled.record):
            steps = at.steps
            for length in range(1, len(steps) + 1):
                order.setdefault((filled.key, At.of(*steps[:length])), len(order))
    return order


def _opening(unit: UnitYear, findings: tuple[Finding, ...], letter: Letter) -> str:
    counts = [
        f"{name}{count}条"
        for name in SEVERITIES
        if (count := sum(finding.severity == name for finding in findings))
    ]
    return (
        f"你单位报送的{unit.year}年度部门整体支出绩效自评材料已收悉。经审核，"
        f"需要核实修改的问题共{len(findings)}条（{'、'.join(counts)}），现退回修改。"
        "请逐条核对更正，在“回复”栏写明修改情况，"
        f"于{day_words(letter.deadline)}前将修改后的材料（电子版和盖章纸质件）连同本通知一并报回。"
    )


def _table(submission: Submission, findings: tuple[Finding, ...]) -> Table:
    columns = (
        Column("no", "序号", COUNT, 9),
        Column("place", "位置", width=29, left=True),
        Column("found", "填报", width=18),
        Column("expected", "应为", width=18),
        Column("fact", "问题", width=42, left=True),
        Column("mend", "怎么改", width=30, left=True),
        Column("reply", "回复", width=16, left=True),
    )
    rows = []
    for number, finding in enumerate(findings, 1):
        place, fact = told(submission, finding)
        hint = "（提示）" if finding.severity == HINT else ""
        rows.append(
            (
                number, place, *_figures(submission, finding),
                hint + fact, how_to_mend(finding), "",
            )
        )  # fmt: skip
    return Table("slip", "退回修改通知", columns, tuple(rows))


def _figures(submission: Submission, finding: Finding) -> tuple[str, str]:
    """What stands in the cell and what should, with the sign where it is a percentage."""
    filled = submission.form(finding.place.form)
    at = finding.place.at
    percent = filled and at.path and spec_at(type(filled.record), at).kind is PERCENT
    found, expected = (
        f"{text}%" if percent and text and read_number(text) else text or _NOTHING
        for text in (finding.found, finding.expected)
    )
    return found, expected


def _ending(letter: Letter) -> tuple[Part, ...]:
    said = Paragraph(
        "已更正的，回复“已改”；经核实无需修改的，请说明理由并附佐证材料。"
        "更正一处涉及其他表或报告的，请一并更正，保持各表、报告数字一致。"
    )
    return (said, *((Paragraph(f"联系人：{letter.contact}"),) if letter.contact else ()))
