"""A day typed in any of the usual ways, also in full-width digits."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QLineEdit

from core.schema.kinds import DATE


class DayLine(QLineEdit):
    """`day` is None while the text is empty or no day."""

    def __init__(self, day: dt.date | None, name: str) -> None:
        super().__init__(str(day) if day else "")
        self.setPlaceholderText("如 2025-04-20")
        self.setAccessibleName(name)

    @property
    def day(self) -> dt.date | None:
        value = DATE.parse(self.text()).value
        return value if isinstance(value, dt.date) else None
