"""Bad files are values with a problem; good ones carry the source of every field."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from core.address import At
from core.intake.contract_json import readings_json
from core.intake.reading import FileReading, read_file
from tests import variants as v

_CDF = bytes.fromhex("d0cf11e0a1b11ae1")


def read(folder: Path, data: bytes, name: str = "材料.docx") -> FileReading:
    path = folder / name
    path.write_bytes(data)
    return read_file(path)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def document(text: str) -> bytes:
    return v.package({"word/document.xml": text}, "word/document.xml")


BAD = {
    "empty": (b"", "damaged"),
    "nothing but zeros": (b"\0" * 512, "damaged"),
    "cut off": (v.docx(["甲"])[:300], "damaged"),
    "no xml": (document("<w:document"), "damaged"),
    "no main part": (zipped(word__x=b"1"), "damaged"),
    "document type": (document('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "unsafe"),
    "bomb": (document("<a>" + " " * 60_000_000 + "</a>"), "too_large"),
    "too deep": (document("<a>" * 5000 + "</a>" * 5000), "damaged"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "unsupported"),
    "words": ("自评表，见附件".encode(), "no_form"),
    "no words": (b"\x01\x02" * 300, "unsupported"),
    "broken compound file": (_CDF + b"\0" * 600, "damaged"),
    "a letter": (v.docx(["关于开会的通知", "请准时到会。"]), "no_form"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files(name: str, tmp_path: Path) -> None:
    data, code = BAD[name]
    reading = read(tmp_path, data)
    assert reading.problem is not None
    assert (reading.problem.code, reading.forms) == (code, ())
    assert reading.problem.message.endswith("。")


def test_missing_file(tmp_path: Path) -> None:
    assert read_file(tmp_path / "没有.docx").problem is not None


def test_format_is_told_by_content(tmp_path: Path) -> None:
    reading = read(tmp_path, v.xlsx({"自评表": v.overall(v.OVERALL)}), "其实是表格.docx")
    assert (reading.format, reading.problem) == ("xlsx", None)


def test_sources(tmp_path: Path) -> None:
    (form,) = read(tmp_path, v.docx(["附件2", *v.overall(v.OVERALL)])).forms
    source = form.filled.sources[At("fund.score")]
    assert (source.table, source.row, source.column, source.text) == (0, 2, 8, "9.66")
    sign = form.filled.sources[At("sign.filled_by")]
    assert (sign.table, sign.paragraph) == (None, 3)
    filled = {at for at in form.filled.sources if at.path.startswith("indicators.1.")}
    assert At("indicators.1.level1") in filled
    assert form.filled.sources[At("indicators.1.level1")].row == 11


def test_uncalculated_formulas_are_unread(tmp_path: Path) -> None:
    title, table, sign = v.overall(v.OVERALL)
    assert isinstance(table, list)
    table[2][5] = v.C("=E3/D3", form="formula")
    (form,) = read(tmp_path, v.xlsx({"表": [title, table, sign]})).forms
    assert At("fund.rate") in form.filled.unread
    assert form.filled.text(At("fund.rate")) == "=E3/D3"


def test_what_is_no_number_is_unread(tmp_path: Path) -> None:
    title, table, sign = v.overall(v.OVERALL)
    assert isinstance(table, list)
    table[2][2] = v.C("约352")
    table[2][3] = v.C("３４０．０７")
    (form,) = read(tmp_path, v.docx([title, table, sign])).forms
    assert form.filled.unread[At("fund.annual_budget")].text == "约352"
    assert form.filled.sources[At("fund.executed")].doubt is not None
    assert form.filled.text(At("fund.executed")) == "340.07"


def test_contract_document(tmp_path: Path) -> None:
    good = read(tmp_path, v.docx(v.overall(v.OVERALL)))
    bad = read(tmp_path, b"", "空.docx")
    found = json.loads(json.dumps(readings_json([good, bad]), ensure_ascii=False))
    first, second = found["files"]
    assert second["problem"]["code"] == "damaged"
    (form,) = first["forms"]
    assert (form["form"], form["year"], form["unit"]) == ("f2", 2024, v.UNIT)
    assert form["record"]["fund"]["score"] == "9.66"
    assert form["sources"]["fund.score"] == {"table": 0, "row": 2, "column": 8, "text": "9.66"}
    assert form["unread"] == []
