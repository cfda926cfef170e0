"""CX: one unit and one year in all forms."""

import datetime as dt
import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.cells import first
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.narrative.claims import quote, sections
from core.checks.narrative.figures import YEAR, Figure
from core.checks.narrative.nouns import is_bare
from core.checks.narrative.sentences import Sentence
from core.checks.narrative.story import tell
from core.checks.rule import Breach, Case, Rule, example, rule
from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.report import Seal
from core.number import short
from core.source import year_of_columns
from core.submission import Filled
from core.text import squash

_PLACES = re.compile("^(?:[省市县区]|.{2,}?(?:省|市|县|区|自治州))")
_OFFICE = re.compile("(?:局|委|委员会|办|办公室|政府|部|联合会|法院|检察院)$")
"""Names of departments; a project may be carried out by a school or a station of one."""
_OFFICE_NAME = 3
_LAST_MONTH = 12
_BOTH = re.compile("持平|一致|相同|今年|本年|当年|截至|累计")
"""A sentence that may speak of both years."""
_PARTY = re.compile("中国共产党|中共")
_SELF = re.compile("(?<![\u4e00-\u9fff])我(局|委|办|院|校|镇|乡)(?![员任系])")
_KINDS = (
    ("局", "局"), ("委员会", "委"), ("工委", "委"), ("县委", "委"), ("市委", "委"), ("区委", "委"),
    ("办公室", "办委"), ("法院", "院"), ("检察院", "院"), ("医院", "院"), ("中学", "校"),
    ("小学", "校"), ("学校", "校"), ("镇人民政府", "镇"), ("乡人民政府", "乡"),
)  # fmt: skip
"""How the name of a unit ends, and what it may call itself."""
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
    """Names are of two units only when they have no characteristic sign in common.

    A report that calls itself 我委 is hardly that of a 局: a hint, for text may be copied.
    """
    yield from _selves(case)
    names = list(_names(case))
    for place, name in names[1:]:
        first_place, theirs = names[0]
        if _two_units(theirs, name):
            yield Breach(
                place,
                f"单位名称应为“{quote(theirs)}”，现为“{quote(name)}”",
                theirs,
                name,
                also=(first_place,),
            )
            return


def _selves(case: Case) -> Iterator[Breach]:
    unit = squash(case.submission.unit)
    own = next((kind for ending, kind in _KINDS if unit.endswith(ending)), None)
    for filled in case.filled(OverallReport) if own else ():
        for place, _, text in sections(filled):
            match = next((m for m in _SELF.finditer(text) if m[1] not in (own or "")), None)
            if match:
                start = max(text.rfind(stop, 0, match.start()) for stop in "。；\n") + 1
                yield Breach(
                    place,
                    f"“{quote(text[start : match.end() + 12])}”自称“{match[0]}”，"
                    f"与单位名称“{quote(case.submission.unit)}”不符，疑抄自其他单位",
                    f"我{(own or '')[0]}",
                    match[0],
                    severity=HINT,
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
    A sentence that gives this year's amount as last year's is a warning; a form that was signed
    before the year was over is a hint.
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
    yield from _sentences(case, want)
    yield from _signed_too_soon(case, want)


def _signed_too_soon(case: Case, want: int) -> Iterator[Breach]:
    """「填报日期2024年3月20日」 under a form of 2024: the first one found."""
    for filled in case.submission.forms:
        for path in ("sign.date", "cover.date", "signature.date"):
            head, _, name = path.partition(".")
            day = getattr(getattr(filled.record, head, None), name, None)
            if day is not None and day < dt.date(want, _LAST_MONTH, 1):
                yield Breach(
                    Place(filled.key, At(path)),
                    f"日期应在{want}年度结束之后，现为{day.year}年{day.month}月{day.day}日，"
                    f"疑年份有误",
                    f"{want + 1}年",
                    day.isoformat(),
                    severity=HINT,
                )
                return


def _sentences(case: Case, want: int) -> Iterator[Breach]:
    """「2023年度基本支出256万元」, where 256 is what f2 has of 2024."""
    table, form = first(case, Overall), case.first(Overall)
    if table is None or form is None:
        return
    fund, parts = form.fund, form.expenditure
    known = {
        "income": (fund.annual_budget, "fund.annual_budget", "全年预算数"),
        "spending": (fund.executed, "fund.executed", "全年执行数"),
        "basic": (parts.basic, "expenditure.basic", "基本支出"),
        "project": (parts.project, "expenditure.project", "项目支出"),
    }
    for filled in case.filled(OverallReport):
        if getattr(filled.record, "year", None) not in {None, want}:
            continue
        for place, _, text in sections(filled):
            for sentence, noun, figure in _of_last_year(text, want):
                value, path, name = known.get(noun, (None, "", ""))
                if value and value == figure.value:
                    yield Breach(
                        place,
                        f"“{quote(text[sentence.start : figure.end])}”的年度应为{want}年，现为"
                        f"{want - 1}年：{short(value)}万元是自评表{want}年的{name}",
                        str(want),
                        str(want - 1),
                        also=(Place(table.key, At(path)),),
                        severity=WARNING,
                    )
                    break


@functools.lru_cache(maxsize=128)
def _of_last_year(text: str, year: int) -> tuple[tuple[Sentence, str, Figure], ...]:
    """The exact amounts of the whole unit in sentences that speak of the year before alone."""
    found = []
    for told, _, amount in tell(text).each:
        years = {f.value for f in told.sentence.figures.values() if f.mark == YEAR}
        plain = amount.own and is_bare(amount.label) and amount.kind in {None, "final"}
        alone = years == {Decimal(year - 1)} and not _BOTH.search(told.sentence.skeleton)
        if amount.noun and plain and alone and not amount.figure.rough:
            found.append((told.sentence, amount.noun, amount.figure))
    return tuple(found)


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
