"""Typical problems of a year: which checks found something in most units, with an example."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.checks.finding import HINT, SEVERITIES, Finding
from core.reports.mending import told
from core.reports.report import COUNT, Column, Table
from core.reports.unit_year import UnitYear
from core.resources import resource
from core.submission import Submission

_LONGEST = 110
_PRINTED = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """A check that found something: where, how often, and the first finding in words."""

    code: str
    title: str
    severity: str
    units: tuple[str, ...]
    times: int
    example: str


def problems_of(units: Sequence[UnitYear]) -> tuple[Problem, ...]:
    """The 错误 and 警告 that nobody explained or let rest, the most widespread first."""
    found: dict[str, list[tuple[Submission, Finding]]] = {}
    for unit in units:
        for item in unit.findings:
            if unit.submission and not item.settled and item.finding.severity != HINT:
                found.setdefault(item.finding.check, []).append((unit.submission, item.finding))
    made = [_problem(code, cases) for code, cases in found.items()]
    return tuple(
        sorted(made, key=lambda p: (-len(p.units), SEVERITIES.index(p.severity), -p.times, p.code))
    )


@cache
def names() -> Mapping[str, str]:
    """Check code → what the county's report calls the problem; a check's title says the rule."""
    return tomllib.loads(resource("words", "problems.toml").read_text(encoding="utf-8"))


def _problem(code: str, cases: Sequence[tuple[Submission, Finding]]) -> Problem:
    submission, first = min(cases, key=lambda case: len(case[1].message))
    place, fact = told(submission, first)
    said = "".join(f"{submission.unit}{place}：{fact}".split()).rstrip("。")
    return Problem(
        code,
        names()[code],
        min((finding.severity for _, finding in cases), key=SEVERITIES.index),
        tuple(dict.fromkeys(submission.unit for submission, _ in cases)),
        len(cases),
        said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…",
    )


def problems_table(problems: Sequence[Problem]) -> Table:
    """The most widespread ones in figures."""
    columns = (
        Column("no", "序号", COUNT, 12),
        Column("title", "问题", width=62, left=True),
        Column("check", "检查编号", width=24),
        Column("severity", "等级", width=18),
        Column("units", "涉及单位数", COUNT, 24),
        Column("times", "条数", COUNT, 18),
    )
    rows = tuple(
        (number, each.title, each.code, each.severity, len(each.units), each.times)
        for number, each in enumerate(problems[:_PRINTED], 1)
    )
    return Table("problems", "主要问题", columns, rows)
