"""Figures and findings marked in the text of a report."""

import datetime as dt

from core.address import At, Place
from core.checks.finding import ERROR, WARNING, Finding
from core.checks.narrative.nouns import NOUNS
from core.judgement import EXPLAINED
from core.standing import Standing, mark_of, standing
from gui.models.prose import _NOUNS, facts_in, findings_in, span_of

TEXT = "全年支出90万元，比上年增加10万元，增长12.5%。\n"
TEXT += "公务接待费决算0.23万元，占支出的0.26%。群众满意。"


def finding(message: str, found: str | None = None, severity: str = ERROR) -> Finding:
    place = Place("f4", At("sections.0.text"))
    return Finding("NR-01", severity, "算术", (place,), message, found=found)


def test_each_figure_says_what_it_is() -> None:
    found = {TEXT[s.start : s.end]: s.tip for s in facts_in(TEXT)}
    assert "增加" in found["10万元"]
    assert "12.5%" in found["12.5%"]
    assert "公务接待" in found["0.23万元"]
    assert all(stretch.severity is None for stretch in facts_in(TEXT))


def test_numbers_of_staff_are_facts_too() -> None:
    text = "年末编制34名，共有43人，其中在职32人、退休约11人。新招5人。"
    found = {text[s.start : s.end]: s.tip.split("　")[0] for s in facts_in(text)}
    assert found == {"34名": "编制数", "43人": "总人数", "32人": "在职人数"}


def test_a_mark_begins_with_the_opening_quotation_mark() -> None:
    text = "按规定执行。\n“三公”经费决算5.9万元，增长15.46%。"
    where = span_of(text, finding("应为13.46%，“增长15.46%”不符"))
    assert where is not None
    assert text[slice(*where)] == "“三公”经费决算5.9万元，增长15.46%"


def test_a_finding_is_marked_at_the_sentence_it_quotes() -> None:
    found = findings_in(
        TEXT, standing([finding("应为11%，“增加10万元，增长12.5%”不符", severity=WARNING)], ())
    )
    assert [TEXT[s.start : s.end] for s in found] == ["全年支出90万元，比上年增加10万元，增长12.5%"]
    assert found[0].severity == WARNING


def test_what_was_explained_is_told_and_no_longer_wrong() -> None:
    wrong = finding("应为11%，“增加10万元，增长12.5%”不符")
    mark = mark_of(wrong, EXPLAINED, "口径不同", dt.date(2025, 5, 1))
    (found,) = findings_in(TEXT, [Standing(wrong, mark)])
    assert found.severity is None
    assert "口径不同" in found.tip


def test_a_quotation_counts_more_than_a_figure() -> None:
    where = span_of(TEXT, finding("“公务接待费决算”前文为90，现为0.23", "0.23"))
    assert where is not None
    assert TEXT[slice(*where)].startswith("公务接待费")


def test_a_quotation_over_sentences_marks_its_paragraph() -> None:
    where = span_of(TEXT, finding("“占支出的0.26%。群众满意…”一段与前文重复"))
    assert where is not None
    assert TEXT[slice(*where)] == TEXT.split("\n")[1]


def test_a_finding_that_quotes_nothing_is_not_marked() -> None:
    assert findings_in(TEXT, standing([finding("应有内容，现有标题无内容", "标题")], ())) == ()
    assert facts_in("") == ()


def test_every_noun_that_is_read_has_a_name() -> None:
    assert {code for code, _ in NOUNS} == set(_NOUNS)
