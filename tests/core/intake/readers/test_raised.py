"""A raised figure is the mark of a footnote, in every format: 51² is not 512."""

import pytest

from core.intake.grid import Grid
from core.intake.readers import READERS
from core.intake.readers.word97.text import blocks
from tests import variants as v
from tests.core.intake.readers import word97_files as files
from tests.core.intake.readers.word97_files import Run, streams_of
from tests.hostile.valid import flat
from tests.reshaped import SHEET, edited

_DOCX = (
    "<w:p><w:r><w:t>51</w:t></w:r>"
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>'
)
_RTF = rb"{\rtf1\ansi 51{\super 2}{\super\nosupersub 3}{\super\plain 4}\par}"
_ODT = (
    '<text:p>51<text:span text:style-name="T1">2</text:span>'
    '<text:span text:style-name="T2">藏<text:s/>7</text:span></text:p>'
)
_STYLES = (
    '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="T2"><style:text-properties text:display="none"/>'
    "</style:style>"
)


@pytest.mark.parametrize(
    ("kind", "data", "shown"),
    [
        ("docx", v.docx_xml(_DOCX), "51²"),
        ("rtf", _RTF, "51²34"),
        ("html", b"<p>51<sup>2</sup></p>", "51²"),
        ("html", b'<p>51<sup><a href="#sdfootnote2sym"><sup>2</sup></a></sup></p>', "51"),
        ("html", b'<p>51<a href="#_ftn2"><span>[2]</span></a>x</p>', "51x"),
    ],
)
def test_text_with_a_raised_figure(kind: str, data: bytes, shown: str) -> None:
    (block,) = READERS[kind](data).blocks
    assert not isinstance(block, Grid)
    assert block.text == shown


def test_a_raised_figure_in_word_97() -> None:
    runs = [Run("51"), Run("2", character=files.RAISED), Run("\r")]
    assert [block.text for block in blocks(streams_of(runs))] == ["51²"]


def test_a_raised_figure_and_hidden_text_in_open_document() -> None:
    data = flat("text", _ODT).replace(b"<office:master", f"{_STYLES}<office:master".encode(), 1)
    (line,) = READERS["xml"](data).blocks
    assert not isinstance(line, Grid)
    assert line.text == "51²"


def test_a_raised_figure_in_a_workbook() -> None:
    data = v.xlsx({"表": [[[v.C("512")]]]})
    rich = '<r><t>51</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>'
    plain = '<t xml:space="preserve">512</t>'
    data = edited(data, SHEET, lambda xml: xml.replace(plain, rich))
    (grid,) = READERS["xlsx"](data).blocks
    assert isinstance(grid, Grid)
    assert grid.cells[0].text == "51²"
