"""Text PDFs: tables by their ruling, paragraphs by their lines."""

from pathlib import Path

import pytest

from core.errors import Refused
from core.forms import Overall
from core.intake import read_file
from core.intake.grid import Grid
from core.intake.readers.pdf import read_pdf
from core.submission import Filled
from core.writers import write_pdf
from tests.core.test_cli import form

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
