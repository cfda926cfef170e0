"""From the bytes of a file to a document, or one sentence why not: locked, damaged, no document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import Refused
from core.intake.grid import Document, Grid
from core.intake.passwords import ENCRYPTED, unlocked
from core.intake.readers import READERS
from core.intake.rescue import mended
from core.intake.rescue_text import breaks_off, to_last_end

_HINTS = {
    "image": "图片不能识读；请导入 Word 或 Excel 原件，或照着图片录入。",
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
_CUT = "文件不完整，可能没有传完，里面没有能读出的内容；请单位重新报送。"
_BAD = {
    "empty": ("damaged", "文件是空的，没有任何内容。"),
    "hollow": ("damaged", "文件里全是空字节，可能还没有从云盘下载完；请下载好再导入。"),
    "damaged": ("damaged", _CUT),
    "encrypted": ("encrypted", ENCRYPTED),
}
_OTHER = "不是 Word 或 Excel 文件，不能读取；请用 WPS 打开后另存为 .docx 或 .xlsx 再导入。"


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
        document = _document(data, kind)
    except Refused as refused:
        if refused.code == "encrypted":
            kind, plain = unlocked(data, kind, passwords)
            return Opened(kind, _document(plain, kind))
        rescued = _rescued(data, kind) if refused.code == "damaged" else None
        if rescued is not None:
            return rescued
        if refused.code == "damaged" and breaks_off(data, kind):
            raise Refused("damaged", _CUT) from refused
        raise
    if not breaks_off(data, kind):
        damaged = _said(document, cut=False, plain=False) if document.damaged else None
        return Opened(kind, document, damaged)
    document = _document(to_last_end(data, kind), kind)
    return Opened(kind, document, _said(document, cut=True, plain=False))


def _document(data: bytes, kind: str) -> Document:
    if kind in _BAD:
        raise Refused(*_BAD[kind])
    if kind not in READERS:
        raise Refused("unsupported", _HINTS.get(kind, _OTHER))
    return READERS[kind](data)


def _rescued(data: bytes, kind: str) -> Opened | None:
    """What is left of a damaged file; None when that is nothing."""
    for found in mended(data, kind):
        if found.format not in READERS:
            continue
        try:
            document = READERS[found.format](found.data)
        except Refused:
            continue
        if document.blocks:
            said = _said(document, cut=found.cut, plain=found.plain)
            return Opened(found.format, document, said)
    return None


def _said(document: Document, *, cut: bool, plain: bool) -> str:
    """What the clerk is told of a file of which only a part was read."""
    tables = sum(isinstance(block, Grid) for block in document.blocks)
    some = f"前面的 {tables} 张表" if tables else "前面的文字"
    every = f"{tables} 张表" if tables else "文字"
    read = f"文件不完整，只读出{some}，后面的缺失" if cut else f"文件有损坏，读出了{every}"
    formats = "，单元格格式已丢失（百分数和日期可能读错）" if plain else ""
    return f"{read}{formats}；请单位重新报送，或对照原件逐格核对。"
