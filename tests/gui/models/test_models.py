"""Every model keeps Qt's rules and shows what the core says."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from core.address import At, Place
from core.checks.finding import ERROR, HINT, WARNING, Finding
from core.editing.edits import Enter, InsertRow, RemoveRow, Step
from core.forms import Overall
from core.intake import read_file
from core.judgement import IGNORED, RETURNED, Review
from core.reviewed import reviewed_total
from core.scheme import load_scheme
from core.scoring.result import FormScore, Scored
from core.standing import Standing, mark_of
from core.submission import Filled
from core.workspace import Workspace
from gui.bridge import Bridge
from gui.models.findings import (
    LINE_ROLE,
    FindingLine,
    FindingsModel,
    RuleLine,
    left_of,
    rule_lines,
)
from gui.models.findings import unit_lines as finding_lines
from gui.models.review import DOUBTS, FILE, SAYS, UNIT_COLUMN, YEAR_COLUMN, ReviewLine, ReviewModel
from gui.models.scores import ScoresModel, score_lines
from gui.models.tables import TableModel
from gui.models.units import UnitsModel, unit_lines
from tests.gui.county import KEY, UNIT, YEAR, overall, submitted

CHECKED, UNCHECKED = Qt.CheckState.Checked.value, Qt.CheckState.Unchecked.value


def finding(severity: str, path: str = "fund.score") -> Finding:
    return Finding("ZP-02", severity, "执行率得分", (Place("f2", At(path)),), f"【ZP-02】{path}")


def keeps_the_rules(model: QAbstractItemModel) -> None:
    """Qt's own tester walks over the model; what it finds is a warning, and those fail."""
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def shown(model: QAbstractItemModel, row: int, column: int = 0) -> object:
    return model.index(row, column, QModelIndex()).data()


def test_units(workspace: Workspace) -> None:
    model = UnitsModel()
    model.show(unit_lines(workspace, YEAR))
    keeps_the_rules(model)
    assert shown(model, 0) == UNIT
    assert model.row_of(KEY) == 0
    assert model.row_of(None) == -1
    assert [code for code, _ in model.lines[0].marks] == ["f1", "f2", "f3", "f4", "f5"]


def test_a_rescored_unit_keeps_its_row(workspace: Workspace) -> None:
    model = UnitsModel()
    model.show(unit_lines(workspace, YEAR))
    resets: list[object] = []
    changed: list[object] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda *_: changed.append(1))
    workspace.dispatch(Step("改", (Enter(KEY, Place("f2", At("fund.executed")), "1"),)))
    model.show(unit_lines(workspace, YEAR))
    assert (resets, changed) == ([], [1])


def test_a_listed_unit_that_has_not_handed_in(workspace: Workspace) -> None:
    workspace.add_units(["青石县文化馆"])
    marks = {line.state.name: dict(line.marks) for line in unit_lines(workspace, YEAR)}
    assert set(marks["青石县文化馆"].values()) == {"缺"}
    assert marks[UNIT]["f5"] in {"有", WARNING, ERROR}


def test_findings_are_sifted_by_severity() -> None:
    model = FindingsModel()
    found = (
        marked(ERROR, IGNORED), Standing(finding(HINT)), Standing(finding(WARNING)),
    )  # fmt: skip
    model.show(finding_lines(KEY, found, None))
    keeps_the_rules(model)
    assert [line.severity for line in model.findings] == [HINT, WARNING, ERROR]
    assert "已忽略：小额" in model.index(2).data()
    model.show(finding_lines(KEY, found, HINT))
    assert [model.index(row).data(LINE_ROLE).finding.severity for row in range(1)] == [HINT]
    assert left_of(found) == 1


def marked(severity: str, state: str) -> Standing:
    made = finding(severity)
    return Standing(made, mark_of(made, state, "小额", date(2025, 5, 1)))


def test_a_years_findings_by_rule() -> None:
    """
    ▾ ZP-02  3条 2家
        甲局 …
    """
    one = Standing(finding(ERROR))
    other = Standing(Finding("BD-01", WARNING, "控制率", (Place("f1", At("staff")),), "高"))
    hint = Standing(Finding("ZP-05", HINT, "年中调整", (Place("f2", At("fund")),), "大"))
    often = (hint,) * 4
    found = {"2024/甲局": (*often, one, other), "2024/乙局": (marked(ERROR, RETURNED), one)}
    closed = rule_lines(found, None, None)
    assert [
        (line.check, line.count, line.units) for line in closed if isinstance(line, RuleLine)
    ] == [
        ("ZP-02", 3, 2),
        ("BD-01", 1, 1),
        ("ZP-05", 4, 1),
    ]
    model = FindingsModel()
    model.show(rule_lines(found, None, "ZP-02"))
    keeps_the_rules(model)
    assert model.rowCount() == 6
    assert {line.unit for line in model.lines if isinstance(line, FindingLine)} == {"甲局", "乙局"}
    assert model.row_of(closed[1]) == 4
    assert len(rule_lines(found, WARNING, None)) == 1


def scores() -> FormScore:
    row = Scored(Decimal(30), Decimal(30), "达到指标值")
    other = Scored(Decimal(30), None, "需人工")
    return FormScore(Scored(Decimal("9.2"), Decimal("9.01"), "90÷100"), (row, row, other),
                     Scored(Decimal("98.2"), Decimal("98.01"), "合计"), "优")  # fmt: skip


def test_scores() -> None:
    model = ScoresModel()
    reviews = {At("indicators.2.score"): Review(Decimal(20), "没有调查记录")}
    filled = Filled("f2", overall(), reviews=reviews)
    reviewed = reviewed_total(filled, scores(), load_scheme())
    model.show(score_lines(filled, scores(), reviewed))
    keeps_the_rules(model)
    table = [[shown(model, row, column) for column in range(5)] for row in range(5)]
    assert table == [
        ["预算执行率", "9.2", "9.01", "", "+0.19"],
        ["造林面积", "30", "30", "", ""],
        ["成活率", "30", "30", "", ""],
        ["群众满意度", "30", "需人工", "20", ""],
        ["总分", "98.2", "98.01", "89.01", "+0.19"],
    ]
    assert "没有调查记录" in model.lines[3].why
    assert model.row_of(At("indicators.1.actual")) == 2
    assert model.row_of(At("fund.executed")) == 0
    assert model.row_of(At("goal.expected")) == -1


def test_a_score_that_an_alternative_allows_is_no_difference() -> None:
    filled = Filled("f2", Overall())
    alternative = Scored(Decimal(4), Decimal("3.74"), "按比例", "reverse", (Decimal(4),))
    result = FormScore(alternative, (), alternative, None)
    line = score_lines(filled, result, reviewed_total(filled, result, load_scheme()))[0]
    assert line.difference is None


def test_a_table_of_a_report(bridge: Bridge) -> None:
    """
    | 合计     | 10 |   | 10 |
    | 人员经费 | 10 |   | 10 |
    """
    typed: list[tuple[At, str]] = []

    def enter(at: At, text: str) -> bool:
        typed.append((at, text))
        return True

    model = TableModel(At("tables.0"), enter)
    bridge.turn("f4")
    filled = bridge.filled
    assert filled is not None
    model.show(filled)
    keeps_the_rules(model)
    assert [shown(model, 0, column) for column in range(4)] == ["合计", "10", "", "10"]
    assert model.setData(model.index(1, 1), "１２")
    assert typed == [(At("tables.0.rows.1.budget"), "１２")]
    assert shown(model, 1, 1) == "10"


def test_rows_of_a_table_come_and_go(bridge: Bridge) -> None:
    model = TableModel(At("tables.0"), lambda at, text: True)
    bridge.turn("f4")

    def show() -> list[object]:
        filled = bridge.filled
        assert filled is not None
        model.show(filled)
        return [shown(model, row) for row in range(model.rowCount())]

    assert show() == ["合计", "人员经费"]
    bridge.submit("插", (InsertRow(KEY, "f4", At("tables.0.rows"), 1),))
    assert show() == ["合计", "", "人员经费"]
    bridge.submit("删", (RemoveRow(KEY, "f4", At("tables.0.rows"), 0),))
    assert show() == ["", "人员经费"]


@pytest.fixture
def review(tmp_path: Path) -> ReviewModel:
    good = read_file(submitted(tmp_path))
    bad_file = tmp_path / "坏.docx"
    bad_file.write_bytes(b"")
    bad = read_file(bad_file)
    assert bad.problem is not None
    forms = tuple(form.filled for form in good.forms)
    return ReviewModel(
        (
            ReviewLine(good, forms, UNIT, YEAR, take=True),
            ReviewLine(bad, (), "", None, take=False, says=bad.problem.message),
        )
    )


def test_review(review: ReviewModel) -> None:
    keeps_the_rules(review)
    assert shown(review, 0, UNIT_COLUMN) == UNIT
    assert shown(review, 1, SAYS)
    assert shown(review, 0, DOUBTS) == str(review.lines[0].doubts)
    assert [line.reading.name for line in review.taken] == ["林草局自评.docx"]


def test_review_is_edited_in_place(review: ReviewModel) -> None:
    def put(column: int, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        return review.setData(review.index(0, column), value, role)

    assert put(YEAR_COLUMN, "２０２３年")
    assert review.lines[0].year == 2023
    assert put(UNIT_COLUMN, "青石县林业局")
    assert put(YEAR_COLUMN, "去年")
    assert len(review.taken) == 0
    assert put(YEAR_COLUMN, "2024")
    assert put(FILE, UNCHECKED, Qt.ItemDataRole.CheckStateRole)
    assert len(review.taken) == 0
    assert put(FILE, CHECKED, Qt.ItemDataRole.CheckStateRole)
    again: tuple[ReviewLine, ...] = review.taken
    assert [(line.unit, line.year) for line in again] == [("青石县林业局", 2024)]


def test_a_file_without_forms_cannot_be_ticked(review: ReviewModel) -> None:
    index = review.index(1, FILE)
    assert not review.setData(index, CHECKED, Qt.ItemDataRole.CheckStateRole)
    assert not review.flags(review.index(1, UNIT_COLUMN)) & Qt.ItemFlag.ItemIsEditable
