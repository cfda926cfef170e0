"""Files that are dragged onto the window."""

from __future__ import annotations

from pathlib import Path

from PySide6 import QtCore
from PySide6.QtGui import QDropEvent


def dragged(event: QDropEvent) -> list[Path]:
    """The files and folders of this computer; what a browser drags lies elsewhere."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def take(event: QDropEvent) -> None:
    """Take what is dragged as a copy: who gives files away as moved deletes them."""
    event.setDropAction(QtCore.Qt.DropAction.CopyAction)
    event.accept()
