"""Typeset pages onto paper: SVG in, vectors out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer

from core.errors import UserError


def renderers(pages: Sequence[bytes]) -> list[QSvgRenderer]:
    """A renderer for each page, kept apart so that pages may have different sizes."""
    return [QSvgRenderer(QByteArray(page)) for page in pages]


def lay_out(printer: QPrinter, page: QSvgRenderer) -> None:
    """Paper and direction of the page, without margins: those are in the page itself."""
    size = page.defaultSize()
    orientation = (
        QPageLayout.Orientation.Landscape
        if size.width() > size.height()
        else QPageLayout.Orientation.Portrait
    )
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF()))
    printer.setFullPage(True)


def print_pages(printer: QPrinter, pages: Sequence[bytes]) -> None:
    """Print pages; UserError when the printer cannot be reached."""
    drawn = renderers(pages)
    if not drawn:
        raise UserError("没有可以打印的内容。")
    first = max(printer.fromPage(), 1)
    last = printer.toPage() or len(drawn)
    chosen = drawn[first - 1 : last]
    lay_out(printer, chosen[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("打印机没有响应。请检查打印机是否已连接，再试一次。")
    try:
        for index, page in enumerate(chosen):
            if index:
                lay_out(printer, page)
                printer.newPage()
            page.render(painter, QRectF(painter.viewport()))
    finally:
        painter.end()
