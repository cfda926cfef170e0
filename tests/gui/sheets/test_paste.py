"""A block on the clipboard, and where it falls on a form."""

import pytest

from core.address import At
from core.submission import Filled
from gui import style
from gui.sheets.boxes import Sheet, Texts
from gui.sheets.paper import paper_sheet
from gui.sheets.paste import block_of, targets
from tests.gui.county import overall


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("90", [["90"]]),
        ("90\r\n", [["90"]]),
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\t\t3", [["1", "", "3"]]),
        ('"一\n二"\t3', [["一\n二", "3"]]),
        ("1\n2\n3", [["1"], ["2"], ["3"]]),
        ("", [[""]]),
    ],
)
def test_blocks(text: str, rows: list[list[str]]) -> None:
    assert block_of(text) == rows


@pytest.fixture
def sheet() -> Sheet:
    texts = Texts(style.paper_font())
    return paper_sheet(Filled("f2", overall()), texts, texts)


def test_a_block_falls_on_neighbours(sheet: Sheet) -> None:
    found = targets(sheet, At("indicators.0.weight"), 2, 2)
    assert found == [
        [At("indicators.0.weight"), At("indicators.0.score")],
        [At("indicators.1.weight"), At("indicators.1.score")],
    ]


def test_a_block_ends_with_the_form(sheet: Sheet) -> None:
    assert len(targets(sheet, At("indicators.2.weight"), 9, 1)) == 2
    assert targets(sheet, At("total.score"), 1, 5) == [[At("total.score")]]
    assert targets(sheet, At("sign.head"), 3, 3) == [[At("sign.head")]]
    assert targets(sheet, At("nowhere"), 1, 1) == []
