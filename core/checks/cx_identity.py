"""CX: one unit and one year in all forms."""

import re
from collections.abc import Iterator

from core.address import At, Place
from core.checks.finding import ERROR, WARNING
from core.checks.narrative.claims import quote
from core.checks.rule import Breach, Case, Rule, example, rule
from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.report import Seal
from core.source import year_of_columns
from core.submission import Filled
from core.text import squash

_PLACES = re.compile("^(?:[省市县区]|.{2,}?(?:省|市|县|区|自治州))")
_OFFICE = re.compile("(?:局|委|委员会|办|办公室|政府|部|联合会|法院|检察院)$")
"""Names of departments; a project may be carried out by a school or a station of one."""
_OFFICE_NAME = 3
_PARTY = re.compile("中国共产党|中共")
_KIND = re.compile(
    "(?:委员会|办公室|人民政府|政府|委员|管理|中心|委|局|办|部|机关|单位|部门|[（(].*?[)）])"
)


@rule(
    "CX-11",
    title="单位名称一致",
    severity=WARNING,
    basis="各表和报告应为同一单位（简称可以）",
    passes=example(Overall(unit="青溪县教育局"), OverallReport(unit="青溪县教育局")),
    breaks=example(Overall(unit="青溪县教育局"), OverallReport(cover=Seal(unit="青溪县水利局"))),
)
def one_unit(case: Case) -> Iterator[Breach]:
    """Names are of two units only when they have no characteristic sign in common."""
    names = list(_names(case))
    for place, name in names[1:]:
        first_place, first = names[0]
        if _two_units(first, name):
            yield Breach(
                place,
                f"单位名称应为“{quote(first)}”，现为“{quote(name)}”",
                first,
                name,
                also=(first_place,),
            )
            return


def _names(case: Case) -> Iterator[tuple[Place, str]]:
    for code, cls in (("unit", Overall), ("unit", BasicData)):
        for filled in case.filled(cls):
            name = getattr(filled.record, code)
            if name:
                yield Place(filled.key, At(code)), name
    for filled in case.filled(OverallReport):
        report = filled.record
        for path, name in _names_of(report) if isinstance(report, OverallReport) else ():
            yield Place(filled.key, At(path)), name

    known = [name for project in case.records(Project) for name in _carriers(project) if name]
    for filled in case.filled(ProjectReport):
        report = filled.record
        for path, name in _names_of(report) if isinstance(report, ProjectReport) else ():
            office = _OFFICE.search(squash(name))
            if office and not any(not _two_units(other, name) for other in known):
                yield Place(filled.key, At(path)), name


def _carriers(project: Project) -> tuple[str | None, str | None]:
    return project.authority, project.implementer


def _names_of(report: OverallReport | ProjectReport) -> Iterator[tuple[str, str]]:
    for path, name in (
        ("unit", report.unit),
        ("cover.unit", report.cover.unit),
        ("signature.unit", report.signature.unit),
    ):
        if name:
            yield path, name


def _two_units(one: str, other: str) -> bool:
    """By what is characteristic; 市委办公室 has nothing of its own, 县局 nothing at all."""
    a, b = core_of(one), core_of(other)
    if a and b:
        return not set(a) & set(b)
    plain, core = (one, b) if not a else (other, a)
    office = len(_PLACES.sub("", _PARTY.sub("", squash(plain)))) >= _OFFICE_NAME
    return bool(core) and office and not set(core) & set(squash(plain))


def core_of(name: str) -> str:
    """What is characteristic of a unit's name: 青溪县教育局 → 教育."""
    return _KIND.sub("", _PLACES.sub("", _PARTY.sub("", squash(name))))


@rule(
    "CX-12",
    title="年度一致",
    severity=ERROR,
    basis="各表标题、栏目和报告的年度应一致",
    passes=example(Overall(year=2024), OverallReport(year=2024)),
    breaks=example(Overall(year=2024), OverallReport(year=2023)),
)
def one_year(case: Case) -> Iterator[Breach]:
    """Against the submission's year; one finding for each form that differs.

    So do the heads of f1's columns: last year's template, or a column of the year before last.
    """
    want = case.submission.year
    for filled in case.filled(BasicData):
        yield from _heads(filled, want)
    for filled in case.submission.forms:
        year = getattr(filled.record, "year", None)
        if year is not None and year != want:
            yield Breach(
                Place(filled.key, At("year")),
                f"年度应为{want}年，现为{year}年",
                str(want),
                str(year),
            )


def _heads(filled: Filled, want: int) -> Iterator[Breach]:
    """What the reader noted of the columns: 「栏目写的是2023年」, a column that no form has."""
    form = filled.record
    source = filled.sources.get(At("year"))
    found = year_of_columns(source.doubt) if source is not None else None
    lines = form.lines if isinstance(form, BasicData) else ()
    if found is None and all(line.prior_final is None for line in lines):
        notes = (year_of_columns(unread.why) for unread in filled.unread.values())
        found = next((year for year in notes if year is not None), None)
    if found is not None and found != want:
        yield Breach(
            Place(filled.key, At("year")),
            f"各栏应为{want - 1}年决算数和{want}年预算数、决算数，现有{found}年，疑用了旧表样",
            str(want),
            str(found),
        )


RULES: tuple[Rule, ...] = (one_unit, one_year)
