"""OFD: places of signs and of lines, read as those of a PDF."""

from __future__ import annotations

import pytest

from core.errors import Refused
from core.intake.grid import Grid, Paragraph
from core.intake.readers import detect
from core.intake.readers.ofd import read_ofd
from tests.hostile.valid import ofd


def text(words: str, place: str = "20 20 80 6", looks: str = 'Size="4"', delta: str = "") -> str:
    code = f'<o:TextCode X="0" Y="4" {delta}>{words}</o:TextCode>'
    return f'<o:TextObject Boundary="{place}" {looks}>{code}</o:TextObject>'


def path(drawn: str) -> str:
    held = f"<o:AbbreviatedData>{drawn}</o:AbbreviatedData>"
    return f'<o:PathObject Boundary="0 0 1 1">{held}</o:PathObject>'


def lines(content: str) -> list[str]:
    return [block.text for block in read_ofd(ofd(content)).blocks if isinstance(block, Paragraph)]


def test_ruled_boxes_are_a_table() -> None:
    data = ofd()
    assert detect(data) == "ofd"
    document = read_ofd(data)
    (grid,) = document.blocks
    assert (document.format, isinstance(grid, Grid)) == ("ofd", True)
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["资金总额", "432.23"]
    assert [cell.note for cell in grid.cells] == [None, None]


def test_signs_stand_where_their_distances_say() -> None:
    assert lines(text("绩效自评", delta='DeltaX="4 4 4"')) == ["绩效自评"]
    assert lines(text("甲乙", delta='DeltaX="40"')) == ["甲 乙"]
    assert lines(text("上下", delta='DeltaX="0" DeltaY="8"')) == ["上", "下"]


def test_a_matrix_moves_and_stretches() -> None:
    turned = text("后", "20 20 80 6", 'Size="1" CTM="4 0 0 4 40 0"')
    assert lines(text("前", "20 32 80 6") + turned) == ["前 后"]


def test_hidden_objects_are_out() -> None:
    assert lines(text("见") + text("藏", "20 40 80 6", 'Size="4" Visible="false"')) == ["见"]


@pytest.mark.parametrize(
    "content",
    [
        text("甲", "x y"),
        text("甲", "20"),
        text("甲", looks='Size="4" CTM="1 0"'),
        text("甲", delta='DeltaX="g 99999999 1"'),
        text("甲", delta='DeltaX="g"'),
        text("甲", "1e300 nan 1 1"),
        path("M 0"),
        path("Z 0"),
        "",
    ],
)
def test_what_is_broken_is_refused(content: str) -> None:
    with pytest.raises(Refused):
        read_ofd(ofd(content))
