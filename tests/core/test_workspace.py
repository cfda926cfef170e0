"""The open data folder: steps, undo, queries, announcements."""

import dataclasses
import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from core.address import At, Place
from core.assess import assess
from core.editing import (
    AddForm,
    Edit,
    Enter,
    InsertRow,
    MoveRow,
    PutSubmission,
    SetMark,
    SetReview,
    SetUnits,
    Step,
)
from core.errors import Cancelled, UserError
from core.judgement import IGNORED
from core.scheme import DEFAULT_SCHEME, dump_scheme, load_scheme, scheme_names
from core.standing import mark_of
from core.submission import Submission, renewed
from core.suggest import recalculation
from core.unit import Unit
from core.workspace import Change, UnitState, Workspace
from tests.core.store.samples import long_submission

KEY = "2024/甲局"
SCORE = Place("f2", At("fund.score"))
NOON = dt.datetime(2025, 4, 10, 12, 0, tzinfo=dt.UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now

    def move(self, seconds: int) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """2024: 甲局 has handed in an f2."""
    opened = Workspace.open(tmp_path, clock=clock)
    opened.dispatch(Step("导入", (PutSubmission(KEY, long_submission("甲局", 3)),)))
    yield opened
    opened.close()


def do(workspace: Workspace, *edits: Edit) -> Change:
    return workspace.dispatch(Step("一步", edits))


def type_score(workspace: Workspace, text: str) -> Change:
    return workspace.dispatch(Step(f"填写{text}", (Enter(KEY, SCORE, text),)))


def text(workspace: Workspace, place: Place = SCORE) -> str:
    return the(workspace).text(place)


def the(workspace: Workspace, key: str = KEY) -> Submission:
    found = workspace.submission(key)
    assert found is not None
    return found


def reopened(workspace: Workspace, clock: Clock) -> Workspace:
    workspace.close()
    return Workspace.open(workspace.folder, clock=clock)


# steps


def test_a_step_is_stored(workspace: Workspace, clock: Clock) -> None:
    type_score(workspace, "9")
    again = reopened(workspace, clock)
    assert text(again) == "9"
    again.close()


def test_a_step_tells_what_it_touched(workspace: Workspace) -> None:
    change = workspace.dispatch(Step("填写", (Enter(KEY, SCORE, "9"),)), origin="editor")
    assert change == Change(
        "填写", frozenset({KEY}), frozenset({(KEY, SCORE)}), structural=False, origin="editor"
    )
    moved = do(workspace, MoveRow(KEY, "f2", At("indicators"), 0, 2))
    assert moved.structural
    assert moved.places == {(KEY, Place("f2", At("indicators")))}


def test_several_edits_are_one_step(workspace: Workspace) -> None:
    row = Place("f2", At("indicators.1.level3"))
    before = text(workspace, row)
    do(workspace, InsertRow(KEY, "f2", At("indicators"), 1), Enter(KEY, row, "新指标"))
    assert text(workspace, row) == "新指标"
    workspace.undo()
    assert text(workspace, row) == before


def test_a_step_that_changes_nothing_leaves_no_trace(workspace: Workspace) -> None:
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    change = type_score(workspace, "10")
    assert not change.submissions
    assert workspace.undo_label == "导入"
    assert heard == []


@pytest.mark.parametrize(
    "wrong",
    [
        Enter("2024/没有", SCORE, "1"),
        Enter("2019/没有", SCORE, "1"),
        Enter(KEY, Place("f3", At("title")), "1"),
        InsertRow(KEY, "f2", At("indicators"), 9),
    ],
)
def test_a_step_with_a_wrong_edit_changes_nothing(workspace: Workspace, wrong: Edit) -> None:
    with pytest.raises(LookupError):
        do(workspace, Enter(KEY, SCORE, "1"), wrong)
    assert text(workspace) == "10"
    assert workspace.undo_label == "导入"


# undo and redo


def test_undo_and_redo(workspace: Workspace, clock: Clock) -> None:
    type_score(workspace, "9")
    do(workspace, AddForm(KEY, "f1"))
    assert (workspace.undo_label, workspace.redo_label) == ("一步", None)
    workspace.undo()
    workspace.undo()
    assert text(workspace) == "10"
    assert (workspace.undo_label, workspace.redo_label) == ("导入", "填写9")
    again = reopened(workspace, clock)
    change = again.redo()
    assert change is not None
    assert change.places == {(KEY, SCORE)}
    assert text(again) == "9"
    again.redo()
    assert again.redo() is None
    assert [form.key for form in the(again).forms] == ["f1", "f2"]
    again.close()


def test_the_first_undo_of_all_leaves_an_empty_folder(workspace: Workspace, clock: Clock) -> None:
    workspace.undo()
    assert workspace.undo() is None
    assert workspace.undo_label is None
    assert workspace.submission(KEY) is None
    assert workspace.years() == ()
    again = reopened(workspace, clock)
    assert again.redo_label == "导入"
    again.redo()
    assert again.years() == (2024,)
    assert len(the(again).forms) == 1
    again.close()


def test_a_new_step_forgets_what_was_undone(workspace: Workspace) -> None:
    type_score(workspace, "9")
    workspace.undo()
    do(workspace, AddForm(KEY, "f1"))
    assert workspace.redo_label is None


def test_typing_into_one_cell_is_one_step_for_a_minute(workspace: Workspace, clock: Clock) -> None:
    type_score(workspace, "9")
    clock.move(50)
    type_score(workspace, "8")
    clock.move(61)
    type_score(workspace, "7")
    workspace.undo()
    assert text(workspace) == "8"
    workspace.undo()
    assert text(workspace) == "10"
    workspace.redo()
    assert text(workspace) == "8"


def test_typing_the_old_text_again_is_no_step(workspace: Workspace) -> None:
    type_score(workspace, "9")
    type_score(workspace, "10")
    assert (workspace.undo_label, workspace.redo_label) == ("导入", None)
    assert text(workspace) == "10"


def test_an_import_of_several_files_is_one_step(workspace: Workspace) -> None:
    others = [long_submission(unit, 2) for unit in ("乙局", "丙局")]
    workspace.dispatch(
        Step("导入2个文件", tuple(PutSubmission(other.key, other) for other in others))
    )
    assert len(workspace.submissions(2024)) == 3
    workspace.undo()
    assert [found.unit for found in workspace.submissions(2024)] == ["甲局"]


# years, schemes, units


def test_a_year_begins_with_its_first_submission(workspace: Workspace) -> None:
    assert workspace.scheme(2030) == load_scheme(DEFAULT_SCHEME)
    do(workspace, AddForm("2025/甲局", "f2"))
    assert workspace.years() == (2025, 2024)
    assert workspace.scheme(2025).name == DEFAULT_SCHEME


def test_another_scheme_rescores_the_year(workspace: Workspace, clock: Clock) -> None:
    before = workspace.assessment(KEY)
    change = workspace.set_scheme(2024, scheme_names()[1])
    assert change.submissions == {KEY}
    assert workspace.scheme(2024).name == scheme_names()[1]
    assert workspace.assessment(KEY) is not before
    again = reopened(workspace, clock)
    assert again.scheme(2024) == load_scheme(scheme_names()[1])
    again.undo()
    assert again.scheme(2024).name == DEFAULT_SCHEME
    again.close()


def test_an_unknown_scheme_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError):
        workspace.set_scheme(2024, "没有这种")


def test_a_scheme_of_the_bureaus_own(workspace: Workspace, clock: Clock) -> None:
    text = dump_scheme(load_scheme(DEFAULT_SCHEME)).replace("places = 2", "places = 1")
    workspace.set_scheme_text(2024, "# 本县方案\n" + text)
    assert workspace.scheme(2024).places == 1
    with pytest.raises(UserError):
        workspace.set_scheme_text(2024, text.replace("places = 1", "places = 9"))
    assert workspace.scheme(2024).places == 1
    again = reopened(workspace, clock)
    again.undo()
    assert again.scheme(2024).places == 2
    again.close()


def test_a_scheme_is_tried_and_nothing_changes(workspace: Workspace) -> None:
    strict = dataclasses.replace(load_scheme(DEFAULT_SCHEME), places=0)
    (trial,) = workspace.try_scheme(2024, strict)
    assert (trial.unit, trial.form) == ("甲局", "f2")
    assert workspace.try_scheme(2024, workspace.scheme(2024)) == ()
    assert workspace.scheme(2024).places == 2


def test_units_of_the_countys_list_are_shown_first(workspace: Workspace, clock: Clock) -> None:
    workspace.add_units(["丙局", " 乙局 ", "丙局", ""])
    found = [(unit.name, unit.forms) for unit in workspace.units(2024)]
    assert found == [("丙局", ()), ("乙局", ()), ("甲局", ("f2",))]
    workspace.add_units(["甲局", "乙局"])
    again = reopened(workspace, clock)
    assert again.unit_names() == ("丙局", "乙局", "甲局")
    assert [submission.unit for submission in again.submissions(2024)] == ["甲局"]
    assert [unit.name for unit in again.units(2023)] == ["丙局", "乙局", "甲局"]
    again.undo()
    again.undo()
    assert again.unit_names() == ()
    again.close()


def test_what_is_known_of_units_survives(workspace: Workspace, clock: Clock) -> None:
    workspace.set_units([Unit("乙局", "101", aliases=("乙",)), Unit("甲局"), Unit("丙局", "103")])
    known = Unit("乙局", "101", "张三", aliases=("乙",), exempt=("f3", "f5"))
    workspace.set_units([known, Unit("甲局")])
    workspace.set_deadline(2024, dt.date(2025, 3, 31))
    again = reopened(workspace, clock)
    assert again.county_units() == (known, Unit("甲局"))
    assert again.other_names() == {"乙": "乙局", "101": "乙局"}
    assert again.deadline(2024) == dt.date(2025, 3, 31)
    again.undo()
    again.undo()
    assert [unit.code for unit in again.county_units()] == ["101", "", "103"]
    assert again.deadline(2024) is None
    again.undo()
    assert again.unit("乙局") == Unit("乙局")
    again.close()


def test_the_day_of_receipt_is_that_of_the_first_step(workspace: Workspace) -> None:
    assert workspace.received().keys() == {KEY}
    workspace.undo()
    assert workspace.received() == {}


def test_a_listed_unit_keeps_its_submission(workspace: Workspace) -> None:
    workspace.add_units(["甲局"])
    do(workspace, SetUnits(()))
    assert [unit.name for unit in workspace.units(2024)] == ["甲局"]


def test_the_state_of_a_unit(workspace: Workspace) -> None:
    (unit,) = workspace.units(2024)
    assessment = workspace.assessment(KEY)
    assert unit == UnitState(
        name="甲局",
        year=2024,
        forms=("f2",),
        files=0,
        submitted=assessment.scores["f2"].total.submitted,
        computed=assessment.scores["f2"].total.computed,
        grade=assessment.scores["f2"].grade,
        errors=(errors := sum(f.severity == "错误" for f in assessment.findings)),
        warnings=(warnings := sum(f.severity == "警告" for f in assessment.findings)),
        open_errors=errors,
        open_warnings=warnings,
        status="已报",
    )
    assert unit.key == KEY
    assert unit.score == unit.computed
    assert UnitState("甲局", 2024, submitted=Decimal(9)).score == 9


# assessment


def test_the_assessment_follows_each_edit(workspace: Workspace) -> None:
    before = workspace.assessment(KEY)
    assert workspace.assessment(KEY) is before
    assert before == assess(the(workspace), workspace.scheme(2024))
    type_score(workspace, "3")
    assert workspace.assessment(KEY) == assess(the(workspace), workspace.scheme(2024))
    assert workspace.assessment(KEY).scores["f2"].fund.submitted == 3


def test_no_assessment_of_nothing(workspace: Workspace) -> None:
    with pytest.raises(KeyError):
        workspace.assessment("2024/没有")


def test_the_year_before_is_compared(workspace: Workspace) -> None:
    """An edit of last year's form is told of this year's submission as well."""
    do(workspace, PutSubmission("2023/甲局", long_submission("甲局", 3, 2023)))
    last = the(workspace, "2023/甲局")
    assert workspace.assessment(KEY) == assess(the(workspace), workspace.scheme(2024), last)
    change = do(workspace, Enter("2023/甲局", SCORE, "7"))
    assert change.submissions == {"2023/甲局", KEY}
    last = the(workspace, "2023/甲局")
    assert workspace.assessment(KEY) == assess(the(workspace), workspace.scheme(2024), last)


# judgement


def test_a_submission_goes_back_and_comes_again(workspace: Workspace, clock: Clock) -> None:
    workspace.sign_off(KEY, "returned", "请更正")
    (unit,) = workspace.units(2024)
    assert (unit.status, unit.returns) == ("退回", 1)
    assert unit.returned == unit.open_errors + unit.open_warnings > 0
    assert the(workspace).returns[0].findings == unit.returned
    new = dataclasses.replace(long_submission("甲局", 3), files=())
    do(workspace, PutSubmission(KEY, renewed(the(workspace), new)))
    (unit,) = workspace.units(2024)
    assert (unit.status, unit.returns) == ("重报", 1)
    workspace.undo()
    again = reopened(workspace, clock)
    assert again.units(2024)[0].status == "退回"
    again.undo()
    assert (again.units(2024)[0].status, the(again).marks) == ("已报", ())
    again.close()


def test_passing_over_open_errors_needs_words(workspace: Workspace) -> None:
    with pytest.raises(UserError):
        workspace.sign_off(KEY, "passed")
    for item in workspace.standing(KEY):
        if item.finding.severity == "错误":
            do(workspace, SetMark(KEY, mark_of(item.finding, IGNORED, "已核实", NOON.date())))
    workspace.sign_off(KEY, "passed")
    (unit,) = workspace.units(2024)
    assert (unit.status, unit.open_errors) == ("通过", 0)
    assert unit.errors > 0
    workspace.sign_off(KEY, None)
    assert workspace.units(2024)[0].status == "已报"
    with pytest.raises(KeyError):
        workspace.sign_off("2024/没有", None)


def test_reviewed_scores_count(workspace: Workspace) -> None:
    (before,) = workspace.units(2024)
    assert (before.reviewed, before.reviewed_grade) == (None, None)
    do(workspace, SetReview(KEY, Place("f2", At("indicators.0.score")), "0", "无佐证材料"))
    (after,) = workspace.units(2024)
    assert before.computed is not None
    assert after.computed == before.computed
    total = before.computed - Decimal("2.50")
    assert after.score == after.reviewed == total
    assert after.reviewed_grade == workspace.scheme(2024).grade(total)
    assert workspace.reviewed(KEY)["f2"].count == 1


def test_a_mended_cell_is_history(workspace: Workspace) -> None:
    finding = next(f for f in workspace.assessment(KEY).findings if f.check == "ZP-12")
    mark = mark_of(finding, "returned", "", NOON.date())
    do(workspace, SetMark(KEY, mark))
    assert workspace.cured(KEY) == ()
    do(workspace, Enter(KEY, Place("f2", At("total.score")), finding.expected or ""))
    assert workspace.cured(KEY) == (mark,)
    assert all(item.mark is None for item in workspace.standing(KEY))


def test_a_suggestion_is_an_ordinary_step(workspace: Workspace) -> None:
    (suggestion,) = (s for s in workspace.suggestions(KEY) if s.check == "ZP-12")
    assert workspace.year_suggestions(2024) == {KEY: workspace.suggestions(KEY)}
    assert workspace.year_suggestions(2023) == {}
    change = workspace.dispatch(recalculation([(KEY, suggestion)]))
    assert change.label.startswith("复算：")
    assert text(workspace, Place("f2", At("total.score"))) == "17.5"
    workspace.undo()
    assert text(workspace, Place("f2", At("total.score"))) == ""


def test_the_findings_of_a_year(workspace: Workspace) -> None:
    assert workspace.year_findings(2024) == {KEY: workspace.assessment(KEY).findings}
    assert workspace.year_findings(2023) == {}
    with pytest.raises(Cancelled):
        workspace.year_findings(2024, lambda *_: False)


# announcements


def test_every_change_is_announced_after_it_is_stored(workspace: Workspace) -> None:
    heard: list[tuple[Change, str]] = []
    stop = workspace.subscribe(lambda change: heard.append((change, text(workspace))))
    first = type_score(workspace, "9")
    second = workspace.undo()
    assert heard == [(first, "9"), (second, "10")]
    stop()
    stop()
    type_score(workspace, "8")
    assert len(heard) == 2


def test_a_callback_that_fails_is_reported_and_breaks_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: reported.append(kind))
    heard: list[Change] = []

    def fails(change: Change) -> None:
        raise ZeroDivisionError(change.label)

    workspace.subscribe(fails)
    workspace.subscribe(heard.append)
    type_score(workspace, "9")
    assert reported == [ZeroDivisionError]
    assert len(heard) == 1
    assert text(workspace) == "9"


def test_a_callback_may_make_a_step_itself(workspace: Workspace) -> None:
    def correct(change: Change) -> None:
        if change.places and text(workspace) == "9":
            type_score(workspace, "8")

    workspace.subscribe(correct)
    type_score(workspace, "9")
    assert text(workspace) == "8"


# files


@dataclass(frozen=True)
class Read:
    """As much of a file reading as keeping it needs."""

    name: str
    data: bytes
    format: str = "docx"


def test_files_are_kept(workspace: Workspace) -> None:
    info = workspace.keep_file(Read("甲.docx", b"PK"))
    assert (info.name, info.format, info.size) == ("甲.docx", "docx", 2)
    assert workspace.file_data(info.sha256) == b"PK"
    with pytest.raises(UserError):
        workspace.file_data("0" * 64)


def test_opening_can_be_cancelled(tmp_path: Path) -> None:

    with pytest.raises(Cancelled):
        Workspace.open(tmp_path / "never", lambda *_: False)
    assert not (tmp_path / "never").exists()


def test_the_history_of_a_submission_and_of_a_cell(workspace: Workspace, clock: Clock) -> None:
    for score in ("8", "7"):
        type_score(workspace, score)
        clock.move(120)
    do(workspace, SetUnits(("乙局",)))
    labels = [past.entry.step.label for past in workspace.history(KEY)]
    assert labels == ["填写7", "填写8", "导入"]
    assert [item.text for item in workspace.cell_history(KEY, SCORE)][:2] == ["7", "8"]
    earlier = workspace.as_of(KEY, workspace.history(KEY)[1].number)
    assert earlier is not None
    assert earlier.text(SCORE) == "8"
    workspace.undo()
    workspace.undo()
    assert [past.entry.step.label for past in workspace.history(KEY)] == ["填写8", "导入"]


def test_a_second_workspace_catches_up(tmp_path: Path, clock: Clock) -> None:
    """9.2 and 9.20 are equal, but another text was written."""
    first = Workspace.open(tmp_path / "data", clock=clock)
    unit = long_submission("甲局")
    first.dispatch(Step("导入", (PutSubmission(unit.key, unit),)))
    second = Workspace.open(tmp_path / "data", clock=clock)
    assert second.read_only
    heard: list[Change] = []
    second.subscribe(heard.append)
    assert not second.catch_up()
    for text in ("9.2", "9.20"):
        second.submissions(unit.year)
        first.dispatch(Step("改", (Enter(unit.key, SCORE, text),)))
        assert second.catch_up()
        assert not second.catch_up()
        found = second.submission(unit.key)
        assert found is not None
        assert found.text(SCORE) == text
    first.set_units([Unit("乙局")])
    assert second.catch_up()
    assert second.unit_names() == ("乙局",)
    assert [change.submissions for change in heard] == [
        frozenset({unit.key}), frozenset({unit.key}), frozenset()
    ]  # fmt: skip
    assert all(change.structural for change in heard)
    first.close()
    second.close()
