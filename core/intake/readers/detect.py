"""What the bytes of a file are, whatever its name says."""

import codecs
import io
import zipfile
import zlib

import olefile

from core.intake.package import part_name

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "program"),
    (b"\x09\x08", "xls"),
    (b"\x09\x04", "xls"),
    (b"\x09\x02", "xls"),
    (b"\x09\x00\x04\x00", "xls"),
    (b"\x4c\x00\x00\x00\x01\x14\x02\x00", "shortcut"),
    (b"[InternetShortcut]", "shortcut"),
    (b"\xdb\xa5", "word2"),
)
_FLAT = (
    b"schemas.microsoft.com/office/word/2003/wordml",
    b"schemas.microsoft.com/office/2006/xmlpackage",
    b"schemas-microsoft-com:office:spreadsheet",
    b"urn:oasis:names:tc:opendocument:xmlns:",
)
_OWNER_MOST, _LINK_MOST = 1024, 64 * 1024
_CLOUD = (".icloud", ".cloud", ".cloudf", ".gdoc", ".gsheet", ".wpsonline", ".kdocs")
_LONGEST_TYPE, _LONGEST_LIST = 200, 2**20
_PARTS = (
    ("ofd.xml", "ofd"),
    ("word/", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
)
_MAIN_PARTS = (
    ("wordprocessingml.", "docx"),
    ("excel.sheet.binary", "xlsb"),
    ("spreadsheetml.", "xlsx"),
    ("presentationml.", "pptx"),
)
"""What the list of a package's parts says of the main one, wherever that lies."""
_OPEN_DOCUMENT = (("spreadsheet", "ods"), ("text", "odt"), ("presentation", "odp"))


def detect(data: bytes, name: str = "") -> str:
    """The format: docx doc xlsx xls ods odt ofd pptx rtf html mht xml pdf image … or unknown.

    `encrypted` is a file behind a password, `empty` one without content, `hollow` one of nothing
    but zeros, as a cloud drive leaves in place of a file, `damaged` a package whose index is lost.
    The name serves to tell what office and cloud programs leave beside a file: `owner`, `cloud`.
    """
    if name.startswith("~$") and len(data) <= _OWNER_MOST:
        return "owner"
    if name.lower().endswith(_CLOUD) and len(data) <= _LINK_MOST:
        return "cloud"
    if not data.strip(b"\x00 \r\n\t"):
        return "hollow" if b"\x00" in data else "empty"
    if data.startswith(b"PK"):
        return _zip(data)
    if data.startswith(olefile.MAGIC):
        return _ole(data)
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None) or _text(data)


def _zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [part_name(entry).lower() for entry in archive.namelist()]
            kind = _head(archive, "mimetype", _LONGEST_TYPE)
            named = next((name for word, name in _OPEN_DOCUMENT if word in kind), None)
            if named is not None:
                return named
            for part, name in _PARTS:
                if any(entry.startswith(part) for entry in names):
                    return name
            listed = _head(archive, "[Content_Types].xml", _LONGEST_LIST)
            return next((name for word, name in _MAIN_PARTS if word in listed), "zip")
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError):
        return "damaged"
    except RuntimeError:
        return "encrypted"


def _head(archive: zipfile.ZipFile, name: str, longest: int) -> str:
    """What a part says that must be short; nothing where it is missing."""
    if name not in archive.namelist() or archive.getinfo(name).file_size > longest:
        return ""
    return archive.read(name).decode("ascii", "replace").lower()


def _ole(data: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            for stream, name in (
                ("EncryptedPackage", "encrypted"),
                ("WordDocument", "doc"),
                ("Workbook", "xls"),
                ("Book", "xls"),
                ("PowerPoint Document", "ppt"),
            ):
                if ole.exists(stream):
                    return name
    except (OSError, ValueError, IndexError, AttributeError, TypeError):
        return "damaged"
    return "ole"


def _text(data: bytes) -> str:
    head = data[:2048]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = data[:4096].decode("utf-16", "replace").encode()
    lower = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if lower.startswith(b"mime-version") or b"content-type: multipart/related" in lower:
        return "mht"
    if any(word in lower for word in _FLAT):
        return "xml"
    if b"<html" in lower or b"<table" in lower or lower.startswith(b"<!doctype html"):
        return "html"
    if b"\x00" not in head:
        return "text"
    return "unknown"
