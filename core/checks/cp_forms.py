"""CP: the forms that must come, and those that came empty."""

import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal

from core.address import At, Place
from core.checks import lines as basic
from core.checks.cp_report import outlined
from core.checks.finding import ERROR, HINT
from core.checks.narrative.denials import denied, only_small_projects
from core.checks.rule import Breach, Case, Rule, example, rule
from core.forms import BasicData, Form, Overall, OverallReport, Project, ProjectReport
from core.forms.overall import Expenditure
from core.forms.report import OVERALL_SECTIONS
from core.number import short
from core.submission import Filled

_ANNEX: Mapping[type[Form], str] = {
    BasicData: "附件1 基础数据表",
    Overall: "附件2 整体支出绩效自评表",
    Project: "附件3 项目支出自评表",
    OverallReport: "附件4 整体支出自评报告",
    ProjectReport: "附件5 项目支出自评报告",
}


def _complete(project: str) -> tuple[Form, ...]:
    return (
        BasicData(unit="某某局"),
        Overall(unit="某某局", expenditure=Expenditure(project=Decimal(project))),
        OverallReport(sections=outlined(OVERALL_SECTIONS)),
    )


@rule(
    "CP-01",
    title="缺附件",
    severity=ERROR,
    basis="附件1、2、4必报；有项目支出的，附件3、5必报",
    passes=example(*_complete("0")),
    breaks=example(*_complete("30")),
)
def missing_forms(case: Case) -> Iterator[Breach]:
    """One finding with all that is missing. A blank form is missing where one is needed.

    提示 when only the forms of projects are missing and the report says there is no 重点项目: the
    notice decides.
    """
    spent, needed = _project_money(case), case.scheme.attachments
    codes = (*needed.always, *(needed.projects if spent else ()))
    missing = [
        cls
        for cls in _ANNEX
        if cls.CODE in codes and all(_blank(form) for form in case.filled(cls))
    ]
    if not missing or not case.submission.forms:
        return
    reports = case.filled(OverallReport)
    small = any(only_small_projects(report) for report in reports)
    always = any(cls.CODE in needed.always for cls in missing)
    names = "、".join(_ANNEX[cls] for cls in missing)
    by_projects = spent and any(cls.CODE in needed.projects for cls in missing)
    why = f"项目支出{short(spent)}万元，" if by_projects else ""
    yield Breach(
        _home(case, bool(why)),
        f"{why}应附{names}，现缺",
        names,
        "缺",
        severity=HINT if small and not always else None,
    )


def _home(case: Case, for_projects: bool) -> Place:
    """Where the want of a form is shown: at the project money that asks for it, else the first."""
    overall = next(iter(case.filled(Overall)), None)
    if overall is not None and for_projects:
        return Place(overall.key, At("expenditure.project"))
    return Place(case.submission.forms[0].key, At(""))


def _project_money(case: Case) -> Decimal:
    """What was spent on projects, by f2, else by f1; 0 when the forms do not say."""
    overall = case.first(Overall)
    if overall is not None and overall.expenditure.project is not None:
        return overall.expenditure.project
    form = case.first(BasicData)
    if form is None:
        return Decimal(0)
    rows = [basic.effective(form, row, "final") for row in basic.of_item(form, "project")]
    return sum((value for value in rows if value), Decimal(0))


def _untouched(filled: Filled) -> bool:
    """Whether 附件1 or 附件2 is still as it was sent out, last year's figures and indicators in it.

    No figure of the year and nothing that was reached stands there.
    """
    form = filled.record
    rows: list[tuple[Decimal | str | None, ...]]
    if isinstance(form, BasicData):
        rows = [(line.budget, line.final) for line in form.lines]
        own = form.staff.authorized, form.staff.actual
    elif isinstance(form, Overall):
        rows = [(row.actual, row.score) for row in form.indicators]
        own = form.fund.annual_budget, form.fund.executed
    else:
        return False
    told = [*own, *itertools.chain.from_iterable(rows)]
    handed_in = bool(rows or filled.sources)
    return handed_in and not filled.unread and all(value is None for value in told)


def _blank(filled: Filled) -> bool:
    return bool(getattr(filled.record, "blank", False))


@rule(
    "CP-09",
    title="空白附件",
    severity=HINT,
    basis="附件应填写；没有项目支出的，应在报告中写明",
    passes=example(
        Overall(expenditure=Expenditure(project=Decimal(0))),
        Project(blank=True),
        OverallReport(sections=outlined(("一般公共预算支出情况",), "2024年本单位无项目支出。")),
    ),
    breaks=example(Project(blank=True)),
)
def blank_form(case: Case) -> Iterator[Breach]:
    """附件1 and 附件2 as they were sent out are an error.

    Of projects, nothing when the report says there are none; where a kind is all blank, CP-01.
    """
    for filled in case.submission.forms:
        if _untouched(filled):
            yield Breach(
                Place(filled.key, At("title")),
                f"{_ANNEX[type(filled.record)]}应填写，现为空表",
                "填写",
                "空表",
                severity=ERROR,
            )
    year = case.submission.year
    if any(denied(report, "project", year) for report in case.filled(OverallReport)):
        return
    spent = _project_money(case)
    for filled in case.submission.forms:
        if not (_blank(filled) and isinstance(filled.record, Project | ProjectReport)):
            continue
        if spent and all(_blank(form) for form in case.filled(type(filled.record))):
            continue
        mend = "删去多余的空表" if spent else "填写，或在报告中写明无项目支出"
        yield Breach(
            Place(filled.key, At("title")),
            f"{_ANNEX[type(filled.record)]}应{mend}，现为空表",
            mend,
            "空表",
        )
        return


RULES: tuple[Rule, ...] = (missing_forms, blank_form)
