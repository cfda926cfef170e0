"""Which forms a document holds, and which of its blocks belong to each.

Forms are told by the labels of their rows, never by position or annex number; titles only help
where labels are scarce. A table may hold several forms one under another, and a form may go on
in a second table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.intake import titles
from core.intake.grid import Document, Grid, Paragraph
from core.intake.marks import SURE, TABLE_FORMS, Marks, marks_of, parts_of, title_in
from core.intake.prose_sheets import unfolded
from core.intake.reports import Report, find_reports
from core.intake.rows import Row, Slice
from core.text import squash

Block = Grid | Paragraph
_LOOK_BACK = 12
_LOOK_AHEAD = 8
_LONGEST_LINE = 60
_CAPTION = 12
_FEW = 3


@dataclass(frozen=True, slots=True)
class Recognition:
    """One form of a document: its code and its blocks.

    A table form (f1 to f3) has `slices`, with the paragraphs `before` and `after` them; a report
    (f4, f5) has `body`. `weight` says how much of its wording was found.
    """

    code: str
    slices: tuple[Slice, ...] = ()
    before: tuple[Paragraph, ...] = ()
    after: tuple[Paragraph, ...] = ()
    body: tuple[Block, ...] = ()
    weight: int = 0

    @property
    def sure(self) -> bool:
        """Whether the wording leaves no doubt which form it is."""
        return self.weight >= SURE

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for part in self.slices for row in part.rows)


@dataclass(slots=True)
class _Found:
    """A form while its tables are still being gathered; `last` is the block it reaches to."""

    order: int
    form: Recognition
    last: int
    marks: Marks


def recognise(document: Document) -> tuple[Recognition, ...]:
    """The forms of a document in its order; target forms and other tables are left out."""
    blocks = unfolded(document).blocks
    claimed: set[int] = set()
    found: list[_Found] = []
    open_form: _Found | None = None
    for position, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            continue
        for part in parts_of(block):
            above = _above(blocks, position, claimed) if part.first == 0 else ()
            marks = marks_of(part)
            title = _title(part, [blocks[index] for index in above])
            code, weight = marks.best(title)
            between = blocks[open_form.last + 1 : position] if open_form is not None else ()
            if open_form is not None and _goes_on(open_form, code, marks, title, between):
                claimed.update(range(open_form.last, position + 1))
                _extend(open_form, part, position, marks, weight)
            elif code is not None:
                claimed.update(above, (position,))
                head = tuple(item for i in above if isinstance(item := blocks[i], Paragraph))
                form = Recognition(code, (part,), head, weight=weight)
                open_form = _Found(len(found), form, position, marks)
                found.append(open_form)
            elif part.first == 0:
                open_form = None
    tables = [
        (item.last, _with_tail(item, blocks, claimed))
        for item in found
        if item.form.code in TABLE_FORMS
    ]
    reports = [(report.first, _recognised(report)) for report in find_reports(blocks, claimed)]
    return tuple(form for _, form in sorted([*tables, *reports], key=lambda entry: entry[0]))


def _recognised(report: Report) -> Recognition:
    return Recognition(report.code, body=report.blocks, weight=report.weight)


def _extend(found: _Found, part: Slice, position: int, marks: Marks, weight: int) -> None:
    form = found.form
    found.form = replace(form, slices=(*form.slices, part), weight=form.weight + weight)
    found.last = position
    found.marks = replace(
        found.marks,
        indicators=found.marks.indicators or marks.indicators,
        closed=found.marks.closed or marks.closed,
    )


def _goes_on(
    before: _Found, code: str | None, marks: Marks, title: str | None, between: Sequence[Block]
) -> bool:
    """Whether a table is the rest of the form before it, cut off at the end of a page."""
    if title is not None or marks.opened or before.marks.closed:
        return False
    texts = [squash(b.text) for b in between if isinstance(b, Paragraph) and b.text.strip()]
    quiet = all(titles.is_continued(text) or len(text) <= _CAPTION for text in texts)
    if code is not None:
        return code in (before.form.code, "target") and quiet
    if before.form.code == "f1":
        return quiet and marks.signs
    return quiet or (marks.indicators and not before.marks.indicators and len(texts) <= _FEW)


def _above(blocks: Sequence[Block], position: int, claimed: set[int]) -> tuple[int, ...]:
    """The paragraphs over a table that belong to it: annex mark, title, unit, money unit."""
    lines: list[int] = []
    for index in range(position - 1, max(-1, position - 1 - _LOOK_BACK), -1):
        if index in claimed or not isinstance(blocks[index], Paragraph):
            break
        lines.append(index)
    lines.reverse()
    texts = [_text(blocks[index]) for index in lines]
    title = titles.find_title(texts)
    if title is not None and all(
        _may_follow_title(text) for text in texts[title.stop :] if text.strip()
    ):
        first = title.start
        above = next((i for i in range(first - 1, -1, -1) if texts[i].strip()), None)
        if above is not None and titles.is_annex(texts[above]):
            first = above
        return tuple(lines[first:])
    lead = len(lines)
    while lead > 0 and (not texts[lead - 1].strip() or _may_follow_title(texts[lead - 1])):
        lead -= 1
    return tuple(lines[lead:])


def _may_follow_title(text: str) -> bool:
    """Whether a line may stand between a title and its table."""
    folded = squash(text)
    return (
        len(folded) <= _LONGEST_LINE
        and "。" not in folded
        and not titles.is_report_title(text)
        and (
            titles.is_money_unit(text)
            or titles.is_annex(text)
            or titles.is_continued(text)
            or bool(titles.heads(text))
            or (folded.startswith("(") and folded.endswith(")"))
        )
    )


def _text(block: Block) -> str:
    return block.printed if isinstance(block, Paragraph) else ""


def _title(part: Slice, above: Sequence[Block]) -> str | None:
    """The form that the title over or in the first rows of a table names."""
    for row in part.rows[:6]:
        if len(row.filled) == 1:
            line = title_in(row.filled[0].text)
            if line is not None:
                return titles.form_of(line)
    texts = [_text(block) for block in above]
    lines = titles.find_title(texts)
    return titles.form_of("".join(texts[i].strip() for i in lines)) if lines is not None else None


def _with_tail(item: _Found, blocks: Sequence[Block], claimed: set[int]) -> Recognition:
    """The form with the remarks and the signature line under its last table."""
    tail: list[Paragraph] = []
    for index in range(item.last + 1, min(len(blocks), item.last + 1 + _LOOK_AHEAD)):
        block = blocks[index]
        if index in claimed or not isinstance(block, Paragraph):
            break
        if titles.is_note(block.printed) or titles.is_sign(block.printed):
            claimed.update(range(item.last + 1, index + 1))
            tail.append(block)
        elif block.text.strip():
            break
    return replace(item.form, after=tuple(tail))
