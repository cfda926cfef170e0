"""What the bytes of a file are: packages whose parts lie elsewhere or are named strangely."""

from __future__ import annotations

import io
import zipfile

import pytest

from core.intake.readers import READERS, detect
from tests.hostile.valid import VALID, packed


def renamed(data: bytes, old: str, new: str) -> bytes:
    """The package with one folder named otherwise, in its parts and in what they say."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(
        {
            name.replace(old, new): content.replace(old.encode(), new.encode())
            for name, content in parts.items()
        }
    )


@pytest.mark.parametrize(("kind", "folder"), [("docx", "word/"), ("xlsx", "xl/")])
def test_the_parts_of_a_package_may_lie_in_any_folder(kind: str, folder: str) -> None:
    usual = VALID[kind]()
    moved = renamed(usual, folder, "parts/")
    assert detect(moved) == kind
    assert READERS[kind](moved).blocks == READERS[kind](usual).blocks


def test_an_archive_of_files_is_no_package() -> None:
    assert detect(packed({"单位/[Content_Types].xml": b"", "a.txt": b"x"})) == "zip"


@pytest.mark.parametrize("name", ["/mimetype", "\\mimetype", "/[Content_Types].xml"])
def test_a_part_that_is_named_like_a_path(name: str) -> None:
    assert detect(packed({name: b"text"})) == "zip"
