"""Text files, and tables given out as text under the name of a workbook."""

import pytest

from core.errors import Refused
from core.intake.grid import Grid, Paragraph
from core.intake.readers.plain_text import read_text

TABLE = "单位\t某局\t\r\n项目\t预算数\t执行率\r\n\r\n会议费\t2.1\t90%\r\n"


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", ["\t", ","])
def test_columns(code: str, sign: str) -> None:
    (grid,) = read_text(TABLE.replace("\t", sign).encode(code)).blocks
    assert isinstance(grid, Grid)
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells][-3:] == [
        (3, 0, "会议费"), (3, 1, "2.1"), (3, 2, "90%"),
    ]  # fmt: skip


def test_a_quoted_cell_may_have_lines_and_signs() -> None:
    (grid,) = read_text('名称,数\n"会议,\n培训",2\n甲,3\n'.encode()).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells][2] == "会议,\n培训"


def test_prose_and_ragged_lines_stay_lines() -> None:
    for text in ("一、概况，其中：\n甲,乙\n丙", "甲\t乙\n丙\t丁\t戊\n己"):
        blocks = read_text(text.encode()).blocks
        assert [b.text for b in blocks if isinstance(b, Paragraph)] == text.split("\n")


@pytest.mark.parametrize("data", [b"\x01\x02abc", b"\xff\xff\xff", b"<?xml version='1.0'?><a/>"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_text(data)
