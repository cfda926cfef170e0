"""Room for fields on a screen that is too low for all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Body(QWidget):
    """What is scrolled only where it cannot be as low as the room there is: by itself Qt would ask
    for the height that its lists would like to have.
    """

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return (
            super().heightForWidth(width) if layout is None else layout.minimumHeightForWidth(width)
        )


def scrolled(inner: QWidget, name: str) -> QScrollArea:
    """Fields that are scrolled where the dialog is lower than they; `name` for screen readers."""
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
