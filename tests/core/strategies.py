"""Random records, submissions and edits, derived from the specs, for property tests.

Strategies are slow to make and good for ever, so those without a submission are made once.
Texts are what a submission holds once read: Chinese, never empty, no outer blanks on any line,
line breaks only where the form has room for them, no control characters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from core.address import At, Place
from core.editing import (
    AddForm,
    ClearMark,
    Enter,
    InsertRow,
    MoveRow,
    PutSubmission,
    RemoveForm,
    RemoveRow,
    SetMark,
    SetReview,
    SetStatus,
    SubmissionEdit,
    scored_cells,
)
from core.forms import FORMS, Form
from core.judgement import MARKS, STATUSES, Mark, Return, Review, Status, in_order
from core.schema.form import Record, get, leaves, put, specs_of
from core.schema.specs import Spec
from core.source import Source, Unread
from core.submission import FileInfo, Filled, Submission, numbered

R = TypeVar("R", bound=Record)
F = TypeVar("F", bound=Form)

_HAN = "甲乙丙丁戊己庚辛水田林路桥灯县镇村组培训巡查修缮采购维护系统数据宣讲整改督导"
_ANY = _HAN + "0123456789ABCxyz，。；：、（）《》“”%≥+-. "
_PLACES = {"amount": 4, "area": 2, "count": 0, "points": 2, "percent": 2}
_MOST = {"amount": 10**9, "area": 10**6, "count": 10**4, "points": 10**4, "percent": 10**5}
_RECORDS: dict[tuple[type, int], st.SearchStrategy[Any]] = {}


@cache
def lines(most: int = 12) -> st.SearchStrategy[str]:
    """One line of text that begins with a Chinese character and has no outer blanks."""
    rest = st.text(_ANY, max_size=most).map(str.rstrip)
    return st.builds(str.__add__, st.sampled_from(_HAN), rest)


@cache
def texts(multiline: bool) -> st.SearchStrategy[str]:
    """A line, or a few with empty ones between."""
    if not multiline:
        return lines()
    paragraphs = st.lists(lines(30), min_size=1, max_size=3)
    return st.builds(str.join, st.sampled_from(["\n", "\n\n"]), paragraphs)


@cache
def numbers(kind: str) -> st.SearchStrategy[Decimal]:
    """Numbers as submissions write them: 9, 9.20, -3.5; money may be negative."""
    most = _MOST[kind]
    whole = st.integers(-most if kind == "amount" else 0, most)
    return st.builds(lambda n, p: Decimal(n).scaleb(-p), whole, st.integers(0, _PLACES[kind]))


def values(spec: Spec) -> st.SearchStrategy[Any]:
    """A value of a single field, often None."""
    if spec.kind is None:
        raise ValueError(spec.label)
    if spec.choices:
        return st.sampled_from(spec.choices)
    single: dict[str, st.SearchStrategy[Any]] = {
        "text": texts(spec.multiline),
        "date": st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31)),
        "year": st.integers(1990, 2035),
        "ordinal": st.integers(1, 99),
        "flag": st.booleans(),
    }
    found = single[spec.kind.name] if spec.kind.name in single else numbers(spec.kind.name)
    return found if spec.kind.name == "flag" else st.none() | found


def records(cls: type[R], most_rows: int = 4) -> st.SearchStrategy[R]:
    """Records of a form, group or row class; lists have at most `most_rows` rows."""
    if (cls, most_rows) in _RECORDS:
        return _RECORDS[cls, most_rows]
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, spec in specs_of(cls).items():
        if spec.group is not None:
            fields[name] = records(spec.group, most_rows)
        elif spec.rows is not None:
            fields[name] = st.lists(records(spec.rows, most_rows), max_size=most_rows).map(tuple)
        else:
            fields[name] = values(spec)
    _RECORDS[cls, most_rows] = st.builds(cls, **fields)
    return _RECORDS[cls, most_rows]


@cache
def sources() -> st.SearchStrategy[Source]:
    """Where a value stood, in a table or in a paragraph."""
    none, small, some = st.none(), st.integers(0, 40), st.none() | lines()
    cell = st.builds(Source, texts(True), small, small, small, none, some, some)
    paragraph = st.builds(Source, texts(True), none, none, none, small, none, some)
    return cell | paragraph


@st.composite
def filled(draw: st.DrawFn, cls: type[F], most_rows: int = 4) -> Filled:
    """A filled form: some fields with their sources, some unread."""
    record = draw(records(cls, most_rows))
    places = [at for at, _, _ in leaves(record)]
    parsed = [at for at, spec, _ in leaves(record) if spec.kind and spec.kind.numeric]
    unread: dict[At, Unread] = {}
    for at in draw(st.sets(st.sampled_from(parsed), max_size=3)) if parsed else ():
        record = put(record, at, None)
        unread[at] = Unread(draw(lines()), "不是数字")
    known = draw(st.dictionaries(st.sampled_from(places), sources(), max_size=6))
    file = draw(st.none() | shas())
    cells = scored_cells(record)
    reviews: dict[At, Review] = (
        draw(st.dictionaries(st.sampled_from(cells), given_reviews(), max_size=3)) if cells else {}
    )
    return Filled(cls.CODE, record, known, unread, file, reviews)


@cache
def given_reviews() -> st.SearchStrategy[Review]:
    """Reviewed scores as they are kept, whatever the points of the row are by now."""
    return st.builds(Review, numbers("points"), lines())


@cache
def days() -> st.SearchStrategy[dt.date]:
    """Days on which the desk is at work."""
    return st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31))


@st.composite
def marks(draw: st.DrawFn, forms: Sequence[Filled]) -> Mark:
    """A mark on a finding: in a cell of one of the forms, or that a form is missing."""
    places = [Place("f5", At("title"))]
    for form in forms:
        places += [Place(form.key, at) for at, _, _ in leaves(form.record)]
    figures = st.sampled_from(["", "9", "空白"])
    return Mark(
        check=draw(st.sampled_from(["BD-01", "ZP-02"])),
        place=draw(st.sampled_from(places)),
        found=draw(figures),
        expected=draw(figures),
        state=draw(st.sampled_from(MARKS)),
        words=draw(lines()),
        day=draw(days()),
    )


@cache
def shas() -> st.SearchStrategy[str]:
    """SHA-256 sums."""
    return st.binary(min_size=32, max_size=32).map(bytes.hex)


@cache
def files() -> st.SearchStrategy[FileInfo]:
    """Submitted files."""
    names = lines().map(lambda name: f"{name}.docx")
    return st.builds(
        FileInfo, shas(), names, st.sampled_from(["docx", "xlsx"]), st.integers(0, 2**40)
    )


@cache
def returned() -> st.SearchStrategy[Return]:
    """Returns to the unit, with and without a slip."""
    plain = st.builds(Return, days(), st.integers(0, 99))
    return plain | st.builds(Return, days(), st.integers(0, 99), lines(), st.none() | days())


_FORMS = st.lists(st.one_of(*(filled(cls, 3) for cls in FORMS.values())), max_size=4)
_FILES = st.lists(files(), max_size=2)
_STATUS = st.none() | st.builds(Status, st.sampled_from(STATUSES), lines(), days())
_RETURNS = st.lists(returned(), max_size=2)


@st.composite
def submissions(draw: st.DrawFn, unit: str | None = None, year: int | None = None) -> Submission:
    """A submission with up to four forms, keyed as an import does."""
    forms = numbered(tuple(draw(_FORMS)))
    return Submission(
        unit if unit is not None else draw(lines()),
        year if year is not None else draw(st.integers(2015, 2035)),
        forms,
        tuple(draw(_FILES)),
        in_order(draw(st.lists(marks(forms), max_size=3))),
        draw(_STATUS),
        tuple(draw(_RETURNS)),
    )


@st.composite
def edits(draw: st.DrawFn, submission: Submission) -> SubmissionEdit:
    """Any edit that can be made to this submission."""
    key = submission.key
    everywhere: list[st.SearchStrategy[SubmissionEdit]] = [
        st.builds(AddForm, st.just(key), st.sampled_from(list(FORMS))),
        st.builds(
            PutSubmission, st.just(key), st.none() | submissions(submission.unit, submission.year)
        ),
    ]
    everywhere += judgements(submission)
    if not submission.forms:
        return draw(st.one_of(everywhere))
    form = draw(st.sampled_from(submission.forms))
    changes = [
        entries(key, form),
        entries(key, form),
        *(_row_edits(key, form, items) for items in _lists(form.record)),
        st.builds(RemoveForm, st.just(key), st.just(form.key)),
        *_reviews(key, form),
    ]
    made: SubmissionEdit = draw(st.one_of(*changes, *everywhere))
    return made


def entries(key: str, form: Filled) -> st.SearchStrategy[SubmissionEdit]:
    """The clerk types sense or nonsense into some cell."""
    typed = st.sampled_from(["", "9", "9.20", "９．５", "约5", "是", "2024年1月2日", "2024", "无"])
    places = [Place(form.key, at) for at, _, _ in leaves(form.record)]
    return st.builds(Enter, st.just(key), st.sampled_from(places), typed | texts(multiline=True))


def judgements(submission: Submission) -> list[st.SearchStrategy[SubmissionEdit]]:
    """Marks set and cleared, and the sign-off."""
    key = st.just(submission.key)
    found = st.sampled_from(submission.marks) if submission.marks else st.nothing()
    state = st.none() | st.sampled_from(STATUSES)
    return [
        st.builds(SetMark, key, marks(submission.forms)),
        st.builds(ClearMark, key, found | marks(submission.forms)),
        st.builds(
            SetStatus,
            key,
            state,
            lines(),
            days(),
            st.integers(0, 9),
            st.just("") | lines(),
            st.none() | days(),
        ),
    ]


def _reviews(key: str, form: Filled) -> list[st.SearchStrategy[SubmissionEdit]]:
    """Scores that may stand in rows with points, and reviews taken back."""
    made: list[st.SearchStrategy[SubmissionEdit]] = []
    for at in scored_cells(form.record):
        where = st.just(key), st.just(Place(form.key, at))
        weight = get(form.record, At(at.path.removesuffix("score") + "weight"))
        score = st.none() if weight is None else st.none() | st.sampled_from(["0", str(weight)])
        made.append(st.builds(SetReview, *where, score, lines()))
    return made


def _row_edits(key: str, form: Filled, items: At) -> st.SearchStrategy[SubmissionEdit]:
    where = st.just(key), st.just(form.key), st.just(items)
    count = len(get(form.record, items))
    insert = st.builds(InsertRow, *where, st.integers(0, count))
    if not count:
        return insert
    index = st.integers(0, count - 1)
    return insert | st.builds(RemoveRow, *where, index) | st.builds(MoveRow, *where, index, index)


def _lists(record: Record) -> list[At]:
    found: list[At] = []
    for name, spec in specs_of(type(record)).items():
        if spec.rows is None:
            continue
        rows = get(record, At(name))
        inner = [At.of(name, n, at.path) for n, row in enumerate(rows) for at in _lists(row)]
        found += [At(name), *inner]
    return found
