"""What a field said in the submitted file, read again from the bytes that were kept.

The text of a source cell is not always the value taken from it (「产出指标（30分）」 gives a name
and a number), so the file is read again by the same code rather than its cells parsed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.address import At
from core.errors import Refused, UserError
from core.source import Source
from core.submission import Filled
from gui.bridge import Bridge

if TYPE_CHECKING:
    from core.intake.grid import Document
    from core.intake.mapping import Layout

_KEPT = 12

Texts = Mapping[tuple[str, Source, str], str]
"""(form code, where it stood, name of the field) → what was read there."""


class Originals:
    """The submitted files of a workspace, the last few of them held."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._workspace = bridge.workspace
        self._held: dict[str, tuple[Document, Texts]] = {}
        self._refused: dict[tuple[str, int], UserError] = {}
        """Why a file will not open, by how many passwords were known."""
        self._pages: dict[str, bool] = {}

    def document(self, sha256: str) -> Document:
        """The file as grids and paragraphs; UserError when its bytes are lost or locked."""
        return self._read(sha256)[0]

    def data(self, sha256: str) -> bytes:
        """The bytes of the file; UserError when they are lost."""
        return self._workspace.file_data(sha256)

    def has_pages(self, sha256: str) -> bool:
        """Whether the file can be shown as pictures of its pages; UserError as above."""
        from core.intake.pictures import may_show  # noqa: PLC0415 — not needed to open the window
        from core.intake.readers import detect  # noqa: PLC0415

        if sha256 not in self._pages:
            data = self.data(sha256)
            self._pages[sha256] = may_show(data, detect(data))
        return self._pages[sha256]

    def unlock(self, sha256: str, password: str) -> bool:
        """Whether a password opens the file; it is known from now on, until the program ends."""
        before = self._bridge.passwords
        self._bridge.passwords = (*before, password)
        self._refused.pop((sha256, len(self._bridge.passwords)), None)
        try:
            self._read(sha256)
        except Refused as refused:
            if refused.code == "encrypted":
                self._bridge.passwords = before
                return False
        return True

    def texts(self, filled: Filled) -> dict[At, str]:
        """For every field with a source, what the file says there."""
        if filled.file is None:
            return {}
        try:
            known = self._read(filled.file)[1]
        except UserError:
            known = {}
        return {
            at: known.get((filled.code, source, _name(at)), source.text)
            for at, source in filled.sources.items()
        }

    def _read(self, sha256: str) -> tuple[Document, Texts]:
        from core.intake.mapping import of_texts  # noqa: PLC0415 — not needed to open the window
        from core.intake.opening import opened  # noqa: PLC0415
        from core.intake.readers import detect  # noqa: PLC0415

        found = self._held.pop(sha256, None)
        if found is None:
            known = sha256, len(self._bridge.passwords)
            if known in self._refused:
                raise self._refused[known]
            data = self._workspace.file_data(sha256)
            try:
                document = opened(data, detect(data), self._bridge.passwords).document
            except UserError as error:
                self._refused[known] = error
                raise
            layouts = of_texts(self._workspace.layouts().values())
            found = document, _texts(document, layouts)
        self._held[sha256] = found
        while len(self._held) > _KEPT:
            self._held.pop(next(iter(self._held)))
        return found


def _texts(document: Document, layouts: tuple[Layout, ...]) -> Texts:
    from core.intake.extract import extract  # noqa: PLC0415 — not needed to open the window
    from core.intake.mapping import mapped  # noqa: PLC0415
    from core.intake.recognise import recognise  # noqa: PLC0415

    out: dict[tuple[str, Source, str], str] = {}
    document = mapped(document, layouts)
    for recognition in recognise(document):
        filled = extract(document, recognition).filled
        for at, source in filled.sources.items():
            out[filled.code, source, _name(at)] = filled.text(at)
    return out


def _name(at: At) -> str:
    return at.path.rpartition(".")[2]
