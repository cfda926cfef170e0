"""CX: forms of one submission against each other; the reports' part in the other `cx_` modules."""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks import cx_identity, cx_indicators, cx_people, cx_report, cx_score
from core.checks import lines as basic
from core.checks.cells import PROJECTS, finals, first
from core.checks.finding import ERROR, HINT
from core.checks.narrative.figures import Figure
from core.checks.narrative.story import tell
from core.checks.rule import SUM, Breach, Case, Example, Rule, example, rule
from core.checks.said import reports
from core.checks.sums import gap
from core.checks.where import cut
from core.forms import BasicData, Overall, Project, ProjectReport
from core.forms.basic_data import Line
from core.forms.overall import Expenditure, Fund
from core.forms.project import ProjectFund
from core.number import short
from core.text import label_key

_PROJECTS_TOLD = re.compile(
    "(?:实施|共有|涉及|安排|开展)(?:了|的)?(?:项目支出|一级项目|项目)(?:共计|共有|共|合计)?(?P<n>#)(?=[，。;、(]|$)"
)


@rule(
    "CX-01",
    title="项目支出：基础数据表=自评表",
    severity=ERROR,
    basis="基础数据表项目支出本年决算数（未填的取下级合计）=自评表按支出性质分的项目支出",
    tolerance=SUM,
    passes=example(
        finals(("project", "项目支出", "30")),
        Overall(expenditure=Expenditure(basic=Decimal(90), project=Decimal(30))),
    ),
    breaks=example(
        finals(("project", "项目支出", "24")),
        Overall(expenditure=Expenditure(basic=Decimal(90), project=Decimal(30))),
    ),
)
def project_money(case: Case) -> Iterator[Breach]:
    tables, overall = first(case, BasicData), first(case, Overall)
    form, evaluation = case.first(BasicData), case.first(Overall)
    if not (tables and overall and form and evaluation):
        return
    want = evaluation.expenditure.project
    for row in basic.of_item(form, "project"):
        have = basic.effective(form, row, "final")
        at = row.at.child("final")
        if have is None or want is None or at in tables.unread or _by_budget(evaluation):
            continue
        found = gap(have, [want], case.scheme.addend)
        if found is not None:
            yield Breach(
                Place(tables.key, at),
                f"项目支出应为自评表的{short(want)}万元，现为{short(have)}万元，"
                f"差{short(found.difference)}万元",
                want,
                have,
                also=(Place(overall.key, At("expenditure.project")),),
                severity=found.severity,
            )


def _by_budget(form: Overall) -> bool:
    """Whether 按支出性质分 was filled with the budget instead of what was spent."""
    parts = [form.expenditure.basic or Decimal(0), form.expenditure.project or Decimal(0)]
    return sum(parts) == form.fund.annual_budget != form.fund.executed


@rule(
    "CX-08",
    title="项目表金额≤项目支出",
    severity=ERROR,
    basis="项目自评表全年执行数及其合计不大于自评表项目支出；与基础数据表同名项目金额一致",
    tolerance=SUM,
    passes=example(
        Overall(expenditure=Expenditure(project=Decimal(30))),
        Project(project="甲项目", funds=(ProjectFund(row="total", executed=Decimal(20)),)),
    ),
    breaks=example(
        Overall(expenditure=Expenditure(project=Decimal(30))),
        Project(project="甲项目", funds=(ProjectFund(row="total", executed=Decimal(32)),)),
    ),
)
def projects_within(case: Case) -> Iterator[Breach]:
    overall, form = first(case, Overall), case.first(Overall)
    limit = form.expenditure.project if form else None
    spent: list[Decimal] = []
    over = False
    for filled in case.filled(Project):
        project = filled.record
        if not isinstance(project, Project):
            continue
        place = Place(filled.key, _total_at(project))
        executed = project.fund.executed
        if executed is None:
            continue
        spent.append(executed)
        if limit is not None and overall is not None and executed - limit > Decimal("0.01"):
            over = True
            yield Breach(
                place,
                f"项目执行数应不大于自评表项目支出{short(limit)}万元，现为{short(executed)}万元，"
                f"差{short(executed - limit)}万元",
                limit,
                executed,
                also=(Place(overall.key, At("expenditure.project")),),
            )
            continue
        yield from _named_line(case, project, executed, place)
    total = sum(spent, Decimal(0))
    slack = case.scheme.addend * (len(spent) + 1)
    if limit is None or overall is None or over or total - limit <= slack:
        return
    yield Breach(
        Place(overall.key, At("expenditure.project")),
        f"各项目自评表执行数之和应不大于项目支出{short(limit)}万元，现为{short(total)}万元，"
        f"差{short(total - limit)}万元",
        limit,
        total,
    )


def _total_at(project: Project) -> At:
    rows = [index for index, row in enumerate(project.funds) if row.row == "total"]
    return At.of("funds", rows[0], "executed") if rows else At("funds")


def _named_line(case: Case, project: Project, executed: Decimal, place: Place) -> Iterator[Breach]:
    filled, form = first(case, BasicData), case.first(BasicData)
    if filled is None or form is None or not project.project:
        return
    name = label_key(project.project)
    same = [
        row
        for row in basic.rows_of(form)
        if row.line.item in PROJECTS and label_key(basic.label_of(row)) == name
    ]
    if len(same) != 1:
        return
    found = gap(executed, [same[0].line.final], case.scheme.addend)
    if found is not None and executed != same[0].line.budget:
        yield Breach(
            place,
            f"执行数与基础数据表同名项目{found.says}",
            found.sum,
            executed,
            also=(Place(filled.key, same[0].at.child("final")),),
            severity=found.severity,
        )


@rule(
    "CX-09",
    title="项目个数与项目表份数",
    severity=HINT,
    basis="一个一级项目一张项目自评表",
    passes=example(
        finals(("project_line", "1、甲项目", "20")),
        Project(project="甲项目", funds=(ProjectFund(row="total", executed=Decimal(20)),)),
    ),
    breaks=example(
        finals(("project_line", "1、甲项目", "20"), ("project_line", "2、乙项目", "5")),
        Project(project="甲项目", funds=(ProjectFund(row="total", executed=Decimal(20)),)),
    ),
)
def project_count(case: Case) -> Iterator[Breach]:
    """Silent when there is no project form at all: that is CP-01.

    A report on a project that no table names stands for another project.
    """
    yield from _unknown_projects(case)
    filled, form = first(case, BasicData), case.first(BasicData)
    forms = [project for project in case.records(Project) if not project.blank]
    if filled is None or form is None or not forms:
        return
    rows = [row for row in basic.rows_of(form) if row.line.item in PROJECTS and row.line.final]
    if rows and len(rows) != len(forms):
        yield Breach(
            Place(filled.key, rows[0].at),
            f"有支出的项目{len(rows)}个，应有项目自评表{len(rows)}张，现有{len(forms)}张",
            str(len(rows)),
            str(len(forms)),
        )
        return
    for place, figure in _told_projects(case):
        if rows and figure.value != len(rows):
            yield Breach(
                place,
                f"有支出的项目{len(rows)}个，现报告称{short(figure.value)}个",
                str(len(rows)),
                figure.value,
                also=(Place(filled.key, rows[0].at),),
            )
            return


def _unknown_projects(case: Case) -> Iterator[Breach]:
    """f5 on a project whose name no f3 and no line of f1 has; one may be short for the other."""
    tables = [p.project for p in case.records(Project) if p.project and not p.blank]
    lines = [
        basic.label_of(row)
        for form in case.records(BasicData)
        for row in basic.rows_of(form)
        if row.line.item in PROJECTS
    ]
    known = [label_key(name) for name in (*tables, *lines)]
    for filled in case.filled(ProjectReport):
        name = label_key(getattr(filled.record, "project", None) or "")
        if name and tables and not any(k and (k in name or name in k) for k in known):
            yield Breach(
                Place(filled.key, At("project")),
                f"项目名称应与项目自评表一致（{'、'.join(tables)}），"
                f"现为“{cut(getattr(filled.record, 'project', ''))}”",
                "、".join(tables),
                getattr(filled.record, "project", None),
            )


def _told_projects(case: Case) -> Iterator[tuple[Place, Figure]]:
    """How many projects the overall report says there were; nothing where it gives several."""
    said = [(place, count) for place, _, text in reports(case) for count in _project_counts(text)]
    if len({figure.value for _, figure in said}) == 1:
        yield said[0]


@functools.lru_cache(maxsize=128)
def _project_counts(text: str) -> tuple[Figure, ...]:
    found = (
        told.sentence.figures[match.start("n")]
        for told in tell(text).told
        for match in _PROJECTS_TOLD.finditer(told.sentence.skeleton)
    )
    return tuple(figure for figure in found if figure.unit in {"个", "项"} and not figure.rough)


def _adjusted(basic_adjustment: str | None) -> Example:
    value = Decimal(basic_adjustment) if basic_adjustment else None
    return example(
        BasicData(lines=(Line(item="basic_adjustment", label="基本支出预算调整", final=value),)),
        Overall(
            fund=Fund(initial_budget=Decimal(100), annual_budget=Decimal(110)),
            expenditure=Expenditure(basic=Decimal(90)),
        ),
    )


@rule(
    "CX-10",
    title="基本支出预算调整行",
    severity=HINT,
    basis="全年预算与年初预算不同时应填写调整数（各地填法不一）",
    passes=_adjusted("10"),
    breaks=_adjusted(None),
)
def basic_adjustment(case: Case) -> Iterator[Breach]:
    """The amount of the adjustment, or the whole 基本支出 where the scheme says so."""
    filled, form, overall = first(case, BasicData), case.first(BasicData), case.first(Overall)
    if filled is None or form is None or overall is None:
        return
    before, after = overall.fund.initial_budget, overall.fund.annual_budget
    for row in basic.of_item(form, "basic_adjustment"):
        values = [value for value in (row.line.budget, row.line.final) if value is not None]
        spent = overall.expenditure.basic
        whole = any(value and value == spent for value in values)
        place = Place(filled.key, row.at)
        if case.scheme.adjustment == "whole":
            if spent and not whole:
                found = short(values[-1]) if values else "空白"
                says = f"应填全部基本支出{short(spent)}万元，现为{found}"
                yield Breach(place, says, spent, found)
        elif whole and case.scheme.adjustment == "amount":
            yield Breach(
                place,
                f"应填调整数，现为全部基本支出{short(values[-1])}万元",
                "调整数",
                values[-1],
            )
        elif not values and before is not None and after is not None and before != after:
            yield Breach(
                place,
                f"全年预算较年初{'增加' if after > before else '减少'}"
                f"{short(abs(after - before))}万元，该行应填调整数，现为空白",
                short(abs(after - before)),
                "空白",
            )


RULES: tuple[Rule, ...] = (
    project_money,
    projects_within,
    project_count,
    basic_adjustment,
    *cx_report.RULES,
    *cx_people.RULES,
    *cx_score.RULES,
    *cx_identity.RULES,
    *cx_indicators.RULES,
)
