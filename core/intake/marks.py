"""What the rows of a table speak of: the weight of each form's wording in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.intake import labels
from core.intake.rows import Row, Slice

TABLE_FORMS = ("f1", "f2", "f3")
SURE = 6
_ENOUGH = 3
_LONGEST = 120
_STRONG = {
    "f1": frozenset({"财政供养人员情况", "经费控制情况", "楼堂馆所控制情况", "三公经费"}),
    "f2": frozenset({"按收入性质分", "按支出性质分"}),
    "f3": frozenset({"项目支出名称", "当年财政拨款", "上年结转资金"}),
}
_TRAVEL = frozenset(
    {
        "三公经费",
        "three_public",
        "vehicle",
        "vehicle_purchase",
        "vehicle_operation",
        "abroad",
        "reception",
    }
)
"""A table of these alone, or with 项目支出, stands in many a report, and is no f1."""
_SEVERAL = 2
_WEAK = {
    "f1": frozenset({"编制数", "厉行节约保障措施", "厉行节约措施", "批复规模", "实际规模"}),
    "f2": frozenset[str](),
    "f3": frozenset(
        {
            "实施单位",
            "项目实施单位",
            "项目单位",
            "项目资金",
            "上年结转",
            "财政拨款",
        }
    ),
}


_FIRST = labels.Lookup({**labels.UNIT, **labels.PROJECT})
_NAME = "project"
"""What stands for the project's name, whatever it is called."""


def _by_key(table: Mapping[str, frozenset[str]]) -> Mapping[str, tuple[str, ...]]:
    """For each wording the forms that it speaks for."""
    keys = frozenset[str]().union(*table.values())
    return {key: tuple(code for code, known in table.items() if key in known) for key in keys}


_STRONG_FOR, _WEAK_FOR = _by_key(_STRONG), _by_key(_WEAK)


@dataclass(frozen=True, slots=True)
class Marks:
    """The weights, and which parts of a form are there: its first rows, indicators, last rows."""

    f1: int = 0
    f2: int = 0
    f3: int = 0
    indicators: bool = False
    target: bool = False
    opened: bool = False
    spends: bool = False
    """Whether 三公经费 is there, which stands in the first rows of an f1 that tells no staff."""
    closed: bool = False
    total: bool = False
    """Whether 总分 or 合计 is there, which is the last row where there are indicators."""
    scores: bool = False
    """Whether a heading of indicators has 得分, which no target form has."""
    values: bool = False
    """Whether it has a sum of money, or a heading what was planned or what came of it."""
    signs: bool = False
    """Whether some wording was seen that one form alone has."""
    speaks: bool = False
    """Whether some wording of any form was seen at all."""

    @property
    def is_head(self) -> bool:
        """Whether there is but a title and the unit, in a table over the form's own."""
        return not (self.f1 or self.f2 or self.f3 or self.indicators or self.values)

    @property
    def only_scores(self) -> bool:
        """Whether the table weighs indicators and nothing else: a 评分表 behind a report."""
        return self.indicators and not (self.values or self.f1 or self.f2 or self.f3)

    def best(self, title: str | None) -> tuple[str | None, int]:
        """The form that the wording, helped by the title, speaks for, and its weight.

        A table whose title is of a self-evaluation is one, though no column is called 得分.
        """
        if title == "monitor":
            return "target", SURE
        titled = title == "target" and not self.f1 and not self.scores
        if (self.target and title not in TABLE_FORMS) or titled:
            return "target", SURE
        weights = {"f1": self.f1, "f2": self.f2, "f3": self.f3}
        if title in weights and self.speaks:
            weights[title] += SURE if self.indicators and weights[title] else _ENOUGH
        code = max(weights, key=lambda name: weights[name])
        return (code, weights[code]) if weights[code] >= _ENOUGH else (None, 0)


def is_indicator_head(names: set[str]) -> bool:
    """Whether the fields named by a row's cells make it the heading of an indicator table."""
    return len(names & {"level1", "level2", "level3"}) > 1 or (
        "level3" in names and len(names & {"target", "actual", "weight", "score"}) > 1
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What one cell's wording speaks for: forms with the wording, and fields."""

    strong: tuple[tuple[str, str], ...]
    weak: tuple[tuple[str, str], ...]
    column: str | None
    unit: bool
    total: bool
    money: bool


@lru_cache(maxsize=8192)
def _said(text: str) -> _Said | None:
    """What a cell says; the same few labels stand in every table, so it is found out once."""
    inline = [("f2", name) for name, _ in labels.pairs(labels.MONEY, text)[0]]
    keys = labels.spellings(text)
    named = {name for name, _ in labels.pairs(_FIRST, text)[0]}
    if not keys and not inline and not named:
        return None
    item = labels.find(labels.ITEM, text)
    project = labels.find(labels.PROJECT, text) == "project" or "project" in named
    weak = [(code, key) for key in keys for code in _WEAK_FOR.get(key, ())]
    return _Said(
        tuple((code, key) for key in keys for code in _STRONG_FOR.get(key, ())),
        (
            *inline,
            *weak,
            *([("f1", item)] if item is not None else []),
            *([("f3", _NAME)] if project else []),
        ),
        labels.find(labels.INDICATOR, text),
        labels.find(labels.UNIT, text) is not None,
        labels.find(labels.TOTAL, text) is not None,
        labels.find(labels.OVERALL_FUND, text) is not None,
    )


def marks_of(part: Slice) -> Marks:
    """Weigh the wording of some rows."""
    strong: dict[str, set[str]] = {code: set() for code in TABLE_FORMS}
    weak: dict[str, set[str]] = {code: set() for code in TABLE_FORMS}
    indicators = scored = scores = values = target = unit = money = total = False
    speaks = ended = False
    for row in part.rows:
        columns = set()
        for cell in row.filled:
            said = _said(cell.text) if len(cell.text) <= _LONGEST else None
            if said is None:
                continue
            for code, key in said.strong:
                strong[code].add(key)
            for code, key in said.weak:
                weak[code].add(key)
            if said.column is not None:
                columns.add(said.column)
            speaks = True
            ended = ended or (indicators and said.total)
            unit, total, money = unit or said.unit, total or said.total, money or said.money
        if is_indicator_head(columns):
            indicators = True
            now = "score" in columns or "actual" in columns
            scored, target = scored or now, target or not now
            scores = scores or "score" in columns
            values = values or bool(columns & {"target", "actual"})
    f1 = 2 * len(strong["f1"]) + len(weak["f1"])
    f3 = 3 * len(strong["f3"]) + len(weak["f3"])
    f2 = 3 * len(strong["f2"]) + min(len(weak["f2"]), 3) + (2 if unit and money else 0)
    signs = bool(f1 or f2 or f3 or indicators or unit or money)
    alone = len(weak["f1"] - _TRAVEL) < _SEVERAL and not strong["f1"] - _TRAVEL
    if (indicators and not strong["f1"]) or alone:
        f1 = 0
    named = _NAME in weak["f3"]
    return Marks(
        f1,
        f2,
        f3,
        indicators,
        target=target and not scored,
        opened=named or bool(strong["f1"] & {"财政供养人员情况"}) or (unit and f1 == 0),
        spends="三公经费" in strong["f1"],
        closed=ended or bool(weak["f1"] & {"厉行节约保障措施", "厉行节约措施"}),
        total=total,
        scores=scores,
        values=values or money,
        signs=signs,
        speaks=speaks,
    )


def indicator_columns(row: Row) -> set[str]:
    """The fields of an indicator that a row's cells name."""
    return {
        name
        for cell in row.filled
        if (name := labels.find(labels.INDICATOR, cell.text)) is not None
    }


def heads_indicators(row: Row) -> bool:
    """Whether a row is the heading of an indicator table."""
    return len(row.filled) > 1 and is_indicator_head(indicator_columns(row))


def begins(text: str) -> bool:
    """Whether a cell's text stands in the first rows of a form only."""
    return opener_of(text) is not None


@lru_cache(maxsize=8192)
def opener_of(text: str) -> str | None:
    """What a cell's text begins: "staff" an f1, "project" an f3, "unit" an f2; None for others."""
    known = labels.spellings(text) if len(text) <= _LONGEST else ()
    if not known:
        return None
    if "财政供养人员情况" in known:
        return "staff"
    if labels.find(labels.PROJECT, text) == "project":
        return "project"
    return "unit" if labels.find(labels.UNIT, text) else None
