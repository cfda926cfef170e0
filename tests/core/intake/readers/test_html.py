"""Web pages: coding, tables, what is not shown."""

from core.intake.grid import Cell, Grid, Paragraph
from core.intake.readers import READERS, detect

PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>Book1</title><style>td {color: red}</style></head><body>
<p>2024年度部门整体支出绩效
自评表</p><div style="display:none">暗</div><script>var x = 1;</script>
<table><tr><td rowspan=2>绩效指标</td><td colspan="2">资金<br>总额</td></tr>
<tr><td>123.47</td><td>90.12%</td></tr></table>
<p>填表人：　填报日期：</p></body></html>"""


def test_a_page_under_the_name_of_a_workbook() -> None:
    data = PAGE.encode("gb18030")
    assert detect(data) == "html"
    title, grid, sign = READERS["html"](data).blocks
    assert title == Paragraph(0, "2024年度部门整体支出绩效 自评表")
    assert isinstance(grid, Grid)
    assert grid.cells == (
        Cell(0, 0, "绩效指标", 2, 1), Cell(0, 1, "资金\n总额", 1, 2),
        Cell(1, 1, "123.47"), Cell(1, 2, "90.12%"),
    )  # fmt: skip
    assert sign == Paragraph(1, "填表人：　填报日期：")


def test_a_frame_around_a_table_is_opened() -> None:
    page = (
        "<table><tr><td><p>题</p><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>"
    )
    title, grid = READERS["html"](f"<html>{page}</html>".encode()).blocks
    assert title == Paragraph(0, "题")
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["甲", "乙"]


def test_the_sheets_of_a_workbook_that_calc_saved() -> None:
    page = """<hr><p><center><h1>Overview</h1><A HREF="#table0">甲</A><br>
<A HREF="#table1">乙</A><br></center></p><hr>
<A NAME="table0"><h1>Sheet 1: <em>甲</em></h1></A><table><tr><td>1</td></tr></table>
<A NAME="table1"><h1>Sheet 2: <em>乙</em></h1></A>
<table><tr><td><a class="comment-indicator"></a><comment>批注</comment>2</td></tr></table>"""
    one, other = READERS["html"](f"<html><body>{page}</body></html>".encode()).blocks
    assert isinstance(one, Grid)
    assert isinstance(other, Grid)
    assert (one.sheet, other.sheet, other.cells) == ("甲", "乙", (Cell(0, 0, "2"),))


def test_a_web_archive() -> None:
    page = "<html><body><table><tr><td>甲</td></tr></table></body></html>"
    data = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{page}\r\n--B--\r\n"
    ).encode()
    for begins in (b"", b"\r\n", b"\xef\xbb\xbf"):
        assert detect(begins + data) == "mht"
        (grid,) = READERS["mht"](begins + data).blocks
        assert isinstance(grid, Grid)
        assert grid.cells[0].text == "甲"


def test_rubbish_gives_nothing_rather_than_an_error() -> None:
    for data in (b"<html", b"<html>\x00\xff<table><tr><td rowspan=99999999 colspan=x>", b"<table>"):
        assert READERS["html"](data).format == "html"
