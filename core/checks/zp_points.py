"""ZP-09 to ZP-12, ZP-21, ZP-25, ZP-27: points and totals of the 自评表."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.address import At
from core.checks.evaluation import (
    any_unread,
    evaluation_rule,
    fund,
    groups,
    label_gap,
    level1_of,
    misprinted_weights,
    row,
    rows_of,
    scored_money,
    shown,
    unreadable,
    weights_of,
)
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.rule import POINTS, Breach, Look, example
from core.checks.sums import add
from core.forms import Evaluation, Overall
from core.forms.parts import Total
from core.number import short
from core.scheme import Group as Share
from core.scheme import Weights
from core.scoring.result import EXACT, Scored
from core.scoring.score import fund_weight, repeats_fund

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
Cell = tuple[At, Decimal | None, Decimal | None]
"""A scored row: its place, points and score."""


def _cells(form: Evaluation) -> tuple[Cell, ...]:
    at, money = scored_money(form)
    rows = ((place, item.weight, item.score) for place, item in rows_of(form))
    return ((at, money.weight, money.score), *rows)


def _counted(form: Evaluation) -> tuple[Cell, ...]:
    """The cells that add up: 预算执行 once, where a row tells it again."""
    cells = _cells(form)
    return cells[1:] if repeats_fund(form) else cells


def _has_no_place(look: Look, at: At) -> bool:
    """Whether the paper has no cell for the points of 预算执行, only for its amounts."""
    sources = look.filled.sources
    return bool(sources) and sources.keys().isdisjoint((at.child("weight"), at.child("score")))


def _has_unread_weight(form: Evaluation, look: Look) -> bool:
    return any_unread(look, (at.child("weight") for at, _, _ in _cells(form)))


@evaluation_rule(
    "ZP-09",
    title="一级指标分值",
    severity=ERROR,
    basis="一级指标标注的分值=所属三级指标分值之和",
    passes=shown(row(level1_weight=Decimal(20)), row(level1_weight=Decimal(20), level3="篇数")),
    breaks=shown(row(level1_weight=Decimal(30)), row(level1_weight=Decimal(30), level3="篇数")),
)
def level1_points(form: Evaluation, look: Look) -> Iterator[Breach]:
    for group in groups(form):
        yield from unreadable(look, [group.at.child("level1_weight")])
        unread = any_unread(look, (at.child("weight") for at, _ in group.rows))
        apart = label_gap(group, form)
        if apart and not unread:
            together, label = weights_of(group) or _ZERO, group.label_weight or _ZERO
            yield Breach(
                group.at.child("level1_weight"),
                f"{group.name or '一级指标'}标注{short(label)}分，下级分值合计应相等，"
                f"现为{short(together)}，差{short(abs(apart))}",
                expected=label,
                found=together,
                also=tuple(at.child("weight") for at, _ in group.rows),
            )


@evaluation_rule(
    "ZP-10",
    title="分值总和",
    severity=ERROR,
    basis="预算执行分值+各三级指标分值=100",
    passes=shown(row(weight=Decimal(90)), fund=fund(executed="1")),
    breaks=shown(row(weight=Decimal(80)), fund=fund(executed="1")),
)
def all_points(form: Evaluation, look: Look) -> Iterator[Breach]:
    """A sum that is off just by what ZP-09 reports of the groups is one fact, hence a hint.

    Of a paper that has no cell for 预算执行 the rest of 100 is for it.
    """
    yield from unreadable(look, [At("total.weight")])
    at, _ = scored_money(form)
    rows = add(item.weight for _, item in rows_of(form))
    if rows is None or _has_unread_weight(form, look):
        return
    weight = _ZERO if repeats_fund(form) else fund_weight(form) or _ZERO
    if rows < _HUNDRED and form.total.weight == _HUNDRED and _has_no_place(look, at):
        return
    together = rows + weight
    explained = sum((label_gap(group, form) for group in groups(form)), _ZERO)
    if together != _HUNDRED:
        yield Breach(
            At("total.weight"),
            f"分值合计应为100，现预算执行{short(weight)}+指标{short(rows)}"
            f"={short(together)}，差{short(abs(together - _HUNDRED))}",
            expected=_HUNDRED,
            found=together,
            also=(at.child("weight"), *(place.child("weight") for place, _ in rows_of(form))),
            severity=HINT if explained == together - _HUNDRED else None,
        )
    elif form.total.weight is not None and form.total.weight != together:
        yield Breach(
            At("total.weight"),
            f"分值合计应为{short(together)}，现为{short(form.total.weight)}，"
            f"差{short(abs(form.total.weight - together))}",
            expected=together,
            found=form.total.weight,
        )


@evaluation_rule(
    "ZP-11",
    title="得分不超分值",
    severity=ERROR,
    basis="0≤得分≤分值",
    passes=shown(row("10次", "10次", "10")),
    breaks=shown(row("10次", "10次", "11")),
)
def score_within_points(form: Evaluation, look: Look) -> Iterator[Breach]:
    """A total beyond 100 is the sum's matter (ZP-12), a misprinted weight the group's (ZP-09)."""
    cells, misprinted = _cells(form), misprinted_weights(form)
    yield from unreadable(
        look, (at.child(name) for at, _, _ in cells for name in ("weight", "score"))
    )
    total = (At("total"), _HUNDRED, form.total.score)
    wrong = [cell for cell in cells if _outside(*cell[1:])] or [total]
    for at, weight, have in wrong:
        if have is None or not _outside(weight, have):
            continue
        most = weight or _ZERO
        apart = have - most if have > most else -have
        yield Breach(
            at.child("score"),
            f"得分应在0至{short(most)}之间，现为{short(have)}，差{short(apart)}",
            expected=f"0至{short(most)}",
            found=have,
            also=(at.child("weight"),),
            severity=HINT if at == total[0] or at in misprinted else None,
        )


def _outside(weight: Decimal | None, score: Decimal | None) -> bool:
    return score is not None and (score < 0 or (weight is not None and score > weight))


@evaluation_rule(
    "ZP-12",
    title="总分合计",
    severity=ERROR,
    basis="总分=预算执行得分+各三级指标得分",
    tolerance=POINTS,
    passes=shown(
        row(score="10"), fund=fund("", "100", "90", "90", "9"), total=Total(score=Decimal(19))
    ),
    breaks=shown(
        row(score="10"), fund=fund("", "100", "90", "90", "9"), total=Total(score=Decimal(20))
    ),
)
def total_score(form: Evaluation, look: Look) -> Iterator[Breach]:
    """The submitted total against the submitted scores: a wrong score alone is not a wrong sum.

    Where scores were left out the total may hold them, as long as they fit into the points. A
    total that fits once the wrong scores (ZP-02, ZP-11, ZP-13) are put right is only a hint.
    """
    yield from unreadable(look, [At("total.score")])
    cells = _counted(form)
    if any_unread(
        look, (place.child("score") for place, _, _ in (*cells, (At("total"), None, None)))
    ):
        return
    together = add(score for _, _, score in cells)
    if together is None:
        return
    given = form.total.score
    missing = add(weight for _, weight, score in cells if score is None) or _ZERO
    if _has_no_place(look, scored_money(form)[0]):
        missing += max(_ZERO, _HUNDRED - (add(weight for _, weight, _ in cells) or _ZERO))
    if given is None:
        yield Breach(
            At("total.score"),
            f"应为{short(together)}（各项得分之和），现为空白",
            expected=together,
            found="空白",
            also=_scores(cells),
        )
    elif abs(given - together) > look.scheme.limits.score and not (
        missing and 0 <= given - together <= missing
    ):
        yield Breach(
            At("total.score"),
            f"应为{short(together)}（各项得分之和），现为{short(given)}，"
            f"差{short(abs(given - together))}",
            expected=together,
            found=given,
            also=_scores(cells),
            severity=HINT if _due_total(form, look) == given else None,
        )


def _due_total(form: Evaluation, look: Look) -> Decimal | None:
    """The sum of the scores, those that the rules contradict as they should be."""
    if look.score is None:
        return None
    items = (look.score.fund, *look.score.indicators)[1 if repeats_fund(form) else 0 :]
    weights = [weight for _, weight, _ in _counted(form)]
    return add(
        item.computed if _contradicted(item, weight, look.scheme.limits.score) else item.submitted
        for item, weight in zip(items, weights, strict=True)
    )


def _contradicted(item: Scored, weight: Decimal | None, limit: Decimal) -> bool:
    """Whether a score is outside its points, or not what a rule of numbers yields."""
    if item.computed is None or item.submitted is None:
        return False
    if _outside(weight, item.submitted):
        return True
    return item.rule in EXACT and all(
        abs(item.submitted - due) > limit for due in (item.computed, *item.accepted)
    )


def _scores(cells: Sequence[Cell]) -> tuple[At, ...]:
    return tuple(at.child("score") for at, _, score in cells if score is not None)


@evaluation_rule(
    "ZP-21",
    title="满分自评",
    severity=HINT,
    basis="自评满分的应重点抽查",
    passes=shown(total=Total(score=Decimal(99))),
    breaks=shown(total=Total(score=Decimal(100))),
)
def full_marks(form: Evaluation, look: Look) -> Iterator[Breach]:
    del look
    if form.total.score == _HUNDRED:
        yield Breach(
            At("total.score"), "自评得分为100分，没有一项扣分，请重点抽查", found=form.total.score
        )


@evaluation_rule(
    "ZP-25",
    title="一级指标缺失",
    severity=HINT,
    basis="每组指标应写明一级指标",
    passes=shown(row("10次", "10次")),
    breaks=shown(row("10次", "10次", level1=None)),
)
def level1_missing(form: Evaluation, look: Look) -> Iterator[Breach]:
    del look
    for group in groups(form):
        if group.name:
            continue
        guess = level1_of(group.rows[0][1])
        yield Breach(
            group.at.child("level1"),
            "应填写一级指标，现为空白" + (f"，按二级指标推断为{guess}" if guess else ""),
            expected=guess,
            found="空白",
        )


@evaluation_rule(
    "ZP-27",
    title="与县里分值模板不符",
    severity=WARNING,
    basis="本年度分值模板",
    passes=example(
        Overall(fund=fund(executed="1"), indicators=(row(weight=Decimal(90)),)),
        changes={
            "weights": Weights(Decimal(10), (Share("产出指标", Decimal(90)),), enforce=True),
        },
    ),
    breaks=example(
        Overall(fund=fund(executed="1"), indicators=(row(weight=Decimal(80)),)),
        changes={
            "weights": Weights(Decimal(10), (Share("产出指标", Decimal(90)),), enforce=True),
        },
    ),
)
def template_points(form: Evaluation, look: Look) -> Iterator[Breach]:
    """Silent until the bureau has set its layout (`enforce`); one finding a form."""
    weights = look.scheme.weights
    if not weights.enforce or _has_unread_weight(form, look):
        return
    at, money = scored_money(form)
    have = {share.name: _ZERO for share in weights.groups}
    for _, item in rows_of(form):
        name = item.level1 if item.level1 in have else level1_of(item)
        if name is None or item.weight is None:
            continue
        have[name] = have.get(name, _ZERO) + item.weight
    want = {share.name: share.weight for share in weights.groups}
    execution = money.weight or _ZERO
    if have == want and execution == weights.execution:
        return
    names = (*want, *(name for name in have if name not in want))
    due = f"预算执行{short(weights.execution)}" + "".join(
        f"、{name}{short(want.get(name, _ZERO))}" for name in names
    )
    now = f"预算执行{short(execution)}" + "".join(f"、{n}{short(have[n])}" for n in names)
    yield Breach(at.child("weight"), f"应为{due}，现为{now}", expected=due, found=now)


RULES = (
    level1_points,
    all_points,
    score_within_points,
    total_score,
    full_marks,
    level1_missing,
    template_points,
)
