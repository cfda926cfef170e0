"""The documents say what they said when somebody last read them."""

import pytest

from tests.core.reports.golden import FOLDER, documents


@pytest.mark.parametrize("file", sorted(documents()))
def test_a_document_says_what_it_said(file: str) -> None:
    """After a wanted change: `python -m tests.core.reports.golden`, then read the difference."""
    assert documents()[file] == (FOLDER / file).read_text(encoding="utf-8")
