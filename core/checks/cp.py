"""CP: completeness of a submission, its forms and its reports.

It is long because the group has ten rules, each with its two examples.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from core.address import At, Place
from core.checks import lines as basic
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.narrative.claims import sections
from core.checks.narrative.denials import denied, only_small_projects
from core.checks.outline import FIVE, SEVEN, TEN, missing_sections
from core.checks.rule import Breach, Case, Look, Rule, example, rule
from core.forms import BasicData, Form, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Building, Line
from core.forms.overall import Expenditure
from core.forms.parts import Indicator, Sign
from core.forms.report import OVERALL_SECTIONS, Seal, Section
from core.number import short
from core.source import Source
from core.submission import Filled

_ANNEX: Mapping[type[Form], str] = {
    BasicData: "附件1 基础数据表",
    Overall: "附件2 整体支出绩效自评表",
    Project: "附件3 项目支出自评表",
    OverallReport: "附件4 整体支出自评报告",
    ProjectReport: "附件5 项目支出自评报告",
}
_SIGNS = (
    ("filled_by", "填表人"),
    ("date", "填报日期"),
    ("phone", "联系电话"),
    ("head", "单位负责人签字"),
)
_COLUMNS = (("prior_final", "上年决算数"), ("budget", "本年预算数"), ("final", "本年决算数"))
_BUILDING = (
    "approved_area",
    "actual_area",
    "area_rate",
    "approved_investment",
    "actual_investment",
    "investment_rate",
)
_NOTHING = frozenset({"", "无", "暂无", "没有"})
_SPENDING = re.compile("支出|预算|收支|资金|经费")
_TEXT = "本单位严格执行预算，完成了年度工作任务。"


def _report(headings: tuple[str, ...], text: str = _TEXT) -> tuple[Section, ...]:
    return tuple(Section(no=n, heading=head, text=text) for n, head in enumerate(headings, 1))


def _complete(project: str) -> tuple[Form, ...]:
    return (
        BasicData(unit="某某局"),
        Overall(unit="某某局", expenditure=Expenditure(project=Decimal(project))),
        OverallReport(sections=_report(OVERALL_SECTIONS)),
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


def _blank(filled: Filled) -> bool:
    return bool(getattr(filled.record, "blank", False))


_SIGNED = Sign(filled_by="甲", date=None, phone="0730-0000000", head="乙")


@rule(
    "CP-02",
    BasicData,
    Overall,
    Project,
    title="签署信息空白",
    severity=WARNING,
    basis="填表人、填报日期、联系电话、单位负责人签字均应填写",
    passes=example(Overall(unit="某某局", sign=_SIGNED), unread={"sign.date": "2025年4月"}),
    breaks=example(Overall(unit="某某局", sign=_SIGNED)),
)
def unsigned(form: BasicData | Overall | Project, look: Look) -> Iterator[Breach]:
    """One finding a form; 提示 on a form left blank."""
    texts = {name: _signed(form, look, name) for name, _ in _SIGNS}
    blank = [(name, words) for name, words in _SIGNS if not texts[name]]
    if blank:
        missing = "、".join(words for _, words in blank)
        rest = "，".join(f"{words}{texts[name]}" for name, words in _SIGNS if texts[name])
        yield Breach(
            At.of("sign", blank[0][0]),
            f"{missing}应填写，现为空白{f'（已填{rest}）' if rest else ''}",
            "填表人、填报日期、联系电话、单位负责人签字均填",
            f"{missing}空白{f'（已填{rest}）' if rest else ''}",
            severity=HINT if _blank(look.filled) else None,
        )


def _signed(form: BasicData | Overall | Project, look: Look, name: str) -> str:
    """What stands in a place of the signature line, readable or not."""
    unread = look.unread(At.of("sign", name))
    value = getattr(form.sign, name)
    return unread.text if unread else "" if value is None else str(value)


@rule(
    "CP-03",
    OverallReport,
    ProjectReport,
    title="封面/落款空白",
    severity=WARNING,
    basis="报告封面或落款应有单位名称和日期",
    passes=example(
        OverallReport(signature=Seal(unit="某某局")), unread={"cover.date": "2025年4月"}
    ),
    breaks=example(OverallReport(cover=Seal(unit="某某局"))),
)
def unsealed(form: OverallReport | ProjectReport, look: Look) -> Iterator[Breach]:
    """The unit may stand on the cover and the date under the text, or the other way round."""
    if form.blank:
        return
    blank = [
        words
        for name, words in (("unit", "单位名称"), ("date", "日期"))
        if getattr(form.cover, name) is None
        and getattr(form.signature, name) is None
        and not look.unread(At.of("cover", name))
        and not look.unread(At.of("signature", name))
    ]
    if blank:
        at = At("cover.unit" if "单位名称" in blank else "cover.date")
        yield Breach(
            at,
            f"封面或落款应有单位名称和日期，现缺{'、'.join(blank)}",
            "单位名称、日期",
            f"{'、'.join(blank)}空白",
        )


@rule(
    "CP-04",
    OverallReport,
    ProjectReport,
    title="报告章节缺失",
    severity=WARNING,
    basis="整体支出自评报告十节（旧模板五节），项目自评报告七节",
    passes=example(OverallReport(sections=_report(OVERALL_SECTIONS))),
    breaks=example(OverallReport(sections=_report(OVERALL_SECTIONS[:6] + OVERALL_SECTIONS[7:]))),
)
def missing_section(form: OverallReport | ProjectReport, look: Look) -> Iterator[Breach]:
    """By the meaning of the headings; a matter that the text treats elsewhere is not missing."""
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
        )


@rule(
    "CP-05",
    OverallReport,
    ProjectReport,
    title="章节有题无文",
    severity=WARNING,
    basis="章节应有内容，没有的写“无”",
    passes=example(OverallReport(sections=_report(OVERALL_SECTIONS, "无"))),
    breaks=example(
        OverallReport(sections=(*_report(OVERALL_SECTIONS[:9]), Section(no=10, heading="其他")))
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


@rule(
    "CP-06",
    BasicData,
    title="厉行节约措施空白",
    severity=HINT,
    basis="厉行节约保障措施应填写",
    passes=example(BasicData(thrift="严格执行公务接待标准。")),
    breaks=example(BasicData(thrift="无")),
)
def no_thrift(form: BasicData, _: Look) -> Iterator[Breach]:
    words = (form.thrift or "").strip(" 。.")
    if words in _NOTHING:
        yield Breach(At("thrift"), f"应填写措施，现为{words or '空白'}", "有内容", words or "空白")


def _three(budget: str | None) -> BasicData:
    value = Decimal(budget) if budget else None
    line = Line(item="reception", label="3、公务接待", prior_final=Decimal(3), budget=value,
                final=Decimal(0))  # fmt: skip
    return BasicData(lines=(line,))


@rule(
    "CP-07",
    BasicData,
    Overall,
    Project,
    title="单元格漏填",
    severity=HINT,
    basis="同一行其他栏有数的，该栏应填数（没有的填0）",
    passes=example(_three("2")),
    breaks=example(_three(None)),
)
def forgotten_cell(form: BasicData | Overall | Project, look: Look) -> Iterator[Breach]:
    """A single blank among numbers; what another check says of the cell is not said twice."""
    if isinstance(form, BasicData):
        yield from _forgotten_lines(form, look)
    else:
        yield from _forgotten_scores(form, look)


def _forgotten_lines(form: BasicData, look: Look) -> Iterator[Breach]:
    staff = form.staff
    for name, words, other in (
        ("authorized", "编制数", staff.actual),
        ("actual", "实际在职人数", staff.authorized),
    ):
        at = At.of("staff", name)
        if getattr(staff, name) is None and other is not None and _is_void(look, at):
            yield Breach(at, f"{words}应填写，现为空白", "数值", "空白")
    for row in basic.rows_of(form):
        if row.line.item in {"basic_adjustment", "procurement"}:
            continue
        blank = [(name, words) for name, words in _COLUMNS if getattr(row.line, name) is None]
        filled = [value for value in basic.values(row) if value is not None]
        if len(blank) != 1 or not any(filled) or not _is_void(look, row.at.child(blank[0][0])):
            continue
        if blank[0][0] == "budget" and row.line.final:
            continue
        yield Breach(
            row.at.child(blank[0][0]),
            f"{blank[0][1]}应为数值或0，现为空白，同行其他栏为"
            f"{'、'.join(short(value) for value in filled)}",
            "数值或0",
            "空白",
        )


def _forgotten_scores(form: Overall | Project, look: Look) -> Iterator[Breach]:
    """A row with points to win but no score; 资金 with money but no rate, points or score."""
    fund, start = form.fund, At("fund")
    if isinstance(form, Project):
        rows = [index for index, row in enumerate(form.funds) if row.row == "total"]
        start = At.of("funds", rows[0]) if rows else start
    if fund.executed is not None:
        names = (("annual_budget", "全年预算数"), ("rate", "执行率"), ("score", "得分"))
        for name, words in names:
            at = start.child(name)
            if getattr(fund, name) is None and _is_void(look, at):
                yield Breach(at, f"{words}应填写，现为空白", "数值", "空白")
    for index, row in enumerate(form.indicators):
        if row.weight is None or row.score is not None or not row.actual:
            continue
        at = At.of("indicators", index, "score")
        if _is_void(look, at):
            yield Breach(at, f"得分应填写，现为空白，分值为{short(row.weight)}", "数值", "空白")


def _is_void(look: Look, at: At) -> bool:
    """Whether the cell is really blank: no unread text, and no 「——」 in the file."""
    source: Source | None = look.filled.sources.get(at)
    return look.unread(at) is None and not (source and source.text.strip())


@rule(
    "CP-08",
    BasicData,
    title="楼堂馆所未填",
    severity=HINT,
    basis="没有楼堂馆所的，各格填0",
    passes=example(BasicData(buildings=(Building(approved_area=Decimal(0)),))),
    breaks=example(BasicData(buildings=(Building(completed_year=2024),))),
)
def no_buildings(form: BasicData, look: Look) -> Iterator[Breach]:
    for index, building in enumerate(form.buildings):
        places = [At.of("buildings", index, name) for name in _BUILDING]
        if all(getattr(building, name) is None for name in _BUILDING) and all(
            _is_void(look, at) for at in places
        ):
            yield Breach(places[0], "六格应填数（没有的填0），现为空白", "无则填0", "六格空白")


@rule(
    "CP-09",
    title="空白附件",
    severity=HINT,
    basis="附件应填写；没有项目支出的，应在报告中写明",
    passes=example(
        Overall(expenditure=Expenditure(project=Decimal(0))),
        Project(blank=True),
        OverallReport(sections=_report(("一般公共预算支出情况",), "2024年本单位无项目支出。")),
    ),
    breaks=example(Project(blank=True)),
)
def blank_form(case: Case) -> Iterator[Breach]:
    """Nothing when the report says there are no projects; where a kind is all blank, CP-01."""
    if any(denied(report, "project") for report in case.filled(OverallReport)):
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


@rule(
    "CP-10",
    Overall,
    Project,
    title="评扣分标准未填",
    severity=HINT,
    basis="设有评扣分标准栏的应填写",
    passes=example(
        Overall(indicators=(Indicator(level3="甲", standard="按比例", weight=Decimal(10)),) * 2)
    ),
    breaks=example(
        Overall(
            indicators=(
                Indicator(level3="甲", standard="每少一次扣1分", weight=Decimal(10)),
                Indicator(level3="乙", weight=Decimal(10)),
            )
        )
    ),
)
def no_standard(form: Overall | Project, look: Look) -> Iterator[Breach]:
    """The column exists when a cell of it was read, even an empty one; one finding a form."""
    places = [At.of("indicators", i, "standard") for i in range(len(form.indicators))]
    exists = any(at in look.filled.sources or at in look.filled.unread for at in places) or any(
        row.standard for row in form.indicators
    )
    blank = [
        at
        for at, row in zip(places, form.indicators, strict=True)
        if row.weight is not None and not row.standard and at not in look.filled.unread
    ]
    if exists and blank:
        yield Breach(
            blank[0],
            f"评扣分标准应填写，现有{len(blank)}项空白",
            "有内容",
            f"{len(blank)}项空白",
            also=tuple(blank[1:]),
        )


RULES: tuple[Rule, ...] = (
    missing_forms,
    unsigned,
    unsealed,
    missing_section,
    empty_section,
    no_thrift,
    forgotten_cell,
    no_buildings,
    blank_form,
    no_standard,
)
