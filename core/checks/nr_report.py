"""NR: a report against itself: its tables, the same thing twice, repeated paragraphs."""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.disputes import stated
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.narrative.arithmetic import verdicts
from core.checks.narrative.claims import Claim, claims, quote, sections
from core.checks.narrative.nouns import noun_in
from core.checks.narrative.story import tell
from core.checks.rule import SUM, Breach, Case, Example, Look, Rule, example, rule
from core.checks.tables import torn_cells
from core.forms import Overall, OverallReport, ProjectReport
from core.forms.report import Section, Table, TableRow
from core.number import short

Report = OverallReport | ProjectReport
_REPEATED = 50


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
        amount.noun == "balance" and amount.figure.value and "结转" in amount.label
        for _, _, text in sections(look.filled)
        for amount in tell(text).amounts
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
    """Amounts of the same noun and kind under the same words; 提示 when the kind is not said.

    And what f2 has otherwise, though the report also has it as f2 does.
    """
    yield from _beside_the_table(look)
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
                severity=None if first.kind and noun_in(first.label) else HINT,
            )


_WHOLE_YEAR = re.compile("@|全年|本年")


def _beside_the_table(look: Look) -> Iterator[Breach]:
    """「基本支出256万元」 as in f2, and elsewhere 「本单位2024年全年基本支出265万元」."""
    table = look.case.first(Overall)
    if table is None or any(
        (table.income.government_fund, table.income.special_account, table.income.other)
    ):
        return
    values = {"basic": table.expenditure.basic, "project": table.expenditure.project}
    said = [c for c in stated(look.case) if not (c.last or c.budget or c.kind == "added")]
    for noun, value in values.items():
        mine = [claim for claim in said if claim.noun == noun]
        others = [c for c in mine if value is not None and abs(c.value - value) > c.figure.half]
        agreed = [c for c in mine if c not in others]
        if not value or not agreed or len(others) != 1 or _wrong(look.case, others[0]):
            continue
        other = others[0]
        if sum((c.value for c in mine), Decimal(0)) == value or not _WHOLE_YEAR.search(other.label):
            continue
        yield Breach(
            other.place.at,
            f"“{quote(other.label.replace('@', ''))}”前文和自评表为{short(value)}万元，"
            f"现为{short(other.value)}万元，差{short(abs(value - other.value))}万元",
            value,
            other.value,
            also=(agreed[0].place.at,),
            severity=HINT if other.kind is None else None,
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
    return re.sub("其中|[@数为共是计:·]|本年|全年|年度?|[本我]?单位", "", claim.label)


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


RULES: tuple[Rule, ...] = (
    tables_add_up,
    same_thing_twice,
    repeated_paragraph,
)
