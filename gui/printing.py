"""Typeset pages onto paper: SVG in, vectors out; and what the clerk should know before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtSvg import QSvgRenderer

from core.errors import Cancelled, UserError
from core.progress import Report, silent, step

PAPERS = {
    "A4": QPageSize.PageSizeId.A4,
    "A3": QPageSize.PageSizeId.A3,
    "16K": QPageSize.PageSizeId.Prc16K,
    "B5": QPageSize.PageSizeId.JisB5,
}
"""What the papers are set on is A4; others are filled by making the page larger or smaller."""
SIDES = {
    "single": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}
MARGINS = (0, 3, 5, 8, 10, 15)
"""Millimetres that are kept free all round; the page is made smaller by as much."""
_UPRIGHT = QPageLayout.Orientation.Portrait
_ACROSS = QPageLayout.Orientation.Landscape
_MM = QPageLayout.Unit.Millimeter


@dataclass(frozen=True, slots=True)
class Setup:
    """How the clerk prints: the printer's name (empty for the system's own), a paper of `PAPERS`,
    one of `SIDES`, the margin in mm.
    """

    printer: str = ""
    paper: str = "A4"
    sides: str = "single"
    margin: int = 0


@dataclass(frozen=True, slots=True)
class Printable:
    """A document that can be looked at, printed, and saved as PDF.

    `pages` and `pdf` are slow and are called on a worker; `notes` are sentences about what does
    not fit.
    """

    title: str
    pages: Callable[[], Sequence[bytes]]
    pdf: Callable[[Path], None]
    notes: Callable[[], Sequence[str]] = tuple


def printer_names() -> list[str]:
    """The printers of this computer."""
    return QPrinterInfo.availablePrinterNames()


def make_printer(setup: Setup, title: str) -> QPrinter:
    """A printer as the clerk set it up; the system's own when that one is gone."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if setup.printer in printer_names():
        printer.setPrinterName(setup.printer)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(PAPERS.get(setup.paper, PAPERS["A4"])))
    printer.setDuplex(SIDES.get(setup.sides, SIDES["single"]))
    return printer


def setup_of(printer: QPrinter, before: Setup) -> Setup:
    """What the clerk chose on a printer; the margin is not asked there."""
    size = printer.pageLayout().pageSize().id()
    paper = next((name for name, known in PAPERS.items() if known == size), before.paper)
    sides = next((name for name, mode in SIDES.items() if mode == printer.duplex()), before.sides)
    return Setup(printer.printerName(), paper, sides, before.margin)


def renderers(pages: Sequence[bytes]) -> list[QSvgRenderer]:
    """A renderer for each page, kept apart so that pages may have different sizes."""
    return [QSvgRenderer(QByteArray(page)) for page in pages]


def lay_out(printer: QPrinter, page: QSvgRenderer) -> None:
    """Direction of the page, without margins: those are in the page itself."""
    size = printer.pageLayout().pageSize()
    printer.setPageLayout(QPageLayout(size, _direction(page), QMarginsF()))
    printer.setFullPage(True)


def print_pages(
    printer: QPrinter, pages: Sequence[bytes], margin: int = 0, report: Report = silent
) -> None:
    """Print pages; UserError when the printer cannot be reached, raises `Cancelled`."""
    drawn = renderers(pages)
    first = max(printer.fromPage(), 1)
    last = printer.toPage() or len(drawn)
    chosen = drawn[first - 1 : last]
    if not chosen:
        raise UserError("没有可以打印的内容。")
    lay_out(printer, chosen[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("打印机没有响应。请检查打印机是否已连接，再试一次，或者存为 PDF 文件。")
    try:
        for index, page in enumerate(chosen):
            step(report, index, len(chosen), "送打印机")
            if index:
                lay_out(printer, page)
                printer.newPage()
            page.render(painter, _room(printer, page, margin))
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()


def misfits(setup: Setup, pages: Sequence[bytes]) -> tuple[str, ...]:
    """What the clerk should know of this paper and printer before printing; empty for nothing."""
    drawn = renderers(pages)
    if not drawn:
        return ()
    notes = []
    scale = min(_shrunk(setup, page) for page in drawn)
    percent = round(scale * 100)
    if setup.paper != "A4" or setup.margin:
        word = "缩小" if scale < 1 else "放大"
        why = f"{setup.paper} 纸" + (f"、四边留 {setup.margin} 毫米" if setup.margin else "")
        if round(scale, 2) != 1:
            notes.append(f"版面按 A4 排，{why}，整页{word}到 {percent}%。")
    info = QPrinterInfo.printerInfo(setup.printer) if setup.printer else QPrinterInfo()
    if not info.isNull():
        sizes = {size.id() for size in info.supportedPageSizes()}
        if sizes and PAPERS.get(setup.paper) not in sizes:
            notes.append(f"打印机“{setup.printer}”没有 {setup.paper} 纸，打印时请换纸。")
        modes = info.supportedDuplexModes()
        if setup.sides != "single" and modes and SIDES[setup.sides] not in modes:
            notes.append(f"打印机“{setup.printer}”不能双面打印，会单面打印。")
    if setup.sides != "single" and len({_direction(page) for page in drawn}) > 1:
        notes.append("横排和竖排的页都有，双面打印时背面可能倒置。")
    return tuple(notes)


def _direction(page: QSvgRenderer) -> QPageLayout.Orientation:
    size = page.defaultSize()
    return _ACROSS if size.width() > size.height() else _UPRIGHT


def _shrunk(setup: Setup, page: QSvgRenderer) -> float:
    """How much larger or smaller than life a page comes out."""
    paper = QPageSize(PAPERS.get(setup.paper, PAPERS["A4"]))
    across = _direction(page) == _ACROSS
    sizes = [QPageSize(each).size(QPageSize.Unit.Millimeter) for each in (paper.id(), PAPERS["A4"])]
    room, own = (size.transposed() if across else size for size in sizes)
    room = QSizeF(room.width() - 2 * setup.margin, room.height() - 2 * setup.margin)
    return min(room.width() / own.width(), room.height() / own.height())


def _room(printer: QPrinter, page: QSvgRenderer, margin: int) -> QRectF:
    """Where the page goes on the sheet: as large as it fits, in the middle."""
    sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    sheet.moveTo(0, 0)
    dots = printer.resolution() / 25.4 * margin
    room = sheet.marginsRemoved(QMarginsF(dots, dots, dots, dots))
    size = QSizeF(page.defaultSize())
    scale = min(room.width() / size.width(), room.height() / size.height())
    out = QRectF(0, 0, size.width() * scale, size.height() * scale)
    out.moveCenter(room.center())
    return out
