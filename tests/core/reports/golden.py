"""What the documents say, as text beside the test; `python -m tests.core.reports.golden` rewrites.

The findings are made by hand, so that a change of a check's wording does not change the documents.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path

from core.address import At, Place
from core.assess import Assessment
from core.checks.finding import ERROR, HINT, WARNING, Finding
from core.forms.papers import paper_of
from core.reports.blank import BlankUnit, blank_forms
from core.reports.report import Chart, Heading, Paragraph, Report, Table, shown
from core.reports.return_slip import return_slip
from core.reports.summary import summary_report
from core.reports.unit_year import UnitYear
from core.submission import Filled
from core.writers.prose import is_prose
from core.writers.shown import cell_text
from tests.core.reports.made import GOOD, MARKED_DOWN, MISSING, SCHEME, YEAR
from tests.core.reports.test_return_slip import LETTER

FOLDER = Path(__file__).with_name("golden")


def _finding(
    check: str, severity: str, place: Place, where: str, expected: str | None, found: str | None
) -> Finding:
    said = f"应为{expected}，现为{found}"
    message = f"【{check} 某项检查】{where}：{said}。依据：某项规定"
    return Finding(check, severity, "某项检查", (place,), message, expected, found, "某项规定")


FINDINGS = (
    _finding(
        "BD-10", WARNING, Place("f1", At("lines.0.final")),
        "基础数据表 “三公”经费 本年决算数", "2.00", "2.50",
    ),
    _finding(
        "ZP-02", ERROR, Place("f2", At("fund.score")), "自评表 年度资金总额 得分", "9.53", "9.525",
    ),
    _finding(
        "ZP-26", HINT, Place("f2", At("goal.actual")),
        "自评表 年度总体目标 实际完成情况", "逐项说明", "空白",
    ),
)  # fmt: skip


def _with(unit: UnitYear, findings: tuple[Finding, ...]) -> UnitYear:
    assert unit.assessment is not None
    return dataclasses.replace(unit, assessment=Assessment(unit.assessment.scores, findings))


FOUND = _with(MARKED_DOWN, FINDINGS)
COUNTY = (FOUND, _with(GOOD, ()), MISSING)


def _lines(report: Report) -> Iterator[str]:
    yield f"# {report.title}"
    yield from report.lead
    for part in report.parts:
        if isinstance(part, Heading):
            yield f"\n## {part.text}"
        elif isinstance(part, Paragraph):
            yield f"[{part.role}] {part.text}"
        elif isinstance(part, Chart):
            yield f"<{part.kind}> {part.title}：{part.label} / {'、'.join(part.values)}"
        else:
            yield from _table(part)
    yield from report.closing


def _table(table: Table) -> Iterator[str]:
    yield f"{table.name} {table.unit}".strip()
    yield " | ".join(f"{column.group} {column.title}".strip() for column in table.columns)
    for row in (*table.rows, *((table.total,) if table.total else ())):
        values = zip(row, table.columns, strict=True)
        yield " | ".join(shown(value, column.kind) for value, column in values)


def _form(filled: Filled) -> Iterator[str]:
    """The grid of a form, a line for each row, with the wording and what is known."""
    paper = paper_of(filled.record)
    yield f"# {paper.annex} {paper.title}"
    for row in range(paper.rows):
        cells = (cell for cell in paper.cells if cell.row == row)
        yield " | ".join(
            cell_text(filled, cell).replace("\n", "")
            for cell in sorted(cells, key=lambda c: c.column)
        )


def documents() -> Mapping[str, str]:
    """File name → what the document says now."""
    slip = return_slip(FOUND, LETTER)
    assert slip is not None
    blanks = blank_forms(BlankUnit("某县水田局", MARKED_DOWN.submission), YEAR + 1, SCHEME)
    grids = (line for filled in blanks if not is_prose(filled) for line in _form(filled))
    return {
        "summary.txt": "\n".join(_lines(summary_report(COUNTY, YEAR))) + "\n",
        "return_slip.txt": "\n".join(_lines(slip)) + "\n",
        "blank.txt": "\n".join(grids) + "\n",
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in documents().items():
        (FOLDER / file).write_text(text, encoding="utf-8")
