"""CP: the sections of a report."""

import re
from collections.abc import Iterator

from core.address import At
from core.checks.finding import HINT, WARNING
from core.checks.narrative.claims import sections
from core.checks.outline import FIVE, SEVEN, TEN, missing_sections
from core.checks.rule import Breach, Look, Rule, example, rule
from core.forms import OverallReport, ProjectReport
from core.forms.report import OVERALL_SECTIONS, Section

_SPENDING = re.compile("支出|预算|收支|资金|经费")
_TEXT = "本单位严格执行预算，完成了年度工作任务。"


def outlined(headings: tuple[str, ...], text: str = _TEXT) -> tuple[Section, ...]:
    return tuple(Section(no=n, heading=head, text=text) for n, head in enumerate(headings, 1))


@rule(
    "CP-04",
    OverallReport,
    ProjectReport,
    title="报告章节缺失",
    severity=WARNING,
    basis="整体支出自评报告十节（旧模板五节），项目自评报告七节",
    passes=example(OverallReport(sections=outlined(OVERALL_SECTIONS))),
    breaks=example(OverallReport(sections=outlined(OVERALL_SECTIONS[:6] + OVERALL_SECTIONS[7:]))),
)
def missing_section(form: OverallReport | ProjectReport, look: Look) -> Iterator[Breach]:
    """By the meaning of the headings; a matter that the text treats elsewhere is not missing.

    提示 where only 其他需要说明 is wanting: there may have been nothing to say.
    """
    if form.blank or not form.sections:
        return
    chosen = {"either": (TEN, FIVE, SEVEN), "ten": (TEN,), "five": (FIVE,)}[look.scheme.outline]
    outlines = chosen if isinstance(form, OverallReport) else (SEVEN,)
    headings = [section.heading or "" for section in form.sections]
    texts = [text for _, _, text in sections(look.filled)]
    missing = missing_sections(outlines, headings, texts)
    if missing:
        yield Breach(
            At("sections.0.heading"),
            f"报告应有“{'”“'.join(missing)}”部分，现缺",
            "、".join(missing),
            "缺",
            severity=HINT if all(name.startswith("其他") for name in missing) else None,
        )


@rule(
    "CP-05",
    OverallReport,
    ProjectReport,
    title="章节有题无文",
    severity=WARNING,
    basis="章节应有内容，没有的写“无”",
    passes=example(OverallReport(sections=outlined(OVERALL_SECTIONS, "无"))),
    breaks=example(
        OverallReport(sections=(*outlined(OVERALL_SECTIONS[:9]), Section(no=10, heading="其他")))
    ),
)
def empty_section(form: OverallReport | ProjectReport, look: Look) -> Iterator[Breach]:
    """Not for a report left blank; not where a table may be the whole content."""
    if form.blank or not any((section.text or "").strip() for section in form.sections):
        return
    for index, section in enumerate(form.sections):
        if (section.text or "").strip():
            continue
        if form.tables and _SPENDING.search(section.heading or ""):
            continue
        yield Breach(
            At.of("sections", index, "text"),
            "应有内容（没有的写“无”），现有标题无内容",
            "有内容",
            "有标题无内容",
        )


RULES: tuple[Rule, ...] = (missing_section, empty_section)
