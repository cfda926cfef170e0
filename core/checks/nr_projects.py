"""NR-10: the money that a project's report names as its form does, 全年预算数 and 全年执行数.

Only under the names of the form's own columns: other amounts of a project may be of other funds
or years.
"""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.narrative.claims import sections
from core.checks.narrative.figures import Figure
from core.checks.narrative.story import tell
from core.checks.rule import Breach, Case
from core.checks.said import pairs
from core.forms import Project
from core.number import short
from core.submission import Filled

_OWN = "^(?:[@本该其中的]|项目|资金|财政|年度|总)*"
_COLUMNS = (
    ("initial_budget", "年初预算数", re.compile(f"{_OWN}年初预算(?:资金|安排)?数?(?:为|是|:)*$")),
    ("annual_budget", "全年预算数", re.compile(f"{_OWN}全年预算(?:资金|安排)?数?(?:为|是|:)*$")),
    ("executed", "全年执行数", re.compile(f"{_OWN}全年(?:实际)?执行(?:资金)?数?(?:为|是|:)*$")),
)
_WAN = Decimal(10000)
_CENT = Decimal("0.005")


def project_money_off(case: Case) -> Iterator[Breach]:
    """Amounts of a project's report that are not those of its form, also by their unit alone."""
    for table, report in pairs(case):
        form = table.record
        if not isinstance(form, Project):
            continue
        at, fund = next(
            ((i, fund) for i, fund in enumerate(form.funds) if fund.row == "total"), (0, None)
        )
        said = list(_said(report)) if fund is not None else []
        for name, words, _ in _COLUMNS:
            value = getattr(fund, name, None)
            mine = [(place, figure) for place, column, figure in said if column == name]
            if value is None or any(abs(f.value - value) <= max(f.half, _CENT) for _, f in mine):
                continue
            for place, figure in mine[:1]:
                slip = figure.value * _WAN == value
                unit = "，金额单位应为万元" if slip else ""
                told = f"{short(figure.value * _WAN)}元" if slip else f"{short(figure.value)}万元"
                yield Breach(
                    place,
                    f"{words}应为项目自评表的{short(value)}万元，现为报告的{told}{unit}",
                    f"{short(value)}万元" if slip else value,
                    told if slip else figure.value,
                    also=(Place(table.key, At.of("funds", at, name)),),
                )
                if slip:
                    return  # A wrong unit is the same slip at every amount.


def _said(report: Filled) -> Iterator[tuple[Place, str, Figure]]:
    for place, _, text in sections(report):
        for column, figure in _amounts(text):
            yield place, column, figure


@functools.lru_cache(maxsize=128)
def _amounts(text: str) -> tuple[tuple[str, Figure], ...]:
    """The exact amounts of a text that stand behind the name of a column."""
    return tuple(
        (name, amount.figure)
        for told in tell(text).told
        for amount in told.amounts
        for name, _, pattern in _COLUMNS
        if not amount.figure.rough and pattern.search(amount.label)
    )
