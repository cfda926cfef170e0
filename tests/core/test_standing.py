"""What becomes of findings: marks that hold, marks that are cured, the sign-off."""

import dataclasses
import datetime as dt

from core.address import At, Place
from core.checks.finding import ERROR, HINT, WARNING, Finding
from core.editing import SetMark, SetStatus, apply
from core.judgement import EXPLAINED, IGNORED, PASSED, RETURNED, Mark, in_order
from core.standing import Standing, cured, mark_of, sign_off, standing
from core.submission import Submission

DAY = dt.date(2025, 4, 10)


def finding(path: str, severity: str = ERROR, found: str | None = "9.2") -> Finding:
    places = (Place("f2", At(path)), Place("f2", At("fund.executed")))
    return Finding("ZP-02", severity, "执行率得分", places, "……", "9.01", found)


SCORE, OTHER, HINTED = finding("fund.score"), finding("a.score", WARNING), finding("b.score", HINT)


def test_a_mark_holds_for_the_same_figures_only() -> None:
    mark = mark_of(SCORE, RETURNED, "", DAY)
    assert standing([SCORE, OTHER], [mark]) == (Standing(SCORE, mark), Standing(OTHER))
    changed = dataclasses.replace(SCORE, found="9.3")
    assert standing([changed], [mark]) == (Standing(changed),)
    assert cured([mark], [changed]) == (mark,)
    assert cured([mark], [SCORE]) == ()


def test_words_and_further_places_do_not_matter() -> None:
    mark = mark_of(SCORE, RETURNED, "", DAY)
    said = dataclasses.replace(SCORE, message="别的说法", places=SCORE.places[:1], severity=HINT)
    assert standing([said], [mark])[0].mark == mark


def test_a_finding_without_figures_has_a_mark_as_well() -> None:
    bare = dataclasses.replace(SCORE, found=None, expected=None)
    mark = mark_of(bare, IGNORED, "已核实", DAY)
    assert standing([bare, SCORE], [mark]) == (Standing(bare, mark), Standing(SCORE))


def test_explained_and_ignored_are_settled_returned_is_not() -> None:
    found = {
        state: Standing(SCORE, mark_of(SCORE, state, "说明", DAY))
        for state in (EXPLAINED, IGNORED, RETURNED)
    }
    assert [found[state].settled for state in found] == [True, True, False]
    assert [found[state].returned for state in found] == [False, False, True]
    assert not Standing(SCORE).settled
    assert not Standing(SCORE).returned


def test_marks_are_kept_one_of_a_key() -> None:
    first, second = (mark_of(SCORE, state, "说明", DAY) for state in (RETURNED, IGNORED))
    other = mark_of(OTHER, RETURNED, "", DAY)
    assert in_order([first, other, second]) == in_order([second, other])


def test_returning_marks_what_is_open() -> None:
    ignored = mark_of(OTHER, IGNORED, "已核实", DAY)
    submission = Submission("甲局", 2024, marks=(ignored,))
    step = sign_off(submission, [SCORE, OTHER, HINTED], RETURNED, "请更正", DAY)
    key = submission.key
    assert step.edits == (
        SetStatus(key, RETURNED, "请更正", DAY, 1),
        SetMark(key, mark_of(SCORE, RETURNED, "请更正", DAY)),
    )


def test_what_was_asked_of_one_finding_stays_when_the_unit_is_returned() -> None:
    """Words for the whole unit are for what has none of its own, also the second time."""
    own = mark_of(SCORE, RETURNED, "附佐证材料", DAY)
    submission = Submission("甲局", 2024, marks=(own,))
    for words in ("请更正", "再次请更正"):
        step = sign_off(submission, [SCORE, OTHER], RETURNED, words, DAY)
        for edit in step.edits:
            after = apply(submission, edit).after  # type: ignore[arg-type]
            assert after is not None
            submission = after
        said = {item.finding: item.asked for item in standing([SCORE, OTHER], submission.marks)}
        assert said == {SCORE: "附佐证材料", OTHER: words}


def test_passing_counts_open_errors() -> None:
    explained = mark_of(SCORE, EXPLAINED, "说明", DAY)

    def counted(*marks: Mark) -> list[int]:
        submission = Submission("甲局", 2024, marks=marks)
        steps = (sign_off(submission, [SCORE, OTHER], state, "", DAY) for state in (PASSED, None))
        return [edit.findings for step in steps for edit in step.edits
                if isinstance(edit, SetStatus)]  # fmt: skip

    assert counted() == [1, 1]
    assert counted(explained) == [0, 0]
