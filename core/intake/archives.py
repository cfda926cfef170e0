"""Zip archives of submissions: their files, read in memory, no path of theirs ever followed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from core.errors import Refused
from core.intake.package import DAMAGED, FAILURES, MAX_FILE, TOO_LARGE

_MAX_FILES = 2_000
_MAX_TOTAL = 512 * 2**20
_MAX_RATIO = 400
_RATIO_FROM = 4 * 2**20
_UTF8 = 0x800
_ENCRYPTED = "压缩包设有密码，打不开；请解压后再导入。"


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file; raises `Refused` for what is damaged, encrypted or swollen.

    Names are as the archive gives them, in GBK where it does not say UTF-8, and serve for
    showing only.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > _MAX_FILES or sum(e.file_size for e in entries) > _MAX_TOTAL:
                raise Refused("too_large", TOO_LARGE)
            for entry in entries:
                name = _name(entry)
                if not passed_over(name):
                    yield name, _content(archive, entry)
    except FAILURES as error:
        raise Refused("damaged", DAMAGED) from error
    except RuntimeError as error:
        raise Refused("encrypted", _ENCRYPTED) from error


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    swollen = entry.file_size > _RATIO_FROM and (
        entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)
    )
    if entry.file_size > MAX_FILE or swollen:
        raise Refused("too_large", TOO_LARGE)
    return archive.read(entry)


def _name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.orig_filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def passed_over(name: str) -> bool:
    """Whether a file is none of a unit's: a lock file of Word, a hidden file, a Mac's remark."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not parts or "__MACOSX" in parts or parts[-1].startswith(("~$", ".", "._"))
