"""f2 and f3 from the rows of their tables: money, goals, indicators, total, signature.

One walk from the first row to the last, in which each row is given its first fitting meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.forms import FORMS
from core.intake import labels, titles
from core.intake.account import is_template
from core.intake.around import (
    orphans,
    set_out,
    take_after,
    take_before,
    take_pairs,
)
from core.intake.funds import Funds
from core.intake.goal_years import GoalYears
from core.intake.goals import Goals
from core.intake.halves import one_after_the_other
from core.intake.indicators import SUM_OF_GROUP, Indicators
from core.intake.lone import take_lone
from core.intake.recognise import Recognition
from core.intake.rows import Column, Columns, Row, counts_columns
from core.intake.stages import begins_money, is_amount, stage_of
from core.intake.taking import STRANGE_HEADING, Taking
from core.intake.totals import is_figure, is_score, is_total, leaves_out, take_total
from core.text import squash

_GROUPS = "(?:产出|效益|成本|满意度)"
_SUBTOTAL = re.compile(
    rf"(?:.{{0,14}}(?:小计|分计)|(?:.{{1,8}}指标|{_GROUPS})(?:得分)?[合总]计|{_GROUPS}指标得分)"
    r"(?:\(.{0,8}\))?:?"
)
_LEADING = 3
"""小计 stands in one of so many cells, behind a number or the name of its group."""
_GIVEN = re.compile(r"title|year|blank|sign\..*|funds\.\d+\.row")
"""What is there without anything of the project being filled in."""
_PAIR = 2


def take_evaluation(form: Recognition) -> Taking:
    """Walk the rows of an f2 or f3 and take every field."""
    taking = Taking(FORMS[form.code])
    set_out(taking, form)
    take_before(taking, form)
    rows = one_after_the_other(form.rows, stage_of)
    walk = _Walk(taking, form.code, rows)
    scores = [row for row in rows if is_score(row)]
    own = [row for row in scores if "自评" in row.filled[0].text]
    totals = [row for row in rows if is_total(row)] or own or scores
    if totals:
        walk.indicators.last = totals[-1]
    # The rows between stray cells of a sheet are many: none of them is looked through twice.
    ahead = [*(row for row in rows if row.filled), None]
    passed = 0
    for row in rows:
        passed += bool(row.filled)
        walk.row(row, ahead[passed])
    take_after(taking, form)
    if form.code == "f3":
        _finish_project(taking)
    return taking


class _Walk:
    """Where in the form the walk is: the headings in force over the rows that come."""

    def __init__(self, taking: Taking, code: str, rows: Sequence[Row]) -> None:
        self.taking = taking
        self.indicators = Indicators(taking)
        self.funds = Funds(taking, code == "f3", rows)
        self.sources: Columns | None = None
        """Names of income or expenditure in the row above, over their figures."""
        self.goal_years = GoalYears(taking)
        self.goals = Goals(taking, labels.PROJECT if code == "f3" else labels.UNIT)
        self.loose = labels.PROJECT_LINE if code == "f3" else labels.OVERALL_LINE

    def row(self, row: Row, below: Row | None) -> None:
        """Take one row by the first meaning that fits it; `below` is the next one not empty."""
        if not row.filled:
            self._empty(row)
            return
        if counts_columns(row):
            for cell in row.filled:
                self.taking.wording(row.grid, cell)
            return
        self.indicators.below = below
        if self._under_sources(row):
            return
        taken = (
            take_lone(self.taking, row)
            or self._indicator_head(row)
            or self._after_indicators(row)
            or self.funds.head(row)
            or self.funds.across(row, below)
            or self.funds.grouped(row)
            or self.funds.inline(row)
            or self.funds.row(row)
            or self.goal_years.row(row)
            or self._goal(row, below)
            or self._loose(row, below)
        )
        if not taken:
            self.goals.waiting = []
        orphans(self.taking, row)

    def _over_sources(self, row: Row, below: Row | None) -> bool:
        """Names of income or expenditure side by side, over the row of their figures."""
        named = [(labels.find(labels.MONEY, cell.text), cell) for cell in row.filled]
        names = {name for name, _ in named}
        if self.funds.project or below is None or None in names or len(names) < _PAIR:
            return False
        columns = Columns(row, tuple(Column(name, cell) for name, cell in named))
        figures = [cell for _, cell in columns.of(below) if cell.text.strip()]
        if len(figures) != len(below.filled) or not all(is_amount(cell.text) for cell in figures):
            return False
        for _, cell in named:
            self.taking.wording(row.grid, cell)
        self.sources = columns
        return True

    def _under_sources(self, row: Row) -> bool:
        """The figures under such names."""
        columns, self.sources = self.sources, None
        for column, cell in columns.of(row) if columns is not None else ():
            self.taking.entry(str(column.name), row.grid, cell)
        return columns is not None

    def _empty(self, row: Row) -> None:
        if self.indicators.columns is not None and not self.indicators.ended:
            self.indicators.row(row)
        else:
            self.goals.text(row)

    def _indicator_head(self, row: Row) -> bool:
        found = self.indicators.head(row)
        if found:
            self.funds.columns, self.goals.waiting = None, []
            self.indicators.ended = False
        return found

    def _after_indicators(self, row: Row) -> bool:
        if self.indicators.columns is None:
            return False
        if not self.funds.done and begins_money(row):
            self.indicators.ended = True
            return False
        if self.indicators.total(row) or self._signed(row):
            return True
        if self.indicators.ended:
            return False
        if any(_is_subtotal(cell.text) for cell in row.filled[:_LEADING]):
            orphans(self.taking, row, SUM_OF_GROUP)
            return True
        self.indicators.row(row)
        return True

    def _signed(self, row: Row) -> bool:
        """A signature row; an indicator whose name is such a label is not one."""
        first = row.filled[0]
        named = labels.find(labels.SIGN_PATHS, first.text) is not None
        paired = titles.is_sign(first.text)
        if not named and not paired:
            return False
        return take_pairs(self.taking, row, labels.SIGN_PATHS)

    def _goal(self, row: Row, below: Row | None) -> bool:
        """A row of the goals, of figures beside the stages of the budget, or of both."""
        beside = self.funds.beside(row)
        waiting = self.goals.waiting
        headed = self.goals.head(row, below)
        if self.goals.waiting is not waiting:
            self.funds.columns = None
        return headed or self.goals.text(row) or beside

    def _loose(self, row: Row, below: Row | None) -> bool:
        """Pairs of labels and values: the unit, the project, income and expenditure, signature."""
        return (
            self._total_above(row)
            or self._over_sources(row, below)
            or self.funds.source(row)
            or take_pairs(self.taking, row, self.loose)
            or self.funds.strange(row)
        )

    def _total_above(self, row: Row) -> bool:
        """总分 with weight and score over the indicators; beside one figure it is a pair."""
        label, *figures = [cell.text for cell in row.filled]
        named = labels.find(labels.HEAD_TOTAL, label) is not None and "得分" not in label
        if not named or len(figures) <= 1 or not all(map(is_figure, figures)):
            return False
        take_total(self.taking, None, row)
        return True


def _is_subtotal(text: str) -> bool:
    """Whether a text heads the sum of some of the indicators."""
    if "计" not in text and "分" not in text:
        return False
    return _SUBTOTAL.fullmatch(squash(text)) is not None or leaves_out(text)


def _finish_project(taking: Taking) -> None:
    """The fund rows keep the official set; `blank` says that nothing was filled in."""
    filled = any(
        value not in (None, False) and _GIVEN.fullmatch(path) is None
        for path, value in taking.values.items()
    )
    unread = any(
        not at.path.startswith(("sign.", "paragraphs."))
        and item.why != STRANGE_HEADING
        and not is_template(item.text)
        for at, item in taking.unread.items()
    )
    taking.values["blank"] = not filled and not unread
