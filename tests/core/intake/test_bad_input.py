"""What is no form, or will not open: each kind with its own sentence and a code."""

import io
from functools import cache
from pathlib import Path

import msoffcrypto  # type: ignore[import-untyped]
import pytest
from docx import Document

from core.intake import read_paths
from core.intake.passwords import EXCEL_DEFAULT
from core.intake.reading import FileReading, read_file
from tests import variants as v


@cache
def locked(password: str) -> bytes:
    """A form behind a password."""
    out = io.BytesIO()
    document = Document()
    document.add_paragraph("部门整体支出绩效自评表")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "预算部门名称", v.UNIT
    plain = io.BytesIO()
    document.save(plain)
    msoffcrypto.OfficeFile(plain).encrypt(password, out)
    return out.getvalue()


def read(folder: Path, data: bytes, name: str, password: str | None = None) -> FileReading:
    path = folder / name
    path.write_bytes(data)
    return read_file(path, () if password is None else (password,))


def code(reading: FileReading) -> str | None:
    return reading.problem.code if reading.problem else None


def test_a_password_is_asked_for_and_opens(tmp_path: Path) -> None:
    closed = read(tmp_path, locked("县财政"), "表.docx")
    wrong = read(tmp_path, locked("县财政"), "表.docx", "1234")
    opened = read(tmp_path, locked("县财政"), "表.docx", "县财政")
    assert (code(closed), code(wrong), code(opened)) == ("encrypted", "encrypted", None)
    assert closed.problem != wrong.problem
    assert (opened.format, len(opened.forms)) == ("docx", 1)
    assert opened.data == locked("县财政")


def test_a_file_that_excel_opens_unasked(tmp_path: Path) -> None:
    assert code(read(tmp_path, locked(EXCEL_DEFAULT), "表.xlsx")) is None


@pytest.mark.slow
def test_a_password_reaches_the_child(tmp_path: Path) -> None:
    (tmp_path / "表.docx").write_bytes(locked("县财政"))
    (reading,) = read_paths([tmp_path], passwords=("县财政",))
    assert code(reading) is None


BAD = {
    "shortcut": (
        "表.docx.lnk",
        bytes.fromhex("4c0000000114020000000000c0") + bytes(90),
        "unsupported",
    ),
    "link": ("表.url", b"[InternetShortcut]\r\nURL=https://example.org", "unsupported"),
    "owner file": ("~$表.docx", b"\x03abc" + bytes(158), "unsupported"),
    "cloud link": ("表.docx.icloud", b"bplist00" + bytes(99), "unsupported"),
    "hollow": ("表.docx", bytes(40_000), "damaged"),
    "nothing": ("表.docx", b"", "damaged"),
    "blanks": ("表.docx", b" \r\n", "damaged"),
    "archive": ("表.rar", b"Rar!\x1a\x07\x00" + bytes(99), "unsupported"),
    "7z": ("表.7z", b"7z\xbc\xaf\x27\x1c" + bytes(99), "unsupported"),
    "program": ("表.exe", b"MZ" + bytes(99), "unsupported"),
    "word 2": ("表.doc", b"\xdb\xa5\x2d\x00" + bytes(99), "unsupported"),
    "other xml": ("表.xml", b"<?xml version='1.0'?><feed>word</feed>", "unsupported"),
    "pictures only": ("表.docx", v.docx(["", "  "]), "no_form"),
    "a letter": ("表.docx", v.docx(["请按时报送。"]), "no_form"),
}


def test_each_bad_file_has_its_sentence(tmp_path: Path) -> None:
    found = {name: read(tmp_path, data, file) for name, (file, data, _) in BAD.items()}
    assert {name: code(reading) for name, reading in found.items()} == {
        name: wanted for name, (*_, wanted) in BAD.items()
    }
    said = {name: reading.problem.message for name, reading in found.items() if reading.problem}
    assert all(text.endswith("。") and text.count("。") == 1 for text in said.values())
    same = {"link": "shortcut", "blanks": "nothing"}
    assert len(set(said.values())) == len(said) - len(same)


@pytest.mark.parametrize("name", ["表.dot", "表.et", "表.wps", "没有扩展名", "表.pdf"])
def test_names_do_not_matter(name: str, tmp_path: Path) -> None:
    assert code(read(tmp_path, v.docx(v.overall(v.OVERALL)), name)) is None
    assert code(read(tmp_path, v.xlsx({"表": v.overall(v.OVERALL)}), name)) is None
