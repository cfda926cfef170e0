"""Zip archives of submissions: their files, read in memory, no path of theirs ever followed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from core.errors import Refused
from core.intake import zip_aes
from core.intake.package import DAMAGED, FAILURES, MAX_FILE, TOO_LARGE
from core.intake.passwords import WRONG

_MAX_FILES = 2_000
_MAX_TOTAL = 512 * 2**20
_MAX_RATIO = 400
_RATIO_FROM = 4 * 2**20
_UTF8 = 0x800
_LOCKED = 1
_ENCRYPTED = "压缩包设有密码，没有打开；请输入密码，或解压后再导入。"


def members(data: bytes, passwords: Sequence[str] = ()) -> Iterator[tuple[str, bytes | Refused]]:
    """Name and bytes of each file, or why this one did not open.

    Raises `Refused` where nothing opens: the archive is damaged, too large or, at the first file,
    behind a password that is none of those given. Names are as the archive gives them, in GBK
    where it does not say UTF-8, and serve for showing only.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except FAILURES as error:
        raise Refused("damaged", DAMAGED) from error
    with archive:
        # Not `is_dir`, which fails where an entry has no name at all.
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
        if len(entries) > _MAX_FILES or sum(e.file_size for e in entries) > _MAX_TOTAL:
            raise Refused("too_large", TOO_LARGE)
        wanted = [entry for entry in entries if not passed_over(_name(entry))]
        locked = [entry for entry in wanted if entry.flag_bits & _LOCKED]
        key = _key(archive, data, locked[0], passwords) if locked else b""
        for entry in wanted:
            try:
                yield _name(entry), _content(archive, data, entry, key)
            except Refused as refused:
                yield _name(entry), refused


def _key(
    archive: zipfile.ZipFile, data: bytes, entry: zipfile.ZipInfo, passwords: Sequence[str]
) -> bytes:
    """The password that opens an entry, in the bytes that the archive's program made of it."""
    for password in passwords:
        for key in dict.fromkeys((password.encode("utf-8"), password.encode("gb18030"))):
            try:
                _content(archive, data, entry, key)
            except Refused as refused:
                if refused.code == "encrypted":
                    continue
            return key
    raise Refused("encrypted", WRONG if passwords else _ENCRYPTED)


def _content(archive: zipfile.ZipFile, data: bytes, entry: zipfile.ZipInfo, key: bytes) -> bytes:
    swollen = entry.file_size > _RATIO_FROM and (
        entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)
    )
    if entry.file_size > MAX_FILE or swollen:
        raise Refused("too_large", TOO_LARGE)
    locked = bool(entry.flag_bits & _LOCKED)
    try:
        if locked and entry.compress_type == zip_aes.METHOD:
            found = zip_aes.read_entry(data, entry, key)
            if found is None:
                raise Refused("encrypted", WRONG)
            return found
        return archive.read(entry, pwd=key if locked else None)
    except FAILURES as error:
        # One wrong password in 256 passes the check of old archives and gives rubbish.
        weak = locked and isinstance(error, zipfile.BadZipFile | zlib.error)
        raise Refused("encrypted", WRONG) if weak else Refused("damaged", DAMAGED) from error

    except RuntimeError as error:
        raise Refused("encrypted", WRONG) from error


def _name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.orig_filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def passed_over(name: str) -> bool:
    """Whether a file is none of a unit's: a lock file of Word, a hidden file, a Mac's remark.

    What a Mac leaves for a file in the cloud is hidden as well, but tells of a file.
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if not parts or "__MACOSX" in parts:
        return True
    return parts[-1].startswith(("~$", ".")) and not parts[-1].endswith(".icloud")
