"""What the CX rules on words share: report texts, keys of forms, examples."""

from collections.abc import Iterator

from core.address import Place
from core.checks.narrative.claims import sections
from core.checks.rule import Case
from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.report import Section
from core.submission import Filled
from core.text import label_key


def words(text: str) -> OverallReport:
    """A report that says this, for examples."""
    return OverallReport(sections=(Section(no=1, heading="一、基本情况", text=text),))


def reports(case: Case) -> Iterator[tuple[Place, str, str]]:
    """Place, heading and text of the sections of the overall reports."""
    for filled in case.filled(OverallReport):
        yield from sections(filled)


def key_of(case: Case, cls: type[BasicData | Overall]) -> str:
    """The key of the first form of a class, which must be there."""
    return next(filled.key for filled in case.filled(cls))


def pairs(case: Case) -> Iterator[tuple[Filled, Filled]]:
    """The tables with the reports on the same thing."""
    overall = next(iter(case.filled(Overall)), None)
    if overall is not None:
        yield from ((overall, report) for report in case.filled(OverallReport))
    tables = [f for f in case.filled(Project) if not getattr(f.record, "blank", False)]
    reports = [f for f in case.filled(ProjectReport) if not getattr(f.record, "blank", False)]
    for report in reports:
        same = [table for table in tables if _name(table) and _name(table) == _name(report)]
        alone = tables if len(tables) == len(reports) == 1 else []
        for table in same[:1] or alone:
            yield table, report


def _name(filled: Filled) -> str:
    return label_key(getattr(filled.record, "project", None) or "")
