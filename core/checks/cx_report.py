"""CX: the amounts that the overall report gives, against f1 and f2."""

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from core.address import At, Place
from core.checks import lines as basic
from core.checks.cells import PROJECTS, finals, first, line_cell
from core.checks.disputes import disputes, stated
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.narrative.claims import quote, sections
from core.checks.narrative.facts import Amount
from core.checks.narrative.nouns import is_bare
from core.checks.narrative.story import tell
from core.checks.narrative.trees import CENT
from core.checks.rule import SUM, Breach, Case, Example, Rule, example, rule
from core.checks.sums import gap
from core.forms import BasicData, Overall, OverallReport
from core.forms.overall import Expenditure, Fund, Income
from core.forms.report import Section, Table, TableRow
from core.number import short
from core.submission import Filled
from core.text import label_key


def _says(*texts: str) -> OverallReport:
    return OverallReport(
        sections=tuple(
            Section(no=n, heading="二、一般公共预算支出情况", text=text)
            for n, text in enumerate(texts, 1)
        )
    )


def _disputes(code: str) -> Callable[[Case], Iterator[Breach]]:
    """A rule that reports the disputes of one code."""

    def run(case: Case) -> Iterator[Breach]:
        for dispute in disputes(case, code):
            value, claim = dispute.value, dispute.claim
            yield Breach(
                claim.place,
                f"{dispute.name}应为{dispute.table}的{short(value)}万元，"
                f"现为报告的{short(claim.value)}万元，"
                f"{'尾差' if dispute.tail else '差'}{short(dispute.gap)}万元",
                value,
                claim.value,
                also=(dispute.place,),
                severity=HINT if dispute.tail or dispute.doubt else None,
            )

    return run


public_money = rule(
    "CX-02",
    title="公用经费：基础数据表=报告",
    severity=ERROR,
    basis="基础数据表公用经费本年决算数=报告的公用经费（或商品和服务支出）",
    tolerance="0.01万元之内为提示",
    passes=example(finals(("public", "公用经费", "18")), _says("2024年公用经费18万元。")),
    breaks=example(finals(("public", "公用经费", "18")), _says("2024年公用经费21万元。")),
)(_disputes("CX-02"))

three_public = rule(
    "CX-03",
    title="三公经费：基础数据表=报告",
    severity=ERROR,
    basis="三公经费及其各项的预算数、决算数、上年决算数，基础数据表与报告应一致",
    tolerance="0.01万元之内为提示",
    passes=example(
        finals(("three_public", "三公经费", "4.2")), _says("“三公”经费支出决算为4.2万元。")
    ),
    breaks=example(
        finals(("three_public", "三公经费", "4.2")), _says("“三公”经费支出决算为4.8万元。")
    ),
)(_disputes("CX-03"))

spending = rule(
    "CX-05",
    title="支出总额、基本、项目：自评表=报告",
    severity=ERROR,
    basis="自评表全年执行数、基本支出、项目支出=报告的支出总额、基本支出、项目支出",
    tolerance="0.01万元之内为提示",
    passes=example(
        Overall(expenditure=Expenditure(basic=Decimal(90), project=Decimal(30))),
        _says("2024年基本支出90万元，项目支出30万元。"),
    ),
    breaks=example(
        Overall(expenditure=Expenditure(basic=Decimal(90), project=Decimal(30))),
        _says("2024年基本支出90万元，项目支出36万元。"),
    ),
)(_disputes("CX-05"))

initial_budget = rule(
    "CX-06",
    title="年初预算：自评表=报告",
    severity=ERROR,
    basis="自评表年初预算数=报告的年初预算（基本支出年初预算+项目支出年初预算）",
    tolerance="0.01万元之内为提示",
    passes=example(
        Overall(fund=Fund(initial_budget=Decimal(100))), _says("2024年年初预算收入100万元。")
    ),
    breaks=example(
        Overall(fund=Fund(initial_budget=Decimal(100))), _says("2024年年初预算收入110万元。")
    ),
)(_disputes("CX-06"))


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
    tolerance=SUM,
    passes=_report_table("90"),
    breaks=_report_table("95"),
)
def report_tables(case: Case) -> Iterator[Breach]:
    """Silent where the report's sentences say the same number: then it is CX-02 or CX-05.

    Projects that a sentence lists are compared too.
    """
    said = {(claim.noun, claim.value) for claim in stated(case)}
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
                found = gap(row.final, [value], case.scheme.addend)
                if found is not None and (noun, row.final) not in said:
                    yield Breach(
                        Place(filled.key, At.of("tables", number, "rows", index, "final")),
                        f"本年决算与{'自评表' if place.form == 'f2' else '基础数据表'}{found.says}",
                        value,
                        row.final,
                        also=(place,),
                        severity=found.severity,
                    )
        yield from _projects_told(case, filled)


def _projects_told(case: Case, filled: Filled) -> Iterator[Breach]:
    """「项目支出60万元，其中：甲专项20万元、乙专项40万元」 against the lines of these names.

    Silent where the parts do not add up: NR-01 tells that.
    """
    lines = _project_amounts(case)
    for place, _, text in sections(filled) if lines else ():
        for part in _project_parts(text):
            name = label_key(basic.plain_label(part.label))
            if name not in lines or part.figure.rough:
                continue
            cell, values = lines[name]
            if all(
                abs(part.figure.value - value) > max(part.figure.half, CENT) for value in values
            ):
                yield Breach(
                    place,
                    f"“{quote(basic.plain_label(part.label))}”应为基础数据表的{short(values[0])}万元，"
                    f"现为{short(part.figure.value)}万元，"
                    f"差{short(abs(values[0] - part.figure.value))}万元",
                    values[0],
                    part.figure.value,
                    also=(cell,),
                )


def _project_amounts(case: Case) -> Mapping[str, tuple[Place, list[Decimal]]]:
    """The amounts of each project line of f1 by its name, this year's final first."""
    filled, data = first(case, BasicData), case.first(BasicData)
    if filled is None or data is None:
        return {}
    rows = [row for row in basic.rows_of(data) if row.line.item in PROJECTS]
    names = Counter(label_key(basic.label_of(row)) for row in rows)
    return {
        name: (
            Place(filled.key, row.at.child("final")),
            [value for value in (row.line.final, *basic.values(row)) if value is not None],
        )
        for row in rows
        if row.line.final and names[name := label_key(basic.label_of(row))] == 1
    }


@functools.lru_cache(maxsize=128)
def _project_parts(text: str) -> tuple[Amount, ...]:
    """The parts of this year's 项目支出 of the whole unit, where they make it up."""
    return tuple(
        part
        for trees in tell(text).trees
        for tree in trees
        if tree.exact and all(_is_projects(whole) for whole in tree.wholes)
        for part in tree.parts
    )


def _is_projects(whole: Amount) -> bool:
    this_year = whole.year != -1 and whole.kind in {None, "final"}
    return whole.noun == "project" and this_year and is_bare(whole.label)


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
    """Only when the report gives as 一般公共预算 what the table has as all funds together.

    And when it tells an amount of 政府性基金, of which the table has none.
    """
    filled, form = first(case, Overall), case.first(Overall)
    if filled is None or form is None:
        return
    yield from _no_fund(case, form, Place(filled.key, At("income.government_fund")))
    general, executed = form.income.general_public, form.fund.executed
    others = (form.income.government_fund, form.income.special_account, form.income.other)
    if not general or executed is None or not any(others):
        return
    said = [
        claim
        for claim in stated(case)
        if claim.noun in {"general", "income", "spending"} and not claim.last
        and "一般公共预算" in _heading(case, claim.place)
    ]  # fmt: skip
    if any(claim.value == general for claim in said):
        return
    whole = next((claim for claim in said if claim.value == executed), None)
    if whole is not None:
        yield Breach(
            whole.place,
            f"一般公共预算应为自评表的{short(general)}万元，现报告按全部资金"
            f"{short(whole.value)}万元填写，差{short(abs(whole.value - general))}万元，口径不一致",
            general,
            whole.value,
            also=(Place(filled.key, At("income.general_public")),),
        )


def _no_fund(case: Case, form: Overall, cell: Place) -> Iterator[Breach]:
    if form.income.government_fund != 0:
        return
    said = (c for c in stated(case) if c.noun == "fund" and not c.last and not c.budget)
    claim = next((claim for claim in said if claim.value), None)
    if claim is not None:
        yield Breach(
            claim.place,
            f"政府性基金应为自评表的0万元，现为报告的{short(claim.value)}万元",
            Decimal(0),
            claim.value,
            also=(cell,),
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
