"""Submissions outside the repository whose contents are known, read field by field."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from core.intake.account import account
from core.intake.contract_json import form_json
from core.intake.readers import READERS, detect
from core.intake.reading import read_file
from core.intake.recognise import recognise

SHARED = Path(__file__).resolve().parents[4] / "shared"
CASES = (
    ("000.docx", "000.json", ()),
    ("002.docx", "002.json", ()),
    ("004.docx", "004.json", ()),
    ("002.xlsx", "002.json", ("f4",)),
)
_UNGRADED = re.compile(r"(^|\.)(no|chars|label|title|empty)$")
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the samples are not on this machine")


def squash(text: str | None) -> str:
    return re.sub(r"\s", "", text or "").replace("≧", "≥").replace("≦", "≤")


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        yield f"{path}.length", len(value)
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{index}")
    else:
        yield path, value


def fetch(record: Any, path: str) -> Any:
    here = record
    for step in path.split("."):
        if step == "length":
            return len(here)
        if isinstance(here, list):
            here = here[int(step)] if int(step) < len(here) else None
        else:
            here = (here or {}).get(step)
    return here


def equal(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None or isinstance(wanted, bool):
        return (found or None) == (wanted or None)
    try:
        return Decimal(str(found)) == Decimal(str(wanted))
    except InvalidOperation:
        return squash(str(found)) == squash(str(wanted))


@pytest.mark.parametrize(("name", "truth", "without"), CASES)
def test_sample(name: str, truth: str, without: tuple[str, ...]) -> None:
    wanted = json.loads((SHARED / "truth" / truth).read_text(encoding="utf-8"))["forms"]
    found = [form_json(form) for form in read_file(SHARED / "samples" / name).forms]
    assert [form["form"] for form in found] == [
        form["form"] for form in wanted if form["form"] not in without
    ]
    for form in found:
        record = next(item for item in wanted if item["form"] == form["form"])["record"]
        for path, value in leaves(record):
            if path.endswith(".text_sha256"):
                text = squash_only(fetch(form["record"], path.removesuffix("_sha256")))
                assert hashlib.sha256(text.encode()).hexdigest() == value, path
            elif not _UNGRADED.search(path):
                assert equal(fetch(form["record"], path), value), (form["form"], path)


def squash_only(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


@pytest.mark.parametrize("path", sorted((SHARED / "samples").glob("*")), ids=lambda path: path.name)
def test_no_cell_is_lost(path: Path) -> None:
    reading = read_file(path)
    assert reading.problem is None
    document = READERS[detect(reading.data)](reading.data)
    by_code = {form.filled.code: form.filled for form in reading.forms}
    for recognition in recognise(document):
        assert account(recognition, by_code[recognition.code]) == ()
