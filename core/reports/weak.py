"""Weak indicators: the share of its points that each kind of indicator earned over the county."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.forms import Overall, Project
from core.number import round_to
from core.reports.report import COUNT, PERCENT, POINTS, Column, Table
from core.reports.unit_year import UnitYear
from core.reviewed import reviewed_total
from core.text import squash

_PRINTED = 12
_LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Group:
    """A 二级指标 over all units: its rows, those short of full points, and both sums in 分."""

    name: str
    rows: int
    short: int
    weight: Decimal
    score: Decimal

    @property
    def rate(self) -> Decimal:
        """What was earned of the points, in %."""
        return round_to(self.score * 100 / self.weight, 2)


def weakest(units: Sequence[UnitYear]) -> tuple[Group, ...]:
    """All groups, the lowest rate first; the score of a row is the one that counts.

    A name longer than any official one is a sentence that slipped into the column: left out.
    """
    points: dict[str, list[tuple[Decimal, Decimal]]] = {}
    for unit in units:
        for filled in unit.forms:
            form, score = filled.record, unit.score(filled)
            if score is None or not isinstance(form, Overall | Project):
                continue
            counted = reviewed_total(filled, score, unit.scheme).indicators
            for row, earned in zip(form.indicators, counted, strict=True):
                name = squash(row.level2 or "")
                if name and len(name) <= _LONGEST_NAME and row.weight and earned is not None:
                    points.setdefault(name, []).append((row.weight, earned))
    groups = [
        Group(
            name,
            len(rows),
            sum(earned < weight for weight, earned in rows),
            sum((weight for weight, _ in rows), Decimal(0)),
            sum((earned for _, earned in rows), Decimal(0)),
        )
        for name, rows in points.items()
    ]
    return tuple(sorted(groups, key=lambda group: (group.rate, -group.rows, group.name)))


def weak_table(groups: Sequence[Group]) -> Table:
    """The weakest groups in figures."""
    columns = (
        Column("name", "二级指标", width=50, left=True),
        Column("rows", "指标数", COUNT, 20),
        Column("short", "未得满分", COUNT, 22),
        Column("weight", "分值合计", POINTS, 24),
        Column("score", "得分合计", POINTS, 24),
        Column("rate", "得分率", PERCENT, 22),
    )
    rows = tuple(
        (group.name, group.rows, group.short, group.weight, group.score, group.rate)
        for group in groups[:_PRINTED]
    )
    return Table("weak", "薄弱指标", columns, rows)
