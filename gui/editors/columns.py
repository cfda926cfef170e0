"""How wide the columns of a table are: airy where there is room, else closer together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from gui import style


def fit_columns(table: QTableView, wide: Sequence[int], *, tail: bool) -> None:
    """Give the columns their `wide` widths, or as much of it as there is room for; at least what
    their words need.

    With `tail` the last column takes what is left, so that its words end in dots at the edge and
    not behind it. No head is cut.
    """
    model, metrics = table.model(), table.horizontalHeader().fontMetrics()
    close = []
    for column, width in enumerate(wide):
        head = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        least = max(map(metrics.horizontalAdvance, head.split("\n"))) + 2 * style.GAP
        last = tail and column == len(wide) - 1
        close.append(least if last else max(least, min(table.sizeHintForColumn(column), width)))
    beside = table.verticalScrollBar().sizeHint().width()
    if not table.verticalHeader().isHidden():
        beside += table.verticalHeader().sizeHint().width()
    # At 150 % a width may be rounded, so that a line more would need a bar to scroll.
    room = table.width() - beside - 1
    more = [max(0, width - least) for width, least in zip(wide, close, strict=True)]
    share = min(1.0, max(0, room - sum(close)) / max(1, sum(more)))
    widths = [least + int(share * extra) for least, extra in zip(close, more, strict=True)]
    if tail:
        widths[-1] = max(widths[-1], room - sum(widths[:-1]))
    table.horizontalHeader().setStretchLastSection(tail)
    for column, width in enumerate(widths):
        table.setColumnWidth(column, width)
