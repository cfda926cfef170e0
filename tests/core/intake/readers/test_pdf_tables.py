"""Tables that a page break cuts: headings once, cut rows and merged cells put together."""

from dataclasses import replace

from core.intake.readers.pdf_lines import Word
from core.intake.readers.pdf_pages import CUT, TORN, below, beside, widened
from core.intake.readers.pdf_tables import OVERLAPS, WRAPPED, Box, Ruled, grid_of, ruled

HEIGHT = 20.0
HEADS = ("名称", "预算", "决算")


def row(top: float, *texts: str, room: float = 0.0) -> list[Box]:
    """Boxes of one height side by side, each full to its edge unless `room` says otherwise."""
    return [
        Box(60.0 * n, top, 60.0 * n + 60, top + HEIGHT, text, room, size=10.0, lines=1)
        for n, text in enumerate(texts)
    ]


def table(*rows: list[Box]) -> Ruled:
    return Ruled(tuple(box for line in rows for box in line))


def roomy(found: Ruled) -> Ruled:
    """The same, no line of it broken for want of room."""
    return Ruled(tuple(replace(box, room=40.0) for box in found.boxes))


def texts(found: Ruled) -> list[list[str]]:
    return [[cell.text for cell in line] for line in grid_of(found, 0).lines]


def test_rows_after_a_break_stay_rows() -> None:
    above = table(row(0, *HEADS), row(20, "会议费", "2.1", "2.5"))
    here = table(row(0, "培训费", "3.1", "3.5"))
    above = roomy(above)
    assert texts(below(above, here)) == [
        list(HEADS), ["会议费", "2.1", "2.5"], ["培训费", "3.1", "3.5"],
    ]  # fmt: skip


def test_a_heading_printed_again_is_left_out() -> None:
    above = table(row(0, *HEADS), row(20, "会议费", "2.1", "2.5"))
    here = table(row(5, *HEADS), row(25, "培训费", "3.1", "3.5"))
    above = roomy(above)
    assert texts(below(above, here))[2:] == [["培训费", "3.1", "3.5"]]
    assert below(above, table(row(5, *HEADS))) == above


def test_a_cut_row_is_one_and_says_so() -> None:
    above = table(row(0, *HEADS), row(20, "水费、电费、差", "2.1", "2.5"))
    here = table(row(0, "旅费", "", ""), row(20, "会议费", "3", "4"))
    grid = grid_of(below(above, here), 0)
    joined = grid.at(1, 0)
    assert joined is not None
    assert (joined.text, joined.note) == ("水费、电费、差旅费", CUT)
    assert grid.source(joined).doubt == CUT
    assert [cell.text for cell in grid.lines[-1]] == ["会议费", "3", "4"]


def test_a_row_with_room_left_is_not_cut() -> None:
    above = table(row(0, *HEADS), row(20, "会议费", "2.1", "2.5", room=50))
    here = table(row(0, "政府采购金额", "", ""))
    assert texts(below(above, here))[2] == ["政府采购金额", "", ""]


def test_a_number_that_may_go_on_is_not_read() -> None:
    above = table(row(0, *HEADS), row(20, "会议费", "702.8", "2.5"))
    here = table(row(0, "、培训费", "6", ""))
    lines = grid_of(below(above, here), 0).lines
    assert [cell.doubt for cell in lines[1]] == [TORN] * 3
    assert [cell.text for cell in lines[2]] == ["、培训费", "6", ""]


def test_an_entry_of_its_own_is_not_joined() -> None:
    above = table(row(0, *HEADS), row(20, "2、运行维护经费", "", ""))
    assert texts(below(above, table(row(0, "3、专项资金", "", ""))))[2:] == [
        ["3、专项资金", "", ""]
    ]


def test_cells_that_the_page_parts_complete_each_other() -> None:
    above = table(row(0, *HEADS), row(20, "案件审", "", "100%"))
    here = table(row(0, "理规范率", "≥90%", ""))
    assert texts(below(above, here))[1:] == [["案件审理规范率", "≥90%", "100%"]]


def test_a_merged_cell_goes_on_empty() -> None:
    tall = replace(row(0, "产出指标")[0], bottom=40.0)
    above = table([tall], row(0, "", "数量", "1")[1:], row(20, "", "质量", "2")[1:])
    above = roomy(above)
    rest = replace(row(0, "")[0], bottom=40.0)
    here = table([rest], row(0, "", "时效", "3")[1:], row(20, "", "成本", "4")[1:])
    (first, *_) = grid_of(below(above, here), 0).cells
    assert (first.text, first.rows) == ("产出指标", 4)


def test_a_table_that_goes_on_to_the_right() -> None:
    left, right = table(row(0, "分值"), row(20, "10")), table(row(0, "得分"), row(20, "9.2"))
    assert beside(left, right)
    assert not beside(left, table(row(0, "得分"), row(25, "9.2")))
    assert texts(widened(left, right)) == [["分值", "得分"], ["10", "9.2"]]


class _Table:
    """The one thing that is needed of a table that pdfplumber found."""

    cells = ((0.0, 0.0, 40.0, 40.0), (0.0, 40.0, 40.0, 60.0))


def word(text: str, top: float, width: float) -> Word:
    return {"text": text, "x0": 2.0, "x1": 2.0 + width, "top": top, "bottom": top + 10}


def boxes(*words: Word) -> tuple[Box, ...]:
    return ruled(_Table(), words).boxes  # type: ignore[arg-type]


def test_a_number_broken_for_want_of_room() -> None:
    (first, _) = boxes(word("1702.8", 2, 30), word("6", 14, 5))
    assert (first.text, first.note) == ("1702.86", WRAPPED)


def test_no_entry_begins_with_a_comma() -> None:
    (first, _) = boxes(word("1", 2, 5), word("，502.5", 14, 20))
    assert (first.text, first.note) == ("1，502.5", WRAPPED)


def test_a_number_broken_at_its_blank() -> None:
    (first, _) = boxes(word("1", 2, 5), word("481.00", 14, 30))
    assert (first.text, first.note) == ("1 481.00", WRAPPED)
    (first, _) = boxes(word("1", 2, 5), word("481", 14, 15))
    assert (first.text, first.note) == ("1\n481", None)


def test_two_numbers_in_one_box_stay_two() -> None:
    (first, _) = boxes(word("10", 2, 10), word("20", 14, 10))
    assert (first.text, first.note) == ("10\n20", None)


def test_print_over_an_edge_is_doubtful() -> None:
    found = boxes(word("附件", 2, 20), word("超出格子", 35, 30))
    assert all(box.doubt for box in found)
    (first, _) = grid_of(Ruled(found), 0).cells
    assert first.doubt == OVERLAPS
    assert Ruled(found).garbled


def test_a_name_that_had_room_is_not_the_rest_of_the_one_above() -> None:
    above = table(row(0, *HEADS), row(20, "上年结转资金", "", "", room=30))
    assert texts(below(above, table(row(0, "其他资金", "", ""))))[2:] == [["其他资金", "", ""]]


def test_a_unit_in_brackets_is_no_row_of_its_own() -> None:
    above = table(row(0, *HEADS), row(20, "规模", "预算投资", "2.5", room=30))
    here = table(row(0, "", "（万元）", ""))
    assert texts(below(above, here))[1:] == [["规模", "预算投资（万元）", "2.5"]]


def test_a_row_is_cut_where_boxes_keep_much_free() -> None:
    wide = table(row(0, *HEADS), row(20, "会议费", "2.1", "2.5"), row(40, "项目支", "", ""))
    above = Ruled(tuple(replace(box, slack=60.0) for box in wide.boxes))
    assert texts(below(above, table(row(0, "出", "", ""))))[2:] == [["项目支出", "", ""]]
