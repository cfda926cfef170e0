"""What the CX rules on words share: report texts, keys of forms, examples."""

from collections.abc import Iterator

from core.address import Place
from core.checks.narrative.claims import sections
from core.checks.rule import Case
from core.forms import BasicData, Overall, OverallReport
from core.forms.report import Section


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
