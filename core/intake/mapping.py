"""Layouts that the clerk has explained once: which wording of a table means what.

A layout is data: how such a table is told from others, and the cells that were explained. Applied
to a table that is told so, each explained cell is given the official wording; recognition and
extraction then read it like any other. What stood there stays the cell's source.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.errors import UserError
from core.forms import BasicData, Overall, Project
from core.forms.basic_data import ITEMS, Building, Line, Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Goal, Indicator, Sign
from core.forms.project import FUND_ROWS, ProjectFund
from core.intake import labels
from core.intake.grid import Cell, Document, Grid
from core.intake.marks import TABLE_FORMS
from core.schema.form import Record, specs_of
from core.text import label_key

_ALIKE = 0.75
"""The share of a layout's wording that a table must bear."""
_LONGEST = 40
_MOST_BLANKS = 4000
_FORMAT = "jixiao-layouts"
_LEAD = re.compile(r"^(?:\d、|其中：)")
_NOT_OURS = "这个文件不是本程序导出的版式，没有导入。"


@dataclass(frozen=True, slots=True)
class Naming:
    """A cell that was explained: it stands for `means`, a wording of the official form.

    It is found by its own folded `text`; a blank one, or one that is `content` and no label, by
    its place `down` and `right` of the cell that says `anchor`.
    """

    means: str
    text: str = ""
    anchor: str = ""
    down: int = 0
    right: int = 0
    content: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A remembered layout. `form` is the form that its table is, None where the program knows.

    `wording` are folded labels of the table, never values: enough of them tell it from others.
    """

    name: str
    wording: tuple[str, ...]
    namings: tuple[Naming, ...] = ()
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell can be explained as: `words` of the official form, in their `group` of it."""

    form: str
    group: str
    words: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """A cell that the clerk pointed at, and what it means."""

    row: int
    column: int
    means: str
    content: bool = False


def meanings(form: str) -> tuple[Meaning, ...]:
    """Everything that the cells of f1, f2 or f3 can mean, in the order of the official form."""
    return tuple(Meaning(form, group, words) for group, words in _WORDS[form])


def choices() -> tuple[Meaning, ...]:
    """What the cells of all table forms can mean."""
    return tuple(meaning for form in TABLE_FORMS for meaning in meanings(form))


def learn(name: str, grid: Grid, pointed: Sequence[Pointed], form: str | None = None) -> Layout:
    """What the clerk has pointed at in a table, as a layout of this name."""
    named = {_folded(cell.text) for at in pointed if (cell := grid.at(at.row, at.column))}
    contents = {
        _folded(cell.text)
        for at in pointed
        if at.content and (cell := grid.at(at.row, at.column)) is not None
    }
    known = (named - contents) | {_folded(c.text) for c in grid.cells if labels.is_label(c.text)}
    known.discard("")
    namings = tuple(_naming(grid, at, known) for at in pointed)
    told = known or {_folded(c.text) for c in grid.cells if c.row == 0 and c.text.strip()}
    return Layout(name, tuple(sorted(told)), namings, form)


def fits(layout: Layout, grid: Grid) -> float:
    """The share of the layout's wording that a table bears; 0 where it is not told by it.

    Who says which form a table is must know nearly all of its labels: the indicators of one form
    are those of the other.
    """
    if not layout.wording:
        return 0.0
    said = {_folded(cell.text) for cell in grid.cells}
    share = sum(word in said for word in layout.wording) / len(layout.wording)
    if share < _ALIKE:
        return 0.0
    if layout.form is None:
        return share if any(_places(grid, naming) for naming in layout.namings) else 0.0
    known = {_folded(cell.text) for cell in grid.cells if labels.is_label(cell.text)}
    return share if len(known.intersection(layout.wording)) >= _ALIKE * len(known) else 0.0


def mapped(document: Document, layouts: Sequence[Layout]) -> Document:
    """The document with the official wording in the tables whose layout is remembered.

    Where several layouts fit a table, the one that it bears most of counts, the later of equals.
    """
    if not layouts:
        return document
    blocks = tuple(
        _mapped(block, layouts) if isinstance(block, Grid) else block for block in document.blocks
    )
    return replace(document, blocks=blocks)


def used(document: Document) -> tuple[str, ...]:
    """The names of the layouts that `mapped` has applied."""
    names = (block.layout for block in document.blocks if isinstance(block, Grid))
    return tuple(dict.fromkeys(name for name in names if name is not None))


def to_json(layout: Layout) -> dict[str, Any]:
    """The layout as JSON; `from_json` reads it."""
    return dataclasses.asdict(layout)


def from_json(data: Any) -> Layout:
    """The layout that `to_json` told of; ValueError for anything else."""
    try:
        namings = tuple(Naming(**naming) for naming in data["namings"])
        layout = Layout(data["name"], tuple(data["wording"]), namings, data["form"])
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
    texts = (layout.name, *layout.wording)
    whole = all(isinstance(text, str) for text in texts) and all(map(_is_whole, namings))
    if layout.form not in (None, *TABLE_FORMS) or not whole:
        raise ValueError(layout.form)
    return layout


def _is_whole(naming: Naming) -> bool:
    """Whether every field is of its type: a layout may come from another county."""
    texts = (naming.means, naming.text, naming.anchor)
    steps = (naming.down, naming.right)
    return (
        all(isinstance(text, str) for text in texts)
        and all(type(step) is int for step in steps)
        and isinstance(naming.content, bool)
    )


def exported(layouts: Iterable[Layout]) -> str:
    """Layouts as one file for another county."""
    whole = {"format": _FORMAT, "layouts": [to_json(layout) for layout in layouts]}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def imported(text: str) -> tuple[Layout, ...]:
    """The layouts of an exported file; UserError when it is none."""
    try:
        whole = json.loads(text)
        if whole["format"] != _FORMAT:
            raise UserError(_NOT_OURS)
        return tuple(map(from_json, whole["layouts"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(_NOT_OURS) from error


def spread(grid: Grid) -> Grid:
    """The table with an empty cell wherever it has none, so that each place can be pointed at."""
    taken = {
        (row, column)
        for row, line in enumerate(grid.lines)
        for cell in line
        for column in range(cell.column, cell.end)
    }
    blanks = tuple(
        Cell(row, column, "")
        for row in range(grid.height)
        for column in range(grid.width)
        if (row, column) not in taken
    )
    return replace(grid, cells=(*grid.cells, *blanks)) if len(blanks) <= _MOST_BLANKS else grid


def of_texts(texts: Iterable[str]) -> tuple[Layout, ...]:
    """Layouts as the data folder keeps them; UserError for what is none."""
    try:
        return tuple(from_json(json.loads(text)) for text in texts)
    except (ValueError, RecursionError) as error:
        raise UserError("数据文件夹里记下的版式已损坏，请用备份恢复。") from error


def to_text(layout: Layout) -> str:
    """The layout as the data folder keeps it."""
    return json.dumps(to_json(layout), ensure_ascii=False)


def _mapped(grid: Grid, layouts: Sequence[Layout]) -> Grid:
    shares = [(fits(layout, grid), order) for order, layout in enumerate(layouts)]
    share, order = max(shares)
    return _renamed(grid, layouts[order]) if share else grid


def _renamed(grid: Grid, layout: Layout) -> Grid:
    """The table with each explained cell in official wording."""
    said = {(cell.row, cell.column): cell for cell in grid.cells}
    for naming in layout.namings:
        for row, column in _places(grid, naming):
            old = said.get((row, column), Cell(row, column, ""))
            words = f"{naming.means}：{old.text.strip()}" if naming.content else naming.means
            said[row, column] = old._replace(text=words, written=old.text)
    cells = tuple(sorted(said.values(), key=lambda cell: (cell.row, cell.column)))
    return replace(grid, cells=cells, form=layout.form, layout=layout.name)


def _places(grid: Grid, naming: Naming) -> list[tuple[int, int]]:
    """The cells that a naming means, by their row and column."""
    beside = [
        place
        for cell in grid.cells
        if naming.anchor and _folded(cell.text) == naming.anchor
        and (place := _there(grid, cell.row + naming.down, cell.column + naming.right)) is not None
    ]  # fmt: skip
    if naming.content:
        filled = [(row, column) for row, column in beside if (c := grid.at(row, column)) and c.text]
        return filled[:1]
    if not naming.text:
        blank = [at for at in beside if (c := grid.at(*at)) is None or not c.text.strip()]
        return blank[:1]
    same = [(c.row, c.column) for c in grid.cells if _folded(c.text) == naming.text]
    return same if len(same) == 1 else [place for place in same if place in beside]


def _there(grid: Grid, row: int, column: int) -> tuple[int, int] | None:
    """Where the cell over a position begins; the position itself where there is no cell."""
    if not (0 <= row < grid.height and 0 <= column < grid.width):
        return None
    cell = grid.at(row, column)
    return (cell.row, cell.column) if cell is not None else (row, column)


def _naming(grid: Grid, at: Pointed, known: set[str]) -> Naming:
    cell = grid.at(at.row, at.column)
    row, column = (cell.row, cell.column) if cell is not None else (at.row, at.column)
    text = "" if at.content or cell is None else _folded(cell.text)
    anchor = _anchor(grid, row, column, known)
    if anchor is None:
        return Naming(at.means, text, content=at.content)
    folded = _folded(anchor.text)
    return Naming(at.means, text, folded, row - anchor.row, column - anchor.column, at.content)


def _anchor(grid: Grid, row: int, column: int, known: set[str]) -> Cell | None:
    """The wording nearest to a cell: of its row before that of others."""
    near = [
        cell
        for cell in grid.cells
        if (cell.row, cell.column) != (row, column) and _folded(cell.text) in known
    ]
    return min(
        near,
        key=lambda cell: (abs(cell.row - row), abs(cell.column - column), cell.column),
        default=None,
    )


def _folded(text: str) -> str:
    """A wording folded as labels are; empty for what is too long to be one."""
    return label_key(text) if len(text) <= _LONGEST else ""


def _of(cls: type[Record], group: str, *names: str) -> tuple[tuple[str, str], ...]:
    """The official wording of some fields of a class, or of all."""
    specs = specs_of(cls)
    return tuple((group, specs[name].labels[0]) for name in names or specs)


_GOAL = _of(Goal, "年度目标")
_INDICATORS = _of(
    Indicator, "指标表的栏目", "level1", "level2", "level3", "target", "actual", "standard",
    "weight", "score", "deviation",
)  # fmt: skip
_SIGN = _of(Sign, "落款")
_MONEY = ("initial_budget", "annual_budget", "executed", "weight", "rate", "score")
_END = (*_GOAL, *_INDICATORS, ("合计", "总分"), *_SIGN)
_WORDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "f1": (
        *_of(BasicData, "表头", "unit"),
        *_of(Staff, "人员"),
        *_of(Line, "经费的栏目", "prior_final", "budget", "final"),
        *(("经费的行", _LEAD.sub("", item.label)) for item in ITEMS if item.label),
        *_of(Building, "楼堂馆所的栏目", "approved_area", "actual_area", "area_rate",
             "approved_investment", "actual_investment", "investment_rate"),
        *_of(BasicData, "厉行节约", "thrift"),
        *_SIGN,
    ),
    "f2": (
        *_of(Overall, "表头", "unit"),
        *_of(Overall, "资金的行", "fund"),
        *_of(Fund, "资金的栏目", *_MONEY),
        *_of(Income, "收入性质"),
        *_of(Expenditure, "支出性质"),
        *_END,
    ),
    "f3": (
        *_of(Project, "表头", "project", "authority", "implementer"),
        *(("资金的行", _LEAD.sub("", spellings[0])) for spellings in FUND_ROWS.values()),
        *_of(ProjectFund, "资金的栏目", *_MONEY),
        *_END,
    ),
}  # fmt: skip
"""Group and wording of everything that the cells of a form can mean."""
