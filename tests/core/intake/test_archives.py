"""Zip archives: their files, names, limits."""

import io
import zipfile
from pathlib import Path

import pytest

from core.intake.reading import read_all
from core.submission import Filled
from core.writers import write_docx
from tests.core.test_cli import form


@pytest.fixture
def document(tmp_path: Path) -> bytes:
    write_docx((Filled("f2", form()),), tmp_path / "f2.docx")
    return (tmp_path / "f2.docx").read_bytes()


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def read(tmp_path: Path, data: bytes) -> list[tuple[str, str | None]]:
    path = tmp_path / "材料.zip"
    path.write_bytes(data)
    return [(r.name, r.problem.code if r.problem else None) for r in read_all(path)]


def test_files_of_folders_and_inner_archives(tmp_path: Path, document: bytes) -> None:
    inner = packed(**{"表.docx": document})
    data = packed(
        **{"甲局/自评表.docx": document, "甲局/~$自评表.docx": b"lock", "乙局.zip": inner}
    )
    assert read(tmp_path, data) == [
        ("材料.zip/甲局/自评表.docx", None),
        ("材料.zip/乙局.zip/表.docx", None),
    ]


def test_a_path_that_leaves_the_archive_is_only_a_name(tmp_path: Path, document: bytes) -> None:
    assert read(tmp_path, packed(**{"../../出去.docx": document})) == [
        ("材料.zip/../../出去.docx", None)
    ]
    assert [item.name for item in tmp_path.iterdir() if item.suffix == ".zip"] == ["材料.zip"]
    assert not (tmp_path.parent.parent / "出去.docx").exists()


def test_names_in_gbk(tmp_path: Path, document: bytes) -> None:
    name = "自评表.docx".encode("gb18030").decode("cp437")
    data = packed(**{"x" * len(name.encode("cp437")): document})
    data = data.replace(b"x" * len(name.encode("cp437")), name.encode("cp437"))
    assert read(tmp_path, data) == [("材料.zip/自评表.docx", None)]


def test_too_deep_swollen_empty_damaged(tmp_path: Path, document: bytes) -> None:
    nested = packed(**{"a.zip": packed(**{"b.zip": packed(**{"c.zip": packed(d=document)})})})
    assert read(tmp_path, nested)[0][1] == "unsafe"
    assert read(tmp_path, packed(bomb=bytes(50 * 2**20)))[0][1] == "too_large"
    assert read(tmp_path, packed())[0][1] == "no_form"
    assert read(tmp_path, packed(a=document)[:-30])[-1] == ("材料.zip", "damaged")
    assert read(tmp_path, packed(a=document)[:40])[-1] == ("材料.zip", "damaged")
