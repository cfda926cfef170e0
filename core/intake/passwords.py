"""Files behind a password: opened with the ones that the clerk gives, never guessed, never kept."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType, SimpleNamespace

import msoffcrypto  # type: ignore[import-untyped]
import msoffcrypto.format.doc97  # type: ignore[import-untyped]
import msoffcrypto.format.xls97  # type: ignore[import-untyped]
import pypdfium2  # type: ignore[import-untyped]
from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
    DecryptionError,
    FileFormatError,
    InvalidKeyError,
    ParseError,
)
from pypdfium2 import raw

from core.errors import Refused
from core.intake.package import DAMAGED
from core.intake.passwords_odf_whole import open_document
from core.intake.readers.detect import detect

ENCRYPTED = "文件设有密码，没有打开；请输入密码，不知道的请单位取消密码后重报。"
WRONG = "密码不对，文件没有打开；请核对后再输入。"
STRANGE = "文件的加密方式不能识别，打不开；请单位取消密码后重报。"
EXCEL_DEFAULT = "VelvetSweatshop"
"""The password that Excel itself tries first: files that are only protected bear it [MS-OFFCRYPTO
2.4.2.3]; whoever opens one in Excel is never asked."""
for _module in (msoffcrypto.format.doc97, msoffcrypto.format.xls97):
    # The library puts what it has decrypted into a file on disk; that may not leave memory, and
    # a child process may not write.
    _module.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)


def unlocked(data: bytes, kind: str, passwords: Sequence[str]) -> tuple[str, bytes]:
    """Format and bytes of a file without its password, the first that fits.

    Raises `Refused`: `encrypted` where none fits or the way of encryption is unknown, `damaged`.
    """
    plain = _WAYS.get(kind)
    if plain is None:
        raise Refused("encrypted", STRANGE)
    for password in (*passwords, EXCEL_DEFAULT):
        found = plain(data, password)
        if found is not None:
            return detect(found), found
    raise Refused("encrypted", WRONG if passwords else ENCRYPTED)


def _office(data: bytes, password: str) -> bytes | None:
    """A file of Word or Excel, of whatever year; None where the password is not the right one."""
    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if "OOXML" in type(file).__name__:
            file.load_key(password=password, verify_password=True)
        else:
            file.load_key(password=password)
        file.decrypt(out)
    except InvalidKeyError:
        return None
    except (DecryptionError, FileFormatError, ParseError, NotImplementedError) as error:
        raise Refused("encrypted", STRANGE) from error
    except Exception as error:
        # A crafted file makes the library fail with whatever it meets first.
        raise Refused("damaged", DAMAGED) from error
    return out.getvalue()


def _pdf(data: bytes, password: str) -> bytes | None:
    """A PDF saved without its lock by PDFium; None where the password is not the right one."""
    for spelt in _spellings(password):
        try:
            document = pypdfium2.PdfDocument(data, password=spelt)
        except pypdfium2.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                continue
            if error.err_code == raw.FPDF_ERR_SECURITY:
                raise Refused("encrypted", STRANGE) from error
            raise Refused("damaged", DAMAGED) from error
        out = io.BytesIO()
        document.save(out, flags=raw.FPDF_REMOVE_SECURITY)
        document.close()
        return out.getvalue()
    return None


def _spellings(password: str) -> tuple[str, ...]:
    """The password as programs write it in a PDF: before PDF 2.0 nothing says how Chinese is.

    PDFium is given the bytes as characters of Latin-1; LibreOffice writes `?` for Chinese.
    """
    ways = (
        password.encode("gb18030").decode("latin-1"),
        password.encode("latin-1", "replace").decode("latin-1"),
    )
    return tuple(dict.fromkeys((password, *ways)))


_WAYS: Mapping[str, Callable[[bytes, str], bytes | None]] = MappingProxyType(
    {
        "encrypted": _office,
        "doc": _office,
        "xls": _office,
        "odt": open_document,
        "ods": open_document,
        "pdf": _pdf,
    }
)
