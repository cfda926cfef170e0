"""XY: a unit against what is usual in its county."""

from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.finding import HINT
from core.checks.rule import Breach, Case, Example, Rule, example, rule
from core.checks.usual import measures
from core.forms import BasicData, Form, Overall
from core.forms.basic_data import Line, Staff
from core.forms.parts import Total
from core.number import short

_MANY = 5
_NEARLY_ALL = Decimal("0.9")
_FULL = Decimal(100)


def _public(final: str) -> BasicData:
    rows = (Line(item="public", label="公用经费", final=Decimal(final)),)
    return BasicData(staff=Staff(actual=Decimal(10)), lines=rows)


def _among(form: Form, others: tuple[Form, ...]) -> Example:
    return example(form, others=tuple((other,) for other in others))


_OTHERS = (_public("20"),) * 8


@rule(
    "XY-06",
    title="与同类单位悬殊",
    severity=HINT,
    basis="人均基本支出、人均公用经费、人均三公经费与同类单位（不足8个的与全县）相差悬殊的，请核实数字和单位",
    tolerance="超出四分位数三倍四分位距，且为中位数的三倍以上或三分之一以下",
    passes=_among(_public("26"), _OTHERS),
    breaks=_among(_public("215"), _OTHERS),
)
def unlike_others(case: Case) -> Iterator[Breach]:
    """One finding with all that is unusual: a wrong number of staff moves every figure a head."""
    if case.usual is None:
        return
    odd = [(m, found) for m in measures(case.submission) if (found := case.usual.odd(m))]
    if not odd:
        return
    words = "；".join(
        f"{measure.name}{short(measure.value)}万元，中位数{short(middle)}万元，"
        f"半数在{short(low)}至{short(high)}万元之间"
        for measure, (low, middle, high) in odd
    )
    first, (_, middle, _) = odd[0]
    others = f"同类（{case.usual.kind}）" if case.usual.kind else "全县"
    count = len(case.usual.values[first.name])
    yield Breach(
        first.place,
        f"与{others}{count}个单位相比悬殊：{words}",
        short(middle),
        short(first.value),
        also=tuple(measure.place for measure, _ in odd[1:]),
    )


def _scored(score: str) -> Overall:
    return Overall(total=Total(weight=_FULL, score=Decimal(score)))


@rule(
    "XY-07",
    title="全县普遍满分",
    severity=HINT,
    basis="各单位自评几乎都是满分的，自评没有区分度，应重点抽查",
    tolerance="5个以上单位有九成满分",
    passes=_among(_scored("100"), tuple(map(_scored, ("98", "96.5", "100", "99")))),
    breaks=_among(_scored("100"), tuple(map(_scored, ("100", "100", "100", "100")))),
)
def full_marks_everywhere(case: Case) -> Iterator[Breach]:
    usual = case.usual
    if usual is None or usual.scored < _MANY or usual.full < usual.scored * _NEARLY_ALL:
        return
    for filled in case.filled(Overall):
        if isinstance(filled.record, Overall) and filled.record.total.score == _FULL:
            yield Breach(
                Place(filled.key, At("total.score")),
                f"全县{usual.scored}个自评表有{usual.full}个满分",
                None,
                _FULL,
            )


RULES: tuple[Rule, ...] = (unlike_others, full_marks_everywhere)
