"""Pages of scans as pictures, drawn in a process of their own."""

import io
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from core.errors import Cancelled, Refused
from core.intake.apart import apart
from core.intake.pictures import may_show, pictures
from core.intake.readers import detect
from core.intake.reading import read_file
from tests import variants as v
from tests.core.intake.locked import FOLDER, PASSWORD
from tests.hostile import valid
from tests.hostile.ole import compound


def image(kind: str = "PNG", size: tuple[int, int] = (600, 800)) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, "white").save(out, kind)
    return out.getvalue()


def scanned_pdf(pages: int) -> bytes:
    out = io.BytesIO()
    page = Image.new("L", (600, 800), "white")
    page.save(out, "PDF", save_all=True, append_images=[page] * (pages - 1))
    return out.getvalue()


def with_media(*images: bytes) -> bytes:
    """A Word file of nothing but pictures."""
    with zipfile.ZipFile(io.BytesIO(v.docx([""]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {f"word/media/image{n}.png": data for n, data in enumerate(images, 1)}
    return valid.packed(parts)


def sizes(data: bytes, *passwords: str) -> list[tuple[int, int]]:
    return [Image.open(io.BytesIO(page)).size for page in pictures(data, passwords)]


def test_pages_of_every_kind_of_scan() -> None:
    assert len(sizes(scanned_pdf(3))) == 3
    assert sizes(image("JPEG")) == [(600, 800)]
    assert sizes(image("TIFF")) == [(600, 800)]
    assert len(sizes(with_media(*[image()] * 11))) == 11
    assert sizes((FOLDER / "form.pdf").read_bytes(), PASSWORD)


def test_a_large_picture_is_made_smaller_and_a_seal_left_out() -> None:
    assert sizes(image(size=(3200, 1000))) == [(1600, 500)]
    with pytest.raises(Refused):
        sizes(with_media(image(size=(120, 120))))


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + b"0" * 99, image()[:200], valid.pdf()[:60], valid.doc(), b""]
)
def test_what_cannot_be_shown_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        list(pictures(data))


def test_a_picture_that_swells_is_refused() -> None:
    with pytest.raises(Refused):
        list(pictures(image(size=(20_000, 20_000))))


def test_who_may_be_typed_from(tmp_path: Path) -> None:
    for data in (scanned_pdf(1), image("JPEG"), with_media(image())):
        path = tmp_path / "扫描"
        path.write_bytes(data)
        reading = read_file(path)
        assert reading.problem is not None
        assert "照着图片录入" in reading.problem.message
        assert may_show(data, detect(data))
    assert not may_show(valid.docx(), "docx")
    assert not may_show(valid.doc(), "doc")


def hang() -> Iterator[int]:
    yield 1
    while True:
        pass


def crash() -> Iterator[int]:
    raise SystemExit(3)
    yield 1


def steal() -> Iterator[int]:
    with Path("/tmp/stolen").open("w") as file:
        yield file.write("x")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_child_that_misbehaves_is_a_refusal() -> None:
    assert len(list(apart(partial(pictures, scanned_pdf(2))))) == 2
    for work, code in ((hang, "timeout"), (crash, "damaged"), (steal, "damaged")):
        with pytest.raises(Refused) as refused:
            list(apart(work, seconds=3))
        assert refused.value.code == code
    with pytest.raises(Refused):
        list(apart(partial(pictures, b"")))
    with pytest.raises(Cancelled):
        list(apart(hang, lambda done, total, what: False))


def blip(picture: bytes, checksums: int = 1, lie: int = 0) -> bytes:
    """A picture as drawings of Office 97 keep it, its length perhaps a lie."""
    body = bytes(16 * checksums + 1) + picture
    return struct.pack("<HHI", 0x6E00, 0xF01E, len(body) + lie) + body


def drawn_in_doc(*blips: bytes) -> bytes:
    held = b"drawing" + b"".join(blips) + b"\x89PNG\r\n\x1a\nno picture"
    return compound({"WordDocument": bytes(600), "Data": held})


@pytest.mark.parametrize("checksums", [1, 2])
def test_pictures_in_a_doc(checksums: int) -> None:
    data = drawn_in_doc(blip(image(), checksums), blip(image("JPEG", (300, 300)), checksums))
    assert may_show(data, "doc")
    assert sizes(data) == [(600, 800), (300, 300)]


def test_pictures_in_an_xls_are_cut_into_records() -> None:
    held = blip(image())
    group = valid.biff(0xEB, held[:500]) + valid.biff(0x3C, held[500:])
    data = compound({"Workbook": valid.biff_sheet(valid.label(0, 0, "甲")) + group})
    assert may_show(data, "xls")
    assert sizes(data) == [(600, 800)]


def test_a_length_that_lies_shows_nothing() -> None:
    data = drawn_in_doc(blip(image(), lie=10**6), blip(image(), lie=-(10**3)))
    assert not may_show(data[:40], "doc")
    with pytest.raises(Refused):
        list(pictures(data))
