"""Blank forms for a year: each unit's name, last year's finals and indicators, open cells.

The forms are ordinary ones with nothing filled in but what is known beforehand, so that whatever
draws and reads the official forms draws and reads these as well. Lists have spare rows; a row
that stays empty is template wording to the reader.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Building, Line, template_lines
from core.forms.overall import Fund
from core.forms.parts import Indicator, Total
from core.forms.parts_paper import LEVELS
from core.forms.project import ProjectFund, template_funds
from core.forms.report import Seal
from core.scheme import Scheme
from core.submission import Filled, Submission, numbered
from core.unit import Unit

_SPARE_LINES = {"project_line": 2, "special_line": 4, "transfer_line": 2}
"""Empty rows for a unit's own lines, behind those of last year."""
_ROWS = {
    "数量指标": 3, "质量指标": 2, "时效指标": 2, "社会效益指标": 2, "服务对象满意度指标": 2,
}  # fmt: skip
"""Rows for the indicators of a level, one for each other: as many as stay on the page."""
_COST = "成本指标"
_FULL = Decimal(100)
_BEHIND = {"project_operation": "project_line", "special": "special_line"}
_TO_FILL = "　" * 10
"""The unit's name above the grid, to be written by hand."""


@dataclass(frozen=True, slots=True)
class BlankUnit:
    """Whom the forms are for, None for anybody, and what it handed in the year before.

    `exempt` are the codes of the forms that it need not hand in.
    """

    name: str | None
    before: Submission | None = None
    exempt: tuple[str, ...] = ()


def blank_units(listed: Sequence[Unit], before: Sequence[Submission]) -> tuple[BlankUnit, ...]:
    """The county's units in its order, then the others that handed in the year before.

    Units of which nothing is expected are left out.
    """
    known = {submission.unit: submission for submission in before}
    names = {unit.name for unit in listed}
    others = tuple(Unit(name) for name in known if name not in names)
    return tuple(
        BlankUnit(unit.name, known.get(unit.name), unit.exempt)
        for unit in (*listed, *others)
        if not unit.excused
    )


def blank_forms(
    unit: BlankUnit, year: int, scheme: Scheme, *, finals: bool = True, indicators: bool = True
) -> tuple[Filled, ...]:
    """The five forms, an f3 for each project of the year before; with last year's finals and its
    indicators (names, levels and points, neither targets nor results) if wanted."""
    before = unit.before.forms if unit.before else ()
    records = [filled.record for filled in before]
    overall = next((record for record in records if isinstance(record, Overall)), None)
    basic = next((record for record in records if isinstance(record, BasicData)), None)
    projects: list[Project | None] = [
        record for record in records if isinstance(record, Project) and not record.blank
    ]
    forms = (
        _basic(unit.name, year, basic if finals else None),
        _overall(unit.name, year, scheme, overall if indicators else None),
        *(_project(unit.name, year, scheme, project, indicators) for project in projects or [None]),
        OverallReport(
            title=f"{year}年度{unit.name or ''}部门整体支出绩效自评报告",
            year=year,
            unit=unit.name,
            cover=Seal(unit=unit.name),
        ),
        ProjectReport(
            title=f"{year}年度项目支出绩效自评报告",
            year=year,
            unit=unit.name,
            cover=Seal(unit=unit.name),
        ),
    )
    wanted = (form for form in forms if form.CODE not in unit.exempt)
    return numbered(tuple(Filled(form.CODE, form) for form in wanted))


def _basic(unit: str | None, year: int, before: BasicData | None) -> BasicData:
    return BasicData(
        title=f"{year}年度{BasicData.NAME}",
        year=year,
        unit=unit or _TO_FILL,
        lines=tuple(_lines(before.lines if before else ())),
        buildings=(Building(completed_year=year),),
    )


def _lines(before: Sequence[Line]) -> Iterator[Line]:
    """The official lines with the finals of the year before, and room for the unit's own."""
    finals = {line.item: line.final for line in before}
    for line in template_lines():
        yield Line(item=line.item, label=line.label, prior_final=finals.get(line.item))
        if line.item in _BEHIND:
            yield from _own(before, _BEHIND[line.item])
        if line.item == "special" and "transfer" in finals:
            yield Line(item="transfer", prior_final=finals["transfer"])
            yield from _own(before, "transfer_line")


def _own(before: Sequence[Line], item: str) -> Iterator[Line]:
    """The unit's own lines that had money, then empty ones."""
    for line in before:
        if line.item == item and line.label:
            yield Line(item=item, label=line.label, prior_final=line.final)
    for _ in range(_SPARE_LINES[item]):
        yield Line(item=item)


def _overall(unit: str | None, year: int, scheme: Scheme, before: Overall | None) -> Overall:
    return Overall(
        title=f"{year}年度{Overall.NAME}",
        year=year,
        unit=unit,
        fund=Fund(weight=scheme.weights.execution),
        indicators=_indicators(scheme, before.indicators if before else ()),
        total=Total(weight=_FULL),
    )


def _project(
    unit: str | None, year: int, scheme: Scheme, before: Project | None, indicators: bool
) -> Project:
    total, *sources = template_funds()
    head = ProjectFund(row=total.row, weight=scheme.weights.execution)
    return Project(
        title=f"{year}年度{Project.NAME}",
        year=year,
        project=before.project if before else None,
        authority=before.authority if before else unit,
        implementer=before.implementer if before else unit,
        funds=(head, *sources),
        indicators=_indicators(scheme, before.indicators if before and indicators else ()),
        total=Total(weight=_FULL),
    )


def _indicators(scheme: Scheme, before: Sequence[Indicator]) -> tuple[Indicator, ...]:
    if before:
        groups = {group.name: group.weight for group in scheme.weights.groups}
        return tuple(
            Indicator(
                level1=row.level1,
                level1_weight=groups.get(row.level1 or "", row.level1_weight),
                level2=row.level2, level3=row.level3, weight=row.weight,
            )
            for row in before
        )  # fmt: skip
    return tuple(_template(scheme))


def _template(scheme: Scheme) -> Iterator[Indicator]:
    """Empty rows below the levels of the official form, with the points of the scheme.

    Where the scheme has no 成本指标 of its own, costs are told of among the 产出指标.
    """
    levels = dict(LEVELS)
    groups = {group.name: group.weight for group in scheme.weights.groups}
    for name in groups or levels:
        parts = levels.get(name, ())
        if groups and _COST not in groups and name == LEVELS[0][0]:
            parts = (*parts, _COST)
        for part in parts:
            for _ in range(_ROWS.get(part, 1)):
                yield Indicator(level1=name, level1_weight=groups.get(name), level2=part)
