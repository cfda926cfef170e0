"""XY: against last year and against the other units."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from core.address import At, Place
from core.checks import lines as basic
from core.checks.copies import copied, sketches, whole_sketch
from core.checks.cx_identity import core_of
from core.checks.finding import ERROR, HINT
from core.checks.narrative.claims import quote
from core.checks.rule import SUM, Breach, Case, Example, Rule, example, rule
from core.checks.sums import gap
from core.checks.xy_peers import RULES as PEERS
from core.forms import BasicData, Form, Overall, OverallReport, Project
from core.forms.basic_data import OPEN_ITEMS, Line, Staff
from core.forms.parts import Indicator, Total
from core.forms.report import Section
from core.number import short
from core.submission import Submission
from core.text import label_key, squash

F = TypeVar("F", bound=Form)
_JUMP = Decimal(10)
_TWO_GRADES = 2
_FEWEST = 3
COMMON = 5
"""A paragraph that so many other units have too is the template's, not copied."""


def _year(prior: str | None, final: str | None, authorized: int = 50) -> BasicData:
    line = Line(
        item="reception",
        label="3、公务接待",
        prior_final=Decimal(prior) if prior else None,
        final=Decimal(final) if final else None,
    )
    return BasicData(staff=Staff(authorized=Decimal(authorized)), lines=(line,))


def _before(case: Case, cls: type[F]) -> F | None:
    """The form of the year before."""
    forms = case.previous.forms if case.previous else ()
    return next((form.record for form in forms if isinstance(form.record, cls)), None)


@rule(
    "XY-01",
    title="上年决算数衔接",
    severity=ERROR,
    basis="本年基础数据表的上年决算数=上年基础数据表的本年决算数",
    tolerance=SUM,
    passes=example(_year("2.5", "2.1"), previous=(_year("2.8", "2.5"),)),
    breaks=example(_year("2.9", "2.1"), previous=(_year("2.8", "2.5"),)),
)
def last_final(case: Case) -> Iterator[Breach]:
    """Row by row, a unit's own lines by name; not for a unit whose last year is all nothing.

    A total that is off by no more than its parts are together is only a hint.
    """
    before = _before(case, BasicData)
    for key, form in case.keyed(BasicData):
        if before is None or not any(line.prior_final for line in form.lines):
            return
        known = _finals(before)
        off = {
            row.at: row.line.prior_final - known[name]
            for row in basic.rows_of(form)
            if row.line.prior_final is not None and (name := _row_name(row)) in known
        }
        for row in basic.rows_of(form):
            name = _row_name(row)
            now, then = row.line.prior_final, known.get(name)
            found = gap(now, [then], case.scheme.addend)
            below = [off.get(part.at, Decimal(0)) for part in basic.children(form, row)]
            if found is not None:
                follows = sum(below, Decimal(0)) == off[row.at]
                yield Breach(
                    Place(key, row.at.child("prior_final")),
                    f"上年决算数应为上年所报本年决算数{short(found.sum)}万元，"
                    f"现为{short(found.total)}万元，差{short(found.difference)}万元",
                    found.sum,
                    found.total,
                    severity=HINT if follows else found.severity,
                )


def _row_name(row: basic.Row) -> str:
    """A line's kind, with its wording for the lines that a unit may add."""
    return (
        f"{row.line.item}:{label_key(basic.label_of(row))}"
        if row.line.item in OPEN_ITEMS
        else row.line.item
    )


def _finals(form: BasicData) -> dict[str, Decimal]:
    """This year's finals of a form by line; names that stand twice are left out."""
    finals: dict[str, Decimal] = {}
    doubled: set[str] = set()
    for row in basic.rows_of(form):
        name = _row_name(row)
        doubled |= {name} & finals.keys()
        if row.line.final is not None:
            finals[name] = row.line.final
    return {name: value for name, value in finals.items() if name not in doubled}


def _scored(score: int) -> Overall:
    return Overall(total=Total(weight=Decimal(100), score=Decimal(score)))


@rule(
    "XY-02",
    title="得分等级波动",
    severity=HINT,
    basis="自评得分较上年变动超过10分或等次变动两档，请说明",
    tolerance="变动超过10分才报",
    passes=example(_scored(92), previous=(_scored(95),)),
    breaks=example(_scored(82), previous=(_scored(95),)),
)
def score_jump(case: Case) -> Iterator[Breach]:
    before = _before(case, Overall)
    then = before.total.score if before else None
    for key, form in case.keyed(Overall):
        now = form.total.score
        if then is None or now is None:
            continue
        names = [grade.name for grade in case.scheme.grades]
        steps = abs(names.index(case.scheme.grade(then)) - names.index(case.scheme.grade(now)))
        if abs(now - then) > _JUMP or steps >= _TWO_GRADES:
            yield Breach(
                Place(key, At("total.score")),
                f"上年{short(then)}分（{case.scheme.grade(then)}），"
                f"本年{short(now)}分（{case.scheme.grade(now)}），变动{short(abs(now - then))}分",
                then,
                now,
            )


@rule(
    "XY-03",
    title="编制数变化",
    severity=HINT,
    basis="编制数与上年不同，请核实",
    passes=example(_year(None, None, 50), previous=(_year(None, None, 50),)),
    breaks=example(_year(None, None, 52), previous=(_year(None, None, 50),)),
)
def posts_changed(case: Case) -> Iterator[Breach]:
    before = _before(case, BasicData)
    then = before.staff.authorized if before else None
    for key, form in case.keyed(BasicData):
        now = form.staff.authorized
        if then is not None and now is not None and then != now:
            yield Breach(
                Place(key, At("staff.authorized")),
                f"上年编制{short(then)}人，本年{short(now)}人，相差{short(abs(now - then))}人",
                then,
                now,
            )


def _indicators(target: str) -> Overall:
    rows = tuple(
        Indicator(level3=name, target=target) for name in ("培训期数", "走访户数", "合格率")
    )
    return Overall(indicators=rows)


@rule(
    "XY-04",
    title="照抄上年",
    severity=HINT,
    basis="指标和报告不应照抄上年（年份除外）",
    passes=example(_indicators("6期"), previous=(_indicators("5期"),)),
    breaks=example(_indicators("6期"), previous=(_indicators("6期"),)),
)
def as_last_year(case: Case) -> Iterator[Breach]:
    """All indicators, or long paragraphs of the report; one finding a form."""
    if case.previous is None:
        return
    before = _before(case, Overall)
    for key, form in case.keyed(Overall):
        rows = _rows(form)
        if before is not None and rows and rows == _rows(before):
            yield Breach(
                Place(key, At("indicators")), f"{len(rows)}项指标的名称和指标值与上年完全相同"
            )
    copies = _copies(case.submission, case.previous)
    if copies:
        place, line = copies[0]
        yield Breach(place, f"“{quote(line, 30)}”等{len(copies)}段与上年报告相同")


def _rows(form: Overall) -> tuple[tuple[str, str], ...]:
    """Names and targets of at least three indicators, years left out."""
    year = str(form.year or "")
    rows = tuple(
        (squash(row.level3 or "").replace(year, ""), squash(row.target or "").replace(year, ""))
        for row in form.indicators
        if row.level3
    )
    return rows if len(rows) >= _FEWEST else ()


def report_texts(submission: Submission) -> tuple[str, ...]:
    """The sections of the overall report."""
    return tuple(
        section.text
        for form in submission.forms
        if isinstance(form.record, OverallReport)
        for section in form.record.sections
        if section.text
    )


def _copies(mine: Submission, other: Submission) -> list[tuple[Place, str]]:
    """My report's long paragraphs that the other has too."""
    theirs = whole_sketch(report_texts(other))
    if theirs.isdisjoint(whole_sketch(report_texts(mine))):
        return []
    return [
        (Place(filled.key, At.of("sections", index, "text")), line)
        for filled in mine.forms
        if isinstance(filled.record, OverallReport)
        for index, section in enumerate(filled.record.sections)
        for line, sketch in sketches(section.text or "")
        if copied(sketch, theirs)
    ]


_PARAGRAPH = "坚持把学习宣传贯彻会议精神与推动业务工作结合起来，组织干部职工分批下乡走访，" * 2


SHORTEST_NAME = 6
"""Shorter names of indicators are everybody's."""


def names_of(submission: Submission) -> dict[str, Place]:
    """The longer names of a submission's indicators, each with its first place."""
    found: dict[str, Place] = {}
    for filled in submission.forms:
        if isinstance(filled.record, Overall | Project):
            for index, row in enumerate(filled.record.indicators):
                name = squash(row.level3 or "")
                if len(name) >= SHORTEST_NAME:
                    found.setdefault(name, Place(filled.key, At.of("indicators", index, "level3")))
    return found


def _borrowed(mine: Submission, other: Submission) -> list[tuple[Place, str]]:
    """Indicators of mine that the other has too and that name its field, not mine."""
    field, own = core_of(other.unit), core_of(mine.unit)
    theirs = names_of(other)
    return [
        (place, name)
        for name, place in names_of(mine).items()
        if len(field) > 1 and field in name and name in theirs and field not in own
    ]


def _wrote(text: str) -> OverallReport:
    return OverallReport(sections=(Section(no=1, heading="六、绩效情况", text=text),))


def _against(other: str) -> Example:
    return example(_wrote(_PARAGRAPH), others=((_wrote(other),),))


@rule(
    "XY-05",
    title="跨单位照抄",
    severity=HINT,
    basis="报告60字以上的段落、写明其他单位业务的指标不应与其他单位相同",
    tolerance="60字以上的段落，八成以上相同",
    passes=_against("组织开展全县水利工程巡查，落实河长制各项措施。" * 4),
    breaks=_against(_PARAGRAPH),
)
def as_another_unit(case: Case) -> Iterator[Breach]:
    """A finding for a unit's paragraphs, one for its indicators; not for what many have."""
    mine = case.submission
    shared = Counter(name for other in case.others for name in names_of(other))
    for other in case.others:
        for place, name in _borrowed(mine, other):
            if shared[name] < COMMON:
                yield Breach(
                    place,
                    f"“{quote(name, 30)}”与{other.unit}的指标相同，是该单位的业务",
                    found=quote(name, 30),
                )
                break
    found = [(other, _copies(mine, other)) for other in case.others]
    held = Counter(line for _, copies in found for line in {line for _, line in copies})
    for other, copies in found:
        own = [(place, line) for place, line in copies if held[line] < COMMON]
        if own:
            place, line = own[0]
            yield Breach(place, f"“{quote(line, 30)}”等{len(own)}段与{other.unit}的报告相同")


RULES: tuple[Rule, ...] = (
    last_final,
    score_jump,
    posts_changed,
    as_last_year,
    as_another_unit,
    *PEERS,
)
