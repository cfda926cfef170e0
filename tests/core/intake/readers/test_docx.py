"""What a printed Word page shows is read, and nothing else."""

from __future__ import annotations

import pytest

from core.intake.grid import Cell, Grid, Paragraph
from core.intake.readers.docx import read_docx
from core.intake.readers.merges import MERGE_SPLIT
from tests.variants import C, docx, docx_xml, nested

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def texts(body: str) -> list[str]:
    return [b.text for b in read_docx(docx_xml(body)).blocks if isinstance(b, Paragraph)]


def grid(body: str) -> Grid:
    (found,) = [b for b in read_docx(docx_xml(body)).blocks if isinstance(b, Grid)]
    return found


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_runs() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
    )
    assert texts(body) == ["甲\t乙\n丙-√"]


def test_insertions_in_deletions_and_hidden_text_out() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r></w:p>'
    )
    assert texts(body) == ["新见"]


def test_a_run_given_in_two_ways_is_read_once() -> None:
    run = "<w:r><w:t>甲</w:t></w:r>"
    both = f"<mc:Choice>{run}</mc:Choice><mc:Fallback>{run}</mc:Fallback>"
    assert texts(
        f'<w:p><mc:AlternateContent xmlns:mc="{_MC}">{both}</mc:AlternateContent></w:p>'
    ) == ["甲"]


def test_fields_show_their_result() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>"
        "<w:r><w:t>7</w:t></w:r><w:fldSimple><w:r><w:t>页</w:t></w:r></w:fldSimple>"
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>"
    )
    assert texts(body) == ["7页链接"]


def test_content_controls_are_opened() -> None:
    row = f"<w:sdt><w:sdtContent><w:tr>{tc('甲')}<w:sdt><w:sdtContent>{tc('乙')}"
    body = f"<w:tbl>{row}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>"
    assert [cell.text for cell in grid(body).cells] == ["甲", "乙"]


def test_merged_cells_and_gaps() -> None:
    """┌甲┬乙乙┐ and below ├甲┤ a gap before 丙."""
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    body = (
        f"<w:tbl><w:tr>{tc('甲', restart)}{tc('乙', wide)}</w:tr>"
        f"<w:tr>{tc('', go_on)}{tc('子')}{tc('丑')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{tc("丙")}</w:tr>'
        f"<w:tr><w:trPr><w:del/></w:trPr>{tc('删去的行')}</w:tr></w:tbl>"
    )
    assert grid(body).cells == (
        Cell(0, 0, "甲", rows=2),
        Cell(0, 1, "乙", columns=2),
        Cell(1, 1, "子"),
        Cell(1, 2, "丑"),
        Cell(2, 2, "丙"),
    )
    assert grid(body).at(1, 0) == Cell(0, 0, "甲", rows=2)
    assert grid(body).at(2, 0) is None


def test_cells_merged_down_and_across() -> None:
    """┌甲╎丙┬1┐ and below ├甲──┼2┤: a text inside the merge is a cell of its own."""
    start, on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    down, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    first = f"<w:tr>{tc('甲', down + start)}{tc('', down + on)}{tc('1')}</w:tr>"
    second = f"<w:tr>{tc('', below + start)}{tc('', below + on)}{tc('2')}</w:tr>"
    assert grid(f"<w:tbl>{first}{second}</w:tbl>").cells[0] == Cell(0, 0, "甲", 2, 2)
    torn = first.replace("<w:t></w:t>", "<w:t>丙</w:t>")
    assert grid(f"<w:tbl>{torn}</w:tbl>").at(0, 1) == Cell(0, 1, "丙", note=MERGE_SPLIT)


def test_a_table_in_the_only_cell_is_opened_and_counts_as_one() -> None:
    document = read_docx(docx_xml(nested([[C("甲"), C("乙")]])))
    (found,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert (found.index, [cell.text for cell in found.cells]) == (0, ["甲", "乙"])


def test_a_table_inside_a_cell_is_text_of_the_cell() -> None:
    inner = f"<w:tbl><w:tr>{tc('子')}{tc('丑')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr>{tc('甲')}<w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    assert [cell.text.strip() for cell in grid(body).cells] == ["甲", "子\t丑"]


def test_text_boxes_are_read_once_and_are_no_tables() -> None:
    box = f"<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p><w:tbl><w:tr>{tc('格')}</w:tr>"
    box += "</w:tbl></w:txbxContent>"
    body = (
        f'<w:p xmlns:mc="{_MC}"><w:r><w:t>文</w:t></w:r><w:r><mc:AlternateContent>'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(body) == ["文", "框", "格"]
    assert not [b for b in read_docx(docx_xml(body)).blocks if isinstance(b, Grid)]


def numbered(level: int, text: str, list_: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def lists(styles: str = "") -> dict[str, str]:
    def level(number: int, form: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    numbering = (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCounting", "%1、")
        + level(1, "decimal", "（%2）")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="9"/></w:lvlOverride></w:num></w:numbering>'
    )
    kinds = "".join(
        f'<Relationship Id="{kind}" Type="{_R}/{kind}" Target="{kind}.xml"/>'
        for kind in ("numbering", "styles")
    )
    return {
        "word/numbering.xml": numbering,
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{styles}</w:styles>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_P}">{kinds}</Relationships>',
    }


def test_automatic_numbers_as_printed() -> None:
    body = "".join(
        (
            numbered(0, "基本情况"), numbered(1, "职能"), numbered(1, "人员"), numbered(0, "支出"),
            numbered(1, "基本支出"), numbered(0, "重起", 2), "<w:p/>", numbered(0, "接着", 2),
        )
    )  # fmt: skip
    blocks = read_docx(docx_xml(body, lists())).blocks
    printed = [b.printed for b in blocks if isinstance(b, Paragraph) and b.text]
    assert printed == [
        "一、基本情况", "（1）职能", "（2）人员", "二、支出", "（1）基本支出", "九、重起",
        "十、接着",
    ]  # fmt: skip


@pytest.mark.parametrize("level", ["", f'<w:ilvl w:val="{"9" * 5000}"/>'])
def test_numbers_that_a_style_brings(level: str) -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:numPr>{level}<w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="2">'
        '<w:basedOn w:val="1"/></w:style>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="2"/></w:pPr><w:r><w:t>概况</w:t></w:r></w:p>'
    (block,) = read_docx(docx_xml(body, lists(styles))).blocks
    assert isinstance(block, Paragraph)
    assert (block.heading, block.text) == ("一、", "概况")


def test_document_order_and_indices() -> None:
    table = [[C("甲"), C("乙")]]
    blocks = read_docx(docx(["一", table, "二", table])).blocks
    spoken = [b for b in blocks if isinstance(b, Grid) or b.text]
    assert [(type(b).__name__, b.index) for b in spoken] == [
        ("Paragraph", 0), ("Grid", 0), ("Paragraph", 2), ("Grid", 1),
    ]  # fmt: skip
