"""CX: the amounts that the overall report gives, against f1 and f2."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks import lines as basic
from core.checks.cells import COLUMNS, PROJECTS, all_values, finals, first, line_cell
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.narrative.claims import Claim, claims
from core.checks.rule import Breach, Case, Example, Rule, example, rule
from core.checks.sums import gap
from core.forms import BasicData, Overall, OverallReport
from core.forms.overall import Expenditure, Fund, Income
from core.forms.report import Section, Table, TableRow
from core.number import short
from core.text import label_key

_ITEMS = {
    "three_public": "三公经费",
    "vehicle": "公务用车购置及运行维护费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "abroad": "出国经费",
    "reception": "公务接待费",
}


def _says(*texts: str) -> OverallReport:
    return OverallReport(
        sections=tuple(
            Section(no=n, heading="二、一般公共预算支出情况", text=text)
            for n, text in enumerate(texts, 1)
        )
    )


def _stated(case: Case) -> tuple[Claim, ...]:
    """All certain amounts of the overall report."""
    year = case.submission.year
    return tuple(c for filled in case.filled(OverallReport) for c in claims(filled, year))


def _unlike(
    value: Decimal | None, stated: Iterable[Claim], others: Iterable[Decimal | None] = ()
) -> Claim | None:
    """The statement that contradicts a table's value; None when any statement agrees with it.

    A statement without 预算 or 决算 may also mean one of the `others`.
    """
    mine = tuple(stated)
    if value is None or not mine:
        return None
    known = {other for other in others if other is not None}
    if any(abs(claim.value - value) <= claim.figure.half for claim in mine):
        return None
    doubtful = [c for c in mine if c.kind is None and c.value in known]
    certain = [claim for claim in mine if claim not in doubtful]
    if not certain or doubtful:
        return None
    return next((claim for claim in certain if claim.kind is not None), certain[0])


def _contradiction(place: Place, claim: Claim, value: Decimal, name: str, table: str) -> Breach:
    off = abs(claim.value - value)
    tail = off <= Decimal("0.01")
    return Breach(
        claim.place,
        f"{name}应为{table}的{short(value)}万元，现为报告的{short(claim.value)}万元，"
        f"{'尾差' if tail else '差'}{short(off)}万元",
        value,
        claim.value,
        also=(place,),
        severity=HINT if tail else None,
    )


@rule(
    "CX-02",
    title="公用经费：基础数据表=报告",
    severity=ERROR,
    basis="基础数据表公用经费本年决算数=报告的公用经费（或商品和服务支出）",
    passes=example(finals(("public", "公用经费", "18")), _says("2024年公用经费18万元。")),
    breaks=example(finals(("public", "公用经费", "18")), _says("2024年公用经费21万元。")),
)
def public_money(case: Case) -> Iterator[Breach]:
    cell = line_cell(case, "public", "final")
    if cell is None:
        return
    place, value = cell
    stated = [
        claim
        for claim in _stated(case)
        if claim.noun in {"public", "goods"} and not claim.last and not claim.budget
    ]
    own = [claim for claim in stated if claim.noun == "public"] or stated
    agrees = any(abs(claim.value - value) <= claim.figure.half for claim in stated)
    claim = None if agrees else _unlike(value, own, all_values(case, "public"))
    if claim is not None:
        yield _contradiction(place, claim, value, "公用经费", "基础数据表")


@rule(
    "CX-03",
    title="三公经费：基础数据表=报告",
    severity=ERROR,
    basis="三公经费及其各项的预算数、决算数、上年决算数，基础数据表与报告应一致",
    passes=example(
        finals(("three_public", "三公经费", "4.2")), _says("“三公”经费支出决算为4.2万元。")
    ),
    breaks=example(
        finals(("three_public", "三公经费", "4.2")), _says("“三公”经费支出决算为4.8万元。")
    ),
)
def three_public(case: Case) -> Iterator[Breach]:
    """The same wrong number in a total and its only part is one finding."""
    reported: set[tuple[str, Decimal]] = set()
    stated = _stated(case)
    for item, name in _ITEMS.items():
        mine = [claim for claim in stated if claim.noun == item]
        for column in COLUMNS:
            cell = line_cell(case, item, column)
            if cell is None:
                continue
            place, value = cell
            claim = _unlike(value, _of_column(mine, column), all_values(case, item))
            if claim is not None and (column, claim.value) not in reported:
                reported.add((column, claim.value))
                words = {"budget": "预算数", "final": "决算数", "prior_final": "上年决算数"}
                yield _contradiction(place, claim, value, name + words[column], "基础数据表")


def _of_column(stated: Iterable[Claim], column: str) -> list[Claim]:
    if column == "prior_final":
        return [claim for claim in stated if claim.last and not claim.budget]
    now = [claim for claim in stated if not claim.last and claim.kind != "added"]
    if column == "budget":
        return [claim for claim in now if claim.budget]
    return [claim for claim in now if not claim.budget]


@rule(
    "CX-05",
    title="支出总额、基本、项目：自评表=报告",
    severity=ERROR,
    basis="自评表全年执行数、基本支出、项目支出=报告的支出总额、基本支出、项目支出",
    passes=example(
        Overall(expenditure=Expenditure(basic=Decimal(90), project=Decimal(30))),
        _says("2024年基本支出90万元，项目支出30万元。"),
    ),
    breaks=example(
        Overall(expenditure=Expenditure(basic=Decimal(90), project=Decimal(30))),
        _says("2024年基本支出90万元，项目支出36万元。"),
    ),
)
def spending(case: Case) -> Iterator[Breach]:
    filled, form = first(case, Overall), case.first(Overall)
    if filled is None or form is None:
        return
    stated = [c for c in _stated(case) if not c.last and not c.budget and c.kind != "added"]
    fund = form.fund
    totals = (fund.initial_budget, fund.annual_budget, form.income.general_public)
    cells: tuple[tuple[str, str, Decimal | None, tuple[Decimal | None, ...], str], ...] = (
        ("spending", "支出总额", fund.executed, totals, "fund.executed"),
        ("basic", "基本支出", form.expenditure.basic, (), "expenditure.basic"),
        ("project", "项目支出", form.expenditure.project, (), "expenditure.project"),
    )
    for noun, name, value, others, path in cells:
        if value is None:
            continue
        claim = _unlike(value, [c for c in stated if c.noun == noun], others)
        if claim is not None:
            yield _contradiction(Place(filled.key, At(path)), claim, value, name, "自评表")


@rule(
    "CX-06",
    title="年初预算：自评表=报告",
    severity=ERROR,
    basis="自评表年初预算数=报告的年初预算（基本支出年初预算+项目支出年初预算）",
    passes=example(
        Overall(fund=Fund(initial_budget=Decimal(100))), _says("2024年年初预算收入100万元。")
    ),
    breaks=example(
        Overall(fund=Fund(initial_budget=Decimal(100))), _says("2024年年初预算收入110万元。")
    ),
)
def initial_budget(case: Case) -> Iterator[Breach]:
    filled, form = first(case, Overall), case.first(Overall)
    if filled is None or form is None or form.fund.initial_budget is None:
        return
    value = form.fund.initial_budget
    initial = [c for c in _stated(case) if not c.last and c.kind == "initial"]
    parts = {c.value for c in initial if c.noun == "basic"}
    more = {c.value for c in initial if c.noun == "project"} | {Decimal(0)}
    if any(abs(a + b - value) <= Decimal("0.015") for a in parts for b in more):
        return
    totals = [c for c in initial if c.noun in {"income", "spending", "general"}]
    claim = _unlike(value, totals)
    if claim is not None:
        place = Place(filled.key, At("fund.initial_budget"))
        yield _contradiction(place, claim, value, "年初预算", "自评表")


def _report_table(final: str) -> Example:
    rows = (TableRow(label="基本支出", final=Decimal(final)),)
    return example(
        Overall(expenditure=Expenditure(basic=Decimal(90))),
        OverallReport(tables=(Table(title="基本支出情况", rows=rows),)),
    )


@rule(
    "CX-14",
    title="报告内表=自评表/基础数据表",
    severity=ERROR,
    basis="报告内表的基本支出、项目支出=自评表，商品和服务支出=基础数据表公用经费，项目=同名项目",
    passes=_report_table("90"),
    breaks=_report_table("95"),
)
def report_tables(case: Case) -> Iterator[Breach]:
    """Silent where the report's sentences say the same number: then it is CX-02 or CX-05."""
    said = {(claim.noun, claim.value) for claim in _stated(case)}
    for filled in case.filled(OverallReport):
        report = filled.record
        if not isinstance(report, OverallReport):
            continue
        for number, table in enumerate(report.tables):
            for index, row in enumerate(table.rows):
                target = _counterpart(case, row)
                if target is None or row.final is None:
                    continue
                place, value, noun = target
                found = gap(row.final, [value], case.scheme.limits.addend)
                if found is not None and (noun, row.final) not in said:
                    yield Breach(
                        Place(filled.key, At.of("tables", number, "rows", index, "final")),
                        f"本年决算与{'自评表' if place.form == 'f2' else '基础数据表'}"
                        f"{found.says}万元",
                        value,
                        row.final,
                        also=(place,),
                        severity=found.severity,
                    )


_TABLE_ROWS = {
    "基本支出": ("basic", "expenditure.basic"),
    "基本支出合计": ("basic", "expenditure.basic"),
    "部门基本支出": ("basic", "expenditure.basic"),
    "项目支出": ("project", "expenditure.project"),
    "项目支出合计": ("project", "expenditure.project"),
    "部门项目支出": ("project", "expenditure.project"),
}
_GOODS = frozenset({"商品和服务支出", "一般商品和服务支出"})


def _counterpart(case: Case, row: TableRow) -> tuple[Place, Decimal, str] | None:
    """The cell of f1 or f2 that a row of a report's table repeats."""
    name = label_key(row.label or "")
    if name in _TABLE_ROWS:
        noun, path = _TABLE_ROWS[name]
        filled, form = first(case, Overall), case.first(Overall)
        value = getattr(form.expenditure, noun) if form else None
        return (Place(filled.key, At(path)), value, noun) if filled and value is not None else None
    if name in _GOODS:
        cell = line_cell(case, "public", "final")
        return (*cell, "goods") if cell else None
    filled, data = first(case, BasicData), case.first(BasicData)
    if filled is None or data is None or not name:
        return None
    same = [
        line
        for line in basic.rows_of(data)
        if line.line.item in PROJECTS and label_key(basic.label_of(line)) == name
    ]
    if len(same) != 1 or same[0].line.final is None:
        return None
    return Place(filled.key, same[0].at.child("final")), same[0].line.final, ""


def _funded(total: str) -> Example:
    income = Income(general_public=Decimal(100), other=Decimal(20))
    return example(
        Overall(fund=Fund(executed=Decimal(120)), income=income),
        _says(f"2024年一般公共预算支出{total}万元。"),
    )


@rule(
    "CX-13",
    title="资金性质口径",
    severity=WARNING,
    basis="自评表一般公共预算=报告一般公共预算支出总额",
    passes=_funded("100"),
    breaks=_funded("120"),
)
def funding(case: Case) -> Iterator[Breach]:
    """Only when the report gives as 一般公共预算 what the table has as all funds together."""
    filled, form = first(case, Overall), case.first(Overall)
    if filled is None or form is None:
        return
    general, executed = form.income.general_public, form.fund.executed
    others = (form.income.government_fund, form.income.special_account, form.income.other)
    if not general or executed is None or not any(others):
        return
    stated = [
        claim
        for claim in _stated(case)
        if claim.noun in {"general", "income", "spending"} and not claim.last
        and "一般公共预算" in _heading(case, claim.place)
    ]  # fmt: skip
    if any(claim.value == general for claim in stated):
        return
    whole = next((claim for claim in stated if claim.value == executed), None)
    if whole is not None:
        yield Breach(
            whole.place,
            f"一般公共预算应为自评表的{short(general)}万元，现报告按全部资金"
            f"{short(whole.value)}万元填写，差{short(abs(whole.value - general))}万元，口径不一致",
            general,
            whole.value,
            also=(Place(filled.key, At("income.general_public")),),
        )


def _heading(case: Case, place: Place) -> str:
    filled = case.submission.form(place.form)
    row = place.at.row
    if filled is None or not isinstance(filled.record, OverallReport) or row is None:
        return ""
    return filled.record.sections[row].heading or ""


RULES: tuple[Rule, ...] = (
    public_money,
    three_public,
    spending,
    initial_budget,
    funding,
    report_tables,
)
