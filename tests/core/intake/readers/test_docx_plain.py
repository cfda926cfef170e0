"""A plain table swept gives what the walk through it gives; any other is left to the walk."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from core.intake.readers import docx as reader
from core.intake.readers.docx import read_docx
from core.intake.readers.docx_plain import swept
from core.resources import resource
from tests.core.intake.readers.test_docx import lists, numbered, tc
from tests.variants import docx_xml

SAMPLES = sorted(resource("sample", "files").rglob("*.docx"))
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CELLS = (
    tc("甲"),
    tc(""),
    tc("合并", '<w:gridSpan w:val="2"/>'),
    tc("上", '<w:vMerge w:val="restart"/>'),
    tc("", "<w:vMerge/>"),
    tc("说了", "<w:vMerge/>"),
    f"<w:tc><w:tcPr/>{numbered(0, '一项')}{numbered(0, '又一项')}</w:tc>",
    "<w:tc><w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/></w:r></w:p><w:p/></w:tc>",
    "<w:tc><w:p><w:ins><w:r><w:t>添</w:t></w:r></w:ins></w:p></w:tc>",
)


def walked(data: bytes) -> object:
    """The document read without the sweep."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "swept", lambda table: None)
        return read_docx(data)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_sample_county(path: Path) -> None:
    data = path.read_bytes()
    assert read_docx(data) == walked(data)


@given(st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=4), min_size=1, max_size=5))
def test_any_plain_table(rows: list[list[str]]) -> None:
    table = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    data = docx_xml(f"<w:tbl>{table}</w:tbl>", lists())
    assert read_docx(data) == walked(data)


@pytest.mark.parametrize(
    "inside",
    [
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr></w:p>",
        "<w:p><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>",
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
        '<m:r xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>',
    ],
)
def test_what_is_not_plain_is_walked(inside: str) -> None:
    cell = f"<w:tc>{inside}</w:tc>"
    assert swept(etree.fromstring(f"<w:tbl {W}><w:tr>{cell}{cell}</w:tr></w:tbl>")) is None


def test_cells_outside_rows_are_none() -> None:
    table = f"<w:tbl {W}>{tc('外')}<w:p/><w:tr><w:p/>{tc('甲')}{tc('乙')}</w:tr></w:tbl>"
    rows = swept(etree.fromstring(table))
    assert rows is not None
    assert [len(row) for row in rows] == [2]


def test_a_frame_is_walked() -> None:
    assert swept(etree.fromstring(f"<w:tbl {W}><w:tr>{tc('框')}</w:tr></w:tbl>")) is None
