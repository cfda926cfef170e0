"""Dialogs that note what was asked and give the answers prepared for them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QPrinter

from core.progress import Report, silent
from gui.dialogs import Dialogs
from gui.printing import Setup


class FakeDialogs(Dialogs):
    """`answers` by method; what has none is stepped back from."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, Any] = {}
        self.asked: list[tuple[str, str]] = []

    def _note(self, method: str, text: str) -> Any:
        self.asked.append((method, text))
        return self.answers.get(method)

    def tell(self, title: str, text: str, details: str = "") -> None:
        del title, details
        self._note("tell", text)

    def confirm(self, title: str, text: str, verb: str) -> bool:
        del title, verb
        return bool(self._note("confirm", text))

    def open_files(self, title: str, folder: str) -> list[Path]:
        del folder
        return self._note("open_files", title) or []

    def open_folder(self, title: str, folder: str) -> Path | None:
        del folder
        answer: Path | None = self._note("open_folder", title)
        return answer

    def save_file(self, title: str, suggested: Path, kinds: Sequence[str]) -> Path | None:
        del title, kinds
        answer: Path | None = self._note("save_file", suggested.name)
        return answer

    def choose(self, title: str, label: str, items: list[str]) -> str | None:
        del label
        wanted = self._note("choose", title)
        return next((item for item in items if wanted is not None and wanted in item), None)

    def line(self, title: str, label: str, text: str) -> str | None:
        del label, text
        answer: str | None = self._note("line", title)
        return answer

    def open_layouts(self, title: str) -> Path | None:
        answer: Path | None = self._note("open_layouts", title)
        return answer

    def open_scheme(self, title: str) -> Path | None:
        answer: Path | None = self._note("open_scheme", title)
        return answer

    def open_list(self, title: str, folder: str) -> Path | None:
        del folder
        answer: Path | None = self._note("open_list", title)
        return answer

    def lines(self, title: str, label: str) -> str:
        del label
        return str(self._note("lines", title) or "")

    def open_template(self, title: str, folder: str) -> Path | None:
        del folder
        answer: Path | None = self._note("open_template", title)
        return answer

    @contextmanager
    def watching(self, what: str) -> Iterator[Report]:
        del what
        yield silent if self.answers.get("stop") is None else self.answers["stop"]

    def has_printer(self) -> bool:
        return bool(self.answers.get("has_printer", True))

    def printer(self, title: str, setup: Setup) -> QPrinter | None:
        del setup
        answer: QPrinter | None = self._note("printer", title)
        return answer
