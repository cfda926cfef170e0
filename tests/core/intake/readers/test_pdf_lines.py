"""Lines of a page put together to paragraphs, as indents, margins and distances tell."""

from core.intake.readers.pdf_lines import Word, joined, line_end, paragraphs

LEFT, RIGHT, SIZE = 90.0, 510.0, 12.0


def line(text: str, top: float, left: float = LEFT, right: float = RIGHT) -> Word:
    return {"text": text, "x0": left, "x1": right, "top": top, "bottom": top + SIZE}


def texts(*words: Word, breaks: tuple[float, ...] = ()) -> list[str]:
    return [text.text for text in paragraphs(words, breaks, LEFT, RIGHT)]


def test_a_full_line_goes_on() -> None:
    assert texts(line("本单位全年", 0, 114), line("完成任务。", 20, right=200)) == [
        "本单位全年完成任务。"
    ]


def test_an_indented_line_begins_a_paragraph() -> None:
    assert texts(line("一是完成任务。", 0), line("二是抓好落实。", 20, 114)) == [
        "一是完成任务。", "二是抓好落实。",
    ]  # fmt: skip


def test_a_line_farther_below_begins_a_paragraph() -> None:
    far = line("八、改进措施", 60)
    assert texts(line("甲", 0), line("乙", 16), far) == ["甲乙", "八、改进措施"]


def test_a_number_without_room_goes_on_below() -> None:
    spent = line("其中支出", 0, right=460), line("12345.67万元。", 16, right=300)
    assert texts(*spent) == ["其中支出12345.67万元。"]
    heading = line("二、支出情况", 16, right=300)
    assert texts(spent[0], heading) == ["其中支出", "二、支出情况"]


def test_the_longest_of_few_headings_is_no_full_line() -> None:
    page = LEFT + RIGHT
    short = [line("一、基本情况", 0, right=162), line("管好档案。", 20, right=150)]
    assert line_end(short, page, None) is None
    assert line_end(short, page, RIGHT) == RIGHT
    assert line_end([*short, line("本单位全年", 40, right=490)], page, None) == 490


def test_lines_that_end_together_tell_a_wide_margin() -> None:
    page = LEFT + RIGHT
    for before in (None, RIGHT):
        lines = [line("全年", 20.0 * n, right=440) for n in range(3)]
        assert line_end(lines, page, before) == 440
    assert line_end([line("全年", 20.0 * n, right=200) for n in range(3)], page, None) is None


def test_a_mark_hangs_over_the_margin() -> None:
    hung = line("本单位全年，", 0, right=RIGHT + SIZE)
    assert line_end([hung, line("全年", 20)], LEFT + RIGHT, None) == RIGHT


def test_signatures_at_the_right_stay_apart() -> None:
    unit = line("清江县档案馆", 0, 414)
    assert texts(unit, line("2025年3月12日", 16, 400)) == ["清江县档案馆", "2025年3月12日"]


def test_what_a_table_parts_stays_apart() -> None:
    assert texts(line("甲", 0), line("乙", 16), breaks=(10.0,)) == ["甲", "乙"]


def test_thin_gaps_of_typesetting_are_none() -> None:
    words = [line("共有", 0, 90, 114), line("28", 0, 117, 130), line("人", 0, 133, 145)]
    assert joined(words) == "共有28人"
    assert joined([words[0], line("盖章", 0, 200, 224)]) == "共有 盖章"


def test_the_number_of_an_annex_goes_on_from_nothing() -> None:
    signed = "填表人：张三　单位负责人签字：李四"
    assert texts(line(signed, 0), line("附件2", 16, right=130)) == [signed, "附件2"]
    (_, annex) = paragraphs((line(signed, 0), line("附件2", 16, right=130)), (), LEFT, RIGHT)
    assert not annex.flush
