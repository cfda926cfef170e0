"""Files that break off or were damaged: what is left is read, every cell of it doubtful."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from core.intake.reading import FileReading, read_all
from core.schema.form import get
from core.submission import Filled
from tests import variants as v
from tests.core.intake.test_archives import packed
from tests.hostile import valid

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
REPORTED = ("读出了", "只读出")


def read(folder: Path, data: bytes, name: str = "表.bin") -> FileReading:
    path = folder / name
    path.write_bytes(data)
    return next(read_all(path))


def forms(reading: FileReading) -> Mapping[str, Filled]:
    return {found.filled.key: found.filled for found in reading.forms}


def assert_doubtful(reading: FileReading) -> None:
    assert reading.warning is not None
    assert reading.warning.endswith("。")
    for read_form in reading.forms:
        assert all(source.doubt for source in read_form.filled.sources.values())


MADE = {
    "docx": lambda: v.docx(v.overall(v.OVERALL)),
    "xlsx": lambda: v.xlsx({"自评表": v.overall(v.OVERALL)}),
    "odt": valid.odt,
    "ods": valid.ods,
}


@pytest.mark.parametrize("kind", MADE)
def test_wherever_it_breaks_off_no_figure_is_wrong(kind: str, tmp_path: Path) -> None:
    whole = MADE[kind]()
    full = forms(read(tmp_path, whole))
    assert full
    some = 0
    for length in range(len(whole) // 10, len(whole) - 1, max(len(whole) // 60, 1)):
        reading = read(tmp_path, whole[:length])
        if reading.problem is not None:
            assert reading.problem.code == "damaged"
            continue
        assert_doubtful(reading)
        for key, filled in forms(reading).items():
            some += 1
            for at in filled.sources:
                value = get(filled.record, at) if at not in filled.unread else None
                if isinstance(value, Decimal):
                    assert value == get(full[key].record, at)
    assert some


def test_a_document_of_which_only_the_index_is_missing(tmp_path: Path) -> None:
    whole = MADE["docx"]()
    reading = read(tmp_path, whole[: whole.index(b"PK\x01\x02")])
    assert_doubtful(reading)
    assert reading.format == "docx"
    assert forms(reading)["f2"].record == forms(read(tmp_path, whole))["f2"].record


def test_a_part_that_was_damaged(tmp_path: Path) -> None:
    """The bytes of a cell turn into others: the checksum tells."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(MADE["docx"]())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    data = bytearray(out.getvalue())
    at = data.index(v.UNIT.encode())
    data[at : at + 3] = "乙".encode()
    assert_doubtful(read(tmp_path, bytes(data)))


@pytest.mark.parametrize("written", ["&#55357;&#56832;", "&#xD83D;"])
def test_signs_written_as_halves(written: str, tmp_path: Path) -> None:
    """Some programs write a sign beyond the basic ones as two that no XML may hold."""
    with zipfile.ZipFile(io.BytesIO(MADE["docx"]())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    unit = v.UNIT.encode()
    main = "word/document.xml"
    parts[main] = parts[main].replace(unit, unit + written.encode())
    assert_doubtful(read(tmp_path, valid.packed(parts)))


def with_shared_texts(workbook: bytes) -> dict[str, bytes]:
    """The parts of a workbook whose cells name their texts by number."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    texts: list[str] = []

    def number(found: re.Match[str]) -> str:
        texts.append(found[1])
        return f't="s"><v>{len(texts) - 1}</v></c>'

    sheet, links = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"
    inline = r't="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>'
    parts[sheet] = re.sub(inline, number, parts[sheet])
    kind = re.search(r'Type="([^"]*)/worksheet"', parts[links])
    assert kind is not None
    link = f'<Relationship Id="t" Type="{kind[1]}/sharedStrings" Target="sharedStrings.xml"/>'
    parts[links] = parts[links].replace("</Relationships>", f"{link}</Relationships>")
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{space}">{items}</sst>'
    return {name: content.encode() for name, content in parts.items()}


def test_an_entry_whose_name_is_damaged(tmp_path: Path) -> None:
    whole = MADE["docx"]()
    data = bytearray(whole[: whole.index(b"PK\x01\x02")])
    data[data.index(b"[Content_Types].xml")] = 0
    assert_doubtful(read(tmp_path, bytes(data)))


def test_texts_that_a_workbook_has_lost_are_unread(tmp_path: Path) -> None:
    parts = with_shared_texts(MADE["xlsx"]())
    assert read(tmp_path, packed(**parts)).warning is None
    strings = parts["xl/sharedStrings.xml"]
    parts["xl/sharedStrings.xml"] = strings[: len(strings) * 4 // 5]
    reading = read(tmp_path, packed(**parts))
    assert_doubtful(reading)
    unread = [what for filled in forms(reading).values() for what in filled.unread.values()]
    assert any(what.text == "？" for what in unread)


@pytest.mark.skipif(not SAMPLES.exists(), reason="needs the shared samples")
@pytest.mark.parametrize("name", ["001.doc", "004.xls"])
@pytest.mark.parametrize("share", [0.99, 0.9])
def test_compound_files_without_their_directory(name: str, share: float, tmp_path: Path) -> None:
    whole = (SAMPLES / name).read_bytes()
    full = forms(read(tmp_path, whole))
    reading = read(tmp_path, whole[: int(len(whole) * share)])
    assert_doubtful(reading)
    assert forms(reading)["f1"].record == full["f1"].record


def test_compound_files_cut_too_short(tmp_path: Path) -> None:
    for data in (valid.doc()[:1500], valid.xls()[:1100]):
        reading = read(tmp_path, data)
        assert reading.problem is not None
        assert reading.problem.code == "damaged"


def test_a_pdf_that_breaks_off(tmp_path: Path) -> None:
    whole = valid.pdf()
    reading = read(tmp_path, whole[: whole.index(b"xref")])
    assert reading.warning is not None
    gone = read(tmp_path, whole[:30])
    assert gone.problem is not None
    assert gone.problem.code == "damaged"


@pytest.mark.parametrize("lost", [b"xref", b"6 0 obj", b"5 0 obj"])
def test_a_pdf_that_ends_before_its_catalogue_keeps_its_pages(lost: bytes, tmp_path: Path) -> None:
    """Content first, its length apart, and the catalogue last, as many programs write it."""
    drawn = re.search(rb"stream\n(.*?)\nendstream", valid.pdf(), re.DOTALL)
    assert drawn is not None
    whole = valid.pdf_of(
        (
            b"<</Length 2 0 R>>stream\n%s\nendstream" % drawn[1],
            b"%d" % len(drawn[1]),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            (
                b"<</Type/Page/Parent 5 0 R/MediaBox[0 0 595 842]/Contents[1 0 R]"
                b"/Resources<</Font<</F 3 0 R>>>>>>"
            ),
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            b"<</Type/Catalog/Pages 5 0 R>>",
        ),
        root=b"6 0 R",
    )
    assert read(tmp_path, whole).warning is None
    reading = read(tmp_path, whole[: whole.index(lost)])
    assert reading.warning is not None
    assert any("432.23" in item.text for item in reading.leftovers)
    gone = read(tmp_path, whole[: whole.index(b"4 0 obj")])
    assert gone.problem is not None
    assert gone.problem.code == "damaged"


def test_a_pdf_whose_checksum_is_wrong(tmp_path: Path) -> None:
    """Compressed, so that the byte that is changed is one of the sum and not of the text."""
    content = re.search(rb"stream\n(.*?)\nendstream", valid.pdf(), re.DOTALL)
    assert content is not None
    packed_up = bytearray(zlib.compress(content[1]))
    packed_up[-1] ^= 0xFF
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (
        len(packed_up), bytes(packed_up),
    )  # fmt: skip
    whole = re.sub(rb"<</Length \d+>>stream.*?endstream", lambda _: stream, valid.pdf(), flags=re.S)
    reading = read(tmp_path, whole)
    assert reading.warning is not None
    assert read(tmp_path, valid.pdf()).warning is None


@pytest.mark.parametrize("kind", ["rtf", "html", "mht"])
def test_texts_that_a_reader_reads_to_wherever_they_end(kind: str, tmp_path: Path) -> None:
    whole = valid.VALID[kind]()
    assert read(tmp_path, whole).warning is None
    reading = read(tmp_path, whole[:-40])
    assert reading.warning is not None
    assert_doubtful(reading)


def test_an_archive_that_breaks_off_gives_the_files_before(tmp_path: Path) -> None:
    one, two = MADE["docx"](), MADE["xlsx"]()
    data = packed(**{"甲.docx": one, "乙.xlsx": two})
    path = tmp_path / "材料.zip"
    path.write_bytes(data[: len(one) + len(two) // 2])
    first, second, archive = read_all(path)
    assert (first.name, first.warning) == ("材料.zip/甲.docx", None)
    assert first.forms
    assert second.warning is not None or second.problem is not None
    assert archive.problem is not None
    assert (archive.name, archive.problem.code) == ("材料.zip", "damaged")
