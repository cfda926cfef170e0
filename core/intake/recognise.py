"""Which forms a document holds, and which of its blocks belong to each.

Forms are told by the labels of their rows, never by position or annex number; titles only help
where labels are scarce. A table may hold several forms one under another, and a form may go on
in a second table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.intake import labels, leftover, titles
from core.intake.beside import apart
from core.intake.broken_heads import put_together
from core.intake.broken_titles import mended
from core.intake.cuts import parts_of
from core.intake.grid import Document, Grid, Paragraph
from core.intake.leftover import Leftover
from core.intake.marks import SURE, TABLE_FORMS, Marks, marks_of
from core.intake.prose_sheets import unfolded
from core.intake.reports import Report, find_reports
from core.intake.rows import Row, Slice
from core.intake.stages import is_amount
from core.intake.tabbed import tabulated
from core.intake.taking import is_filler
from core.text import squash

Block = Grid | Paragraph
_LOOK_BACK = 12
_LOOK_AHEAD = 8
_LONGEST_LINE = 60
_CAPTION = 12
_FEW = 3
_TAIL = 8
"""More lines than these under a form are a text of its own."""


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


@dataclass(frozen=True, slots=True)
class Survey:
    """All of a document: its forms in its order, and what belongs to none of them."""

    forms: tuple[Recognition, ...]
    leftovers: tuple[Leftover, ...]


def recognise(document: Document) -> tuple[Recognition, ...]:
    """The forms of a document in its order; target forms and other tables are left out."""
    return survey(document).forms


def survey(document: Document) -> Survey:
    """The forms of a document and what is left over, so that every block is in one of them."""
    blocks = apart(put_together(mended(tabulated(unfolded(document))))).blocks
    claimed: set[int] = set()
    found, unknown = _in_tables(blocks, claimed)
    forms = [item for item in found if item.form.code in TABLE_FORMS]
    # What stands under a table belongs to the last of its forms.
    tails = [_with_tail(item, blocks, claimed) for item in reversed(forms)][::-1]
    reports = find_reports(blocks, claimed)
    scoring = _scoring(forms, alone=not reports)
    tables = [
        (item.last, tail)
        for item, tail in zip(forms, tails, strict=True)
        if id(item) not in scoring
    ]
    inside = {id(block) for report in reports for block in report.blocks}
    gone = {i for i, block in enumerate(blocks) if i in claimed or id(block) in inside}
    tables = [(last, _with_rest(last, form, blocks, gone)) for last, form in reversed(tables)][::-1]
    ordered = [*tables, *((report.first, _recognised(report)) for report in reports)]
    ordered.sort(key=lambda entry: entry[0])
    left = [
        *(
            (item.last, leftover.of_rows(item.form.slices[0], leftover.TARGET))
            for item in found
            if item.form.code not in TABLE_FORMS
        ),
        *(
            (item.last, told)
            for item, tail in zip(forms, tails, strict=True)
            if id(item) in scoring
            for told in (
                *map(leftover.of_paragraph, filter(_speaks, tail.before)),
                *(leftover.of_rows(part, leftover.TABLE) for part in tail.slices),
                *map(leftover.of_paragraph, filter(_speaks, tail.after)),
            )
        ),
        *(
            (at, leftover.of_rows(part, leftover.TABLE))
            for at, part in unknown
            if id(blocks[at]) not in inside
        ),
        *((at, leftover.of_paragraph(item)) for at, item in _lines(blocks, gone)),
    ]
    left.sort(key=lambda entry: entry[0])
    return Survey(tuple(form for _, form in ordered), tuple(item for _, item in left if item))


def _in_tables(
    blocks: Sequence[Block], claimed: set[int]
) -> tuple[list[_Found], list[tuple[int, Slice]]]:
    """The forms in tables, target forms among them, and the rows that are of no form."""
    found: list[_Found] = []
    unknown: list[tuple[int, Slice]] = []
    open_form: _Found | None = None
    for position, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            continue
        for part in parts_of(block):
            if not any(row.filled for row in part.rows):
                continue
            above = _above(blocks, position, claimed) if part.first == 0 else ()
            marks = marks_of(part)
            title = _title(part, [blocks[index] for index in above])
            code, weight = marks.best(title)
            whole = marks.opened and marks.indicators
            if code is None and whole and open_form is not None and part.first > 0:
                # One title over several forms in the sheet.
                code, weight = marks.best(open_form.form.code)
            if block.form is not None and (part.first == 0 or code is None):
                code, weight = block.form, SURE
            between = blocks[open_form.last + 1 : position] if open_form is not None else ()
            if open_form is not None and _goes_on(open_form, part, code, marks, title, between):
                claimed.update(range(open_form.last, position + 1))
                _extend(open_form, part, position, marks, weight)
                open_form.form = _with_lines(open_form.form, between)
            elif code is not None:
                claimed.update(above, (position,))
                head = tuple(item for i in above if isinstance(item := blocks[i], Paragraph))
                form = Recognition(code, (part,), head, weight=weight)
                open_form = _Found(len(found), form, position, marks)
                found.append(open_form)
            else:
                unknown.append((position, part))
                open_form = None if part.first == 0 else open_form
    return found, unknown


def _scoring(found: Sequence[_Found], *, alone: bool) -> frozenset[int]:
    """Which of the forms are tables of points beside a report or a form, by their `id`.

    Where there is nothing else in the file, the clerk is given what there is.
    """
    scoring = frozenset(id(item) for item in found if item.marks.only_scores)
    return frozenset() if alone and len(scoring) == len(found) else scoring


def _recognised(report: Report) -> Recognition:
    return Recognition(report.code, body=report.blocks, weight=report.weight)


def _extend(found: _Found, part: Slice, position: int, marks: Marks, weight: int) -> None:
    form = found.form
    found.form = replace(form, slices=(*form.slices, part), weight=form.weight + weight)
    found.last = position
    found.marks = replace(
        found.marks,
        indicators=found.marks.indicators or marks.indicators,
        values=found.marks.values or marks.values,
        spends=found.marks.spends or marks.spends,
        closed=found.marks.closed
        or marks.closed
        or (marks.total and found.marks.indicators and form.code != "f1"),
    )


def _with_lines(form: Recognition, between: Sequence[Block]) -> Recognition:
    """The form with the captions between its two tables."""
    lines = tuple(block for block in between if isinstance(block, Paragraph) and _speaks(block))
    return replace(form, after=(*form.after, *lines)) if lines else form


def _goes_on(
    before: _Found,
    part: Slice,
    code: str | None,
    marks: Marks,
    title: str | None,
    between: Sequence[Block],
) -> bool:
    """Whether a table is the rest of the form before it, cut off at the end of a page."""
    again = marks.spends and (before.form.code != "f1" or before.marks.spends)
    # The name of the staff's rows comes again where they are cut in two.
    cut = code == before.form.code == "f1" and marks.spends and not before.marks.spends
    opened = marks.opened and not cut
    if before.marks.closed and _only_signs(part):
        return True
    texts = [squash(b.text) for b in between if isinstance(b, Paragraph) and b.text.strip()]
    quiet = all(titles.is_continued(text) or len(text) <= _CAPTION for text in texts)
    own = before.form.code
    if code == "f3" and own == "f2" and not (before.marks.indicators or opened):
        # Sources of money without the name of a project are those of the unit.
        code = own
    if before.marks.is_head and title is None and quiet:
        return code in (None, own)
    if title is not None or opened or again or before.marks.closed:
        return False
    if code is not None:
        return code in (own, "target") and quiet
    if before.form.code == "f1":
        return quiet and (marks.signs or _only_lines(part, before) or _only_thrift(part))
    return quiet or (marks.indicators and not before.marks.indicators and len(texts) <= _FEW)


def _only_lines(part: Slice, before: _Found) -> bool:
    """Whether rows are figures of the staff or lines of money, cut off from a table as wide."""
    same = part.grid.width == before.form.slices[-1].grid.width and part.grid.sheet is None
    return same and all(
        is_filler(row.filled[0].text) or any(is_amount(cell.text) for cell in row.filled)
        for row in part.rows
        if row.filled
    )


def _only_thrift(part: Slice) -> bool:
    """Whether a table begins with 厉行节约保障措施 and its text in one cell."""
    first = next((row.filled[0].text for row in part.rows if row.filled), "")
    found, before = labels.pairs(labels.THRIFT, first)
    return bool(found) and titles.is_lead(before)


def _only_signs(part: Slice) -> bool:
    """Whether rows are the line under a form and its remarks, in a table of their own."""
    rows = [row for row in part.rows if row.filled]
    return bool(rows) and all(
        any(
            titles.is_sign(cell.text)
            or titles.is_note(cell.text)
            or titles.is_note_line(cell.text)
            or labels.find(labels.SIGN_PATHS, cell.text) is not None
            for cell in row.filled
        )
        for row in rows
    )


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
    if title is not None and all(_is_short(text) for text in texts[title.stop :] if text.strip()):
        first = title.start
        above = next((i for i in range(first - 1, -1, -1) if texts[i].strip()), None)
        if len(lines) < _LOOK_BACK and _is_unit(texts[:first]):
            first = 0
        elif above is not None and titles.is_annex(texts[above]):
            first = above
        return tuple(lines[first:])
    lead = len(lines)
    while lead > 0 and (not texts[lead - 1].strip() or _may_lead(texts[lead - 1])):
        lead -= 1
    return tuple(lines[lead:])


def _is_unit(texts: Sequence[str]) -> bool:
    """Whether lines say nothing but a unit's name, which then is that of the form below."""
    spoken = [text for text in texts if text.strip() and not titles.is_annex(text)]
    return len(spoken) == 1 and titles.names_unit(spoken[0])


def _is_short(text: str) -> bool:
    """Whether a line may stand between a title and its table: anything but running text."""
    goals, before = labels.pairs(labels.GOAL_PATHS, text)
    if goals and titles.is_lead(before):
        return True
    folded = squash(text)
    return len(folded) <= _LONGEST_LINE and "。" not in folded and not titles.is_report_title(text)


def _may_lead(text: str) -> bool:
    """Whether a line may belong to a table that has no title."""
    folded = squash(text)
    return (
        _is_short(text)
        and not titles.is_sign(text)
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
            line = titles.title_in(row.filled[0].text)
            if line is not None and not titles.is_continued(line):
                return titles.form_of(line)
    texts = [_text(block) for block in above]
    lines = titles.find_title(texts)
    title = "".join(texts[i].strip() for i in lines) if lines is not None else ""
    return titles.form_of(title) if title and not titles.is_continued(title) else None


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
    return replace(item.form, after=(*item.form.after, *tail)) if tail else item.form


def _with_rest(
    last: int, form: Recognition, blocks: Sequence[Block], gone: set[int]
) -> Recognition:
    """The form with the few lines under it that belong to nothing else: further signatures, notes.

    They come out as its unread text.
    """
    rest: list[int] = []
    at = last + 1
    while at < len(blocks) and isinstance(blocks[at], Paragraph):
        if at not in gone:
            rest.append(at)
        elif _speaks(blocks[at]) and blocks[at] not in form.after:
            break
        at += 1
    lines = [item for i in rest if isinstance(item := blocks[i], Paragraph) and _speaks(item)]
    if len(lines) > _TAIL:
        return form
    gone.update(rest)
    return replace(form, after=(*form.after, *lines)) if lines else form


def _lines(blocks: Sequence[Block], gone: set[int]) -> list[tuple[int, Paragraph]]:
    """The paragraphs that say something and belong to nothing."""
    return [
        (at, block)
        for at, block in enumerate(blocks)
        if at not in gone and isinstance(block, Paragraph) and _speaks(block)
    ]


def _speaks(block: Block) -> bool:
    """Whether a line is more than a blank, an annex mark or 续表."""
    text = _text(block)
    return bool(text.strip()) and not titles.is_annex(text) and not titles.is_continued(text)
