"""Typeset pages onto paper: SVG in, vectors out; and what the clerk should know before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from core.errors import Cancelled, UserError
from core.progress import Report, silent, step
from gui.spool import Spool

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
_MM_AN_INCH = 25.4
_POINTS_A_MM = 72 / _MM_AN_INCH


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

    `pages` sets them one after the other, `pdf` writes the file; both are slow and are called on
    a worker. `notes` are sentences about what does not fit.
    """

    title: str
    pages: Callable[[Report], Iterable[bytes]]
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


def lay_out(printer: QPrinter, size: QSizeF) -> None:
    """Direction of a page of this size, without margins: those are in the page itself."""
    paper = printer.pageLayout().pageSize()
    printer.setPageLayout(QPageLayout(paper, _direction(size), QMarginsF()))
    printer.setFullPage(True)


def print_pages(printer: QPrinter, pages: Spool, margin: int = 0, report: Report = silent) -> None:
    """Print pages; UserError when the printer cannot be reached, raises `Cancelled`."""
    first = max(printer.fromPage(), 1)
    chosen = range(len(pages))[first - 1 : printer.toPage() or len(pages)]
    if not chosen:
        raise UserError("没有可以打印的内容。")
    lay_out(printer, pages.sizes[chosen[0]])
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("打印机没有响应。请检查打印机是否已连接，再试一次，或者存为 PDF 文件。")
    try:
        for done, number in enumerate(chosen):
            step(report, done, len(chosen), "送打印机")
            size = pages.sizes[number]
            if done:
                lay_out(printer, size)
                printer.newPage()
            pages.renderer(number).render(painter, _room(printer, size, margin))
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()


def misfits(setup: Setup, sizes: Sequence[QSizeF]) -> tuple[str, ...]:
    """What the clerk should know of this paper and printer before printing; empty for nothing."""
    if not sizes:
        return ()
    notes = []
    scale = round(min(_scale(setup, size) for size in sizes), 2)
    if scale != 1:
        why = f"{setup.paper} 纸" + (f"、四边留 {setup.margin} 毫米" if setup.margin else "")
        word = "缩小" if scale < 1 else "放大"
        notes.append(f"版面按 A4 排，{why}，整页{word}到 {scale:.0%}。")
    info = QPrinterInfo.printerInfo(setup.printer) if setup.printer else QPrinterInfo()
    if not info.isNull():
        notes += _unable(info, setup)
    if setup.sides != "single" and len(set(map(_direction, sizes))) > 1:
        notes.append("横排和竖排的页都有，双面打印时背面可能倒置。")
    return tuple(notes)


def _unable(info: QPrinterInfo, setup: Setup) -> Iterator[str]:
    """What a printer cannot do of what it is asked."""
    papers = {size.id() for size in info.supportedPageSizes()}
    if papers and PAPERS.get(setup.paper) not in papers:
        yield f"打印机“{setup.printer}”没有 {setup.paper} 纸，打印时请换纸。"
    sides = info.supportedDuplexModes()
    if setup.sides != "single" and sides and SIDES.get(setup.sides) not in sides:
        yield f"打印机“{setup.printer}”不能双面打印，会单面打印。"


def _direction(size: QSizeF) -> QPageLayout.Orientation:
    return _ACROSS if size.width() > size.height() else _UPRIGHT


def _scale(setup: Setup, size: QSizeF) -> float:
    """How much larger or smaller than life a page comes out."""
    points = QPageSize.Unit.Point
    paper = QPageSize(PAPERS.get(setup.paper, PAPERS["A4"])).size(points)
    if _direction(size) == _ACROSS:
        paper = paper.transposed()
    kept = 2 * setup.margin * _POINTS_A_MM
    return min((paper.width() - kept) / size.width(), (paper.height() - kept) / size.height())


def _room(printer: QPrinter, size: QSizeF, margin: int) -> QRectF:
    """Where the page goes on the sheet: as large as it fits, in the middle."""
    sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    sheet.moveTo(0, 0)
    dots = printer.resolution() / _MM_AN_INCH * margin
    room = sheet.marginsRemoved(QMarginsF(dots, dots, dots, dots))
    scale = min(room.width() / size.width(), room.height() / size.height())
    out = QRectF(0, 0, size.width() * scale, size.height() * scale)
    out.moveCenter(room.center())
    return out
