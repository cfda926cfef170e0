"""Office files behind a password: opened with the one that is given, never guessed."""

from __future__ import annotations

import io

import msoffcrypto  # type: ignore[import-untyped]
from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
    DecryptionError,
    FileFormatError,
    InvalidKeyError,
    ParseError,
)

from core.errors import Refused
from core.intake.package import DAMAGED

ENCRYPTED = "文件设有密码，打不开；请单位取消密码后重报。"
WRONG = "密码不对，文件没有打开；请核对后再输入。"
_OTHER = "文件的加密方式不能识别，打不开；请单位取消密码后重报。"
EXCEL_DEFAULT = "VelvetSweatshop"
"""The password that Excel itself tries first: files that are only protected bear it [MS-OFFCRYPTO
2.4.2.3]; whoever opens one in Excel is never asked."""


def decrypted(data: bytes, password: str) -> bytes:
    """The file without its password; raises `Refused` where the password is not the right one."""
    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if "OOXML" in type(file).__name__:
            file.load_key(password=password, verify_password=True)
        else:
            file.load_key(password=password)
        file.decrypt(out)
    except InvalidKeyError as error:
        raise Refused("encrypted", WRONG) from error
    except (DecryptionError, FileFormatError, ParseError, NotImplementedError) as error:
        raise Refused("encrypted", _OTHER) from error
    except Exception as error:
        # A crafted file makes the library fail with whatever it meets first.
        raise Refused("damaged", DAMAGED) from error
    return out.getvalue()
