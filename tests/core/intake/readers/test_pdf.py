"""Text PDFs: tables by their ruling, paragraphs by their lines."""

from pathlib import Path

import pytest

from core.errors import Refused
from core.forms import Overall
from core.intake import read_file
from core.intake.grid import Grid
from core.intake.readers import pdf
from core.intake.readers.pdf import read_pdf
from core.submission import Filled
from core.writers import write_pdf
from tests.core.test_cli import form
from tests.hostile.valid import pdf_of

pytestmark = pytest.mark.slow


def test_a_printed_form_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "自评表.pdf"
    write_pdf((Filled("f2", form()),), path)
    reading = read_file(path)
    assert reading.problem is None
    (found,) = reading.forms
    record = found.filled.record
    assert isinstance(record, Overall)
    assert (record.fund, record.expenditure) == (form().fund, form().expenditure)
    assert record.indicators[0].target == "≥60次"
    assert record.total == form().total


def test_a_long_form_is_one_table_over_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "自评表.pdf"
    rows = form().indicators * 60
    write_pdf((Filled("f2", Overall(title=form().title, unit="某局", indicators=rows)),), path)
    grids = [block for block in read_pdf(path.read_bytes()).blocks if isinstance(block, Grid)]
    assert len(grids) == 1


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", b"%PDF-1.7\n" + bytes(200)])
def test_what_is_broken_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_pdf(data)


def drawn(content: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages all bear this drawing."""
    kids = b" ".join(b"%d 0 R" % (6 + number) for number in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[4 0 R]"
    page += b"/Resources<</Font<</F 5 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<<>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[page] * pages,
    ]
    return pdf_of(objects)


def test_a_page_ruled_like_a_sieve_is_refused_before_it_is_read() -> None:
    """Ruled lines every four points cross 29,000 times; finding the cells would take minutes."""
    lines = b"".join(b"%d 0 m %d 842 l S " % (4 * n, 4 * n) for n in range(140))
    lines += b"".join(b"0 %d m 595 %d l S " % (4 * n, 4 * n) for n in range(210))
    with pytest.raises(Refused) as refused:
        read_pdf(drawn(lines))
    assert refused.value.code == "too_large"


def test_no_page_is_begun_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.intake.readers.pdf._SECONDS", 0.0)
    with pytest.raises(Refused) as refused:
        read_pdf(drawn(b"BT /F 12 Tf 80 710 Td (Total) Tj ET", 3))
    assert refused.value.code == "timeout"


def test_what_the_library_fails_with_is_the_file_but_our_own_mistakes_are_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise IndexError

    page = drawn(b"BT ET")
    with monkeypatch.context() as patch:
        patch.setattr("pdfplumber.page.Page.extract_words", fail)
        with pytest.raises(Refused) as refused:
            read_pdf(page)
        assert refused.value.code == "damaged"
    monkeypatch.setattr(pdf, "paragraphs", fail)
    with pytest.raises(IndexError):
        read_pdf(page)
