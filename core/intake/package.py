"""Opening a zip package (docx, xlsx) and its XML parts without trusting them."""

import io
import posixpath
import re
import zipfile
import zlib

from lxml import etree

from core.errors import Refused

MAX_FILE = 64 * 2**20
"""Bytes of a submitted file; the largest real ones, with photographs, have some 20 MB."""
_MAX_ENTRIES = 5_000
MAX_PART = 48 * 2**20
"""Bytes of an unpacked part of a package."""
_MAX_TOTAL = 512 * 2**20
_MAX_RATIO = 400
_RATIO_FROM = 4 * 2**20
_LONGEST_NUMBER = 9
FAILURES = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
)  # fmt: skip
"""What a damaged or crafted archive makes the library raise."""
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_NORMAL_PATH = re.compile(r"\w+(?:[/.]\w+)*")
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_pis=True
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

TOO_LARGE = "文件太大或压缩得不正常，没有打开；请删去图片等附带内容后另存一份再导入。"
DAMAGED = "文件已损坏，打不开；请用 WPS 或 Word、Excel 打开后另存一份再导入。"
UNSAFE = "文件含有不安全的内容，没有打开；请复制文字和表格到新文件后再导入。"


class Package:
    """A zip package with caps on its entries; raises `Refused` for what it will not open."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except FAILURES as error:
            raise Refused("damaged", DAMAGED) from error
        entries = self._zip.infolist()
        if len(entries) > _MAX_ENTRIES or sum(e.file_size for e in entries) > _MAX_TOTAL:
            raise Refused("too_large", TOO_LARGE)
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        self._entries = {part_name(entry.filename): entry for entry in entries}
        self._any_case = {name.lower(): entry for name, entry in self._entries.items()}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._any_case

    def names(self, folder: str) -> tuple[str, ...]:
        """The parts in a folder such as `xl/`."""
        return tuple(name for name in self._entries if name.startswith(folder))

    def read(self, name: str) -> bytes:
        """The bytes of a part; `Refused` when it is missing, encrypted, damaged or a bomb."""
        entry = self._entries.get(name) or self._any_case.get(name.lower())
        if entry is None:
            raise Refused("damaged", DAMAGED)
        if entry.flag_bits & 1:
            raise Refused("encrypted", "文件设有密码，打不开；请取消密码后再导入。")
        swollen = entry.file_size > _RATIO_FROM and (
            entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)
        )
        if entry.file_size > MAX_PART or swollen:
            raise Refused("too_large", TOO_LARGE)
        try:
            return self._zip.read(entry)
        except FAILURES as error:
            raise Refused("damaged", DAMAGED) from error

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part."""
        return parse_xml(self.read(name))

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part ('' for the package): id → (kind, path of the target)."""
        if part not in self._relations:
            self._relations[part] = self._related(part)
        return self._relations[part]

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self:
            return {}
        found = {}
        for item in self.xml(path).iter(_RELATION):
            if item.get("TargetMode") == "External":
                continue
            kind = item.get("Type", "").rsplit("/", 1)[-1]
            found[item.get("Id", "")] = (kind, _inside(folder, item.get("Target", "")))
        return found

    def main(self) -> str:
        """The path of the document or workbook itself."""
        for kind, target in self.related("").values():
            if kind == "officeDocument":
                return target
        raise Refused("damaged", DAMAGED)


def part_name(entry: str) -> str:
    """The name of a part by its entry in the zip; some programs write it as a path of Windows."""
    return entry.replace("\\", "/").lstrip("/")


def _inside(folder: str, target: str) -> str:
    """The path of a relation's target in the package."""
    path = posixpath.join(folder, target).lstrip("/")
    return path if _NORMAL_PATH.fullmatch(path) else posixpath.normpath(path)


def whole(text: str | None, default: int) -> int:
    """The whole number that an attribute gives; the default for anything else."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > _LONGEST_NUMBER:
        return default
    return int(text)


def times(text: str | None, most: int) -> int:
    """How often, or over how many cells, by an attribute: 1 without a number, `most` at most."""
    if text is None or not text.isascii() or not text.isdigit():
        return 1
    return most if len(text) > _LONGEST_NUMBER else max(1, min(int(text), most))


def parse_xml(data: bytes) -> etree._Element:
    """The root element; no entities, no network, no document type, capped depth and length."""
    if b"<!DOCTYPE" in data[:4096]:
        raise Refused("unsafe", UNSAFE)
    if _STRICT in data[:8192]:
        for name, usual in _STRICT_NAMES:
            data = data.replace(_STRICT + name, usual)
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise Refused("damaged", DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("unsafe", UNSAFE)
    return root
