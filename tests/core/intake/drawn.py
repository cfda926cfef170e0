"""Tables drawn as text, for layouts of other counties: small, with their merged cells.

A line is a row and | parts its cells; < goes on with the cell to the left, ^ with the one above.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.intake.account import account
from core.intake.extract import ReadForm, extract
from core.intake.readers import READERS
from core.intake.recognise import survey
from tests import variants as v


def table(text: str) -> v.Table:
    """The table that a text draws."""
    lines = [line.split("|") for line in text.strip().split("\n")]
    rows = [[cell.strip().replace("\\n", "\n") for cell in line] for line in lines]
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    start: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            above = (at - 1, column) if cell == "^" else (at, column - 1)
            start[at, column] = start[above] if cell in {"<", "^"} else (at, column)
    drawn: v.Table = []
    for at, row in enumerate(rows):
        drawn.append([])
        for column, cell in enumerate(row):
            own = [place for place, first in start.items() if first == (at, column)]
            if own:
                high, wide = max(p[0] for p in own) - at, max(p[1] for p in own) - column
                drawn[-1].append(v.C(cell, wide + 1, high + 1))
    return drawn


def read(blocks: Sequence[v.Block], kind: str = "docx") -> list[ReadForm]:
    """The forms of a document of these blocks, none of whose cells is lost."""
    data = v.docx(blocks) if kind == "docx" else v.xlsx({"表": blocks}, merged=kind == "xlsx")
    document = READERS["docx" if kind == "docx" else "xlsx"](data)
    found = []
    for recognition in survey(document).forms:
        form = extract(document, recognition)
        assert account(recognition, form.filled) == ()
        found.append(form)
    return found


def unread(form: ReadForm) -> set[str]:
    """What of a form was not understood."""
    return {item.text for item in form.filled.unread.values()}
