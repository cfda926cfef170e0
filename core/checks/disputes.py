"""Figures that the overall report gives otherwise than f1 and f2.

Apart from the rules CX-02, 03, 05 and 06, which report them, so that a number that is known to be
wrong is not reported a second time by the sentences that it stands in.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.address import At, Place
from core.checks.cells import COLUMNS, all_values, first, line_cell
from core.checks.narrative.claims import Claim, claims, is_own
from core.checks.rule import OFF, Case
from core.forms import Overall, OverallReport
from core.text import squash

_ITEMS = {
    "three_public": "三公经费",
    "vehicle": "公务用车购置及运行维护费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "abroad": "出国经费",
    "reception": "公务接待费",
}


_COLUMN_WORDS = {"budget": "预算数", "final": "决算数", "prior_final": "上年决算数"}
_TAIL = Decimal("0.01")
_HALF = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim of the report against the `value` of a table's cell at `place`.

    `doubt`: the two may differ for a good reason, such as other kinds of funds.
    """

    place: Place
    value: Decimal
    claim: Claim
    name: str
    table: str
    doubt: bool = False

    @property
    def gap(self) -> Decimal:
        return abs(self.claim.value - self.value)

    @property
    def tail(self) -> bool:
        return self.gap <= _TAIL


def stated(case: Case) -> tuple[Claim, ...]:
    """All certain amounts of the overall report."""
    year, unit = case.submission.year, squash(case.submission.unit)
    return tuple(
        claim
        for filled in case.filled(OverallReport)
        for claim in claims(filled, year)
        if is_own(claim.whose, unit)
    )


def disputes(case: Case, code: str) -> tuple[Dispute, ...]:
    """Those that the rule of a code reports."""
    return tuple(_BY_CODE[code](case, stated(case)))


def disputed(case: Case) -> Mapping[tuple[Place, int], Dispute]:
    """What a rule which is switched on reports, by section and start of the figure."""
    off = {code for code, severity in case.scheme.severities.items() if severity == OFF}
    return {
        (d.claim.place, d.claim.figure.start): d
        for code in _BY_CODE
        if code not in off
        for d in disputes(case, code)
        if not (d.doubt or d.tail)
    }


def _unlike(
    value: Decimal, said: Iterable[Claim], others: Iterable[Decimal | None] = ()
) -> Claim | None:
    """The statement that contradicts a table's value; None when any statement agrees with it.

    A statement without 预算 or 决算 may also mean one of the `others`.
    """
    mine = tuple(said)
    known = {other for other in others if other is not None}
    if not mine or any(_agrees(claim, value) for claim in mine):
        return None
    if len({claim.whose for claim in mine if claim.whose}) > 1 or _sums_up(mine, value):
        return None
    if any(claim.kind is None and claim.value in known for claim in mine):
        return None
    return next((claim for claim in mine if claim.kind is not None), mine[0])


def _agrees(claim: Claim, value: Decimal) -> bool:
    """Equal, both rounded to two decimals: a report may be written in 元."""
    return abs(claim.value - value) <= max(claim.figure.half, _HALF)


def _sums_up(said: tuple[Claim, ...], value: Decimal) -> bool:
    """Whether the statements are the parts of the table's value: 一般公共预算 and 政府性基金."""
    values = {(claim.place, claim.figure.start): claim.value for claim in said}
    return len(values) > 1 and abs(sum(values.values(), Decimal(0)) - value) <= _TAIL


def _public(case: Case, said: tuple[Claim, ...]) -> Iterator[Dispute]:
    """商品和服务支出 is in doubt where it is not told of 基本支出: projects have some too."""
    cell = line_cell(case, "public", "final")
    if cell is None:
        return
    place, value = cell
    both = [c for c in said if c.noun in {"public", "goods"} and not c.last and not c.budget]
    if any(_agrees(claim, value) for claim in both):
        return
    own = [claim for claim in both if claim.noun == "public"] or both
    claim = _unlike(value, own, all_values(case, "public"))
    if claim is not None:
        doubt = claim.noun == "goods" and claim.group != "basic"
        yield Dispute(place, value, claim, "公用经费", "基础数据表", doubt)


def _three_public(case: Case, said: tuple[Claim, ...]) -> Iterator[Dispute]:
    """The same wrong number in a total and its only part is one dispute."""
    reported: set[tuple[str, Decimal]] = set()
    for item, name in _ITEMS.items():
        mine = [claim for claim in said if claim.noun == item]
        for column in COLUMNS if mine else ():
            cell = line_cell(case, item, column)
            if cell is None:
                continue
            place, value = cell
            claim = _unlike(value, _of_column(mine, column), all_values(case, item))
            if claim is not None and (column, claim.value) not in reported:
                reported.add((column, claim.value))
                words = name + _COLUMN_WORDS[column]
                yield Dispute(place, value, claim, words, "基础数据表")


def _of_column(said: Iterable[Claim], column: str) -> list[Claim]:
    if column == "prior_final":
        return [claim for claim in said if claim.last and not claim.budget]
    now = [claim for claim in said if not claim.last and claim.kind != "added"]
    return [claim for claim in now if claim.budget == (column == "budget")]


def _spending(case: Case, said: tuple[Claim, ...]) -> Iterator[Dispute]:
    """Less than the table is in doubt where the table has other funds than 一般公共预算."""
    filled, form = first(case, Overall), case.first(Overall)
    if filled is None or form is None:
        return
    now = [c for c in said if not c.last and not c.budget and c.kind != "added"]
    fund, income = form.fund, form.income
    totals = (fund.initial_budget, fund.annual_budget, income.general_public)
    mixed = any((income.government_fund, income.special_account, income.other))
    cells: tuple[tuple[str, str, Decimal | None, tuple[Decimal | None, ...], str], ...] = (
        ("spending", "支出总额", fund.executed, totals, "fund.executed"),
        ("basic", "基本支出", form.expenditure.basic, (), "expenditure.basic"),
        ("project", "项目支出", form.expenditure.project, (), "expenditure.project"),
    )
    for noun, name, value, others, path in cells:
        mine = [claim for claim in now if claim.noun == noun]
        claim = None if value is None else _unlike(value, mine, others)
        if claim is not None and value is not None:
            doubt = mixed and claim.value < value
            place = Place(filled.key, At(path))
            yield Dispute(place, value, claim, name, "自评表", doubt)


def _initial(case: Case, said: tuple[Claim, ...]) -> Iterator[Dispute]:
    """What the report calls 全年预算 may be of some funds only: it is in doubt."""
    filled, form = first(case, Overall), case.first(Overall)
    if filled is None or form is None:
        return
    annual = [c for c in said if not c.last and c.kind == "adjusted" and c.noun in _ALL_MONEY]
    if form.fund.annual_budget and (claim := _unlike(form.fund.annual_budget, annual)):
        place = Place(filled.key, At("fund.annual_budget"))
        yield Dispute(place, form.fund.annual_budget, claim, "全年预算", "自评表", True)
    if form.fund.initial_budget is None:
        return
    value = form.fund.initial_budget
    initial = [claim for claim in said if not claim.last and claim.kind == "initial"]
    parts = {claim.value for claim in initial if claim.noun == "basic"}
    more = {claim.value for claim in initial if claim.noun == "project"} | {Decimal(0)}
    if any(abs(a + b - value) <= _TAIL for a in parts for b in more):
        return
    claim = _unlike(value, [c for c in initial if c.noun in _ALL_MONEY])
    if claim is not None:
        place = Place(filled.key, At("fund.initial_budget"))
        yield Dispute(place, value, claim, "年初预算", "自评表")


_ALL_MONEY = frozenset({"income", "spending", "general"})
_BY_CODE: Mapping[str, Callable[[Case, tuple[Claim, ...]], Iterator[Dispute]]] = {
    "CX-02": _public,
    "CX-03": _three_public,
    "CX-05": _spending,
    "CX-06": _initial,
}
