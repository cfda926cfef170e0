"""The pages of a scan as pictures, for a clerk who types the form beside them.

Everything is decoded and encoded anew: what leaves here is a plain JPEG, made in a child process
(`core.intake.apart`), whatever the submitted file holds.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageOps, ImageSequence
from pypdfium2 import raw

from core.errors import Refused
from core.intake.package import Package
from core.intake.passwords import unlocked
from core.intake.pictures_ole import embedded
from core.intake.readers import detect

MOST_PAGES = 60
"""Pages of a file that are shown; a submission has some ten."""
PACKAGES = {"docx": "word/media/", "xlsx": "xl/media/", "odt": "Pictures/", "ods": "Pictures/"}
_OLE = frozenset({"doc", "xls"})
_WIDTH, _MOST_PIXELS, _LEAST = 1600, 80_000_000, 200
"""Pixels: the width of a page as shown, the largest picture decoded, the smallest that is a page
and not a seal or a logo."""
_QUALITY = 85
_UNSHOWN = "原件里的图片不能显示；请用 WPS 或 Word 打开原件对照。"
_KNOWN = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")

# The formats' modules are loaded now: a child process loads nothing once it is confined.
Image.init()
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS


def may_show(data: bytes, kind: str) -> bool:
    """Whether a file of this format holds pages that can be shown; nothing is decoded."""
    if kind in {"pdf", "image"}:
        return True
    if kind in _OLE:
        return next(embedded(data), None) is not None
    if kind not in PACKAGES:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return any(_is_picture(name, PACKAGES[kind]) for name in package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def pictures(data: bytes, passwords: Sequence[str] = ()) -> Iterator[bytes]:
    """The pages as JPEG, one after the other; raises `Refused` when there is nothing to show."""
    kind = detect(data)
    if kind == "encrypted" or (kind == "pdf" and _is_locked(data)):
        kind, data = unlocked(data, kind, passwords)
    found = False
    for picture in _pictures(data, kind):
        found = True
        yield _jpeg(picture)
    if not found:
        raise Refused("unsupported", _UNSHOWN)


def _pictures(data: bytes, kind: str) -> Iterator[Image.Image]:
    if kind == "pdf":
        yield from _pages(data)
    elif kind == "image":
        yield from _frames(data)
    elif kind in _OLE:
        for content in islice(embedded(data), MOST_PAGES):
            yield from _frames(content)
    elif kind in PACKAGES:
        package = Package(data)
        names = sorted(package.names(PACKAGES[kind]), key=lambda name: (len(name), name))
        wanted = [name for name in names if _is_picture(name, PACKAGES[kind])]
        for name in wanted[:MOST_PAGES]:
            yield from _frames(package.read(name))


def _is_picture(name: str, folder: str) -> bool:
    return name.startswith(folder) and name.lower().endswith(_KNOWN)


def _is_locked(data: bytes) -> bool:
    try:
        pypdfium2.PdfDocument(data).close()
    except pypdfium2.PdfiumError as error:
        return bool(error.err_code == raw.FPDF_ERR_PASSWORD)
    return False


def _pages(data: bytes) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(data)
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            width, height = page.get_size()
            scale = _WIDTH / max(width, 1.0)
            if width * height * scale * scale > _MOST_PIXELS:
                continue
            yield page.render(scale=scale).to_pil()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged", _UNSHOWN) from error


def _frames(data: bytes) -> Iterator[Image.Image]:
    """The pages of a picture, several in a TIFF; what is too small or broken is left out."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= MOST_PAGES:
                    return
                if min(frame.size) >= _LEAST:
                    yield ImageOps.exif_transpose(frame)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return


def _jpeg(picture: Image.Image) -> bytes:
    if picture.mode in {"RGBA", "LA", "PA", "P"}:
        # What is transparent is paper.
        clear = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    if picture.width > _WIDTH:
        height = max(1, round(picture.height * _WIDTH / picture.width))
        picture = picture.resize((_WIDTH, height))
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
