"""From the bytes of a file to a document, or one sentence why not: locked, damaged, no document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import Refused
from core.intake.grid import Document
from core.intake.package import DAMAGED
from core.intake.passwords import ENCRYPTED, unlocked
from core.intake.readers import READERS

_HINTS = {
    "ofd": "OFD 文件不能直接读取，请导入 Word 或 Excel 原件。",
    "image": "图片不能读取，请导入 Word 或 Excel 原件。",
    "rar": "RAR 压缩包不能直接读取，请解压后再导入。",
    "7z": "7z 压缩包不能直接读取，请解压后再导入。",
    "gzip": "这种压缩包不能直接读取，请解压后再导入。",
    "shortcut": "这是快捷方式，不是文件本身；请找到它指向的文件再导入。",
    "owner": "这是文件打开时留下的临时文件（~$ 开头），不是材料本身；请导入同名的原件。",
    "cloud": "这是云文档的链接，内容不在本机；请在 WPS 或网盘中下载为 Word 或 Excel 文件后再导入。",
    "program": "这是程序，不是文档，没有打开。",
    "pptx": "这是演示文稿，请导入 Word 或 Excel 文件。",
    "ppt": "这是演示文稿，请导入 Word 或 Excel 文件。",
    "odp": "这是演示文稿，请导入 Word 或 Excel 文件。",
    "word2": "这是很早的 Word 文件；请用 WPS 或 Word 打开后另存为 .docx 再导入。",
}
_BAD = {
    "empty": ("damaged", "文件是空的，没有任何内容。"),
    "hollow": ("damaged", "文件里全是空字节，可能还没有从云盘下载完；请下载好再导入。"),
    "damaged": ("damaged", DAMAGED),
    "encrypted": ("encrypted", ENCRYPTED),
}
_OTHER = "不是 Word 或 Excel 文件，不能读取；请导入 .docx 或 .xlsx 文件。"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as a document; `format` is what stood behind a password, if there was one.

    `warning` says, in a Chinese sentence, what was lost of a damaged file: nothing of it is sure.
    """

    format: str
    document: Document
    warning: str | None = None


def opened(data: bytes, kind: str, passwords: Sequence[str] = ()) -> Opened:
    """The document in the bytes of a file of this format.

    Raises `Refused` with a code of the contract when it will not open.
    """
    try:
        return Opened(kind, _document(data, kind))
    except Refused as refused:
        if refused.code != "encrypted":
            raise
    kind, plain = unlocked(data, kind, passwords)
    return Opened(kind, _document(plain, kind))


def _document(data: bytes, kind: str) -> Document:
    if kind in _BAD:
        raise Refused(*_BAD[kind])
    if kind not in READERS:
        raise Refused("unsupported", _HINTS.get(kind, _OTHER))
    return READERS[kind](data)
