"""Each document says what its golden text says; `python -m tests.golden` writes them anew."""

from pathlib import Path

import pytest

from tests.golden.documents import DOCUMENTS, text_of

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_what_was_reviewed(name: str) -> None:
    assert text_of(name) == (HERE / f"{name}.txt").read_text(encoding="utf-8")


def test_no_golden_text_without_a_document() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == set(DOCUMENTS)
