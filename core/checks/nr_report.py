"""NR: a report against itself and against the forms: tables, repetitions, claims."""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.narrative.arithmetic import verdicts
from core.checks.narrative.claims import Claim, Trend, claims, quote, sections, trends
from core.checks.narrative.denials import denied
from core.checks.narrative.facts import Comparison
from core.checks.narrative.story import tell
from core.checks.rule import SUM, Breach, Case, Example, Look, Rule, example, rule
from core.checks.tables import torn_cells
from core.forms import BasicData, Overall, OverallReport, ProjectReport
from core.forms.basic_data import Line
from core.forms.report import Section, Table, TableRow
from core.number import round_to, short
from core.submission import Filled

Report = OverallReport | ProjectReport
_THREE_PUBLIC = frozenset(
    {"three_public", "vehicle", "vehicle_purchase", "vehicle_operation", "abroad", "reception"}
)
_REPEATED = 50
_HUNDRED = Decimal(100)


def _told(*texts: str) -> Example:
    """An example: a report whose second section says this."""
    parts = tuple(Section(no=n, heading="支出情况", text=t) for n, t in enumerate(texts, 1))
    return example(OverallReport(sections=parts))


def _table(added: str) -> Example:
    rows = (
        TableRow(label="基本支出", budget=Decimal(80), added=Decimal(added), final=Decimal(90)),
        TableRow(label="工资福利支出", budget=Decimal(60), added=Decimal(8), final=Decimal(68)),
        TableRow(label="商品和服务支出", budget=Decimal(20), added=Decimal(2), final=Decimal(22)),
    )
    return example(OverallReport(tables=(Table(title="基本支出情况", rows=rows),)))


@rule(
    "NR-06",
    OverallReport,
    ProjectReport,
    title="报告内表勾稽",
    severity=ERROR,
    basis="本年预算+年中追加=本年决算，合计行=各行之和",
    tolerance=SUM,
    passes=_table("10"),
    breaks=_table("7"),
)
def tables_add_up(form: Report, look: Look) -> Iterator[Breach]:
    """The cell that mends most of the sums that fail; one finding for one cause."""
    carried = any(
        claim.noun == "balance" and claim.value and "结转" in claim.label
        for claim in claims(look.filled, form.year or look.case.submission.year)
    )
    for index, table in enumerate(form.tables):
        for torn in torn_cells(table, look.scheme.addend):
            by_carry = HINT if carried and not torn.column_fails else None
            yield Breach(
                At.of("tables", index, "rows", torn.row, torn.column),
                f"{torn.says}，应为{short(torn.expected)}，现为{short(torn.found)}，"
                f"差{short(abs(torn.expected - torn.found))}万元",
                torn.expected,
                torn.found,
                severity=HINT if torn.tail else by_carry,
            )


@rule(
    "NR-08",
    OverallReport,
    title="同一事项数字不一",
    severity=WARNING,
    basis="同一报告中同一事项的数字应一致",
    passes=_told("2024年基本支出决算90万元。", "2024年基本支出决算90万元，执行到位。"),
    breaks=_told("2024年基本支出决算90万元。", "2024年基本支出决算95万元，执行到位。"),
)
def same_thing_twice(form: OverallReport, look: Look) -> Iterator[Breach]:
    """Amounts of the same noun and kind under the same words; 提示 when the kind is not said."""
    groups: dict[tuple[str, str | None, bool], list[Claim]] = {}
    for claim in claims(look.filled, form.year or look.case.submission.year):
        if claim.kind != "added" and claim.noun != "balance" and not _of_funds(form, claim):
            groups.setdefault((claim.noun, claim.kind, claim.last), []).append(claim)
    for group in groups.values():
        first = group[0]
        other = next((c for c in group[1:] if _differs(first, c)), None)
        if other is not None and not any(_wrong(look.case, claim) for claim in (first, other)):
            yield Breach(
                other.place.at,
                f"“{quote(other.label.replace('@', ''))}”前文为{short(first.value)}万元，"
                f"现为{short(other.value)}万元，差{short(abs(first.value - other.value))}万元",
                first.value,
                other.value,
                also=(first.place.at,),
                severity=None if first.kind else HINT,
            )


def _wrong(case: Case, claim: Claim) -> bool:
    """Whether its own sentence contradicts a claim already."""
    text = case.submission.text(claim.place)
    return any(
        claim.figure.start in verdict.figures
        for verdict in verdicts(text)
        if verdict.severity != HINT
    )


def _of_funds(form: OverallReport, claim: Claim) -> bool:
    """Whether a claim stands in the section of one kind of funds and is of these alone."""
    row = claim.place.at.row
    heading = "" if row is None else form.sections[row].heading or ""
    return bool(re.search("政府性基金|国有资本|社会保险", heading))


def _differs(one: Claim, other: Claim) -> bool:
    """Different numbers under the same words; 「决算数」 and 「决算」 are the same words."""
    return abs(one.value - other.value) > one.figure.half + other.figure.half and _words(
        one
    ) == _words(other)


def _words(claim: Claim) -> str:
    return re.sub("其中|[@数为共是计:·]|本年|全年|年度?|我?单位", "", claim.label)


@rule(
    "NR-09",
    OverallReport,
    ProjectReport,
    title="段落重复",
    severity=HINT,
    basis="同一报告中不应有重复的段落",
    tolerance="50字以上的段落",
    passes=_told("第一段" + "说明工作" * 15, "第二段" + "说明结果" * 15),
    breaks=_told("本段" + "说明工作" * 15, "本段" + "说明工作" * 15),
)
def repeated_paragraph(_: Report, look: Look) -> Iterator[Breach]:
    seen: dict[str, Place] = {}
    for place, _heading, text in sections(look.filled):
        for words in _long_paragraphs(text):
            if words in seen:
                yield Breach(
                    place.at, f"“{quote(words, 20)}”一段与前文重复", also=(seen[words].at,)
                )
            seen.setdefault(words, place)


@functools.lru_cache(maxsize=128)
def _long_paragraphs(text: str) -> tuple[str, ...]:
    lines = ("".join(line.split()) for line in text.split("\n"))
    return tuple(line for line in lines if len(line) >= _REPEATED)


def _trend_example(words: str, prior: str | None, final: str | None) -> Example:
    lines = (
        Line(item="three_public", label="三公经费", prior_final=Decimal(5), final=Decimal(4)),
        Line(
            item="vehicle",
            label="公务用车购置和维护经费",
            prior_final=Decimal(prior) if prior else None,
            final=Decimal(final) if final else None,
        ),
    )
    return example(
        BasicData(lines=lines),
        OverallReport(sections=(Section(no=1, heading="绩效情况", text=words),)),
    )


@rule(
    "NR-10",
    title="声明与表矛盾",
    severity=WARNING,
    basis="报告文字应与基础数据表、自评表一致",
    passes=_trend_example("公务用车费用同比减少50%。", "2", "1"),
    breaks=_trend_example("公务用车费用同比减少50%。", None, None),
)
def claim_against_table(case: Case) -> Iterator[Breach]:
    """Rising and falling against f1; 「无项目支出」, 「无政府性基金支出」 against f2."""
    year = case.submission.year
    for filled in case.filled(OverallReport):
        mine = claims(filled, year)
        for trend in trends(filled):
            yield from _trend(case, trend, mine)
        yield from _flats(case, filled)
        yield from _denials(case, filled.key)


def _trend(case: Case, trend: Trend, mine: tuple[Claim, ...]) -> Iterator[Breach]:
    told = trend.comparison
    line = _line(case, trend.noun)
    size = told.rate or told.change
    up = told.rate_up if told.change_up is None else told.change_up
    if line is None or size is None or not size.value or told.change_up not in {None, up}:
        return
    if told.rate_up not in {None, up} or told.base is not None or trend.noun not in _THREE_PUBLIC:
        return
    place, before, now = line
    if not before and not now:
        if not any(claim.noun == trend.noun and claim.value for claim in mine):
            yield Breach(
                trend.place,
                f"文字称“{trend.words}”，而基础数据表该行"
                f"{'空白' if before is None and now is None else '为0'}",
                "基础数据表该行有相应的上年数和本年数",
                trend.words,
                also=(place,),
            )
        return
    if before is None or now is None or any(c.figure.value != now for c in told.candidates[-1:]):
        return
    if before != now and (now > before) != up:
        yield Breach(
            trend.place,
            f"文字称“{trend.words}”，而基础数据表由{short(before)}万元"
            f"{'增加' if now > before else '减少'}到{short(now)}万元",
            "增加" if now > before else "减少",
            "增加" if up else "减少",
            also=(place,),
        )
    elif not _broken(case, trend) and (off := _size_off(told, before, now)):
        expected, found = off
        yield Breach(
            trend.place,
            f"文字称“{trend.words}”，按基础数据表{short(before)}万元、{short(now)}万元"
            f"应为{expected}，现为{found}",
            expected,
            found,
            also=(place,),
        )


def _flats(case: Case, filled: Filled) -> Iterator[Breach]:
    """「与上年持平」 of a line whose two years differ in f1."""
    for place, _heading, text in sections(filled):
        for amount in (a for told in tell(text).told for a in told.flat):
            line = _line(case, amount.noun or "")
            if line is None or amount.noun not in _THREE_PUBLIC or amount.figure.rough:
                continue
            at, before, now = line
            if before is not None and now == amount.figure.value and before != now:
                yield Breach(
                    place,
                    f"文字称{short(now)}万元与上年持平，而基础数据表上年为{short(before)}万元",
                    short(before),
                    "与上年持平",
                    also=(at,),
                )


def _broken(case: Case, trend: Trend) -> bool:
    """Whether the sentence contradicts itself already."""
    text = case.submission.text(trend.place)
    change, rate = trend.comparison.change, trend.comparison.rate
    figures = {figure.start for figure in (change, rate) if figure is not None}
    return any(figures & verdict.figures for verdict in verdicts(text) if not verdict.severity)


def _size_off(told: Comparison, before: Decimal, now: Decimal) -> tuple[str, str] | None:
    """Expected and found, when the change or the rate is not that of the table."""
    gap = abs(now - before)
    change, rate = told.change, told.rate
    if change is not None and not change.rough:
        off = abs(gap - abs(change.value))
        if off > Decimal("0.015"):
            return f"{short(gap)}万元", f"{short(abs(change.value))}万元"
    elif change is None and rate is not None and not rate.rough and before:
        low = (gap - Decimal("0.01")) / (before + Decimal("0.005")) * _HUNDRED - rate.half
        high = (gap + Decimal("0.01")) / (before - Decimal("0.0049")) * _HUNDRED + rate.half
        if not low <= abs(rate.value) <= high:
            return f"{short(round_to(gap / before * _HUNDRED, 2))}%", f"{short(abs(rate.value))}%"
    return None


def _line(case: Case, item: str) -> tuple[Place, Decimal | None, Decimal | None] | None:
    """Last year's and this year's final of a line of f1, if f1 has its 三公经费 filled in."""
    for filled in case.filled(BasicData):
        lines = filled.record.lines if isinstance(filled.record, BasicData) else ()
        if not any(row.item in _THREE_PUBLIC and row.final is not None for row in lines):
            return None
        for index, row in enumerate(lines):
            if row.item == item:
                places = [At.of("lines", index, name) for name in ("prior_final", "final")]
                if any(at in filled.unread for at in places):
                    return None
                return Place(filled.key, places[1]), row.prior_final, row.final
    return None


def _denials(case: Case, key: str) -> Iterator[Breach]:
    filled = case.submission.form(key)
    overall = case.first(Overall)
    if filled is None or overall is None:
        return
    own: tuple[tuple[str, Decimal | None, str], ...] = (
        ("project", overall.expenditure.project, "expenditure.project"),
        ("fund", overall.income.government_fund, "income.government_fund"),
    )
    table = next(iter(case.filled(Overall))).key
    for noun, value, path in own:
        place = denied(filled, noun)
        if place is not None and value:
            name = "项目支出" if noun == "project" else "政府性基金"
            yield Breach(
                place,
                f"文字称无{name}，而自评表{name}为{short(value)}万元",
                short(value),
                f"无{name}",
                also=(Place(table, At(path)),),
            )


RULES: tuple[Rule, ...] = (
    tables_add_up,
    same_thing_twice,
    repeated_paragraph,
    claim_against_table,
)
