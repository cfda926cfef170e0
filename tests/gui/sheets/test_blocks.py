"""A block on the clipboard, and where it falls on a form."""

import pytest

from core.address import At
from core.submission import Filled
from gui import style
from gui.sheets.blocks import Spot, between, block_of, targets, text_of
from gui.sheets.boxes import Key, Sheet, Texts
from gui.sheets.filling import cleared, copied, filled_down, pasted
from gui.sheets.paper import new_grid, paper_sheet
from tests.gui.county import overall

FILLED = Filled("f2", overall())


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("90", [["90"]]),
        ("90\r\n", [["90"]]),
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\t\t3", [["1", "", "3"]]),
        ('"一\n二"\t3', [["一\n二", "3"]]),
        ('"一\n二"', [["一\n二"]]),
        ('所谓"三公"经费', [['所谓"三公"经费']]),
        ("1\n2\n3", [["1"], ["2"], ["3"]]),
        ("", [[""]]),
    ],
)
def test_blocks(text: str, rows: list[list[str]]) -> None:
    assert block_of(text) == rows


@pytest.mark.parametrize("rows", [[["1", "2"], ["", "4"]], [["一\n二", 'a"b']], [["a\tb", "c"]]])
def test_what_is_copied_can_be_pasted(rows: list[list[str]]) -> None:
    assert block_of(text_of(rows)) == rows


@pytest.fixture
def sheet() -> Sheet:
    texts = Texts(style.paper_font())
    return paper_sheet(FILLED, new_grid(), texts)


def row(index: int, *names: str) -> list[Key | None]:
    return [At.of("indicators", index, name) for name in names]


def test_a_block_falls_on_neighbours(sheet: Sheet) -> None:
    assert targets(sheet, At("indicators.0.weight"), 2, 2) == [
        [Spot(At("indicators.0.weight")), Spot(At("indicators.0.score"))],
        [Spot(At("indicators.1.weight")), Spot(At("indicators.1.score"))],
    ]


def test_merged_cells_keep_the_columns_in_line(sheet: Sheet) -> None:
    """
    产出指标 | 数量指标 | 造林面积
    （合并） | 质量指标 | 成活率
    """
    first, second = targets(sheet, At("indicators.0.level1"), 2, 3)
    assert [spot.merged for spot in first if spot] == [False, False, False]
    assert [spot.merged for spot in second if spot] == [True, False, False]
    assert [spot.key for spot in second if spot][1:] == row(1, "level2", "level3")


def test_a_block_ends_with_the_form(sheet: Sheet) -> None:
    assert len(targets(sheet, At("indicators.2.weight"), 9, 1)) == 2
    assert targets(sheet, At("total.score"), 1, 5) == [[Spot(At("total.score"))]]
    assert targets(sheet, At("sign.head"), 3, 3) == [[Spot(At("sign.head"))]]
    assert targets(sheet, At("nowhere"), 1, 1) == []


def test_the_block_between_two_cells(sheet: Sheet) -> None:
    found = between(sheet, At("indicators.2.score"), At("indicators.1.actual"))
    assert found == [row(1, "actual", "weight", "score"), row(2, "actual", "weight", "score")]
    assert between(sheet, At("total.score"), At("nowhere")) == []
    merged = between(sheet, At("indicators.0.level1"), At("indicators.1.level2"))
    assert [len(line) for line in merged] == [2, 2]
    assert merged[1][0] is None


def test_copying_and_pasting_a_block_back_changes_nothing(sheet: Sheet) -> None:
    block = between(sheet, At("indicators.0.level1"), At("indicators.2.score"))
    found = pasted(FILLED, sheet, [[At("indicators.0.level1")]], copied(FILLED, block))
    assert all(FILLED.text(at) == text for at, text in found.entries)
    assert len(found.entries) == 3 * 7 - 1
    assert found.left == ()


def test_what_does_not_fit_is_listed_with_its_place(sheet: Sheet) -> None:
    found = pasted(FILLED, sheet, [[At("indicators.2.weight")]], "1\t2\t好\t3\n4\t5\n\t6")
    assert found.entries[:2] == ((At("indicators.2.weight"), "1"), (At("indicators.2.score"), "2"))
    assert found.left == ((1, 4, "3"), (3, 2, "6"))


def test_one_text_fills_the_whole_selection(sheet: Sheet) -> None:
    block = between(sheet, At("indicators.0.score"), At("indicators.2.score"))
    found = pasted(FILLED, sheet, block, "20\n")
    assert [text for _, text in found.entries] == ["20"] * 3


def test_filling_down_and_clearing(sheet: Sheet) -> None:
    block = between(sheet, At("indicators.0.actual"), At("indicators.2.actual"))
    assert filled_down(FILLED, sheet, block) == (
        (At("indicators.1.actual"), "70亩"),
        (At("indicators.2.actual"), "70亩"),
    )
    assert filled_down(FILLED, sheet, block[2:]) == ((At("indicators.2.actual"), "95%"),)
    assert cleared(FILLED, block)[0] == (At("indicators.0.actual"), "")
    assert filled_down(FILLED, sheet, []) == ()
